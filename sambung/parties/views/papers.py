"""The letterhead of an organisation, and its letters to a company."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sambung.core.files import open_file
from sambung.parties import queries, rules
from sambung.parties.actions import papers
from sambung.parties.forms.papers import LetterheadForm, letterhead_initial
from sambung.parties.views.request import ActorRequest, posted


@login_required
def letterhead_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Let an organisation's officers say how its papers look."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_edit_letterhead(request.actor, thing).or_raise()
    head = queries.letterhead_of(thing.pk)
    initial = letterhead_initial(thing, head)
    form = LetterheadForm(posted(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        papers.save_letterhead(organisation=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Kop surat tersimpan."))
        return redirect("parties:letterhead-update", pk=thing.pk)
    context = {"form": form, "thing": thing, "head": head, "simulated": thing.is_simulated}
    return render(request, "parties/letterhead_update.html", context)


@login_required
@require_GET
def letterhead_logo(request: ActorRequest, pk: int) -> FileResponse:
    """Serve the logo on an organisation's papers to its own people."""
    head = queries.letterhead_of(pk) if pk in request.actor.organisation_ids else None
    if head is None or head.logo is None:
        raise Http404
    return open_file(head.logo)

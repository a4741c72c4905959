"""Letters to a company: write, look, download as DOCX, mark as sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Conflict
from sambung.parties import queries, rules
from sambung.parties.actions import letters as actions
from sambung.parties.actions.links import hat_of
from sambung.parties.forms.letters import LetterForm, SentForm, VersionForm, letter_initial
from sambung.parties.models import Contact, Letter, LetterKind, Organisation
from sambung.parties.queries import papers
from sambung.parties.views.documents import DOCX, letter_docx
from sambung.parties.views.request import ActorRequest, once, posted


@login_required
def letter_create(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """Write a letter to a party, begun from what is known of it."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_keep_dealings(request.actor, thing).or_raise()
    if kind not in LetterKind.values:
        raise Http404
    initial = papers.letter_draft(kind, thing, contact_of(request, thing))
    form = LetterForm(
        posted(request), kind=kind, initial={**initial, "dated_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        return once(form.cleaned_data["token"], lambda: drafted(request, thing, kind, form))
    return render(request, "parties/letter_form.html", around(request, thing, kind, form))


def around(request: ActorRequest, thing: Organisation, kind: str, form: LetterForm) -> Any:
    """Return what the page of the form shows around it."""
    house_id = hat_of(request.actor).organisation_id
    return {
        "form": form,
        "thing": thing,
        "kind": LetterKind(kind).label,
        "house_id": house_id,
        "has_head": papers.letterhead_of(house_id) is not None,
        "simulated": thing.is_simulated,
    }


def contact_of(request: ActorRequest, thing: Organisation) -> Contact | None:
    """Return the contact asked for, else the first who is still in the post."""
    rows = queries.contacts_visible_to(request.actor).filter(
        organisation=thing, until_on__isnull=True
    )
    asked = request.GET.get("kontak", "")
    return rows.filter(pk=int(asked[:18])).first() if asked.isdecimal() else rows.first()


def drafted(request: ActorRequest, thing: Organisation, kind: str, form: LetterForm) -> Letter:
    """Keep the letter the form describes."""
    data = form.cleaned_data
    return actions.draft_letter(
        organisation=thing,
        kind=kind,
        number=data["number"],
        dated_on=data["dated_on"],
        fields=form.kept,
        token=data["token"],
        by=request.actor,
    )


@login_required
@require_GET
def letter(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a letter as it will be printed, with what can be done with it."""
    row = get_object_or_404(papers.letters_visible_to(request.actor), pk=pk)
    head = papers.letterhead_of(row.kept_by_id)
    context = {
        "row": row,
        "words": papers.letter_words(row, head),
        "head": head,
        "may": rules.can_edit_dealing(request.actor, row.kept_by_id),
        "sent": SentForm(initial={"sent_on": timezone.localdate(), "version": row.version}),
        "simulated": row.organisation.is_simulated or row.kept_by.is_simulated,
    }
    return render(request, "parties/letter.html", context)


@login_required
def letter_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a letter until it is sent."""
    row = get_object_or_404(papers.letters_visible_to(request.actor), pk=pk)
    rules.can_edit_dealing(request.actor, row.kept_by_id).or_raise()
    form = LetterForm(posted(request), kind=row.kind, initial=letter_initial(row))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.update_letter(
            letter=row,
            by=request.actor,
            version=data["version"] or 0,
            number=data["number"],
            dated_on=data["dated_on"],
            fields=form.kept,
        )
        messages.success(request, _("Surat tersimpan."))
        return redirect(row)
    context = {**around(request, row.organisation, row.kind, form), "row": row}
    return render(request, "parties/letter_form.html", context)


@login_required
@require_GET
def letter_file(request: ActorRequest, pk: int) -> HttpResponse:
    """Return the letter as a Word file."""
    row = get_object_or_404(papers.letters_visible_to(request.actor), pk=pk)
    head = papers.letterhead_of(row.kept_by_id)
    content = letter_docx(row.kind, papers.letter_words(row, head), head.logo if head else None)
    response = HttpResponse(content, content_type=DOCX)
    name = slugify(f"surat {row.number or row.pk} {row.organisation}")[:80]
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


@require_POST
@login_required
def letter_step(request: ActorRequest, pk: int, step: str) -> HttpResponse:
    """Mark a letter as sent, take that back, or throw an unsent one away."""
    row = get_object_or_404(papers.letters_visible_to(request.actor), pk=pk)
    form = SentForm(request.POST) if step == "terkirim" else VersionForm(request.POST)
    if not form.is_valid():
        raise Conflict(
            _("Surat tidak berubah. Isi tanggal terkirim yang sudah lewat, lalu ulangi.")
        )
    given = {"letter": row, "by": request.actor, **form.cleaned_data}
    if step == "buang":
        actions.discard_letter(**given)
        messages.success(request, _("Surat dibuang."))
        return redirect(f"{row.organisation.get_absolute_url()}#surat")
    if step == "terkirim":
        actions.send_letter(**given)
        messages.success(request, _("Ditandai terkirim, dan masuk ke catatan pembicaraan."))
    else:
        actions.unsend_letter(**given)
        messages.success(request, _("Tanda terkirim dibatalkan."))
    return redirect(row)

"""Step a partnership along its stages, close it, publish it; open a letter."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files
from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.forms import OnceForm, ReasonForm, StageForm
from sambung.partnerships.models import Partnership
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, once, partnership_of


@login_required
def partnership_step(request: ActorRequest, pk: int) -> HttpResponse:
    """Go to the next stage, or back to an earlier one with a reason."""
    partnership = partnership_of(request, pk)
    rules.can_lead(request.actor, partnership).or_raise()
    stages = choices_of(partnership)
    start = once(partnership.version) | {"to": stages[0][0]}
    form = StageForm(request.POST or None, stages=stages, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if (back := lacks_reason(partnership, given)) is None:
            actions.step_stage(partnership=partnership, by=request.actor, **given)
            messages.success(
                request, _("Sekarang di tahap %s.") % partnership.get_stage_display().lower()
            )
            return redirect(partnership)
        form.add_error("reason", back)
    return shown(request, partnership, form, "partnerships/stage_form.html", _("Tahap"))


def choices_of(partnership: Partnership) -> list[tuple[str, Any]]:
    """Return the next stage first, then the earlier ones to go back to."""
    following = lifecycle.stage_after(partnership.road, partnership.stage)
    earlier = lifecycle.stages_before(partnership.road, partnership.stage)
    forward = [(following, _("Maju ke %s") % following.label)] if following else []
    return [*forward, *((stage, _("Kembali ke %s") % stage.label) for stage in reversed(earlier))]


def lacks_reason(partnership: Partnership, given: dict[str, Any]) -> str | None:
    """Return what is missing when the step goes back without a reason."""
    earlier = lifecycle.stages_before(partnership.road, partnership.stage)
    if given["to"] in earlier and not given["reason"].strip():
        return _("Tulis alasan kembali ke tahap sebelumnya.")
    return None


@login_required
def partnership_close(request: ActorRequest, pk: int) -> HttpResponse:
    """Close with a reason; the package returns to the shelf unless people are already served."""
    partnership = partnership_of(request, pk)
    rules.can_lead(request.actor, partnership).or_raise()
    form = ReasonForm(request.POST or None, initial=once(partnership.version))
    if request.method == "POST" and form.is_valid():
        actions.close_partnership(partnership=partnership, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Kemitraan ditutup dengan alasannya."))
        return redirect(partnership)
    return shown(request, partnership, form, "partnerships/close_form.html", _("Tutup"))


@require_POST
@login_required
def partnership_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Agree in one's own party's name that the page may be public, or take that back."""
    partnership = partnership_of(request, pk)
    if request.POST.get("setuju") == "ya":
        actions.agree_to_publish(partnership=partnership, by=request.actor)
        words = _("Persetujuan terbit dicatat. Halaman terbuka setelah semua pihak setuju.")
        messages.success(request, words)
    else:
        actions.take_back_publishing(partnership=partnership, by=request.actor)
        messages.success(request, _("Persetujuan terbit ditarik. Halaman hanya untuk para pihak."))
    return redirect(partnership)


def contribution_letter(request: ActorRequest, pk: int, contribution_pk: int) -> FileResponse:
    """Answer with the letter of a pledge, to parties and the convening desk; not to the public."""
    partnership = partnership_of(request, pk)
    contribution = get_object_or_404(partnership.contributions, pk=contribution_pk)
    if contribution.letter is None or not rules.can_read_letters(
        request.actor, partnership, queries.organisation_ids_of(partnership)
    ):
        raise Http404
    return files.open_file(contribution.letter)


def shown(
    request: ActorRequest, partnership: Partnership, form: OnceForm, template: str, here: str
) -> HttpResponse:
    """Show a form about the partnership; wrong input comes back with 422 and what was typed."""
    context = {
        "partnership": partnership,
        "form": form,
        "crumbs": crumbs_of(partnership, here),
        "paper": lifecycle.STAGE_PAPERS[partnership.stage],
        "simulated": partnership.is_simulated,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)

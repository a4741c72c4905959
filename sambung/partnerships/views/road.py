"""Step a partnership along its stages, close it, publish it; open a letter."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import OnceForm, ReasonForm, StageForm
from sambung.partnerships.lifecycle import Template
from sambung.partnerships.models import Partnership, Stage
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, once, partnership_of


@login_required
def partnership_step(request: ActorRequest, pk: int) -> HttpResponse:
    """Close the stage of now by its checklist and go on, back, or ahead with a reason."""
    partnership = partnership_of(request, pk)
    template, parties = queries.template_of(partnership), queries.parties_of(partnership)
    rules.can_close_stage(request.actor, partnership, template=template, parties=parties).or_raise()
    needs = queries.needs_by_stage(partnership, template)
    stages = choices_of(
        partnership, template, may_go_back=rules.is_convener(request.actor, partnership)
    )
    start = once(partnership.version) | {"to": stages[0][0] if stages else ""}
    form = StageForm(request.POST or None, stages=stages, initial=start)
    if request.method == "POST" and form.is_valid():
        verdict = rules.can_step_stage(
            request.actor,
            partnership,
            form.cleaned_data["to"],
            form.cleaned_data["reason"],
            template=template,
            parties=parties,
            open_needs=[row for row in needs.get(Stage(partnership.stage), []) if row.is_open],
        )
        if verdict:
            actions.step_stage(partnership=partnership, by=request.actor, **form.cleaned_data)
            words = template.label_of(partnership.stage).lower()
            messages.success(request, _("Sekarang di tahap %s.") % words)
            return redirect(partnership)
        form.add_error("reason", verdict.reason)
    return stage_shown(request, partnership, form, template, needs)


def choices_of(
    partnership: Partnership, template: Template, *, may_go_back: bool
) -> list[tuple[str, Any]]:
    """Return the next stage first, then those ahead of it, then the earlier ones."""
    following = template.after(partnership.stage)
    earlier = template.before(partnership.stage) if may_go_back else ()
    return [
        *((stage, _("Maju ke %s") % template.label_of(stage)) for stage in following[:1]),
        *((stage, _("Lewati sampai %s") % template.label_of(stage)) for stage in following[1:]),
        *((stage, _("Kembali ke %s") % template.label_of(stage)) for stage in reversed(earlier)),
    ]


def stage_shown(
    request: ActorRequest,
    partnership: Partnership,
    form: StageForm,
    template: Template,
    needs: dict[Stage, list[queries.NeedRow]],
) -> HttpResponse:
    """Show the checklist of the stage and the form below it."""
    context = {
        "partnership": partnership,
        "form": form,
        "stage": template.stage(partnership.stage),
        "stage_label": template.label_of(partnership.stage),
        "needs": needs.get(Stage(partnership.stage), []),
        "left_open": [
            row
            for key in template.before(partnership.stage)
            for row in needs[key]
            if row.is_open and row.lapsed_on is None
        ],
        "lapsed": queries.lapsed_of(partnership, needs, template),
        "may_record_facts": rules.is_convener(request.actor, partnership),
        "crumbs": crumbs_of(partnership, _("Tahap")),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/stage_form.html", context, status=status)


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
        "simulated": partnership.is_simulated,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)

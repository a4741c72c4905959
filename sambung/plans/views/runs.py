"""One run: its progress, its answer, its files; and two of them side by side."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core import tokens
from sambung.plans import actions, queries, rules
from sambung.plans.models import Run, RunState
from sambung.plans.views.asked import ActorRequest, act_once
from sambung.plans.views.workbook import workbook


def _run(request: ActorRequest, pk: int) -> Run:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


@login_required
@require_GET
def run(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a run: how far it is, or what it answers."""
    thing = _run(request, pk)
    if thing.state != RunState.DONE:
        return render(request, "plans/run_waiting.html", _progress(request, thing))
    answer = queries.answer_of(thing, request.actor)
    context = {
        "run": thing,
        "crumbs": crumbs_of(thing),
        "disclaimer": queries.disclaimer(),
        "seconds": max(1, round(thing.seconds or 0)),
        "most_added": answer.most_added,
        "answer": answer,
        "title": queries.title_of(answer),
        "map": queries.map_of(answer),
        "flow": queries.flow_of(answer),
        "assumptions": queries.assumptions_of(thing),
        "outdated": queries.outdated(thing) if answer.sees_all else [],
        "others": queries.other_runs(thing, request.actor) if answer.sees_all else [],
        "share": queries.share_text(answer),
        "chosen": queries.told_lines(answer.chosen, thing),
        "can_invite": bool(rules.can_invite(request.actor, thing)),
        "can_share": bool(rules.can_share_run(request.actor, thing)),
        "token": tokens.new_token(),
        "simulated": thing.is_simulated,
    }
    return render(request, "plans/run.html", context)


@login_required
@require_GET
def run_progress(request: ActorRequest, pk: int) -> HttpResponse:
    """Say how far a run is, for the page that waits; once it ended the page is drawn anew."""
    thing = _run(request, pk)
    response = render(request, "plans/_progress.html", _progress(request, thing))
    if thing.state not in {RunState.WAITING, RunState.RUNNING}:
        response["HX-Refresh"] = "true"
    return response


def _progress(request: ActorRequest, thing: Run) -> dict[str, object]:
    return {
        "run": thing,
        "crumbs": crumbs_of(thing),
        "disclaimer": queries.disclaimer(),
        "progress": queries.progress_of(thing),
        "is_moving": thing.state in {RunState.WAITING, RunState.RUNNING},
        "can_cancel": bool(rules.can_cancel_run(request.actor, thing)),
        "simulated": thing.is_simulated,
    }


@login_required
@require_POST
def run_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """Stop a run."""
    thing = _run(request, pk)
    return act_once(request, lambda _token: actions.cancel_run(run=thing, by=request.actor))


@login_required
@require_POST
def run_share(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a run to its sources and the parties of the place."""
    thing = _run(request, pk)
    return act_once(
        request, lambda token: actions.share_run(run=thing, by=request.actor, token=token)
    )


@login_required
@require_GET
def run_workbook(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand out the answer as a workbook, with what this person may see."""
    thing = _finished(request, pk)
    sheets = queries.sheets_of(queries.answer_of(thing, request.actor))
    return workbook(sheets, name=_file_name(thing, "xlsx"), is_simulated=thing.is_simulated)


@login_required
@require_GET
def run_problem(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand out the stored problem, to its owner: it names every source's amount."""
    return _json(_own(request, pk), "soal")


@login_required
@require_GET
def run_plan(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand out the stored plan, to its owner."""
    return _json(_own(request, pk), "rencana")


@login_required
@require_GET
def compare(request: ActorRequest) -> HttpResponse:
    """Show two answers side by side: what enters, what leaves, money and people."""
    own = queries.own_runs(request.actor)
    first, second = (
        own.filter(pk=request.GET[key]).first()
        if request.GET.get(key, "").isdecimal() and len(request.GET[key]) < 12
        else None
        for key in ("a", "b")
    )
    context = {
        "crumbs": [(_("Rencana"), reverse("plans:scenario-list")), _("Bandingkan")],
        "disclaimer": queries.disclaimer(),
        "runs": own.defer("problem", "plan", "explanation"),
        "first": first,
        "second": second,
        "comparison": queries.comparison_of(first, second, request.actor)
        if first and second
        else None,
        "simulated": bool(first and first.is_simulated),
    }
    return render(request, "plans/compare.html", context)


def crumbs_of(thing: Run) -> list[tuple[str, str] | str]:
    """Return the way from the plans to this run."""
    return [(_("Rencana"), reverse("plans:scenario-list")), str(thing.scenario)]


def _finished(request: ActorRequest, pk: int) -> Run:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk, state=RunState.DONE)


def _own(request: ActorRequest, pk: int) -> Run:
    return get_object_or_404(queries.own_runs(request.actor), pk=pk)


def _json(thing: Run, what: str) -> HttpResponse:
    text = thing.problem if what == "soal" else thing.plan
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = _file_name(thing, "json").removesuffix(".json")
    response["Content-Disposition"] = f'attachment; filename="{name}-{what}.json"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _file_name(thing: Run, ending: str) -> str:
    mark = "simulasi-" if thing.is_simulated else ""
    return f"{mark}rencana-{slugify(thing.scenario.title) or thing.pk}-{thing.number}.{ending}"

"""The questions: list, new, change, copy, and what stands in the way before solving."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.plans import actions, bridge, queries, rules
from sambung.plans.forms import SOME, ScenarioForm
from sambung.plans.models import Run, Scenario
from sambung.plans.views.asked import ActorRequest, act_once

HOME = "plans:scenario-list"
LIMITS = (
    *("most_sources", "company_share_percent", "government_share_percent"),
    *("facilitator_places", "places_by", "backstop_years", "time_limit_s"),
)


@login_required
def scenario_list(request: ActorRequest) -> HttpResponse:
    """Show the plans of the actor's house, and those shared with them."""
    rows = queries.scenario_rows(request.actor)
    shared = queries.shared_runs(request.actor)
    context = {
        "rows": rows,
        "shared": shared,
        "invitations": queries.waiting_invitations(request.actor),
        "changes": queries.waiting_changes(request.actor),
        "may_plan": rules.may_plan(request.actor),
        "disclaimer": queries.disclaimer(),
        "simulated": any(row.scenario.is_simulated for row in rows)
        or any(run.is_simulated for run in shared),
    }
    return render(request, "plans/scenario_list.html", context)


@login_required
def scenario_new(request: ActorRequest) -> HttpResponse:
    """Ask a new question; *Hitung* asks for the answer at once."""
    _refuse_unless_planner(request)
    form = ScenarioForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and _wants_to_keep(request) and form.is_valid():

        def act(token: str) -> Scenario | Run | str:
            scenario = actions.create_scenario(
                question=form.question, by=request.actor, token=token
            )
            return _go_on(request, scenario)

        return act_once(request, act)
    return _form_page(request, form, None)


@login_required
def scenario(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a question, look at its answers, ask again."""
    thing = get_object_or_404(queries.scenarios_visible_to(request.actor), pk=pk)
    form = ScenarioForm(request.POST or None, actor=request.actor, scenario=thing)
    if request.method == "POST" and _wants_to_keep(request) and form.is_valid():
        thing = actions.update_scenario(
            scenario=thing,
            question=form.question,
            version=form.cleaned_data["version"] or 0,
            by=request.actor,
        )
        return redirect(_go_on(request, thing))
    return _form_page(request, form, thing)


@login_required
@require_POST
def scenario_findings(request: ActorRequest) -> HttpResponse:
    """Say in words what stands in the way of the question as it is typed; nothing is kept."""
    _refuse_unless_planner(request)
    form = ScenarioForm(request.POST, actor=request.actor)
    return render(request, "plans/_findings.html", {"findings": _findings(form)})


@login_required
@require_POST
def scenario_copy(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a second question out of this one."""
    thing = get_object_or_404(queries.scenarios_visible_to(request.actor), pk=pk)
    title = _("%(title)s (salinan)") % {"title": thing.title[:105]}
    return act_once(
        request,
        lambda token: actions.copy_scenario(
            scenario=thing, title=title, by=request.actor, token=token
        ),
    )


@login_required
@require_POST
def run_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask for an answer to a question as it stands."""
    thing = get_object_or_404(queries.scenarios_visible_to(request.actor), pk=pk)
    return act_once(
        request,
        lambda token: actions.request_run(scenario=thing, by=request.actor, token=token),
    )


def _refuse_unless_planner(request: ActorRequest) -> None:
    if not rules.may_plan(request.actor):
        raise Refused(_("Rencana disusun oleh petugas Pokja PKP atau Bappeda."))


def _wants_to_keep(request: ActorRequest) -> bool:
    """Return whether more than a look at the findings was asked for."""
    return request.POST.get("act") in {"run", "save"}


def _go_on(request: ActorRequest, thing: Scenario) -> Run | str:
    """Return the run when one was asked for and nothing blocks, else the question's page."""
    page = reverse("plans:scenario", args=[thing.pk])
    if request.POST.get("act") != "run":
        return page
    try:
        return actions.request_run(scenario=thing, by=request.actor)
    except Conflict:
        return page  # the findings on that page say what blocks


def _findings(form: ScenarioForm) -> list[queries.Finding]:
    """Return the findings of what is typed; none while it cannot be read."""
    if form.is_bound:
        form.full_clean()
        data = form.cleaned_data
    else:
        data = {name: form[name].value() for name in form.fields}
        data["region"] = form.chosen_region
    if not data.get("region") or not data.get("year"):
        return []
    return bridge.findings_of(
        queries.inputs_for(
            form.owner_id,
            data["region"],
            int(data["year"]),
            packages=_picked(data, "which_packages", "packages"),
            offers=_picked(data, "which_offers", "offers"),
        ),
        bridge.settings_from(data),
        today=timezone.localdate(),
    )


def _picked(data: dict[str, object], which: str, name: str) -> list[int] | None:
    if data.get(which) != SOME:
        return None
    picked = data.get(name)
    return list(picked) if isinstance(picked, list) else []


def _form_page(request: ActorRequest, form: ScenarioForm, thing: Scenario | None) -> HttpResponse:
    context = {
        "form": form,
        "scenario": thing,
        "runs": queries.runs_of(thing, request.actor) if thing else [],
        "findings": _findings(form),
        "crumbs": [(_("Rencana"), reverse(HOME)), thing.title if thing else _("Susun rencana")],
        "disclaimer": queries.disclaimer(),
        "limits_open": any(name in form.errors for name in LIMITS),
        "token": tokens.new_token(),
        "copy_token": tokens.new_token(),
        "may_change": rules.acts_as_owner(request.actor, thing.owner) if thing else True,
        "simulated": thing.is_simulated if thing else True,
    }
    return render(
        request,
        "plans/scenario_form.html",
        context,
        status=422 if _is_wrong(request, form) else 200,
    )


def _is_wrong(request: ActorRequest, form: ScenarioForm) -> bool:
    return _wants_to_keep(request) and bool(form.errors)

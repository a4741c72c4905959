"""Ask for an answer, work it out apart from the request, and keep it whole."""

import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from django.conf import settings as site
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, jobs
from sambung.core.access import SYSTEM, Actor, Conflict
from sambung.core.child import ignore, never, run_child
from sambung.core.jobs import Stopped, Work
from sambung.parties.actions import notify
from sambung.plans import bridge, lifecycle, queries, rules
from sambung.plans.actions.once import once, person_id
from sambung.plans.models import RUN_JOB, Allocation, Run, RunState, Scenario, Share

log = logging.getLogger("sambung.plans")
REPLAY_PATIENCE = 10  # a replay has no clock of its own and may run on a slower machine
LADDER_S = 20  # at most, for the ladder of all sources together
GRACE_S = 30  # for reading, the exact flow and writing, beyond the search's own time


@transaction.atomic
def request_run(*, scenario: Scenario, by: Actor, token: str = "") -> Run:
    """Put a scenario to the planner as it stands now; the answer comes from the worker.

    Raises Conflict when something blocks (said in words) or an answer is already being worked out.
    """
    rules.can_request_run(by, scenario).or_raise()
    once(token)
    settings, today = bridge.settings_of(scenario), timezone.localdate()
    inputs = queries.inputs_of(scenario)
    for finding in bridge.findings_of(inputs, settings, today=today):
        if finding.blocks:
            raise Conflict(finding.words)
    problem = bridge.problem_of(inputs, settings, today=today, name=f"{scenario.title}")
    run = _new_run(scenario, by)
    run.settings = asdict(settings) | {"today": today.isoformat()}
    run.sources = bridge.sources_json(inputs, problem, today)
    run.problem = bridge.problem_json(problem)
    run.job_id = jobs.enqueue(RUN_JOB, unique_key=f"{RUN_JOB}:{run.pk}", run_id=run.pk).pk
    run.save()
    Allocation.objects.bulk_create(bridge.open_rows(run, inputs))
    audit.record("run.requested", run, by=by, scope=scenario, number=run.number)
    return run


def _new_run(scenario: Scenario, by: Actor) -> Run:
    """Take the scenario's next number; refuse while another answer is being worked out."""
    number = (Run.objects.filter(scenario=scenario).aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            return Run.objects.create(
                scenario=scenario,
                number=number,
                requested_by_id=person_id(by),
                requested_at=timezone.now(),
                is_simulated=scenario.is_simulated,
            )
    except IntegrityError as error:
        raise Conflict(
            _("Rencana ini sedang dihitung. Tunggu sampai selesai, atau batalkan dulu.")
        ) from error


def perform_run(work: Work, *, run_id: int) -> None:
    """Search, verify and explain in the worker, then save everything at once.

    A plan that breaks a rule is never kept as an answer: the run ends as failed and says so.
    """
    run = Run.objects.get(pk=run_id)
    started = Run.objects.filter(pk=run_id, state__in=[RunState.WAITING, RunState.RUNNING])
    if not started.update(state=RunState.RUNNING):
        work.stop_if_asked()
        return
    plan = search(
        run.problem,
        run.settings["time_limit_s"],
        on_line=partial(tell, work),
        should_stop=work.should_stop,
    )
    work.report(step="verify")
    report = bridge.verified(run.problem, plan)
    if report["violations"]:
        refuse_run(work, run, _("Pemeriksaan menemukan rencana yang melanggar syarat."))
        return
    work.report(step="explain")
    seconds = min(LADDER_S, run.settings["time_limit_s"])
    ladder = climb(run.problem, plan, seconds, work.should_stop)
    explanation = bridge.explained(run.problem, plan, report["recomputed_bound_pd"], ladder)
    work.stop_if_asked()
    with work.effects():
        keep_answer(run, plan, report, explanation)


def search(
    problem: str,
    time_limit_s: int,
    *,
    replay: str = "",
    on_line: Callable[[str], None] = ignore,
    should_stop: Callable[[], bool] = never,
) -> str:
    """Return the plan that the engine, in a process of its own, finds for a problem.

    With an earlier plan in `replay` it repeats that plan's effort instead of searching until its
    time is up. Raises RuntimeError when it ends without a plan or had to be killed.
    """
    patience = time_limit_s * (REPLAY_PATIENCE if replay else 1) + GRACE_S
    with tempfile.TemporaryDirectory(prefix="sambung-plan-") as folder:
        asked, answered, earlier = (Path(folder) / name for name in ("problem", "plan", "earlier"))
        asked.write_text(problem, encoding="utf-8")
        if replay:
            earlier.write_text(replay, encoding="utf-8")
        command = bridge.plan_command(
            sys.executable, asked, answered, time_limit_s, replay=earlier if replay else None
        )
        return ask_engine(
            command, answered, timeout=patience, on_line=on_line, should_stop=should_stop
        )


def climb(problem: str, plan: str, seconds: int, should_stop: Callable[[], bool]) -> str:
    """Return what more money of each source would add; '' when that could not be worked out.

    The answer stands without it, so its failure never costs the answer.
    """
    with tempfile.TemporaryDirectory(prefix="sambung-ladder-") as folder:
        asked, answered, ladder = (Path(folder) / name for name in ("problem", "plan", "ladder"))
        asked.write_text(problem, encoding="utf-8")
        answered.write_text(plan, encoding="utf-8")
        command = bridge.ladder_command(sys.executable, asked, answered, ladder, seconds)
        try:
            return ask_engine(command, ladder, timeout=seconds + GRACE_S, should_stop=should_stop)
        except RuntimeError:
            log.warning("the ladder of a plan could not be worked out", exc_info=True)
            return ""


def ask_engine(
    command: Sequence[str],
    answer: Path,
    *,
    timeout: float,
    on_line: Callable[[str], None] = ignore,
    should_stop: Callable[[], bool] = never,
) -> str:
    """Return what the engine writes; raise RuntimeError when it writes nothing or is killed."""
    result = run_child(
        command,
        timeout=timeout,
        memory_mb=site.PLAN_MEMORY_MB,
        on_line=on_line,
        should_stop=should_stop,
    )
    if result.timed_out or result.returncode != 0 or not answer.exists():
        raise RuntimeError(f"the planner ended with {result.returncode}: {result.output[-300:]}")
    return answer.read_text(encoding="utf-8")


def replay_run(run: Run) -> str:
    """Return the plan that the stored problem gives when its recorded effort is repeated."""
    return search(run.problem, run.settings["time_limit_s"], replay=run.plan)


def tell(work: Work, line: str) -> None:
    """Show a line of the planner's progress on the run's page; anything else is not for people."""
    progress = bridge.progress_of(line)
    if progress:
        work.report(step="search", **progress)


def refuse_run(work: Work, run: Run, reason: str) -> None:
    """End a run as failed with its reason, without an answer."""
    with work.effects():
        run.refresh_from_db()
        run.state = lifecycle.run_step(run.state, to=RunState.FAILED)
        run.error, run.finished_at = reason[:500], timezone.now()
        run.save(update_fields=["state", "error", "finished_at"])
        audit.record("run.failed", run, by=SYSTEM, scope=run.scenario, reason=reason)


def keep_answer(
    run: Run, plan: str, report: dict[str, object], explanation: dict[str, object]
) -> None:
    """Save the answer with its rows; refuse when the run was cancelled meanwhile."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state == RunState.CANCELLED:
        raise Stopped
    run.state = lifecycle.run_step(run.state, to=RunState.DONE)
    bridge.fill_run(run, plan, report, explanation)
    run.finished_at = timezone.now()
    run.save()
    rows = list(Allocation.objects.filter(run=run))
    shares = bridge.fill_rows(run, rows)
    Allocation.objects.bulk_update(
        rows, ["option", "people", "years", "capital_rp", "total_rp", "community_rp", "reason"]
    )
    Share.objects.bulk_create(shares)
    audit.record("run.finished", run, by=SYSTEM, scope=run.scenario, people=run.people)
    notify(
        text=lambda: _("Rencana %(title)s selesai dihitung.") % {"title": run.scenario.title},
        url=run.get_absolute_url(),
        users=[run.requested_by],
    )


def run_ended(reason: str, *, run_id: int) -> None:
    """Hear from the queue that a run was cancelled or failed for good."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run_id)
    to = RunState.CANCELLED if reason == "cancelled" else RunState.FAILED
    if to not in lifecycle.RUN_STEPS[run.state]:
        return
    run.state, run.finished_at = to, timezone.now()
    run.error = "" if to == RunState.CANCELLED else reason[:500]
    run.save(update_fields=["state", "error", "finished_at"])
    verb = "run.cancelled" if to == RunState.CANCELLED else "run.failed"
    audit.record(verb, run, by=SYSTEM, scope=run.scenario)


@transaction.atomic
def cancel_run(*, run: Run, by: Actor) -> Run:
    """Stop a run that waits or is being worked out; nothing of it is kept as an answer."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    rules.can_cancel_run(by, run).or_raise()
    run.state = lifecycle.run_step(run.state, to=RunState.CANCELLED)
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "finished_at"])
    if run.job_id is not None:
        jobs.cancel(run.job_id)
    audit.record("run.cancelled", run, by=by, scope=run.scenario)
    return run


@transaction.atomic
def share_run(*, run: Run, by: Actor, token: str = "") -> Run:
    """Open a finished run to its sources and the parties of the place; it cannot be taken back."""
    rules.can_share_run(by, run).or_raise()
    once(token)
    shared = Run.objects.filter(pk=run.pk, shared_at__isnull=True).update(shared_at=timezone.now())
    if not shared:
        raise Conflict(_("Rencana ini sudah dibagikan."))
    run.refresh_from_db()
    audit.record("run.shared", run, by=by, scope=run.scenario, number=run.number)
    return run

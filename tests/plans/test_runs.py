"""The whole road of an answer through the real engine, in a process of its own."""

import json

import pytest
from django.core.management import CommandError, call_command

from sambung.core import jobs
from sambung.core.jobs import Stopped, Work
from sambung.core.models import Entry, Job
from sambung.parties.models import Notice
from sambung.plans import actions
from sambung.plans.models import Allocation, Run, RunState, Share
from tests.plans.conftest import JT, plan_by_hand

pytestmark = pytest.mark.db


@pytest.fixture
def answered(world) -> Run:
    """Return a run that the worker answered."""
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    assert jobs.drain() >= 1
    run.refresh_from_db()
    return run


def test_perform_run_finds_the_plan_solved_by_hand(world, answered):
    assert answered.state == RunState.DONE, answered.error
    assert answered.people == 700
    assert answered.objective_pd == 500 * 365 * 12 + 200 * 365 * 15 - 4 * 365
    assert answered.proven_bound_pd == answered.objective_pd
    assert answered.verification["is_proven_best"]
    assert answered.cost_rp == 420 * JT
    chosen = Allocation.objects.filter(run=answered, option__isnull=False)
    assert {row.package for row in chosen} == {world.hauwai, world.uren}
    paid = Share.objects.filter(allocation__run=answered).values_list("amount_rp", flat=True)
    assert sum(paid) == 420 * JT
    assert Notice.objects.filter(user=world.cast.ayu, url=answered.get_absolute_url()).exists()
    assert Entry.objects.filter(verb="run.finished", subject_id=str(answered.pk)).count() == 1
    call_command("replay_run", str(answered.pk))


def test_perform_run_says_how_far_it_is(world, answered):
    progress = Job.objects.get(pk=answered.job_id).progress
    assert progress["step"] == "explain" and "gap_ppm" in progress


def test_replay_run_of_a_plan_that_was_changed_says_so(world, answered):
    plan = json.loads(answered.plan)
    plan["choices"] = plan["choices"][:1]
    Run.objects.filter(pk=answered.pk).update(plan=json.dumps(plan))
    with pytest.raises(CommandError, match="Another plan"):
        call_command("replay_run", str(answered.pk))


def test_replay_run_without_a_finished_run_says_so(world):
    with pytest.raises(CommandError, match="no finished run"):
        call_command("replay_run")


def test_perform_run_of_a_plan_that_breaks_a_rule_is_never_shown(world, monkeypatch):
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    broken = json.loads(plan_by_hand(world))
    broken["choices"][0]["amounts_rp"][f"s{world.company.pk}"] += 1
    monkeypatch.setattr("sambung.plans.actions.runs.search", lambda *a, **k: json.dumps(broken))
    jobs.drain()
    run.refresh_from_db()
    assert run.state == RunState.FAILED and "melanggar syarat" in run.error
    assert not Share.objects.exists()


def test_perform_run_that_the_engine_cannot_finish_fails_in_words(world, monkeypatch):
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    Run.objects.filter(pk=run.pk).update(problem="{}")
    Job.objects.update(most_attempts=1)
    jobs.drain()
    run.refresh_from_db()
    assert run.state == RunState.FAILED and "schema" in run.error


def test_perform_run_cancelled_while_it_works_keeps_nothing(world):
    by = world.cast.actor(world.cast.ayu)
    run = actions.request_run(scenario=world.scenario, by=by)
    job = jobs.claim("uji")
    actions.cancel_run(run=run, by=by)
    jobs.perform(job)
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED and run.plan == ""
    assert Job.objects.get(pk=job.pk).state == "cancelled"


def test_perform_run_taken_over_by_another_worker_answers_once(world):
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    lost = jobs.claim("pertama")
    Job.objects.update(lease_until=run.requested_at)
    assert jobs.drain("kedua") >= 1
    with pytest.raises(Stopped):
        Work(lost).report(step="verify")
    assert Run.objects.get(pk=run.pk).state == RunState.DONE
    assert Entry.objects.filter(verb="run.finished").count() == 1

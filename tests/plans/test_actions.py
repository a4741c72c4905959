"""Questions, answers and their end; the search itself is in test_runs.py."""

import pytest

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry, Job
from sambung.plans import actions
from sambung.plans.models import Allocation, Run, RunState, Scenario

pytestmark = pytest.mark.db


def question(world, **changes):
    values = {"title": "Balangan 2027", "region": world.cast.regions["63.11"], "year": 2027}
    return actions.Question(**(values | changes))


def test_create_scenario_belongs_to_the_hat_that_is_worn(world):
    by = world.cast.actor(world.cast.ayu)
    scenario = actions.create_scenario(question=question(world), by=by)
    assert scenario.owner == world.cast.bappeda
    assert Entry.objects.filter(verb="scenario.created", subject_id=str(scenario.pk)).exists()


def test_create_scenario_outside_ones_place_is_refused(world):
    by = world.cast.actor(world.cast.eka)
    with pytest.raises(Refused, match="wilayah Anda sendiri"):
        actions.create_scenario(question=question(world), by=by)
    actions.create_scenario(question=question(world), by=world.cast.actor(world.cast.hana))


def test_create_scenario_by_a_company_is_refused(world):
    with pytest.raises(Refused, match="Pokja PKP atau Bappeda"):
        actions.create_scenario(question=question(world), by=world.cast.actor(world.cast.citra))


def test_create_scenario_twice_with_one_token_happens_once(world):
    by = world.cast.actor(world.cast.ayu)
    actions.create_scenario(question=question(world), by=by, token="t1")
    with pytest.raises(Conflict, match="sudah terkirim"):
        actions.create_scenario(question=question(world), by=by, token="t1")
    assert Scenario.objects.exclude(pk=world.scenario.pk).count() == 1


def test_update_scenario_that_changed_meanwhile_is_refused(world):
    by = world.cast.actor(world.cast.ayu)
    actions.update_scenario(
        scenario=world.scenario, question=question(world, most_sources=2), version=1, by=by
    )
    with pytest.raises(Conflict, match="diubah orang lain"):
        actions.update_scenario(
            scenario=world.scenario, question=question(world, most_sources=4), version=1, by=by
        )
    world.scenario.refresh_from_db()
    assert world.scenario.most_sources == 2


def test_copy_scenario_keeps_the_picks(world):
    by = world.cast.actor(world.cast.ayu)
    picked = actions.create_scenario(
        question=question(world, packages=(world.uren,), offers=(world.bank,)), by=by
    )
    copy = actions.copy_scenario(scenario=picked, title="Salinan", by=by)
    assert not copy.takes_all_packages
    run = actions.request_run(scenario=copy, by=by)
    assert [row.package for row in Allocation.objects.filter(run=run)] == [world.uren]


def test_request_run_keeps_the_question_whole_and_enqueues_once(world):
    by = world.cast.actor(world.cast.ayu)
    run = actions.request_run(scenario=world.scenario, by=by)
    assert run.state == RunState.WAITING
    assert '"schema": "sambung/plan-problem/1"' in run.problem
    assert Job.objects.get(pk=run.job_id).arguments == {"run_id": run.pk}
    with pytest.raises(Conflict, match="sedang dihitung"):
        actions.request_run(scenario=world.scenario, by=by)
    assert Run.objects.count() == 1


def test_request_run_with_nothing_to_fund_says_so(world):
    world.scenario.year = 2030
    world.scenario.save()
    with pytest.raises(Conflict, match="Belum ada sumber dana"):
        actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    assert not Run.objects.exists()


def test_request_run_by_another_district_is_refused(world):
    with pytest.raises(Refused):
        actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.eka))


def test_cancel_run_that_waits_is_cancelled_with_its_job(world):
    by = world.cast.actor(world.cast.ayu)
    run = actions.request_run(scenario=world.scenario, by=by)
    with pytest.raises(Refused):
        actions.cancel_run(run=run, by=world.cast.actor(world.cast.eka))
    actions.cancel_run(run=run, by=by)
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert Job.objects.get(pk=run.job_id).state == "cancelled"
    actions.request_run(scenario=world.scenario, by=by)


def test_run_ended_by_a_failure_shows_it(world):
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    actions.run_ended("the planner ended with 1", run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.error) == (RunState.FAILED, "the planner ended with 1")


def test_share_run_before_it_is_done_is_refused(world):
    by = world.cast.actor(world.cast.ayu)
    run = actions.request_run(scenario=world.scenario, by=by)
    with pytest.raises(Refused, match="selesai dihitung"):
        actions.share_run(run=run, by=by)

from datetime import timedelta
from threading import Event

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core import jobs, registry
from sambung.core.models import Entry, FormToken, Job, JobState, Schedule
from tests.core import deeds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


@pytest.fixture(autouse=True)
def own_registry():
    known = dict(registry.REGISTRY)
    registry.SCHEDULES.clear()
    deeds.register()
    yield
    registry.REGISTRY.clear()
    registry.REGISTRY.update(known)
    registry.SCHEDULES.clear()


def marks() -> int:
    return Entry.objects.filter(verb="test.marked").count()


def reasons() -> list[str]:
    return [entry.data["reason"] for entry in Entry.objects.filter(verb="test.ended")]


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def make_due(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())


def let_lease_run_out(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_job_done_leaves_its_effect_once():
    job = jobs.enqueue("test.mark", note="a")
    assert jobs.drain() == 1
    assert (marks(), fresh(job).state) == (1, JobState.DONE)
    assert jobs.drain() == 0
    assert marks() == 1


def test_enqueue_of_an_unregistered_name_is_refused():
    with pytest.raises(KeyError, match="No room registered"):
        jobs.enqueue("test.unheard_of")


def test_enqueue_with_a_used_key_returns_the_first_job():
    first = jobs.enqueue("test.mark", unique_key="one")
    jobs.drain()
    again = jobs.enqueue("test.mark", unique_key="one")
    jobs.drain()
    assert again.pk == first.pk
    assert marks() == 1


def test_enqueue_for_later_waits():
    jobs.enqueue("test.mark", after=timezone.now() + timedelta(hours=1))
    assert jobs.drain() == 0


def test_claim_by_two_workers_gives_the_job_to_one():
    jobs.enqueue("test.mark")
    seen_by_both = Job.objects.get()
    assert jobs.claim("first") is not None
    assert not jobs.take(seen_by_both, "second", timezone.now())
    assert jobs.claim("second") is None


def test_effects_of_a_lost_lease_are_not_saved():
    jobs.enqueue("test.mark")
    slow_one = jobs.claim("slow")
    let_lease_run_out(slow_one)
    taken_over = jobs.claim("quick")
    jobs.perform(slow_one)
    assert marks() == 0
    jobs.perform(taken_over)
    assert marks() == 1


def test_report_after_the_lease_was_lost_raises():
    jobs.enqueue("test.mark")
    slow_one = jobs.claim("slow")
    let_lease_run_out(slow_one)
    jobs.claim("quick")
    with pytest.raises(jobs.Lost):
        jobs.Work(slow_one).report(percent=50)


def test_report_keeps_earlier_facts_and_renews_the_lease():
    jobs.enqueue("test.mark")
    work = jobs.Work(jobs.claim("w"))
    let_lease_run_out(work.job)
    work.report(percent=10)
    work.report(gap=0.2)
    held = fresh(work.job)
    assert held.progress == {"percent": 10, "gap": 0.2}
    assert held.lease_until > timezone.now()


def test_failing_job_is_tried_three_times_with_growing_pauses_then_failed():
    job = jobs.enqueue("test.break_down")
    pauses = []
    for _ in range(3):
        before = timezone.now()
        jobs.drain()
        pauses.append((fresh(job).run_after - before).total_seconds())
        make_due(job)
    assert fresh(job).state == JobState.FAILED
    assert fresh(job).error == "ValueError: deliberately broken"
    assert 9 < pauses[0] < 12 < 39 < pauses[1] < 42
    assert reasons() == ["ValueError: deliberately broken"]


def test_job_failing_half_way_leaves_nothing():
    job = jobs.enqueue("test.half", most_attempts=1)
    jobs.drain()
    assert marks() == 0
    assert fresh(job).state == JobState.FAILED


def test_poison_job_whose_worker_vanishes_each_time_fails_at_last():
    job = jobs.enqueue("test.kill_worker", most_attempts=2)
    for _ in range(2):
        let_lease_run_out(jobs.claim("doomed"))
    assert jobs.claim("survivor") is None
    assert fresh(job).state == JobState.FAILED
    assert fresh(job).error == jobs.VANISHED
    assert reasons() == [jobs.VANISHED]


def test_cancel_of_a_waiting_job_ends_it_and_tells_the_room():
    job = jobs.enqueue("test.mark")
    jobs.cancel(job.pk)
    assert fresh(job).state == JobState.CANCELLED
    assert jobs.drain() == 0
    assert reasons() == ["cancelled"]


def test_cancel_of_a_running_job_stops_it_at_its_next_look():
    job = jobs.enqueue("test.patient")
    claimed = jobs.claim("w")
    jobs.cancel(job.pk)
    jobs.perform(claimed)
    assert fresh(job).state == JobState.CANCELLED
    assert reasons() == ["cancelled"]


def test_cancel_of_a_finished_job_changes_nothing():
    job = jobs.enqueue("test.mark")
    jobs.drain()
    jobs.cancel(job.pk)
    assert fresh(job).state == JobState.DONE


def test_worker_that_ends_gives_its_job_back():
    job = jobs.enqueue("test.patient", most_attempts=1)
    ending = Event()
    ending.set()
    jobs.perform(jobs.claim("w"), ending=ending)
    assert fresh(job).state == JobState.QUEUED
    assert jobs.claim("another") is not None


def test_schedule_enqueues_once_however_many_workers_look():
    registry.register("test.mark", "tests.core.deeds.mark", every=timedelta(minutes=10))
    jobs.start_schedules()
    jobs.start_schedules()
    for _ in range(3):
        jobs.enqueue_scheduled()
    assert Job.objects.count() == 1
    row = Schedule.objects.get()
    assert 590 < (row.next_at - timezone.now()).total_seconds() <= 600


def test_schedule_with_a_new_interval_is_corrected():
    registry.register("test.mark", "tests.core.deeds.mark", every=timedelta(minutes=10))
    jobs.start_schedules()
    registry.register("test.mark", "tests.core.deeds.mark", every=timedelta(minutes=5))
    jobs.start_schedules()
    assert Schedule.objects.get().every_seconds == 300


def test_schedule_without_interval_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.create(name="x", every_seconds=0, next_at=timezone.now())


def test_job_in_an_unknown_state_is_refused_by_the_database():
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(name="x", state="odd", run_after=now, created_at=now)


def test_job_with_a_used_key_is_refused_by_the_database():
    now = timezone.now()
    Job.objects.create(name="x", unique_key="k", run_after=now, created_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(name="x", unique_key="k", run_after=now, created_at=now)


def test_sweep_forgets_what_is_old_and_nothing_else():
    now = timezone.now()
    registry.SCHEDULES["test.mark"] = timedelta(minutes=1)
    for name, days in [("test.mark", 2), ("test.mark", 0), ("test.slow", 2), ("test.slow", 91)]:
        at = now - timedelta(days=days)
        Job.objects.create(
            name=name, state="done", run_after=at, created_at=at, finished_at=at, attempt=1
        )
    FormToken.objects.create(token="old", at=now - timedelta(days=91))
    FormToken.objects.create(token="new", at=now)
    jobs.enqueue("core.sweep")
    jobs.drain()
    left = Job.objects.exclude(name="core.sweep").order_by("pk")
    assert [job.name for job in left] == ["test.mark", "test.slow"]
    assert [token.token for token in FormToken.objects.all()] == ["new"]

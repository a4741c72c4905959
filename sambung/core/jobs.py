"""Background work: claimed by one conditional UPDATE, kept by a lease, done once or not at all.

A room registers `name -> dotted path` in its apps.py (core.registry); the function takes Work:

    def perform_run(work: Work, *, run_id: int) -> None:
        answer = ...                      # slow, writes nothing
        with work.effects():              # one transaction; refused when the lease was lost
            ...                           # everything it writes
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from threading import Event
from typing import Any

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string  # noqa: TID251 - the one place for it

from sambung.core.models import FormToken, Job, JobState, Schedule, WorkerBeat
from sambung.core.registry import REGISTRY, SCHEDULES

LEASE = timedelta(seconds=15)
BACKOFF = timedelta(seconds=10)  # before the second attempt; four times longer before each next
ERROR_LENGTH = 4000
VANISHED = "The worker vanished while doing this job, every time it was tried."


class Stopped(Exception):
    """The work was told to stop: a person cancelled it, the worker ends, or the lease was lost."""


class Lost(Stopped):
    """Another worker holds the job now; nothing of this attempt was saved."""


@cache
def resolve(path: str) -> Callable[..., Any]:
    """Return the function at a dotted path, resolved once."""
    function: Callable[..., Any] = import_string(path)
    return function


def enqueue(
    name: str,
    *,
    unique_key: str | None = None,
    after: datetime | None = None,
    most_attempts: int = 3,
    **arguments: object,
) -> Job:
    """Put a job into the queue; with a unique key that was used before, return that job instead.

    Raises KeyError for a name no room registered.
    """
    if name not in REGISTRY:
        raise KeyError(f"No room registered a job named {name!r}.")
    now = timezone.now()
    try:
        with transaction.atomic():
            return Job.objects.create(
                name=name,
                arguments=arguments,
                unique_key=unique_key,
                run_after=after or now,
                most_attempts=most_attempts,
                created_at=now,
            )
    except IntegrityError:
        if unique_key is None:
            raise
        return Job.objects.get(unique_key=unique_key)


@transaction.atomic
def cancel(job_id: int) -> None:
    """Cancel a waiting job at once; ask a running one to stop. A finished one stays as it is."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.QUEUED)
    now = timezone.now()
    if waiting.update(state=JobState.CANCELLED, cancel_asked=True, finished_at=now):
        tell_room(Job.objects.get(pk=job_id), reason="cancelled")
        return
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(cancel_asked=True)


def claim(worker: str) -> Job | None:
    """Take the next due job, or one whose worker let its lease run out; None when there is none."""
    now = timezone.now()
    due = Q(state=JobState.QUEUED, run_after__lte=now)
    orphaned = Q(state=JobState.RUNNING, lease_until__lt=now)
    for job in Job.objects.filter(due | orphaned).order_by("run_after", "id")[:5]:
        if not take(job, worker, now):
            continue
        if job.attempt <= job.most_attempts:
            return job
        fail(job, error=job.error or VANISHED)
    return None


def take(job: Job, worker: str, now: datetime) -> bool:
    """Claim one job by a conditional UPDATE; False when somebody else was faster."""
    as_seen = Job.objects.filter(
        pk=job.pk, state=job.state, attempt=job.attempt, lease_until=job.lease_until
    )
    job.attempt += 1
    job.worker, job.state, job.lease_until = worker, JobState.RUNNING, now + LEASE
    return bool(
        as_seen.update(
            state=job.state, attempt=job.attempt, worker=worker, lease_until=job.lease_until
        )
    )


def mine(job: Job) -> QuerySet[Job]:
    """Return the job's row as long as this attempt of this worker still holds it."""
    return Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, attempt=job.attempt, worker=job.worker
    )


@dataclass
class Work:
    """One attempt at one job, handed to the function that does it."""

    job: Job
    ending: Event = field(default_factory=Event)  # set when the worker itself has to end
    is_saved: bool = False

    def renew(self) -> bool:
        """Renew the lease; False when the job is no longer held."""
        return bool(mine(self.job).update(lease_until=timezone.now() + LEASE))

    def report(self, **progress: object) -> None:
        """Show how far the work is; raise Lost when the job is no longer held."""
        self.job.progress = {**self.job.progress, **progress}
        if not mine(self.job).update(
            progress=self.job.progress, lease_until=timezone.now() + LEASE
        ):
            raise Lost

    def should_stop(self) -> bool:
        """Return whether to stop: cancelled by a person, the worker ends, or the lease is lost."""
        asked = mine(self.job).values_list("cancel_asked", flat=True).first()
        return self.ending.is_set() or asked is not False

    def stop_if_asked(self) -> None:
        """Raise Stopped when should_stop()."""
        if self.should_stop():
            raise Stopped

    @contextmanager
    def effects(self) -> Iterator[None]:
        """Save everything the job writes together with its end, once.

        Raises Lost, and writes nothing, when another attempt has taken over.
        """
        with transaction.atomic():
            if not mine(self.job).update(state=JobState.DONE, finished_at=timezone.now(), error=""):
                raise Lost
            yield
        self.is_saved = True


def perform(job: Job, *, ending: Event | None = None, work: Work | None = None) -> None:
    """Do one claimed job to its end: done, tried again later, failed or cancelled."""
    work = work or Work(job, ending or Event())
    try:
        registration = REGISTRY[job.name]
        resolve(registration.path)(work, **job.arguments)
        if not work.is_saved:
            with work.effects():
                pass
    except Lost:
        return
    except Stopped:
        give_back(work)
    except Exception as error:
        try_later(job, error=f"{type(error).__name__}: {error}")


def give_back(work: Work) -> None:
    """End a stopped job as cancelled when a person asked, else leave it to another worker."""
    job = work.job
    if mine(job).filter(cancel_asked=True).exists():
        end(job, JobState.CANCELLED, error="", reason="cancelled")
        return
    mine(job).update(state=JobState.QUEUED, lease_until=None, most_attempts=F("most_attempts") + 1)


def try_later(job: Job, *, error: str) -> None:
    """Queue a failed job again after a growing pause; at its last attempt it has failed."""
    if job.attempt >= job.most_attempts:
        fail(job, error=error)
        return
    pause = BACKOFF * 4 ** (job.attempt - 1)
    mine(job).update(
        state=JobState.QUEUED,
        lease_until=None,
        run_after=timezone.now() + pause,
        error=error[:ERROR_LENGTH],
    )


def fail(job: Job, *, error: str) -> None:
    """End a job as failed and tell its room."""
    end(job, JobState.FAILED, error=error, reason=error)


@transaction.atomic
def end(job: Job, state: str, *, error: str, reason: str) -> None:
    """End a job that did not succeed, once; its room hears in the same transaction."""
    held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)
    if held.update(state=state, error=error[:ERROR_LENGTH], finished_at=timezone.now()):
        tell_room(job, reason=reason)


def tell_room(job: Job, *, reason: str) -> None:
    """Call what the room registered for a job that failed or was cancelled."""
    registration = REGISTRY.get(job.name)
    if registration and registration.ended:
        resolve(registration.ended)(reason, **job.arguments)


def start_schedules() -> None:
    """Give every registered schedule its row; called when a worker starts."""
    for name, every in SCHEDULES.items():
        seconds = int(every.total_seconds())
        row, is_new = Schedule.objects.get_or_create(
            name=name, defaults={"every_seconds": seconds, "next_at": timezone.now()}
        )
        if not is_new and row.every_seconds != seconds:
            Schedule.objects.filter(pk=row.pk).update(every_seconds=seconds)


def enqueue_scheduled() -> None:
    """Enqueue what is due by the schedule, once however many workers look at the same time."""
    now = timezone.now()
    for row in Schedule.objects.filter(next_at__lte=now, name__in=REGISTRY):
        following = now + timedelta(seconds=row.every_seconds)
        with transaction.atomic():
            if Schedule.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=following):
                enqueue(row.name, unique_key=f"{row.name}@{row.next_at.isoformat()}")


def sweep(work: Work) -> None:
    """The job: forget finished scheduled jobs after a day, others and form tokens after 90 days.

    Also sessions that ran out and workers that went away.
    """
    now = timezone.now()
    finished = Job.objects.filter(state__in=[JobState.DONE, JobState.CANCELLED])
    with work.effects():
        finished.filter(finished_at__lt=now - timedelta(days=90)).delete()
        finished.filter(finished_at__lt=now - timedelta(days=1), name__in=SCHEDULES).delete()
        FormToken.objects.filter(at__lt=now - timedelta(days=90)).delete()
        Session.objects.filter(expire_date__lt=now).delete()
        WorkerBeat.objects.filter(at__lt=now - timedelta(days=1)).delete()


def drain(worker: str = "here", *, at_most: int = 1000) -> int:
    """Do everything that is due, in this process, and return how many jobs were done."""
    for count in range(at_most):
        job = claim(worker)
        if job is None:
            return count
        perform(job)
    return at_most

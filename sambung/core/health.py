"""How the installation is: database, migrations, workers, queue, trail."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Max, Min
from django.utils import timezone

from sambung.core import seals, triggers
from sambung.core.jobs import LEASE
from sambung.core.models import Entry, Job, JobState, Schedule, WorkerBeat

SILENT = timedelta(seconds=30)  # a worker that has not beaten for so long counts as gone


@dataclass(frozen=True)
class Pulse:
    """What /healthz answers: enough for a monitor, nothing to learn from."""

    database: bool
    migrated: bool
    trail_guarded: bool
    worker_seconds: float | None  # since the newest heartbeat; None when no worker ever beat

    @property
    def is_well(self) -> bool:
        """Return whether pages can be served; a missing worker delays plans, no page."""
        return self.database and self.migrated

    @property
    def has_worker(self) -> bool:
        """Return whether a worker has beaten lately."""
        return self.worker_seconds is not None and self.worker_seconds < SILENT.total_seconds()


def pulse() -> Pulse:
    """Return how the installation is; never raises."""
    try:
        beat = WorkerBeat.objects.aggregate(newest=Max("at"))["newest"]
        return Pulse(
            database=True,
            migrated=is_migrated(),
            trail_guarded=not set(triggers.wanted(connection)) - triggers.present(connection),
            worker_seconds=(timezone.now() - beat).total_seconds() if beat else None,
        )
    except (DatabaseError, ImproperlyConfigured):
        return Pulse(database=False, migrated=False, trail_guarded=False, worker_seconds=None)


def is_migrated() -> bool:
    """Return whether every migration of these sources has been applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@dataclass(frozen=True)
class Rounds:
    """What the operator's page shows beside the pulse."""

    workers: list[WorkerBeat]
    schedules: list[Schedule]
    counts: dict[str, int]  # jobs by state
    stuck: int  # running jobs whose lease ran out
    waits_since_seconds: float | None  # the oldest job that is due
    failures: list[Job]
    recent: list[Job]
    entries: int
    unsealed: int
    head: str


def rounds() -> Rounds:
    """Return the state of queue and trail, in a fixed number of queries."""
    now = timezone.now()
    states = Job.objects.values_list("state").annotate(count=Count("pk"))
    due = Job.objects.filter(state=JobState.QUEUED, run_after__lte=now)
    oldest = due.aggregate(oldest=Min("run_after"))["oldest"]
    newest_seal = seals.newest()
    return Rounds(
        workers=list(WorkerBeat.objects.order_by("-at")[:20]),
        schedules=list(Schedule.objects.order_by("name")),
        counts=dict(states),
        stuck=Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now - LEASE).count(),
        waits_since_seconds=(now - oldest).total_seconds() if oldest else None,
        failures=list(Job.objects.filter(state=JobState.FAILED).order_by("-pk")[:20]),
        recent=list(Job.objects.order_by("-pk")[:20]),
        entries=Entry.objects.count(),
        unsealed=Entry.objects.filter(
            pk__gt=newest_seal.last_entry_id if newest_seal else 0
        ).count(),
        head=newest_seal.hash if newest_seal else seals.GENESIS,
    )

"""The trail (Entry, Seal), background work (Job), stored files and one-time form tokens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

RP_MAX = 10**15  # SQLite and JSON keep whole numbers to here without loss


def rupiah_field() -> "models.BigIntegerField[int | None, int | None]":
    """Return an empty-able whole-rupiah field; unknown is NULL, never zero."""
    return models.BigIntegerField(null=True, blank=True)


def rupiah_check(model: str, *fields: str) -> models.CheckConstraint:
    """Return the constraint that every named amount is NULL or within 0..10^15 rupiah."""
    within = models.Q()
    for field in fields:
        within &= models.Q(**{f"{field}__isnull": True}) | models.Q(
            **{f"{field}__gte": 0, f"{field}__lte": RP_MAX}
        )
    return models.CheckConstraint(condition=within, name=f"{model}_amounts_within_bounds")


class Entry(models.Model):
    """One line of the trail (jejak): inserted once, never changed. No foreign keys, no names."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    scope_label = models.CharField(max_length=40)
    scope_id = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["scope_label", "scope_id", "id"], name="entry_scope")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label} {self.subject_id}"


class Seal(models.Model):
    """A hash over a batch of entries and the seal before it, so that a changed entry shows."""

    at = models.DateTimeField()
    first_entry_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField()
    entry_ids = models.JSONField(default=list)
    previous_hash = models.CharField(max_length=64, unique=True)  # the chain never forks
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.hash


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("menunggu giliran")
    RUNNING = "running", _("sedang dikerjakan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")
    CANCELLED = "cancelled", _("dibatalkan")


class Job(models.Model):
    """One piece of background work, claimed by one conditional UPDATE, kept alive by a lease."""

    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    run_after = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    most_attempts = models.PositiveSmallIntegerField(default=3)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    cancel_asked = models.BooleanField(default=False)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after", "id"], name="job_next")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="job_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class WorkerBeat(models.Model):
    """When a worker was last alive, for the heartbeat page."""

    worker = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class Schedule(models.Model):
    """A job that comes back: when it is due next, and how often."""

    name = models.CharField(max_length=100, unique=True)
    every_seconds = models.PositiveIntegerField()
    next_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every_seconds__gte=1), name="schedule_moves_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} every {self.every_seconds} s"


class StoredFile(models.Model):
    """A file kept by its hash; pictures are re-encoded without EXIF, at most 2048 px."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=100)  # sniffed media type, never what the sender claims
    name = models.CharField(max_length=200)
    owner_label = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=40)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner_label", "owner_id"], name="stored_file_owner")]

    def __str__(self) -> str:
        return self.name


class FormToken(models.Model):
    """A one-time token of a form that was already used: the second sending finds it here."""

    token = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    result_url = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.token

"""Seal the trail: a hash over each batch of committed entries and over the seal before it.

No write waits for this; a job seals what is committed. Whoever changes a sealed entry, even past
the triggers, must remake every later seal, and the head that was exported no longer fits.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.db.models import Min
from django.utils import timezone

from sambung.core.jobs import Work
from sambung.core.models import Entry, Seal

GENESIS = "0" * 64
BATCH = 5000
LATE = timedelta(days=1)  # no transaction stays open longer and then adds an entry with a low id


@dataclass(frozen=True)
class Report:
    """What verify() found."""

    seals: int
    sealed: int
    unsealed: int
    head: str
    breaks: tuple[str, ...]


def line_of(entry: Entry) -> list[object]:
    """Return the facts of an entry that its seal covers, in one order for ever."""
    return [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.verb,
        entry.subject_label,
        entry.subject_id,
        entry.scope_label,
        entry.scope_id,
        entry.organisation_id,
        entry.actor_id,
        entry.data,
    ]


def hash_of(previous: str, entries: list[Entry]) -> str:
    """Return SHA-256 over the seal before and these entries, written as canonical JSON."""
    content = [previous, [line_of(entry) for entry in entries]]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def waiting() -> list[Entry]:
    """Return committed entries that no seal covers yet, oldest first, at most one batch."""
    recent = Seal.objects.filter(at__gte=timezone.now() - LATE)
    last = newest()
    since = recent.aggregate(first=Min("first_entry_id"))["first"]
    if since is None:
        since = last.last_entry_id + 1 if last else 0
    covered = {number for ids in recent.values_list("entry_ids", flat=True) for number in ids}
    late = Entry.objects.filter(pk__gte=since).order_by("pk")
    return [entry for entry in late[: BATCH + len(covered)] if entry.pk not in covered][:BATCH]


def newest() -> Seal | None:
    """Return the newest seal."""
    return Seal.objects.order_by("-pk").first()


def head() -> str:
    """Return the hash of the newest seal."""
    seal = newest()
    return seal.hash if seal else GENESIS


def seal() -> Seal | None:
    """Seal one batch of waiting entries; None when there is nothing to seal."""
    entries = waiting()
    if not entries:
        return None
    previous = head()
    return Seal.objects.create(
        at=timezone.now(),
        first_entry_id=entries[0].pk,
        last_entry_id=entries[-1].pk,
        entry_ids=[entry.pk for entry in entries],
        previous_hash=previous,
        hash=hash_of(previous, entries),
    )


def seal_entries(work: Work) -> None:
    """The job: seal one batch of what is committed now."""
    with work.effects():
        seal()


def breaks_in(seals: Iterator[Seal]) -> Iterator[tuple[str, int]]:
    """Yield (fault, entries covered) for each seal in order; the fault is empty when it holds."""
    previous = GENESIS
    for seal in seals:
        entries = list(Entry.objects.filter(pk__in=seal.entry_ids).order_by("pk"))
        lost = set(seal.entry_ids) - {entry.pk for entry in entries}
        if seal.previous_hash != previous:
            yield f"seal {seal.pk} does not follow the seal before it", 0
        elif lost:
            yield f"seal {seal.pk}: entries are missing: {sorted(lost)[:10]}", 0
        elif hash_of(previous, entries) != seal.hash:
            yield (
                f"seal {seal.pk}: an entry from {seal.first_entry_id} to "
                f"{seal.last_entry_id} was changed",
                0,
            )
        else:
            yield "", len(entries)
        previous = seal.hash


def verify() -> Report:
    """Recompute every seal from the entries; nothing is written."""
    results = list(breaks_in(Seal.objects.order_by("pk").iterator(chunk_size=50)))
    sealed = sum(count for _, count in results)
    covered = sum(len(ids) for ids in Seal.objects.values_list("entry_ids", flat=True).iterator())
    return Report(
        seals=len(results),
        sealed=sealed,
        unsealed=max(0, Entry.objects.count() - covered),
        head=head(),
        breaks=tuple(fault for fault, _ in results if fault),
    )

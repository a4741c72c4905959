from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from sambung.core import audit, jobs, seals, triggers
from sambung.core.access import SYSTEM
from sambung.core.models import Entry, Job, Seal

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def leave(count: int) -> list[Entry]:
    return [
        audit.record("test.done", Job(pk=number), by=SYSTEM, rupiah=10**12 + number, note="é")
        for number in range(count)
    ]


def change(entry: Entry, **fields) -> None:
    """Change the trail as one would who holds the database."""
    triggers.remove(connection)
    Entry.objects.filter(pk=entry.pk).update(**fields)
    triggers.install(connection)


def test_seal_with_nothing_waiting_makes_none():
    assert seals.seal() is None
    assert seals.verify() == seals.Report(0, 0, 0, seals.GENESIS, ())


def test_sealed_trail_verifies_and_reports_its_tail():
    leave(3)
    seals.seal()
    leave(2)
    seals.seal()
    leave(1)
    report = seals.verify()
    assert (report.seals, report.sealed, report.unsealed, report.breaks) == (2, 5, 1, ())
    assert report.head == Seal.objects.last().hash


def test_entry_that_commits_late_with_a_low_number_is_sealed_later():
    early, middle, last = leave(3)
    Seal.objects.create(
        at=early.at,
        first_entry_id=early.pk,
        last_entry_id=last.pk,
        entry_ids=[early.pk, last.pk],
        previous_hash=seals.GENESIS,
        hash=seals.hash_of(seals.GENESIS, [early, last]),
    )
    assert seals.seal().entry_ids == [middle.pk]
    assert seals.verify().breaks == ()


def test_changed_entry_breaks_its_seal_but_not_the_next():
    first, *_ = leave(2)
    seals.seal()
    leave(1)
    seals.seal()
    change(first, data={"rupiah": 1})
    assert len(seals.verify().breaks) == 1
    assert "was changed" in seals.verify().breaks[0]


def test_deleted_entry_is_missing_from_its_seal():
    first, *_ = leave(2)
    seals.seal()
    triggers.remove(connection)
    first.delete()
    triggers.install(connection)
    assert "missing" in seals.verify().breaks[0]


def test_seal_taken_out_breaks_the_chain():
    for _ in range(3):
        leave(1)
        seals.seal()
    triggers.remove(connection)
    Seal.objects.order_by("pk")[1].delete()
    triggers.install(connection)
    assert "does not follow" in seals.verify().breaks[0]


def test_two_seals_after_the_same_one_are_refused_by_the_database():
    leave(1)
    seal = seals.seal()
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.create(
            at=seal.at,
            first_entry_id=1,
            last_entry_id=1,
            previous_hash=seal.previous_hash,
            hash="f" * 64,
        )


def test_batch_is_bounded(monkeypatch):
    monkeypatch.setattr(seals, "BATCH", 2)
    leave(5)
    assert [len(seals.seal().entry_ids) for _ in range(3)] == [2, 2, 1]


def test_job_seals_what_is_committed():
    leave(2)
    jobs.enqueue("core.seal_entries")
    jobs.drain()
    assert seals.verify().unsealed == 0


def test_verify_entries_prints_the_head_and_fails_on_a_break():
    first, *_ = leave(2)
    out = StringIO()
    call_command("verify_entries", "--seal", stdout=out)
    assert seals.head() in out.getvalue()
    change(first, verb="test.other")
    with pytest.raises(CommandError, match="was changed"):
        call_command("verify_entries", stdout=out)

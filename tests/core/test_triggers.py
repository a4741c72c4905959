from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from sambung.core import audit, triggers
from sambung.core.access import SYSTEM
from sambung.core.models import Entry, Job, Seal

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def entry() -> Entry:
    return audit.record("test.done", Job(pk=1), by=SYSTEM, amount=3)


def test_entry_is_never_changed(entry):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verb="test.undone")


def test_entry_is_never_deleted(entry):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        entry.delete()


def test_seal_is_never_changed_nor_deleted():
    seal = Seal.objects.create(
        at="2026-01-01T00:00:00Z",
        first_entry_id=1,
        last_entry_id=1,
        previous_hash="0" * 64,
        hash="1" * 64,
    )
    for act in (seal.delete, lambda: Seal.objects.update(hash="2" * 64)):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_triggers_that_were_lost_are_reported_and_made_anew_by_migrate():
    assert triggers.check_triggers(databases=["default"]) == []
    triggers.remove(connection)
    assert [found.id for found in triggers.check_triggers(databases=["default"])] == ["core.W001"]
    call_command("migrate", stdout=StringIO())
    assert triggers.check_triggers(databases=["default"]) == []


def test_install_twice_changes_nothing():
    before = triggers.present(connection)
    triggers.install(connection)
    assert triggers.present(connection) == before

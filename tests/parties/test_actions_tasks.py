"""Tasks: who may write, change, finish and pass them; and what the database holds."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries
from sambung.parties.actions import tasks
from sambung.parties.models import Notice, Task
from tests.parties import world

pytestmark = pytest.mark.db
DAY = date(2026, 12, 1)


def colleague(cast, name="Rina"):
    """Give Bappeda one more person."""
    user = actions.register_person(
        name=name, password="x", email=f"{name}@contoh.example", by=world.SYSTEM
    )
    actions.add_membership(
        user=user, organisation=cast.bappeda, role="member", by=cast.actor(cast.ayu)
    )
    return user


def test_task_goes_to_a_colleague_who_gets_a_notice(cast):
    rina = colleague(cast)
    task = tasks.add_task(text=" Kirim ", due_on=DAY, owner=rina, by=cast.actor(cast.ayu))
    assert (task.text, task.kept_by, task.owner) == ("Kirim", cast.bappeda, rina)
    assert Notice.objects.get().url == task.get_absolute_url()
    with pytest.raises(Refused, match="anggota organisasi ini"):
        tasks.add_task(text="x", due_on=DAY, owner=cast.eka, by=cast.actor(cast.ayu))
    with pytest.raises(Refused, match="dibagikan oleh petugas"):
        tasks.add_task(text="x", due_on=DAY, owner=cast.ayu, by=cast.actor(rina))


def test_task_is_done_reopened_and_dropped_with_a_reason(cast):
    ayu, task = cast.actor(cast.ayu), world.task(cast)
    done = tasks.finish_task(task=task, by=ayu, version=1)
    assert done.done_at
    with pytest.raises(Conflict, match="sudah selesai"):
        tasks.drop_task(task=task, by=ayu, version=2, reason="x")
    tasks.reopen_task(task=task, by=ayu, version=2)
    with pytest.raises(Conflict, match="masih terbuka"):
        tasks.reopen_task(task=task, by=ayu, version=3)
    dropped = tasks.drop_task(task=task, by=ayu, version=3, reason="Perusahaan tutup")
    assert (dropped.done_at, dropped.dropped_reason) == (None, "Perusahaan tutup")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["task.added", "task.done", "task.reopened", "task.dropped"]


def test_task_changed_meanwhile_is_a_conflict_and_passing_it_tells_the_new_owner(cast):
    rina, task = colleague(cast), world.task(cast)
    given = {"task": task, "by": cast.actor(cast.ayu), "text": "Baru", "due_on": DAY}
    moved = tasks.update_task(**given, version=1, owner=rina)
    assert (moved.owner, moved.text, moved.version) == (rina, "Baru", 2)
    assert Notice.objects.filter(user=rina).count() == 1
    with pytest.raises(Conflict):
        tasks.update_task(**given, version=1, owner=rina)
    with pytest.raises(Refused):
        tasks.update_task(**given, version=2, owner=cast.citra)


@pytest.mark.parametrize("who", ["eka", "citra", "hana"])
def test_task_is_closed_to_other_houses(cast, who):
    task, actor = world.task(cast), cast.actor(getattr(cast, who))
    assert not queries.tasks_visible_to(actor).exists()
    with pytest.raises(Refused):
        tasks.finish_task(task=task, by=actor, version=1)


def test_task_dropped_without_reason_or_done_as_well_is_refused_by_the_database(cast):
    task, now = world.task(cast), timezone.now()
    rows = Task.objects.filter(pk=task.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(dropped_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(dropped_at=now, dropped_reason="x", done_at=now)


def test_digest_lists_what_is_late_or_due_within_a_week_by_owner(cast):
    rina, ayu = colleague(cast), cast.actor(cast.ayu)
    today = date(2026, 11, 23)
    tasks.add_task(text="Kirim surat", due_on=date(2026, 11, 20), by=ayu, owner=rina)
    tasks.add_task(text="Telepon", due_on=today, by=ayu, organisation=cast.company)
    tasks.add_task(text="Nanti", due_on=date(2026, 11, 30), by=ayu)
    found = queries.week_of(queries.tasks_visible_to(ayu), today)
    assert queries.digest(found, "Bappeda", today, alone=False).splitlines() == [
        "*Tugas minggu ini* – Bappeda, 23 November 2026",
        "",
        "Ayu:",
        "1. Telepon (PT Contoh Banua Energi) – 23 Nov, hari ini",
        "",
        "Rina:",
        "2. Kirim surat – 20 Nov, terlambat 3 hari",
    ]
    assert "Tidak ada tugas" in queries.digest([], "Bappeda", today, alone=True)

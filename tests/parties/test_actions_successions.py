"""Pindah tugas: everything passes or nothing, nothing is lost, and it can be taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import SYSTEM, Conflict, Refused
from sambung.core.models import Entry
from sambung.needs.models import Need
from sambung.parties import actions
from sambung.parties.actions import successions, tasks
from sambung.parties.models import Contact, Membership, Notice, Succession, Task, User
from sambung.parties.queries import successions as held
from tests.parties import world

pytestmark = pytest.mark.db


def hat(user, organisation) -> Membership:
    return Membership.objects.get(user=user, organisation=organisation, ended_at__isnull=True)


def rina(cast) -> User:
    """Give Bappeda a plain member."""
    user = actions.register_person(name="Rina", password="x", email="rina@x.example", by=SYSTEM)
    by = cast.actor(cast.ayu)
    actions.add_membership(user=user, organisation=cast.bappeda, role="member", by=by)
    return user


def full_desk(cast) -> None:
    """Give Ayu two tasks (one done), a contact and a draft."""
    ayu = cast.actor(cast.ayu)
    done = world.task(cast)
    tasks.finish_task(task=done, by=ayu, version=1)
    world.task(cast)
    actions.add_contact(organisation=cast.company, name="Adi", email="a@x.example", by=ayu)
    Need.objects.create(
        proposer=cast.village, created_by=cast.ayu, title="Air", state_since=timezone.now()
    )


def passed(cast, by=None):
    heir = hat(rina(cast), cast.bappeda)
    full_desk(cast)
    by = by or cast.actor(cast.ayu)
    membership = hat(cast.ayu, cast.bappeda)
    return successions.pass_duties(membership=membership, successor=heir, by=by)


def test_duties_pass_whole_and_the_account_closes_with_the_last_hat(cast):
    row = passed(cast)
    heir = User.objects.get(name="Rina")
    passed_on = {name: count for name, count in row.counts.items() if count}
    assert passed_on == {"parties.tasks": 1, "parties.contacts": 1, "needs.drafts": 1}
    assert Task.objects.get(done_at__isnull=True).owner == heir
    assert Task.objects.get(done_at__isnull=False).owner == cast.ayu
    assert (Contact.objects.get().keeper, Need.objects.get().created_by) == (heir, heir)
    assert hat(heir, cast.bappeda).role == "officer"
    assert not User.objects.get(pk=cast.ayu.pk).is_active
    assert not Membership.objects.filter(user=cast.ayu, ended_at__isnull=True).exists()
    entry = Entry.objects.get(verb="duties.passed")
    assert "Ayu" not in str(entry.data)
    assert Entry.objects.filter(verb="task.added", actor_id=cast.ayu.pk).count() == 2
    assert Notice.objects.filter(user=heir).count() == 1


def test_account_stays_open_for_another_hat(cast):
    Membership.objects.create(user=cast.ayu, organisation=cast.pokja, role="member")
    passed(cast)
    assert User.objects.get(pk=cast.ayu.pk).is_active


def test_duties_taken_back_within_seven_days_stand_as_before(cast):
    row = passed(cast)
    heir = User.objects.get(name="Rina")
    own = tasks.add_task(
        text="Sendiri", due_on=timezone.localdate(), by=cast.actor(heir, cast.bappeda)
    )
    successions.undo_succession(succession=row, by=cast.actor(heir))
    assert list(Task.objects.filter(owner=heir)) == [own]
    assert (Contact.objects.get().keeper, Need.objects.get().created_by) == (cast.ayu, cast.ayu)
    assert hat(cast.ayu, cast.bappeda).to_on is None
    assert hat(heir, cast.bappeda).role == "member"
    assert User.objects.get(pk=cast.ayu.pk).is_active
    with pytest.raises(Refused, match="sudah dibatalkan"):
        successions.undo_succession(succession=row, by=cast.actor(heir))


def test_duties_are_not_taken_back_late_by_strangers_or_to_an_erased_account(cast):
    row = passed(cast)
    heir = cast.actor(User.objects.get(name="Rina"))
    with pytest.raises(Refused, match="dibatalkan oleh penggantinya"):
        successions.undo_succession(succession=row, by=cast.actor(cast.eka))
    Succession.objects.update(done_at=timezone.now() - timedelta(days=8))
    with pytest.raises(Refused, match="tujuh hari"):
        successions.undo_succession(succession=row, by=heir)
    Succession.objects.update(done_at=timezone.now())
    actions.erase_person(user=User.objects.get(pk=cast.ayu.pk), by=SYSTEM)
    with pytest.raises(Conflict, match="sudah dihapus"):
        successions.undo_succession(succession=row, by=heir)


def test_duties_are_passed_by_oneself_or_who_ranks_as_high_to_a_colleague(cast):
    heir, mine = hat(rina(cast), cast.bappeda), hat(cast.ayu, cast.bappeda)
    rina_actor = cast.actor(heir.user)
    for by in (rina_actor, cast.actor(cast.eka), cast.actor(cast.hana)):
        with pytest.raises(Refused, match="orangnya sendiri"):
            successions.pass_duties(membership=mine, successor=heir, by=by)
    stranger = hat(cast.eka, cast.other_bappeda)
    for other in (stranger, mine):
        with pytest.raises(Refused, match="organisasi yang sama"):
            successions.pass_duties(membership=mine, successor=other, by=cast.actor(cast.ayu))


def test_last_officer_does_not_leave_without_a_successor(cast):
    mine = hat(cast.ayu, cast.bappeda)
    rina(cast)
    with pytest.raises(Refused, match="petugas terakhir"):
        actions.end_membership(membership=mine, by=cast.actor(cast.ayu))
    assert held.is_last_official(mine)
    Membership.objects.filter(user__name="Rina").update(role="officer")
    actions.end_membership(membership=mine, by=cast.actor(cast.ayu))


def test_invited_successor_gets_everything_on_joining_and_not_before(cast):
    full_desk(cast)
    mine, ayu = hat(cast.ayu, cast.bappeda), cast.actor(cast.ayu)
    row, link, raw = successions.invite_successor(membership=mine, for_name="Rina", by=ayu)
    assert Task.objects.filter(owner=cast.ayu).count() == 2
    with pytest.raises(Conflict, match="sudah menunggu"):
        successions.invite_successor(membership=mine, for_name="Tono", by=ayu)
    heir = actions.register_person(name="Rina", password="x", email="r@x.example", by=SYSTEM)
    by = cast.actor(heir)
    actions.hold_link(raw=raw, secret="s", by=by)
    actions.join_by_link(link=link, secret="s", user=heir, by=by)
    row.refresh_from_db()
    assert (row.successor, bool(row.done_at), row.counts["parties.tasks"]) == (heir, True, 1)
    assert hat(heir, cast.bappeda).role == "officer"
    assert not User.objects.get(pk=cast.ayu.pk).is_active


def test_prepared_passing_is_withdrawn_with_its_link(cast):
    mine, ayu = hat(cast.ayu, cast.bappeda), cast.actor(cast.ayu)
    row, link, raw = successions.invite_successor(membership=mine, for_name="Rina", by=ayu)
    successions.undo_succession(succession=row, by=ayu)
    with pytest.raises(Refused, match="ditarik"):
        actions.hold_link(raw=raw, secret="s", by=cast.actor(cast.eka))
    assert hat(cast.ayu, cast.bappeda)
    assert link.pk


def test_prepared_passing_can_be_found_as_long_as_it_waits(cast):
    mine, ayu = hat(cast.ayu, cast.bappeda), cast.actor(cast.ayu)
    row, _link, _raw = successions.invite_successor(membership=mine, for_name="Rina", by=ayu)
    Succession.objects.update(at=timezone.now() - timedelta(days=9))
    assert list(held.open_successions(ayu, cast.bappeda.pk)) == [row]


def test_succession_to_oneself_twice_or_to_nobody_is_refused_by_the_database(cast):
    given = {
        "organisation": cast.bappeda,
        "leaver": cast.ayu,
        "by": cast.ayu,
        "at": timezone.now(),
    }
    Succession.objects.create(**given, successor=cast.hana)
    for wrong in (
        {"successor": cast.ayu, "done_at": timezone.now()},
        {"done_at": timezone.now()},
        {"successor": cast.hana},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession.objects.create(**given, **wrong)

"""The work plan: milestones are moved with a reason, stated by one and verified by another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.delivery import actions, queries, rules
from sambung.delivery.actions import MilestoneFacts
from sambung.delivery.lifecycle import MilestoneState
from sambung.delivery.models import Milestone
from sambung.parties.actions import GroundGiven
from sambung.parties.models import OnBehalf
from tests.delivery.world import document, finished, milestone, running, today

pytestmark = pytest.mark.db


def row(cast, stone, user):
    """Return the milestone's row as the person sees it."""
    circle = queries.circle_of(stone.partnership)
    return next(
        one for one in queries.plan_of(circle, cast.actor(user)) if one.milestone.pk == stone.pk
    )


def test_outsider_neither_sees_nor_plans(cast):
    partnership = running(cast)
    assert queries.partnership_for(cast.actor(cast.eka), partnership.pk) is None
    assert queries.partnership_for(cast.actor(cast.gani), partnership.pk) is not None
    with pytest.raises(Refused):
        actions.add_milestone(
            partnership=partnership,
            facts=MilestoneFacts("X"),
            due_on=today(),
            by=cast.actor(cast.eka),
        )
    assert not Milestone.objects.exists()


def test_usual_plan_is_five_even_milestones_and_made_once(cast):
    partnership = running(cast)
    made = actions.add_usual_plan(
        partnership=partnership,
        starts_on=today(),
        due_on=today() + timedelta(days=100),
        by=cast.actor(cast.ayu),
    )
    assert [(one.due_on - today()).days for one in made] == [0, 25, 50, 75, 100]
    assert [one.weight for one in made] == [0, 25, 25, 25, 25]
    with pytest.raises(Conflict):
        actions.add_usual_plan(
            partnership=partnership,
            starts_on=today(),
            due_on=today() + timedelta(days=9),
            by=cast.actor(cast.ayu),
        )


def test_due_date_moves_only_with_a_reason_and_keeps_the_first_one(cast):
    stone = milestone(cast, running(cast))
    first = stone.due_on
    by = cast.actor(cast.gani)
    with pytest.raises(Refused):
        actions.move_due(milestone=stone, to_on=first + timedelta(days=7), reason=" ", by=by)
    actions.move_due(milestone=stone, to_on=first + timedelta(days=7), reason="hujan", by=by)
    actions.move_due(milestone=stone, to_on=first + timedelta(days=9), reason="banjir", by=by)
    seen = row(cast, stone, cast.ayu)
    assert seen.first_due_on == first
    assert [move.reason for move in seen.moves] == ["hujan", "banjir"]
    assert Entry.objects.filter(verb="milestone.due_moved").count() == 2


def test_late_is_late_and_nothing_slides(cast):
    stone = milestone(cast, running(cast), due_on=today() - timedelta(days=3))
    seen = row(cast, stone, cast.ayu)
    assert (seen.state, seen.late_days) == (MilestoneState.LATE, 3)
    assert seen.first_due_on == today() - timedelta(days=3)


def test_changed_meanwhile_is_a_conflict(cast):
    stone = milestone(cast, running(cast))
    by = cast.actor(cast.ayu)
    actions.update_milestone(milestone=stone, facts=MilestoneFacts("Lain"), by=by, version=1)
    with pytest.raises(Conflict):
        actions.update_milestone(milestone=stone, facts=MilestoneFacts("Lagi"), by=by, version=1)


def test_stated_by_the_village_verified_by_the_desk(cast):
    stone = finished(cast, running(cast))
    assert row(cast, stone, cast.ayu).may_verify
    actions.verify_milestone(milestone=stone, grade="lapangan", by=cast.actor(cast.ayu))
    seen = row(cast, stone, cast.ayu)
    assert seen.state == MilestoneState.VERIFIED
    assert (stone.verifier_id, stone.grade) == (cast.bappeda.pk, "lapangan")


def test_own_claim_is_not_verified_by_oneself(cast):
    stone = finished(cast, running(cast))
    assert row(cast, stone, cast.gani).why_not_verify
    for user in (cast.gani, cast.eka, cast.citra):
        with pytest.raises(Refused):
            actions.verify_milestone(milestone=stone, grade="meja", by=cast.actor(user))
    stone.refresh_from_db()
    assert stone.verified_on is None


def test_who_wrote_it_down_for_another_does_not_verify_it(cast):
    stone = milestone(cast, running(cast))
    said = {"milestone": stone, "on": today(), "organisation": cast.village}
    with pytest.raises(Refused):
        actions.finish_milestone(**said, by=cast.actor(cast.ayu))
    actions.finish_milestone(
        **said, by=cast.actor(cast.ayu), ground=GroundGiven("minutes", "rapat 3 Mei")
    )
    assert OnBehalf.objects.get().organisation == cast.village
    with pytest.raises(Refused):
        actions.verify_milestone(milestone=stone, grade="meja", by=cast.actor(cast.ayu))
    actions.verify_milestone(milestone=stone, grade="meja", by=cast.actor(cast.hana))
    assert stone.verifier_id == cast.pokja.pk


def test_returned_with_a_reason_it_is_not_done(cast):
    stone = finished(cast, running(cast))
    by = cast.actor(cast.ayu)
    with pytest.raises(Refused):
        actions.return_milestone(milestone=stone, reason="", by=by)
    actions.return_milestone(milestone=stone, reason="foto belum ada", by=by)
    seen = row(cast, stone, cast.gani)
    assert seen.state == MilestoneState.RETURNED
    assert seen.may_finish
    with pytest.raises(Conflict):
        actions.verify_milestone(milestone=stone, grade="meja", by=by)


def test_verified_stays_and_dropped_needs_a_reason(cast):
    partnership = running(cast)
    stone = finished(cast, partnership)
    by = cast.actor(cast.ayu)
    actions.verify_milestone(milestone=stone, grade="meja", by=by)
    with pytest.raises(Conflict):
        actions.drop_milestone(milestone=stone, reason="salah", by=by)
    other = milestone(cast, partnership)
    with pytest.raises(Refused):
        actions.drop_milestone(milestone=other, reason=" ", by=by)
    actions.drop_milestone(milestone=other, reason="tidak jadi", by=by)
    assert row(cast, other, cast.ayu).state == MilestoneState.DROPPED


def test_evidence_replaced_after_verification_is_flagged(cast):
    partnership = running(cast)
    proof = document(cast, partnership)
    stone = finished(cast, partnership, evidence=proof)
    actions.verify_milestone(milestone=stone, grade="meja", by=cast.actor(cast.ayu))
    assert not row(cast, stone, cast.ayu).is_evidence_replaced
    proof.refresh_from_db()
    assert proof.locked_at is not None
    proof.file = document(cast, partnership, "lain").file
    proof.save()
    assert row(cast, stone, cast.ayu).is_evidence_replaced


def test_evidence_of_another_partnership_or_a_draft_is_none(cast):
    partnership = running(cast)
    stone = milestone(cast, partnership)
    draft = document(cast, partnership, is_private=True)
    said = {"milestone": stone, "on": today(), "organisation": cast.village}
    with pytest.raises(Conflict):
        actions.finish_milestone(**said, evidence=draft, by=cast.actor(cast.gani))


def test_a_day_to_come_is_refused(cast):
    stone = milestone(cast, running(cast))
    with pytest.raises(Refused):
        actions.finish_milestone(
            milestone=stone,
            on=today() + timedelta(days=1),
            organisation=cast.village,
            by=cast.actor(cast.gani),
        )


def test_supervisor_and_facilitator_verify_when_they_sit_at_the_table(cast):
    stone = finished(cast, running(cast))
    claim = {"claimants": queries.claimants_of(stone), "person_id": stone.recorded_by_id}
    circle = queries.circle_of(stone.partnership)
    assert not rules.can_verify(cast.actor(cast.citra), circle, **claim)
    supervised = rules.Circle(stone.partnership, circle.party_ids, supervisor_id=cast.company.pk)
    assert rules.verifies_in(cast.actor(cast.citra), supervised, **claim) == cast.company.pk
    helped = rules.Circle(stone.partnership, circle.party_ids, frozenset({cast.facilitators.pk}))
    assert rules.can_verify(cast.actor(cast.dimas), helped, **claim)


def test_plan_costs_the_same_however_long(cast, django_assert_num_queries):
    partnership = running(cast)
    for _each in range(6):
        milestone(cast, partnership)
    circle = queries.circle_of(partnership)
    actor = cast.actor(cast.ayu)
    with django_assert_num_queries(2):
        assert len(queries.plan_of(circle, actor)) == 6


@pytest.mark.parametrize(
    "change",
    [
        {"starts_on": today() + timedelta(days=99)},
        {"verified_on": today()},
        {"dropped_at": timezone.now()},
    ],
)
def test_database_keeps_milestones_whole(cast, change):
    stone = milestone(cast, running(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=stone.pk).update(**change)

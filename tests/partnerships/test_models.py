"""Every constraint the database keeps, broken once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.partnerships.models import (
    Contribution,
    Partnership,
    Party,
    Responsibility,
    StageStep,
)
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def broken(change):
    """Return the database's word on a change it must refuse."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    return str(refused.value)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"stage": "lain"}, "partnership_stage_known"),
        ({"road": "x"}, "partnership_road"),
        ({"closed_at": timezone.now()}, "partnership_closed_with_reason"),
        ({"total_rp": 10, "community_rp": 11}, "partnership_community_within_total"),
        ({"total_rp": -1}, "partnership_amounts_within_bounds"),
    ],
)
def test_partnership_refuses(cast, changes, name):
    opened(cast)
    assert name in broken(lambda: Partnership.objects.update(**changes))


def test_partnership_opens_once_per_package_and_parties_join_once(cast):
    partnership = opened(cast)
    party = partnership.parties.first()
    again = Partnership.objects.get(pk=partnership.pk)
    again.pk = None
    broken(lambda: again.save(force_insert=True))
    broken(
        lambda: Party.objects.create(
            partnership=party.partnership,
            organisation=party.organisation,
            part="source",
            joined_at=timezone.now(),
        )
    )


def test_party_without_a_known_part_is_refused(cast):
    opened(cast)
    assert "party_part_known" in broken(lambda: Party.objects.update(part=""))


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"verified_rp": 5}, "contribution_verified_by_somebody"),
        ({"kind": "x"}, "contribution_kind_known"),
        ({"pledged_rp": 10**15 + 1}, "contribution_amounts_within_bounds"),
    ],
)
def test_contribution_refuses(cast, changes, name):
    opened(cast)
    assert name in broken(lambda: Contribution.objects.update(**changes))


def test_responsibility_refuses_acceptance_by_nobody_and_a_second_of_its_key(cast):
    partnership = opened(cast)
    rows = Responsibility.objects.filter(partnership=partnership, key="apbd")
    assert "responsibility_accepted_by_a_party" in broken(lambda: rows.update(is_proposed=False))
    broken(lambda: Responsibility.objects.create(partnership=partnership, key="apbd"))


def test_stage_step_refuses_unknown_stages_and_standing_still(cast):
    partnership = opened(cast)
    now = timezone.now()

    def step(start, to):
        return StageStep.objects.create(
            partnership=partnership, from_stage=start, to_stage=to, at=now
        )

    assert "stage_step_stages_known" in broken(lambda: step("x", "data"))
    assert "stage_step_goes_somewhere" in broken(lambda: step("data", "data"))


def test_rows_speak_for_themselves(cast):
    partnership = opened(cast)
    assert str(partnership) == partnership.title
    assert str(partnership.parties.first()) == "PT Contoh Banua Energi"
    assert str(partnership.responsibilities.first()) == "data"
    assert str(partnership.steps.first()) == "data → penjajakan"
    assert str(partnership.contributions.first()).endswith("goods")

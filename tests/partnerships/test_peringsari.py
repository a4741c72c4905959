"""Peringsari, Karangasem, 2020, entered as a case: a real division with its published figures.

APBD-P Rp385.7 m (70.0 %), cash Rp22.04 m (4.0 %), in kind Rp88.16 m (16.0 %), APBDes Rp55.1 m
(10.0 %), total Rp551 m (domain reference, section 4; source V S66). The world around it is the
test's own; the figures are those that were read.
"""

from datetime import date

import pytest
from django.urls import reverse

from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation
from sambung.partnerships import actions, bridge, queries
from sambung.partnerships.actions import ByHand, Joining
from sambung.partnerships.models import PartyPart
from tests.partnerships.test_giving import pamsimas

pytestmark = pytest.mark.db

DAY = date(2020, 12, 1)
GIVEN = [  # house, kind, what, rupiah, basis
    ("government", "cash", "BLM dari APBD-P", 385_700_000, ""),
    ("village", "cash", "Dana APBDes", 55_100_000, ""),
    ("people", "cash", "Iuran tunai warga", 22_040_000, ""),
    ("people", "labour", "Tenaga dan bahan warga", 88_160_000, "menurut RKM (S66)"),
]


def peringsari(cast):
    """Return the case with its four contributions, proposed and then pledged on behalf."""
    region = cast.regions["63.11"]
    village = cast.regions["63.11.02.2001"]
    government = Organisation.objects.create(
        name="Pemerintah Kabupaten", kind="pemkab", region=region
    )
    people = Organisation.objects.create(name="KKM Peringsari", kind="kkm", region=village)
    by = cast.actor(cast.ayu)
    partnership = actions.open_by_hand(
        village=village,
        facts=ByHand(title="SPAM Peringsari", total_rp=551_000_000),
        parties=[
            Joining(government, PartyPart.SOURCE),
            Joining(people, PartyPart.COMMUNITY),
        ],
        by=by,
    )
    houses = {"government": government, "village": cast.village, "people": people}
    for house, kind, title, amount, basis in GIVEN:
        row = actions.add_contribution(
            partnership=partnership,
            party=partnership.parties.get(organisation=houses[house]),
            kind=kind,
            title=title,
            valuation_basis=basis,
            proposed_rp=amount,
            by=by,
        )
        actions.state_contribution(
            contribution=row,
            of="pledged",
            amount_rp=amount,
            on=DAY,
            organisation=houses[house],
            by=by,
            ground=GroundGiven("letter", "S66"),
        )
    return partnership


def test_shares_and_balance_are_those_of_the_case(cast):
    partnership = peringsari(cast)
    rows = queries.contribution_rows(partnership)
    from_rule = queries.held_against(pamsimas(), rows)
    assert from_rule.total_rp == 551_000_000
    assert [round(part.percent, 1) for part in from_rule.parts] == [70, 10, 4, 16]
    assert from_rule.findings == ()
    measured = bridge.measure([part.amount_rp for part in from_rule.parts])
    assert round(measured.evenness, 3) == 0.651


def test_three_givers_measure_as_the_worked_numbers(cast):
    partnership = peringsari(cast)
    rows = queries.contribution_rows(partnership)
    held = queries.cost_of(queries.parties_of(partnership), rows)
    assert sorted(round(100 * rp / 551_000_000) for rp in held.amounts) == [10, 20, 70]
    measured = bridge.measure(held.amounts)
    assert round(measured.evenness, 3) == 0.730
    assert round(measured.gini, 3) == 0.400


def test_page_shows_both(cast, as_person):
    partnership = peringsari(cast)
    actions.choose_rule(partnership=partnership, rule=pamsimas(), by=cast.actor(cast.ayu))
    url = reverse("partnerships:contribution-list", args=[partnership.pk])
    page = as_person(cast.ayu).get(url)
    words = page.content.decode()
    for share in (">70%<", ">10%<", ">4%<", ">16%<", "551.000.000"):
        assert share in words
    assert round(page.context["evenness"].evenness, 3) == 0.651
    assert "0,651" in words
    assert "0,730" in words

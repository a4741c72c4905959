"""Who may do what, and which figures fit together; success and refusal in one world."""

from datetime import date
from decimal import Decimal

import pytest

from sambung.core.access import ANONYMOUS
from sambung.needs import rules
from sambung.needs.lifecycle import NEED_STEPS
from sambung.regions.models import Region
from tests.needs import world

HAUWAI, BANGKILING = "63.11.02.2001", "63.09.01.2001"


def test_village_district_and_facilitator_propose_in_their_own_region(cast):
    assert rules.can_propose(cast.actor(cast.gani), HAUWAI)
    assert rules.can_propose(cast.actor(cast.dimas), HAUWAI)
    assert rules.can_propose(cast.actor(cast.ayu), HAUWAI)  # the desk, atas nama
    assert not rules.can_propose(cast.actor(cast.gani), "63.11.02.2002")
    assert not rules.can_propose(cast.actor(cast.dimas), BANGKILING)
    assert not rules.can_propose(cast.actor(cast.citra), HAUWAI)
    assert not rules.can_propose(cast.actor(cast.eka), HAUWAI)
    assert "Masuk" in rules.can_propose(ANONYMOUS, HAUWAI).reason


def test_starting_is_for_those_with_a_hat_to_propose_in(cast):
    for person in [cast.gani, cast.dimas, cast.ayu, cast.hana]:
        assert rules.can_start(cast.actor(person))
    for actor in [cast.actor(cast.citra), cast.actor(cast.budi), ANONYMOUS]:
        assert not rules.can_start(actor)


@pytest.mark.parametrize("name", [n for n, s in NEED_STEPS.items() if s.who == "proposer"])
def test_steps_of_the_proposer_are_refused_to_all_others(cast, name):
    need = world.sent(cast)
    step = NEED_STEPS[name]
    assert rules.can_take(cast.actor(cast.gani), need, step)
    for person in [cast.ayu, cast.dimas, cast.citra, cast.eka]:
        verdict = rules.can_take(cast.actor(person), need, step)
        assert not verdict
        assert "pengusul" in verdict.reason


@pytest.mark.parametrize("name", [n for n, s in NEED_STEPS.items() if s.who == "verifier"])
def test_steps_of_the_desk_are_refused_to_proposer_company_and_outsider(cast, name):
    need = world.sent(cast)
    step = NEED_STEPS[name]
    for person in [cast.ayu, cast.hana]:
        assert rules.can_take(cast.actor(person), need, step)
    for person in [cast.gani, cast.dimas, cast.citra, cast.eka, cast.budi]:
        assert not rules.can_take(cast.actor(person), need, step)


@pytest.mark.parametrize("name", [n for n, s in NEED_STEPS.items() if s.who == "road"])
def test_steps_of_the_road_are_taken_by_nobody_directly(cast, name):
    need = world.sent(cast)
    assert not rules.can_take(cast.actor(cast.ayu), need, NEED_STEPS[name])


def test_a_step_that_does_not_start_here_says_where_the_need_stands(cast):
    need = world.sent(cast)
    verdict = rules.can_step(cast.actor(cast.ayu), need, "verify_field")
    assert "terkirim" in verdict.reason
    assert rules.can_step(cast.actor(cast.ayu), need, "verify_desk")


def test_interest_is_noted_by_the_source_itself_or_the_desk(cast):
    package = world.ready(cast)
    company = cast.company.pk
    assert rules.can_record_interest(cast.actor(cast.citra), package, company)
    assert rules.can_record_interest(cast.actor(cast.ayu), package, company)
    assert not rules.can_record_interest(cast.actor(cast.eka), package, company)
    assert not rules.can_record_interest(cast.actor(cast.gani), package, cast.village.pk)


def test_weights_are_set_by_the_desk_of_that_district(cast):
    assert rules.can_set_weights(cast.actor(cast.ayu), "63.11")
    assert not rules.can_set_weights(cast.actor(cast.eka), "63.11")
    assert not rules.can_set_weights(cast.actor(cast.gani), "63.11")


@pytest.mark.parametrize(
    ("people", "households", "village", "fits"),
    [
        (497, 142, None, True),
        (497, 142, 497, True),
        (497, 142, 496, False),
        (141, 142, None, False),
        (142, 142, 142, True),
    ],
)
def test_people_fit_between_households_and_the_village(people, households, village, fits):
    assert bool(rules.people_fit(people, households, village)) is fits


@pytest.mark.parametrize(
    ("served", "waiting", "village", "fits"),
    [(400, 497, None, True), (498, 497, None, False), (400, 497, 399, False), (1, 1, 1, True)],
)
def test_served_fit_within_those_who_wait_and_the_village(served, waiting, village, fits):
    assert bool(rules.served_fit(served, waiting, village)) is fits


def test_point_must_be_near_its_village(cast):
    village = cast.regions[HAUWAI]
    assert rules.point_fits(-2.3, 115.7, village)
    assert "km dari Desa Hauwai" in rules.point_fits(-6.2, 106.8, village).reason
    assert rules.point_fits(-6.2, 106.8, None)
    assert rules.point_fits(-6.2, 106.8, Region(code="63.11.02.2009"))


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 7)),  # Monday -> Monday two weeks later
        (date(2026, 11, 27), date(2026, 12, 11)),  # Friday -> Friday
        (date(2026, 11, 28), date(2026, 12, 11)),  # Saturday counts from Monday
    ],
)
def test_ten_working_days_skip_saturdays_and_sundays(start, due):
    assert rules.working_days_after(start, 10) == due


@pytest.mark.parametrize(
    ("total", "percent", "part"),
    [
        (100, "20", 20),
        (99, "20", 19),
        (10_500_011, "20", 2_100_002),
        (7, "0", 0),
        (999, "12.5", 124),
    ],
)
def test_community_part_is_rounded_down(total, percent, part):
    assert rules.community_part_rp(total, Decimal(percent)) == part


def test_package_is_complete_when_each_option_has_a_cost(cast):
    package = world.ready(cast)
    option = package.options.get()
    assert rules.complete_to_offer([option])
    option.total_rp = 0
    assert option.title in rules.complete_to_offer([option]).reason
    assert not rules.complete_to_offer([])

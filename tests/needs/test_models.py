"""Each constraint broken once: what the database itself refuses."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from sambung.needs import actions
from sambung.needs.models import (
    CostLine,
    Interest,
    Need,
    NeedPhoto,
    NeedStep,
    Option,
    Package,
    PriorityWeights,
)
from tests.needs import world

pytestmark = pytest.mark.db
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def breaks(rows, **values):
    """Say that the database refuses these values on the rows."""
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "elsewhere"},
        {"people": None},
        {"households": 0},
        {"village": None},
        {"sent_at": None},
        {"people": 3, "households": 9},
        {"screen": 6},
        {"cash_per_household_rp": -1},
        {"village_funds_rp": 10**15 + 1},
        {"monthly_fee_rp": -5},
    ],
)
def test_need_constraint_holds(cast, values):
    need = world.sent(cast)
    breaks(Need.objects.filter(pk=need.pk), **values)


def test_need_step_without_its_reason_is_refused(cast):
    need = world.sent(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedStep.objects.create(need=need, from_state="sent", to_state="returned", at=NOW)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "elsewhere"},
        {"people": 0},
        {"year": 1999},
        {"lowest_total_rp": -1},
        {"priority": Decimal("100.1")},
    ],
)
def test_package_constraint_holds(cast, values):
    package = world.ready(cast)
    breaks(Package.objects.filter(pk=package.pk), **values)


def test_need_has_one_package_at_most(cast):
    package = world.ready(cast)
    twin = Package.objects.get(pk=package.pk)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize(
    "values",
    [
        {"position": 6},
        {"expected_years": 0},
        {"expected_years": 51},
        {"community_percent": 91},
        {"people_served": 0},
        {"operation_yearly_rp": -1},
        {"total_rp": 10**15 + 1},
        {"total_rp": 5, "community_rp": 6},
    ],
)
def test_option_constraint_holds(cast, values):
    option = world.ready(cast).options.get()
    breaks(Option.objects.filter(pk=option.pk), **values)


def test_option_position_is_taken_once(cast):
    package = world.ready(cast)
    actions.add_option(package=package, facts=world.option_facts(), by=cast.actor(cast.ayu))
    breaks(package.options.filter(position=2), position=1)


@pytest.mark.parametrize("values", [{"volume": 0}, {"unit_price_rp": -1}])
def test_cost_line_constraint_holds(cast, values):
    world.ready(cast)
    breaks(CostLine.objects.all(), **values)


def test_interest_is_noted_once_while_it_lasts(cast):
    package = world.ready(cast)
    values = {"package": package, "organisation": cast.company, "recorded_by": cast.citra}
    Interest.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.create(**values)


def test_weights_that_do_not_add_up_are_refused(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorityWeights.objects.create(
            regency=cast.regions["63.11"], gap=31, set_by=cast.ayu, reason="x"
        )


def test_photo_of_an_unknown_kind_is_refused(cast, stored_file):
    need = world.draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedPhoto.objects.create(need=need, file=stored_file, kind="film")


def test_two_needs_of_one_draft_on_a_phone_are_refused(cast):
    world.draft(cast)
    world.draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.update(origin_key="the-same-key")

"""Every constraint of the plans room, broken once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.partnerships.models import Partnership
from sambung.plans.models import (
    Allocation,
    Invitation,
    Run,
    Scenario,
    ScenarioOffer,
    ScenarioPackage,
    Share,
)
from tests.plans.conftest import JT, NOW

pytestmark = pytest.mark.db


def refused(constraint, change):
    """Assert that the database refuses the change and names the constraint or its columns."""
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("scenario_sources", {"most_sources": 0}),
        ("scenario_sources", {"most_sources": 6}),
        ("scenario_percents", {"company_share_percent": 0}),
        ("scenario_percents", {"government_share_percent": 101}),
        ("scenario_percents", {"floor_percent": 101}),
        ("scenario_percents", {"equity_weight_percent": 201}),
        ("scenario_time_limit", {"time_limit_s": 0}),
        ("scenario_year", {"year": 1999}),
        ("scenario_backstop_years", {"backstop_years": 11}),
        ("scenario_places_by_known", {"places_by": "moon"}),
    ],
)
def test_scenario_constraint_holds(world, name, values):
    refused(name, lambda: Scenario.objects.filter(pk=world.scenario.pk).update(**values))


def test_scenario_picks_are_kept_once(world):
    ScenarioPackage.objects.create(scenario=world.scenario, package=world.uren)
    ScenarioOffer.objects.create(scenario=world.scenario, offer=world.bank)
    refused(
        "scenario_package_once",
        lambda: ScenarioPackage.objects.create(scenario=world.scenario, package=world.uren),
    )
    refused(
        "scenario_offer_once",
        lambda: ScenarioOffer.objects.create(scenario=world.scenario, offer=world.bank),
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("run_state_known", {"state": "asleep"}),
        ("run_done_has_figures", {"people": None}),
        ("run_amounts_within_bounds", {"cost_rp": -1}),
        ("run_amounts_within_bounds", {"cost_rp": 10**15 + 1}),
    ],
)
def test_run_constraint_holds(world, finished, name, values):
    refused(name, lambda: Run.objects.filter(pk=finished.pk).update(**values))


def test_run_numbers_and_open_runs_are_unique(world, finished):
    def another(**values):
        Run.objects.create(
            scenario=world.scenario, requested_by=world.cast.ayu, requested_at=NOW, **values
        )

    refused("run_number_once", lambda: another(number=1))
    another(number=2)
    refused("run_open_once_per_scenario", lambda: another(number=3))


def test_rows_of_a_run_are_unique_and_within_bounds(world, finished):
    row = Allocation.objects.filter(run=finished, option__isnull=False).first()
    share = row.shares.first()
    refused(
        "allocation_once",
        lambda: Allocation.objects.create(
            run=finished, package=row.package, package_version=1, title="x"
        ),
    )
    refused(
        "share_once",
        lambda: Share.objects.create(
            allocation=row, offer=share.offer, offer_version=1, amount_rp=1
        ),
    )
    refused(
        "allocation_amounts_within_bounds",
        lambda: Allocation.objects.filter(pk=row.pk).update(total_rp=-1),
    )
    refused(
        "share_amounts_within_bounds",
        lambda: Share.objects.filter(pk=share.pk).update(amount_rp=10**15 + 1),
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("invitation_amounts_within_bounds", {"amount_rp": -1}),
        ("invitation_state_known", {"state": "maybe"}),
        ("invitation_accepted_with_letter", {"state": "accepted", "answered_rp": 1 * JT}),
    ],
)
def test_invitation_constraint_holds(world, invited, name, values):
    row = invited["Uren bank"]
    refused(name, lambda: Invitation.objects.filter(pk=row.pk).update(**values))


def test_invitation_stands_open_once_per_package_and_offer(world, invited):
    row = invited["Uren bank"]

    def again():
        Invitation.objects.create(
            run=row.run, package=row.package, option=row.option, offer=row.offer,
            organisation=row.organisation, amount_rp=1, answer_by=timezone.now(),
            sent_by=world.cast.ayu, sent_for=world.cast.bappeda, sent_at=NOW,
        )  # fmt: skip

    refused("invitation_open_once", again)
    Invitation.objects.filter(pk=row.pk).update(state="withdrawn")
    again()


def test_invitation_in_a_partnership_is_an_accepted_one(world, invited):
    partnership = Partnership.objects.create(
        package=world.uren, village=world.uren.village, title="x", stage_since=NOW,
        people_served=1, opened_at=NOW,
    )  # fmt: skip
    refused(
        "invitation_in_partnership_accepted",
        lambda: Invitation.objects.filter(pk=invited["Uren bank"].pk).update(
            partnership=partnership
        ),
    )

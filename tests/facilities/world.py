"""A facility in Hauwai: given by the company, owned by the village, run by the utility."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from sambung.core.access import SYSTEM
from sambung.facilities import actions
from sambung.facilities.actions import Built, Holder, Opening, Sample
from sambung.facilities.models import Facility, WaterLimit, WaterTest
from sambung.facilities.rules import Measured
from tests.cast import Cast

NOW, HAUWAI = "Permenkes 2/2023", "63.11.02.2001"


def built(cast: Cast, **changes: object) -> Built:
    """Return what is built in Hauwai."""
    values = {"name": "SPAM Hauwai", "service": "water", "village": cast.regions[HAUWAI]}
    return Built(**values | {"people_planned": 497, "is_chlorinated": False} | changes)


def prepared(cast: Cast, **changes: object) -> Facility:
    """Return a facility that is still being built."""
    return actions.prepare_facility(
        built=built(cast, **changes),
        origin="partnerships.partnership:1",
        party_ids=[cast.company.pk, cast.village.pk, cast.utility.pk],
        by=cast.actor(cast.ayu),
    )


def opened(cast: Cast, on: date | None = None, **changes: object) -> Facility:
    """Return a facility handed over to the village; the utility looks after its working."""
    facility = prepared(cast, **changes)
    opening = Opening(
        on=on or timezone.localdate() - timedelta(days=100),
        owner=cast.village,
        operator=cast.utility,
        watch_years=3,
        holders={"function": Holder(cast.utility.pk, "Kepala teknik")},
    )
    return actions.open_facility(facility=facility, opening=opening, by=cast.actor(cast.ayu))


def limits() -> dict[str, WaterLimit]:
    """Return the drinking limits in force, loaded when they are not yet."""
    actions.load_water_limits(by=SYSTEM)
    rows = WaterLimit.objects.filter(regulation=NOW, use="minum")
    return {row.parameter: row for row in rows}


def tested(cast: Cast, facility: Facility, on: date | None = None, **values: str) -> WaterTest:
    """Return a test with these values, written down by the village."""
    table = limits()
    return actions.record_water_test(
        facility=facility,
        sample=Sample(
            sampled_on=on or timezone.localdate(),
            regulation=NOW,
            results={table[key].pk: Measured(Decimal(value)) for key, value in values.items()},
        ),
        by=cast.actor(cast.gani),
    )

import pytest
from django.db import IntegrityError, transaction

from sambung.regions.models import Indicator, Region
from tests.worlds import valley

pytestmark = pytest.mark.db


@pytest.fixture
def places(db):
    return valley()


@pytest.mark.parametrize(
    "change",
    [
        {"level": 5},
        {"lat": 45.0},
        {"lon": 10.0},
        {"level": 1},  # a province with a parent
        {"parent_id": None},  # a village without one
    ],
)
def test_region_against_its_constraints_is_refused(places, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.filter(pk="63.11.02.2001").update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"value": -1.0},
        {"value": 100.5},
        {"code": "sanitation_pct"},  # the same figure of the same year twice
    ],
)
def test_indicator_against_its_constraints_is_refused(places, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(region="63.11", code="water_pct").update(**change)


def test_indicator_of_indonesia_twice_is_refused(db):
    row = {"region": None, "code": "water_pct", "year": 2024, "unit": "%", "source": "uji"}
    Indicator.objects.create(**row, value=92.0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.create(**row, value=93.0)

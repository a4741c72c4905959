"""The demo world against the open data it stands on, read here from the files again."""

import csv
from importlib import resources
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Sum

from sambung.needs.models import Need, NeedState
from sambung.parties.models import OnBehalf, Organisation, User
from sambung.regions.models import Figure, Indicator, Region
from sambung.web.management.demo.villages import profiles, shared_out

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def official(code: str) -> dict[str, str]:
    """Return the shipped row of a kab/kota, read without the product's own loader."""
    text = (resources.files("sambung.data") / "idn_wash_access/access_by_regency.csv").read_text()
    return next(row for row in csv.DictReader(StringIO(text)) if row["code"] == code)


@pytest.fixture
def demo(db):
    call_command("load_regions", verbosity=0)
    call_command("demo", verbosity=0)


def test_demo_agrees_with_the_open_data_it_stands_on(demo):
    row = official("63.11")
    villages = Indicator.objects.filter(
        region__regency_code="63.11", region__level=4, is_simulated=True
    )
    people = villages.filter(code=Figure.POPULATION).aggregate(all=Sum("value"))["all"]
    assert people == int(row["population_2024s2"]) == 138950
    without = sum(
        round(figures[Figure.POPULATION] * (100 - figures[Figure.WATER]) / 100)
        for figures in by_region(villages).values()
    )
    estimate = round(138950 * (100 - float(row["water_pct_2024"])) / 100)
    assert abs(without - estimate) <= Region.objects.filter(regency_code="63.11", level=4).count()
    assert set(Need.objects.values_list("state", flat=True)) >= {
        *{NeedState.DRAFT, NeedState.SENT, NeedState.RETURNED, NeedState.DESK_VERIFIED},
        *{NeedState.FIELD_VERIFIED, NeedState.READY, NeedState.WITHDRAWN, NeedState.NOT_NOW},
    }
    assert not Organisation.objects.filter(is_simulated=False).exists()
    assert not User.objects.filter(is_simulated=False).exists()
    assert not Need.objects.filter(is_simulated=False).exists()
    assert OnBehalf.objects.filter(confirmed_at__isnull=True).exists()


def by_region(rows) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        found.setdefault(row.region_id, {})[row.code] = row.value
    return found


def test_shared_out_by_hand_gives_the_left_over_unit_to_the_largest_remainder():
    # 10 split 1:1:1 is 3.33 each: one unit is left, and ties go by name.
    assert shared_out(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    # 7 split 2:1 is 4.67 and 2.33: the larger remainder takes it.
    assert shared_out(7, {"a": 2, "b": 1}) == {"a": 5, "b": 2}


def test_profiles_sums_equal_their_totals_and_keep_the_least():
    rows = profiles(["x", "y", "z"], 1000, 120, 30, {"y": 600})
    assert sum(row.people for row in rows) == 1000
    assert next(row.people for row in rows if row.code == "y") >= 600
    assert sum(row.without_water for row in rows) == 120


def test_profiles_same_codes_give_the_same_world():
    assert profiles(["x", "y"], 500, 40, 9, {}) == profiles(["x", "y"], 500, 40, 9, {})

"""The shipped files, loaded once, against figures recomputed from their text alone."""

import csv
import gzip
from collections import Counter
from importlib import resources

import pytest
from django.db import transaction
from django.db.models import Count, Sum

from sambung.core.access import SYSTEM
from sambung.regions import actions, queries
from sambung.regions.actions import FileState
from sambung.regions.models import Boundary, Figure, Indicator, Level, Region, Service

pytestmark = [pytest.mark.db, pytest.mark.slow]


def table(name: str) -> list[dict[str, str]]:
    """Return a shipped table as text, read without the loader."""
    content = resources.files("sambung").joinpath("data", *name.split("/")).read_bytes()
    text = gzip.decompress(content) if name.endswith(".gz") else content
    return list(csv.DictReader(text.decode().splitlines()))


@pytest.fixture(scope="module", autouse=True)
def reports(django_db_setup, django_db_blocker):
    """Load everything once, in a transaction around all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield actions.load_regions(by=SYSTEM)
        transaction.set_rollback(True)


def test_shipped_files_hold_every_region_of_the_decree(db, reports):
    assert {report.state for report in reports} == {FileState.LOADED}
    counts = {level: Region.objects.filter(level=level).count() for level in Level}
    assert list(counts.values()) == [38, 514, 7285, 83762]
    kinds = Region.objects.values_list("kind").annotate(n=Count("pk")).order_by("kind")
    assert dict(kinds) == {
        "desa": 75252,
        "desa adat": 14,
        "kabupaten": 416,
        "kecamatan": 7285,
        "kelurahan": 8496,
        "kota": 98,
        "provinsi": 38,
    }


def test_shipped_files_keep_codes_as_text(db):
    singkil = Region.objects.get(pk="11.10")
    assert singkil.full_name == "Kabupaten Aceh Singkil"
    stored = set(Region.objects.values_list("pk", flat=True))
    files = ("provinces.csv", "regencies.csv", "districts.csv.gz", "villages.csv.gz")
    assert stored == {row["code"] for file in files for row in table(f"idn_regions/{file}")}


def test_shipped_borders_reach_down_to_kecamatan_and_no_further(db):
    by_level = Counter(Boundary.objects.values_list("region__level", flat=True))
    assert by_level == {Level.PROVINCE: 38, Level.REGENCY: 514, Level.DISTRICT: 7285}
    assert not Boundary.objects.filter(region__level__lte=Level.REGENCY, lowres="").exists()


def test_shipped_figures_are_those_of_the_tables(db):
    stored = {
        (region, code, year): value
        for region, code, year, value in Indicator.objects.values_list(
            "region", "code", "year", "value"
        )
    }
    for row in table("idn_wash_access/access_by_regency.csv"):
        for figure in ("water_pct", "sanitation_pct", "poverty_pct"):
            for year in (2021, 2024):
                text = row[f"{figure}_{year}"]
                assert stored[row["code"], figure, year] == (float(text) if text else None)
        assert stored[row["code"], "population", 2024] == int(row["population_2024s2"])
    assert stored[None, "water_pct", 2024] == 92.64


def test_shipped_figures_stop_at_kab_kota(db):
    assert not Indicator.objects.filter(region__level__gte=Level.DISTRICT).exists()
    population = Indicator.objects.filter(code=Figure.POPULATION, region__level=Level.REGENCY)
    assert population.aggregate(n=Sum("value"))["n"] == 284_973_643


def test_shipped_files_unknown_shares_are_the_seven_named_in_the_readme(db):
    unknown = Indicator.objects.filter(value=None, code__in=[Figure.WATER, Figure.SANITATION])
    assert set(unknown.values_list("region", "code", "year")) == {
        ("94.05", "sanitation_pct", 2024),
        ("95.04", "sanitation_pct", 2024),
        ("95.05", "sanitation_pct", 2024),
        ("95.05", "water_pct", 2024),
        ("95.07", "water_pct", 2024),
        ("94.08", "sanitation_pct", 2021),
        ("95.05", "water_pct", 2021),
    }


def test_shipped_files_after_the_operators_own_are_not_loaded_over_them(db, tmp_path):
    header = "code,water_pct_2024\n63.11,90.5\n"
    (tmp_path / "access_by_regency.csv").write_text(header, encoding="utf-8")
    actions.load_regions(by=SYSTEM, folder=tmp_path)
    states = {report.name: report.state for report in actions.load_regions(by=SYSTEM)}
    assert states.pop("idn_wash_access/access_by_regency.csv") == FileState.OWN_KEPT
    assert set(states.values()) == {FileState.SAME}
    water = Indicator.objects.get(region="63.11", code=Figure.WATER, year=2024)
    assert water.value == 90.5


def recomputed(service: str, year: int) -> dict[str, int]:
    """Return people without by kab/kota, from the table alone and in whole numbers."""
    people = {}
    for row in table("idn_wash_access/access_by_regency.csv"):
        if text := row[f"{service}_pct_{year}"]:
            whole, _, part = text.partition(".")
            hundredths = 10000 - int(whole) * 100 - int(part.ljust(2, "0"))
            people[row["code"]] = (int(row["population_2024s2"]) * hundredths + 5000) // 10000
    return people


@pytest.mark.parametrize("service", ["water", "sanitation"])
def test_story_agrees_with_figures_recomputed_from_the_tables(db, service):
    people = recomputed(service, 2024)
    story = queries.story(Service(service))
    assert story.total.people_without == sum(people.values())
    assert {
        gap.code: gap.people_without for gap in story.gaps if gap.people_without is not None
    } == people
    largest, reached, held = sorted(people.values(), reverse=True), 0, 0
    while reached * 2 < sum(people.values()):
        reached, held = reached + largest[held], held + 1
    assert len(story.half) == held
    rows = table("idn_wash_access/access_by_regency.csv")
    pairs = [(row[f"{service}_pct_2021"], row[f"{service}_pct_2024"]) for row in rows]
    both = [(float(old), float(new)) for old, new in pairs if old and new]
    assert story.improved == sum(new > old for old, new in both)
    assert story.fell == sum(new < old for old, new in both)


def test_story_of_sanitation_says_what_the_picture_says(db):
    story = queries.story(Service.SANITATION)
    assert (story.total.people_without, story.regency_count) == (47_709_870, 514)
    assert (len(story.half), story.improved, story.fell) == (53, 403, 106)
    assert (story.provinces[0].name, story.provinces[0].people_without) == (
        "Jawa Barat",
        13_367_123,
    )
    assert story.worst_share.name == "Papua Pegunungan"
    assert round(story.worst_share.without_pct) == 85


def test_search_finds_every_kab_kota_by_its_full_name(db):
    for code, name in Region.objects.filter(level=Level.REGENCY).values_list("code", "name"):
        kind = "kota" if int(code[3:]) > 70 else "kab."
        assert queries.find(f"{kind} {name}")[0].code == code

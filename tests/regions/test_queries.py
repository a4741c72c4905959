import json
from datetime import date

import pytest

from sambung.core.access import ANONYMOUS, SYSTEM
from sambung.regions import actions, queries
from sambung.regions.actions import VillageFigure
from sambung.regions.models import Boundary, Figure, Indicator, Level, LoadedFile, Region, Service
from tests.regions import extracts
from tests.worlds import valley

pytestmark = pytest.mark.db


@pytest.fixture
def places(db):
    return valley()


@pytest.fixture
def country(tmp_path, db):
    """Load two provinces and four kab/kota from hand-written files (tests/regions/extracts.py)."""
    actions.load_regions(by=SYSTEM, folder=extracts.write(tmp_path))
    return queries.atlas()


def test_ancestors_children_and_neighbours_follow_the_tree(places):
    village = places["63.11.02.2001"]
    assert [r.code for r in queries.ancestors(village)] == ["63", "63.11", "63.11.02"]
    assert queries.ancestors(places["63"]) == []
    assert [r.code for r in queries.children(places["63.11"])] == ["63.11.02", "63.11.05"]
    assert [r.code for r in queries.children(None)] == ["63"]
    assert [r.code for r in queries.neighbours(places["63.11"])] == ["63.09"]
    assert queries.visible_to(ANONYMOUS).count() == 10


def test_below_and_counts_are_within_the_region_only(places):
    balangan = places["63.11"]
    assert queries.below(balangan, Level.VILLAGE).count() == 3
    assert queries.below(None, Level.VILLAGE).count() == 4
    assert queries.below(places["63.11.02.2001"], Level.VILLAGE).count() == 1
    assert queries.counts_below(balangan) == {Level.DISTRICT: 2, Level.VILLAGE: 3}
    assert queries.counts_below(None) == {1: 1, 2: 2, 3: 3, 4: 4}
    ground = queries.ground_of(balangan)
    assert ground.villages_in("63.11.02") == (2, 0)
    assert len(ground.points()) == 3
    assert queries.ground_of(places["63"]) == queries.Ground()
    assert len(queries.ground_of(places["63.11.02.2001"]).villages) == 2


def test_suggestions_for_a_lost_zero_name_the_regions_that_exist(places):
    Region.objects.filter(pk="63.11.02").update(name="Halong")
    assert [r.code for r in queries.suggestions("63.11.2")] == ["63.11.02"]
    assert [r.code for r in queries.suggestions("6311")] == ["63.11"]
    assert queries.suggestions("99.9") == []
    assert queries.suggestions("'; drop") == []


@pytest.mark.parametrize(
    ("population", "access", "people"),
    [
        (138950, 84.75, 21190),  # 21,189.875
        (138950, 96.06, 5475),  # 5,474.63
        (10, 95.0, 1),  # half a person rounds up
        (1000, 100.0, 0),
        (None, 50.0, None),
        (1000, None, None),
    ],
)
def test_estimate_people_by_hand(population, access, people):
    assert queries.estimate_people(population, access) == people


def test_gap_of_kab_by_hand(country):
    # Tanah Bumbu: 150 people, 65.5 % of households with water: 150 x 34.5 / 100 = 51.75
    gap = queries.gap_of(country, "63.10", Service.WATER, 2024)
    assert (gap.people_without, gap.access_pct, gap.without_pct) == (52, 65.5, 34.5)
    assert gap.change == 5.5
    assert gap.step == 4
    assert gap.source == "BPS, Susenas 2024"
    assert not gap.is_computed


def test_gap_of_kab_without_figure_is_unknown_not_zero(country):
    gap = queries.gap_of(country, "94.05", Service.SANITATION, 2024)
    assert (gap.people_without, gap.access_pct, gap.step, gap.change) == (None, None, 0, None)
    assert not gap.is_unreliable


def test_gap_of_province_is_the_sum_of_its_kab_kota(country):
    # sanitation: 50 x 21 % = 10.5 -> 11; 150 x 15 % = 22.5 -> 23; 100 x 5 % = 5: 39 of 300
    gap = queries.gap_of(country, "63", Service.SANITATION, 2024)
    assert (gap.people_without, gap.without_pct, gap.access_pct) == (39, 13.0, 87.0)
    assert gap.is_computed
    assert gap.unknown == ()


def test_gap_of_indonesia_leaves_the_unknown_out_and_names_them(country):
    gap = queries.gap_of(country, None, Service.SANITATION, 2024)
    assert (gap.people_without, gap.population) == (39, 400)
    assert [place.code for place in gap.unknown] == ["94.05"]
    water = queries.gap_of(country, None, Service.WATER, 2024)
    assert (water.access_pct, water.is_computed) == (92.64, False)  # as published
    assert water.people_without == 13 + 52 + 1 + 70


def test_gaps_inside_put_the_most_people_first_and_the_unknown_last(country):
    codes = [g.code for g in queries.gaps_inside(country, None, Service.SANITATION, 2024)]
    assert codes == ["63.10", "63.09", "63.71", "94.05"]
    assert [g.code for g in queries.province_gaps(country, Service.SANITATION, 2024)] == [
        "63",
        "94",
    ]


def test_trend_keeps_the_missing_years_and_says_what_was_computed(country):
    readings = queries.trend(country, "63", Service.SANITATION)
    assert [reading.year for reading in readings] == [2021, 2022, 2023, 2024]
    assert [reading.value for reading in readings] == [78.33, 82.55, None, 87.0]
    assert [reading.source for reading in readings[::3]] == [queries.COMPUTED] * 2
    regency = queries.trend(country, "63.10", Service.WATER)
    assert [reading.value for reading in regency] == [60.0, None, None, 65.5]
    assert queries.trend(country, "63.10", Service.HYGIENE) == []


def test_story_by_hand(country):
    story = queries.story(Service.SANITATION)
    assert (story.total.year, story.first_year) == (2024, 2021)
    assert [gap.code for gap in story.half] == ["63.10"]  # 23 of 39
    assert (story.improved, story.fell) == (2, 1)
    assert story.worst_share.code == "63"
    assert story.regency_count == 4


def test_story_without_any_figures_is_unknown(db):
    story = queries.story(Service.WATER)
    assert (story.total.people_without, story.total.year) == (None, 0)
    assert story.half == ()
    assert story.worst_share is None


def test_atlas_is_kept_until_a_newer_file_is_loaded(country, tmp_path, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.atlas() is country
    newer = extracts.ACCESS.replace("65.5", "66.5")
    (tmp_path / "access_by_regency.csv").write_text(newer, encoding="utf-8")
    actions.load_regions(by=SYSTEM, folder=tmp_path)
    gap = queries.gap_of(queries.atlas(), "63.10", Service.WATER, 2024)
    assert gap.access_pct == 66.5


@pytest.mark.parametrize(
    ("without", "step"),
    [(None, 0), (0, 1), (4.99, 1), (5, 2), (10, 3), (20, 4), (34.9, 4), (35, 5), (100, 5)],
)
def test_ramp_step_at_its_edges(without, step):
    assert queries.ramp_step(without) == step


def test_own_figures_take_the_newest_year_and_leave_official_ones_out(places):
    actions.record_village_figures(
        figures=[VillageFigure("63.11.02.2001", Figure.WATER, 40.0)],
        year=2025,
        source="Profil desa",
        as_of=date(2025, 1, 1),
        by=SYSTEM,
        is_simulated=True,
    )
    actions.record_village_figures(
        figures=[VillageFigure("63.11.02.2001", Figure.WATER, 45.0)],
        year=2026,
        source="Profil desa",
        as_of=date(2026, 1, 1),
        by=SYSTEM,
    )
    own = queries.own_figures_of(["63.11.02.2001", "63.11.02.2002", "63.11"])
    assert list(own) == ["63.11.02.2001"]
    figures = own["63.11.02.2001"]
    assert figures.value(Figure.WATER) == 45.0
    assert figures.value(Figure.POPULATION) is None
    assert figures.newest.year == 2026
    assert not figures.is_simulated
    assert not queries.OwnFigures()
    assert queries.own_counts_by_district(places["63.11"]) == {"63.11.02": 1}


def test_caution_text_is_in_words(country):
    reading = country.reading("94.05", Figure.WATER, 2024)
    assert "baca dengan hati-hati" in reading.caution_text
    row = Indicator(caution="diukur kader desa")
    assert row.caution_text == "diukur kader desa"


SQUARE = {"type": "Polygon", "coordinates": [[[115, -2], [116, -2], [116, -3], [115, -2]]]}
ISLANDS = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[120, -5], [121, -4]]]]}


def test_borders_and_bounds_are_those_of_the_parts(places):
    for code, shape in (("63.11", SQUARE), ("63.11.02", ISLANDS)):
        Boundary.objects.create(region_id=code, geometry=json.dumps(shape), source="uji")
    assert queries.borders_of(["63.11", "63.09"]) == {"63.11": SQUARE}
    assert queries.borders_below(places["63.11"], Level.DISTRICT) == {"63.11.02": ISLANDS}
    assert queries.borders_below(None, Level.REGENCY, lowres=True) == {}
    assert queries.bounds_of([SQUARE, ISLANDS]) == (115, -5, 121, -2)
    assert queries.bounds_of([]) is None
    assert "63.11.02" in queries.ground_of(places["63.11"]).borders


def test_points_below_leave_out_villages_without_a_point(places):
    Region.objects.filter(pk="63.11.02.2002").update(lat=None, lon=None)
    rows = queries.points_below(places["63.11.02"])
    assert [row[0] for row in rows] == ["63.11.02.2001"]
    assert len(queries.ground_of(places["63.11.02"]).points("63.11.02")) == 1


def test_population_of_a_place_nobody_counted_is_unknown():
    assert queries.Atlas().population("94.05") is None


def test_things_say_their_name(places):
    border = Boundary(region=places["63.11"], geometry="{}", source="uji")
    loaded = LoadedFile(name="provinces.csv")
    figure = Indicator(region=places["63.11"], code="water_pct", year=2024)
    assert [str(each) for each in (border, loaded, figure)] == [
        "63.11",
        "provinces.csv",
        "63.11 water_pct 2024",
    ]
    assert figure.label == "rumah tangga dengan air minum layak"

"""What the page draws: map, marks, ages, and the words for what nobody stated."""

from datetime import date

import pytest

from sambung.activities.models import Activity, Recap
from sambung.activities.queries import recaps
from sambung.activities.queries.recaps import wording
from sambung.activities.queries.recaps.drawing import APART, ring_path, spread
from sambung.activities.queries.recaps.figures import Drawing, Mark
from sambung.core.access import SYSTEM
from sambung.core.models import StoredFile
from sambung.parties.models import Letterhead
from sambung.regions.models import Boundary
from sambung.ui.charts import draw, fit
from tests.activities.world import recorded

pytestmark = pytest.mark.db
HALONG = (
    '{"type":"Polygon","coordinates":[[[115.5,-2.4],[115.8,-2.4],[115.8,-2.1],[115.5,-2.1],'
    "[115.5,-2.4]]]}"
)
AWAYAN = (
    '{"type":"MultiPolygon","coordinates":[[[[115.4,-2.6],[115.7,-2.6],[115.7,-2.4],'
    "[115.4,-2.6]]]]}"
)


@pytest.fixture
def bordered(cast):
    """Give the two kecamatan of Balangan their borders, and one of them an activity."""
    for code, geometry in (("63.11.02", HALONG), ("63.11.05", AWAYAN)):
        Boundary.objects.create(region=cast.regions[code], geometry=geometry, source="uji")
    recorded(cast, year=2026)
    return cast


def test_map_has_a_numbered_mark_and_hatches_where_nobody_is(bordered):
    figures = recaps.recap_of(bordered.regions["63.11"], 2026, SYSTEM)
    drawn = draw(recaps.shown(figures).drawing)
    assert ">1<" in drawn
    assert "Halong: 1 kegiatan" in drawn
    assert "Awayan: belum ada kegiatan tercatat" in drawn
    assert "wilayah=63.11.02" in drawn


def test_frozen_map_leads_nowhere(bordered):
    figures = recaps.recap_of(bordered.regions["63.11"], 2026, SYSTEM)
    again = recaps.from_data(recaps.as_data(figures))
    assert "href" not in draw(recaps.shown(again, is_live=False).drawing)


def test_paper_draws_the_map(bordered):
    figures = recaps.recap_of(bordered.regions["63.11"], 2026, SYSTEM)
    document = recaps.document_of(figures, recaps.head_of(None, "Bappeda"))
    assert document["map"].startswith("<svg")
    assert "href" not in document["map"]


def test_marks_at_one_point_are_moved_apart():
    moved = spread([Mark(n, 100, 100, "open") for n in range(1, 6)], Drawing(270, 200))
    for one in moved:
        for other in moved:
            if one is not other:
                far = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
                assert far > APART - 1


def test_ring_too_small_to_see_is_left_out():
    projection = fit((115.0, -3.0, 116.0, -2.0), 270)
    assert ring_path([[115.5, -2.5], [115.5001, -2.5], [115.5, -2.5001]], projection) == ""


def test_age_says_the_last_day_seen_and_how_many_never(cast):
    seen = recorded(cast, year=2026)
    recorded(cast, year=2026, title="Lain")
    # Known from a report of yesterday is not seen on the ground.
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    assert wording.age_words(figures) == "Belum ada yang dilihat di lapangan."
    Activity.objects.filter(pk=seen.pk).update(known_on=date(2026, 5, 20), works="yes")
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    assert wording.age_words(figures) == (
        "Terakhir dilihat di lapangan 20 Mei 2026; 1 kegiatan belum pernah dilihat."
    )


def test_amounts_and_people_nobody_stated_are_unknown_in_words(cast):
    recorded(cast, year=2026)
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    helped = wording.sentences(figures)[1]
    assert "jumlah orang yang terjangkau belum diketahui, nilainya belum diketahui" in helped
    document = recaps.document_of(figures, recaps.head_of(None, "Bappeda"))
    assert document["money"][0]["part"] is None
    assert document["services"][0]["words"] == "nilai belum diketahui"


def test_letterhead_whose_logo_file_is_gone_is_printed_without_it(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    logo = StoredFile(sha256="0" * 64, kind="image/png")
    head = recaps.head_of(Letterhead(organisation=cast.bappeda, lines="SATU", logo=logo), "x")
    assert head.logo == ""


def test_operator_sees_every_issued_recap(cast):
    assert recaps.recaps_visible_to(SYSTEM).count() == Recap.objects.count()


def test_year_without_activities_has_nothing_instead_of_something_unknown(bordered):
    figures = recaps.recap_of(bordered.regions["63.11"], 2027, SYSTEM)
    now = [after for _name, _before, after in wording.change_rows(figures)]
    assert now == ["0", "0", "belum ada", "belum ada", "0 kegiatan"]
    before = recaps.recap_of(bordered.regions["63.11"], 2026, SYSTEM)
    people = recaps.comparison_of(before, figures).totals[2]
    assert people.now == "0"

import pytest

from sambung.core.access import ANONYMOUS
from sambung.regions import queries
from sambung.regions.models import Level
from tests.worlds import place, valley

pytestmark = pytest.mark.db


@pytest.fixture
def places(db):
    found = valley()
    for row in [
        ("32", "Jawa Barat", "provinsi", -6.9, 107.6),
        ("32.01", "Bogor", "kabupaten", -6.5, 106.8),
        ("32.71", "Bogor", "kota", -6.6, 106.8),
        ("63.02", "Kotabaru", "kabupaten", -3.2, 116.2),
        ("63.02.01", "Kota Baru Hulu", "kecamatan", -3.2, 116.2),
    ]:
        found[row[0]] = place(*row)
    return found


def codes(text, **options):
    return [hit.code for hit in queries.find(text, **options)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("balangan", "63.11"),
        ("BALANGAN", "63.11"),
        ("bálangan", "63.11"),
        ("balan", "63.11"),  # still typing
        ("balngan", "63.11"),  # one letter lost
        ("balagnan", "63.11"),  # two letters swapped
        ("balamgan", "63.11"),  # one letter wrong
        ("bamgk", "63.09.01.2001"),  # wrong while still typing
        ("Kab. Bogor", "32.01"),
        ("kota bogor", "32.71"),
        ("kotabaru", "63.02"),
        ("kota baru", "63.02"),
        ("hulu", "63.02.01"),  # a later word
        ("kalsel", "63"),
        ("desa hauwai", "63.11.02.2001"),
        ("hauwai halong", "63.11.02.2001"),
        ("Hauwai, Kec. Halong, Kab. Balangan", "63.11.02.2001"),
        ("pudak kalsel", "63.11.05.2001"),
        ("63.11", "63.11"),
        ("6311", "63.11"),
        ("63.11.2", "63.11.02"),
    ],
)
def test_find_forgives(places, text, first):
    assert codes(text)[0] == first


def test_find_ranks_exact_names_by_level_and_puts_the_asked_kind_first(places):
    place("32.01.01", "Bogor", "kecamatan", -6.5, 106.8)
    place("32.01.01.2001", "Bogor", "desa", -6.5, 106.8)
    place("32.01.01.2002", "Bogorejo", "desa", -6.5, 106.8)
    ranked = ["32.01", "32.71", "32.01.01", "32.01.01.2001", "32.01.01.2002"]
    assert codes("bogor") == ranked
    assert codes("kec bogor")[0] == "32.01.01"


def test_find_shows_what_stands_above(places):
    hit = queries.find("hauwai")[0]
    assert hit.full_name == "Desa Hauwai"
    assert hit.context == "Kecamatan Halong, Kabupaten Balangan, Kalimantan Selatan"


def test_find_keeps_to_the_levels_and_the_limit(places):
    assert set(codes("63", levels=[Level.DISTRICT])) == {
        "63.11.02",
        "63.11.05",
        "63.09.01",
        "63.02.01",
    }
    assert len(codes("63", limit=3)) == 3


@pytest.mark.parametrize(
    "text", ["", " ", "b", "7", "xqzwv", "%%%", "." * 50, "a" * 5000, "63.99", "☂"]
)
def test_find_nothing_without_an_error(places, text):
    assert codes(text) == []


def test_find_does_not_take_a_parent_from_elsewhere(places):
    assert "63.11.02.2001" not in codes("hauwai, bogor")


def test_search_rows_are_open_to_visitors(places):
    row = queries.search_rows(ANONYMOUS, "balangan")[0]
    assert (row.title, row.context, row.kind) == (
        "Kabupaten Balangan",
        "Kalimantan Selatan",
        "Kabupaten",
    )
    assert row.url == places["63.11"].get_absolute_url() == "/wilayah/63.11/"

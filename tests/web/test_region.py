import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sambung.core.access import SYSTEM
from sambung.regions import actions
from sambung.regions.actions import VillageFigure
from sambung.regions.models import Boundary, Figure
from tests.needs import world as needs
from tests.partnerships import world as partnerships
from tests.regions import extracts
from tests.worlds import place

pytestmark = pytest.mark.db


@pytest.fixture
def country(tmp_path, db):
    actions.load_regions(by=SYSTEM, folder=extracts.write(tmp_path))
    place("63.09.01", "Banua Lawas", "kecamatan", -2.2, 115.2)
    place("63.09.01.2001", "Bangkiling", "desa", -2.21, 115.21)


def page(address, client=None):
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_country_as_visitor_sorts_provinces_by_gap(country):
    text = page("/wilayah/")
    assert "kira-kira <b>136 orang</b> belum punya air minum layak" in text
    rows = text[text.index("<tbody>", text.index('id="di-bawah"')) :]
    assert rows.index("Kalimantan Selatan") < rows.index("Papua Tengah")


def test_regency_page_shows_estimate_formula_and_cautions(country):
    text = page("/wilayah/63.10/")
    assert "kira-kira <b>52 orang</b> belum punya air minum layak" in text
    assert "150 × (100% − 65,5%) = <b>52 orang</b>" in text
    assert "Layak belum tentu aman" in text
    assert "BPS, Susenas 2024" in text


def test_regency_page_without_a_figure_says_no_data(country):
    text = page("/wilayah/94.05/")
    assert "Angka sanitasi <b>belum ada data</b>" in text
    assert "baca dengan hati-hati" in text


def test_village_page_without_own_data_shows_no_figure(country):
    text = page("/wilayah/63.09.01.2001/")
    assert "belum ada data desa" in text
    assert "tidak dibagi rata ke desa" in text
    assert " orang</b> belum punya" not in text


def test_village_page_with_own_data_shows_source_date_and_simulation(country):
    actions.record_village_figures(
        figures=[
            VillageFigure("63.09.01.2001", Figure.WATER, 41.5),
            VillageFigure("63.09.01.2001", Figure.POPULATION, 1234),
        ],
        year=2026,
        source="Profil desa 2026",
        as_of=date(2026, 3, 1),
        by=SYSTEM,
        is_simulated=True,
    )
    text = page("/wilayah/63.09.01.2001/")
    assert "41,5%" in text
    assert "1.234 orang" in text
    assert "Profil desa 2026, 1 Maret 2026" in text
    assert 'name="robots" content="noindex"' in text
    district = page("/wilayah/63.09.01/")
    assert "Profil desa 2026 (1 Maret 2026)" in district


@pytest.mark.parametrize("code", ["63", "63.09", "63.09.01", "63.09.01.2001"])
def test_region_page_as_outsider_and_member_opens(cast, as_person, code):
    for user in (cast.eka, cast.ayu):
        assert as_person(user).get(f"/wilayah/{code}/").status_code == 200


def test_region_page_has_one_address_under_two_names(country):
    answer = Client().get("/wilayah/63.10/")
    assert answer.resolver_match.view_name == "regions:region"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("63.1", "kehilangan angka nol"),
        ("6310", "bukan kode wilayah"),
        ("99.99", "Tidak ada wilayah dengan kode 99.99"),
        ("balangan", "bukan kode wilayah"),
        ("63.10.01.2001.5.5.5", "bukan kode wilayah"),
    ],
)
def test_region_page_of_a_wrong_code_is_404_and_says_why(country, code, words):
    answer = Client().get(f"/wilayah/{code}/")
    assert answer.status_code == 404
    assert words in answer.content.decode()


@pytest.mark.parametrize("code", ["63.1", "6310"])
def test_region_page_of_a_wrong_code_names_the_one_that_may_be_meant(country, code):
    text = Client().get(f"/wilayah/{code}/").content.decode()
    assert 'href="/wilayah/63.10/"' in text
    assert "Kabupaten Tanah Bumbu" in text


@pytest.mark.parametrize(
    "query", ["urut=x", "urut=-", "cari=%00", "cari=" + "z" * 900, "layanan=9", "tahun=x", "hal=x"]
)
@pytest.mark.parametrize("code", ["", "63/", "63.09/", "63.09.01/", "63.09.01.2001/"])
def test_region_page_with_a_bad_query_falls_back(country, code, query):
    assert Client().get(f"/wilayah/{code}?{query}").status_code == 200


def test_region_page_filters_what_lies_below(country):
    text = page("/wilayah/63/?cari=banjar")
    table = text[text.index("di-bawah") :]
    assert "Kota Banjarmasin" in table
    assert "Kabupaten Tanah Bumbu" not in table[table.index("<tbody>") :]


def test_sheet_shows_a_region_in_short_and_not_what_is_none(country):
    assert "52 orang" in page("/wilayah/63.10/lembar/?tahun=2024")
    assert "60 orang" in page("/wilayah/63.10/lembar/?tahun=2021")
    assert "belum ada data desa" in page("/wilayah/63.09.01.2001/lembar/")
    assert Client().get("/wilayah/63.1/lembar/").status_code == 404


@pytest.mark.parametrize("address", ["/wilayah/63.09/", "/wilayah/63.09.01/", "/wilayah/63/"])
def test_region_page_asks_as_often_for_one_child_as_for_twenty(
    country, address, django_assert_num_queries
):
    page(address)  # what is kept in memory is there from now on
    counted = queries_of(address)
    for number in range(2, 22):
        place(f"63.09.{number:02d}", f"Kecamatan {number}", "kecamatan", -2.2, 115.2)
        place(f"63.09.01.20{number:02d}", f"Desa {number}", "desa", -2.2, 115.2)
        place(f"63.{number + 20}", f"Kabupaten {number}", "kabupaten", -2.2, 115.2)
    assert queries_of(address) == counted <= 15


def queries_of(address):
    with CaptureQueriesContext(connection) as found:
        page(address)
    return len(found)


SQUARE = {"type": "Polygon", "coordinates": [[[115, -2], [116, -2], [116, -3], [115, -2]]]}
TALL = {"type": "Polygon", "coordinates": [[[115, -1], [115.1, -1], [115.1, -4], [115, -1]]]}


@pytest.mark.parametrize("shape", [SQUARE, TALL], ids=["wide", "tall"])
def test_region_page_draws_its_map_at_each_level(country, shape):
    for code in ("63.09", "63.09.01"):
        Boundary.objects.create(region_id=code, geometry=json.dumps(shape), source="uji")
    for code, label in (
        ("63", "Peta Provinsi Kalimantan Selatan"),
        ("63.09", "Peta Kabupaten Tabalong"),
        ("63.09.01", "Peta Kecamatan Banua Lawas"),
        ("63.09.01.2001", "Letak Desa Bangkiling"),
    ):
        text = page(f"/wilayah/{code}/")
        assert label in text
        assert "style=" not in text


def test_region_page_shows_packages_and_partnerships_as_rows_and_points(cast, as_person):
    Boundary.objects.create(region_id="63.11.02", geometry=json.dumps(SQUARE), source="uji")
    package = needs.ready(cast)
    text = page("/wilayah/63.11/")
    assert package.title in text
    assert f'href="/usulan/kegiatan/{package.pk}/"' in text
    assert 'class="f-earth cut"' in text
    partnership = partnerships.opened(cast)
    member = page("/wilayah/63.11/", as_person(cast.ayu))
    assert partnership.title in member
    assert partnership.get_absolute_url() not in page("/wilayah/63.11/")  # not published
    assert partnership.get_absolute_url() not in page("/wilayah/63.11/", as_person(cast.eka))

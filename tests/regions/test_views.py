import csv
import gzip
import io
import json
import zipfile

import pytest
from django.test import Client

from sambung.core.access import SYSTEM
from sambung.regions import actions
from sambung.regions.models import Boundary
from tests.regions import extracts
from tests.worlds import place

pytestmark = pytest.mark.db

SQUARE = {"type": "Polygon", "coordinates": [[[115, -2], [116, -2], [116, -3], [115, -2]]]}


@pytest.fixture
def country(tmp_path, db):
    """Load the small country, with one border and a village that begins like a formula."""
    actions.load_regions(by=SYSTEM, folder=extracts.write(tmp_path))
    place("63.09.01", "Banua Lawas", "kecamatan", -2.2, 115.2)
    place("63.09.01.2001", "=HYPERLINK", "desa", -2.21, 115.21)
    for code in ("63.09", "63.10", "63.09.01"):
        Boundary.objects.create(
            region_id=code, geometry=json.dumps(SQUARE), lowres=json.dumps(SQUARE), source="uji"
        )


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_map_as_visitor_shows_the_table_without_script(country):
    page = Client().get("/peta/").content.decode()
    assert "39 orang di Indonesia" in page
    assert page.index("Kabupaten Tanah Bumbu") < page.index("Kabupaten Tabalong")
    assert "belum ada data" in page  # Puncak is unknown, not zero


def test_map_as_outsider_is_open_too(cast, as_person):
    assert as_person(cast.eka).get("/peta/").status_code == 200


def test_map_of_another_service_and_year(country):
    text = Client().get("/peta/?layanan=water&tahun=2021&ukuran=persen").content.decode()
    assert "belum punya air minum layak pada 2021" in text


@pytest.mark.parametrize(
    "query",
    [
        "layanan=udara",
        "tahun=1900",
        "tahun=x",
        "ukuran=%00",
        "provinsi=99",
        "provinsi=63&cari=" + "a" * 500,
        "hal=-1",
        "hal=9999",
        "hal=x",
        "urut=--nama",
        "urut=__class__",
        "buka=<script>",
    ],
)
def test_map_with_a_bad_query_falls_back(country, query):
    assert Client().get(f"/peta/?{query}").status_code == 200


def test_map_is_filtered_by_province_and_name_and_sorted(country):
    rows = rows_of(Client().get("/peta/daftar.csv?provinsi=63&cari=kab&urut=-penduduk"))
    assert [row[1] for row in rows[1:3]] == ["Kabupaten Tanah Bumbu", "Kabupaten Tabalong"]
    assert rows[3] == []
    assert rows[1][0] == "63.10"  # text: not 63.1


def test_map_export_leaves_the_unknown_empty_and_carries_its_notes(country):
    rows = rows_of(Client().get("/peta/daftar.csv"))
    puncak = next(row for row in rows if row and row[0] == "94.05")
    assert (puncak[6], puncak[7]) == ("", "")
    assert any("bukan nol" in row[0] for row in rows if len(row) == 1)


def test_map_export_as_xlsx_keeps_codes_as_text(country):
    answer = Client().get("/peta/daftar.xlsx")
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "63.10" in book.read("xl/sharedStrings.xml").decode()


def test_below_export_of_each_level(country):
    client = Client()
    assert rows_of(client.get("/wilayah/0/daftar.csv"))[1][1].startswith("Provinsi")
    assert rows_of(client.get("/wilayah/63/daftar.csv"))[1][0] == "63.10"
    assert rows_of(client.get("/wilayah/63.09/daftar.csv"))[1][:3] == [
        "63.09.01",
        "Banua Lawas",
        "1",
    ]
    village = rows_of(client.get("/wilayah/63.09.01/daftar.csv"))[1]
    assert village[:3] == ["63.09.01.2001", "Desa =HYPERLINK", ""]


@pytest.mark.parametrize("code", ["99", "63.1", "63.09.01.2001", "x" * 300, "%00"])
def test_below_export_of_no_region_is_not_found(country, code):
    assert Client().get(f"/wilayah/{code}/daftar.csv").status_code == 404


def test_map_data_is_small_tagged_and_kept(country):
    client = Client()
    answer = client.get("/peta/data/negeri.json?v=1", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert "immutable" in answer["Cache-Control"]
    data = json.loads(gzip.decompress(answer.content))
    assert [each["properties"]["code"] for each in data["features"]] == ["63.09", "63.10"]
    again = client.get("/peta/data/negeri.json", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_map_figures_are_those_of_the_pages(country):
    data = Client().get("/peta/data/angka.json").json()
    assert data["series"] == [
        ["water", 2021],
        ["water", 2024],
        ["sanitation", 2021],
        ["sanitation", 2024],
    ]
    assert data["places"]["63.10"]["v"][1] == [65.5, 52]
    assert data["places"]["94.05"]["v"][3] == [None, None]


def test_map_data_of_a_regency_has_villages_and_spreads_no_figure(country):
    data = Client().get("/peta/data/63.09.json").json()
    assert [each["properties"]["code"] for each in data["districts"]["features"]] == ["63.09.01"]
    village = data["villages"]["features"][0]["properties"]
    assert village == {"code": "63.09.01.2001", "n": "Desa =HYPERLINK", "own": False}
    province = Client().get("/peta/data/63.json").json()
    assert len(province["features"]) == 2


@pytest.mark.parametrize("code", ["63.09.01", "99", "negeri2", "%00"])
def test_map_data_of_anything_else_is_not_found(country, code):
    assert Client().get(f"/peta/data/{code}.json").status_code == 404


def test_map_data_without_any_figures_is_empty(db):
    assert Client().get("/peta/data/negeri.json").json()["features"] == []
    assert Client().get("/peta/data/angka.json").json() == {"series": [], "places": {}}
    assert Client().get("/peta/").status_code == 200

import gzip
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sambung.core.access import ANONYMOUS, SYSTEM, Refused
from sambung.core.models import Entry
from sambung.regions import actions
from sambung.regions.actions import BadFile, FileState, VillageFigure
from sambung.regions.models import Boundary, Figure, Indicator, LoadedFile, Region
from tests.regions import extracts

pytestmark = pytest.mark.db


@pytest.fixture
def folder(tmp_path, db):
    extracts.write(tmp_path)
    for name, text in {
        "districts.csv.gz": extracts.DISTRICTS,
        "villages.csv.gz": extracts.VILLAGES,
        "provinces.geojson.gz": extracts.BORDERS,
        "provinces_lowres.geojson.gz": extracts.BORDERS,
    }.items():
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    return tmp_path


def load(folder):
    return actions.load_regions(by=SYSTEM, folder=folder)


def test_load_regions_from_folder_loads_places_borders_and_figures(folder):
    load(folder)
    tanah_bumbu = Region.objects.get(pk="63.10")
    village = Region.objects.get(pk="63.09.01.2001")
    assert (tanah_bumbu.name, tanah_bumbu.full_name) == ("Tanah Bumbu", "Kabupaten Tanah Bumbu")
    assert (village.search_name, village.district_code) == ("regapuu", "63.09.01")
    assert not Region.objects.get(pk="63.09.01.1002").has_own_point
    assert Region.objects.get(pk="63.09.01.3003").full_name == "Desa adat Adat"
    border = Boundary.objects.get(pk="63")
    assert border.geometry == border.lowres == extracts.SQUARE
    population = Indicator.objects.get(region="63.10", code=Figure.POPULATION)
    assert (population.value, population.as_of) == (150, date(2024, 12, 31))
    assert Indicator.objects.get(region=None, code=Figure.WATER, year=2024).value == 92.64


def test_load_regions_missing_share_stays_unknown_and_says_so(folder):
    load(folder)
    puncak = Indicator.objects.get(region="94.05", code=Figure.SANITATION, year=2024)
    assert (puncak.value, puncak.caution) == (None, "not-available")
    water = Indicator.objects.get(region="94.05", code=Figure.WATER, year=2024)
    assert (water.value, water.caution) == (30, "unreliable")
    assert Indicator.objects.get(region="94", year=2023).caution == "undivided"


def test_load_regions_twice_changes_nothing(folder):
    first = load(folder)
    entries = Entry.objects.count()
    second = load(folder)
    assert {report.state for report in first} == {FileState.LOADED}
    assert {report.state for report in second} == {FileState.SAME}
    assert Entry.objects.count() == entries == len(first)


def test_load_regions_with_newer_file_updates_only_what_changed_and_records_it(folder):
    load(folder)
    newer = extracts.REGENCIES.replace("Tabalong", "Tabalong Baru") + (
        "63.11,Kabupaten Balangan,kabupaten,-2.3,115.6,90,200\n"
    )
    newer = newer.replace("63.71,Kota Banjarmasin,kota,-3.3,114.6,100,100\n", "")
    (folder / "regencies.csv").write_text(newer, encoding="utf-8")
    changed = [report for report in load(folder) if report.state == FileState.UPDATED]
    assert [(r.name, r.created, r.changed, r.gone) for r in changed] == [
        ("idn_regions/regencies.csv", 2, 1, 1)  # one place and its population are new
    ]
    assert Region.objects.get(pk="63.09").name == "Tabalong Baru"
    assert Region.objects.filter(pk="63.71").exists()
    entry = Entry.objects.filter(verb="regions.loaded").latest("id")
    assert entry.data["counts"] == {"created": 2, "changed": 1, "gone": ["63.71"]}
    assert LoadedFile.objects.get(name="idn_regions/regencies.csv").rows == 4


def test_load_regions_with_newer_year_adds_it_and_keeps_the_old(folder):
    load(folder)
    newer = extracts.ACCESS.replace("water_pct_2024", "water_pct_2025")
    (folder / "access_by_regency.csv").write_text(newer, encoding="utf-8")
    load(folder)
    years = Indicator.objects.filter(region="63.09", code=Figure.WATER).values_list("year", "value")
    assert sorted(years) == [(2021, 70.0), (2024, 75.0), (2025, 75.0)]


@pytest.mark.parametrize(
    ("stem", "old", "new", "reason"),
    [
        ("regencies", "63.10,", "63.1,", "kehilangan angka nol"),
        ("regencies", "63.10,", "6310,", "bukan kode wilayah"),
        ("regencies", "63.10,", "77.10,", "induk 77 tidak dikenal"),
        ("regencies", "63.10,", "63.09,", "63.09 muncul dua kali"),
        ("regencies", ",150,", ",banyak,", "bukan “banyak”"),
        ("regencies", ",150,", ",-150,", "harus angka 0"),
        ("regencies", "kota,", "negara,", "jenis “negara” tidak dikenal"),
        ("regencies", "lat,", "lintang,", "kolom lat tidak ada"),
        ("provinces", "Papua Tengah", " ", "nama kosong"),
        ("provinces", "-3.9", "39", "lat harus angka"),
        ("access_by_regency", "75.0", "175.0", "0 sampai 100"),
        ("access_by_regency", "75.0", "nan", "bukan “nan”"),
        ("access_by_regency", "63.10,", "63.12,", "63.12 tidak dikenal"),
        ("access_by_province", "63,2023", "63,tahun", "bukan “tahun”"),
        ("access_by_province", "water,86", "udara,86", "udara_pct"),
    ],
)
def test_load_regions_with_a_bad_line_is_refused_and_writes_nothing(
    tmp_path, db, stem, old, new, reason
):
    good = extracts.FILES[f"{stem}.csv"]
    extracts.write(tmp_path, **{stem: good.replace(old, new, 1)})
    with pytest.raises(BadFile, match=reason):
        load(tmp_path)
    assert not Region.objects.exists()
    assert not LoadedFile.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("provinces.geojson.gz", gzip.compress(b"[]", mtime=0), "bukan GeoJSON"),
        ("provinces.geojson.gz", b"no gzip", "UTF-8"),
        (
            "provinces.geojson.gz",
            gzip.compress(extracts.BORDERS.replace('"63"', '"77"').encode(), mtime=0),
            "77 tidak dikenal",
        ),
        ("regencies_lowres.geojson.gz", None, "muat dahulu batas lengkapnya"),
    ],
)
def test_load_regions_with_bad_borders_is_refused(folder, name, content, reason):
    if content is None:
        content = gzip.compress(extracts.BORDERS.replace('"63"', '"63.09"').encode())
    (folder / name).write_bytes(content)
    with pytest.raises(BadFile, match=reason):
        load(folder)


def test_load_regions_with_a_border_twice_is_refused(folder):
    feature = extracts.BORDERS[len('{"features":[') : -2]
    twice = '{"features":[' + feature + "," + feature + "]}"
    (folder / "provinces.geojson.gz").write_bytes(gzip.compress(twice.encode()))
    with pytest.raises(BadFile, match="muncul dua kali"):
        load(folder)


def test_load_regions_from_an_empty_folder_is_refused(tmp_path, db):
    with pytest.raises(BadFile, match="tidak ada berkas"):
        load(tmp_path)


def test_load_regions_by_a_visitor_is_refused(folder):
    with pytest.raises(Refused):
        actions.load_regions(by=ANONYMOUS, folder=folder)


def test_load_regions_command_says_what_happened(folder, capsys):
    call_command("load_regions", "--from", str(folder))
    assert "regencies.csv: 4 baris dimuat" in capsys.readouterr().out
    call_command("load_regions", "--from", str(folder))
    assert "Tidak ada yang berubah" in capsys.readouterr().out
    (folder / "provinces.csv").write_text("code,name\n6,Salah\n", encoding="utf-8")
    with pytest.raises(CommandError, match="baris 2"):
        call_command("load_regions", "--from", str(folder))


def figure(code="63.11.02.2001", value=40.0, kind=Figure.WATER):
    return VillageFigure(code, kind, value)


def record(by, *rows, **changes):
    given = {"year": 2026, "source": "Profil desa 2026", "as_of": date(2026, 3, 1), **changes}
    return actions.record_village_figures(figures=rows, by=by, **given)


def test_record_village_figures_by_the_districts_officer_is_kept_with_its_source(cast):
    ayu = cast.actor(cast.ayu)
    assert record(ayu, figure(), figure(value=None, kind=Figure.SANITATION)) == 2
    row = Indicator.objects.get(region="63.11.02.2001", code=Figure.WATER)
    assert (row.value, row.source, row.is_official) == (40.0, "Profil desa 2026", False)
    assert Entry.objects.filter(verb="region.figures-recorded").count() == 1
    assert record(ayu, figure()) == 0
    assert record(ayu, figure(value=41.0)) == 1


@pytest.mark.parametrize(
    ("row", "changes", "reason"),
    [
        (figure(code="63.11"), {}, "hanya dari sumber resmi"),
        (figure(code="63.11.99.2001"), {}, "tidak dikenal"),
        (figure(value=101), {}, "tidak mungkin"),
        (figure(value=-1, kind=Figure.POPULATION), {}, "tidak mungkin"),
        (figure(), {"source": " "}, "sumber"),
        (figure(code="63.09.01.2001"), {}, "di luar wilayah"),
    ],
)
def test_record_village_figures_that_cannot_stand_are_refused(cast, row, changes, reason):
    with pytest.raises(Refused, match=reason):
        record(cast.actor(cast.ayu), row, **changes)
    assert not Indicator.objects.filter(is_official=False).exists()


def test_record_village_figures_by_outsider_or_visitor_is_refused(cast):
    with pytest.raises(Refused, match="di luar wilayah"):
        record(cast.actor(cast.eka), figure())
    with pytest.raises(Refused, match="Hanya petugas"):
        record(ANONYMOUS, figure())
    assert record(SYSTEM, figure()) == 1

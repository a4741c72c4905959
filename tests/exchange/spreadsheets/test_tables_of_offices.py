"""Shapes of tables met in offices, each with what is understood of it."""

from datetime import date

import pytest

from sambung.exchange.spreadsheets import headers, match, read
from sambung.exchange.spreadsheets.understand import understand
from tests.exchange.worlds import balangan, companies

HAUWAI, KAPUL, MIHU = "63.11.02.2001", "63.11.02.2011", "63.11.01.2014"

FORUM = """DATA REALISASI PROGRAM CSR PERUSAHAAN;;;;;;;
KABUPATEN BALANGAN TAHUN 2024;;;;;;;
;;;;;;;
NO;NAMA PERUSAHAAN;PROGRAM/KEGIATAN;LOKASI;;ANGGARAN (Rp);REALISASI (Rp);KET
;;;DESA;KEC;;;
1;PT A;Pengadaan air bersih;Hauwai;Halong;Rp 100.000.000;Rp 95.000.000;Selesai
;;Pembangunan MCK;Kapul;Halong;Rp 50.000.000;Rp 50.000.000;Selesai
;JUMLAH;;;;150.000.000;145.000.000;"""
PROFILE = """PROFIL DESA KECAMATAN HALONG
No;Kode;Nama Desa;Jumlah Penduduk;;;Jumlah KK;Akses Air Minum Layak (%);Sanitasi Layak (%)
;;;L;P;Jumlah;;;
1;6311022001;Hauwai;600;640;1240;356;72,5;64"""
PLEDGES = """Perusahaan;Rencana Program;Bidang;Rencana Anggaran;Lokasi Sasaran;Bulan Pengajuan;Tahun
PT A;Air bersih ring 1;Air bersih, sanitasi;500 juta - 1 M;Hauwai;Juli - September;2027
PT B;;semua;belum ditentukan;Seluruh Kabupaten;;2027"""
MUSRENBANG = """NO;USULAN;KECAMATAN;DESA/KEL;VOLUME;SATUAN;PAGU (Rp. 000);OPD TUJUAN
1;Pembangunan Sumur Bor;Halong;Hauwai;1;Unit;185.000;Dinas PUPR
2;Pembangunan Jamban Keluarga;Juai;Mihu;20;Unit;60.000;Perkim"""
ONE_PLACE_COLUMN = """Tahun;Perusahaan;Lokasi;Bantuan;Jumlah
2024;PT A;Kec. Halong;Truk tangki air;50jt
2024;PT A;Hauwai RT 3;Sumur bor;25 juta"""


def values(text, *names):
    """Return kind and, per row, these values; no row may have a fault but a missing year."""
    (sheet,) = read.open_table(text.encode(), "a.csv")
    header = headers.find_header(sheet.rows)
    kind = match.guess_kind(header.texts, headers.title_of(sheet.rows, header))
    columns = match.match_columns(kind, header.texts, {})
    rows = []
    for _number, row in headers.body_rows(sheet.rows, header):
        said = understand(
            kind,
            headers.cells_of(header, columns, row),
            places=balangan(),
            companies=companies(),
            today=date(2026, 11, 23),
        )
        assert {fault.field for fault in said.faults} <= {"year", "source", "as_of"}
        rows.append(tuple(said.values.get(name) for name in names))
    return kind, rows


def test_list_of_a_forum_goes_on_below_a_company_and_counts_what_was_spent():
    assert values(FORUM, "company", "region", "amount_rp", "service") == (
        "activities",
        [("PT A", HAUWAI, 95_000_000, "water"), ("PT A", KAPUL, 50_000_000, "sanitation")],
    )


def test_profile_with_men_and_women_beside_the_total_takes_the_total():
    names = ("region", "population", "households", "water_pct", "sanitation_pct")
    assert values(PROFILE, *names) == ("villages", [(HAUWAI, 1240, 356, 72.5, 64.0)])


def test_pledges_with_a_range_and_with_nothing_decided():
    names = ("amount_kind", "amount_min_rp", "regions", "for_hygiene", "intake_months")
    assert values(PLEDGES, *names) == (
        "offers",
        [
            ("range", 500_000_000, [HAUWAI], False, [7, 8, 9]),
            ("unknown", None, ["63.11"], True, None),
        ],
    )


def test_list_of_a_musrenbang_without_counts_in_thousands():
    assert values(MUSRENBANG, "region", "estimate_rp", "service", "people") == (
        "needs",
        [(HAUWAI, 185_000_000, "water", None), (MIHU, 60_000_000, "sanitation", None)],
    )


def test_one_column_for_any_place():
    assert values(ONE_PLACE_COLUMN, "region", "place_note", "kind") == (
        "activities",
        [("63.11.02", None, "water_truck"), (HAUWAI, "RT 3", "borehole")],
    )


@pytest.mark.parametrize("kind", ["needs", "activities"])
def test_wider_places_are_offered_only_where_they_may_stand(kind):
    cells = {"village": "Balangan", "title": "Sumur bor", "year": "2024", "company": "PT A"}
    said = understand(
        kind, cells, places=balangan(), companies=companies(), today=date(2026, 11, 23)
    )
    (fault,) = [each for each in said.faults if each.field == "village"]
    assert ("Kabupaten Balangan" in fault.suggestions) == (kind == "activities")

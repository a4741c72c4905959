"""Columns find their fields by the words people use; what was matched before wins."""

import pytest

from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.match import guess_kind, match_columns

OLD = [
    "No",
    "Tahun",
    "Nama Perusahaan",
    "Lokasi",
    "Kegiatan",
    "Nilai (Rp juta)",
    "Bentuk",
    "Status",
]


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_the_template_of_a_kind_is_recognised_whole(kind):
    labels = [field.label for field in FIELDS[kind]]
    assert guess_kind(["No", *labels]) == kind
    assert match_columns(kind, labels, {}) == {f.name: n for n, f in enumerate(FIELDS[kind])}


@pytest.mark.parametrize(
    ("texts", "title", "kind"),
    [
        (OLD, "", "activities"),
        (["No", "Desa", "Usulan Kegiatan", "KK", "Jiwa", "Masalah"], "", "needs"),
        (["Nama Perusahaan", "PIC", "No HP", "Email", "Jabatan"], "", "companies"),
        (["Perusahaan", "Tahun", "Komitmen", "Bidang", "Bentuk bantuan"], "", "offers"),
        (
            ["Desa", "Tahun", "Jumlah Penduduk", "KK", "Air minum layak", "Sumber data"],
            "",
            "villages",
        ),
        (
            ["Desa", "Kegiatan", "Jenis pekerjaan", "RAB", "Tahun", "KK", "Jiwa", "Umur"],
            "",
            "packages",
        ),
        (["No", "Nama Desa", "Uraian Kegiatan", "Sasaran", "Biaya"], "USULAN 2027", "needs"),
        (["No", "Nama Desa", "Uraian Kegiatan", "Sasaran", "Biaya"], "Realisasi CSR", "activities"),
        (["Bahan", "Satuan", "Harga"], "", ""),
        ([], "", ""),
    ],
)
def test_guess_kind_hand_table(texts, title, kind):
    assert guess_kind(texts, title) == kind


def test_each_column_is_taken_once_and_memory_wins():
    memory = {"lokasi": "place_note", "bentuk": "", "catatan lama": "note"}
    found = match_columns("activities", [*OLD, "Catatan lama", "Status"], memory)
    assert found["place_note"] == 3
    assert found["note"] == 8
    assert found["state"] == 7
    assert "gives_by" not in found
    assert len(set(found.values())) == len(found)


def test_slip_in_a_header_is_forgiven_and_a_stranger_is_not_taken():
    found = match_columns("activities", ["Nama Perusahan", "Tahn", "Golongan darah"], {})
    assert found == {"company": 0, "year": 1}


def test_remarks_of_an_earlier_round_are_no_field():
    for kind in FIELDS:
        assert match_columns(kind, ["Yang perlu diperbaiki"], {}) == {}

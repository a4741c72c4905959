"""The header is found under titles, over two rows; only rows that hold a thing go on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambung.exchange.spreadsheets.headers import (
    body_rows,
    cells_of,
    find_header,
    title_of,
    unit_of,
    with_unit,
)

PLAIN = ["No", "Desa", "Usulan", "KK"]


def numbers(rows):
    return [number for number, _row in body_rows(rows, find_header(rows))]


def test_titles_empty_rows_and_numbering_are_no_header():
    title = ["DAFTAR USULAN"] * 4
    rows = [title, [""] * 4, PLAIN, ["(1)", "(2)", "(3)", "(4)"], ["1", "Hauwai", "Sumur", "20"]]
    header = find_header(rows)
    assert (header.row, header.depth, header.texts) == (3, 1, PLAIN)
    assert numbers(rows) == [5]
    assert title_of(rows, header) == "DAFTAR USULAN"


def test_merged_header_of_two_rows_becomes_one_text_per_column():
    rows = [
        ["No", "Desa", "Penerima manfaat", "Penerima manfaat", "Nilai"],
        ["No", "Desa", "KK", "Jiwa", "Nilai"],
        ["1", "Hauwai", "20", "80", "1 M"],
    ]
    header = find_header(rows)
    assert (header.row, header.depth) == (1, 2)
    assert header.texts[2:4] == ["Penerima manfaat KK", "Penerima manfaat Jiwa"]


def test_header_of_two_rows_without_merges_is_filled_to_the_right():
    rows = [
        ["No", "Desa", "Penerima manfaat", "", "Nilai"],
        ["", "", "KK", "Jiwa", ""],
        ["1", "Hauwai", "20", "80", "1 M"],
    ]
    assert find_header(rows).texts == [
        *("No", "Desa", "Penerima manfaat KK", "Penerima manfaat Jiwa", "Nilai")
    ]


def test_first_row_of_words_is_not_taken_for_a_second_header_row():
    rows = [["Desa", "Kecamatan", "Usulan"], ["Hauwai", "Halong", "Sumur bor"]]
    assert find_header(rows).depth == 1


def test_totals_examples_signatures_and_repeated_headers_are_left_out():
    rows = [
        PLAIN,
        ["contoh", "Hauwai", "Sumur", "20"],
        ["1", "Hauwai", "Total Sanitasi Berbasis Masyarakat", "20"],
        [""] * 4,
        PLAIN,
        ["2", "Kapul", "Jamban", "10"],
        ["JUMLAH", "JUMLAH", "JUMLAH", "30"],
        ["Sub Total", "", "", "30"],
        ["", "", "Mengetahui,", ""],
        ["", "", "Kepala Bapperida", "NIP. 1970"],
    ]
    assert numbers(rows) == [3, 6]


def test_group_rows_tell_the_kecamatan_of_what_follows():
    rows = [
        ["No", "Desa", "Usulan"],
        ["A. KECAMATAN HALONG", "", ""],
        ["1", "Hauwai", "Sumur"],
        ["Kec. Juai", "", ""],
        ["2", "Mihu", "Sumur"],
    ]
    header = find_header(rows)
    assert header.has_groups
    assert [row[-1] for _number, row in body_rows(rows, header)] == ["HALONG", "Juai"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Nilai (Rp juta)", "juta"),
        ("Nilai (juta)", "juta"),
        ("Anggaran (dalam jutaan rupiah)", "juta"),
        ("Nilai x 1.000.000", "juta"),
        ("Biaya (Rp. 000)", "ribu"),
        ("Pagu (Rp 000.000)", "juta"),
        ("Biaya (Rp 1.000)", "ribu"),
        ("Dana (M)", "miliar"),
        ("Nilai (Rp)", ""),
        ("Nilai", ""),
    ],
)
def test_unit_of_header(text, unit):
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("75", "75 juta"),
        ("Rp 85,5", "Rp 85,5 juta"),
        ("1 M", "1 M"),
        ("185.000.000", "185.000.000"),
        ("-", "-"),
    ],
)
def test_unit_is_added_unless_the_cell_says_its_own_or_is_full(text, told):
    assert with_unit(text, "juta") == told


def test_cells_of_names_the_texts_by_field():
    header = find_header([["Desa", "Nilai (juta)"]])
    cells = cells_of(header, {"village": 0, "amount_rp": 1, "note": 7}, [" Hauwai ", "75"])
    assert cells == {"village": "Hauwai", "amount_rp": "75 juta", "note": ""}


CELLS = st.one_of(
    st.sampled_from(["", "", "No", "Desa", "KK", "1", "(1)", "Jumlah"]), st.text(max_size=12)
)


@given(
    st.integers(0, 6).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width))
    )
)
def test_any_table_has_a_header_and_rows_as_wide_as_it(rows):
    header = find_header(rows)
    for number, row in body_rows(rows, header):
        assert number >= header.row + header.depth
        assert len(row) == len(header.texts)

"""What is written can be read back: templates, and a person's own table with its faults."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from sambung.exchange.spreadsheets import headers, match, read
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.understand import Fault, understand
from sambung.exchange.spreadsheets.write import FIX_HEADER, Marked, marked, marked_book, template
from tests.exchange import files
from tests.exchange.worlds import balangan, companies, place_rows


def parts(data):
    """Return every XML of a workbook by its name."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def faults_of(sheet):
    """Return (header, columns, faults by row) of a sheet of activities or proposals."""
    header = headers.find_header(sheet.rows)
    kind = match.guess_kind(header.texts, sheet.name)
    columns = match.match_columns(kind, header.texts, {})
    found = {}
    for number, row in headers.body_rows(sheet.rows, header):
        cells = headers.cells_of(header, columns, row)
        said = understand(
            kind, cells, places=balangan(), companies=companies(), today=date(2026, 11, 23)
        )
        if said.faults:
            found[number] = said.faults
    return header, columns, found


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_template_is_recognised_and_its_example_never_imported(kind):
    data = template(kind, region_name="Kabupaten Balangan", villages=place_rows())
    sheets = read.open_table(data, "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["Isian", "Petunjuk", "Daftar desa"]
    kinds = [match.guess_kind(headers.find_header(sheet.rows).texts) for sheet in sheets]
    assert kinds == [kind, "", ""]
    header = headers.find_header(sheets[0].rows)
    assert list(headers.body_rows(sheets[0].rows, header)) == []
    assert len(match.match_columns(kind, header.texts, {})) == len(FIELDS[kind])


def test_template_has_drop_downs_frozen_header_and_every_village_with_its_code():
    data = template("activities", region_name="Kabupaten Balangan", villages=place_rows())
    filled = parts(data)["xl/worksheets/sheet1.xml"]
    assert filled.count("<dataValidation ") == 8
    assert 'state="frozen"' in filled
    villages = read.open_table(data, "a.xlsx")[2].rows
    assert ["63.11.02.2001", "Hauwai", "Halong"] in [row[:3] for row in villages]
    assert len(villages) == 1 + len([row for row in place_rows() if row.code.count(".") == 3])


def test_marked_table_keeps_rows_and_columns_and_says_what_to_put_right():
    sheets = read.open_table(files.proposals(), "a.xlsx")
    told = [Marked(sheet, *(lambda h, c, f: (h, f, c))(*faults_of(sheet))) for sheet in sheets]
    data = marked_book(told)
    again = read.open_table(data, "b.xlsx")
    for old, new in zip(told, again, strict=True):
        header, columns, faults = faults_of(new)
        width = len(old.sheet.rows[0])
        assert header.texts[width] == FIX_HEADER
        assert [row[:width] for row in new.rows[header.row :]] == old.sheet.rows[header.row :]
        assert faults == dict(old.faults)
        assert columns == {
            name: place + (place >= width) for name, place in old.columns.items()
        }  # the kecamatan of group rows moves behind the new column
        for number, faulty in old.faults.items():
            assert all(fault.words in new.rows[number - 1][width] for fault in faulty)
    assert "Marajai" in "".join(text for name, text in parts(data).items() if "comment" in name)


def test_marked_table_put_right_is_imported_and_marked_again_in_the_same_column():
    sheet = read.open_table(files.proposals(), "a.xlsx")[2]
    header, columns, faults = faults_of(sheet)
    (again,) = read.open_table(marked(sheet, header, faults, columns), "b.xlsx")
    for number, faulty in faults.items():
        for fault in faulty:
            if fault.suggestions:
                again.rows[number - 1][columns[fault.field]] = fault.suggestions[0]
    header, columns, left = faults_of(again)
    assert list(left) == [9]  # Desa Antah, which nobody knows
    (third,) = read.open_table(marked(again, header, left, columns), "c.xlsx")
    assert third.rows[0] == again.rows[0]
    assert [bool(row[-1]) for row in third.rows[1:]] == [n == 8 for n in range(1, len(third.rows))]


def test_formula_cells_stay_words_on_the_way_out():
    (sheet,) = read.open_table(files.formulas(), "a.csv")
    header, columns, _faults = faults_of(sheet)
    fault = Fault("title", "=1+1", ("@SUM(1)",))
    data = marked(sheet, header, {2: (fault,)}, columns)
    texts = parts(data)
    assert not any(re.search(r"<f\b|<hyperlink", text) for text in texts.values())
    assert 'quotePrefix="1"' in texts["xl/styles.xml"]
    (again,) = read.open_table(data, "b.xlsx")
    assert again.rows[1][3] == '=HYPERLINK("http://contoh.example","Sumur bor")'

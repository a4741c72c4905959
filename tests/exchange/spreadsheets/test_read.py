"""Files are opened as people bring them; what would harm is refused in words, unopened."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from sambung.exchange.spreadsheets import archive, shared
from sambung.exchange.spreadsheets.read import Sheet, TableRefused, number_text, open_table
from tests.exchange import files


def workbook(*cells, merged=()):
    """Return a workbook of one sheet with these (row, column, value) cells."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Satu")
        for area in merged:
            page.merge_range(*area)
        for row, column, value in cells:
            page.write(row, column, value)
    return out.getvalue()


def ods(rows):
    """Return an ODS of one sheet with these rows of XML."""
    out = BytesIO()
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(files.member("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(files.member("META-INF/manifest.xml"), "<m/>")
        made.writestr(
            files.member("content.xml"),
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


ODS_CELL = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
WIDE = 'table:number-columns-repeated="16384"'
TALL = 'table:number-rows-repeated="1048576"'


def with_member(data, name):
    """Return a zip with one member more."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(files.member(name), b"x")
    return out.getvalue()


def test_open_table_gives_texts_as_the_person_sees_them():
    data = workbook((0, 0, "11.10"), (0, 1, 1250000.0), (0, 2, 1.125), (0, 3, True), (2, 4, " a "))
    assert open_table(data, "a.xlsx") == [
        Sheet("Satu", [["11.10", "1250000", "1.1250", "ya", ""], [""] * 5, ["", "", "", "", "a"]])
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (12.0, "12"), (2.5, "2.5"), (1 / 3, "0.3333333333"), (1e15, "1000000000000000")],
)
def test_number_text_has_no_needless_digits(value, text):
    assert number_text(value) == text


def test_merged_words_hold_for_every_row_and_amounts_for_one():
    merged = [
        (0, 0, 2, 0, "Halong"),
        (0, 1, 2, 1, "Rp 500 juta"),
        (0, 2, 2, 2, 2024),
        (0, 3, 2, 3, 900),
    ]
    (sheet,) = open_table(workbook((2, 4, "x"), merged=merged), "a.xlsx")
    assert [row[0] for row in sheet.rows] == ["Halong"] * 3
    assert [row[1] for row in sheet.rows] == ["Rp 500 juta", "", ""]
    assert [row[2] for row in sheet.rows] == ["2024"] * 3
    assert [row[3] for row in sheet.rows] == ["900", "", ""]


def test_csv_from_excel_is_read_with_its_semicolons_and_letters():
    (sheet,) = open_table(files.excel_csv(), "rekap.csv")
    assert sheet.name == "rekap"
    assert sheet.rows[0][0] == "Rekap bantuan – 2025"
    assert sheet.rows[3][3] == 'Sumur bor "RT 3"; tandon'
    assert sheet.rows[4][2] == "Ju’uh"


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b"a,b\n1,2\n", ["a", "b"]),
        (b"\xef\xbb\xbfa;b\n1;2\n", ["a", "b"]),
        ("a\tb\n1\tü\n".encode("utf-16"), ["a", "b"]),
        (b"sep=|\na|b\n", ["a", "b"]),
        (b"a;b\n1,5;2,5\n", ["a", "b"]),
    ],
)
def test_csv_delimiter_and_spelling_are_found(data, row):
    assert open_table(data, "a.csv")[0].rows[0] == row


def test_ods_with_a_million_empty_rows_is_read():
    empty = f"<table:table-row {TALL}><table:table-cell {WIDE}/></table:table-row>"
    data = ods(f"<table:table-row>{ODS_CELL.format('')}</table:table-row>{empty}")
    assert open_table(data, "a.ods")[0].rows == [["x"]]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (files.zip_bomb, "jauh lebih besar"),
        (lambda: files.zip_bomb(100), "jauh lebih besar"),
        (files.lying_bomb, "jauh lebih besar"),
        (files.copied_text, "jauh lebih besar"),
        (lambda: workbook((1_048_575, 16_383, "x")), "baris 1048576"),
        (lambda: workbook((0, 0, "a"), (190_000, 190, "x")), "baris 190001"),
        (
            lambda: ods(f"<table:table-row {TALL}>{ODS_CELL.format(WIDE)}</table:table-row>"),
            "1048576",
        ),
        (lambda: with_member(files.proposals(), "xl/vbaProject.bin"), "makro"),
        (lambda: with_member(b"PK\x05\x06" + b"\0" * 18, "a.txt"), "bukan tabel"),
        (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "halaman web"),
        (
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "sandi",
        ),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "makro"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 5000, "rusak"),
        (lambda: files.proposals()[:3000], "rusak"),
        (lambda: b"%PDF-1.7 ...", "bukan tabel"),
        (lambda: b"a;b\n\0\0;c\n", "bukan tabel"),
        (lambda: b" \r\n", "kosong"),
        (lambda: b"a;" + b"x" * 6000, "5000 huruf"),
        (lambda: b";" * 300 + b"x\n", "terlalu besar"),
    ],
    ids=[
        "told bomb",
        "small bomb",
        "lying bomb",
        "one text copied",
        "far cell",
        "large area",
        "ods",
        "macro",
        "zip",
        "html",
        "locked",
        "xls macro",
        "xls broken",
        "cut off",
        "pdf",
        "nul",
        "empty",
        "long cell",
        "wide",
    ],
)
def test_harmful_or_foreign_files_are_refused_in_words(make, words):
    with pytest.raises(TableRefused) as refused:
        open_table(make(), "a.xlsx")
    assert words in refused.value.words


def test_bytes_are_counted_while_unpacking_whatever_the_directory_says(monkeypatch):
    monkeypatch.setattr(archive, "FREE_BYTES", 10**9)
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    with pytest.raises(TableRefused):
        archive.check_archive(files.lying_bomb())


def test_shared_texts_are_measured_whatever_piece_they_end_in():
    xml = b"<sst><si><t>ab</t></si><si><t>" + b"c" * 50 + b"</t></si><si/></sst>"
    whole = shared.lengths_of([xml])
    for size in (1, 3, 7, 16):
        assert shared.lengths_of(xml[at : at + size] for at in range(0, len(xml), size)) == whole
    uses = b'<c r="A1" t="s"><v>0</v></c><c r="B1" s="2" t="s"><v>1</v></c><c r="C1"><v>1</v></c>'
    assert shared.copied_bytes(whole, [[uses]]) == sum(whole)
    assert shared.copied_bytes(whole, [[uses[:40], uses[40:]]]) == sum(whole)

"""Open a table: XLSX, XLS, ODS or CSV becomes sheets of plain texts, or a refusal in words."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO

import python_calamine
from django.utils.translation import gettext as _
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sambung.exchange.spreadsheets.archive import (
    MOST_COLUMNS,
    MOST_ROWS,
    TableRefused,
    check_archive,
    within_bounds,
)

__all__ = ["Sheet", "TableRefused", "open_table"]

MOST_SHEETS = 30
LONGEST_CELL = 5_000  # characters; more is no cell of a table
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ";\t,|"
Raw = int | float | str | bool | time | date | datetime | timedelta
Area = tuple[tuple[int, int], tuple[int, int]]
DAY = re.compile(r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|^\d{4}-\d{2}-\d{2}$")
SPREADS = re.compile(r"^(?:19|20)\d\d$|^\d{2}(?:\.\d{1,2}){1,2}(?:\.\d{4})?$")


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows[0] is row 1 of the file; all rows are equally long; every cell is a text."""

    name: str
    rows: list[list[str]]


def open_table(data: bytes, name: str) -> list[Sheet]:
    """Return the visible sheets of a file, merged cells resolved; raises TableRefused.

    Codes stay the texts they are as far as the file allows; days are ISO texts; whole numbers
    have no `.0`. A number with exactly three decimals gets a fourth (1.1250), so that nobody
    takes its point for a thousand's.
    """
    if not data.strip():
        raise TableRefused(_("Berkas ini kosong."))
    if data.startswith(ZIP):
        check_archive(data)
        return sheets_of(data)
    if data.startswith(OLE):
        refuse_old(data)
        return sheets_of(data)
    refuse_other(data)
    return [Sheet(name.rpartition(".")[0][:120] or "CSV", csv_rows(data))]


def refuse_old(data: bytes) -> None:
    """Refuse an old workbook that is locked or carries macros."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableRefused(locked())
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise TableRefused(
            _("Berkas ini memuat makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi.")
        )


def locked() -> str:
    """Return why a file with a password is not read."""
    return _("Berkas ini terkunci kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi.")


def refuse_other(data: bytes) -> None:
    """Refuse what is no text of a table: web pages named .xls, PDF, pictures."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(
        (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-")
    ):
        raise TableRefused(
            _(
                "Berkas ini halaman web yang diberi nama seperti Excel. Buka di Excel, pilih "
                "Simpan Sebagai .xlsx, lalu unggah berkas itu."
            )
        )
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if start.startswith((b"%pdf", b"{\\rtf")) or (b"\0" in data[:4000] and not is_wide):
        raise TableRefused(not_a_table())


def not_a_table() -> str:
    """Return which files are read."""
    return _("Berkas ini bukan tabel yang dapat dibaca. Yang dapat: .xlsx, .xls, .ods, dan .csv.")


def sheets_of(data: bytes) -> list[Sheet]:
    """Return the visible sheets of a workbook."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            seen = [
                place
                for place, meta in enumerate(book.sheets_metadata)
                if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
            ]
            if len(seen) > MOST_SHEETS:
                raise TableRefused(
                    _("Berkas ini berisi %(count)d lembar; paling banyak %(most)d. Bagi berkasnya.")
                    % {"count": len(seen), "most": MOST_SHEETS}
                )
            return [one_sheet(book.get_sheet_by_index(place)) for place in seen]
    except python_calamine.PasswordError as error:
        raise TableRefused(locked()) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TableRefused(broken()) from error


def broken() -> str:
    """Return that a file is damaged."""
    return _("Berkas ini rusak atau bukan Excel. Buka di Excel, simpan sebagai .xlsx, lalu unggah.")


def one_sheet(sheet: CalamineSheet) -> Sheet:
    """Return one sheet as texts, bounded before its cells are made."""
    refuse_large(sheet.name, sheet.total_height, sheet.total_width)
    known: dict[Raw, str] = {}
    rows = [
        [text_of(cell, known) for cell in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    for area in sheet.merged_cell_ranges or []:
        resolve(rows, area)
    return Sheet(sheet.name[:120], trimmed(rows))


def refuse_large(name: str, height: int, width: int) -> None:
    """Refuse a sheet beyond what is read."""
    if within_bounds(height, width):
        return
    raise TableRefused(
        _(
            "Lembar “%(name)s” terlalu besar: %(height)d baris dan %(width)d kolom (paling banyak "
            "%(rows)d baris dan %(columns)d kolom). Hapus baris dan kolom kosong, atau bagi "
            "berkasnya."
        )
        % {
            **{"name": name[:60], "height": height, "width": width},
            **{"rows": MOST_ROWS, "columns": MOST_COLUMNS},
        }
    )


def text_of(cell: Raw, known: dict[Raw, str]) -> str:
    """Return a cell as the person sees it; the same text is kept once."""
    if cell == "":
        return ""
    if isinstance(cell, str):
        if len(cell) > LONGEST_CELL:
            raise TableRefused(
                _("Ada sel yang berisi lebih dari %(most)d huruf. Pindahkan teks panjang itu.")
                % {"most": LONGEST_CELL}
            )
        return known.setdefault(cell, cell.strip())
    return written(cell)


def written(cell: Raw) -> str:
    """Return the text of a number, day, time, or truth."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)


def number_text(value: float) -> str:
    """Return 1250000 of 1250000.0, 0.1 of 0.1, and 1.1250 of 1.125."""
    if value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    text = format(round(value, 10), ".10f").rstrip("0") if abs(value) < 1e15 else repr(value)
    return f"{text}0" if re.search(r"\.\d{3}$", text) else text


def resolve(rows: list[list[str]], area: Area) -> None:
    """Write a merged cell's text into every cell it covers: words downwards, amounts not.

    A kecamatan merged over twelve rows holds for all twelve; one amount over three rows is one
    amount, and stays in the first.
    """
    (top, left), (bottom, right) = area
    if top >= len(rows) or left >= len(rows[top]):
        return
    text = rows[top][left]
    last = bottom if is_word(text) else top
    for row in rows[top : min(last, len(rows) - 1) + 1]:
        for place in range(left, min(right, len(row) - 1) + 1):
            row[place] = text


def is_word(text: str) -> bool:
    """Return whether a merged text may hold for each row: words, years, days, codes; no amounts."""
    if DAY.match(text) or SPREADS.match(text):
        return True
    bare = re.sub(r"(?i)rp|idr|juta|jt|miliar|milyar|ribu|rb|kk|jiwa|orang|\bm\b", "", text)
    return bool(re.search(r"[^\W\d_]", bare))


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without the empty ones below and the empty columns at the right."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((last_filled(row) for row in rows), default=0)
    return [row[:width] + [""] * (width - len(row)) for row in rows]


def last_filled(row: Sequence[str]) -> int:
    """Return how many cells of a row there are up to its last text."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def csv_rows(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file in whatever spelling and with whatever delimiter."""
    text = decoded(data)
    lines = text.splitlines()
    if lines and (told := re.match(r"^sep=(.)$", lines[0])):
        delimiter, text = told[1], "\n".join(lines[1:])
    else:
        delimiter = delimiter_of(lines[:50])
    known: dict[Raw, str] = {}
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append([text_of(cell, known) for cell in row])
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                refuse_large("CSV", len(rows), len(row))
    except csv.Error as error:
        raise TableRefused(broken()) from error
    return trimmed(rows)


def decoded(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8, UTF-16 when it says so, else Windows-1252."""
    for mark, spelling in BOMS.items():
        if data.startswith(mark):
            return data.decode(spelling, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiter_of(lines: Sequence[str]) -> str:
    """Return the sign that parts the most lines into the same number of cells."""

    def steadiness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if line.strip()]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(DELIMITERS, key=steadiness)

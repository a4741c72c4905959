"""The person's own table back: every row and column kept, faulty cells coloured and explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.headers import Header
from sambung.exchange.spreadsheets.match import plain_header
from sambung.exchange.spreadsheets.read import Sheet
from sambung.exchange.spreadsheets.understand import Fault

FIX_HEADER = "Yang perlu diperbaiki"  # known to the reader, so the same in every language
MOST_COMMENTS = 5_000  # of one sheet; every fault also stands in the last column
RISKY = ("=", "+", "-", "@", "\t", "\r")
ODD_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
COLOURS: dict[str, dict[str, Any]] = {
    "plain": {"text_wrap": False},
    "head": {"bold": True, "bg_color": "#E6F2F5", "text_wrap": True, "border": 1},
    "wrong": {"bg_color": "#FDECEA", "font_color": "#B3261E"},
    "fix": {"text_wrap": True, "font_color": "#B3261E"},
}


@dataclass(frozen=True)
class Marked:
    """A sheet to give back: its faults by row number (1-based), its columns by field."""

    sheet: Sheet
    header: Header
    faults: Mapping[int, Sequence[Fault]]
    columns: Mapping[str, int]


def marked(
    sheet: Sheet,
    header: Header,
    faults: Mapping[int, Sequence[Fault]],
    columns: Mapping[str, int],
) -> bytes:
    """Return the person's own sheet with faulty cells coloured and explained."""
    return marked_book([Marked(sheet, header, faults, columns)])


def marked_book(sheets: Sequence[Marked]) -> bytes:
    """Return several sheets so in one workbook; what is put right there can be imported again."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        looks = Looks(book)
        taken: set[str] = set()
        for number, each in enumerate(sheets, start=1):
            page = book.add_worksheet(sheet_name(each.sheet.name, number, taken))
            write_sheet(page, each, looks)
    return out.getvalue()


class Looks:
    """The formats of a workbook, each also for texts that Excel might take for a formula."""

    def __init__(self, book: Any) -> None:
        self.formats = {
            (name, risky): book.add_format({**look, "quote_prefix": risky})
            for name, look in COLOURS.items()
            for risky in (False, True)
        }

    def of(self, name: str, text: str) -> Any:
        """Return a look for a text; one that begins like a formula is marked as words."""
        return self.formats[name, text.startswith(RISKY)]


def sheet_name(name: str, number: int, taken: set[str]) -> str:
    """Return a name Excel takes for a sheet, none twice."""
    clean = " ".join(name.translate(ODD_IN_SHEET_NAMES).split())[:27] or f"Lembar {number}"
    if clean.casefold() in taken:
        clean = f"{clean[:24]} ({number})"
    taken.add(clean.casefold())
    return clean


def write_sheet(page: Any, each: Marked, looks: Looks) -> None:
    """Write one sheet: titles, header, rows, and what is to be put right in the last column."""
    rows, header = each.sheet.rows, each.header
    first, last = header.row, header.row + header.depth - 1
    fix_column = fix_column_of(each)
    for number, row in enumerate(rows, start=1):
        if first <= number <= last:
            write_head(page, number, row, looks)
            put(page, number, fix_column, FIX_HEADER, looks, "head")
        else:
            write_row(page, number, row, each, fix_column, looks)
    page.freeze_panes(last, 0)
    page.set_column(0, max(fix_column - 1, 0), 18)
    page.set_column(fix_column, fix_column, 70)


def fix_column_of(each: Marked) -> int:
    """Return the column of earlier remarks, else the first one right of the table."""
    told = [plain_header(text) for text in each.header.texts]
    known = plain_header(FIX_HEADER)
    width = max((len(row) for row in each.sheet.rows), default=0)
    return told.index(known) if known in told else width


def put(page: Any, number: int, column: int, text: str, looks: Looks, look: str) -> None:
    """Write a text as words, never as a formula, a link or a number."""
    page.write_string(number - 1, column, text, looks.of(look, text))


def write_head(page: Any, number: int, row: Sequence[str], looks: Looks) -> None:
    """Write one row of the header; a cell that reached over several columns does so again."""
    place = 0
    while place < len(row):
        end = place
        while row[place] and end + 1 < len(row) and row[end + 1] == row[place]:
            end += 1
        if end > place:
            look = looks.of("head", row[place])
            page.merge_range(number - 1, place, number - 1, end, row[place], look)
        else:
            put(page, number, place, row[place], looks, "head")
        place = end + 1


def write_row(
    page: Any, number: int, row: Sequence[str], each: Marked, fix_column: int, looks: Looks
) -> None:
    """Write one row outside the header, with its faults when it has some."""
    faults = each.faults.get(number, ())
    wrong = {each.columns[fault.field]: fault for fault in faults if fault.field in each.columns}
    is_title = len(row) > 1 and len(set(row)) == 1
    for column, text in enumerate(row[:1] if is_title else row):
        fault = wrong.get(column)
        if text or fault:
            put(page, number, column, text, looks, "wrong" if fault else "plain")
        if fault and len(each.faults) <= MOST_COMMENTS:
            page.write_comment(number - 1, column, comment_of(fault), {"x_scale": 2})
    remarks = " | ".join(remark_of(fault, each) for fault in faults)
    if fix_column < len(row) or remarks:
        put(page, number, fix_column, remarks, looks, "fix")


def comment_of(fault: Fault) -> str:
    """Return the words beside a faulty cell."""
    if not fault.suggestions:
        return fault.words
    return "\n".join([fault.words, _("Pilihan:"), *(f"- {text}" for text in fault.suggestions)])


def remark_of(fault: Fault, each: Marked) -> str:
    """Return one fault for the last column: its column, what is wrong, what could stand there."""
    place = each.columns.get(fault.field, -1)
    name = each.header.texts[place] if 0 <= place < len(each.header.texts) else ""
    words = f"{name}: {fault.words}" if name else fault.words
    if not fault.suggestions:
        return words
    return f"{words} [{_('Pilihan:')} {'; '.join(fault.suggestions)}]"

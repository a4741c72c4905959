"""Workbooks that people take home: templates to fill in, and their own table with its faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sambung.exchange.spreadsheets.headers import Header
from sambung.exchange.spreadsheets.places import PlaceRow
from sambung.exchange.spreadsheets.read import Sheet
from sambung.exchange.spreadsheets.understand import Fault


@dataclass(frozen=True)
class Marked:
    """A sheet to give back: its faults by row number (1-based), its columns by field."""

    sheet: Sheet
    header: Header
    faults: Mapping[int, Sequence[Fault]]
    columns: Mapping[str, int]


def template(kind: str, *, region_name: str, villages: Iterable[PlaceRow]) -> bytes:
    """Return an XLSX to fill in for one kind of record; `villages` may hold kecamatan too."""
    return b""


def marked(
    sheet: Sheet,
    header: Header,
    faults: Mapping[int, Sequence[Fault]],
    columns: Mapping[str, int],
) -> bytes:
    """Return the person's own sheet with faulty cells coloured and explained."""
    return marked_book([Marked(sheet, header, faults, columns)])


def marked_book(sheets: Sequence[Marked]) -> bytes:
    """Return several sheets so in one workbook."""
    return b""

"""Find the header of a table, and the rows below it that hold things."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Header:
    """Where the header stands: its first row (1-based), how many rows, one text per column."""

    row: int
    depth: int
    texts: list[str]


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Return the header; titles, empty rows and a numbering row (1) (2) (3) are no header."""
    return Header(1, 1, list(rows[0]) if rows else [])


def body_rows(rows: Sequence[Sequence[str]], header: Header) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells) below the header; empty, total and example rows are left out."""
    for number, row in enumerate(rows[header.row + header.depth - 1 :], header.row + header.depth):
        if any(row):
            yield number, list(row)


def cells_of(header: Header, columns: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    """Return field -> text of one row; a unit the header tells ("Rp juta") is added to numbers."""
    return {field: row[column] for field, column in columns.items() if column < len(row)}

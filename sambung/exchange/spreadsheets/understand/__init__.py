"""Understand one row: texts of cells become values, faults in words, and a key."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.places import Companies, Gazetteer
from sambung.exchange.spreadsheets.understand.keys import key_of
from sambung.exchange.spreadsheets.understand.kinds import FINISH, labels_of_services
from sambung.exchange.spreadsheets.understand.shapes import Fault, Row, Understood
from sambung.exchange.spreadsheets.understand.where import find_company, find_place
from sambung.exchange.spreadsheets.values import BROKEN, Value, Wrong
from sambung.ui import personal

__all__ = ["Fault", "Understood", "understand"]

WHERE_AND_WHO = frozenset({"village", "district", "code", "company"})


def understand(
    kind: str, cells: Mapping[str, str], *, places: Gazetteer, companies: Companies, today: date
) -> Understood:
    """Return what one row says; every fault names its field.

    `key` is the SHA-256 of what makes two rows the same thing; see understand.keys.
    """
    row = Row({}, [])
    language = get_language() or "id"
    for field in FIELDS[kind]:
        text = cells.get(field.name, "")
        if text:
            read_cell(row, kind, field.name, text, language)
    find_place(row, kind, cells, places)
    find_company(row, kind, cells, companies)
    FINISH[kind](row, cells, places, today)
    blame_missing(row, kind, cells)
    return Understood(row.values, tuple(row.faults), key_of(kind, row, cells))


def read_cell(row: Row, kind: str, name: str, text: str, language: str) -> None:
    """Put what a cell says into the row; places and companies are found afterwards."""
    outcome = parsed(kind, name, text, language)
    if isinstance(outcome, Wrong):
        row.blame(name, outcome.words, outcome.suggestions)
    elif outcome is not None and name not in WHERE_AND_WHO:
        row.values[name] = outcome


@lru_cache(maxsize=200_000)
def parsed(kind: str, name: str, text: str, language: str) -> "Value | Wrong":
    """Return what a text says in a field; the same texts come again and again in a table.

    The language is asked for only because the words of a fault are kept too.
    """
    if BROKEN.match(text):
        return Wrong(_("Rumus di sel ini galat (%(text)s). Ganti dengan isinya.") % {"text": text})
    if number := personal.identity_number_in(text):
        return Wrong(personal.refusal(number))
    return PARSERS[kind, name](text)


PARSERS = {(kind, field.name): field.parse for kind in FIELDS for field in FIELDS[kind]}
REQUIRED = {
    kind: tuple((field.name, field.label) for field in fields if field.is_required)
    for kind, fields in FIELDS.items()
}
FOUND_AS = {"village": "region", "company": "company"}


def blame_missing(row: Row, kind: str, cells: Mapping[str, str]) -> None:
    """Add a fault for each required field that says nothing."""
    for name, label in REQUIRED[kind]:
        if row.values.get(FOUND_AS.get(name, name)) is None:
            offered = labels_of_services() if name == "service" else ()
            row.blame(name, _("“%(label)s” belum diisi.") % {"label": _(label)}, offered)

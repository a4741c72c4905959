"""Understand one row: texts of cells become values, faults in words, and a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sambung.exchange.spreadsheets.places import Companies, Gazetteer
from sambung.exchange.spreadsheets.values import Value


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, and texts that could stand there instead."""

    field: str
    words: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What a row says. `values` is ready for JSON: days are ISO texts, unknown is absent.

    Places: `values["region"]` is a code. Companies: `values["company_id"]` (None when the company
    is new) and `values["company"]`, its name.
    """

    values: dict[str, Value]
    faults: tuple[Fault, ...]
    key: str


def understand(
    kind: str, cells: Mapping[str, str], *, places: Gazetteer, companies: Companies, today: date
) -> Understood:
    """Return what one row says; every fault names its field."""
    return Understood({}, (), "")

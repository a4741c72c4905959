"""The simulated work of the demo: needs and their packages, on real villages of Balangan.

Kept in work.json. Unit prices follow the observed ranges of the unit-cost table shipped in
`sambung/data`; people, households and volumes are invented. `fate` says how far each need has come.
"""

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Line:
    """A cost line: item, volume, unit, unit price in rupiah."""

    item: str
    volume: str
    unit: str
    price_rp: int


@dataclass(frozen=True)
class Way:
    """One option of a package."""

    kind: str
    title: str
    people: int
    years: str
    operation_rp: int
    lines: tuple[Line, ...]
    needs_government: bool = False


@dataclass(frozen=True)
class Work:
    """One need, and the options of its package when it came that far."""

    key: str
    village: str
    service: str
    title: str
    problem: str
    source_now: str
    people: int
    households: int
    fate: str
    ways: tuple[Way, ...] = ()


def way_of(row: dict[str, Any]) -> Way:
    """Return an option from its row."""
    return Way(**{**row, "lines": tuple(Line(*line) for line in row["lines"])})


def works() -> list[Work]:
    """Return the works in the order of the story."""
    text = (resources.files("sambung.web.management.demo") / "work.json").read_text("utf-8")
    return [
        Work(**{**row, "ways": tuple(way_of(way) for way in row["ways"])})
        for row in json.loads(text)
    ]


WORKS = works()

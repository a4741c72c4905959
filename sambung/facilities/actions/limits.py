"""Bring the versioned water limits into the site; twice changes nothing."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

from django.db import transaction

from sambung.core.access import Actor
from sambung.facilities.lifecycle import OPERATORS, PARAMETERS
from sambung.facilities.models import WaterLimit, WaterUse

COLUMNS = (
    *("regulation", "table", "use", "parameter", "operator", "low", "high", "unit", "mandatory"),
    *("only_when_chlorinated", "valid_from", "valid_to", "replaced_by", "tag", "source", "note"),
)
FILE = "water_limits"
KEY = ("regulation", "use", "table", "parameter")


class BadLimits(ValueError):
    """A line of the table that cannot be a limit; the message says which and why."""


@dataclass(frozen=True)
class Loaded:
    """What became of the table."""

    created: int
    changed: int
    same: int


def shipped_text() -> str:
    """Return the table as shipped."""
    return (files("sambung.data") / "water_limits" / f"{FILE}.csv").read_text("utf-8")


def parse_limits(text: str) -> list[dict[str, Any]]:
    """Return the limits of a table; raise BadLimits naming the line that cannot be read."""
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadLimits(f"columns must be {', '.join(COLUMNS)}")
    rows, seen = [], set()
    for number, line in enumerate(reader, start=2):
        try:
            row = limit_of(line) | {"position": number}
        except (ValueError, InvalidOperation) as error:
            raise BadLimits(f"line {number}: {error}") from error
        key = tuple(row[name] for name in KEY)
        if key in seen:
            raise BadLimits(f"line {number}: {' '.join(key)} stands twice")
        seen.add(key)
        rows.append(row)
    return rows


def limit_of(line: dict[str, str]) -> dict[str, Any]:
    """Return one line as the columns of a limit."""
    row: dict[str, Any] = {name: (line[name] or "").strip() for name in COLUMNS}
    if row["parameter"] not in PARAMETERS or row["operator"] not in OPERATORS:
        raise ValueError(f"unknown parameter or operator: {row['parameter']} {row['operator']}")
    if row["use"] not in WaterUse.values:
        raise ValueError(f"unknown use: {row['use']}")
    low, high = (Decimal(row[name]) if row[name] else None for name in ("low", "high"))
    must_be_bounded(row["operator"], low, high)
    note = row.pop("note")
    return {
        **{name: row[name] for name in KEY},
        **{"operator": row["operator"], "unit": row["unit"], "low": low, "high": high},
        "is_mandatory": row["mandatory"] == "ya",
        "only_when_chlorinated": row["only_when_chlorinated"] == "ya",
        **{name: day_of(row[name]) for name in ("valid_from", "valid_to")},
        "replaced_by": row["replaced_by"],
        "verification": row["tag"],
        "source": "; ".join(part for part in (note, row["source"]) if part),
    }


def must_be_bounded(operator: str, low: Decimal | None, high: Decimal | None) -> None:
    """Refuse a limit without the numbers its operator needs."""
    if operator != "none" and high is None:
        raise ValueError(f"{operator} needs a high")
    if operator == "range" and (low is None or high is None or low > high):
        raise ValueError("range needs a low and a high, in that order")


def day_of(text: str) -> date | None:
    """Return a day, None when it is not known."""
    return date.fromisoformat(text) if text else None


@transaction.atomic
def load_water_limits(*, by: Actor, text: str | None = None) -> Loaded:
    """Bring the table in: new lines are made, changed ones rewritten, none is ever taken away.

    A test keeps the limit it was judged by, so a limit that left the table stays.
    """
    created = changed = same = 0
    known = {tuple(getattr(row, name) for name in KEY): row for row in WaterLimit.objects.all()}
    for values in parse_limits(shipped_text() if text is None else text):
        row = known.get(tuple(values[name] for name in KEY))
        if row is None:
            WaterLimit.objects.create(**values)
            created += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            WaterLimit.objects.filter(pk=row.pk).update(**values)
            changed += 1
        else:
            same += 1
    return Loaded(created, changed, same)

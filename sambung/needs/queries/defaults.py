"""First values of a package's options, from the versioned table in sambung/data/unit_costs."""

import csv
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from math import ceil
from pathlib import Path

from django.utils import timezone

from sambung.needs.models import Need, OptionKind, WaterSource
from sambung.regions.models import Service

TABLES = Path(__file__).resolve().parents[2] / "data" / "unit_costs"


@dataclass(frozen=True)
class LineFacts:
    """What one cost line says."""

    item: str
    volume: Decimal
    unit: str
    unit_price_rp: int
    price_year: int | None = None
    price_source: str = ""
    is_price_verified: bool = False

    def columns(self) -> dict[str, object]:
        """Return the values by column."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class OptionFacts:
    """What one option says, with its cost lines."""

    kind: str
    title: str
    people_served: int
    expected_years: Decimal
    years_basis: str
    price_year: int
    is_years_verified: bool = False
    operation_yearly_rp: int | None = None
    community_percent: Decimal = Decimal(20)
    needs_government: bool = False
    lines: tuple[LineFacts, ...] = ()

    def columns(self) -> dict[str, object]:
        """Return the values by column, without the lines."""
        return {field.name: getattr(self, field.name) for field in fields(self)[:-1]}


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a shipped table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def default_lines(kind: str, households: int) -> tuple[LineFacts, ...]:
    """Return the first cost lines of a kind of option for so many households."""
    rows = [row for row in rows_of("unit_costs.csv") if row["option_kind"] == kind]
    volumes = {
        "fixed": 1,
        "households": households,
        "households_above_50": max(households - 50, 0),
        "households_per_10": ceil(households / 10),
    }
    return tuple(
        LineFacts(
            item=row["item"],
            volume=Decimal(row["volume"]) * volumes[row["basis"]],
            unit=row["unit"],
            unit_price_rp=int(row["unit_price_rp"]),
            price_year=int(row["price_year"]) if row["price_year"] else None,
            price_source=row["source"],
            is_price_verified=row["verified"] == "yes",
        )
        for row in rows
        if volumes[row["basis"]] > 0
    )


def default_kind(need: Need) -> OptionKind:
    """Return the kind of option to begin with, from the service and what is there now."""
    if need.service == Service.SANITATION:
        return OptionKind.ON_SITE_SANITATION
    if need.service == Service.HYGIENE:
        return OptionKind.HANDWASHING
    if need.source_now == WaterSource.PIPED:
        return OptionKind.HOUSE_CONNECTIONS
    return OptionKind.NEW_SYSTEM


def default_option(need: Need, kind: str | None = None) -> OptionFacts:
    """Return an option of the kind filled from the table, serving all the need's people."""
    chosen = OptionKind(kind) if kind else default_kind(need)
    row = next(row for row in rows_of("expected_years.csv") if row["option_kind"] == chosen)
    return OptionFacts(
        kind=chosen,
        title=str(chosen.label).capitalize(),
        people_served=need.people or 1,
        expected_years=Decimal(row["years"]),
        years_basis=row["source"],
        is_years_verified=row["verified"] == "yes",
        price_year=timezone.localdate().year,
        community_percent=Decimal(row["community_percent"]),
        needs_government=row["needs_government"] == "yes",
        lines=default_lines(chosen, need.households or 1),
    )

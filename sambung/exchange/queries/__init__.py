"""Every read of the exchange room, by theme."""

from sambung.exchange.queries.imports import (
    VIEWS,
    Counts,
    Progress,
    counted,
    earlier_runs,
    kinds_of,
    memory_of,
    mending,
    progress_of,
    rows_of,
    runs_visible_to,
    sheets_of,
    unknown_companies,
)
from sambung.exchange.queries.known import company_names, company_rows, place_rows
from sambung.exchange.queries.undoing import brought, built_on, in_use

__all__ = [
    "VIEWS",
    "Counts",
    "Progress",
    "brought",
    "built_on",
    "company_names",
    "company_rows",
    "counted",
    "earlier_runs",
    "in_use",
    "kinds_of",
    "memory_of",
    "mending",
    "place_rows",
    "progress_of",
    "rows_of",
    "runs_visible_to",
    "sheets_of",
    "unknown_companies",
]

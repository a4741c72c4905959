"""Parsers of single cells: a text becomes a value, or Wrong with words that say what to do."""

from sambung.exchange.spreadsheets.values.counts import (
    count,
    decimal,
    degrees,
    heads,
    percent,
    year,
)
from sambung.exchange.spreadsheets.values.days import day, last_day, months
from sambung.exchange.spreadsheets.values.rupiah import rupiah, rupiah_range, small_rupiah
from sambung.exchange.spreadsheets.values.shapes import (
    BROKEN,
    Choice,
    Parser,
    Value,
    Wrong,
    is_nothing,
    shown,
)
from sambung.exchange.spreadsheets.values.words import (
    choice_of,
    email,
    meant,
    phone,
    several,
    text_of,
    yes_no,
)

__all__ = [
    "BROKEN",
    "Choice",
    "Parser",
    "Value",
    "Wrong",
    "choice_of",
    "count",
    "day",
    "decimal",
    "degrees",
    "email",
    "heads",
    "is_nothing",
    "last_day",
    "meant",
    "months",
    "percent",
    "phone",
    "rupiah",
    "rupiah_range",
    "several",
    "shown",
    "small_rupiah",
    "text_of",
    "year",
    "yes_no",
]

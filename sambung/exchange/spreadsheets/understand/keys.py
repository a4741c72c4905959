"""What makes two rows the same thing, so that the same file twice adds nothing.

Amounts and counts are part of it: two phases of one work differ in nothing else, and to drop one
silently is worse than to bring in a corrected row twice. A company counts by its name, not its
number, so that the row is the same before and after the company was registered.
"""

import hashlib
from collections.abc import Mapping

from sambung.core.text import plain
from sambung.exchange.spreadsheets.companies import company_key
from sambung.exchange.spreadsheets.understand.shapes import Row

IDENTITY: dict[str, tuple[str, ...]] = {
    "needs": ("region", "service", "title", "hamlet", "people", "households"),
    "packages": ("region", "service", "title", "option_kind", "year", "total_rp"),
    "companies": ("company", "contact_name", "phone", "email"),
    "offers": ("company", "year", "title", "amount_rp", "amount_min_rp", "amount_max_rp")
    + ("in_kind_rp",),
    "activities": ("company", "region", "year", "service", "title", "place_note", "amount_rp")
    + ("started_on", "bast_number"),
    "villages": ("region", "year", "as_of", "population", "households", "water_pct")
    + ("sanitation_pct", "poverty_pct"),
}
CELL_OF = {"region": "village"}  # where the text stands when nothing was understood


def key_of(kind: str, row: Row, cells: Mapping[str, str]) -> str:
    """Return the SHA-256 of kind and identity; a faulty cell counts with its text."""
    parts = [part_of(row, name, cells) for name in IDENTITY[kind]]
    return hashlib.sha256("\x1f".join([kind, *parts]).encode()).hexdigest()


def part_of(row: Row, name: str, cells: Mapping[str, str]) -> str:
    """Return one part of the identity in plain spelling."""
    value = row.values.get(name)
    if value is None:
        return plain(cells.get(CELL_OF.get(name, name), ""))
    if name == "company":
        return company_key(str(value))
    return plain(value) if isinstance(value, str) and name not in ("region",) else str(value)

"""What can be read of each kind of record: FIELDS by RecordKind value."""

from sambung.exchange.spreadsheets.fields import (
    activities,
    companies,
    needs,
    offers,
    packages,
    villages,
)
from sambung.exchange.spreadsheets.fields.shapes import Field

FIELDS: dict[str, tuple[Field, ...]] = {
    "needs": needs.FIELDS,
    "packages": packages.FIELDS,
    "companies": companies.FIELDS,
    "offers": offers.FIELDS,
    "activities": activities.FIELDS,
    "villages": villages.FIELDS,
}

__all__ = ["FIELDS", "Field"]

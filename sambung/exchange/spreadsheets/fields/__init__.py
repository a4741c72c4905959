"""What can be read of each kind of record: FIELDS by RecordKind value."""

from sambung.exchange.spreadsheets.fields.shapes import Field

FIELDS: dict[str, tuple[Field, ...]] = dict.fromkeys(
    ("needs", "packages", "companies", "offers", "activities", "villages"), ()
)

__all__ = ["FIELDS", "Field"]

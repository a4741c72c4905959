"""Very many rows into one table: COPY on PostgreSQL, prepared inserts on SQLite, no model objects.

For loads of tens of thousands of rows, where making an object for each costs more than the
database. Constraints of the database hold as ever; nothing else of the model is asked.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

Convert = Callable[[Any], Any]


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert rows given as column name -> value; what a row lacks gets the field's default.

    Foreign keys go by their column (`region_id`). Runs in the caller's transaction.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    makers = [(field.attname, converter(field), default_of(field)) for field in fields]
    tuples = (
        tuple(convert(row[name]) if name in row else default() for name, convert, default in makers)
        for row in rows
    )
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        return copy_rows(f"COPY {table} ({columns}) FROM STDIN", tuples)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of fields
    with connection.cursor() as cursor:
        batch = list(tuples)
        cursor.executemany(insert, batch)
    return len(batch)


def delete_rows(rows: "models.QuerySet[Any]") -> int:
    """Delete rows in one statement, without looking for what hangs on them; return how many.

    The database refuses, at the end of the transaction, when another row points at one of them.
    """
    deleted: int = rows._raw_delete(rows.db)  # noqa: SLF001 - delete() loads every row first
    return deleted


def copy_rows(statement: str, tuples: Iterable[tuple[Any, ...]]) -> int:
    """Send the tuples by COPY and return how many."""
    count = 0
    connection.ensure_connection()
    raw = connection.connection
    with connection.wrap_database_errors, raw.cursor() as cursor, cursor.copy(statement) as copy:
        for count, row in enumerate(tuples, start=1):  # noqa: B007 - counted, not used
            copy.write_row(row)
    return count


def converter(field: "models.Field[Any, Any]") -> Convert:
    """Return what makes a value of the field ready for the database."""
    if isinstance(field, models.JSONField):
        return as_json
    if connection.vendor == "sqlite" and isinstance(field, models.DateField):
        return as_text
    return as_it_is


def default_of(field: "models.Field[Any, Any]") -> Callable[[], Any]:
    """Return a function that gives the field's default, ready for the database, made once."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        value: Any = timezone.now()
    else:
        value = field.get_default()
    ready = converter(field)(value)
    return lambda: ready


def as_it_is(value: Any) -> Any:
    """Return the value."""
    return value


def as_json(value: Any) -> Any:
    """Return the value as JSON."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def as_text(value: "date | datetime | None") -> str | None:
    """Return a day or a moment as SQLite keeps it."""
    if isinstance(value, datetime):
        return str(connection.ops.adapt_datetimefield_value(value))
    return None if value is None else value.isoformat()

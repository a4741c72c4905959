"""Triggers that refuse to change or delete the trail, on both databases.

Django remakes tables on SQLite and drops their triggers silently, so they are made anew after every
migrate (docs/adr/0007) and a system check reports when they are missing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("core_entry", "core_seal")
ACTS = ("UPDATE", "DELETE")
MESSAGE = "the trail is never changed"
POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION keep_trail() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""


def name_of(table: str, act: str) -> str:
    """Return the name of the trigger that refuses an act on a table."""
    return f"{table}_no_{act.lower()}"


def acts_on(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Return the acts that can be refused here; only PostgreSQL knows TRUNCATE."""
    return (*ACTS, "TRUNCATE") if connection.vendor == "postgresql" else ACTS


def creation_sql(connection: BaseDatabaseWrapper, table: str, act: str) -> str:
    """Return the statement that makes one trigger."""
    name = name_of(table, act)
    if connection.vendor == "sqlite":
        return (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION keep_trail()"
    )


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that are there."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return trigger name -> table for every table of the trail that exists."""
    tables = set(connection.introspection.table_names()) & set(TABLES)
    return {name_of(table, act): table for table in tables for act in acts_on(connection)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing."""
    missing = set(wanted(connection)) - present(connection)
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in TABLES:
            for act in acts_on(connection):
                if name_of(table, act) in missing:
                    cursor.execute(creation_sql(connection, table, act))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away; only the flush between tests has a reason to."""
    there = present(connection)
    with connection.cursor() as cursor:
        for name, table in wanted(connection).items():
            if name in there:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")


def check_triggers(
    *, app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report a trail that could be changed; `manage.py check --database default` runs this."""
    return [
        Warning(
            f"The trail in database {alias!r} is not guarded against changes.",
            hint="Run `manage.py migrate`: it makes the triggers anew.",
            id="core.W001",
        )
        for alias in databases or []
        if set(wanted(connections[alias])) - present(connections[alias])
    ]

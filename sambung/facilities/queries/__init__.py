"""Every read of the facilities room."""

from sambung.facilities.queries.visible import (
    listed,
    newest_first,
    of,
    regencies_of,
    search_rows,
    visible_to,
    with_words,
    within,
)
from sambung.facilities.queries.watch import (
    CheckRow,
    checks_due,
    checks_of,
    checks_visible_to,
)
from sambung.facilities.queries.water import (
    Table,
    TestRow,
    limits_of,
    newest_of,
    parameter_words,
    quality_words,
    table_named,
    tables,
    tests_of,
    tests_visible_to,
)

__all__ = [
    "CheckRow",
    "Table",
    "TestRow",
    "checks_due",
    "checks_of",
    "checks_visible_to",
    "limits_of",
    "listed",
    "newest_first",
    "newest_of",
    "of",
    "parameter_words",
    "quality_words",
    "regencies_of",
    "search_rows",
    "table_named",
    "tables",
    "tests_of",
    "tests_visible_to",
    "visible_to",
    "with_words",
    "within",
]

"""Say what the sheets of a file hold and which column means what; it is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.exchange import queries, rules
from sambung.exchange.actions.reading import columns_for, missing_fields
from sambung.exchange.actions.starting import enqueue, move
from sambung.exchange.models import CHECK_JOB, ColumnMemory, ImportRun, ImportSheet, ImportState
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.match import plain_header


@dataclass(frozen=True)
class Matched:
    """What a person says of one sheet: its kind ("" leaves it out) and field -> column."""

    kind: str
    columns: Mapping[str, int]


@transaction.atomic
def rematch(*, run: ImportRun, sheet: ImportSheet, kind: str, by: Actor) -> ImportSheet:
    """Say that a sheet holds something else; its columns are matched anew for that."""
    rules.can_match(by, run).or_raise()
    memory = queries.memory_of(run.organisation_id)
    sheet.kind, sheet.columns = kind, columns_for(kind, sheet.headers, memory)
    sheet.save(update_fields=["kind", "columns"])
    audit.record("import.sheet_rematched", run, by=by, sheet=sheet.position, kind=kind)
    return sheet


@transaction.atomic
def set_columns(
    *, run: ImportRun, matched: Mapping[int, Matched], by: Actor, version: int
) -> ImportRun:
    """Keep how the columns of every sheet (by its key) are to be read, and have the rows checked.

    Refuses when nothing is left to read, or a field that every row needs has no column.
    """
    rules.can_match(by, run).or_raise()
    sheets = queries.sheets_of(run)
    for sheet in sheets:
        said = matched.get(sheet.pk, Matched("", {}))
        sheet.kind, sheet.columns = said.kind, dict(said.columns)
    refuse_unless_readable(sheets)
    ImportSheet.objects.bulk_update(sheets, ["kind", "columns"])
    for sheet in sheets:
        remember(run.organisation_id, sheet)
    move(run, ImportState.CHECKING, version=version)
    enqueue(run, CHECK_JOB)
    audit.record("import.columns_set", run, by=by, sheets=sum(bool(s.kind) for s in sheets))
    return run


def refuse_unless_readable(sheets: list[ImportSheet]) -> None:
    """Raise Refused, with what lacks, unless at least one sheet can be read."""
    if not any(sheet.kind for sheet in sheets):
        raise Refused(_("Pilih isi sedikitnya satu lembar, misalnya usulan atau realisasi TJSL."))
    for sheet in sheets:
        if missing := missing_fields(sheet):
            raise Refused(
                _("Lembar “%(sheet)s” belum punya kolom untuk: %(fields)s.")
                % {"sheet": sheet.name, "fields": ", ".join(missing)}
            )


def remember(organisation_id: int, sheet: ImportSheet) -> None:
    """Keep header -> field for the organisation's next file; a header of no use is kept too."""
    if not sheet.kind:
        return
    known = {field.name for field in FIELDS[sheet.kind]}
    by_column = {column: name for name, column in sheet.columns.items() if name in known}
    texts = {plain_header(text): column for column, text in enumerate(sheet.headers) if text}
    ColumnMemory.objects.filter(
        organisation_id=organisation_id, kind=sheet.kind, header__in=texts
    ).delete()
    ColumnMemory.objects.bulk_create(
        ColumnMemory(
            organisation_id=organisation_id,
            kind=sheet.kind,
            header=header,
            field=by_column.get(column, ""),
        )
        for header, column in texts.items()
    )

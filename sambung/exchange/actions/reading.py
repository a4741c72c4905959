"""The jobs that read a file and check its rows; nothing of it is in the registers yet."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.activities.models import Activity
from sambung.core.bulk import insert_rows
from sambung.core.jobs import Work
from sambung.exchange import queries
from sambung.exchange.actions.starting import enqueue
from sambung.exchange.actions.understanding import (
    Reader,
    holds_number,
    kept_sheets,
    tables_of,
    without_number,
)
from sambung.exchange.models import (
    CHECK_JOB,
    ImportRow,
    ImportRun,
    ImportSheet,
    ImportState,
    RecordKind,
)
from sambung.exchange.spreadsheets import headers, match, read
from sambung.exchange.spreadsheets.fields import FIELDS

BATCH = 2_000
SAMPLES = 3  # rows shown to recognise a column by
SHEETS_AT_MOST = 30
# One of these columns tells the rows of a sheet apart; without any of them nothing can be read.
PLACE = ("village", "code")
ESSENTIAL: dict[str, tuple[str, ...]] = {
    RecordKind.NEEDS: PLACE,
    RecordKind.PACKAGES: PLACE,
    RecordKind.VILLAGES: PLACE,
    RecordKind.ACTIVITIES: ("title",),
    RecordKind.COMPANIES: ("company",),
    RecordKind.OFFERS: ("company",),
}
Thing = TypeVar("Thing")


def read_file(work: Work, *, run_id: int) -> None:
    """The job: find the sheets, their headers, what they hold and what each column means."""
    run = ImportRun.objects.select_related("file").get(pk=run_id)
    if run.state != ImportState.READING:
        return
    before = {(each.name, tuple(each.headers)): each for each in queries.sheets_of(run)}
    try:
        tables = tables_of(run)[:SHEETS_AT_MOST]
    except read.TableRefused as refusal:
        with work.effects():
            give_up(run, refusal.words)
        return
    memory = queries.memory_of(run.organisation_id)
    found = [describe(run, number, table, memory) for number, table in enumerate(tables)]
    for sheet in found:
        carry_over(sheet, before.get((sheet.name, tuple(sheet.headers))))
    with work.effects():
        save_sheets(run, found, is_known=bool(before))


def describe(
    run: ImportRun, number: int, table: read.Sheet, memory: dict[str, dict[str, str]]
) -> ImportSheet:
    """Return what one sheet seems to be, unsaved."""
    header = headers.find_header(table.rows)
    body = headers.body_rows(table.rows, header)
    samples = [row for _number, row in islice(body, SAMPLES)]
    sheet = ImportSheet(run=run, position=number, name=table.name[:120] or str(number + 1))
    sheet.header_row, sheet.headers = header.row, [text[:300] for text in header.texts]
    sheet.samples = [[without_number(cell)[:120] for cell in row] for row in samples]
    sheet.rows_count = len(samples) + sum(1 for _row in body)
    title = f"{headers.title_of(table.rows, header)} {table.name} {run.file_name}"
    sheet.kind = match.guess_kind(header.texts, title) if sheet.rows_count else ""
    sheet.columns = columns_for(sheet.kind, sheet.headers, memory)
    return sheet


def columns_for(kind: str, texts: list[str], memory: dict[str, dict[str, str]]) -> dict[str, int]:
    """Return field -> column for a kind, remembered matches first; none for a sheet left out."""
    return match.match_columns(kind, texts, memory.get(kind, {})) if kind else {}


def carry_over(sheet: ImportSheet, before: ImportSheet | None) -> None:
    """Keep what a person said of the same sheet of the file that this one replaces."""
    if before is not None:
        sheet.kind, sheet.columns = before.kind, before.columns


def save_sheets(run: ImportRun, found: list[ImportSheet], *, is_known: bool) -> None:
    """Put the sheets in place of earlier ones; a file that came back goes on to its check."""
    run.sheets.all().delete()
    ImportSheet.objects.bulk_create(found)
    if not any(sheet.rows_count for sheet in found):
        give_up(run, _("Tidak ada baris data di berkas ini, hanya judul atau lembar kosong."))
        return
    goes_on = is_known and all(not missing_fields(sheet) for sheet in found)
    state = ImportState.CHECKING if goes_on else ImportState.MATCHING
    if set_state(run, ImportState.READING, state) and goes_on:
        enqueue(run, CHECK_JOB)


def missing_fields(sheet: ImportSheet) -> list[str]:
    """Return in words what no column of the sheet says and no answer for all rows could.

    What else a row needs (a year, a service) may be told by its title, or is asked once for all.
    """
    wanted = ESSENTIAL.get(sheet.kind, ())
    labels = {field.name: field.label for field in FIELDS.get(sheet.kind, ())}
    return [_(labels[wanted[0]])] if wanted and not set(wanted) & sheet.columns.keys() else []


def set_state(run: ImportRun, start: str, to: str, **changes: object) -> bool:
    """Move an import on at the end of its job; False when somebody dropped it meanwhile."""
    held = ImportRun.objects.filter(pk=run.pk, state=start)
    return bool(held.update(state=to, version=F("version") + 1, **changes))


def give_up(run: ImportRun, words: str) -> None:
    """Say on the import why it could not be read."""
    changes = {"state": ImportState.FAILED, "reason": words[:500]}
    ImportRun.objects.filter(
        pk=run.pk, state__in=[ImportState.READING, ImportState.CHECKING]
    ).update(version=F("version") + 1, **changes)


def check_rows(work: Work, *, run_id: int) -> None:
    """The job: understand every row, note its faults, and find what is known already.

    Rows are put aside in batches, each refused when the job was lost; a second attempt starts anew.
    """
    run = ImportRun.objects.select_related("file", "region").get(pk=run_id)
    if run.state != ImportState.CHECKING:
        return
    try:
        sheets = kept_sheets(run, tables_of(run))
    except read.TableRefused as refusal:
        with work.effects():
            give_up(run, refusal.words)
        return
    clear_rows(work, run)
    reader = Reader(run)
    rows = (row for sheet, table in sheets for row in rows_from(reader, sheet, table))
    put_aside(work, rows, total=sum(sheet.rows_count for sheet, _table in sheets))
    with work.effects():
        mark_known(run)
        set_state(
            run,
            ImportState.CHECKING,
            ImportState.PREVIEW,
            counts=queries.counted(run),
            has_nik=run.has_nik,
            reason="",
        )


def rows_from(reader: Reader, sheet: ImportSheet, table: read.Sheet) -> Iterator[ImportRow]:
    """Yield the rows of a sheet, understood; one that repeats an earlier row says which."""
    header = headers.find_header(table.rows)
    seen: dict[str, int] = {}
    for number, texts in headers.body_rows(table.rows, header):
        cells = headers.cells_of(header, sheet.columns, texts)
        if not reader.run.has_nik and holds_number(texts):
            reader.run.has_nik = True  # also in a column that is not read: the file holds it
        row = reader.fill(ImportRow(sheet=sheet, number=number), sheet.kind, cells)
        if not row.has_faults:
            first = seen.setdefault(row.key, number)
            row.same_as = first if first != number else None
        yield row


def clear_rows(work: Work, run: ImportRun) -> None:
    """Take out what an earlier attempt put aside."""
    with transaction.atomic():
        work.report(done=0)
        ImportRow.objects.filter(sheet__run=run).delete()


def put_aside(work: Work, rows: Iterable[ImportRow], *, total: int) -> None:
    """Save the rows in batches, each together with how far the job is."""
    done = 0
    for batch in batches(rows):
        work.stop_if_asked()
        done += len(batch)
        with transaction.atomic():
            work.report(done=done, total=total)
            insert_rows(ImportRow, (vars(row) for row in batch))


def batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Yield lists of at most BATCH things."""
    each = iter(things)
    while batch := list(islice(each, BATCH)):
        yield batch


def mark_known(run: ImportRun) -> None:
    """Mark the rows whose thing is in the registers already, in two questions."""
    rows = ImportRow.objects.filter(sheet__run=run)
    rows.filter(is_known=True).update(is_known=False)
    activities = Activity.objects.filter(origin_key__isnull=False).values("origin_key")
    rows.filter(sheet__kind=RecordKind.ACTIVITIES, key__in=activities).update(is_known=True)
    came_in = ImportRow.objects.filter(
        sheet__run__organisation_id=run.organisation_id,
        sheet__run__state=ImportState.DONE,
    ).exclude(subject_id="")
    others = rows.exclude(sheet__kind=RecordKind.ACTIVITIES).exclude(key="")
    others.filter(key__in=came_in.values("key")).update(is_known=True)


def job_ended(reason: str, *, run_id: int, **_rest: object) -> None:
    """Say on the import that its job failed; one stopped by its person is dropped by them."""
    if reason == "cancelled":
        # It may have put a last batch aside after its person had the rows erased.
        ImportRow.objects.filter(sheet__run=run_id, sheet__run__state=ImportState.DROPPED).delete()
        return
    words = _("Ada gangguan di pihak kami; tidak ada yang masuk. Coba lagi.")
    run = ImportRun.objects.get(pk=run_id)
    back = {ImportState.IMPORTING: ImportState.PREVIEW}.get(
        ImportState(run.state), ImportState.FAILED
    )
    if run.state in {ImportState.READING, ImportState.CHECKING, ImportState.IMPORTING}:
        set_state(run, run.state, back, reason=words)

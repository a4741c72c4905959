"""Mend rows in the browser: one cell, the same text everywhere, new companies, rows left out."""

from collections.abc import Callable, Collection, Mapping

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.exchange import queries, rules
from sambung.exchange.actions.reading import BATCH, batches, mark_known
from sambung.exchange.actions.understanding import Reader
from sambung.exchange.models import ImportRow, ImportRun, ImportState
from sambung.exchange.spreadsheets.companies import company_key

CellsOf = Callable[[ImportRow], Mapping[str, str]]
MENDED_AT_MOST = 20_000  # rows mended by one answer; those beyond come with the next
MENDED = ["cells", "values", "faults", "has_faults", "key", "is_corrected", "same_as"]


@transaction.atomic
def correct_row(*, row: ImportRow, cells: Mapping[str, str], by: Actor, version: int) -> ImportRow:
    """Put other texts into one row; it is understood anew. Conflict when the import moved on."""
    run = row.sheet.run
    hold(run, by, version)
    mend(run, [row], lambda each: {**each.cells, **cells})
    audit.record("import.row_corrected", run, by=by, row=row.number, fields=sorted(cells))
    return row


@transaction.atomic
def replace_text(
    *, run: ImportRun, sheet_id: int, field: str, text: str, value: str, by: Actor, version: int
) -> int:
    """Put one text in place of another in a column of all faulty rows; return how many changed."""
    hold(run, by, version)
    if not field.isidentifier():
        raise Refused(_("Kolom ini tidak dikenal."))
    rows = queries.rows_of(run, "perbaiki").filter(sheet_id=sheet_id)
    if text:
        rows = rows.filter(**{f"cells__{field}": text})
    same = [row for row in rows[:MENDED_AT_MOST] if has_fault(row, field, text)]
    mend(run, same, lambda each: {**each.cells, field: value})
    audit.record("import.text_replaced", run, by=by, field=field, rows=len(same))
    return len(same)


def has_fault(row: ImportRow, field: str, text: str) -> bool:
    """Return whether the row has a fault in this column, with this text in it."""
    is_wrong = any(fault[0] == field for fault in row.faults)
    return is_wrong and str(row.cells.get(field, "")) == text


@transaction.atomic
def accept_new_companies(*, run: ImportRun, names: Collection[str], by: Actor, version: int) -> int:
    """Say that companies nobody knew are new: each is written down once when the rows go in."""
    hold(run, by, version)
    added = [name for name in dict.fromkeys(names) if name not in run.new_companies]
    if not added:
        raise Refused(_("Pilih perusahaan mana yang baru."))
    run.new_companies = [*run.new_companies, *added]
    ImportRun.objects.filter(pk=run.pk).update(new_companies=run.new_companies)
    rows = [
        row
        for row in queries.rows_of(run, "perbaiki")
        if any(str(row.cells.get(fault[0], "")) in added for fault in row.faults)
    ]
    mend(run, rows, lambda each: each.cells)
    audit.record("import.companies_accepted", run, by=by, companies=len(added))
    return len(rows)


@transaction.atomic
def replace_company(*, run: ImportRun, name: str, value: str, by: Actor, version: int) -> int:
    """Say that a company nobody knew is another one; its rows, however they write it, follow."""
    hold(run, by, version)
    if not value.strip():
        raise Refused(_("Tulis nama perusahaan yang dimaksud."))
    rows = queries.rows_of(run).filter(values__company_id=None, is_left_out=False)
    key = company_key(name)
    same = [row for row in rows if company_key(str(row.cells.get("company", ""))) == key]
    mend(run, same, lambda each: {**each.cells, "company": value.strip()})
    audit.record("import.text_replaced", run, by=by, field="company", rows=len(same))
    return len(same)


@transaction.atomic
def leave_out(
    *, run: ImportRun, by: Actor, version: int, row_ids: Collection[int] = (), is_out: bool = True
) -> int:
    """Leave rows out, or take them in again; without numbers, all that are still faulty."""
    hold(run, by, version)
    rows = ImportRow.objects.filter(sheet__run=run)
    rows = rows.filter(Q(pk__in=row_ids) if row_ids else queries.VIEWS["perbaiki"])
    keys = set(rows.filter(has_faults=False).values_list("key", flat=True))
    changed = rows.update(is_left_out=is_out)
    find_repeated(run, keys)
    recount(run)
    audit.record("import.rows_left_out", run, by=by, rows=changed, is_out=is_out)
    return changed


def hold(run: ImportRun, by: Actor, version: int) -> None:
    """Ask the rule and claim the import for a change: one version further, or Conflict."""
    rules.can_correct(by, run).or_raise()
    held = ImportRun.objects.filter(pk=run.pk, version=version, state=ImportState.PREVIEW)
    if not held.update(version=F("version") + 1):
        raise Conflict(_("Baris impor ini baru saja diubah. Muat ulang halamannya."))
    run.refresh_from_db()


def mend(run: ImportRun, rows: list[ImportRow], cells_of: CellsOf) -> None:
    """Understand the rows anew with their changed texts, and count the import again."""
    reader = Reader(run)
    keys = {row.key for row in rows}
    for batch in batches(rows):
        for row in batch:
            before = row.cells
            reader.fill(row, row.sheet.kind, cells_of(row))
            row.is_corrected = row.is_corrected or row.cells != before
            row.same_as = None
        ImportRow.objects.bulk_update(batch, MENDED, batch_size=200)
    find_repeated(run, keys | {row.key for row in rows})
    mark_known(run)
    recount(run)


def find_repeated(run: ImportRun, keys: Collection[str]) -> None:
    """Note which sound rows with these keys say the same as an earlier one that is to go in."""
    rows = ImportRow.objects.filter(sheet__run=run, has_faults=False, is_left_out=False)
    for batch in batches(sorted(keys)):
        first: dict[tuple[int, str], int] = {}
        changed = []
        for row in rows.filter(key__in=batch).order_by("number"):
            number = first.setdefault((row.sheet_id, row.key), row.number)
            same_as = number if number != row.number else None
            if row.same_as != same_as:
                row.same_as = same_as
                changed.append(row)
        ImportRow.objects.bulk_update(changed, ["same_as"], batch_size=BATCH // 4)


def recount(run: ImportRun) -> None:
    """Keep on the import how many rows are ready, faulty, known and left out."""
    run.counts = queries.counted(run)
    ImportRun.objects.filter(pk=run.pk).update(counts=run.counts, has_nik=run.has_nik)

"""Imports as their officers see them: the list, the rows, what is wrong, how far a job is."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.models import Job
from sambung.exchange.models import (
    ColumnMemory,
    ImportRow,
    ImportRun,
    ImportSheet,
    ImportState,
)
from sambung.parties.rules import is_official

GROUPS_SHOWN = 12
GROUPED_AT_MOST = 5_000  # faulty rows that are looked through for faults of the same words

READY = Q(has_faults=False, is_left_out=False, is_known=False, same_as__isnull=True)
VIEWS: dict[str, Q] = {
    "perbaiki": Q(has_faults=True, is_left_out=False, is_known=False),
    "masuk": READY,
    "ada": Q(is_left_out=False) & (Q(is_known=True) | Q(has_faults=False, same_as__isnull=False)),
    "lewati": Q(is_left_out=True),
}


@dataclass(frozen=True)
class Counts:
    """How many rows a file has, and what becomes of them."""

    rows: int = 0
    ready: int = 0
    faulty: int = 0
    known: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a job is, in words."""

    words: str
    percent: int | None = None


@dataclass
class FaultGroup:
    """The same wrong text in the same column, however many rows have it."""

    sheet_id: int
    field: str
    text: str
    words: str
    suggestions: list[str]
    rows: int = 0
    label: str = ""  # of the column, for the page


@dataclass(frozen=True)
class Mending:
    """What there is to mend: the faults that several rows share, the most frequent first."""

    groups: list[FaultGroup] = field(default_factory=list)
    more: int = 0


def runs_visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """Return the imports of the organisations in which the actor is an officer; nobody else's."""
    owners = [hat.organisation_id for hat in actor.hats if is_official(hat)]
    return ImportRun.objects.filter(organisation_id__in=owners).select_related(
        "organisation", "region", "created_by"
    )


def sheets_of(run: ImportRun) -> list[ImportSheet]:
    """Return the sheets of the file in order."""
    return list(run.sheets.all())


def rows_of(run: ImportRun, view: str = "") -> QuerySet[ImportRow]:
    """Return the rows of an import, of one kind (a key of VIEWS) or all, in order of the file."""
    rows = ImportRow.objects.filter(sheet__run=run).select_related("sheet")
    if view in VIEWS:
        rows = rows.filter(VIEWS[view])
    return rows.order_by("sheet__position", "number")


def counted(run: ImportRun) -> dict[str, int]:
    """Count the rows of an import in one query, ready to be kept on it."""
    found = ImportRow.objects.filter(sheet__run=run).aggregate(
        rows=Count("pk"),
        ready=Count("pk", filter=VIEWS["masuk"]),
        faulty=Count("pk", filter=VIEWS["perbaiki"]),
        known=Count("pk", filter=VIEWS["ada"]),
        left_out=Count("pk", filter=VIEWS["lewati"]),
    )
    return asdict(Counts(**found))


def earlier_runs(run: ImportRun) -> QuerySet[ImportRun]:
    """Return imports of the very same file by the same organisation that went in before."""
    same = ImportRun.objects.filter(organisation_id=run.organisation_id, sha256=run.sha256)
    return same.filter(state=ImportState.DONE, pk__lt=run.pk).select_related("created_by")


def memory_of(organisation_id: int) -> dict[str, dict[str, str]]:
    """Return how an organisation matched headers before: kind -> plain header -> field."""
    rows = ColumnMemory.objects.filter(organisation_id=organisation_id)
    found: dict[str, dict[str, str]] = {}
    for kind, header, name in rows.values_list("kind", "header", "field"):
        found.setdefault(kind, {})[header] = name
    return found


def mending(run: ImportRun) -> Mending:
    """Group the faults of the rows by column and text, so that one answer mends many rows."""
    rows = ImportRow.objects.filter(VIEWS["perbaiki"], sheet__run=run)
    facts = rows.order_by("sheet_id", "number").values_list("sheet_id", "cells", "faults")
    groups: dict[tuple[int, str, str], FaultGroup] = {}
    for sheet_id, cells, faults in facts[:GROUPED_AT_MOST]:
        for name, words, suggestions in faults:
            text = str(cells.get(name, ""))
            group = groups.setdefault(
                (sheet_id, name, text),
                FaultGroup(sheet_id, name, text, words, suggestions),
            )
            group.rows += 1
    shared = sorted(groups.values(), key=lambda group: (-group.rows, group.field, group.text))
    worth = [group for group in shared if group.suggestions or group.rows > 1]
    return Mending(worth[:GROUPS_SHOWN], max(0, len(worth) - GROUPS_SHOWN))


def progress_of(run: ImportRun) -> Progress:
    """Return how far the job of an import is."""
    job = Job.objects.filter(pk=run.job_id or 0).first()
    said: Mapping[str, Any] = job.progress if job else {}
    done, total = said.get("done"), said.get("total")
    if run.state == ImportState.IMPORTING:
        return Progress(_("Memasukkan baris. Semuanya masuk sekaligus, atau tidak sama sekali."))
    if run.state == ImportState.READING or not done or not total:
        return Progress(_("Membaca berkas."))
    percent = min(99, round(100 * int(done) / int(total)))
    return Progress(_("Memeriksa baris."), percent)


def kinds_of(run_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return what the sheets of each import hold, in words, in one query."""
    rows = ImportSheet.objects.filter(run__in=run_ids).exclude(kind="")
    found: dict[int, list[str]] = {}
    for sheet in rows.only("run_id", "kind", "position"):
        words = found.setdefault(sheet.run_id, [])
        if (label := str(sheet.get_kind_display())) not in words:
            words.append(label)
    return found


def unknown_companies(run: ImportRun) -> list[tuple[str, int]]:
    """Return the companies of sound rows that are not in the register yet, with how many rows."""
    rows = ImportRow.objects.filter(READY, sheet__run=run, values__has_key="company")
    new = rows.filter(values__company_id=None).values("values__company")
    counts = new.annotate(rows=Count("pk")).order_by("-rows", "values__company")
    return [(str(each["values__company"]), each["rows"]) for each in counts[:200]]

"""Forget tables that lie long enough: the file, and what its rows said."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from sambung.core.access import SYSTEM
from sambung.core.jobs import Work
from sambung.exchange.actions.starting import drop_import, forget_file
from sambung.exchange.models import ImportRow, ImportRun, ImportSheet, ImportState
from sambung.exchange.rules.keeping import IDLE_KEPT, TABLES_KEPT

IDLE = [ImportState.MATCHING, ImportState.PREVIEW, ImportState.FAILED]


def forget_tables(work: Work) -> None:
    """The job: blank finished imports after a year, give idle ones up after three months.

    What a row became stays, and so does which row it came from.
    """
    now = timezone.now()
    old, idle = now - timedelta(days=TABLES_KEPT), now - timedelta(days=IDLE_KEPT)
    ended = Q(done_at__lt=old) | Q(undone_at__lt=old)
    # A file with NIK went at once when it came in; what its rows said is still there.
    remembered = Q(file__isnull=False) | Q(has_nik=True)
    finished = ImportRun.objects.filter(ended, remembered).select_related("file")
    rows = ImportRow.objects.filter(sheet__run__in=finished)
    with work.effects():
        rows.exclude(cells={}).update(cells={}, values={}, faults=[])
        ImportSheet.objects.filter(run__in=finished).update(samples=[])
        for run in list(finished):
            forget_file(run)
        for run in ImportRun.objects.filter(state__in=IDLE, created_at__lt=idle):
            drop_import(run=run, by=SYSTEM)

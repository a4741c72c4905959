"""Tables that lie long enough are forgotten; what came of them stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sambung.activities.models import Activity
from sambung.core import jobs
from sambung.core.models import Job
from sambung.exchange.models import ImportRow, ImportRun
from tests.exchange import tables

pytestmark = pytest.mark.db


def test_forget_tables_blanks_finished_ones_after_a_year_and_drops_idle_ones_sooner(cast):
    kept, idle = tables.waiting(cast), tables.waiting(cast)
    old = tables.done(cast, tables.table(tables.ACTIVITIES, tables.NEWCOMER, name="lama.csv"))
    count = Activity.objects.count()
    assert count
    now = timezone.now()
    ImportRun.objects.filter(pk=old.pk).update(done_at=now - timedelta(days=366))
    ImportRun.objects.filter(pk=idle.pk).update(created_at=now - timedelta(days=91))
    jobs.enqueue("exchange.forget_tables")
    jobs.drain()
    assert list(Job.objects.exclude(error="").values_list("name", "error")) == []
    for run in (kept, idle, old):
        run.refresh_from_db()
    assert (old.state, old.file_id) == ("done", None)
    assert list(ImportRow.objects.filter(sheet__run=old).values_list("cells", "values")) == [
        ({}, {})
    ]
    assert Activity.objects.count() == count
    assert (idle.state, idle.file_id) == ("dropped", None)
    assert kept.state == "preview"
    assert kept.file_id is not None
    assert ImportRow.objects.filter(sheet__run=kept).exclude(cells={}).exists()


def test_forget_tables_also_blanks_rows_whose_file_went_at_once_for_its_numbers(cast):
    old = tables.done(cast, tables.table(tables.ACTIVITIES, tables.NEWCOMER, name="nik.csv"))
    year_ago = timezone.now() - timedelta(days=366)
    ImportRun.objects.filter(pk=old.pk).update(done_at=year_ago, has_nik=True, file=None)
    jobs.enqueue("exchange.forget_tables")
    jobs.drain()
    assert not ImportRow.objects.filter(sheet__run=old).exclude(cells={}, values={}).exists()
    assert not old.sheets.exclude(samples=[]).exists()

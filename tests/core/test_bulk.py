from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.bulk import delete_rows, insert_rows
from sambung.core.models import FormToken, Job, JobState

pytestmark = [pytest.mark.django_db, pytest.mark.db]

MOMENT = datetime(2026, 5, 25, 1, 42, 3, 500, tzinfo=UTC)


def test_rows_are_read_back_as_they_were_given():
    arguments = {"kata": "“Hauwai”\t\n\\N", "angka": [1, None, True]}
    rows = [{"name": f"kerja {n}", "arguments": arguments, "run_after": MOMENT} for n in range(3)]
    assert insert_rows(Job, [{**row, "created_at": MOMENT} for row in rows]) == 3
    job = Job.objects.order_by("pk")[1]
    assert (job.name, job.arguments, job.run_after) == ("kerja 1", arguments, MOMENT)
    assert (job.state, job.unique_key, job.attempt) == (JobState.QUEUED, None, 0)


def test_what_a_row_lacks_gets_the_default_and_unknown_stays_unknown():
    insert_rows(FormToken, [{"token": "satu", "at": timezone.now()}])
    assert FormToken.objects.get().result_url == ""
    insert_rows(Job, [{"name": "x", "run_after": MOMENT, "created_at": MOMENT}])
    assert Job.objects.get().lease_until is None


def test_constraints_of_the_database_hold():
    rows = [{"token": "sama", "at": MOMENT}] * 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(FormToken, rows)
    assert not FormToken.objects.exists()


def test_nothing_to_insert_is_no_error():
    assert insert_rows(FormToken, []) == 0


def test_delete_rows_takes_only_those_asked_for():
    insert_rows(FormToken, [{"token": name, "at": MOMENT} for name in ("a", "b", "c")])
    assert delete_rows(FormToken.objects.filter(token__in=["a", "b"])) == 2
    assert [row.token for row in FormToken.objects.all()] == ["c"]

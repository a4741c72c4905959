"""The worker as a process: killed with -9, idle and busy; the long form is script/soak."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from sambung.core import jobs
from sambung.core.models import WorkerBeat
from tests.core.soak import ROOT


def own_database(tmp_path) -> dict[str, str]:
    """Return the environment of an empty installation with a database file of its own."""
    env = {**os.environ, "SAMBUNG_MODE": "test", "SAMBUNG_DATA_DIR": str(tmp_path / "data")}
    if settings.IS_SQLITE:
        env.pop("DATABASE_URL", None)
    return env


@pytest.mark.skipif(not settings.IS_SQLITE, reason="script/soak does this on PostgreSQL")
def test_killed_workers_lose_and_repeat_nothing(tmp_path):
    env = own_database(tmp_path)
    run = {"cwd": ROOT, "env": env, "capture_output": True, "text": True, "check": False}
    migrated = subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], **run)
    assert migrated.returncode == 0, migrated.stderr
    argv = [sys.executable, "-m", "tests.core.soak", "kills", "--idle", "2", "--busy", "3"]
    done = subprocess.run(argv, **run)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)
    assert (figures["effects_once"], figures["jobs"]) == (5, 5)
    assert figures["tried_again"] >= 1


@pytest.mark.django_db(transaction=True)
def test_work_once_does_what_is_due_and_ends():
    job = jobs.enqueue("core.sweep")
    call_command("work", once=True)
    job.refresh_from_db()
    assert job.state == "done"
    assert not WorkerBeat.objects.exists()

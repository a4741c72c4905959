"""Kill workers with -9, idle and busy, and count effects: each must happen exactly once.

`python -m tests.core.soak worker` is a worker that knows the test deeds and has short leases;
`python -m tests.core.soak kills --idle 50 --busy 50` is the whole soak (script/soak).
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 2
BEAT_SECONDS = 0.4


def be_worker() -> None:
    """Run `manage.py work` with the test deeds and leases short enough to wait for."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after django.setup

    from sambung.core import jobs  # noqa: PLC0415
    from sambung.core.management.commands import work  # noqa: PLC0415
    from tests.core import deeds  # noqa: PLC0415

    jobs.LEASE = timedelta(seconds=LEASE_SECONDS)
    jobs.BACKOFF = timedelta(seconds=0.2)
    work.BEAT_SECONDS = BEAT_SECONDS
    work.POLL_SECONDS = 0.1
    deeds.register()
    call_command("work")


class Crew:
    """Workers that are killed and replaced."""

    def __init__(self, size: int, log: Path) -> None:
        self.log = log.open("ab")
        self.workers = [self.hire() for _ in range(size)]

    def hire(self) -> "subprocess.Popen[bytes]":
        """Start one worker."""
        argv = [sys.executable, "-m", "tests.core.soak", "worker"]
        return subprocess.Popen(argv, cwd=ROOT, stdout=self.log, stderr=self.log)

    def kill(self, pid: int) -> None:
        """Kill one worker with -9 and hire another."""
        for number, worker in enumerate(self.workers):
            if worker.pid == pid:
                worker.kill()
                worker.wait()
                self.workers[number] = self.hire()

    def dismiss(self) -> list[int]:
        """Ask everybody to end and return how they ended."""
        for worker in self.workers:
            worker.send_signal(signal.SIGTERM)
        codes = [worker.wait(timeout=20) for worker in self.workers]
        self.log.close()
        return codes


def pid_of(worker: str) -> int:
    """Return the process behind a worker's name."""
    return int(worker.split(":")[-2])


def wait_for(what, seconds: float = 60) -> object:
    """Return what() as soon as it is true; raise AssertionError when it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain for {what.__doc__ or what}")


def kills(idle: int, busy: int, log: Path, seed: int = 1) -> dict[str, object]:
    """Kill idle and busy workers in turn, then count each job's marks; return the figures.

    Django must be set up and migrated.
    """
    from sambung.core import jobs  # noqa: PLC0415
    from sambung.core.models import Entry, Job, JobState, WorkerBeat  # noqa: PLC0415
    from tests.core import deeds  # noqa: PLC0415

    deeds.register()
    dice = random.Random(seed)
    crew = Crew(2, log)
    started = time.monotonic()
    names = []
    try:
        for _ in range(idle):
            wait_for(lambda: WorkerBeat.objects.filter(worker__contains=str(crew.workers[0].pid)))
            crew.kill(crew.workers[0].pid)
            names.append(jobs.enqueue("test.mark", most_attempts=99).pk)
        for _ in range(busy):
            job = jobs.enqueue("test.slow", seconds=0.6, most_attempts=99)
            names.append(job.pk)
            held = wait_for(
                lambda pk=job.pk: Job.objects.filter(
                    pk=pk, state__in=[JobState.RUNNING, JobState.DONE]
                ).first()
            )
            time.sleep(dice.uniform(0, 0.8))
            crew.kill(pid_of(held.worker))
        wait_for(
            lambda: Job.objects.filter(pk__in=names, state=JobState.DONE).count() == len(names),
            seconds=60 + 4 * busy,
        )
    finally:
        codes = crew.dismiss()
    marks = [
        Entry.objects.filter(verb="test.marked", subject_id=str(name)).count() for name in names
    ]
    return {
        "idle_kills": idle,
        "busy_kills": busy,
        "jobs": len(names),
        "effects_once": marks.count(1),
        "effects_lost": marks.count(0),
        "effects_repeated": sum(count > 1 for count in marks),
        "tried_again": Job.objects.filter(pk__in=names, attempt__gt=1).count(),
        "ended_when_asked": codes == [0] * len(codes),
        "seconds": round(time.monotonic() - started, 1),
    }


def main() -> None:
    """Be a worker, or kill workers and print the figures as JSON; exit 1 when one is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["worker", "kills"])
    parser.add_argument("--idle", type=int, default=50)
    parser.add_argument("--busy", type=int, default=50)
    parser.add_argument("--log", type=Path, default=Path(os.devnull))
    asked = parser.parse_args()
    if asked.what == "worker":
        be_worker()
        return
    django.setup()
    figures = kills(asked.idle, asked.busy, asked.log)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.exit(figures["effects_once"] != figures["jobs"] or not figures["ended_when_asked"])


if __name__ == "__main__":
    main()

"""Do the jobs of the queue until told to stop; run as many of these as there is work for."""

import logging
import os
import signal
import socket
import time
from argparse import ArgumentParser
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from sambung.core import jobs
from sambung.core.models import WorkerBeat

log = logging.getLogger("sambung.worker")
POLL_SECONDS = 0.5
BEAT_SECONDS = 5


class Heart(Thread):
    """Renews the lease of the job at hand and shows that the worker lives, every few seconds."""

    def __init__(self, worker: str) -> None:
        super().__init__(daemon=True, name="heart")
        self.worker = worker
        self.work: jobs.Work | None = None
        self.stopped = Event()
        self.started_at = timezone.now()

    def run(self) -> None:
        """Beat until stopped; a database that is busy or away is tried again at the next beat."""
        while not self.stopped.is_set():
            try:
                self.beat()
            except DatabaseError:
                log.warning("heartbeat missed", exc_info=True)
                connection.close()
            self.stopped.wait(BEAT_SECONDS)
        connection.close()

    def beat(self) -> None:
        """Renew the lease and write the beat."""
        close_old_connections()
        if self.work is not None:
            self.work.renew()
        WorkerBeat.objects.update_or_create(
            worker=self.worker,
            defaults={"at": timezone.now()},
            create_defaults={"at": timezone.now(), "started_at": self.started_at},
        )


class Command(BaseCommand):
    """The worker: claims a job, does it, claims the next."""

    help = "Do background jobs until SIGTERM or Ctrl-C; --once ends when nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer --once."""
        parser.add_argument("--once", action="store_true", help="end when nothing is due")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Work until told to stop; the job at hand is given back to the queue."""
        self.ending = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{int(time.time())}"
        heart = Heart(worker)
        jobs.start_schedules()
        heart.start()
        log.info("worker started", extra={"worker": worker})
        try:
            self.loop(worker, heart, once=once)
        finally:
            heart.stopped.set()
            heart.join(timeout=BEAT_SECONDS)
            WorkerBeat.objects.filter(worker=worker).delete()

    def end(self, number: int, frame: FrameType | None) -> None:
        """Ask the loop, and the job at hand, to end."""
        self.ending.set()

    def loop(self, worker: str, heart: Heart, *, once: bool) -> None:
        """Claim and do jobs; outlive a database that is away for a while."""
        while not self.ending.is_set():
            try:
                if not self.do_one(worker, heart):
                    if once:
                        return
                    self.ending.wait(POLL_SECONDS)
            except DatabaseError:
                log.warning("database away or busy, trying again", exc_info=True)
                connection.close()
                self.ending.wait(BEAT_SECONDS)

    def do_one(self, worker: str, heart: Heart) -> bool:
        """Do one job that is due; False when there is none."""
        close_old_connections()
        jobs.enqueue_scheduled()
        job = jobs.claim(worker)
        if job is None:
            return False
        heart.work = work = jobs.Work(job, self.ending)
        started = time.monotonic()
        try:
            jobs.perform(job, work=work)
        finally:
            heart.work = None
        job.refresh_from_db(fields=["state", "error"])
        log.info(
            "job ended",
            extra={"job": job.name, "job_id": job.pk, "attempt": job.attempt, "state": job.state}
            | {"seconds": round(time.monotonic() - started, 2), "error": job.error[:200]},
        )
        return True

"""Jobs for the tests of core.jobs: each leaves an Entry per effect, so that they can be counted."""

import os
import signal
import time

from sambung.core import audit, jobs, registry
from sambung.core.access import SYSTEM
from sambung.core.models import Entry

PATH = "tests.core.deeds."


def register() -> None:
    """Register every deed under test.<name>."""
    for name in ("mark", "slow", "break_down", "half", "patient", "kill_worker"):
        registry.register(f"test.{name}", PATH + name, ended=PATH + "ended")


def leave(work: jobs.Work, verb: str, **data: object) -> Entry:
    """Leave one mark of this job."""
    return audit.record(verb, work.job, by=SYSTEM, **data)


def mark(work: jobs.Work, *, note: str = "") -> None:
    """Leave a mark and be done."""
    with work.effects():
        leave(work, "test.marked", note=note)


def slow(work: jobs.Work, *, seconds: float) -> None:
    """Report for a while, then leave a mark."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        work.report(left=round(until - time.monotonic(), 1))
        work.stop_if_asked()
        time.sleep(0.05)
    with work.effects():
        leave(work, "test.marked")


def break_down(work: jobs.Work) -> None:
    """Fail."""
    raise ValueError("deliberately broken")


def half(work: jobs.Work) -> None:
    """Leave a mark, then fail inside the same transaction."""
    with work.effects():
        leave(work, "test.marked")
        raise ValueError("broken half way")


def patient(work: jobs.Work) -> None:
    """Wait to be stopped."""
    work.stop_if_asked()
    raise AssertionError("nobody asked to stop")


def kill_worker(work: jobs.Work) -> None:
    """Take the worker down with it: a poison job."""
    os.kill(os.getpid(), signal.SIGKILL)


def ended(reason: str, **arguments: object) -> None:
    """Leave a mark that the room was told."""
    Entry.objects.create(
        at="2026-01-01T00:00:00Z",
        verb="test.ended",
        subject_label="core.job",
        subject_id="0",
        scope_label="core.job",
        scope_id="0",
        data={"reason": reason},
    )

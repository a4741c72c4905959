"""Heavy work in a process of its own: killed when its time is up, bounded, never orphaned."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sambung.core.jobs import Stopped

LOOK_EVERY = 0.5  # seconds between two looks at should_stop
GRACE = 3.0  # seconds between being asked and being killed
TAIL = 20_000  # characters of output that are kept

# Set in the child itself: a hook between fork and exec is not safe beside the heartbeat's thread.
LAUNCHER = """
import ctypes, os, resource, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)  # die with the worker, also when that is killed with -9
limit = int(sys.argv[1]) * 1024 * 1024
if limit:
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
os.execvp(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True)
class ChildResult:
    """How a child ended."""

    returncode: int
    output: str
    timed_out: bool
    seconds: float


def ignore(line: str) -> None:
    """Drop a line of output."""


def never() -> bool:
    """Never stop."""
    return False


def run_child(
    argv: Sequence[str],
    *,
    timeout: float,
    memory_mb: int = 0,
    on_line: Callable[[str], None] = ignore,
    should_stop: Callable[[], bool] = never,
) -> ChildResult:
    """Run a command to its end, its time or its stop; `on_line` gets each line it writes.

    Raises Stopped, with the child and its children killed, once should_stop() is true.
    """
    started = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - the command is ours
        [sys.executable, "-c", LAUNCHER, str(memory_mb), *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    output = Output(process, on_line)
    try:
        timed_out = not output.follow(until=started + timeout, should_stop=should_stop)
    finally:
        kill_group(process)
        output.close()
    return ChildResult(process.returncode, output.text, timed_out, time.monotonic() - started)


class Output:
    """What a child writes, cut into lines as it comes."""

    def __init__(self, process: "subprocess.Popen[bytes]", on_line: Callable[[str], None]) -> None:
        self.process, self.on_line = process, on_line
        self.pending, self.text = b"", ""
        self.selector = selectors.DefaultSelector()
        if process.stdout is not None:
            os.set_blocking(process.stdout.fileno(), False)
            self.selector.register(process.stdout, selectors.EVENT_READ)

    def follow(self, *, until: float, should_stop: Callable[[], bool]) -> bool:
        """Read until the child ends (True) or its time is up (False); raise Stopped when asked."""
        looked = time.monotonic()
        while time.monotonic() < until:
            is_open = self.read()
            if not is_open or self.process.poll() is not None:
                self.finish(until)
                return True
            if time.monotonic() - looked >= LOOK_EVERY:
                looked = time.monotonic()
                if should_stop():
                    raise Stopped
        return False

    def finish(self, until: float) -> None:
        """Read what is left and wait for the end of a child that closed its output."""
        while self.pending or self.selector.get_map():
            if not self.read(wait=0.05):
                break
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0.1, until - time.monotonic()))

    def read(self, wait: float = 0.1) -> bool:
        """Take what there is to read; False when the child closed its output."""
        if not self.selector.select(timeout=wait) or self.process.stdout is None:
            return self.process.poll() is None
        chunk = self.process.stdout.read(65536) or b""
        *lines, self.pending = (self.pending + chunk).split(b"\n")
        if not chunk and self.pending:
            lines, self.pending = [*lines, self.pending], b""
        for line in lines:
            text = line.decode(errors="replace")
            self.text = (self.text + text + "\n")[-TAIL:]
            self.on_line(text)
        return bool(chunk)

    def close(self) -> None:
        """Let go of the pipe."""
        self.selector.close()
        if self.process.stdout is not None:
            self.process.stdout.close()


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """End the child and everything it started: asked first, killed after a grace."""
    if process.poll() is None:
        signal_group(process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=GRACE)
    signal_group(process, signal.SIGKILL)
    process.wait()


def signal_group(process: "subprocess.Popen[bytes]", number: int) -> None:
    """Send a signal to the child's whole group, when there still is one."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)

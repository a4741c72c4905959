import os
import sys
import time
from pathlib import Path

import pytest

from sambung.core.child import run_child
from sambung.core.jobs import Stopped


def python(code: str) -> list[str]:
    return [sys.executable, "-u", "-c", code]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2]
    return state != "Z"


def test_child_hands_over_every_line():
    lines: list[str] = []
    result = run_child(
        python("print('a'); print('b'); print('c', end='')"), timeout=20, on_line=lines.append
    )
    assert lines == ["a", "b", "c"]
    assert (result.returncode, result.timed_out) == (0, False)


def test_child_that_fails_says_how():
    result = run_child(python("import sys; sys.exit('broken')"), timeout=20)
    assert result.returncode == 1
    assert "broken" in result.output


def test_child_past_its_time_is_killed():
    result = run_child(python("import time; time.sleep(60)"), timeout=0.5)
    assert result.timed_out
    assert result.seconds < 10


def test_child_that_ignores_being_asked_is_killed_with_what_it_started(monkeypatch):
    monkeypatch.setattr("sambung.core.child.GRACE", 0.3)
    code = (
        "import signal, subprocess, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "p = subprocess.Popen(['sleep', '60']); print(p.pid); time.sleep(60)"
    )
    pids: list[int] = []
    with pytest.raises(Stopped):
        run_child(
            python(code),
            timeout=30,
            on_line=lambda line: pids.append(int(line)),
            should_stop=lambda: bool(pids),
        )
    until = time.monotonic() + 5
    while is_alive(pids[0]) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(pids[0])


def test_child_that_wants_too_much_memory_fails():
    result = run_child(python("x = bytearray(900_000_000)"), timeout=20, memory_mb=300)
    assert result.returncode != 0
    assert "MemoryError" in result.output

"""The real thing for the browser: gunicorn and a worker on a copy of the demo world."""

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "var" / "journeys"
LOADERS = ("regions", "core", "data")  # what the loaded regions depend on
SOURCES = {".py", ".html", ".css", ".js", ".mjs", ".csv", ".gz", ".po", ".json"}


def fingerprint(*rooms: str) -> str:
    """Return what the sources of some rooms (all of them when none is named) look like."""
    seen = hashlib.sha256()
    folders = [ROOT / "sambung" / room for room in rooms] or [ROOT / "sambung"]
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and path.suffix in SOURCES:
            facts = path.stat()
            seen.update(f"{path.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:16]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the settings of a site that lives in a folder."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
        "SAMBUNG_MODE": "demo",
        "SAMBUNG_DATA_DIR": str(home / "data"),
        "SAMBUNG_STATIC_ROOT": str(home / "static"),
        "DATABASE_URL": f"sqlite:///{home / 'data' / 'sambung.sqlite3'}",
        "WEB_WORKERS": "1",
        **more,
    }


def manage(home: Path, *words: str) -> str:
    """Run a management command on a site's folder and return what it printed."""
    return python(home, "manage.py", *words)


def python(home: Path, *argv: str) -> str:
    """Run Python with a site's settings and return what it printed."""
    done = subprocess.run(
        [sys.executable, *argv],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{argv}: {done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def locked(path: Path):
    """Let one process at a time make what others wait for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def demo_world() -> Path:
    """Return the folder of the demo world of these sources, built when it is not there yet."""
    home = CACHE / f"world-{fingerprint()}"
    with locked(CACHE / "lock"):
        if not (home / "ready").exists():
            for old in CACHE.glob("world-*"):
                shutil.rmtree(old)
            (home / "data").mkdir(parents=True)
            manage(home, "catalogue")
            manage(home, "collectstatic", "--noinput", "-v", "0")
            manage(home, "migrate", "-v", "0")
            manage(home, "load_regions")
            manage(home, "demo")
            (home / "ready").touch()
    return home


@dataclass
class Site:
    """A running site: its address, and the cookies of the demo's people."""

    home: Path
    port: int
    log: Path
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    facts: dict = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Return the address without a closing slash."""
        return f"http://127.0.0.1:{self.port}"

    def python(self, *argv: str) -> str:
        """Run Python with this site's settings and return what it printed."""
        return python(self.home, *argv)

    def start(self) -> None:
        """Start gunicorn and a worker, and wait until the site answers."""
        env = environment(
            self.home, BIND=f"127.0.0.1:{self.port}", PUBLIC_URL=self.url, WEB_THREADS="8"
        )
        out = self.log.open("ab")
        for argv in (["-m", "gunicorn", "--chdir", str(ROOT)], ["manage.py", "work"]):
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, *argv],
                    cwd=ROOT,
                    env=env,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    start_new_session=True,
                )
            )
        out.close()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(self.url + "/", timeout=10):
                    break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise AssertionError("the site did not start: " + self.log.read_text()[-2000:])
        self.facts = json.loads(self.python("-m", "tests.journeys.facts"))

    def stop(self) -> None:
        """End both with all they started."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=8)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def free_port() -> int:
    """Return a port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_site(folder: Path):
    """Run a site on a fresh copy of the demo world in the folder."""
    world = demo_world()
    shutil.copytree(world / "data", folder / "data")
    (folder / "static").symlink_to(world / "static")
    site = Site(folder, free_port(), folder / "site.log")
    try:
        site.start()
        yield site
    finally:
        site.stop()

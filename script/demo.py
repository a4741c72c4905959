"""Prepare and run the demo: the site and its job worker together, until Ctrl-C.

Everything it makes is in .demo/; what has not changed since the last start is not made again.
"""

import argparse
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("SAMBUNG_DEMO_DIR", ROOT / ".demo")).resolve()
MADE = {".pyc", ".mo"}


class Trouble(Exception):
    """Something a person has to mend; the message says what."""


def environment(port: int) -> dict[str, str]:
    """Return the settings of the demo: always its own embedded database."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "SAMBUNG_MODE": "demo",
        "SAMBUNG_DATA_DIR": str(HOME / "data"),
        "SAMBUNG_STATIC_ROOT": str(HOME / "static"),
        "DATABASE_URL": f"sqlite:///{HOME / 'data' / 'sambung.sqlite3'}",
        "PUBLIC_URL": os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{port}"),
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": os.environ.get("WEB_WORKERS", "2"),
        "PYTHONUNBUFFERED": "1",
    }


def manage(env: dict[str, str], *words: str) -> None:
    """Run one management command; raise Trouble when it fails."""
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=False)
    if done.returncode:
        raise Trouble(f"`manage.py {' '.join(words)}` failed; `script/demo --reset` starts anew.")


def has_command(name: str) -> bool:
    """Return whether the package has this management command."""
    return any((ROOT / "sambung").glob(f"*/management/commands/{name}.py"))


def fingerprint() -> str:
    """Return what the sources look like, by name, size and time of each file."""
    seen = hashlib.sha256()
    for path in sorted((ROOT / "sambung").rglob("*")):
        if path.is_file() and path.suffix not in MADE:
            facts = path.stat()
            seen.update(f"{path.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def is_stamped(name: str, value: str) -> bool:
    """Return whether a step was finished with this value."""
    stamp = HOME / name
    return stamp.exists() and stamp.read_text(encoding="ascii") == value


def prepare(env: dict[str, str]) -> None:
    """Bring static files, catalogue, database and the demo world up to date with the sources."""
    (HOME / "data").mkdir(parents=True, exist_ok=True)
    sources = fingerprint()
    has_world = (HOME / "world").exists()
    if is_stamped("sources", sources) and has_world:
        return
    step("texts and static files")
    manage(env, "catalogue")
    manage(env, "collectstatic", "--noinput", "-v", "0")
    if not has_world:  # a world that was interrupted half way is not kept
        for path in (HOME / "data").glob("sambung.sqlite3*"):
            path.unlink()
    step("database")
    manage(env, "migrate", "-v", "0")
    step("38 provinces, 514 districts, 7,285 subdistricts, 83,762 villages")
    manage(env, "load_regions")
    if not has_world and has_command("demo"):
        step("the demo world of Kabupaten Balangan")
        manage(env, "demo")
    if has_command("demo"):
        (HOME / "world").write_text("built", encoding="ascii")
    (HOME / "sources").write_text(sources, encoding="ascii")


def step(what: str) -> None:
    """Say what is being made."""
    print(f"sambung: {what} ({time.monotonic() - STARTED:.0f} s)", file=sys.stderr, flush=True)


def is_free(port: int) -> bool:
    """Return whether nobody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(asked: int | None) -> int:
    """Return the port asked for, or the first free one from 8000; raise Trouble when taken."""
    candidates = [asked] if asked else list(range(8000, 8020))
    for port in candidates:
        if is_free(port):
            return port
    raise Trouble(f"Port {candidates[0]} is in use. Choose another: script/demo --port 8123")


class Household:
    """The processes of the demo: all live, or all are stopped."""

    def __init__(self, env: dict[str, str]) -> None:
        log = HOME / "demo.log"
        self.log = log.open("a", encoding="utf-8")
        self.members = {
            "site": [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT)],
            "worker": [sys.executable, "manage.py", "work"],
        }
        self.processes = {
            name: subprocess.Popen(
                argv,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=self.log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            for name, argv in self.members.items()
        }

    def dead(self) -> str | None:
        """Return the name of one that ended by itself, if any."""
        return next((name for name, one in self.processes.items() if one.poll() is not None), None)

    def await_site(self, address: str) -> None:
        """Wait until the site answers; raise Trouble when it does not."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if name := self.dead():
                raise Trouble(f"The {name} ended at once; see {self.log.name}")
            try:
                with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise Trouble(f"The site did not answer within 60 s; see {self.log.name}")

    def stop(self) -> None:
        """End every process with all it started: asked first, killed after 8 s."""
        for process in self.processes.values():
            send(process, signal.SIGTERM)
        until = time.monotonic() + 8
        for process in self.processes.values():
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                send(process, signal.SIGKILL)
                process.wait()
            send(process, signal.SIGKILL)
        self.log.close()


def send(process: "subprocess.Popen[bytes]", number: int) -> None:
    """Send a signal to a process and all it started."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def interrupt(number: int, frame: FrameType | None) -> None:
    """Treat every request to end as Ctrl-C."""
    raise KeyboardInterrupt


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="script/demo", description="Open Sambung with a simulated pilot district."
    )
    parser.add_argument("--port", type=int, help="port on this machine (default: from 8000)")
    parser.add_argument("--reset", action="store_true", help="build the world anew")
    parser.add_argument(
        "--check", action="store_true", help="start, compare pages with the data, stop"
    )
    return parser.parse_args()


def run(asked: argparse.Namespace) -> int:
    """Prepare, start, and wait for Ctrl-C (or check and stop)."""
    if asked.reset:
        shutil.rmtree(HOME, ignore_errors=True)
    port = choose_port(asked.port)
    env, address = environment(port), f"http://127.0.0.1:{port}/"
    prepare(env)
    household = Household(env)
    try:
        household.await_site(address)
        step("ready")
        if asked.check:
            checker = [sys.executable, "script/demo_check.py", address]
            return subprocess.run(checker, cwd=ROOT, env=env, check=False).returncode
        print(f"\n  Sambung: {address}\n  (Ctrl-C ends it)\n", flush=True)
        if has_command("demo"):
            manage(env, "demo", "--logins")
        while not household.dead():
            time.sleep(0.5)
        raise Trouble(f"The {household.dead()} ended by itself; see {household.log.name}")
    finally:
        household.stop()


if __name__ == "__main__":
    STARTED = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    try:
        sys.exit(run(arguments()))
    except KeyboardInterrupt:
        print("\nsambung: stopped", file=sys.stderr)
        sys.exit(130)
    except Trouble as trouble:
        print(f"sambung: {trouble}", file=sys.stderr)
        sys.exit(1)

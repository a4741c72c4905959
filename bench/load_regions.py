"""Seconds to load all regions, borders and figures into an empty database, and to find nothing new.

    python -m bench.load_regions --out var/bench/load_regions.json

Uses the database of DATABASE_URL, which must be empty: name a scratch one. Goal: <= 30 s.
"""

import argparse
import json
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "demo")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from sambung.core.access import SYSTEM
from sambung.regions import actions
from sambung.regions.models import Region

GOAL_SECONDS = 30.0


def timed() -> tuple[float, list[actions.FileReport]]:
    """Load once and return the seconds it took and what happened to each file."""
    start = time.perf_counter()
    reports = actions.load_regions(by=SYSTEM)
    return round(time.perf_counter() - start, 2), reports


def main() -> int:
    """Load twice, write JSON; return 1 when the first load takes twice the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("var/bench/load_regions.json"))
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    assert not Region.objects.exists(), "name an empty scratch database in DATABASE_URL"
    first, reports = timed()
    again, second = timed()
    assert {report.state for report in second} == {actions.FileState.SAME}
    result = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "goal_seconds": GOAL_SECONDS,
        "first_seconds": first,
        "again_seconds": again,
        "rows": {report.name: report.rows for report in reports},
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=2))
    print(f"{connection.vendor}: first {first} s, again {again} s")
    return int(first > 2 * GOAL_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())

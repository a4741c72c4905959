"""Server time and queries of the ten main pages over the large world.

    python -m bench.pages --out var/bench/pages.json [--requests 40] [--packages 20000]

Uses the database of DATABASE_URL, which must be empty: name a scratch one. Goals: p95 <= 150 ms and
<= 15 queries a page. The client runs in this process: middleware, view, queries, template, gzip.
"""

import argparse
import json
import logging
import os
import platform
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "demo")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import world
from sambung.needs.models import Package
from sambung.partnerships.models import Partnership

GOAL_P95_MS = 150.0
GOAL_QUERIES = 15


def addresses() -> dict[str, str]:
    """Return the ten main pages by what people call them."""
    package = Package.objects.filter(village__regency_code=world.PILOT).earliest("pk")
    partnership = Partnership.objects.filter(village__regency_code=world.PILOT).earliest("pk")
    return {
        "beranda": reverse("web:home"),
        "peta kebutuhan": reverse("regions:map"),
        "wilayah: provinsi": reverse("web:region", args=["63"]),
        "wilayah: kabupaten": reverse("web:region", args=[world.PILOT]),
        "cari": "/cari/?q=balngan",
        "daftar usulan": reverse("needs:need-list"),
        "kegiatan siap didukung": reverse("needs:shelf"),
        "satu kegiatan": reverse("needs:package", args=[package.pk]),
        "daftar kemitraan": reverse("partnerships:partnership-list"),
        "satu kemitraan": reverse("web:partnership", args=[partnership.pk]),
    }


def measure(client: Client, address: str, requests: int) -> dict[str, float]:
    """Return median and p95 milliseconds, queries and gzip bytes of one page."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers={"accept-encoding": "gzip"})
    asked = len(queries)  # now: the next request empties the log
    assert answer.status_code == 200, (address, answer.status_code)
    times = []
    for _ in range(requests):
        start = time.perf_counter()
        client.get(address, headers={"accept-encoding": "gzip"})
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95) - 1], 1),
        "queries": asked,
        "gzip_bytes": len(answer.content),
    }


def main() -> int:
    """Build the world, measure, write JSON; return 1 when a figure is twice its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("var/bench/pages.json"))
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--packages", type=int, default=20_000)
    parser.add_argument("--keep", action="store_true", help="the world is there already")
    options = parser.parse_args()
    if not options.keep:
        call_command("migrate", verbosity=0)
        world.build(packages=options.packages, partnerships=options.packages // 4)
    logging.disable(logging.CRITICAL)  # a line per request is the server's work, not the page's
    officer = world.User.objects.get(email="beban@example.org")
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    pages = {
        name: measure(client, address, options.requests) for name, address in addresses().items()
    }
    report = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "packages": options.packages,
        "seed": 20261123,
        "goal": {"p95_ms": GOAL_P95_MS, "queries": GOAL_QUERIES},
        "pages": pages,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2, ensure_ascii=False))
    for name, row in pages.items():
        print(f"{name:26} {row['median_ms']:7} ms {row['p95_ms']:7} p95 {row['queries']:4} queries")
    return int(
        any(
            r["p95_ms"] > 2 * GOAL_P95_MS or r["queries"] > 2 * GOAL_QUERIES for r in pages.values()
        )
    )


if __name__ == "__main__":
    raise SystemExit(main())

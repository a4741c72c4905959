"""The recap of a province: 100 companies, 20,000 activities of one year and 20,000 of the last.

    python -m bench.recap --out var/bench/recap.json [--activities 20000] [--requests 10]

Uses the database of DATABASE_URL, which must be empty: name a scratch one. Goals: page <= 2 s, PDF
<= 5 s. The client runs in this process: middleware, view, queries, template, gzip, Typst. Rows are
put straight into the table: this is load, not a story.
"""

import argparse
import json
import logging
import os
import platform
import random
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

from sambung.activities.models import Activity, ActivityKind, ActivityState, Answer
from sambung.parties.models import Membership, Organisation, User
from sambung.regions.models import Region, Service

SEED = 20261123
PROVINCE, YEAR = "63", 2026
COMPANIES, BATCH = 100, 2000
GOALS_S = {"halaman": 2.0, "pdf": 5.0, "xlsx": 20.0, "terbitkan": 10.0}


def build(activities: int) -> User:
    """Fill the empty database and return the officer of the province."""
    call_command("migrate", verbosity=0)
    call_command("load_regions", verbosity=0)
    chance = random.Random(SEED)
    desk = Organisation.objects.create(
        name="Bappeda provinsi beban", kind="pemprov", region_id=PROVINCE, search_name="beban"
    )
    officer = User.objects.create(name="Petugas Beban", email="beban@example.org")
    Membership.objects.create(user=officer, organisation=desk, role="officer")
    companies = Organisation.objects.bulk_create(
        Organisation(name=f"PT Beban {i:03}", kind="perusahaan", search_name=f"pt beban {i:03}")
        for i in range(COMPANIES)
    )
    villages = list(Region.objects.filter(province_code=PROVINCE, level=4))
    for year in (YEAR - 1, YEAR):
        rows = [activity(chance, companies, villages, desk, year, i) for i in range(activities)]
        Activity.objects.bulk_create(rows, batch_size=BATCH)
    return officer


def activity(
    chance: random.Random,
    companies: list[Organisation],
    villages: list[Region],
    desk: Organisation,
    year: int,
    number: int,
) -> Activity:
    """Return one activity with some of its facts unknown."""
    return Activity(
        organisation=chance.choice(companies),
        region=chance.choice(villages),
        service=chance.choice(Service.values),
        kind=chance.choice(ActivityKind.values),
        title=f"Kegiatan beban {number}",
        year=year,
        state=chance.choice(ActivityState.values),
        amount_rp=chance.choice([None, chance.randrange(5, 900) * 1_000_000]),
        people=chance.choice([None, chance.randrange(20, 2000)]),
        works=chance.choice(Answer.values),
        recorded_in=desk,
        source="beban",
        is_simulated=True,
    )


def measure(client: Client, address: str, requests: int) -> dict[str, float]:
    """Return median and slowest seconds, queries and bytes of one address."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers={"accept-encoding": "gzip"})
    asked = len(queries)
    assert answer.status_code == 200, (address, answer.status_code)
    times = []
    for _ in range(requests):
        start = time.perf_counter()
        client.get(address, headers={"accept-encoding": "gzip"})
        times.append(time.perf_counter() - start)
    return {
        "median_s": round(statistics.median(times), 2),
        "slowest_s": round(max(times), 2),
        "queries": asked,
        "bytes": len(answer.content),
    }


def issue(client: Client) -> dict[str, float]:
    """Return how long freezing takes, and the page of what was frozen."""
    address = f"{reverse('activities:recap-issue', args=[PROVINCE])}?tahun={YEAR}"
    start = time.perf_counter()
    answer = client.post(address, {"letter_number": "beban"})
    seconds = round(time.perf_counter() - start, 2)
    assert answer.status_code == 302, answer.status_code
    return {"median_s": seconds, "slowest_s": seconds, "queries": 0, "bytes": 0} | {
        "frozen_page_s": measure(client, answer["Location"], 3)["median_s"]
    }


def main() -> int:
    """Build, measure, write JSON; return 1 when a figure is twice its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--activities", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=10)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    client = Client()
    client.force_login(build(given.activities), "django.contrib.auth.backends.ModelBackend")
    live = {"halaman": "recap", "pdf": "recap-pdf", "xlsx": "recap-workbook"}
    found = {
        name: measure(
            client,
            f"{reverse(f'activities:{view}', args=[PROVINCE])}?tahun={YEAR}",
            given.requests if name != "xlsx" else 2,
        )
        for name, view in live.items()
    }
    found["terbitkan"] = issue(client)
    report = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "machine": platform.machine(),
        "load": os.getloadavg(),
        "seed": SEED,
        "activities": given.activities,
        "found": found,
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(report, indent=1))
    print(json.dumps(report, indent=1))  # noqa: T201 - this is what it is for
    slow = [name for name, goal in GOALS_S.items() if found[name]["median_s"] > 2 * goal]
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())

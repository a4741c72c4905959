"""Server time and queries of the page of one large partnership, and of the list of 5,000.

    python -m bench.partnership --out var/bench/partnership.json [--requests 40]

12 parties, 18 duties at 12 stages detailed by letter, 40 contributions with five statements each,
200 documents and 2,000 lines of history, in the large world of bench/world.py. Uses the database of
DATABASE_URL, which must be empty: name a scratch one. Goals: page p95 <= 150 ms and <= 20 queries;
list and filter p95 <= 200 ms; export <= 3 s.
"""

import argparse
import json
import logging
import os
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
from django.utils import timezone

from bench import world
from sambung.core.models import Entry
from sambung.parties.models import Organisation, User
from sambung.partnerships.lifecycle import RESPONSIBILITIES
from sambung.partnerships.models import (
    Contribution,
    ContributionStatement,
    Document,
    Partnership,
    Party,
    RaciCell,
    Responsibility,
    Stage,
)

PARTIES, CONTRIBUTIONS, DOCUMENTS, LINES = 12, 40, 200, 2_000


def enlarge(partnership: Partnership, user: User) -> None:
    """Give the partnership as much as the goal names."""
    now, today = timezone.now(), timezone.localdate()
    missing = PARTIES - partnership.parties.count()
    taken = partnership.parties.values_list("organisation_id", flat=True)
    houses = Organisation.objects.exclude(pk__in=taken).order_by("pk")[:missing]
    Party.objects.bulk_create(
        Party(partnership=partnership, organisation=house, part="support", joined_at=now)
        for house in houses
    )
    parties = list(partnership.parties.order_by("pk"))
    known = set(partnership.responsibilities.values_list("key", flat=True))
    Responsibility.objects.bulk_create(
        Responsibility(partnership=partnership, key=key)
        for key in RESPONSIBILITIES
        if key not in known
    )
    duties = list(partnership.responsibilities.order_by("pk"))
    RaciCell.objects.bulk_create(
        RaciCell(
            responsibility=duty, stage=stage, party=party, letter="ARCICICICICI"[place],
            is_proposed=False, proposed_at=now, accepted_at=now,
        )
        for duty in duties
        for stage in Stage.values
        for place, party in enumerate(parties)
    )  # fmt: skip
    give(partnership, parties, today, now)
    Document.objects.bulk_create(
        Document(
            partnership=partnership, kind="bukti", title=f"Bukti {number}", at=now, content={},
            organisation_id=parties[number % PARTIES].organisation_id,
        )
        for number in range(DOCUMENTS)
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(
            at=now, verb="partnership.due_set", subject_label="partnerships.partnership",
            subject_id=str(partnership.pk), scope_label="partnerships.partnership",
            scope_id=str(partnership.pk), actor_id=user.pk, data={},
        )
        for _number in range(LINES)
    )  # fmt: skip


def give(partnership: Partnership, parties: list[Party], today: object, now: object) -> None:
    """Add contributions until there are forty, each with five statements."""
    rows = Contribution.objects.bulk_create(
        Contribution(
            partnership=partnership, party=parties[number % PARTIES], kind="cash", way="money",
            title=f"Sumbangan {number}", proposed_rp=9_000_000, proposed_on=today,
            pledged_rp=8_000_000, pledged_on=today,
        )
        for number in range(CONTRIBUTIONS - partnership.contributions.count())
    )  # fmt: skip
    ContributionStatement.objects.bulk_create(
        ContributionStatement(
            contribution=row, of=of, amount_rp=8_000_000, on=today, at=now,
            organisation_id=row.party.organisation_id,
        )
        for row in rows
        for of in ("proposed", "pledged", "agreed", "delivered", "proposed")
    )  # fmt: skip


def measure(client: Client, address: str, requests: int) -> dict[str, float]:
    """Return median and p95 milliseconds and the queries of one address."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    asked = len(queries)  # now: the next request empties the log
    assert answer.status_code == 200, (address, answer.status_code)
    spent = []
    for _number in range(requests):
        started = time.perf_counter()
        client.get(address)
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    return {
        "median_ms": round(statistics.median(spent), 1),
        "p95_ms": round(spent[max(0, round(len(spent) * 0.95) - 1)], 1),
        "queries": asked,
    }


def main() -> int:
    """Build the world, enlarge one partnership, measure, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("var/bench/partnership.json"))
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)
    user = world.build()
    rows = Partnership.objects.filter(village__regency_code=world.PILOT)
    partnership = rows.earliest("pk")
    enlarge(partnership, user)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    listed = reverse("partnerships:partnership-list")
    addresses = {
        "page": reverse("web:partnership", args=[partnership.pk]),
        "matrix": reverse("partnerships:responsibility-list", args=[partnership.pk]),
        "list": listed,
        "list, narrowed": f"{listed}?cari=desa&tahap=pks&keadaan=berjalan",
    }
    found = {name: measure(client, url, options.requests) for name, url in addresses.items()}
    export = reverse("partnerships:partnership-export")
    found["export"] = measure(client, export, 3)
    report = {"at": datetime.now(UTC).isoformat(), "vendor": connection.vendor, "pages": found}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2) + "\n")
    for name, row in found.items():
        print(f"{name:16} {row['median_ms']:8} ms {row['p95_ms']:8} p95 {row['queries']:3} queries")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

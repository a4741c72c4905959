"""Reminders for 5,000 partnerships in 50 districts: duties, stages, milestones, tranches, checks.

    python -m bench.reminders --out var/bench/reminders.json [--partnerships 5000]

Uses the database of DATABASE_URL, which must be empty: name a scratch one. Goal: all digests of a
day, saved with their notices and mailed (into memory), <= 30 s. Rows are put straight into the
tables: this is load, not a story. Places are made up as well.
"""

import argparse
import json
import logging
import os
import platform
import random
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "demo")
os.environ.setdefault("EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

import django

django.setup()

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sambung.core import jobs
from sambung.delivery.models import Condition, Digest, Milestone, Tranche
from sambung.facilities.models import Facility, WatchCheck
from sambung.parties.models import Membership, Notice, Organisation, User
from sambung.partnerships.lifecycle import RESPONSIBILITIES
from sambung.partnerships.models import Agreement, Contribution, Partnership, Party, Responsibility
from sambung.regions.models import Region

SEED, GOAL_S, BATCH = 20261124, 30.0, 2000
DISTRICTS = 50


def place(code: str, kind: str) -> Region:
    """Return a made-up region."""
    parts = code.split(".")
    return Region(
        code=code,
        name=f"Beban {code}",
        kind=kind,
        level=len(parts),
        parent_id=".".join(parts[:-1]) or None,
        province_code=parts[0],
        regency_code=".".join(parts[:2]) if len(parts) > 1 else "",
        district_code=".".join(parts[:3]) if len(parts) > 2 else "",
        search_name=f"beban {code}",
    )


def organisations(kind: str, codes: list[str]) -> list[Organisation]:
    """Return one organisation of this kind in each place, each with an officer and a head."""
    made = Organisation.objects.bulk_create(
        [
            Organisation(name=f"{kind} {code}", kind=kind, region_id=code, search_name=kind)
            for code in codes
        ],
        batch_size=BATCH,
    )
    people = User.objects.bulk_create(
        [
            User(name=f"{role} {row.pk}", email=f"{role}{row.pk}@example.org", language=language)
            for row in made
            for role, language in (("officer", "id"), ("head", "en"))
        ],
        batch_size=BATCH,
    )
    roles = ("officer", "head")
    Membership.objects.bulk_create(
        [
            Membership(user=person, organisation=made[number // 2], role=roles[number % 2])
            for number, person in enumerate(people)
        ],
        batch_size=BATCH,
    )
    return made


def build(count: int) -> None:
    """Fill the empty database."""
    call_command("migrate", verbosity=0)
    chance = random.Random(SEED)
    districts = [f"99.{number:02}" for number in range(1, DISTRICTS + 1)]
    each = -(-count // DISTRICTS)
    villages = [f"{code}.01.{2001 + n}" for code in districts for n in range(each)][:count]
    Region.objects.bulk_create([place("99", "provinsi")])
    Region.objects.bulk_create([place(code, "kabupaten") for code in districts])
    Region.objects.bulk_create([place(f"{code}.01", "kecamatan") for code in districts])
    Region.objects.bulk_create([place(code, "desa") for code in villages], batch_size=BATCH)
    desks = {row.region_id: row for row in organisations("bappeda", districts)}
    companies = organisations("perusahaan", districts)
    governments = organisations("pemdes", villages)
    rows = partnerships(chance, villages, desks)
    parties = join(rows, companies, governments, chance)
    work(chance, rows, parties, governments)


def partnerships(
    chance: random.Random, villages: list[str], desks: dict[str, Organisation]
) -> list[Partnership]:
    """Return one open partnership in each village, its stage due around today."""
    now, today = timezone.now(), timezone.localdate()
    return Partnership.objects.bulk_create(
        [
            Partnership(
                village_id=code,
                title=f"Air minum {code}",
                stage="pks",
                stage_since=now,
                opened_at=now - timedelta(days=60),
                convener=desks[code[:5]],
                stage_due_on=today + timedelta(days=chance.randrange(-60, 90)),
            )
            for code in villages
        ],
        batch_size=BATCH,
    )


def join(
    rows: list[Partnership],
    companies: list[Organisation],
    governments: list[Organisation],
    chance: random.Random,
) -> list[tuple[Party, Party]]:
    """Return the company and the village of each partnership as parties."""
    now = timezone.now()
    made = [
        (
            Party(
                partnership=row,
                organisation=chance.choice(companies),
                part="source",
                joined_at=now,
            ),
            Party(partnership=row, organisation=government, part="village", joined_at=now),
        )
        for row, government in zip(rows, governments, strict=True)
    ]
    Party.objects.bulk_create([one for pair in made for one in pair], batch_size=BATCH)
    return made


def work(
    chance: random.Random,
    rows: list[Partnership],
    parties: list[tuple[Party, Party]],
    governments: list[Organisation],
) -> None:
    """Add duties, milestones, tranches with a condition, agreements and checks."""
    now, today = timezone.now(), timezone.localdate()

    def day(low: int, high: int) -> date:
        return today + timedelta(days=chance.randrange(low, high))

    def made(model: Any, things: Any) -> Any:
        return model.objects.bulk_create(list(things), batch_size=BATCH)

    made(
        Responsibility,
        (
            Responsibility(
                partnership=row,
                key=key,
                party=chance.choice([None, *pair]),
                proposed_at=now - timedelta(days=chance.randrange(0, 40)),
            )
            for row, pair in zip(rows, parties, strict=True)
            for key in RESPONSIBILITIES
        ),
    )
    made(
        Milestone,
        (
            Milestone(partnership=row, title=f"Tonggak {n}", party=pair[1], due_on=day(-30, 90))
            for row, pair in zip(rows, parties, strict=True)
            for n in range(4)
        ),
    )
    given = made(
        Contribution,
        (
            Contribution(partnership=row, party=pair[0], kind="cash", way="money", agreed_rp=10**8)
            for row, pair in zip(rows, parties, strict=True)
        ),
    )
    states = ["closed", "open", "claimed", "verified", "transferred", "received", "settled"]
    tranches = made(
        Tranche,
        (
            Tranche(
                contribution=contribution,
                number=n,
                amount_rp=5 * 10**7,
                payee=government,
                state=chance.choice(states),
                due_on=day(-30, 90),
            )
            for contribution, government in zip(given, governments, strict=True)
            for n in (1, 2)
        ),
    )
    made(
        Condition,
        (
            Condition(tranche=row, kind="document", document_kind="kemajuan")
            for row in tranches[::3]
        ),
    )
    made(
        Agreement,
        (
            Agreement(
                partnership=row,
                kind="pks",
                title="PKS",
                owner=row.convener,
                state="in_force",
                in_force_on=today,
                ends_on=day(1, 900),
            )
            for row in rows
        ),
    )
    facilities = made(
        Facility,
        (
            Facility(
                name="SPAM",
                service="water",
                village_id=row.village_id,
                state="open",
                opened_on=today,
                owner=government,
            )
            for row, government in zip(rows[::2], governments[::2], strict=True)
        ),
    )
    made(
        WatchCheck,
        (
            WatchCheck(facility=row, kind="water", due_on=day(-20, 60), organisation=row.owner)
            for row in facilities
        ),
    )


def run() -> dict[str, float]:
    """Do the daily job and the mailing after it; return seconds and how many were told."""
    jobs.enqueue("delivery.send_reminders")
    mail.outbox = []
    with CaptureQueriesContext(connection) as asked:
        start, busy = time.perf_counter(), time.process_time()
        jobs.drain(at_most=1)
        told, busy = time.perf_counter() - start, time.process_time() - busy
    start = time.perf_counter()
    jobs.drain()
    return {
        "digests_s": round(told, 2),
        "digests_cpu_s": round(busy, 2),  # of this process: what a crowded machine cannot hide
        "mails_s": round(time.perf_counter() - start, 2),
        "queries": len(asked),
        "digests": Digest.objects.count(),
        "notices": Notice.objects.count(),
        "mails": len(mail.outbox),
    }


def main() -> int:
    """Build, measure twice, write JSON; return 1 when a figure is twice its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--partnerships", type=int, default=5_000)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    build(given.partnerships)
    first = run()
    again = run()
    assert (again["digests"], again["mails"]) == (first["digests"], 0), again
    found = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.platform(),
        "database": connection.vendor,
        "partnerships": given.partnerships,
        "first": first,
        "again": again,
        "goal_s": GOAL_S,
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2))
    return int(first["digests_s"] + first["mails_s"] > 2 * GOAL_S)


if __name__ == "__main__":
    raise SystemExit(main())

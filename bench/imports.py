"""Seconds and memory to bring a file of 100,000 activities in: read, checked, committed.

    python -m bench.imports --out var/bench/imports.json [--rows 100000]

Uses the database of DATABASE_URL, which must be empty: name a scratch one. Goals on PostgreSQL:
<= 60 s for all three together, <= 500 MB at the peak of the process that does the work.
"""

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "demo")

import django

django.setup()

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from sambung.activities.models import Activity
from sambung.core import jobs
from sambung.core.access import Actor
from sambung.exchange import actions, queries
from sambung.exchange.models import ImportRun, ImportState
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Membership, Organisation, User
from sambung.parties.queries import actor_for
from sambung.regions.models import Region

PILOT = "63.11"
GOAL_SECONDS, GOAL_MB = 60.0, 500.0
HEADS = ["No", "Tahun", "Nama Perusahaan", "Desa", "Kecamatan", "Nama Kegiatan", "Nilai (Rp)"]
HEADS += ["Status", "Penerima Manfaat KK", "Penerima Manfaat Jiwa", "No BAST", "Keterangan"]
WORKS = ["Sumur bor", "Sambungan rumah", "Jamban keluarga", "Tempat cuci tangan", "Perbaikan SPAM"]
STATES = ["selesai", "berjalan", "sudah BAST", "rencana"]


def officer() -> None:
    """Make the officer of the pilot district who brings the file."""
    bappeda = Organisation.objects.create(
        name="Bappeda beban", kind="bappeda", region_id=PILOT, search_name="bappeda beban"
    )
    user = User.objects.create(name="Petugas", email="petugas@example.org")
    Membership.objects.create(user=user, organisation=bappeda, role="officer")


def companies(count: int) -> list[str]:
    """Register companies and return their names as people write them."""
    names = [f"PT Beban Uji {number}" for number in range(count)]
    Organisation.objects.bulk_create(
        Organisation(name=name, kind="perusahaan", region_id=PILOT, search_name=name.lower())
        for name in names
    )
    return names


def table(rows: int, names: list[str]) -> bytes:
    """Return a workbook of so many activities, money written in several ways."""
    chance = random.Random(20261123)
    villages = list(
        Region.objects.filter(level=4, regency_code=PILOT).select_related("parent").order_by("code")
    )
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Realisasi")
        sheet.write_row(0, 0, HEADS)
        for number in range(1, rows + 1):
            village, households = chance.choice(villages), chance.randrange(5, 120)
            rp = chance.randrange(20, 2_000) * 1_000_000 + number * 1_000
            money = rp if number % 3 else f"Rp {rp:,}".replace(",", ".") + ",-"
            state = chance.choice(STATES)
            cells = [number, 2019 + number % 8, chance.choice(names), village.name]
            cells += [village.parent.name, f"{chance.choice(WORKS)} RT {number % 40}", money]
            cells += [state, households, households * 4]
            cells += [f"{number}/BAST" if "BAST" in state else "", ""]
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def timed_job() -> float:
    """Do the one job that waits and return the seconds it took."""
    job = jobs.claim("bench")
    assert job is not None
    start = time.perf_counter()
    jobs.perform(job)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return round(time.perf_counter() - start, 2)


def peak_mb() -> float:
    """Return the most memory this process has held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def prepare(rows: int, path: Path) -> None:
    """Fill the empty database and write the file, in another process: its memory is not ours."""
    call_command("migrate", verbosity=0)
    assert not Region.objects.exists(), "name an empty scratch database in DATABASE_URL"
    call_command("load_regions", verbosity=0)
    officer()
    path.write_bytes(table(rows, companies(100)))


def measure(path: Path) -> dict[str, float]:
    """Bring the file in and return seconds of each part and the peak of memory."""
    by = actor_for(User.objects.get(), worn_id=None)
    upload = SimpleUploadedFile("realisasi.xlsx", path.read_bytes())
    before, cpu = peak_mb(), time.process_time()
    run = actions.start_import(upload=upload, by=by)
    upload.close()
    result = {"file_mb": round(run.file.size / 2**20, 1), "peak_mb_before": before}
    result["read_s"] = timed_job()
    run.refresh_from_db()
    sheets = queries.sheets_of(run)
    matched = {each.pk: actions.Matched(each.kind, each.columns) for each in sheets}
    actions.set_columns(run=run, matched=matched, by=by, version=run.version)
    result["check_s"] = timed_job()
    result |= commit(ImportRun.objects.get(pk=run.pk), by)
    result["activities"] = Activity.objects.count()
    result["cpu_s"] = round(time.process_time() - cpu, 2)
    result["total_s"] = round(sum(result[f"{part}_s"] for part in ("read", "check", "commit")), 2)
    result["peak_mb"] = peak_mb()
    result |= undo(ImportRun.objects.get(pk=run.pk), by)
    return result


def commit(run: ImportRun, by: Actor) -> dict[str, float]:
    """Let the rows in and return how many were ready, and the seconds."""
    assert run.state == ImportState.PREVIEW, (run.state, run.reason)
    start = time.perf_counter()
    queries.mending(run)
    list(queries.rows_of(run, "masuk")[:25])
    preview = round(time.perf_counter() - start, 3)
    given = GroundGiven("letter", "Laporan uji beban")
    actions.request_commit(run=run, given=given, by=by, version=run.version)
    return {"ready": run.counts["ready"], "preview_s": preview, "commit_s": timed_job()}


def undo(run: ImportRun, by: Actor) -> dict[str, float]:
    """Take it all out again and return the seconds."""
    start = time.perf_counter()
    actions.undo_import(run=run, by=by, version=run.version)
    assert not Activity.objects.exists()
    return {"undo_s": round(time.perf_counter() - start, 2)}


def main() -> int:
    """Measure, write JSON; return 1 at twice a goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("var/bench/imports.json"))
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--prepare", type=Path, help="only fill the database and write the file")
    parser.add_argument("--prepared", type=Path, help="measure with what --prepare has written")
    options = parser.parse_args()
    if options.prepare:
        prepare(options.rows, options.prepare)
        return 0
    path = options.prepared or options.out.with_suffix(".xlsx")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    if not options.prepared:
        again = [sys.executable, "-m", "bench.imports", "--rows", str(options.rows)]
        subprocess.run([*again, "--prepare", str(path)], check=True)  # noqa: S603 - our own command
    result = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "machine": platform.machine(),
        "database": connection.vendor,
        "load": os.getloadavg()[0],
        "rows": options.rows,
        **measure(path),
    }
    options.out.write_text(json.dumps(result, indent=2))
    print(json.dumps(result, indent=2))
    too_slow = result["total_s"] > 2 * GOAL_SECONDS
    return int(too_slow or result["peak_mb"] > 2 * GOAL_MB)


if __name__ == "__main__":
    raise SystemExit(main())

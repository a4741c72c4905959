"""Time and memory to open, read and understand a table of activities; no database.

    python -m bench.understand --out var/bench/understand.json [--rows 100000]

The table is drawn with a seed: 100 companies, the 157 villages of Balangan, amounts in eight
spellings, one row in forty misspelt. Goal: understanding 100,000 rows in 12 s in one process.
"""

import argparse
import json
import os
import platform
import random
import resource
import time
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "demo")

import django
import xlsxwriter

django.setup()

from sambung.exchange.spreadsheets import headers, match, read
from sambung.exchange.spreadsheets.places import Companies, CompanyRow, Gazetteer
from sambung.exchange.spreadsheets.understand import understand
from tests.exchange import worlds

SEED = 20261123
GOAL_SECONDS = 12.0
HEADERS = ["No", "Tahun", "Nama Perusahaan", "Kecamatan", "Desa", "Nama Kegiatan", "Nilai (Rp)"]
HEADERS += ["Bentuk", "Status", "No BAST", "Tgl BAST", "KK", "Jiwa", "Kondisi"]
WORKS = [
    "Sumur bor",
    "Jamban sehat",
    "Sambungan rumah",
    "Wastafel",
    "Pelatihan STBM",
    "IPAL komunal",
]
WAYS, STATES = ["barang", "uang tunai", "Bangun sendiri"], ["Selesai", "BAST", "proses"]
STATE_SEEN = ["baik", "rusak", "rusak ringan", ""]


def money(rng: random.Random) -> str:
    """Return an amount in one of eight spellings."""
    millions = rng.randrange(5, 4000)
    dotted = f"{millions * 1_000_000:,}".replace(",", ".")
    return rng.choice(
        [
            *(f"Rp {dotted},-", f"{millions} jt", f"{millions / 1000:.2f} M".replace(".", ",")),
            *(dotted, str(millions * 1_000_000), f"Rp{dotted},00", f"{millions} juta", ""),
        ]
    )


def table(rows: int) -> bytes:
    """Return the workbook."""
    rng = random.Random(SEED)
    places = [row for row in worlds.place_rows() if row.code.count(".") == 3]
    names = {row.code: row.name for row in worlds.place_rows()}
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        page = book.add_worksheet("Realisasi")
        page.write_row(0, 0, HEADERS)
        for number in range(1, rows + 1):
            place = rng.choice(places)
            village = place.name if rng.random() > 0.025 else place.name[:-1] + "x"
            year, households = rng.randrange(2018, 2027), rng.randrange(5, 400)
            handed = rng.random() < 0.4
            page.write_row(
                number,
                0,
                [number, year, f"PT. Contoh {rng.randrange(100)} Tbk", names[place.parent_code]]
                + [village, f"{rng.choice(WORKS)} RT {number}", money(rng), rng.choice(WAYS)]
                + ["BAST" if handed else rng.choice(STATES)]
                + [
                    f"{number}/BAST/{year}" if handed else "",
                    f"12/{1 + number % 9}/{year}" if handed else "",
                ]
                + [households, households * 4, rng.choice(STATE_SEEN)],
            )
    return out.getvalue()


def measure(data: bytes) -> dict[str, float | int]:
    """Return the counts, and the seconds the processor itself spent on each step."""
    places = Gazetteer(worlds.place_rows())
    companies = Companies([CompanyRow(n, f"PT Contoh {n}") for n in range(80)])
    start = time.process_time()
    (sheet,) = read.open_table(data, "realisasi.xlsx")
    opened = time.process_time()
    header = headers.find_header(sheet.rows)
    kind = match.guess_kind(header.texts)
    columns = match.match_columns(kind, header.texts, {})
    faulty = rows = 0
    keys: set[str] = set()
    for _number, row in headers.body_rows(sheet.rows, header):
        told = understand(
            kind,
            headers.cells_of(header, columns, row),
            places=places,
            companies=companies,
            today=date(2026, 11, 23),
        )
        rows += 1
        faulty += bool(told.faults)
        keys.add(told.key)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        **{"rows": rows, "faulty": faulty, "keys": len(keys), "peak_mb": peak},
        **{"open_s": round(opened - start, 2), "understand_s": round(done - opened, 2)},
    }


def main() -> int:
    """Measure, write JSON; return 1 when it takes longer than its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("var/bench/understand.json"))
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    data = table(options.rows)
    result = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "seed": SEED,
        "goal_s": GOAL_SECONDS,
        "file_mb": round(len(data) / 1024 / 1024, 1),
        **measure(data),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=2))
    print(json.dumps(result, indent=2))
    return int(float(str(result["understand_s"])) > GOAL_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())

"""Ask a running demo for its own main pages and compare what they show with the data.

Figures are recomputed here from the shipped files and straight from the database, by none of the
site's own code. Prints what it saw; exits 1 when something differs.
"""

import csv
import html
import http.cookiejar
import json
import os
import re
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "sambung" / "data"
OFFICER, PASSWORD = "bappeda@contoh.example", "sambung-demo"  # noqa: S105 - printed by the demo


class Visitor:
    """Somebody with a browser without script."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.cookies = http.cookiejar.CookieJar()
        keep = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(keep)

    def markup(self, path: str) -> str:
        """Return a page as it was sent."""
        with self.opener.open(self.address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def get(self, path: str) -> str:
        """Return what a page says, as plain words."""
        return words(self.markup(path))

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the form."""
        self.get("/akun/login/")
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        fields = {"csrfmiddlewaretoken": token, "login": login, "password": password}
        body = urllib.parse.urlencode(fields).encode()
        referer = {"Referer": self.address + "/akun/login/"}
        request = urllib.request.Request(  # noqa: S310 - our own address
            self.address + "/akun/login/", data=body, headers=referer
        )
        self.opener.open(request, timeout=60).close()


def words(page: str) -> str:
    """Return the text of a page."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", bare)))


def dotted(number: int) -> str:
    """Return 138950 as 138.950."""
    return f"{number:,}".replace(",", ".")


def millions(number: int) -> str:
    """Return 47712345 as 47,7 juta."""
    return f"{Decimal(number) / 10**6:.1f}".replace(".", ",") + " juta"


def rows(name: str) -> list[dict[str, str]]:
    """Read one shipped table; every cell is text."""
    with (DATA / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def without(service: str) -> dict[str, int]:
    """Return people without improved access by kab/kota code: population x (100 - percent)."""
    people = {}
    for row in rows("idn_wash_access/access_by_regency.csv"):
        if row[f"{service}_pct_2024"]:
            share = (100 - Decimal(row[f"{service}_pct_2024"])) / 100
            exact = int(row["population_2024s2"]) * share
            people[row["code"]] = int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))
    return people


def count(sql: str) -> int:
    """Ask the demo's database itself."""
    path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        (number,) = database.execute(sql).fetchone()
    database.close()
    return int(number)


def worker_is_alive(visitor: Visitor) -> str:
    """Return what /healthz says once a worker has beaten."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        facts = visitor.get("/healthz")
        if json.loads(facts)["worker"]:
            return facts
        time.sleep(0.5)
    return facts


def expectations(visitor: Visitor, officer: Visitor) -> list[tuple[str, Callable[[], str], str]]:
    """Return (what, page, words that must be on it)."""
    water, sanitation = without("water"), without("sanitation")
    population = {row["code"]: int(row["population_2024s2"]) for row in rows_of_regencies()}
    packages = count("SELECT count(*) FROM needs_package WHERE state = 'ready'")
    return [
        ("database, migrations, trail, worker", lambda: worker_is_alive(visitor), '"worker": true'),
        (
            "people of Indonesia without improved sanitation",
            lambda: visitor.get("/?layanan=sanitation"),
            millions(sum(sanitation.values())),
        ),
        (
            "people of Indonesia without improved water",
            lambda: visitor.get("/?layanan=water"),
            millions(sum(water.values())),
        ),
        (
            "population of Balangan",
            lambda: visitor.get("/wilayah/63.11/"),
            f"Dari {dotted(population['63.11'])} penduduk",
        ),
        (
            "people of Balangan without improved water",
            lambda: visitor.get("/wilayah/63.11/"),
            f"{dotted(water['63.11'])} orang belum punya air minum layak",
        ),
        (
            "people of Balangan without improved sanitation",
            lambda: visitor.get("/wilayah/63.11/"),
            f"{dotted(sanitation['63.11'])} orang belum punya sanitasi layak",
        ),
        (
            "search that forgives a typo",
            lambda: visitor.get("/cari/?q=balngan"),
            "Kabupaten Balangan",
        ),
        (f"{packages} packages on the shelf", lambda: shelf(visitor), f"{packages} kegiatan"),
        ("the officer's own home page", lambda: officer.get("/"), "Nur Rahmi"),
        ("every simulated page says so", lambda: visitor.get("/usulan/siap-didukung/"), "Simulasi"),
    ]


def rows_of_regencies() -> list[dict[str, str]]:
    """Return the kab/kota with their population."""
    return rows("idn_regions/regencies.csv")


def shelf(visitor: Visitor) -> str:
    """Return how many packages the shelf links to over all its pages."""
    listed: set[str] = set()
    for number in range(1, 50):
        page = visitor.markup(f"/usulan/siap-didukung/?hal={number}")
        found = set(re.findall(r'href="/usulan/kegiatan/(\d+)/"', page))
        if found <= listed:
            break
        listed |= found
    return f"{len(listed)} kegiatan"


def main(address: str) -> int:
    """Print one line per comparison and return the exit status."""
    visitor, officer = Visitor(address), Visitor(address)
    officer.sign_in(OFFICER, PASSWORD)
    differing = 0
    for what, page, expected in expectations(visitor, officer):
        try:
            said = page()
        except urllib.error.URLError as error:
            said = f"({error})"
        is_there = expected in said
        differing += not is_there
        print(f"{'ok ' if is_there else 'NO '} {what}: {expected}")
    print("all pages agree with the data" if not differing else f"{differing} do not agree")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

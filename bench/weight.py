"""What a first visit to each main page weighs, and when its text stands, on a slow 3G line.

    python -m bench.weight http://127.0.0.1:8000 --out var/bench/weight.json [--only form]

A new browser for every page, 360 px, 400 kb/s each way and 400 ms a round, as Chromium emulates it.
Bytes are those on the wire, compressed as served: the page and everything it loads. What the
service worker fetches afterwards, while the person reads, is not in it. Text is the first
contentful paint.
Goals: a form page <= 120 KB in all; text <= 3 s. Signs in with the demo's people.
"""

import argparse
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

KB = 1024
FORM_GOAL = 120 * KB
PAGE_GOAL = 150 * KB
MAP_GOAL = 700 * KB
TEXT_GOAL_S = 3.0
PASSWORD = "sambung-demo"  # noqa: S105 - of the simulated people, printed by the demo itself
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FLAGS += ["--ignore-gpu-blocklist", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class Visit:
    """One page to open for the first time, as whom, and what it may weigh."""

    path: str
    goal: int = PAGE_GOAL
    login: str = ""
    kind: str = "page"


OFFICER, VILLAGE = "bappeda@contoh.example", "desa@contoh.example"
VISITS = [
    Visit("/"),
    Visit("/akun/login/", FORM_GOAL, kind="form"),
    Visit("/wilayah/63.11/"),
    Visit("/usulan/siap-didukung/"),
    Visit("/kemitraan/"),
    Visit("/panduan/"),
    Visit("/luring/"),
    Visit("/peta/", MAP_GOAL, kind="map"),
    Visit("/", login=VILLAGE),
    Visit("/usulan/", login=OFFICER),
    Visit("/usulan/baru/", FORM_GOAL, VILLAGE, "form"),
    Visit("/usulan/satu-halaman/", FORM_GOAL, VILLAGE, "form"),
    Visit("/usulan/satu-halaman/", FORM_GOAL, OFFICER, "form"),
    Visit("/realisasi/", login=OFFICER),
    Visit("/realisasi/baru/", FORM_GOAL, OFFICER, "form"),
    Visit("/pihak/kesanggupan/baru/", FORM_GOAL, "csr@contoh.example", "form"),
    Visit("/rencana/baru/", FORM_GOAL, OFFICER, "form"),
    Visit("/data-masuk/", login=OFFICER),
]


def session_of(browser: Browser, site: str, login: str) -> list[dict]:
    """Sign in once, in a browser of its own, and return the cookies."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{site}/akun/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()
    cookies = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.close()
    return cookies


def measured(
    browser: Browser, site: str, visit: Visit, cookies: list[dict], *, is_slow: bool = True
) -> dict:
    """Return bytes, requests, seconds to text and the heaviest files of one first visit."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="allow")
    context.add_cookies(cookies)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if is_slow:
        wire.send("Network.emulateNetworkConditions", SLOW)
    names: dict[str, str] = {}
    sizes: dict[str, float] = {}
    wire.on(
        "Network.requestWillBeSent",
        lambda event: names.update({event["requestId"]: event["request"]["url"]}),
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    answer = page.goto(site + visit.path, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(1000)
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime || null"
    )
    context.close()
    rows = sorted(((size, names.get(key, "")) for key, size in sizes.items()), reverse=True)
    heaviest = [[round(size / KB, 1), name.removeprefix(site)[:90]] for size, name in rows[:8]]
    return asdict(visit) | {
        "status": answer.status if answer else None,
        "bytes": int(sum(sizes.values())),
        "requests": len(sizes),
        "text_s": round(paint / 1000, 2) if paint else None,
        "heaviest": heaviest,
    }


def is_over(row: dict) -> bool:
    """Return whether a page weighs more than its goal, or its text comes too late."""
    return row["bytes"] > row["goal"] or (row["text_s"] or 99) > TEXT_GOAL_S


def main() -> int:
    """Measure each page; return 1 when one misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--out", type=Path, default=Path("var/bench/weight.json"))
    parser.add_argument("--only", choices=["form", "page", "map"])
    options = parser.parse_args()
    site = options.site.rstrip("/")
    with sync_playwright() as play:
        program = os.environ.get("SAMBUNG_CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        known: dict[str, list[dict]] = {"": []}
        rows = []
        for visit in [one for one in VISITS if options.only in (None, one.kind)]:
            if visit.login not in known:
                known[visit.login] = session_of(browser, site, visit.login)
            row = measured(browser, site, visit, known[visit.login])
            rows.append(row)
            mark = "OVER" if is_over(row) else ""
            size, goal = row["bytes"] / KB, row["goal"] / KB
            said = f"{size:7.1f} of {goal:.0f} KB in {row['requests']}, text {row['text_s']} s"
            print(
                f"{visit.path:28} {visit.login.partition('@')[0]:9} {row['status']} {said} {mark}"
            )
        browser.close()
    report = {"at": datetime.now(tz=UTC).isoformat(timespec="seconds"), "pages": rows}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2))
    return int(any(is_over(row) for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())

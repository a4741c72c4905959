"""Bytes a phone downloads at its first visit, over a running site.

    python -m bench.first_load http://127.0.0.1:8000 --out var/bench/first_load.json

Goals: <= 700 KB with the map, <= 150 KB without. Counts encoded bytes on the wire, cold cache, as
Chromium reports them (SAMBUNG_CHROMIUM or /usr/bin/chromium).
"""

import argparse
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

KB = 1024
PAGES = {
    "/": 150 * KB,
    "/wilayah/63.11/": 150 * KB,
    "/kegiatan/": 150 * KB,
    "/akun/login/": 150 * KB,
    "/peta/": 700 * KB,
}
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FLAGS += ["--ignore-gpu-blocklist", "--disable-background-networking", "--no-first-run"]


def bytes_of(browser: Browser, address: str) -> dict[str, int]:
    """Return encoded bytes and requests of one cold visit at 360 px."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(1500)
    context.close()
    return {"bytes": int(sum(sizes)), "requests": len(sizes)}


def main() -> int:
    """Measure each page; return 1 when one weighs twice its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--out", type=Path, default=Path("var/bench/first_load.json"))
    options = parser.parse_args()
    with sync_playwright() as play:
        program = os.environ.get("SAMBUNG_CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        pages = {
            path: {**bytes_of(browser, options.site + path), "goal": goal}
            for path, goal in PAGES.items()
        }
        browser.close()
    report = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "machine": platform.machine(),
        "pages": pages,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2))
    for path, row in pages.items():
        size, goal = row["bytes"] / KB, row["goal"] / KB
        print(f"{path:20} {size:7.1f} KB of {goal:.0f}, {row['requests']} requests")
    return int(any(row["bytes"] > 2 * row["goal"] for row in pages.values()))


if __name__ == "__main__":
    raise SystemExit(main())

"""Take the pictures of README and manual from a running demo.

    script/demo --port 8000            (in another terminal)
    .venv/bin/python script/pictures.py http://127.0.0.1:8000

Writes docs/manual/pictures/*.png, reduced to 128 colours. Needs the dev requirements and Chromium.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "manual" / "pictures"
PASSWORD = "sambung-demo"  # noqa: S105 - the demo's own
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FLAGS += ["--ignore-gpu-blocklist", "--disable-background-networking", "--no-first-run"]
DESK, PHONE = (1280, 900), (360, 740)
# name, who (None: a visitor), address or the text of links to follow, size
PICTURES = [
    ("beranda-publik", None, ["/"], DESK),
    ("peta", None, ["/peta/"], DESK),
    ("wilayah", None, ["/wilayah/63.11/"], DESK),
    ("kegiatan", None, ["/usulan/siap-didukung/"], DESK),
    ("beranda-petugas", "bappeda@contoh.example", ["/"], DESK),
    ("rencana-hasil", "bappeda@contoh.example", ["/rencana/", "Rencana Balangan 2027"], DESK),
    (
        "kemitraan",
        "bappeda@contoh.example",
        ["/kemitraan/", "Air minum perpipaan Desa Kambiyain"],
        DESK,
    ),
    ("usulan-langkah", "desa@contoh.example", ["/usulan/?keadaan=draft", "jamban", "4"], PHONE),
    (
        "ajakan",
        "csr@contoh.example",
        ["/rencana/ajakan/", "Air minum perpipaan baru Desa Hauwai"],
        PHONE,
    ),
]


def sign_in(page: Page, site: str, who: str) -> None:
    """Sign in as a person of the demo."""
    page.goto(site + "/akun/login/")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")


def go(page: Page, site: str, step: str) -> None:
    """Open an address, a numbered screen of a draft, or the first link with this text."""
    if step.startswith("/"):
        page.goto(site + step)
    elif step.isdigit():
        number = page.url.rstrip("/").split("/usulan/")[1].split("/")[0]
        page.goto(f"{site}/usulan/{number}/isi/{step}/")
    else:
        page.locator("main a", has_text=step).first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500 if "/peta/" in page.url else 300)


def take(
    browser: Browser, site: str, row: tuple[str, str | None, list[str], tuple[int, int]]
) -> None:
    """Take one picture and keep it small."""
    name, who, steps, (width, height) = row
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="id-ID", color_scheme="light"
    )
    page = context.new_page()
    if who:
        sign_in(page, site, who)
    for step in steps:
        go(page, site, step)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.save(FOLDER / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    """Take every picture."""
    site = sys.argv[1].rstrip("/")
    with sync_playwright() as play:
        program = os.environ.get("SAMBUNG_CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        for row in PICTURES:
            take(browser, site, row)
            print(row[0])
        browser.close()


if __name__ == "__main__":
    main()

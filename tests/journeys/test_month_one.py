"""The first quarter of an hour of an officer with two messy Excel files and a phone."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sambung.web.management.demo.cast import PASSWORD
from tests.exchange import files
from tests.journeys.steps import fits_the_phone, follow, press, says, tick_words

WAIT = 120_000  # milliseconds: the worker reads while other tests run
QUARTER_OF_AN_HOUR = 15 * 60
SURE = {"1.250": "1250 juta", "Galumbang": "Paringin Selatan"}  # what only the officer knows


@pytest.fixture
def books(tmp_path: Path) -> dict[str, Path]:
    """Return the two files as the officer has them."""
    made = {"usulan.xlsx": files.proposals(), "realisasi.xlsx": files.activities()}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return {name: tmp_path / name for name in made}


def sign_in(page: Page) -> None:
    """Sign in by e-mail and password, as at the first visit."""
    page.goto("/akun/login/")
    page.fill("input[name=login]", "bappeda@contoh.example")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "login" not in url)


def heading(page: Page, words: str) -> None:
    """Wait until the page's title reads so; pages at work change by themselves."""
    expect(page.locator("h1")).to_have_text(re.compile(words), timeout=WAIT)
    fits_the_phone(page)


def bring(page: Page, path: Path) -> None:
    """Bring a file, and agree with what its columns were taken for."""
    page.set_input_files("input[type=file]", str(path))
    press(page, "Baca berkas")
    heading(page, "Apa arti tiap kolom")
    press(page, "Periksa barisnya")
    heading(page, "perlu diperbaiki|siap dimasukkan")


def mend(page: Page) -> int:
    """Answer every question that has an answer to tap; return how many taps it took."""
    for taps in range(40):
        questions = page.locator(".import-mends > li").filter(has_text="Maksud Anda")
        if not questions.count():
            return taps
        first = questions.first
        told = next((meant for text, meant in SURE.items() if text in first.inner_text()), None)
        answers = first.get_by_role("button", name=re.compile("Maksud Anda"))
        (answers.filter(has_text=told) if told else answers).first.click()
        page.wait_for_load_state()
        expect(page.locator(".flash, main").get_by_text("diperbaiki").first).to_be_visible()
    raise AssertionError("more questions than 40")


def let_in(page: Page, note: str) -> None:
    """Leave out what is still wrong, say where the data is from, and let it in."""
    still_wrong = page.get_by_role("button", name="Lewati semua yang keliru")
    if still_wrong.count():
        still_wrong.click()
        page.wait_for_load_state()
    heading(page, "siap dimasukkan")
    tick_words(page, "surat")
    page.fill("input[name=note]", note)
    page.get_by_role("button", name=re.compile("Masukkan semua")).click()
    heading(page, "Sudah masuk")


def test_officer_gets_register_map_and_recap_from_two_messy_files(open_as, books):
    page = open_as()
    started = time.monotonic()
    sign_in(page)
    page.goto("/")
    follow(page, "Mulai dari Excel")
    bring(page, books["usulan.xlsx"])
    assert mend(page) >= 4
    let_in(page, "Daftar usulan Bapperida tahun 2027")
    follow(page, "Bawa berkas lain")
    bring(page, books["realisasi.xlsx"])
    assert mend(page) >= 3
    let_in(page, "Rekap CSR yang dikirim Forum TJSL")
    done = page.url
    follow(page, "Buka daftar realisasi")
    fits_the_phone(page)
    expect(page.locator("main h3 a").first).to_be_visible()
    assert "Contoh Batubara" in page.locator("main").inner_text()
    page.goto(done)
    follow(page, "Lihat rekap dan petanya")
    fits_the_phone(page)
    expect(page.locator("main svg").first).to_be_attached()
    assert time.monotonic() - started < QUARTER_OF_AN_HOUR


def test_the_same_file_again_says_so_and_adds_nothing(open_as, books):
    page = open_as("nur")
    page.goto("/data-masuk/baru/")
    page.set_input_files("input[type=file]", str(books["realisasi.xlsx"]))
    press(page, "Baca berkas")
    heading(page, "Apa arti tiap kolom")
    says(page, "Berkas yang sama sudah masuk")
    press(page, "Periksa barisnya")
    heading(page, "Tidak ada baris baru|perlu diperbaiki")
    expect(page.get_by_role("button", name=re.compile("Masukkan semua"))).to_have_count(0)

"""The needs map as people meet it: it draws, it opens a place, and the table says the same."""

import time

from tests.journeys import steps
from tests.journeys.conftest import DESKTOP, PHONE

READY = "document.getElementById('peta').dataset.ready !== undefined"


def drawn(page):
    """Wait until the map says that it stands; the policy forbids waiting by a string."""
    until = time.monotonic() + 30
    while not page.evaluate(READY):
        assert time.monotonic() < until, "the map did not draw"
        page.wait_for_timeout(200)


def test_map_draws_opens_a_regency_and_its_villages(open_as, shot):
    page = open_as(on=DESKTOP)
    page.goto("/peta/")
    drawn(page)
    box = page.locator("#peta").bounding_box()
    picture = page.screenshot(clip=box)
    assert len(picture) > 40_000  # a blank ground is a few KB
    page.get_by_label("Ke kabupaten atau kota").fill("Kabupaten Balangan")
    page.keyboard.press("Enter")
    page.locator("#lembar h2").wait_for()
    steps.says(page, "21.190 orang")
    page.locator(".maplabel", has_text="Halong").first.wait_for()
    shot(page, "balangan")
    page.keyboard.press("Escape")
    assert page.locator("#lembar").is_hidden()


def test_map_changes_service_and_the_table_with_it(open_as):
    page = open_as(on=PHONE)
    page.goto("/peta/")
    drawn(page)
    assert "Kabupaten Bogor" in page.locator("#hasil tbody tr").first.inner_text()
    page.locator("label", has_text="Air minum").first.click()
    page.locator("#kalimat", has_text="air minum").wait_for()
    assert "layanan=water" in page.url
    assert "Kabupaten Garut" in page.locator("#hasil tbody tr").first.inner_text()


def test_map_without_script_is_a_table_that_sorts_and_filters(open_as):
    page = open_as(on=PHONE, script=False)
    page.goto("/peta/?provinsi=63&layanan=water")
    rows = page.locator("#hasil tbody tr")
    assert rows.count() == 13
    assert "Kabupaten Banjar" in rows.first.inner_text()
    page.locator("#hasil thead a", has_text="Nama").click()
    assert "Kabupaten Balangan" in rows.first.inner_text()

"""The parts as people meet them: in the dark, by keyboard, with and without script."""

import pytest

from tests.journeys import axe
from tests.journeys.conftest import DESKTOP, PHONE

GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["360", "1280"])
def test_gallery_in_both_themes_has_no_fault(open_as, shot, theme, screen):
    page = open_as(on=screen)
    page.goto(f"/galeri/?tema={theme}")
    shot(page, f"gallery-{theme}-{screen['viewport']['width']}")
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_theme_follows_the_device(open_as):
    light, dark = open_as(), open_as(colours="dark")
    for page in (light, dark):
        page.goto("/sumber-data/")
    assert light.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert dark.evaluate(GROUND) == "rgb(16, 25, 31)"
    assert axe.faults(dark) == []


def test_money_shows_its_arithmetic_while_typing(open_as):
    page = open_as()
    page.goto("/galeri/")
    box = page.get_by_label("Berapa per keluarga?").first
    box.fill("Rp1,5 juta")
    assert page.get_by_text("142 KK × Rp1.500.000 = Rp213.000.000").is_visible()
    box.blur()
    assert box.input_value() == "1.500.000"


def test_follow_up_opens_under_the_ticked_option(open_as):
    page = open_as()
    page.goto("/galeri/")
    tick = page.get_by_label("Tenaga gotong royong").first
    follow_up = page.get_by_label("Berapa hari orang?").first
    assert follow_up.is_visible()
    tick.uncheck()
    assert not follow_up.is_visible()


def test_search_suggests_while_typing_and_answers_to_arrow_and_escape(open_as):
    page = open_as(on=DESKTOP)
    page.goto("/galeri/")
    page.locator("#cari-atas").press_sequentially("hauwai", delay=20)
    page.locator("#cari-hasil a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert "Hauwai" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.locator("#cari-hasil a").count() == 0


def test_search_without_script_is_a_form_with_an_answer(open_as):
    page = open_as(on=DESKTOP, script=False)
    page.goto("/galeri/")
    page.locator("#cari-atas").fill("hauwai")
    page.locator("#cari-atas").press("Enter")
    assert "Hauwai" in page.locator("main").inner_text()


def test_sheet_opens_and_escape_closes_it(open_as):
    page = open_as()
    page.goto("/galeri/")
    page.get_by_role("button", name="Buka lembar").click()
    assert page.get_by_role("dialog").is_visible()
    assert axe.faults(page) == []
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0


def test_phone_menu_opens_without_script_and_changes_the_language(open_as):
    page = open_as(script=False)
    page.goto("/sumber-data/")
    page.locator(".tabs summary").click()
    page.locator(".tabs").get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/sumber-data/")


def test_keyboard_first_stop_is_the_way_to_the_content(open_as):
    page = open_as(on=DESKTOP)
    page.goto("/sumber-data/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_targets_on_a_phone_are_at_least_44_pixels_high(open_as):
    page = open_as()
    page.goto("/galeri/")
    small = page.evaluate(
        """[...document.querySelectorAll("button, .btn, summary, .tabs a, .opt, .seg a, .pages a")]
        .filter((one) => one.checkVisibility() && !one.classList.contains("vh"))
        .map((one) => [one.className, one.getBoundingClientRect().height])
        .filter(([, height]) => height < 43.5)"""
    )
    assert small == []

"""Open every page of the table as those it is for: what both files of the sweep share."""

import pytest

from tests.house.addresses import ADDRESSES
from tests.house.walls import commas_in_geometry
from tests.journeys import axe
from tests.journeys.conftest import DESKTOP, PHONE

PAGES = [address for address in ADDRESSES if address.kind == "page"]
SCREENS = {"360": PHONE, "1280": DESKTOP}
LANGUAGES = ("id", "en")
# On which screen a page opens in a language and is looked at closely (axe, screenshot); the same
# open page is then put on the other screen, where nothing may be wider than it.
OPENS_AT = {"id": "360", "en": "1280"}
OTHER = {"360": "1280", "1280": "360"}


def who_sees(address) -> list[str | None]:
    """Return whom to open the page as: a member, a visitor, or both."""
    eyes = [address.who] if address.member == 200 else []
    return [*eyes, None] if address.visitor == 200 else eyes


def faults_of(page, language: str) -> list[str]:
    """Return what is wrong with an open page, in words."""
    faults = []
    if page.title().strip(" –") in {"", "Sambung"}:
        faults.append("no title of its own")
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} h1")
    if page.locator("html").get_attribute("lang") != language:
        faults.append("wrong language")
    return faults + [f"comma in {found}" for found in commas_in_geometry(page.content())]


def too_wide(page) -> list[str]:
    """Return by how much the page is wider than its screen, in words."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{wide} px wider than the screen"] if wide > 0 else []


def on_other_screen(page, width) -> list[str]:
    """Return what is wrong when the open page is put on the other screen, and put it back."""
    page.set_viewport_size(SCREENS[OTHER[width]]["viewport"])
    found = [f"at {OTHER[width]}: {fault}" for fault in too_wide(page)]
    page.set_viewport_size(SCREENS[width]["viewport"])
    return found


@pytest.fixture(scope="module")
def pages(chromium, site):
    """Return a function: one page per person and language, kept open over the whole sweep.

    Keeping it keeps its cache too, as a person's browser does; a sweep is four times as fast.
    """
    kept, complaints = {}, []

    def page_of(who, language):
        key = (who, language)
        if key not in kept:
            kept[key] = new_page(chromium, site, who, OPENS_AT[language], language, complaints)
        complaints.clear()
        return kept[key], complaints

    yield page_of
    for page in kept.values():
        page.context.close()


def new_page(chromium, site, who, width, language, complaints):
    """Open a page in a context of its own, signed in, with its errors listened to."""
    context = chromium.new_context(
        **SCREENS[width],
        base_url=site.url,
        locale="id-ID",
        timezone_id="Asia/Makassar",
        reduced_motion="reduce",
        service_workers="block",
    )
    cookies = {"django_language": language}
    if who is not None:
        cookies["sessionid"] = site.facts["cookies"][who]
    context.add_cookies(
        [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return page


def complaints_of(heard: list[str]) -> list[str]:
    """Return what the browser itself complained of, refusals of the table aside."""
    return [text for text in heard if "favicon" not in text and "status of 4" not in text]


def look(pages, site, shot, address, language) -> str:
    """Open one page in this language as everybody it is for; return what is wrong, a line each."""
    example = next(row for row in site.facts["paths"] if row["name"] == address.name)
    assert example["path"], example["error"]
    width, faults = OPENS_AT[language], []
    for who in who_sees(address):
        page, heard = pages(who, language)
        answer = page.goto(example["path"], wait_until="load")
        name = f"{address.name.replace(':', '-')}-{who or 'visitor'}-{width}-{language}"
        found = faults_of(page, language) + too_wide(page)
        shot(page, name)
        found += axe.faults(page)
        found += on_other_screen(page, width) + complaints_of(heard)
        if answer.status != 200:
            found.insert(0, f"status {answer.status}")
        faults += [f"{name}: {fault}" for fault in found]
    return "\n".join(["", *faults]) if faults else ""

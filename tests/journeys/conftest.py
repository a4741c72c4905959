"""Fixtures of the browser: a site on the demo world, a phone, a desktop, the demo's people."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.site import ROOT, running_site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",  # painting by an emulated GPU takes twice as long
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-background-networking",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 860}}
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# What the browser says of refusals a test asks for, and of a signal a test cuts.
MEANT = ("status of 4", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
COLLECTED = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Everything in this folder needs Chromium and the demo world."""
    for item in items:
        if COLLECTED in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return a running site on a fresh copy of the demo world, one per file of tests."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    """Return one Chromium for all tests of this process."""
    path = os.environ.get("SAMBUNG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no Chromium found: install it, or set SAMBUNG_CHROMIUM")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(chromium, site):
    """Return a function: a page at the site, as a person of the demo (or None), on a phone or not.

    The page fails its test when the site logs a JavaScript error or breaks its own CSP.
    """
    contexts = []
    complaints = []

    def listen(message):
        if message.type == "error" and "favicon" not in message.text:
            complaints.append(message.text)

    def open_page(
        who=None, *, on=PHONE, language="id", script=True, colours="light", worker="block"
    ):
        context = chromium.new_context(
            **on,
            base_url=site.url,
            locale="id-ID",
            timezone_id="Asia/Makassar",
            java_script_enabled=script,
            color_scheme=colours,
            reduced_motion="reduce",
            service_workers=worker,  # only tests/journeys/test_offline.py lets pages be kept
        )
        cookies = {"django_language": language}
        if who is not None:
            cookies["sessionid"] = site.facts["cookies"][who]
        context.add_cookies(
            [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [text for text in complaints if not any(part in text for part in MEANT)]


@pytest.fixture
def shot(request):
    """Return a function that keeps a screenshot in var/shots/<test>/."""
    folder = (
        ROOT / "var" / "shots" / request.node.path.stem.replace("_phone", "").replace("_desk", "")
    )

    def keep(page, name: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.jpg"
        page.screenshot(path=path, full_page=True, type="jpeg", quality=70)
        return path

    sys.stdout.flush()
    return keep

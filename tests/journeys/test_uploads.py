"""Files a village head may send by mistake: a clear word, what was typed stays, no file is kept."""

import re

import pytest


@pytest.fixture
def screen(open_as, site):
    """Return the last screen of Gani's draft on a phone without script."""
    path = next(row["path"] for row in site.facts["paths"] if row["name"] == "needs:need-screen")
    page = open_as("gani", script=False)
    page.goto(re.sub(r"/isi/\d+/", "/isi/5/", path))
    return page


def stored(site) -> int:
    return len([path for path in (site.home / "data" / "files").glob("??/*") if path.is_file()])


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("besar.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * (50 * 2**20), "50 MB; paling besar 10 MB"),
        ("halaman.jpg", b"<!doctype html><script>alert(1)</script>", "bukan foto"),
    ],
    ids=["50-mb-photo", "html-named-jpg"],
)
def test_photo_that_is_not_kept_says_why_and_what_was_typed_stays(
    screen, site, tmp_path, name, content, word
):
    file = tmp_path / name
    file.write_bytes(content)
    before = stored(site)
    screen.fill("input[name=lat]", "-2.2436")
    screen.set_input_files("input[name=photos]", str(file))
    screen.locator("button[name=aksi][value=lanjut]").click(timeout=60_000)
    screen.wait_for_selector(f"text={word}", timeout=60_000)
    assert screen.input_value("input[name=lat]") == "-2.2436"
    assert stored(site) == before

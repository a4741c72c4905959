import re

import pytest
from django.test import Client


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_gallery_shows_every_part_in_the_theme_asked_for(db, theme):
    page = Client().get("/galeri/", {"tema": theme}).content.decode()
    assert f'data-theme="{theme}"' in page
    assert "SIMULASI" in page.upper()
    assert 'name="robots" content="noindex"' in page


def test_gallery_unknown_theme_is_light(db):
    page = Client().get("/galeri/", {"tema": '"><script>'}).content.decode()
    assert 'data-theme="light"' in page


def test_gallery_keeps_the_strict_policy(db):
    response = Client().get("/galeri/")
    page = response.content.decode()
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert re.findall(r"\sstyle=", page) == []
    assert re.findall(r"\son\w+=", page) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []


def test_gallery_gives_every_id_once(db):
    ids = re.findall(r'\sid="([^"]+)"', Client().get("/galeri/").content.decode())
    assert sorted(ids) == sorted(set(ids))

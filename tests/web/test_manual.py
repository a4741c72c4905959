"""The manual: chapters in order, links and pictures made ours, raw HTML never run."""

import pytest
from django.test import Client

from sambung.web.pages import manual


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Put a small manual in place of docs/manual."""
    (tmp_path / "id").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "peta.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "id" / "01-mulai.md").write_text(
        "# Mulai\n\nLihat [usulan](02-usulan.md#foto).\n\n![Peta](../pictures/peta.png)\n\n"
        "<script>alert(1)</script>\n\n|a|b|\n|-|-|\n|1|2|\n"
    )
    (tmp_path / "id" / "02-usulan.md").write_text("# Mengajukan usulan\n\n## Foto\n\nTeks.\n")
    (tmp_path / "id" / "catatan.md").write_text("# Bukan bab\n")
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    monkeypatch.setattr(manual, "PICTURES", tmp_path / "pictures")
    return tmp_path


def text_of(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


pytestmark = pytest.mark.django_db


def test_manual_lists_its_chapters_in_order(shelf):
    text = text_of("/panduan/")
    assert text.index("Mulai") < text.index("Mengajukan usulan")
    assert "Bukan bab" not in text


def test_manual_page_turns_links_and_pictures_and_shows_raw_html_as_text(shelf):
    text = text_of("/panduan/mulai/")
    assert 'href="/panduan/usulan/#foto"' in text
    assert 'src="/panduan/gambar/peta.png"' in text
    assert "<script>alert" not in text
    assert "<table>" in text


def test_manual_without_chapters_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    assert "Panduan belum ada" in text_of("/panduan/")


@pytest.mark.parametrize("name", ["tidak.png", "..%2Fsecret.png", "peta.svg"])
def test_manual_picture_that_is_none_is_not_there(shelf, name):
    assert Client().get(f"/panduan/gambar/{name}").status_code == 404


def test_manual_picture_is_served(shelf):
    answer = Client().get("/panduan/gambar/peta.png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_manual_page_that_is_none_is_not_there(shelf):
    assert Client().get("/panduan/catatan/").status_code == 404

import pytest
from django.test import Client

pytestmark = pytest.mark.db


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_search_as_visitor_finds_regions_with_their_parents(cast):
    text = text_of(Client().get("/cari/?q=hauwai"))
    assert 'href="/wilayah/63.11.02.2001/"' in text
    assert "Kecamatan Halong, Kabupaten Balangan, Kalimantan Selatan" in text


def test_search_while_typing_is_a_short_list_without_a_page(cast):
    answer = Client().get("/cari/?q=balngan", headers={"hx-request": "true"})
    text = text_of(answer)
    assert "<html" not in text
    assert text.startswith('<a href="/wilayah/63.11/">Kabupaten Balangan')


def test_search_shows_parties_too(cast, as_person):
    assert "PT Contoh Banua Energi" in text_of(as_person(cast.ayu).get("/cari/?q=pt+contoh"))


def test_search_as_outsider_opens(cast, as_person):
    text_of(as_person(cast.eka).get("/cari/?q=tabalong"))


def test_search_for_nothing_says_what_to_do(cast):
    assert "Apa yang Anda cari?" in text_of(Client().get("/cari/"))
    assert "Belum ditemukan" in text_of(Client().get("/cari/?q=xqzwv"))
    partial = Client().get("/cari/?q=xqzwv", headers={"hx-request": "true"})
    assert "Belum ditemukan" in text_of(partial)


def test_search_for_a_code_with_a_lost_zero_says_so(cast):
    text = text_of(Client().get("/cari/?q=63.11.2"))
    assert "kehilangan angka nol" in text
    assert 'href="/wilayah/63.11.02/"' in text


ODD = ["q=%00", "q=" + "%25" * 400, "q=<script>alert(1)</script>", "x=1"]


@pytest.mark.parametrize("query", ODD)
def test_search_with_odd_text_is_harmless(cast, query):
    assert "<script>alert" not in text_of(Client().get(f"/cari/?{query}"))

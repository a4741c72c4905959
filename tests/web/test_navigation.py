import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, resolve, reverse

from sambung.web import navigation

EVERY_WORD = {
    word.name
    for bar in ("WORD_BAR", "PHONE_BAR", "PHONE_MORE", "FOOTER", "PERSONAL")
    for word in getattr(navigation, bar)
}
pytestmark = pytest.mark.db


def page_of(client, address="/galeri/"):
    return client.get(address).content.decode()


def request_for(address):
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)
    return request


@pytest.mark.parametrize("name", sorted(EVERY_WORD))
def test_word_of_the_navigation_leads_somewhere(name):
    assert reverse(name)


@pytest.mark.parametrize("name", ["web:search", "parties:hat-switch", "parties:notice-list"])
def test_address_the_shell_posts_or_links_to_exists(name):
    assert reverse(name)


def test_address_of_a_room_that_is_not_built_is_empty():
    assert navigation.address_of("web:no-such-page") == ""
    with pytest.raises(NoReverseMatch):
        reverse("web:no-such-page")


@pytest.mark.parametrize(
    ("address", "label"),
    [("/", "Beranda"), ("/wilayah/63.11/", "Peta kebutuhan"), ("/galeri/", None)],
)
def test_one_word_at_most_is_current(address, label):
    found = navigation.links(navigation.WORD_BAR, request_for(address))
    assert [link.label for link in found if link.is_current] == ([label] if label else [])


def test_visitor_is_offered_to_sign_in_and_no_personal_menu(db):
    page = page_of(Client())
    assert reverse("account_login") in page
    assert "Keluar" not in page


def test_person_sees_name_hat_and_the_way_out(cast, as_person):
    page = page_of(as_person(cast.ayu))
    assert "Ayu" in page
    assert "Bappeda Balangan" in page
    assert "Keluar" in page
    assert reverse("account_login") not in page


def test_person_with_one_hat_is_not_asked_to_choose(cast, as_person):
    assert "Bertindak sebagai" not in page_of(as_person(cast.ayu))


def test_outsider_sees_no_other_hat_than_his_own(cast, as_person):
    page = page_of(as_person(cast.eka))
    assert "Bappeda Tabalong" in page
    assert "Bappeda Balangan" not in page


def test_shell_costs_no_query_for_a_visitor(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page_of(Client())


def test_page_in_english_says_so_and_offers_indonesian(db):
    page = Client().get("/galeri/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en"' in page
    assert "Bahasa Indonesia" in page


def test_address_that_is_not_there_is_a_page_with_a_way_on(db):
    response = Client().get("/tidak-ada/")
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
    assert "Ke Beranda" in response.content.decode()

"""A company without an account states an offer, once, as its own word; and sees only its own."""

import pytest
from django.test import Client

from sambung.parties import queries
from sambung.parties.models import Offer, PersonalLink
from tests.parties import world
from tests.web.guest.world import guest_client

pytestmark = pytest.mark.db
NEW = "/tamu/kesanggupan/baru/"


def typed(**changes):
    """Return a valid form."""
    values = {"year": "2027", "amount_kind": "exact", "amount_rp": "150 juta", "token": "t1"}
    values |= {"places": "Balangan", "for_water": "on", "gives_by": "builds", "is_open": "on"}
    return values | {"note": "Lebih suka desa ring 1."} | changes


def test_company_states_an_offer_that_bappeda_and_pokja_read(cast, company):
    answer = company.post(NEW, typed(), follow=True)
    offer = Offer.objects.get()
    assert answer.redirect_chain[-1][0] == f"/tamu/kesanggupan/{offer.pk}/"
    assert (offer.amount_rp, offer.state, offer.created_by) == (150_000_000, "published", None)
    assert set(queries.viewers_of(offer.pk)) == {cast.bappeda, cast.pokja}
    assert offer in queries.visible_to(cast.actor(cast.ayu))
    assert offer not in queries.visible_to(cast.actor(cast.eka))
    page = answer.content.decode()
    assert "lewat tautan pribadi" in page
    assert "atas nama" not in page


def test_company_keeps_an_offer_to_itself(cast, company):
    company.post(NEW, typed(is_open=""))
    offer = Offer.objects.get()
    assert offer.state == "draft"
    assert offer not in queries.visible_to(cast.actor(cast.ayu))


def test_company_that_sends_twice_states_one_offer(company):
    first, second = company.post(NEW, typed()), company.post(NEW, typed())
    assert (first.url, Offer.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"amount_rp": ""}, "Isi jumlahnya"),
        ({"places": "Antahberantah"}, "tidak ditemukan"),
        ({"places": ""}, "Tulis wilayahnya"),
        ({"for_water": ""}, "satu layanan"),
        ({"note": "NIK 6311021503850001"}, "NIK"),
    ],
    ids=["no-amount", "no-such-place", "no-place", "no-service", "nik"],
)
def test_company_is_told_what_is_wrong_and_keeps_what_it_typed(company, changes, word):
    answer = company.post(NEW, typed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert word in page
    assert "2027" in page
    assert not Offer.objects.exists()


def test_company_opens_another_companys_offer_and_finds_nothing(cast, company):
    other = world.organisation(cast)
    client, link = guest_client(cast, other)
    client.post(NEW, typed(token="t2"))
    offer = Offer.objects.get()
    assert client.get(f"/tamu/kesanggupan/{offer.pk}/").status_code == 200
    assert company.get(f"/tamu/kesanggupan/{offer.pk}/").status_code == 404
    assert company.get(f"/pihak/kesanggupan/{offer.pk}/").status_code == 302
    assert other.name not in company.get("/tamu/").content.decode()


def test_village_that_states_an_offer_is_refused_with_the_reason(village):
    assert village.get(NEW).status_code == 403
    answer = village.post(NEW, typed())
    assert answer.status_code == 403
    assert "bukan oleh desa" in answer.content.decode()
    assert not Offer.objects.exists()


def test_company_whose_link_is_taken_back_keeps_what_it_typed(cast, company):
    link = PersonalLink.objects.get()
    as_before = typed(note="Hanya untuk sumur bor di ring satu.")
    from_officer = Client()
    from_officer.force_login(cast.ayu, backend="django.contrib.auth.backends.ModelBackend")
    from_officer.post(f"/pihak/tautan/{link.pk}/tarik/")
    answer = company.post(NEW, as_before)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "sudah ditarik" in page
    assert "Hanya untuk sumur bor di ring satu." in page
    assert "150 juta" in page
    assert not Offer.objects.exists()
    assert company.get("/tamu/").status_code == 403

"""The one page of a guest: for its holder alone, in one browser, until it ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sambung.parties import actions
from sambung.parties.models import Membership, PersonalLink, User
from tests.parties import world as parties
from tests.web.guest.world import guest_client, holding

pytestmark = pytest.mark.db


def invite(cast, as_person, organisation, **given):
    """Make a guest link by its page as Ayu, and return its address."""
    Membership.objects.filter(organisation=organisation).delete()
    form = {"for_name": "Bu Sari", "phone": "0812 3456 7890", "days": "30", "role": "officer"}
    path = f"/pihak/organisasi/{organisation.pk}/tanpa-akun/"
    answer = as_person(cast.ayu).post(path, form | given)
    return answer


def test_officer_makes_a_link_and_sees_the_words_to_send(cast, as_person):
    answer = invite(cast, as_person, cast.company)
    sending = answer.context["sending"]
    assert answer.status_code == 200
    assert "Tidak perlu akun dan kata sandi" in sending.text
    assert "sekali pakai" not in sending.text
    assert sending.whatsapp_url.startswith("https://wa.me/6281234567890?text=")
    assert "hanya ditampilkan sekali" in answer.content.decode()


def test_officer_is_told_what_is_wrong_with_the_form(cast, as_person):
    answer = invite(cast, as_person, cast.company, days="400", for_name="Pak Budi")
    assert answer.status_code == 422
    assert "Pak Budi" in answer.content.decode()
    assert not PersonalLink.objects.exists()


def test_outsider_makes_no_link_and_sees_none(cast, as_person):
    invite(cast, as_person, cast.company)
    eka = as_person(cast.eka)
    path = f"/pihak/organisasi/{cast.company.pk}/tanpa-akun/"
    assert eka.get(path).status_code == 403
    assert eka.post(path, {"for_name": "X", "days": "5", "role": "member"}).status_code == 403
    assert "Bu Sari" not in eka.get("/pihak/tanpa-akun/").content.decode()
    assert "Bu Sari" in as_person(cast.ayu).get("/pihak/tanpa-akun/").content.decode()
    link = PersonalLink.objects.get()
    assert eka.post(f"/pihak/tautan/{link.pk}/tarik/").status_code == 404


@pytest.mark.parametrize("asked", ["?cari=sari", "?keadaan=terkirim", "?urut=nama"])
def test_list_of_links_narrows_and_sorts(cast, as_person, asked):
    invite(cast, as_person, cast.company)
    page = as_person(cast.ayu).get(f"/pihak/tanpa-akun/{asked}").content.decode()
    assert "Bu Sari" in page
    empty = as_person(cast.ayu).get("/pihak/tanpa-akun/?keadaan=ditarik").content.decode()
    assert "Bu Sari" not in empty


def test_list_of_links_as_a_file_has_no_numbers(cast, as_person):
    invite(cast, as_person, cast.company)
    text = as_person(cast.ayu).get("/pihak/tanpa-akun.csv").content.decode()
    assert "Bu Sari" in text
    assert "812" not in text


def test_looking_at_a_link_changes_nothing(cast, as_person):
    url = invite(cast, as_person, cast.company).context["sending"].url
    before = list(PersonalLink.objects.values())
    page = Client().get(url).content.decode()
    assert "Apakah Anda Bu Sari?" in page
    assert list(PersonalLink.objects.values()) == before


def test_holder_is_told_what_is_kept_and_gets_one_page(cast, as_person):
    url = invite(cast, as_person, cast.company).context["sending"].url
    client = Client()
    answer = client.post(url, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/tamu/"
    assert "Sebelum mulai: apa yang disimpan tentang Anda" in page
    assert "Nyatakan kesanggupan" in page
    assert "Ajukan kebutuhan" not in page
    again = client.get("/tamu/").content.decode()
    assert "Sebelum mulai" not in again
    assert "Yang disimpan tentang Anda" in again
    assert client.get("/wilayah/63.11/").content.decode().count("lewat tautan pribadi") == 1


def test_village_is_offered_a_proposal_and_no_offer(village):
    page = village.get("/tamu/").content.decode()
    assert "Ajukan kebutuhan" in page
    assert "Nyatakan kesanggupan" not in page


def test_link_forwarded_to_a_second_browser_stays_shut(cast, as_person):
    url = invite(cast, as_person, cast.company).context["sending"].url
    Client().post(url)
    second = Client()
    assert "sudah dibuka di perangkat lain" in second.get(url).content.decode()
    answer = second.post(url)
    assert answer.status_code == 403
    assert "perangkat lain" in answer.content.decode()
    assert second.get("/tamu/").status_code == 404


def test_officer_cannot_hold_the_link_they_made(cast, as_person):
    url = invite(cast, as_person, cast.company).context["sending"].url
    ayu = as_person(cast.ayu)
    assert "Anda yang membuat tautan ini" in ayu.get(url).content.decode()
    assert ayu.post(url).status_code == 403
    assert ayu.get("/tamu/").status_code == 404


def test_link_out_of_time_says_so_and_opens_nothing(cast):
    client, link = guest_client(cast, cast.company)
    PersonalLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = client.get("/tamu/")
    assert answer.status_code == 403
    assert "sudah lewat" in answer.content.decode()
    assert "Bu Sari" not in Client().get("/tamu/").content.decode()


OFFICERS = [
    "/usulan/",
    "/usulan/baru/",
    "/pihak/",
    "/pihak/kesanggupan/",
    "/pihak/tanpa-akun/",
    "/rencana/",
    "/rencana/ajakan/",
    "/data-masuk/",
    "/realisasi/baru/",
]


@pytest.mark.parametrize("path", OFFICERS)
def test_guest_has_no_pages_of_officers(company, path):
    assert company.get(path).status_code in {302, 404}


def test_leaving_ends_the_link_and_forgets_it(cast):
    Membership.objects.filter(organisation=cast.company).delete()
    link, raw = actions.create_guest_link(
        organisation=cast.company, for_name="Bu Sari", by=cast.actor(cast.ayu, cast.bappeda)
    )
    client = holding(link, raw)
    assert "ikut berakhir" in client.get("/tamu/selesai/").content.decode()
    assert client.post("/tamu/selesai/").status_code == 302
    assert client.get("/tamu/").status_code == 404
    assert "diakhiri oleh pemegangnya" in client.get(f"/pihak/t/{raw}/").content.decode()
    assert client.post(f"/pihak/t/{raw}/").status_code == 403


def test_holder_opens_an_account_and_keeps_everything(cast):
    client, link = guest_client(cast, cast.company, role="officer", phone="081234567890")
    assert "Buat akun" in client.get("/tamu/akun/").content.decode()
    form = {"name": "Sari Utami", "phone": "0812-3456-7890", "password1": "sumur-bor-2027"}
    answer = client.post("/akun/signup/?next=/tamu/akun/", form, follow=True)
    assert answer.redirect_chain[-1][0] == "/tamu/akun/"
    assert "Sari Utami" in answer.content.decode()
    client.post("/tamu/akun/")
    user = User.objects.get(name="Sari Utami")
    assert Membership.objects.get(user=user).role == "officer"
    assert user.phone_verified
    link.refresh_from_db()
    assert link.used_at
    assert client.get("/tamu/").status_code == 404


def test_signed_in_person_is_told_to_join_or_sign_out(cast):
    client, _link = guest_client(cast, cast.company)
    client.force_login(cast.eka, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/tamu/")
    assert answer.status_code == 403
    assert "Anda sedang masuk dengan akun Eka" in answer.content.decode()


def test_home_costs_the_same_at_any_length(cast, django_assert_max_num_queries):
    client, _link = guest_client(cast, cast.company)
    for _ in range(3):
        parties.recorded(cast)
    with django_assert_max_num_queries(20):
        assert client.get("/tamu/").status_code == 200

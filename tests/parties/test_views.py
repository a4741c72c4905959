"""Pages of the register and of one's own: for whom they open, and what a wrong form keeps."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sambung.core.access import SYSTEM
from sambung.parties import actions
from sambung.parties.models import (
    Contact,
    Membership,
    NetworkMember,
    Notice,
    Organisation,
    PersonalLink,
    Programme,
    User,
)
from tests.parties import world

pytestmark = pytest.mark.db
HERE = "/pihak/organisasi/"


@pytest.fixture(autouse=True)
def fresh_limits():
    """Start every test with no attempts counted."""
    cache.clear()


def text(answer) -> str:
    """Return the page."""
    return answer.content.decode()


@pytest.mark.parametrize(
    "path", ["", "organisasi/1/", "organisasi/baru/", "saya/", "kesanggupan/", "pemberitahuan/"]
)
def test_pages_send_a_visitor_to_sign_in(cast, path):
    answer = Client().get(f"/pihak/{path}")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/akun/login/")


def test_organisation_list_narrows_sorts_and_says_when_empty(cast, as_person):
    eka = as_person(cast.eka)
    balangan = text(eka.get("/pihak/?wilayah=Balangan&urut=-nama"))
    names = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)', balangan)
    assert names == sorted(names, reverse=True)
    assert len(names) == 6
    assert "Tidak ada organisasi yang cocok" in text(eka.get("/pihak/?cari=zzz"))
    assert "tidak ditemukan" in text(eka.get("/pihak/?wilayah=Atlantis"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_organisation_export_has_what_the_list_has(cast, as_person, form):
    Organisation.objects.filter(pk=cast.company.pk).update(name="=PT Contoh")
    answer = as_person(cast.eka).get(f"/pihak/pihak.{form}?sisi=business")
    if form == "csv":
        rows = answer.content.decode("utf-8-sig").splitlines()
        assert rows[1].startswith("'=PT Contoh,,Perusahaan,Dunia usaha,63.11,Kabupaten Balangan")
        assert len(rows) == 2
    else:
        with ZipFile(BytesIO(answer.content)) as book:
            assert b"=PT Contoh" in book.read("xl/sharedStrings.xml")


def test_organisation_shows_people_to_its_people_alone(cast, as_person):
    path = f"{HERE}{cast.company.pk}/"
    assert "Citra" in text(as_person(cast.citra).get(path))
    for person in (cast.eka, cast.ayu, cast.budi):
        page = text(as_person(person).get(path))
        assert "Citra" not in page
        assert "Belum ada kesanggupan yang terbuka" in page


def test_organisation_create_keeps_what_was_typed_when_wrong(cast, as_person):
    given = {"name": "Pemdes Pudak", "kind": "pemdes", "region": "63.09.01.2001"}
    answer = as_person(cast.ayu).post(f"{HERE}baru/", given)
    assert "dicatat oleh petugas wilayahnya" in text(answer)
    assert 'value="Pemdes Pudak"' in text(answer)
    assert not Organisation.objects.filter(name="Pemdes Pudak").exists()


def test_organisation_create_sent_twice_is_written_once(cast, as_person):
    given = {"name": "PT Baru", "kind": "perusahaan", "region": "", "token": "abc"}
    ayu = as_person(cast.ayu)
    first, second = ayu.post(f"{HERE}baru/", given), ayu.post(f"{HERE}baru/", given)
    assert first.url == second.url
    assert Organisation.objects.filter(name="PT Baru").count() == 1


@pytest.mark.parametrize("path", ["ubah/", "undang/", "program/", "anggota/"])
def test_organisation_kept_by_an_outsider_is_refused(cast, as_person, path):
    answer = as_person(cast.eka).post(f"{HERE}{cast.company.pk}/{path}", {"name": "X"})
    assert answer.status_code == 403
    assert not Programme.objects.exists()


def test_organisation_update_on_an_old_version_is_a_conflict(cast, as_person):
    given = {"name": "PT Lain", "short_name": "", "about": "", "version": 0}
    answer = as_person(cast.citra).post(f"{HERE}{cast.company.pk}/ubah/", given)
    assert answer.status_code == 409
    assert "baru saja diubah" in text(answer)


def test_programme_and_contact_are_added_by_their_pages(cast, as_person):
    citra = as_person(cast.citra)
    wrong = {"name": "Air Desa", "from_on": "2027-01-02", "to_on": "2027-01-01"}
    path = f"{HERE}{cast.company.pk}/program/"
    assert "sebelum tanggal mulai" in text(citra.post(path, wrong))
    assert citra.post(path, {**wrong, "to_on": ""}).status_code == 302
    assert "sudah ada" in text(citra.post(path, {**wrong, "to_on": ""}))
    path = f"{HERE}{cast.company.pk}/kontak/"
    assert "Isi nomor HP atau e-mail" in text(citra.post(path, {"name": "Adi"}))
    assert citra.post(path, {"name": "Adi", "phone": "0812 1111 2222"}).status_code == 302
    contact = Contact.objects.get()
    assert as_person(cast.eka).post(f"/pihak/kontak/{contact.pk}/hapus/").status_code == 404
    assert citra.post(f"/pihak/kontak/{contact.pk}/hapus/").status_code == 302


def test_network_member_is_named_by_its_name(cast, as_person):
    network = actions.create_organisation(
        name="Forum Contoh", kind="forum_tjsl", region=cast.regions["63.11"], by=SYSTEM
    )
    ayu, path = as_person(cast.ayu), f"{HERE}{network.pk}/anggota/"
    assert "belum tercatat" in text(ayu.post(path, {"member": "PT Entah"}))
    assert "Ada beberapa" in text(ayu.post(path, {"member": "Balangan"}))
    assert ayu.post(path, {"member": "contoh banua"}).status_code == 302
    assert "PT Contoh Banua Energi" in text(ayu.get(f"{HERE}{network.pk}/"))
    path = f"/pihak/anggota/{NetworkMember.objects.get().pk}/akhiri/"
    assert as_person(cast.eka).post(path, {"on": "2027-01-01"}).status_code == 403
    assert ayu.post(path, {"on": "besok"}).status_code == 200
    assert ayu.post(path, {"on": "2027-01-01"}).status_code == 302
    assert "1 Jan 2027" in text(ayu.get(f"{HERE}{network.pk}/"))


def test_invite_shows_the_link_once_and_the_guest_joins(cast, as_person):
    citra = as_person(cast.citra)
    given = {"for_name": "Rina", "phone": "0812 1111 2222", "role": "officer", "days": "7"}
    page = text(citra.post(f"{HERE}{cast.company.pk}/undang/", {**given, "token": "k"}))
    assert "https://wa.me/6281211112222?text=" in page
    raw = re.search(r"/pihak/t/([\w-]+)/", page).group(1)
    guest = Client()
    assert "Apakah Anda Rina?" in text(guest.get(f"/pihak/t/{raw}/"))
    assert PersonalLink.objects.get().holder_hash == ""  # looking, as a preview does, ties nothing
    join = guest.post(f"/pihak/t/{raw}/").url
    assert "Buat akun" in text(guest.get(join))
    signed = {"name": "Rina", "phone": "081211112222", "password1": "air-bersih-2027"}
    assert guest.post(f"/akun/signup/?next={join}", signed).url == join
    assert guest.post(join).status_code == 302
    rina = User.objects.get(name="Rina")
    assert rina.phone_verified
    assert Membership.objects.get(user=rina).role == "officer"
    late = Client()
    assert "sudah dipakai" in text(late.get(f"/pihak/t/{raw}/"))
    assert late.post(f"/pihak/t/{raw}/").status_code == 403
    assert late.get(join).status_code == 404


def test_invite_above_ones_role_keeps_the_form(cast, as_person):
    given = {"for_name": "Rina", "role": "head", "days": "7"}
    page = text(as_person(cast.ayu).post(f"{HERE}{cast.bappeda.pk}/undang/", given))
    assert "di atas peran Anda" in page
    assert not PersonalLink.objects.exists()


def test_link_forwarded_stays_shut_and_says_so(cast, as_person):
    _, raw = actions.invite_person(
        organisation=cast.company, for_name="Rina", by=cast.actor(cast.citra)
    )
    first, second = Client(), Client()
    join = first.post(f"/pihak/t/{raw}/").url
    assert "perangkat lain" in text(second.get(f"/pihak/t/{raw}/"))
    assert second.post(f"/pihak/t/{raw}/").status_code == 403
    assert second.get(join).status_code == 404
    assert "Anda yang membuat" in text(as_person(cast.citra).get(f"/pihak/t/{raw}/"))
    assert Client().get("/pihak/t/entah/").status_code == 404


def test_link_is_taken_back_by_its_sender_alone(cast, as_person):
    link, raw = actions.invite_person(
        organisation=cast.company, for_name="Rina", by=cast.actor(cast.citra)
    )
    assert as_person(cast.eka).post(f"/pihak/tautan/{link.pk}/tarik/").status_code == 404
    assert as_person(cast.citra).post(f"/pihak/tautan/{link.pk}/tarik/").status_code == 302
    assert "ditarik" in text(Client().get(f"/pihak/t/{raw}/"))


def test_hat_switch_wears_what_one_has_and_nothing_else(cast, as_person):
    citra = cast.actor(cast.citra)
    actions.add_membership(user=cast.dimas, organisation=cast.company, role="member", by=citra)
    dimas = as_person(cast.dimas)
    given = {"organisation": cast.facilitators.pk, "next": "/pihak/saya/"}
    assert dimas.post("/pihak/peran/", given).url == "/pihak/saya/"
    assert dimas.session["hat"] == cast.facilitators.pk
    assert dimas.post("/pihak/peran/", {"organisation": cast.bappeda.pk}).status_code == 403
    assert dimas.post("/pihak/peran/", {"organisation": "x"}).status_code == 403
    elsewhere = {**given, "next": "https://jahat.example/"}
    assert dimas.post("/pihak/peran/", elsewhere).url == "/pihak/saya/"


def test_form_sent_in_a_hat_one_has_not_is_refused(cast, as_person):
    given = {"name": "P", "hat": cast.bappeda.pk}
    answer = as_person(cast.citra).post(f"{HERE}{cast.company.pk}/program/", given)
    assert answer.status_code == 403
    assert not Programme.objects.exists()


def test_me_shows_what_is_held_and_changes_ones_own_name(cast, as_person):
    citra = as_person(cast.citra)
    page = text(citra.get("/pihak/saya/"))
    assert "citra@example.org" in page
    assert "PT Contoh Banua Energi" in page
    assert citra.post("/pihak/saya/", {"name": "", "language": "id"}).status_code == 200
    assert citra.post("/pihak/saya/", {"name": "Citra D", "language": "en"}).status_code == 302
    assert User.objects.get(pk=cast.citra.pk).name == "Citra D"
    assert citra.cookies["django_language"].value == "en"


def test_me_erase_asks_and_then_signs_out(cast, as_person):
    citra = as_person(cast.citra)
    assert "Hapus akun Anda?" in text(citra.get("/pihak/saya/hapus/"))
    assert citra.post("/pihak/saya/hapus/").status_code == 302
    assert not User.objects.get(pk=cast.citra.pk).is_active
    assert "_auth_user_id" not in citra.session


def test_membership_end_of_another_body_is_not_found(cast, as_person):
    row = Membership.objects.get(user=cast.citra)
    path = f"/pihak/keanggotaan/{row.pk}/akhiri/"
    assert as_person(cast.eka).post(path).status_code == 404
    citra = as_person(cast.citra)
    assert "petugas terakhir" in text(citra.get(path))
    assert citra.post(path).status_code == 403
    Membership.objects.create(user=cast.hana, organisation=cast.company, role="officer")
    assert "Akhiri keanggotaan?" in text(citra.get(path))
    assert citra.post(path).url == "/pihak/saya/"


def test_notices_are_ones_own_and_read_together(cast, as_person):
    actions.notify(text="Ada ajakan baru", url="/x/", users=[cast.citra])
    assert "Ada ajakan baru" not in text(as_person(cast.eka).get("/pihak/pemberitahuan/"))
    citra = as_person(cast.citra)
    assert "Ada ajakan baru" in text(citra.get("/pihak/pemberitahuan/"))
    assert citra.post("/pihak/pemberitahuan/dibaca/").status_code == 302
    assert Notice.objects.get().read_at


def more(cast) -> None:
    """Add one of each to the company's page."""
    world.contact(cast)
    world.opened(cast)
    world.recorded(cast)


def test_organisation_page_costs_the_same_at_any_length(cast, as_person):
    citra, path = as_person(cast.citra), f"{HERE}{cast.company.pk}/"

    def cost() -> int:
        citra.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert citra.get(path).status_code == 200
        return len(asked)

    more(cast)
    one = cost()
    for _each in range(5):
        more(cast)
    assert cost() == one <= 15

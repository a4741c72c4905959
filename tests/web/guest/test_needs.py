"""A village without an account proposes with a photo, reads why it came back, sends it again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.needs import actions
from sambung.needs.models import Need, NeedPhoto
from sambung.needs.queries import visible_to
from tests.needs import world
from tests.needs.pages import picture
from tests.web.guest.world import guest_client

pytestmark = pytest.mark.db
NEW = "/tamu/usulan/baru/"


@pytest.fixture(autouse=True)
def files_here(settings, tmp_path):
    """Keep what is uploaded in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path


def typed(**changes):
    """Return a valid form."""
    values = {"village": "63.11.02.2001", "hamlet": "RT 03", "service": "water", "token": "t1"}
    values |= {"problem": "Air diambil dari sungai yang keruh.", "source_now": "river"}
    values |= {"households": "86", "people": "301", "counted_by": "kader desa"}
    values |= {"has_cash": "on", "cash_per_household_rp": "75.000"}
    return values | changes


def test_village_proposes_with_a_photo(cast, village):
    answer = village.post(NEW, typed(photos=[picture()], photo_consent="on"), follow=True)
    need = Need.objects.get()
    assert answer.redirect_chain[-1][0] == f"/tamu/usulan/{need.pk}/"
    assert (need.state, need.proposer, need.created_by) == ("sent", cast.village, None)
    assert (need.people, need.cash_per_household_rp, need.source_now) == (301, 75_000, "river")
    photo = NeedPhoto.objects.get()
    assert photo.consent_by.startswith("Bu Sari")
    served = village.get(f"/tamu/usulan/foto/{photo.pk}/")
    assert b"".join(served.streaming_content).startswith(b"\xff\xd8\xff")
    assert need in visible_to(cast.actor(cast.ayu))
    assert need not in visible_to(cast.actor(cast.eka))


def test_village_that_sends_twice_proposes_once(village):
    first, second = village.post(NEW, typed()), village.post(NEW, typed())
    assert (first.url, Need.objects.count()) == (second.url, 1)


def test_village_sees_why_it_came_back_and_sends_it_again(cast, village):
    village.post(NEW, typed())
    need = Need.objects.get()
    ayu = cast.actor(cast.ayu)
    actions.return_need(need=need, reason="Hitung ulang jumlah KK.", by=ayu)
    assert "Hitung ulang jumlah KK." in village.get("/tamu/").content.decode()
    form = village.get(f"/tamu/usulan/{need.pk}/isi/")
    assert "Hitung ulang jumlah KK." in form.content.decode()
    assert "Air diambil dari sungai yang keruh." in form.content.decode()
    need.refresh_from_db()
    village.post(
        f"/tamu/usulan/{need.pk}/isi/",
        typed(households="90", version=str(need.version), token="t2"),
    )
    need.refresh_from_db()
    assert (need.state, need.households) == ("sent", 90)
    actions.verify_desk(need=need, by=ayu)
    assert "lolos pemeriksaan meja" in village.get("/tamu/").content.decode()
    assert village.get(f"/tamu/usulan/{need.pk}/isi/").status_code == 403


def test_village_keeps_a_proposal_for_later(village):
    village.post(NEW, typed(aksi="nanti"))
    need = Need.objects.get()
    assert need.state == "draft"
    assert "Lanjutkan usulan" in village.get("/tamu/").content.decode()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"people": "12"}, "tidak mungkin kurang dari"),
        ({"problem": ""}, "Ceritakan masalahnya dengan singkat"),
        ({"problem": "Warga dengan NIK 6311021503850001"}, "NIK"),
    ],
    ids=["fewer-people-than-kk", "no-problem", "nik"],
)
def test_village_is_told_what_is_wrong_and_keeps_what_it_typed(village, changes, word):
    answer = village.post(NEW, typed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert word in page
    assert "kader desa" in page
    assert not Need.objects.exists()


def test_village_proposes_for_its_own_village_whatever_is_sent(village):
    village.post(NEW, typed(village="63.09.01.2001"))
    assert Need.objects.get().village_id == "63.11.02.2001"


def test_page_named_jpg_is_refused_and_nothing_is_kept(village):
    page = SimpleUploadedFile("halaman.jpg", b"<!doctype html><script>alert(1)</script>")
    answer = village.post(NEW, typed(photos=[page]))
    assert answer.status_code == 422
    assert "bukan foto" in answer.content.decode()
    assert not Need.objects.exists()


def test_need_of_another_village_is_not_found(cast):
    other = world.sent(cast)
    village, _link = guest_client(cast, cast.village)
    Need.objects.update(proposer=cast.facilitators)
    for path in ("", "isi/"):
        assert village.get(f"/tamu/usulan/{other.pk}/{path}").status_code == 404
    assert village.post(f"/tamu/usulan/{other.pk}/isi/", typed()).status_code == 404


def test_company_that_proposes_is_refused_and_finds_no_needs(cast):
    need = world.sent(cast)
    client, _link = guest_client(cast, cast.company)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, typed()).status_code == 403
    assert client.get(f"/tamu/usulan/{need.pk}/").status_code == 404
    assert Need.objects.count() == 1


def test_guest_of_the_village_sees_what_its_head_proposed_before(cast):
    need = world.sent(cast)
    client, _link = guest_client(cast, cast.village)
    assert client.get(f"/tamu/usulan/{need.pk}/").status_code == 200


def test_village_takes_a_photo_off_while_it_is_written(village):
    village.post(NEW, typed(aksi="nanti", photos=[picture()]))
    photo = NeedPhoto.objects.get()
    assert village.post(f"/tamu/usulan/foto/{photo.pk}/hapus/").status_code == 302
    assert not NeedPhoto.objects.exists()


def test_village_whose_link_ran_out_keeps_what_it_typed(cast):
    client, link = guest_client(cast, cast.village)
    link.__class__.objects.update(expires_at=link.created_at)
    answer = client.post(NEW, typed())
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "sudah lewat" in page
    assert "Air diambil dari sungai yang keruh." in page
    assert not Need.objects.exists()

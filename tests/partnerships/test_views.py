"""The list, the sheet, and the forms that change duties and stages."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sambung.core import files, tokens
from sambung.partnerships import queries
from sambung.partnerships.models import Contribution, Partnership, Responsibility
from tests.needs.world import ready
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def duty(partnership, key):
    return Responsibility.objects.get(partnership=partnership, key=key)


def url_of(name, row):
    return reverse(f"partnerships:{name}", args=[row.partnership_id, row.pk])


def sending(row, **given):
    return {"token": tokens.new_token(), "version": row.version, **given}


def test_list_shows_own_partnership_and_outsider_sees_none(cast, as_person):
    partnership = opened(cast)
    url = reverse("partnerships:partnership-list")
    page = as_person(cast.ayu).get(url)
    assert partnership.title in page.content.decode()
    assert "4 peran kosong" in page.content.decode()
    nothing = as_person(cast.eka).get(url).content.decode()
    assert partnership.title not in nothing
    assert "Belum ada kemitraan" in nothing


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cari=banua", True),
        ("cari=hauwai", True),
        ("cari=zzz", False),
        ("wilayah=63.11", True),
        ("tahap=operasi", False),
        ("jalur=short", False),
        ("keadaan=berjalan", True),
        ("keadaan=ditutup", False),
        ("urut=-kesanggupan", True),
        ("urut=judul&hal=99", True),
        ("urut=palsu", True),
    ],
)
def test_list_narrows_and_sorts(cast, as_person, query, found):
    partnership = opened(cast)
    page = as_person(cast.ayu).get(f"{reverse('partnerships:partnership-list')}?{query}")
    assert page.status_code == 200
    assert (partnership.title in page.content.decode()) is found


def test_export_holds_the_rows_and_marks_simulation(cast, as_person):
    partnership = opened(cast)
    Partnership.objects.update(is_simulated=True)
    answer = as_person(cast.citra).get(reverse("partnerships:partnership-export"))
    assert answer.status_code == 200
    strings = ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert partnership.title in strings
    assert "SIMULASI" in strings


def test_responsibility_page_shows_indices_and_outsider_gets_404(cast, as_person):
    partnership = opened(cast)
    url = reverse("partnerships:responsibility-list", args=[partnership.pk])
    page = as_person(cast.gani).get(url).content.decode()
    assert "Pielou" in page
    assert "belum ada penanggung jawab" in page
    assert as_person(cast.eka).get(url).status_code == 404


def test_propose_then_accept_walks_through_the_pages(cast, as_person):
    partnership = opened(cast)
    row = duty(partnership, "apbd")
    party = partnership.parties.get(organisation=cast.company)
    ayu, citra = as_person(cast.ayu), as_person(cast.citra)
    assert ayu.get(url_of("responsibility-propose", row)).status_code == 200
    given = sending(row, party=party.pk, ground="perjanjian pasal 6")
    answer = ayu.post(url_of("responsibility-propose", row), given)
    assert answer.url == f"{partnership.get_absolute_url()}#siapa"
    row.refresh_from_db()
    assert (row.party, row.is_proposed) == (party, True)
    assert "Setujui peran ini" in citra.get(url_of("responsibility-answer", row)).content.decode()
    citra.post(url_of("responsibility-answer", row), sending(row, answer="accept", reason=""))
    row.refresh_from_db()
    assert (row.is_proposed, row.party) == (False, party)


def test_propose_twice_with_the_same_token_does_it_once(cast, as_person):
    partnership = opened(cast)
    row = duty(partnership, "apbd")
    party = partnership.parties.get(organisation=cast.company)
    ayu = as_person(cast.ayu)
    given = sending(row, party=party.pk, ground="")
    assert ayu.post(url_of("responsibility-propose", row), given).status_code == 302
    assert ayu.post(url_of("responsibility-propose", row), given).status_code == 409
    row.refresh_from_db()
    assert row.version == 2


def test_propose_without_choice_or_by_others_writes_nothing(cast, as_person):
    partnership = opened(cast)
    row = duty(partnership, "apbd")
    url = url_of("responsibility-propose", row)
    assert as_person(cast.ayu).post(url, sending(row, party="", ground="x")).status_code == 422
    assert as_person(cast.eka).get(url).status_code == 404
    row.refresh_from_db()
    assert row.party is None


def test_refuse_needs_a_reason_and_leaves_nobody(cast, as_person):
    row = duty(opened(cast), "capital")
    citra, url = as_person(cast.citra), url_of("responsibility-answer", row)
    assert citra.post(url, sending(row, answer="refuse", reason="")).status_code == 422
    citra.post(url, sending(row, answer="refuse", reason="Bukan kewenangan kami"))
    row.refresh_from_db()
    assert row.party is None


def test_release_and_need_again_walk_through_the_pages(cast, as_person):
    row = duty(opened(cast), "land")
    gani, ayu = as_person(cast.gani), as_person(cast.ayu)
    gani.post(url_of("responsibility-answer", row), sending(row, answer="accept", reason=""))
    row.refresh_from_db()
    assert gani.get(url_of("responsibility-release", row)).status_code == 200
    gani.post(url_of("responsibility-release", row), sending(row, reason="Kades berganti"))
    row.refresh_from_db()
    assert row.party is None
    assert ayu.get(url_of("responsibility-need", row)).status_code == 200
    ayu.post(url_of("responsibility-need", row), sending(row, reason="tanah milik dinas"))
    row.refresh_from_db()
    assert row.is_needed is False


def test_stage_steps_forward_back_with_reason_and_never_without(cast, as_person):
    partnership = opened(cast)
    url = reverse("partnerships:partnership-step", args=[partnership.pk])
    ayu = as_person(cast.ayu)
    assert ayu.get(url).status_code == 200
    before = partnership.stage

    def send(to, **more):
        partnership.refresh_from_db()
        given = {"token": tokens.new_token(), "version": partnership.version, "to": to} | more
        return ayu.post(url, given)

    assert send("mou").status_code == 422  # needs of the stage are still open
    assert send("mou", due_on="2027-03-31", reason="surat menyusul").status_code == 302
    assert send(before, reason="").status_code == 422
    assert send(before, reason="Gambar belum lengkap").status_code == 302
    partnership.refresh_from_db()
    assert partnership.stage == before
    assert as_person(cast.citra).get(url).status_code == 403
    assert as_person(cast.eka).get(url).status_code == 404


def test_duty_of_another_partnership_is_not_there_and_late_stage_shows(cast, as_person):
    first, second = opened(cast), opened(cast, ready(cast))
    row = duty(second, "apbd")
    url = reverse("partnerships:responsibility-propose", args=[first.pk, row.pk])
    ayu = as_person(cast.ayu)
    assert ayu.get(url).status_code == 404
    Partnership.objects.update(stage_due_on=timezone.localdate() - timedelta(days=4))
    assert "terlambat 4 hari" in ayu.get(first.list_url()).content.decode()
    Partnership.objects.update(closed_at=timezone.now(), closing_reason="selesai")
    closed = ayu.get(first.list_url()).content.decode()
    assert "ditutup" in closed
    assert "terlambat" not in closed


def test_close_and_publish_pages(cast, as_person):
    partnership = opened(cast)
    for person in (cast.ayu, cast.citra, cast.gani):
        url = reverse("partnerships:partnership-publish", args=[partnership.pk])
        assert as_person(person).post(url, {"setuju": "ya"}).status_code == 302
    assert queries.visible_to(cast.actor(cast.eka)).get() == partnership
    as_person(cast.citra).post(url, {"setuju": "tidak"})
    assert not queries.visible_to(cast.actor(cast.eka)).exists()
    close = reverse("partnerships:partnership-close", args=[partnership.pk])
    ayu = as_person(cast.ayu)
    assert ayu.get(close).status_code == 200
    given = {"token": tokens.new_token(), "version": 1, "reason": ""}
    assert ayu.post(close, given).status_code == 422
    assert ayu.post(close, given | {"reason": "Sumber mundur"}).status_code == 302
    partnership.refresh_from_db()
    assert partnership.closing_reason == "Sumber mundur"


def test_letter_is_for_parties_even_when_the_page_is_public(cast, as_person, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    partnership = opened(cast)
    row = Contribution.objects.get(partnership=partnership, offer__isnull=False)
    paper = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat", content_type="application/pdf")
    row.letter = files.store(paper, owner=row, by=cast.actor(cast.citra))
    row.save()
    Partnership.objects.update(is_published=True)
    url = reverse("partnerships:contribution-letter", args=[partnership.pk, row.pk])
    letter = as_person(cast.citra).get(url)
    assert b"".join(letter.streaming_content) == b"%PDF-1.4 surat"
    assert as_person(cast.eka).get(url).status_code == 404

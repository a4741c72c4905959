"""Pages of the matrix, of the catalogue and of the balance, with the outsider at each."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from sambung.core import tokens
from sambung.partnerships import queries
from sambung.partnerships.models import RaciCell, Responsibility, TargetProfile
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def url(name, partnership, *more):
    return reverse(f"partnerships:{name}", args=[partnership.pk, *more])


def once(version, **given):
    return {"token": tokens.new_token(), "version": version, **given}


def test_pages_show_words_letters_and_balance_and_nothing_to_the_outsider(cast, as_person):
    partnership = opened(cast)
    row = Responsibility.objects.get(partnership=partnership, key="capital")
    ayu, eka = as_person(cast.ayu), as_person(cast.eka)
    wanted = {
        url("responsibility-list", partnership): "sesudah serah terima",
        url("matrix", partnership): "Penanggung jawab",
        url("matrix", partnership) + "?tahap=semua": "Dimintai pendapat",
        url("matrix", partnership) + f"?pihak={row.party_id}": "Peran PT Contoh Banua Energi",
        url("slot", partnership, row.pk, "konstruksi"): "Usulan pertama",
        url("balance", partnership): "Uang, terpisah dari peran",
        url("responsibility-add", partnership): "Simpan peran",
        url("profile", partnership, "duties"): "Usulkan sasaran",
        url("responsibility-record", partnership, row.pk): "Catat atas namanya",
        url("responsibility-withdraw", partnership, row.pk): "Tarik usulan",
    }
    for address, words in wanted.items():
        assert words in ayu.get(address).content.decode(), address
        assert eka.get(address).status_code == 404, address
    assert ayu.get(url("slot", partnership, row.pk, "lain")).status_code == 404
    assert ayu.get(url("profile", partnership, "lain")).status_code == 404


def test_workbook_holds_matrix_findings_and_balance(cast, as_person):
    partnership = opened(cast)
    answer = as_person(cast.citra).get(url("matrix-export", partnership))
    strings = ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    for words in ("Siapa yang mencatat aset?", "A* R*", "Sesudah serah terima"):
        assert words in strings
    assert as_person(cast.eka).get(url("matrix-export", partnership)).status_code == 404


def test_letter_walks_from_proposal_to_acceptance_to_release(cast, as_person):
    partnership = opened(cast)
    row = Responsibility.objects.get(partnership=partnership, key="capital")
    village = partnership.parties.get(organisation=cast.village)
    slot = url("slot", partnership, row.pk, "konstruksi")
    ayu, gani = as_person(cast.ayu), as_person(cast.gani)
    given = {"token": tokens.new_token(), "seen": queries.seen_of(row, []), "ground": "rapat"}
    wrong = ayu.post(slot, {**given, "party": "", "letter": "C"})
    assert (wrong.status_code, "rapat" in wrong.content.decode()) == (422, True)
    assert ayu.post(slot, {**given, "party": village.pk, "letter": "C"}).status_code == 302
    stale = {**given, "token": tokens.new_token(), "party": village.pk, "letter": "I"}
    assert ayu.post(slot, stale).status_code == 409
    cell = RaciCell.objects.get(party=village)
    letter = url("letter", partnership, cell.pk)
    assert as_person(cast.citra).get(letter).status_code == 403
    assert as_person(cast.eka).get(letter).status_code == 404
    assert gani.post(letter, once(1, answer="refuse", reason="")).status_code == 422
    assert gani.post(letter, once(1, answer="accept", reason="")).status_code == 302
    cell.refresh_from_db()
    assert cell.is_proposed is False
    gone = once(cell.version, answer="release", reason="pindah tugas")
    assert gani.post(letter, gone).status_code == 302
    assert not RaciCell.objects.filter(pk=cell.pk).exists()


def test_own_question_and_record_for_a_party_without_account(cast, as_person):
    partnership, ayu = opened(cast), as_person(cast.ayu)
    add = url("responsibility-add", partnership)
    given = once(0, question="Siapa yang menjaga hutan?", group="operasi", is_critical="on")
    assert ayu.post(add, {**given, "question": ""}).status_code == 422
    assert ayu.post(add, given).status_code == 302
    assert as_person(cast.citra).get(add).status_code == 403
    row = Responsibility.objects.get(partnership=partnership, key="asset")
    record = url("responsibility-record", partnership, row.pk)
    told = once(row.version, ground="minutes", ground_note="berita acara 3 Maret")
    assert ayu.post(record, told).status_code == 302
    row.refresh_from_db()
    assert (row.is_proposed, row.recorded_at is None) == (True, False)
    shown = ayu.get(url("responsibility-list", partnership)).content.decode()
    assert "dicatat mewakili" in shown
    assert "Siapa yang menjaga hutan?" in shown


def test_target_is_proposed_and_agreed_on_the_pages(cast, as_person):
    partnership = opened(cast)
    parties = {p.organisation_id: p for p in partnership.parties.all()}
    points = {f"p{p.pk}": "10" for p in parties.values()}
    page = url("profile", partnership, "money")
    citra = as_person(cast.citra)
    assert citra.post(page, once(0, note="", **dict.fromkeys(points, "x"))).status_code == 422
    assert citra.post(page, once(0, note="rapat", **points)).status_code == 302
    village = parties[cast.village.pk]
    agree = url("profile-agree", partnership, "money", village.pk)
    assert citra.post(agree, once(1)).status_code == 403
    assert as_person(cast.gani).post(agree, once(1)).status_code == 302
    assert village.pk in TargetProfile.objects.get().agreed
    assert "rapat" in citra.get(url("balance", partnership)).content.decode()

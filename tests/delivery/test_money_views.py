"""The pages of the money: a plain list, one page per tranche, the forms; an outsider sees none."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sambung.core import tokens
from sambung.delivery import actions, queries
from sambung.delivery.models import Account, Condition, Tranche, TrancheStatement
from sambung.parties.models import OnBehalf
from sambung.partnerships.models import Contribution, Document, Partnership
from tests.delivery.money_world import (
    claimed,
    money_world,
    received,
    said,
    verified,
)

pytestmark = pytest.mark.db


@pytest.fixture
def world(cast):
    return money_world(cast)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(name, *args):
    return reverse(f"delivery:{name}", args=args)


def act_url(tranche, slug):
    return url("tranche-act", tranche.contribution.partnership_id, tranche.pk, slug)


def sending(version=1, **given):
    today = timezone.localdate().isoformat()
    return {"token": tokens.new_token(), "version": version, "on": today, **given}


def test_list_says_in_plain_lines_what_each_tranche_waits_for(world, cast, as_person):
    tranche = world.tranche(title="uang muka")
    actions.add_condition(
        circle=world.circle,
        tranche=tranche,
        kind="document",
        document_kind="kemajuan",
        title="foto 50 % terverifikasi",
        by=cast.actor(cast.citra),
    )
    page = as_person(cast.gani).get(url("tranche-list", world.partnership.pk)).content.decode()
    assert "Termin 1 – menunggu: foto 50 % terverifikasi" in page
    assert "Sambung tidak memegang uang" in page
    assert "belum bertermin Rp70.000.000" in page


def test_empty_list_says_what_to_do_and_narrows(world, cast, as_person):
    page = as_person(cast.citra).get(url("tranche-list", world.partnership.pk)).content.decode()
    assert "Susun termin pertama" in page
    tranche = world.tranche()
    actions.cancel_tranche(step=world.step(tranche, cast.citra), reason="dicabut")
    base = url("tranche-list", world.partnership.pk)
    citra = as_person(cast.citra)
    assert "Tidak ada termin" in citra.get(f"{base}?keadaan=berjalan").content.decode()
    for order in ("tenggat", "-jumlah", "palsu"):
        assert citra.get(f"{base}?urut={order}").status_code == 200


def test_outsider_and_visitor_see_nothing_even_of_a_published_partnership(
    world, cast, as_person, client
):
    tranche = claimed(world)
    condition = Condition.objects.create(tranche=tranche, kind="document", document_kind="kemajuan")
    Partnership.objects.update(is_published=True)
    pk = world.partnership.pk
    pages = [
        *(url(name, pk) for name in ("tranche-list", "tranche-export", "account-list")),
        url("tranche", pk, tranche.pk),
    ]
    forms = [
        *(url(name, pk) for name in ("tranche-plan", "account-add")),
        *(act_url(tranche, slug) for slug in ("ajukan", "verifikasi", "batalkan", "transfer")),
        url("condition-add", pk, tranche.pk),
        url("condition-accept", pk, tranche.pk, condition.pk),
        url("condition-return", pk, tranche.pk, condition.pk),
    ]
    posts = [
        url("condition-remove", pk, tranche.pk, condition.pk),
        url("account-end", pk, Account.objects.get().pk),
    ]
    eka = as_person(cast.eka)
    for page in [*pages, *forms]:
        assert eka.get(page).status_code == 404, page
    for page in [*forms, *posts]:
        assert eka.post(page, sending()).status_code == 404, page
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    assert {client.get(page).status_code for page in forms} == {302}
    assert TrancheStatement.objects.count() == 1


def test_tranche_is_planned_from_its_page_and_more_than_agreed_keeps_what_was_typed(
    world, cast, as_person
):
    world.account()
    page = url("tranche-plan", world.partnership.pk)
    citra = as_person(cast.citra)
    assert "tidak memegang uang" in citra.get(page).content.decode()
    given = {
        "contribution": world.contribution.pk,
        "payee": cast.village.pk,
        "title": "uang muka",
        "amount_rp": "40 juta",
        "due_on": "2027-03-01",
    }
    answer = citra.post(page, sending(0, **given))
    made = Tranche.objects.get()
    assert (answer.url, made.amount_rp, made.account) == (
        made.get_absolute_url(),
        40_000_000,
        Account.objects.get(),
    )
    refused = citra.post(page, sending(0, **(given | {"amount_rp": "70 juta"})))
    assert refused.status_code == 409
    assert "Rp110.000.000" in refused.content.decode()
    assert citra.post(page, sending(0, **(given | {"amount_rp": "x"}))).status_code == 422
    assert as_person(cast.gani).get(page).status_code == 403
    Contribution.objects.filter(pk=world.contribution.pk).update(agreed_rp=None)
    told = citra.post(page, sending(0, **given), follow=True).content.decode()
    assert "Jumlah yang disepakati belum diketahui" in told


def test_each_side_finds_its_single_next_act_and_takes_it(world, cast, as_person):
    tranche = world.tranche()
    gani, ayu, citra = (as_person(user) for user in (cast.gani, cast.ayu, cast.citra))
    page = tranche.get_absolute_url()
    assert "Ajukan termin" in gani.get(page).content.decode()
    assert "Ajukan termin" not in citra.get(page).content.decode()
    assert "30.000.000" in gani.get(act_url(tranche, "ajukan")).content.decode()
    pdf = SimpleUploadedFile("minta.pdf", b"%PDF-1.4 minta", content_type="application/pdf")
    given = sending(amount_rp="30.000.000", upload=pdf, note="")
    assert gani.post(act_url(tranche, "ajukan"), given).url == page
    evidence = TrancheStatement.objects.get().evidence
    assert (evidence.kind, evidence.organisation) == ("permintaan", cast.village)
    assert "Verifikasi pengajuan" in ayu.get(page).content.decode()
    assert ayu.post(act_url(tranche, "verifikasi"), sending(2)).status_code == 422
    ayu.post(act_url(tranche, "verifikasi"), sending(2, amount_rp="30 juta", grade="lapangan"))
    assert "Nyatakan sudah ditransfer" in citra.get(page).content.decode()
    citra.post(act_url(tranche, "transfer"), sending(3, amount_rp="30 juta", note="ref 9"))
    assert "Nyatakan penerimaan" in gani.get(page).content.decode()
    gani.post(act_url(tranche, "terima"), sending(4, amount_rp="25 juta", note=""))
    told = citra.get(page).content.decode()
    assert "Kata kedua pihak" in told
    assert "pernyataan berbeda" in told
    gani.post(act_url(tranche, "terima"), sending(5, amount_rp="30 juta", note=""))
    tranche.refresh_from_db()
    assert tranche.state == "received"


def test_return_and_cancel_from_the_page(world, cast, as_person):
    tranche = claimed(world)
    ayu = as_person(cast.ayu)
    assert ayu.post(act_url(tranche, "kembalikan"), sending(2)).status_code == 422
    given = sending(2, reason="RAB belum lengkap")
    assert ayu.post(act_url(tranche, "kembalikan"), given).status_code == 302
    assert ayu.get(act_url(tranche, "batalkan")).status_code == 200
    ayu.post(act_url(tranche, "batalkan"), sending(3, reason="dicabut"))
    tranche.refresh_from_db()
    assert tranche.state == "cancelled"
    assert ayu.get(act_url(tranche, "ajukan")).status_code == 403
    assert ayu.get(act_url(tranche, "zzz")).status_code == 404


def test_form_sent_twice_leads_to_the_same_page_and_states_once(world, cast, as_person):
    tranche = world.tranche()
    gani = as_person(cast.gani)
    given = sending(amount_rp="30 juta", note="")
    first = gani.post(act_url(tranche, "ajukan"), given)
    again = gani.post(act_url(tranche, "ajukan"), given)
    assert (first.status_code, again.status_code, first.url) == (302, 302, again.url)
    assert TrancheStatement.objects.count() == 1
    stale = gani.post(act_url(tranche, "ajukan"), sending(1, amount_rp="30 juta", note=""))
    assert stale.status_code == 409


@pytest.mark.parametrize(
    ("slug", "given"),
    [
        ("ajukan", {"amount_rp": "31 juta"}),
        ("ajukan", {"amount_rp": "-5"}),
        ("ajukan", {"amount_rp": "5", "on": "2999-01-01"}),
        ("ajukan", {"amount_rp": "5", "on": "kemarin"}),
    ],
)
def test_wrong_input_comes_back_with_what_was_typed(world, cast, as_person, slug, given):
    tranche = world.tranche()
    answer = as_person(cast.gani).post(act_url(tranche, slug), sending(note="ketikan") | given)
    assert answer.status_code == 422
    assert "ketikan" in answer.content.decode()
    assert not TrancheStatement.objects.exists()


def test_file_of_a_wrong_type_is_refused_at_its_field(world, cast, as_person):
    tranche = world.tranche()
    exe = SimpleUploadedFile("bukti.pdf", b"MZ not a pdf")
    given = sending(amount_rp="30 juta", note="", upload=exe)
    answer = as_person(cast.gani).post(act_url(tranche, "ajukan"), given)
    assert answer.status_code == 422
    assert "bukan foto" in answer.content.decode()


def test_on_behalf_asks_for_its_ground_and_shows_the_badge(world, cast, as_person):
    tranche = world.tranche(world.kkm)
    ayu = as_person(cast.ayu)
    page = ayu.get(act_url(tranche, "ajukan")).content.decode()
    assert "atas nama KKM Maju Bersama" in page
    given = sending(amount_rp="30 juta", note="")
    assert ayu.post(act_url(tranche, "ajukan"), given).status_code == 422
    ayu.post(act_url(tranche, "ajukan"), given | {"ground": "letter", "ground_note": "surat 4"})
    assert OnBehalf.objects.get().organisation == world.kkm
    shown = ayu.get(tranche.get_absolute_url()).content.decode()
    assert "atas nama, menunggu pembenaran" in shown
    assert "Verifikasi pengajuan" not in shown
    assert (
        "Verifikasi pengajuan"
        in as_person(cast.citra).get(act_url(tranche, "verifikasi")).content.decode()
    )


def test_condition_is_added_accepted_returned_and_removed(world, cast, as_person):
    tranche = world.tranche()
    pk = world.partnership.pk
    ayu, citra = as_person(cast.ayu), as_person(cast.citra)
    add = url("condition-add", pk, tranche.pk)
    assert citra.get(add).status_code == 200
    assert citra.post(add, sending(kind="milestone")).status_code == 422
    citra.post(add, sending(kind="document", document_kind="kemajuan", title=""))
    condition = Condition.objects.get()
    page = ayu.get(tranche.get_absolute_url()).content.decode()
    assert "Laporan kemajuan diterima" in page
    paper = world.paper("kemajuan")
    accept = url("condition-accept", pk, tranche.pk, condition.pk)
    assert paper.title in ayu.get(accept).content.decode()
    assert ayu.post(accept, sending(condition.version)).status_code == 422
    ayu.post(accept, sending(condition.version, document=paper.pk))
    condition.refresh_from_db()
    assert condition.met_on
    back = url("condition-return", pk, tranche.pk, condition.pk)
    assert ayu.get(back).status_code == 200
    ayu.post(back, sending(condition.version, reason="foto buram"))
    assert "foto buram" in ayu.get(tranche.get_absolute_url()).content.decode()
    citra.post(url("condition-remove", pk, tranche.pk, condition.pk))
    assert not Condition.objects.exists()
    assert ayu.get(accept).status_code == 404


def test_replaced_evidence_is_flagged_on_the_page(world, cast, as_person):
    paper = world.paper("permintaan")
    tranche = verified(world, evidence=paper)
    Document.objects.filter(pk=paper.pk).update(is_latest=False)
    page = as_person(cast.citra).get(tranche.get_absolute_url()).content.decode()
    assert "bukti diganti sesudah diverifikasi" in page
    assert "Nyatakan sudah ditransfer" not in page


def test_account_is_written_down_read_by_parties_masked_for_the_desk_and_ended(
    world, cast, as_person
):
    pk = world.partnership.pk
    gani = as_person(cast.gani)
    add = url("account-add", pk)
    given = {
        "organisation": cast.village.pk,
        "bank": "Bank Kalsel",
        "number": "0011223344",
        "name_on_account": "Pemerintah Desa Hauwai",
    }
    assert gani.get(add).status_code == 200
    assert gani.post(add, sending(0, **given)).url == url("account-list", pk)
    assert gani.post(add, sending(0, **(given | {"bank": ""}))).status_code == 422
    person = gani.post(add, sending(0, **(given | {"number": "998877", "name_on_account": "Gani"})))
    assert person.status_code == 403
    shown = url("account-list", pk)
    assert "0011223344" in as_person(cast.citra).get(shown).content.decode()
    desk = as_person(cast.hana).get(shown).content.decode()
    assert "•••• 3344" in desk
    assert "0011223344" not in desk
    tranche = world.tranche()
    assert "0011223344" not in as_person(cast.hana).get(tranche.get_absolute_url()).content.decode()
    account = Account.objects.get()
    gani.post(url("account-end", pk, account.pk))
    assert "diakhiri" in gani.get(shown).content.decode()


def test_export_holds_the_rows_and_marks_simulation(world, cast, as_person):
    received(world)
    Partnership.objects.update(is_simulated=True)
    answer = as_person(cast.citra).get(url("tranche-export", world.partnership.pk))
    strings = ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert "SIMULASI" in strings
    assert "mempertanggungjawabkan" in strings


def test_list_and_page_cost_the_same_for_one_and_for_many(
    world, cast, as_person, django_assert_max_num_queries
):
    for number in range(1, 11):
        Contribution.objects.filter(pk=world.contribution.pk).update(agreed_rp=10**12)
        tranche = world.tranche(title=f"termin {number}")
        Condition.objects.create(tranche=tranche, kind="document", document_kind="kemajuan")
    with django_assert_max_num_queries(2):
        assert len(queries.tranches_of(world.partnership)) == 10
    citra = as_person(cast.citra)
    citra.get(url("tranche-list", world.partnership.pk))
    with django_assert_max_num_queries(16):
        citra.get(url("tranche-list", world.partnership.pk))


def test_money_waits_for_whoever_takes_the_next_step(world, cast):
    def waits(user):
        return [one.kind for one in queries.money_waiting_for(cast.actor(user))]

    tranche = world.tranche()
    assert (waits(cast.gani), waits(cast.citra), waits(cast.eka)) == (["claim"], [], [])
    claimed(world, tranche)
    assert (waits(cast.gani), waits(cast.citra), waits(cast.ayu)) == ([], ["verify"], ["verify"])
    actions.verify_tranche(step=world.step(tranche, cast.ayu), said=said(grade="meja"))
    assert (waits(cast.citra), waits(cast.ayu)) == (["transfer"], [])
    actions.state_transfer(step=world.step(tranche, cast.citra), said=said())
    actions.state_receipt(step=world.step(tranche, cast.gani), said=said(5))
    assert (waits(cast.citra), waits(cast.gani)) == (["agree"], ["agree"])
    actions.state_receipt(step=world.step(tranche, cast.gani), said=said())
    assert waits(cast.gani) == ["account"]
    given = said(evidence=world.paper())
    actions.account_for_tranche(step=world.step(tranche, cast.gani), said=given)
    assert (waits(cast.ayu), waits(cast.citra)) == (["settle"], [])


def test_claim_asks_which_of_the_payees_accounts_receives_it(world, cast, as_person):
    tranche, client = world.tranche(account=None), as_person(cast.gani)
    given = sending(amount_rp="30.000.000", note="surat 12")
    asked = client.post(act_url(tranche, "ajukan"), given)
    assert asked.status_code == 422
    assert "Pilih rekening yang akan menerima uangnya." in asked.content.decode()
    account = Account.objects.get(organisation=cast.village)
    sent = client.post(act_url(tranche, "ajukan"), given | {"account": account.pk})
    assert sent.status_code == 302
    tranche.refresh_from_db()
    assert tranche.account == account


def test_a_form_sent_by_the_outbox_keeps_what_the_next_page_says(world, cast, as_person):
    tranche, client = world.tranche(), as_person(cast.gani)
    given = sending(amount_rp="30.000.000", note="surat 12", account=tranche.account_id)
    answer = client.post(act_url(tranche, "ajukan"), given, headers={"X-Outbox": "1"})
    page = client.get(answer.json()["url"]).content.decode()
    assert "Tercatat." in page

"""Pages of the plans room: what each person sees, and that the outsider never does."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sambung.parties.models import PersonalLink
from sambung.partnerships.models import Partnership
from sambung.plans import actions
from sambung.plans.models import Invitation, Run, Scenario

pytestmark = pytest.mark.db


def page(client, name, *args, **query):
    return client.get(reverse(f"plans:{name}", args=args), query)


def typed(world, **changes):
    values = {
        "region": "63.11", "year": "2027", "title": "Balangan 2027", "which_packages": "all",
        "which_offers": "all", "has_floor": "on", "floor_percent": "25",
        "equity_weight_percent": "0", "most_sources": "3", "company_share_percent": "60",
        "government_share_percent": "80", "facilitator_places": "", "places_by": "regency",
        "backstop_years": "2", "time_limit_s": "10", "act": "save",
    }  # fmt: skip
    return values | changes


@pytest.fixture
def clients(world, as_person):
    """Return a signed-in client for each person of the cast by name."""
    names = ("ayu", "hana", "citra", "eka", "gani", "budi")
    return {name: as_person(getattr(world.cast, name)) for name in names}


def test_scenario_list_shows_own_and_nothing_of_others(world, clients):
    assert "Balangan 2027" in page(clients["ayu"], "scenario-list").content.decode()
    assert "Balangan 2027" in page(clients["hana"], "scenario-list").content.decode()
    text = page(clients["eka"], "scenario-list").content.decode()
    assert "Balangan 2027" not in text and "Belum ada rencana" in text


def test_scenario_list_asks_visitors_to_sign_in(world, client):
    assert page(client, "scenario-list").status_code == 302


def test_scenario_new_keeps_the_question_and_says_what_stands_in_the_way(world, clients):
    response = clients["ayu"].post(reverse("plans:scenario-new"), typed(world, title="Satu"))
    assert response.status_code == 302
    text = clients["ayu"].get(response.url).content.decode()
    assert "1 kesanggupan belum menyebut jumlah" in text
    assert "1 kegiatan lebih mahal daripada" in text
    assert reverse("needs:package", args=[world.pudak.pk]) in text


def test_scenario_new_with_act_run_leads_to_the_run(world, clients):
    response = clients["ayu"].post(reverse("plans:scenario-new"), typed(world, act="run"))
    assert response.url == Run.objects.get().get_absolute_url()
    text = clients["ayu"].get(response.url).content.decode()
    assert "Menunggu giliran" in text and "Batalkan perhitungan" in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"floor_percent": "-5"}, "kurang dari nol"),
        ({"floor_percent": "banyak"}, "angka bulat"),
        ({"company_share_percent": "400"}, "Paling banyak 100"),
        ({"region": "63.09"}, "Pilih"),
        ({"year": "1900"}, "Pilih"),
        ({"title": ""}, "wajib"),
        ({"which_packages": "some"}, "Pilih paling sedikit satu"),
    ],
)
def test_scenario_new_with_a_bad_value_is_refused_and_keeps_what_was_typed(
    world, clients, change, words
):
    before = Scenario.objects.count()
    response = clients["ayu"].post(reverse("plans:scenario-new"), typed(world, **change))
    assert response.status_code == 422
    assert Scenario.objects.count() == before
    assert "summary-err" in response.content.decode()


def test_scenario_new_by_a_company_is_refused(world, clients):
    assert page(clients["citra"], "scenario-new").status_code == 403


def test_scenario_of_another_district_is_not_there(world, clients):
    assert page(clients["eka"], "scenario", world.scenario.pk).status_code == 404
    assert page(clients["citra"], "scenario", world.scenario.pk).status_code == 404


def test_scenario_findings_answer_while_typing(world, clients):
    response = clients["ayu"].post(reverse("plans:scenario-findings"), typed(world, year="2028"))
    assert "Belum ada sumber dana" in response.content.decode()


def test_run_page_says_how_good_it_is_and_what_it_is_not(world, clients, finished):
    text = page(clients["ayu"], "run", finished.pk).content.decode()
    assert "rencana ini melayani 700 orang selama rata-rata 12,9 tahun" in text
    assert "bukan penetapan dan bukan kewajiban perusahaan" in text
    assert "PT Contoh Banua Energi" in text and "Jadikan bahan penjajakan" in text
    assert "Mengapa tidak" in text and "bersama-sama kurang Rp800 ribu" in text


def test_run_page_before_it_is_shared_is_its_owners_alone(world, clients, finished):
    for name in ("citra", "eka", "gani", "budi"):
        for view in ("run", "run-progress", "run-workbook", "run-plan", "run-problem"):
            assert page(clients[name], view, finished.pk).status_code == 404
        assert page(clients[name], "run-invite", finished.pk).status_code == 404
        for view in ("run-cancel", "run-share"):
            url = reverse(f"plans:{view}", args=[finished.pk])
            assert clients[name].post(url).status_code == 404


def test_run_page_once_shared_shows_a_company_its_own_part_only(world, clients, finished):
    actions.share_run(run=finished, by=world.cast.actor(world.cast.ayu))
    text = page(clients["citra"], "run", finished.pk).content.decode()
    assert "PT Contoh Banua Energi" in text and "Rp250.000.000" in text
    assert "Bank Contoh Banua" not in text and "Rp60.000.000" not in text
    assert "Sumber lain" in text
    assert page(clients["citra"], "run-plan", finished.pk).status_code == 404
    assert page(clients["gani"], "run", finished.pk).status_code == 200
    assert page(clients["eka"], "run", finished.pk).status_code == 404


def test_run_workbook_holds_six_sheets_and_the_watermark(world, clients, finished):
    Run.objects.update(is_simulated=True)
    response = page(clients["ayu"], "run-workbook", finished.pk)
    book = zipfile.ZipFile(io.BytesIO(response.content))
    names = book.read("xl/workbook.xml").decode()
    sheets = (
        "ringkasan",
        "kegiatan",
        "sumber",
        "pembagian",
        "tidak terpilih",
        "sumber &amp; asumsi",
    )
    assert all(f'name="{name}"' in names for name in sheets)
    texts = book.read("xl/sharedStrings.xml").decode()
    assert "SIMULASI Simulasi, bukan penetapan" in texts


def test_run_workbook_of_a_company_names_no_other_source(world, clients, finished):
    actions.share_run(run=finished, by=world.cast.actor(world.cast.ayu))
    response = page(clients["citra"], "run-workbook", finished.pk)
    book = zipfile.ZipFile(io.BytesIO(response.content))
    texts = book.read("xl/sharedStrings.xml").decode()
    assert "PT Contoh Banua Energi" in texts and "Bank Contoh Banua" not in texts


def test_run_json_is_the_stored_one(world, clients, finished):
    assert page(clients["ayu"], "run-problem", finished.pk).content.decode() == finished.problem
    assert page(clients["ayu"], "run-plan", finished.pk).content.decode() == finished.plan


def test_run_page_costs_the_same_queries_for_any_number_of_rows(
    world, clients, finished, django_assert_max_num_queries
):
    with django_assert_max_num_queries(18):
        page(clients["ayu"], "run", finished.pk)


def test_run_cancel_ends_a_waiting_run_and_twice_changes_nothing(world, clients):
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    url = reverse("plans:run-cancel", args=[run.pk])
    assert clients["ayu"].post(url).status_code == 302
    assert clients["ayu"].post(url).status_code == 403
    assert "dibatalkan" in page(clients["ayu"], "run", run.pk).content.decode()


def test_run_progress_asks_the_page_to_draw_anew_once_it_ended(world, clients, finished):
    assert page(clients["ayu"], "run-progress", finished.pk)["HX-Refresh"] == "true"


def test_run_invite_sends_once_even_when_sent_twice(world, clients, finished):
    url = reverse("plans:run-invite", args=[finished.pk])
    day = (timezone.localdate() + timezone.timedelta(days=20)).isoformat()
    form = {"packages": [world.uren.pk], "answer_by": day, "message": "Salam", "token": "satu"}
    first = clients["hana"].post(url, form)
    again = clients["hana"].post(url, form)
    assert first.status_code == again.status_code == 302
    assert Invitation.objects.count() == 2
    assert (
        "Salam"
        in page(clients["hana"], "invitation", Invitation.objects.first().pk).content.decode()
    )


def test_invitation_page_is_for_its_two_sides_alone(world, clients, invited, client):
    mine = invited["Hauwai company"]
    for name in ("ayu", "hana", "citra"):
        assert page(clients[name], "invitation", mine.pk).status_code == 200
    for name in ("eka", "gani", "budi"):
        for view in ("invitation", "invitation-letter", "invitation-record", "invitation-link"):
            assert page(clients[name], view, mine.pk).status_code == 404
    assert page(clients["citra"], "invitation", invited["Uren bank"].pk).status_code == 404
    assert page(client, "invitation", mine.pk).status_code == 404
    text = page(clients["citra"], "invitation", mine.pk).content.decode()
    assert "Bank Contoh" not in text and "Rp90" not in text


def answer(client, invitation, **form):
    invitation.refresh_from_db()
    url = reverse("plans:invitation", args=[invitation.pk])
    return client.post(url, {"version": invitation.version, **form})


def pdf():
    return SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat")


def test_invitation_accepted_by_both_opens_the_partnership(world, clients, invited):
    letter = {"answer": "accept", "letter_number": "1/2026"}
    company, apbd = invited["Hauwai company"], invited["Hauwai apbd"]
    assert answer(clients["citra"], company, letter=pdf(), **letter).status_code == 302
    assert answer(clients["ayu"], apbd, letter=pdf(), **letter).status_code == 302
    partnership = Partnership.objects.get()
    text = page(clients["citra"], "invitation", company.pk).content.decode()
    assert f"/kemitraan/{partnership.pk}/" in text
    response = page(clients["citra"], "invitation-letter", company.pk)
    assert b"".join(response.streaming_content) == b"%PDF-1.4 surat"
    response.close()


def test_invitation_with_a_page_named_jpg_is_refused_in_words(world, clients, invited):
    fake = SimpleUploadedFile("surat.jpg", b"<html><script>1</script></html>")
    response = answer(
        clients["citra"], invited["Hauwai company"], answer="accept", letter_number="1", letter=fake
    )
    assert response.status_code == 422
    assert "bukan foto JPEG" in response.content.decode()
    assert Invitation.objects.filter(state="sent").count() == 4


def test_invitation_changed_by_its_source_waits_for_the_owner(world, clients, invited):
    row = invited["Hauwai apbd"]
    response = answer(clients["ayu"], row, answer="change", amount_rp="95 juta", reason="Pagu naik")
    assert response.status_code == 302
    assert "Pagu naik" in page(clients["hana"], "scenario-list").content.decode()
    row.refresh_from_db()
    url = reverse("plans:invitation-accept-change", args=[row.pk])
    assert clients["hana"].post(url, {"version": row.version}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.amount_rp) == ("willing", 95_000_000)


def test_invitation_answered_from_an_old_page_changes_nothing(world, clients, invited):
    row = invited["Hauwai company"]
    Invitation.objects.filter(pk=row.pk).update(version=5)
    url = reverse("plans:invitation", args=[row.pk])
    response = clients["citra"].post(url, {"version": 1, "answer": "decline", "reason": "x"})
    assert response.status_code == 409
    row.refresh_from_db()
    assert row.state == "sent"


def test_invitation_recorded_atas_nama_carries_its_badge(world, clients, invited):
    row = invited["Uren bank"]
    url = reverse("plans:invitation-record", args=[row.pk])
    form = {"state": "willing", "ground": "call", "ground_note": "telepon", "version": row.version}
    assert clients["ayu"].post(url, form | {"state": "declined"}).status_code == 422
    assert clients["ayu"].post(url, form).status_code == 302
    text = page(clients["ayu"], "invitation", row.pk).content.decode()
    assert "atas nama" in text and "menunggu dibenarkan" in text


def test_invitation_list_filters_and_exports(world, clients, invited):
    text = page(clients["citra"], "invitation-list").content.decode()
    assert text.count("/rencana/ajakan/") >= 1 and "Jamban Uren" not in text
    text = page(clients["ayu"], "invitation-list", keadaan="declined").content.decode()
    assert "Tidak ada ajakan yang cocok" in text
    text = page(clients["ayu"], "invitation-list", cari="uren").content.decode()
    assert "Jamban Uren" in text and "Air perpipaan Hauwai" not in text
    assert "Belum ada ajakan" in page(clients["eka"], "invitation-list").content.decode()
    assert page(clients["ayu"], "invitation-export").content[:2] == b"PK"


def test_compare_shows_what_enters_and_leaves(world, clients, finished):
    text = page(clients["ayu"], "compare", a=finished.pk, b=finished.pk).content.decode()
    assert "Air perpipaan Hauwai" in text and "Tetap" in text
    for bad in ("x", "99999999999999999999", "-1"):
        assert page(clients["ayu"], "compare", a=bad, b=finished.pk).status_code == 200
    assert "Air perpipaan" not in page(clients["eka"], "compare", a=finished.pk).content.decode()


def held_link(world, invitation, client):
    """Return a client that holds a fresh personal link of the invitation, and its address."""
    _, raw = actions.create_answer_link(
        invitation=invitation, for_name="Rina", by=world.cast.actor(world.cast.ayu)
    )
    address = reverse("parties:link", args=[raw])
    client.get(address)
    response = client.post(address)
    assert response.url == invitation.get_absolute_url()
    return address


def test_invitation_link_page_shows_the_link_once_with_whatsapp(world, clients, invited):
    row = invited["Uren bank"]
    url = reverse("plans:invitation-link", args=[row.pk])
    form = {"for_name": "Rina", "for_phone": "0812 3456 7890"}
    text = clients["ayu"].post(url, form).content.decode()
    assert "https://wa.me/6281234567890?text=" in text and "/pihak/t/" in text
    assert clients["ayu"].post(url, form | {"for_phone": "abc"}).status_code == 422


def test_invitation_answered_by_personal_link_without_an_account(world, invited, client):
    row = invited["Uren bank"]
    held_link(world, row, client)
    text = page(client, "invitation", row.pk).content.decode()
    assert "Kami sanggup" in text and "Rp60.000.000" in text and "Rp20" not in text
    response = answer(client, row, answer="accept", letter_number="7", letter=pdf())
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.is_pledge and row.answered_by is None
    assert page(client, "invitation", invited["Hauwai company"].pk).status_code == 404


def test_invitation_by_a_link_that_was_taken_back_shows_nothing_more(world, invited, client):
    row = invited["Uren bank"]
    held_link(world, row, client)
    PersonalLink.objects.update(revoked_at="2026-11-01T00:00Z")
    answer = page(client, "invitation", row.pk)
    assert answer.status_code == 403
    assert "Rp60.000.000" not in answer.content.decode()


def test_invitation_link_used_twice_or_forwarded_changes_nothing(world, invited, client):
    row = invited["Uren bank"]
    address = held_link(world, row, client)
    other = Client()
    assert other.post(address).status_code == 403  # forwarded: held elsewhere
    assert page(other, "invitation", row.pk).status_code == 404
    assert answer(client, row, answer="decline", reason="habis").status_code == 302
    assert answer(client, row, answer="decline", reason="lagi").status_code == 403
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "habis")


def test_invitation_link_by_the_outsider_is_not_there(world, clients, invited):
    url = reverse("plans:invitation-link", args=[invited["Uren bank"].pk])
    assert clients["eka"].post(url, {"for_name": "x"}).status_code == 404
    assert clients["citra"].post(url, {"for_name": "x"}).status_code == 404


def test_invitation_another_offers_only_who_may_serve(world, clients, invited, client):
    row = invited["Hauwai company"]
    url = reverse("plans:invitation-another", args=[row.pk])
    assert "Semua bagian sudah ada" in clients["ayu"].get(url).content.decode()
    assert answer(clients["citra"], row, answer="decline", reason="habis").status_code == 302
    text = clients["ayu"].get(url).content.decode()
    assert "Yayasan Contoh Air" in text and "Bank Contoh Banua" not in text  # water, not sanitation
    assert clients["eka"].get(url).status_code == 404
    assert clients["citra"].get(url).status_code == 403
    day = (timezone.localdate() + timezone.timedelta(days=20)).isoformat()
    form = {"offer": world.foundation.pk, "amount_rp": "250 juta", "answer_by": day}
    assert clients["ayu"].post(url, form | {"offer": world.bank.pk}).status_code == 422
    assert clients["ayu"].post(url, form).status_code == 302

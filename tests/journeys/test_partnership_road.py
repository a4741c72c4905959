"""A partnership from an adopted plan to a facility that is watched: five people, one phone each.

Nur plans (Bappeda), Citra gives (PT Contoh Banua Energi), Gani heads the village of Hauwai,
Rudi speaks for the district's purse, Dimas goes along (Yayasan Contoh Sehat); Eka is an outsider.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.partnership_steps import (
    BOTH,
    COMPANY,
    MOU,
    PKS,
    PROBLEM,
    PURSE,
    RUNS,
    TODAY,
    VILLAGE,
    WATER,
    answer,
    choose,
    draft,
    edit_a_clause,
    finish,
    freeze,
    name_signatory,
    number_in,
    propose,
    refused,
    refuses,
    send,
    sign,
    signed_too_early,
    state,
    to_agreement,
    to_partnership,
    to_room,
    verify_stone,
    wear,
    write,
)


@pytest.fixture(scope="module")
def road():
    """Keep what one part of the road leaves for the next."""
    return {}


def test_plan_is_adopted_and_its_sources_are_invited(open_as, road):
    gani, nur, citra = open_as("gani"), open_as("nur"), open_as("citra")
    need = steps.propose(gani, problem=PROBLEM)
    steps.verify(nur, need, "meja")
    steps.verify(nur, need, "lapangan")
    steps.make_package(nur, need)
    steps.state_an_offer(citra, title="Air bersih perjalanan", amount="150 juta")
    run = steps.ask_for_a_plan(
        nur,
        title="Perjalanan 2027",
        package="RT 03, Desa Hauwai",
        offers=["Air bersih perjalanan", "APBD Balangan"],
    )
    road["invitations"] = steps.invite(nur, run)
    assert len(road["invitations"]) == 2


def test_sources_pledge_and_the_partnership_opens(open_as, shot, road):
    citra, rudi = open_as("citra"), open_as("rudi")
    for page, letter in ((citra, "017/TJSL/XI/2026"), (rudi, "900/221/XI/2026")):
        page.goto("/")
        asked = page.locator("main").get_by_role("link", name=re.compile("Jawab ajakan: .*RT 03"))
        if not asked.count():
            steps.follow(page, re.compile("Lihat .* lagi"))
        asked.first.click()
        page.wait_for_load_state()
        if page is rudi:
            steps.says(page, "Untuk menjawab, bertindaklah sebagai")
            wear(page, PURSE)
        steps.accept(page, letter)
    nur = open_as("nur")
    nur.goto("/kemitraan/")
    link = nur.locator("main").get_by_role("link", name=re.compile("RT 03, Desa Hauwai")).first
    road["title"] = re.escape(link.inner_text().strip().splitlines()[0])
    link.click()
    nur.wait_for_load_state()
    road["pk"] = number_in(r"/kemitraan/(\d+)/", nur.url)
    steps.says(nur, "Siapa yang …?")
    steps.fits_the_phone(nur)
    shot(nur, "kemitraan")


def test_desk_adds_the_bank_and_the_facilitator(open_as, shot, road):
    nur = open_as("nur")
    for name, part in (
        ("Bank Contoh Banua", "Ikut membiayai"),
        ("Yayasan Contoh Sehat", "Mendukung teknis"),
    ):
        to_partnership(nur, road)
        steps.follow(nur, re.compile("Ubah Para pihak"))
        steps.follow(nur, "Tambah pihak")
        write(nur, "Siapa?", name)
        nur.locator("main fieldset", has_text="Peran utamanya").locator(
            "label", has_text=re.compile(part, re.IGNORECASE)
        ).first.click()
        steps.fits_the_phone(nur)
        steps.press(nur, "Tambah pihak")
        steps.says(nur, name)
    shot(nur, "pihak")


def test_roles_are_proposed_refused_with_a_reason_and_accepted(open_as, shot, road):
    nur, citra, rudi, gani = open_as("nur"), open_as("citra"), open_as("rudi"), open_as("gani")
    propose(nur, road, WATER, COMPANY)
    answer(citra, road, WATER, reason="Kami tidak punya laboratorium air.")
    to_room(nur, road, "Riwayat")
    steps.says(nur, "Kami tidak punya laboratorium air.")
    propose(nur, road, WATER, PURSE)
    answer(rudi, road, WATER)
    propose(nur, road, RUNS, VILLAGE)
    answer(gani, road, RUNS)
    to_room(nur, road, "Peran")
    steps.says(nur, "Siapa yang memegang apa")
    steps.fits_the_phone(nur)
    shot(nur, "peran")


def test_understanding_is_drafted_shared_and_signed_by_two(open_as, shot, road):
    nur, citra, rudi, gani = open_as("nur"), open_as("citra"), open_as("rudi"), open_as("gani")
    draft(nur, road, "Kesepakatan bersama", MOU)
    to_room(citra, road, "Perjanjian")
    assert not citra.locator("main").get_by_text(MOU).count()  # a draft of Bappeda alone
    steps.press(nur, "Bagikan kepada para pihak")
    name_signatory(nur, PURSE, "Rudi Pratama", "Kuasa Pemkab", 1)
    name_signatory(nur, COMPANY, "Citra Lestari", "Manajer TJSL", 1)
    freeze(nur)
    steps.press(nur, "Minta tanda tangan")
    sign(citra, road, MOU, COMPANY, "021/TJSL/2026")
    steps.says(citra, "menunggu tanda tangan")
    to_agreement(gani, road, MOU)
    assert not gani.get_by_role("link", name="Catat tanda tangan").count() or refused(gani)
    sign(rudi, road, MOU, PURSE, "130/77/2026")
    steps.says(rudi, "berlaku")
    shot(rudi, "mou")


def test_what_the_sources_give_and_how_is_written(open_as, shot, road):
    citra, rudi = open_as("citra"), open_as("rudi")
    to_room(citra, road, "Sumbangan")
    citra.locator("main tr", has_text=COMPANY).get_by_role("link").first.click()
    citra.wait_for_load_state()
    steps.follow(citra, "Ubah uraian")
    write(citra, "Apa yang diberikan", "biaya pembangunan")
    choose(citra, "Jenis", "uang")
    choose(citra, "Cara memberi", "uang ke rekening lembaga")
    steps.fits_the_phone(citra)
    citra.locator("main form button[type=submit]").last.click()
    citra.wait_for_load_state()
    steps.says(citra, "biaya pembangunan")
    to_room(rudi, road, "Sumbangan")
    steps.says(rudi, "Lima angka")
    shot(rudi, "sumbangan")


def test_agreement_is_edited_reviewed_frozen_and_signed_by_three(open_as, shot, road):
    nur, citra, rudi, gani = open_as("nur"), open_as("citra"), open_as("rudi"), open_as("gani")
    draft(nur, road, "Perjanjian kerja sama", PKS)
    steps.press(nur, "Bagikan kepada para pihak")
    name_signatory(nur, PURSE, "Rudi Pratama", "Kuasa Pemkab", 1)
    name_signatory(nur, COMPANY, "Citra Lestari", "Manajer TJSL", 2)
    name_signatory(nur, VILLAGE, "Gani Hauwai", "Kepala Desa Hauwai", 3)
    edit_a_clause(citra, road)
    to_agreement(nur, road, PKS)
    freeze(nur)
    steps.follow(nur, "Kirim untuk telaah")
    write(nur, "Penelaah", "Bagian Hukum")
    choose(nur, "Lembaganya", PURSE)
    steps.press(nur, "Kirim")
    to_agreement(rudi, road, PKS)
    steps.follow(rudi, "Catat jawaban")
    steps.tick_words(rudi, "setuju")
    steps.press(rudi, "Simpan jawaban")
    to_agreement(nur, road, PKS)
    steps.press(nur, "Minta tanda tangan")
    to_agreement(gani, road, PKS)
    signed_too_early(gani)
    sign(rudi, road, PKS, PURSE, "415.4/12/2026")
    sign(citra, road, PKS, COMPANY, "022/TJSL/2026")
    sign(gani, road, PKS, VILLAGE, "140/09/HW/2026")
    steps.says(gani, re.compile("[Bb]erlaku"))
    steps.fits_the_phone(gani)
    shot(gani, "pks")
    to_room(citra, road, "Sumbangan")
    citra.locator("main tr", has_text=COMPANY).get_by_role("link", name="biaya").first.click()
    citra.wait_for_load_state()
    expect(citra.locator("section#agreed")).to_contain_text("Rp150.000.000")


def test_work_is_planned_with_five_milestones(open_as, shot, road):
    nur = open_as("nur")
    to_room(nur, road, "Pelaksanaan")
    steps.follow(nur, "Buat rencana lima tonggak")
    write(nur, "Pekerjaan dimulai", (TODAY - timedelta(days=60)).isoformat())
    write(nur, "Pekerjaan selesai", (TODAY + timedelta(days=60)).isoformat())
    send(nur)
    steps.says(nur, "0 dari 5 tonggak terverifikasi.")
    steps.fits_the_phone(nur)
    shot(nur, "rencana-kerja")


def test_milestone_is_verified_by_another_than_who_stated_it(open_as, shot, road):
    gani, nur = open_as("gani"), open_as("nur")
    finish(gani, road, 0)
    row = gani.locator("main li[id^=tonggak-]").first
    assert not row.get_by_role("link", name="Verifikasi").count()
    shot(gani, "tonggak")
    verify_stone(nur, road, 0)
    steps.says(nur, "1 dari 5 tonggak terverifikasi.")


def test_two_tranches_are_planned_with_their_conditions(open_as, shot, road):
    gani, citra = open_as("gani"), open_as("citra")
    to_room(gani, road, "Termin")
    steps.follow(gani, "Rekening lembaga")
    steps.follow(gani, re.compile("[Cc]atat rekening"))
    if gani.locator("main input[name=organisation]").count():
        steps.tick_words(gani, VILLAGE)
    write(gani, "Bank", "Bank Kalsel (contoh)")
    write(gani, "Nomor rekening", "0011223344")
    write(gani, "Nama di rekening", "Pemerintah Desa Hauwai")
    steps.fits_the_phone(gani)
    steps.press(gani, "Simpan rekening")
    steps.says(gani, "Rekening tercatat.")
    road["tranches"] = []
    for title, amount, stone in (("uang muka", "60.000.000", 1), ("pelunasan", "90.000.000", 2)):
        to_room(citra, road, "Termin")
        citra.locator("main a[href$='/termin/susun/']").first.click()
        citra.wait_for_load_state()
        citra.locator("main fieldset", has_text="Lembaga penerima").locator(
            "label", has_text=VILLAGE
        ).first.click()
        write(citra, "Untuk apa", title)
        write(citra, "Jumlah termin", amount)
        steps.fits_the_phone(citra)
        send(citra)
        road["tranches"].append(re.search(r"/kemitraan/.*", citra.url).group(0))
        steps.follow(citra, "Tambah syarat")
        steps.tick_words(citra, "onggak")
        citra.locator("select[name=milestone]").select_option(index=stone)
        steps.fits_the_phone(citra)
        send(citra)
    shot(citra, "termin")


def test_first_tranche_is_claimed_verified_paid_received_and_accounted(open_as, shot, road):
    gani, nur, citra = open_as("gani"), open_as("nur"), open_as("citra")
    one = road["tranches"][0]
    refuses(citra, f"{one}ajukan/", re.compile("punya orang sendiri di Sambung"))
    state(gani, one, "Ajukan termin", evidence=True)
    refuses(gani, f"{one}verifikasi/", BOTH)
    assert not gani.get_by_role("link", name="Verifikasi pengajuan").count()
    state(nur, one, "Verifikasi pengajuan", grade="meja")
    refuses(nur, f"{one}transfer/", re.compile("punya orang sendiri di Sambung"))
    state(citra, one, "Nyatakan sudah ditransfer", evidence=True)
    refuses(citra, f"{one}terima/", BOTH)
    state(gani, one, "Nyatakan penerimaan")
    state(gani, one, "Pertanggungjawabkan", evidence=True)
    refuses(gani, f"{one}periksa/", BOTH)
    state(nur, one, "Verifikasi pertanggungjawaban", grade="meja")
    nur.goto(one)
    steps.says(nur, "Kata kedua pihak")
    steps.fits_the_phone(nur)
    shot(nur, "termin-1")


def test_second_tranche_opens_when_its_milestone_is_verified(open_as, shot, road):
    gani, nur, citra, dimas = (open_as(who) for who in ("gani", "nur", "citra", "dimas"))
    two = road["tranches"][1]
    gani.goto(two)
    shot(gani, "termin-2-menunggu")
    refuses(gani, f"{two}ajukan/", re.compile("[Ss]yarat|termin", re.IGNORECASE))
    finish(gani, road, 1)
    verify_stone(dimas, road, 1)
    state(gani, two, "Ajukan termin", evidence=True)
    state(nur, two, "Verifikasi pengajuan", grade="lapangan")
    state(citra, two, "Nyatakan sudah ditransfer", evidence=True)
    gani.goto(two)
    steps.follow(gani, "Nyatakan penerimaan")
    gani.locator("main input[name=amount_rp]").fill("89.000.000")
    write(gani, "Catatan", "dipotong biaya")
    send(gani)
    steps.says(gani, "Rp89.000.000")
    steps.says(gani, "Rp90.000.000")
    shot(gani, "termin-2-berbeda")

"""A partnership from an adopted plan to a facility that is watched: five people, one phone each.

Nur plans (Bappeda), Citra gives (PT Contoh Banua Energi), Gani heads the village of Hauwai,
Rudi speaks for the district's purse, Dimas goes along (Yayasan Contoh Sehat); Eka is an outsider.
"""

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect

from tests.journeys import partnership_steps as we
from tests.journeys import steps


@pytest.fixture(scope="module")
def road():
    """Keep what one part of the road leaves for the next."""
    return {}


def test_plan_is_adopted_and_its_sources_are_invited(open_as, road):
    gani, nur, citra = open_as("gani"), open_as("nur"), open_as("citra")
    need = steps.propose(gani, problem=we.PROBLEM)
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
            we.wear(page, we.PURSE)
        steps.accept(page, letter)
    nur = open_as("nur")
    nur.goto("/kemitraan/")
    link = nur.locator("main").get_by_role("link", name=re.compile("RT 03, Desa Hauwai")).first
    road["title"] = re.escape(link.inner_text().strip().splitlines()[0])
    link.click()
    nur.wait_for_load_state()
    road["pk"] = we.number_in(r"/kemitraan/(\d+)/", nur.url)
    steps.says(nur, "Siapa yang …?")
    steps.fits_the_phone(nur)
    shot(nur, "kemitraan")


def test_desk_adds_the_bank_and_the_facilitator(open_as, shot, road):
    nur = open_as("nur")
    for name, part in (
        ("Bank Contoh Banua", "Ikut membiayai"),
        ("Yayasan Contoh Sehat", "Mendukung teknis"),
    ):
        we.to_partnership(nur, road)
        steps.follow(nur, re.compile("Ubah Para pihak"))
        steps.follow(nur, "Tambah pihak")
        we.write(nur, "Siapa?", name)
        nur.locator("main fieldset", has_text="Peran utamanya").locator(
            "label", has_text=re.compile(part, re.IGNORECASE)
        ).first.click()
        steps.fits_the_phone(nur)
        steps.press(nur, "Tambah pihak")
        steps.says(nur, name)
    shot(nur, "pihak")


def test_roles_are_proposed_refused_with_a_reason_and_accepted(open_as, shot, road):
    nur, citra, rudi, gani = open_as("nur"), open_as("citra"), open_as("rudi"), open_as("gani")
    we.propose(nur, road, we.WATER, we.COMPANY)
    we.answer(citra, road, we.WATER, reason="Kami tidak punya laboratorium air.")
    we.to_room(nur, road, "Riwayat")
    steps.says(nur, "Kami tidak punya laboratorium air.")
    we.propose(nur, road, we.WATER, we.PURSE)
    we.answer(rudi, road, we.WATER)
    we.propose(nur, road, we.RUNS, we.VILLAGE)
    we.answer(gani, road, we.RUNS)
    we.to_room(nur, road, "Peran")
    steps.says(nur, "Siapa yang memegang apa")
    steps.fits_the_phone(nur)
    shot(nur, "peran")


def test_understanding_is_drafted_shared_and_signed_by_two(open_as, shot, road):
    nur, citra, rudi, gani = open_as("nur"), open_as("citra"), open_as("rudi"), open_as("gani")
    we.draft(nur, road, "Kesepakatan bersama", we.MOU)
    we.to_room(citra, road, "Perjanjian")
    assert not citra.locator("main").get_by_text(we.MOU).count()  # a draft of Bappeda alone
    steps.press(nur, "Bagikan kepada para pihak")
    we.name_signatory(nur, we.PURSE, "Rudi Pratama", "Kuasa Pemkab", 1)
    we.name_signatory(nur, we.COMPANY, "Citra Lestari", "Manajer TJSL", 1)
    we.freeze(nur)
    steps.press(nur, "Minta tanda tangan")
    we.sign(citra, road, we.MOU, we.COMPANY, "021/TJSL/2026")
    steps.says(citra, "menunggu tanda tangan")
    we.to_agreement(gani, road, we.MOU)
    assert not gani.get_by_role("link", name="Catat tanda tangan").count() or we.refused(gani)
    we.sign(rudi, road, we.MOU, we.PURSE, "130/77/2026")
    steps.says(rudi, "berlaku")
    shot(rudi, "mou")


def test_what_the_sources_give_and_how_is_written(open_as, shot, road):
    citra, rudi = open_as("citra"), open_as("rudi")
    we.to_room(citra, road, "Sumbangan")
    citra.locator("main tr", has_text=we.COMPANY).get_by_role("link").first.click()
    citra.wait_for_load_state()
    steps.follow(citra, "Ubah uraian")
    we.write(citra, "Apa yang diberikan", "biaya pembangunan")
    we.choose(citra, "Jenis", "uang")
    we.choose(citra, "Cara memberi", "uang ke rekening lembaga")
    steps.fits_the_phone(citra)
    citra.locator("main form button[type=submit]").last.click()
    citra.wait_for_load_state()
    steps.says(citra, "biaya pembangunan")
    we.to_room(rudi, road, "Sumbangan")
    steps.says(rudi, "Lima angka")
    shot(rudi, "sumbangan")


def test_agreement_is_edited_reviewed_frozen_and_signed_by_three(open_as, shot, road):
    nur, citra, rudi, gani = open_as("nur"), open_as("citra"), open_as("rudi"), open_as("gani")
    we.draft(nur, road, "Perjanjian kerja sama", we.PKS)
    steps.press(nur, "Bagikan kepada para pihak")
    we.name_signatory(nur, we.PURSE, "Rudi Pratama", "Kuasa Pemkab", 1)
    we.name_signatory(nur, we.COMPANY, "Citra Lestari", "Manajer TJSL", 2)
    we.name_signatory(nur, we.VILLAGE, "Gani Hauwai", "Kepala Desa Hauwai", 3)
    we.edit_a_clause(citra, road)
    we.to_agreement(nur, road, we.PKS)
    we.freeze(nur)
    steps.follow(nur, "Kirim untuk telaah")
    we.write(nur, "Penelaah", "Bagian Hukum")
    we.choose(nur, "Lembaganya", we.PURSE)
    steps.press(nur, "Kirim")
    we.to_agreement(rudi, road, we.PKS)
    steps.follow(rudi, "Catat jawaban")
    steps.tick_words(rudi, "setuju")
    steps.press(rudi, "Simpan jawaban")
    we.to_agreement(nur, road, we.PKS)
    steps.press(nur, "Minta tanda tangan")
    we.to_agreement(gani, road, we.PKS)
    we.signed_too_early(gani)
    we.sign(rudi, road, we.PKS, we.PURSE, "415.4/12/2026")
    we.sign(citra, road, we.PKS, we.COMPANY, "022/TJSL/2026")
    we.sign(gani, road, we.PKS, we.VILLAGE, "140/09/HW/2026")
    steps.says(gani, re.compile("[Bb]erlaku"))
    steps.fits_the_phone(gani)
    shot(gani, "pks")
    we.to_room(citra, road, "Sumbangan")
    citra.locator("main tr", has_text=we.COMPANY).get_by_role("link", name="biaya").first.click()
    citra.wait_for_load_state()
    expect(citra.locator("section#agreed")).to_contain_text("Rp150.000.000")


def test_work_is_planned_with_five_milestones(open_as, shot, road):
    nur = open_as("nur")
    we.to_room(nur, road, "Pelaksanaan")
    steps.follow(nur, "Buat rencana lima tonggak")
    we.write(nur, "Pekerjaan dimulai", (we.TODAY - timedelta(days=60)).isoformat())
    we.write(nur, "Pekerjaan selesai", (we.TODAY + timedelta(days=60)).isoformat())
    we.send(nur)
    steps.says(nur, "0 dari 5 tonggak terverifikasi.")
    steps.fits_the_phone(nur)
    shot(nur, "rencana-kerja")


def test_milestone_is_verified_by_another_than_who_stated_it(open_as, shot, road):
    gani, nur = open_as("gani"), open_as("nur")
    we.finish(gani, road, 0)
    row = gani.locator("main li[id^=tonggak-]").first
    assert not row.get_by_role("link", name="Verifikasi").count()
    shot(gani, "tonggak")
    we.verify_stone(nur, road, 0)
    steps.says(nur, "1 dari 5 tonggak terverifikasi.")


def test_two_tranches_are_planned_with_their_conditions(open_as, shot, road):
    gani, citra = open_as("gani"), open_as("citra")
    we.to_room(gani, road, "Termin")
    steps.follow(gani, "Rekening lembaga")
    steps.follow(gani, re.compile("[Cc]atat rekening"))
    if gani.locator("main input[name=organisation]").count():
        steps.tick_words(gani, we.VILLAGE)
    we.write(gani, "Bank", "Bank Kalsel (contoh)")
    we.write(gani, "Nomor rekening", "0011223344")
    we.write(gani, "Nama di rekening", "Pemerintah Desa Hauwai")
    steps.fits_the_phone(gani)
    steps.press(gani, "Simpan rekening")
    steps.says(gani, "Rekening tercatat.")
    road["tranches"] = []
    for title, amount, stone in (("uang muka", "60.000.000", 1), ("pelunasan", "90.000.000", 2)):
        we.to_room(citra, road, "Termin")
        citra.locator("main a[href$='/termin/susun/']").first.click()
        citra.wait_for_load_state()
        citra.locator("main fieldset", has_text="Lembaga penerima").locator(
            "label", has_text=we.VILLAGE
        ).first.click()
        we.write(citra, "Untuk apa", title)
        we.write(citra, "Jumlah termin", amount)
        steps.fits_the_phone(citra)
        we.send(citra)
        road["tranches"].append(re.search(r"/kemitraan/.*", citra.url).group(0))
        steps.follow(citra, "Tambah syarat")
        steps.tick_words(citra, "onggak")
        citra.locator("select[name=milestone]").select_option(index=stone)
        steps.fits_the_phone(citra)
        we.send(citra)
    shot(citra, "termin")


def test_first_tranche_is_claimed_verified_paid_received_and_accounted(open_as, shot, road):
    gani, nur, citra = open_as("gani"), open_as("nur"), open_as("citra")
    one = road["tranches"][0]
    we.refuses(citra, f"{one}ajukan/", re.compile("punya orang sendiri di Sambung"))
    we.state(gani, one, "Ajukan termin", evidence=True)
    we.refuses(gani, f"{one}verifikasi/", we.BOTH)
    assert not gani.get_by_role("link", name="Verifikasi pengajuan").count()
    we.state(nur, one, "Verifikasi pengajuan", grade="meja")
    we.refuses(nur, f"{one}transfer/", re.compile("punya orang sendiri di Sambung"))
    we.state(citra, one, "Nyatakan sudah ditransfer", evidence=True)
    we.refuses(citra, f"{one}terima/", we.BOTH)
    we.state(gani, one, "Nyatakan penerimaan")
    we.state(gani, one, "Pertanggungjawabkan", evidence=True)
    we.refuses(gani, f"{one}periksa/", we.BOTH)
    we.state(nur, one, "Verifikasi pertanggungjawaban", grade="meja")
    nur.goto(one)
    steps.fits_the_phone(nur)


def test_second_tranche_opens_when_its_milestone_is_verified(open_as, shot, road):
    gani, nur, citra, dimas = (open_as(who) for who in ("gani", "nur", "citra", "dimas"))
    two = road["tranches"][1]
    gani.goto(two)
    shot(gani, "termin-2-menunggu")
    we.refuses(gani, f"{two}ajukan/", re.compile("[Ss]yarat|termin", re.IGNORECASE))
    we.finish(gani, road, 1)
    we.verify_stone(dimas, road, 1)
    we.state(gani, two, "Ajukan termin", evidence=True)
    we.state(nur, two, "Verifikasi pengajuan", grade="lapangan")
    we.state(citra, two, "Nyatakan sudah ditransfer", evidence=True)
    gani.goto(two)
    steps.follow(gani, "Nyatakan penerimaan")
    gani.locator("main input[name=amount_rp]").fill("89.000.000")
    we.write(gani, "Catatan", "dipotong biaya")
    we.send(gani)
    steps.says(gani, "Rp89.000.000")
    steps.says(gani, "Rp90.000.000")
    shot(gani, "termin-2-berbeda")


def test_difference_is_mended_by_its_side_and_the_money_accounted_for(open_as, road):
    gani, nur, two = open_as("gani"), open_as("nur"), road["tranches"][1]
    we.state(gani, two, "Nyatakan penerimaan", amount="90.000.000")
    we.state(gani, two, "Pertanggungjawabkan", evidence=True)
    we.state(nur, two, "Verifikasi pertanggungjawaban", grade="meja")


def test_handover_is_prepared_piece_by_piece(open_as, shot, road):
    gani = open_as("gani")
    we.to_room(gani, road, "Serah terima")
    steps.follow(gani, "Siapkan serah terima")
    we.write(gani, "Nama sarana", "SPAM RT 03 Hauwai")
    steps.fits_the_phone(gani)
    steps.press(gani, "Siapkan")
    steps.says(gani, "hal belum ada")
    road["handover"] = re.search(r"/kemitraan/.*", gani.url).group(0)
    day = we.TODAY.isoformat()
    we.fill_piece(
        gani, "uji-fungsi", is_function_good="baik", function_tested_on=day, function_note="keran"
    )
    we.fill_piece(gani, "aset", **{"aset-0-name": "Bak penampung", "aset-0-value_rp": "40.000.000"})
    we.fill_piece(gani, "pencatatan", owner=we.VILLAGE, register_number="INV/12", registered_on=day)
    we.fill_piece(gani, "pengelola", operator="KKM Contoh Hauwai")
    we.fill_piece(
        gani,
        "iuran",
        tariff_rp="25.000",
        tariff_unit="per KK per bulan",
        tariff_decision="Berita acara musyawarah",
        tariff_decided_on=day,
        income_month_rp="2.000.000",
        operating_month_rp="1.500.000",
    )
    we.fill_piece(gani, "garansi", warranty_until=(we.TODAY + timedelta(days=365)).isoformat())
    steps.follow(gani, re.compile("^Catat hasil uji"))
    we.write(gani, "Sampel diambil tanggal", day)
    we.write(gani, "E. coli", "0")
    we.write(gani, "kekeruhan", "1,2")
    steps.fits_the_phone(gani)
    we.send(gani)
    gani.goto(road["handover"])
    steps.fits_the_phone(gani)
    shot(gani, "serah-terima")


def test_handover_is_completed_and_the_facility_is_watched(open_as, shot, road):
    citra, gani = open_as("citra"), open_as("gani")
    for page in (citra, gani):
        we.to_room(page, road, "Serah terima")
        steps.follow(page, "Selesaikan serah terima")
        we.write(page, "Nomor BAST", "BAST/03/2026")
        we.write(page, "Tanggal BAST", we.TODAY.isoformat())
        we.choose(page, "Yang menyerahkan", we.COMPANY)
        we.choose(page, "Yang menerima", we.VILLAGE)
        steps.tick_words(page, "3 tahun")
        for box in page.locator("main [name^=reason_]").all():
            box.fill("menyusul bulan depan")
        steps.fits_the_phone(page)
        steps.press(page, "Serah terimakan")
        if page is citra:  # the giver says nothing alone
            steps.says(page, "Lampirkan BAST yang ditandatangani kedua pihak")
    steps.says(gani, "Diserahterimakan. Pemantauannya dimulai.")
    road["facility"] = re.search(r"/sarana/\d+/|/[a-z-]+/\d+/$", gani.url).group(0)
    steps.says(gani, "Pemantauan")
    steps.says(gani, re.compile("Seluruh kalender"))
    steps.fits_the_phone(gani)
    shot(gani, "sarana")


def test_every_document_is_made_downloaded_and_opened(open_as, shot, road):
    nur = open_as("nur")
    we.to_room(nur, road, "Dokumen")
    steps.follow(nur, "Buat dokumen")
    road["documents"], road["files"], missing = [], [], []
    for number in range(nur.locator("main ul.rows li").count()):
        name = we.make_paper(nur, road, number)
        if name is None:
            missing.append(number)
            continue
        title = nur.locator("main h1").inner_text()
        road["documents"].append(re.search(r"/kemitraan/.*", nur.url).group(0))
        links = [nur.get_by_role("link", name=f"Unduh {form}") for form in ("PDF", "DOCX")]
        road["files"] += [link.get_attribute("href") for link in links]
        sheet, paper = (we.downloaded(nur, link) for link in links)
        assert "Desa Hauwai" in we.words_of_pdf(sheet), title
        subject = title.split(": ", 1)[-1].casefold()
        assert subject in we.words_of_pdf(sheet).casefold(), title
        assert subject in we.words_of_docx(paper).casefold(), title
    assert len(road["documents"]) >= 5, missing
    shot(nur, "dokumen")


def test_signed_agreements_are_downloaded_and_opened(open_as, road):
    citra = open_as("citra")
    road["agreements"] = []
    for title in (we.MOU, we.PKS):
        we.to_agreement(citra, road, title)
        road["agreements"].append(re.search(r"/kemitraan/.*", citra.url).group(0))
        links = [citra.get_by_role("link", name=form, exact=True) for form in ("PDF", "DOCX")]
        road["files"] += [link.first.get_attribute("href") for link in links]
        sheet, paper = (we.downloaded(citra, link.first) for link in links)
        assert title.casefold() in we.words_of_pdf(sheet).casefold()
        assert title.casefold() in we.words_of_docx(paper).casefold()
    assert "Air diuji sebelum serah terima" in we.words_of_docx(paper)


def test_whole_dossier_is_one_zip(open_as, road):
    gani = open_as("gani")
    we.to_partnership(gani, road)
    content = we.downloaded(gani, gani.get_by_role("link", name=re.compile("Unduh seluruh berkas")))
    with zipfile.ZipFile(BytesIO(content)) as bundle:
        assert bundle.testzip() is None
        names = [name.split("/", 1)[1] for name in bundle.namelist()]
        summary = next(name for name in bundle.namelist() if name.endswith("/ringkasan.pdf"))
        assert "Para pihak" in we.words_of_pdf(bundle.read(summary))
    for folder, ending in (("tabel", ".csv"), ("dokumen", ".pdf"), ("perjanjian", ".docx")):
        found = [name for name in names if name.startswith(f"{folder}/")]
        assert any(name.endswith(ending) for name in found), (folder, names)
    assert not [name for name in names if name.endswith("hilang.txt")]


def test_outsider_sees_none_of_it(open_as, road):
    eka = open_as("eka")
    home = f"/kemitraan/{road['pk']}/"
    rooms = ("", "peran/", "sumbangan/", "perjanjian/", "dokumen/", "pelaksanaan/", "termin/")
    addresses = [f"{home}{room}" for room in (*rooms, "serah-terima/", "riwayat/", "berkas.zip")]
    addresses += [*road["agreements"], *road["documents"], *road["files"], *road["tranches"]]
    addresses += [road["handover"], road["facility"], *road["invitations"]]
    for address in addresses:
        assert eka.request.get(address).status == 404, address
    eka.goto("/kemitraan/")
    assert not eka.locator("main").get_by_text(re.compile(road["title"])).count()

"""A company and a village act from first to last without an account, on a phone of 360 px."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests.journeys import steps

COMPANY, VILLAGE = "PT Contoh Karet Juai", "Pemerintah Desa Pudak (simulasi)"
PROBLEM = "Sumur warga RT 04 kering tiga bulan setiap tahun."


@pytest.fixture(scope="module")
def kept():
    """Keep what one part of the journey leaves for the next."""
    return {}


@pytest.fixture(scope="module")
def phones(chromium, site):
    """Return two phones that stay the same over the whole journey: a company's and a village's."""
    wide = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    contexts = [chromium.new_context(**wide, base_url=site.url, locale="id-ID") for _ in range(2)]
    pages = {"company": contexts[0].new_page(), "village": contexts[1].new_page()}
    yield pages
    for context in contexts:
        context.close()


def photo() -> dict:
    """Return a photo as a phone sends it."""
    out = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG")
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def send_link(officer, name: str, person: str, shot=None) -> str:
    """Make a guest link for a person of an organisation, and return its address."""
    officer.goto(f"/pihak/?cari={name.replace(' ', '+')}")
    officer.locator("main table a", has_text=name).first.click()
    officer.wait_for_load_state()
    steps.follow(officer, "Kirim tautan tanpa akun")
    officer.locator("input[name=for_name]").fill(person)
    officer.locator("input[name=phone]").fill("0812 3456 7890")
    steps.fits_the_phone(officer)
    if shot is not None:
        shot(officer, "petugas-membuat")
    steps.press(officer, "Buat tautan")
    steps.says(officer, "Tautan siap dikirim")
    return officer.locator("#tautan").input_value()


def hold(page, address: str) -> None:
    """Open a link on the phone it was sent to, and say that it is oneself."""
    page.goto(address)
    steps.fits_the_phone(page)
    steps.press(page, "Ya, ini saya")
    steps.says(page, "Sebelum mulai: apa yang disimpan tentang Anda")


def home(page) -> None:
    """Go to the guest's one page."""
    page.goto("/tamu/")
    steps.fits_the_phone(page)


def test_officer_sends_a_link_and_the_company_opens_it(open_as, phones, kept, shot):
    officer, page = open_as("nur"), phones["company"]
    kept["address"] = send_link(officer, COMPANY, "Ibu Wati", shot)
    hold(page, kept["address"])
    shot(page, "perusahaan-pertama")
    second = open_as()
    second.goto(kept["address"])
    steps.says(second, re.compile("sudah dibuka di perangkat lain"))
    officer.goto("/pihak/tanpa-akun/")
    steps.says(officer, re.compile("dibuka, terakhir dipakai"))
    steps.fits_the_phone(officer)


def test_company_answers_an_invitation(phones, shot):
    page = phones["company"]
    home(page)
    steps.follow(page, re.compile("^Jawab ajakan"))
    steps.says(page, "Jawaban Anda")
    fold = page.locator("details", has=page.locator("input[name=answer][value=decline]"))
    fold.locator("summary").first.click()
    form = page.locator("form", has=page.locator("input[name=answer][value=decline]"))
    form.locator("textarea[name=reason]").fill("Anggaran tahun ini sudah terpakai.")
    steps.fits_the_phone(page)
    steps.press(page, "Kirim alasan")
    steps.says(page, "Anggaran tahun ini sudah terpakai.")
    shot(page, "perusahaan-menjawab")


def test_company_states_an_offer_that_the_officer_reads(open_as, phones, shot):
    page = phones["company"]
    home(page)
    steps.follow(page, "Nyatakan kesanggupan")
    steps.tick(page, "input[name=amount_kind][value=exact]")
    page.locator("input[name=amount_rp]").fill("120 juta")
    page.locator("input[name=places]").fill("Kabupaten Balangan")
    page.locator("textarea[name=note]").fill("Lebih suka desa di sekitar kebun.")
    steps.fits_the_phone(page)
    steps.press(page, "Kirim kesanggupan")
    steps.says(page, "Rp120.000.000")
    shot(page, "perusahaan-kesanggupan")
    number = re.search(r"/kesanggupan/(\d+)/", page.url).group(1)
    officer = open_as("nur")
    officer.goto(f"/pihak/kesanggupan/{number}/")
    steps.says(officer, "Rp120.000.000")
    assert open_as("eka").goto(f"/pihak/kesanggupan/{number}/").status == 404


def test_company_reports_an_activity_with_a_photo(open_as, phones, shot):
    page = phones["company"]
    home(page)
    steps.follow(page, "Laporkan kegiatan")
    page.locator("input[name=title]").fill("Tandon air untuk sekolah")
    page.locator("input[name=place]").fill("Juai")
    steps.tick(page, "input[name=service][value=water]")
    page.locator("select[name=state]").select_option("built")
    page.locator("input[name=photos]").set_input_files(photo())
    steps.fits_the_phone(page)
    steps.press(page, "Kirim laporan")
    if "/baru/" in page.url:  # several places are called so: the page names them
        page.locator("input[name=place]").fill("63.11.01")
        page.locator("input[name=photos]").set_input_files(photo())
        steps.press(page, "Kirim laporan")
    steps.says(page, re.compile("sendiri pada"))
    assert page.locator(".photo-list img").count() == 1
    shot(page, "perusahaan-laporan")
    officer = open_as("nur")
    officer.goto("/realisasi/?cari=tandon")
    steps.says(officer, "Tandon air untuk sekolah")


def test_company_confirms_what_was_recorded_for_it(phones, shot):
    page = phones["company"]
    home(page)
    steps.follow(page, re.compile("^Benarkan kegiatan"))
    steps.tick(page, "input[name=answer][value=benar]")
    steps.fits_the_phone(page)
    shot(page, "perusahaan-membenarkan")
    steps.press(page, "Kirim jawaban")
    steps.says(page, "Terima kasih, sudah dibenarkan")


def test_company_opens_an_account_and_keeps_everything(phones, shot):
    page = phones["company"]
    home(page)
    steps.follow(page, "Buka akun")
    steps.follow(page, "Buat akun")
    page.locator("input[name=name]").fill("Wati Karet")
    page.locator("input[name=phone]").fill("0812 3456 7890")
    page.locator("input[name=password1]").fill("karet-juai-2027")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    steps.says(page, "Anda masuk sebagai")
    shot(page, "perusahaan-bergabung")
    steps.press(page, "Bergabung")
    steps.says(page, COMPANY)
    page.goto("/pihak/kesanggupan/?cari=karet")
    steps.says(page, re.compile("120"))
    assert page.goto("/tamu/").status == 404


def test_village_proposes_with_a_photo(open_as, phones, kept, shot):
    page = phones["village"]
    hold(page, send_link(open_as("nur"), VILLAGE, "Pak Sekdes"))
    steps.follow(page, "Ajukan kebutuhan")
    page.locator("input[name=hamlet]").fill("RT 04")
    steps.tick(page, "input[name=service][value=water]")
    page.locator("select[name=source_now]").select_option("open_well")
    page.locator("textarea[name=problem]").fill(PROBLEM)
    page.locator("input[name=households]").fill("31")
    page.locator("input[name=people]").fill("3")
    steps.press(page, "Kirim usulan")
    steps.says(page, re.compile("tidak mungkin kurang dari"))
    assert page.locator("textarea[name=problem]").input_value() == PROBLEM
    page.locator("input[name=people]").fill("112")
    page.locator("input[name=photos]").set_input_files(photo())
    steps.fits_the_phone(page)
    shot(page, "desa-usulan")
    steps.press(page, "Kirim usulan")
    steps.says(page, re.compile("Petugas menjawab paling lambat"))
    assert page.locator(".photo-list img").count() == 1
    kept["need"] = int(re.search(r"/usulan/(\d+)/", page.url).group(1))


def test_village_gets_it_back_mends_it_and_sees_it_verified(open_as, phones, kept, shot):
    officer, page = open_as("nur"), phones["village"]
    officer.goto(f"/usulan/{kept['need']}/kembalikan/")
    officer.locator("textarea[name=reason]").fill("Tulis siapa yang menghitung KK.")
    officer.locator("main form button[type=submit], main form button.btn").first.click()
    officer.wait_for_load_state()
    home(page)
    steps.says(page, "Tulis siapa yang menghitung KK.")
    shot(page, "desa-dikembalikan")
    steps.follow(page, re.compile("^Perbaiki usulan"))
    assert page.locator("textarea[name=problem]").input_value() == PROBLEM
    page.locator("input[name=counted_by]").fill("kader posyandu")
    steps.fits_the_phone(page)
    steps.press(page, "Kirim lagi")
    steps.says(page, re.compile("Petugas menjawab paling lambat"))
    steps.verify(officer, kept["need"], "meja")
    page.reload()
    steps.says(page, re.compile("lolos pemeriksaan meja", re.IGNORECASE))
    shot(page, "desa-lolos")


def test_village_works_without_script_and_leaves_the_device(open_as, phones):
    page = phones["village"]
    page.goto("/tamu/")
    steps.follow(page, "Selesai, keluar dari perangkat ini")
    steps.press(page, "Selesai, keluar")
    assert page.goto("/tamu/").status == 404
    plain = open_as(script=False)
    plain.goto(send_link(open_as("nur"), VILLAGE, "Pak Kades"))
    steps.press(plain, "Ya, ini saya")
    steps.follow(plain, "Ajukan kebutuhan")
    steps.tick(plain, "input[name=service][value=sanitation]")
    plain.locator("textarea[name=problem]").fill("Belum ada jamban di RT 01.")
    plain.locator("input[name=households]").fill("12")
    plain.locator("input[name=people]").fill("40")
    steps.press(plain, "Simpan, kirim nanti")
    steps.says(plain, "Belum dikirim. Lanjutkan mengisi, lalu kirim.")


def test_link_taken_back_while_typing_loses_nothing(open_as):
    officer, page = open_as("nur"), open_as()
    page.goto(send_link(officer, VILLAGE, "Bu Bidan"))
    steps.press(page, "Ya, ini saya")
    page.goto("/tamu/usulan/baru/")
    page.locator("textarea[name=problem]").fill(PROBLEM)
    officer.goto("/pihak/tanpa-akun/?cari=bidan")
    steps.press(officer, "Tarik Bu Bidan")
    steps.press(page, "Kirim usulan")
    steps.says(page, re.compile("sudah ditarik"))
    assert page.locator("textarea[name=problem]").input_value() == PROBLEM

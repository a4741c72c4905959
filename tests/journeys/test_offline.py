"""Without signal: a proposal with photos is kept on the phone, and sent once signal returns."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import steps

WHOLE = "/usulan/satu-halaman/"
SEND = re.compile(r"/usulan/(\d+/)?satu-halaman/$")


def photo(colour: str) -> dict:
    """Return a large photo as a camera makes it, with where it was taken."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rahasia-lokasi"
    Image.new("RGB", (2400, 1800), colour).save(out, "JPEG", exif=exif)
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def phone(open_as):
    """Return a function: a page of a person whose phone has the forms and its service worker."""

    def opened(who="gani"):
        page = open_as(who, worker="allow")
        page.goto("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        until(page, "caches.match('/usulan/satu-halaman/').then(Boolean)")
        return page

    return opened


def until(page, truth: str) -> None:
    """Wait until the expression holds (the strict CSP refuses wait_for_function with text)."""
    for _try in range(300):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {truth}")


def fill_in(page, problem: str) -> None:
    """Answer the questions of the one page, with two photos."""
    page.locator("input[name=hamlet]").fill("RT 07")
    steps.tick(page, "input[name=service][value=water]")
    page.locator("textarea[name=problem]").fill(problem)
    page.locator("input[name=households]").fill("86")
    page.locator("input[name=people]").fill("301")
    page.locator("input[name=photos]").set_input_files([photo("green"), photo("blue")])
    expect(page.locator(".kept-files img")).to_have_count(2)
    state(page, "Tersimpan di ponsel")


def state(page, words: str) -> None:
    """Hold that the form says this of its draft."""
    expect(page.locator("[data-outbox-state]").get_by_text(words).first).to_be_visible()


def sent_with(page, problem: str) -> list[str]:
    """Return the addresses of the proposals that tell this problem, as the site lists them."""
    page.goto("/usulan/?cari=RT+07")
    found = page.locator("main a[href^='/usulan/']").all()
    hrefs = {link.get_attribute("href") for link in found}
    needs = sorted(href for href in hrefs if re.fullmatch(r"/usulan/\d+/", href))
    return [href for href in needs if problem in page.request.get(href).text()]


def test_proposal_written_without_signal_is_sent_once_with_its_photos(phone, shot):
    page = phone()
    context = page.context
    context.set_offline(True)
    page.goto(WHOLE)
    expect(page.locator(".copied").first).to_contain_text("Tersimpan di ponsel, dilihat")
    fill_in(page, "Sumur RT 07 asin tanpa sinyal.")
    page.reload()
    expect(page.locator("textarea[name=problem]")).to_have_value("Sumur RT 07 asin tanpa sinyal.")
    expect(page.locator(".kept-files img")).to_have_count(2)
    steps.press(page, "Kirim usulan")
    state(page, "Menunggu sinyal (2 foto)")
    steps.fits_the_phone(page)
    shot(page, "menunggu-sinyal")
    page.goto("/luring/")
    expect(page.locator("[data-drafts]")).to_contain_text("Menunggu sinyal (2 foto)")
    steps.fits_the_phone(page)
    shot(page, "di-ponsel")
    page.close()  # the browser is closed; the draft stays
    context.set_offline(False)
    page = context.new_page()
    page.goto("/")
    page.goto("/luring/")
    expect(page.locator("[data-drafts]")).to_contain_text("Terkirim")
    [need] = sent_with(page, "Sumur RT 07 asin tanpa sinyal.")
    page.goto(need)
    pictures = page.locator("main img[src^='/usulan/berkas/']")
    assert pictures.count() == 2
    kept = page.request.get(pictures.first.get_attribute("src")).body()
    assert b"rahasia-lokasi" not in kept
    assert max(Image.open(BytesIO(kept)).size) == 1600


def test_killed_after_the_server_took_it_is_still_sent_once(phone):
    page = phone()
    page.goto(WHOLE)
    fill_in(page, "Pipa RT 07 putus di tengah kirim.")
    taken = []

    def lose_the_answer(route):
        if route.request.method != "POST":
            return route.continue_()
        taken.append(route.fetch().status)  # the server has it; the phone never hears so
        return route.abort()

    page.context.route(SEND, lose_the_answer)
    steps.press(page, "Kirim usulan")
    for _try in range(100):
        if taken:
            break
        page.wait_for_timeout(100)
    assert taken == [200]
    state(page, "Menunggu sinyal (2 foto)")
    page.close()
    page.context.unroute(SEND)
    again = page.context.new_page()
    again.goto(WHOLE)
    again.wait_for_url(re.compile(r"/terkirim/$"))
    [need] = sent_with(again, "Pipa RT 07 putus di tengah kirim.")
    again.goto(need)
    assert again.locator("main img[src^='/usulan/berkas/']").count() == 2


def test_draft_edited_elsewhere_meanwhile_shows_both_texts(phone, open_as, shot):
    page = phone()
    page.goto("/usulan/baru/")
    steps.press(page, "Mulai")
    number = re.search(r"/usulan/(\d+)/", page.url).group(1)
    page.goto(f"/usulan/{number}/satu-halaman/")
    fill_in(page, "Ditulis di ponsel.")
    page.context.set_offline(True)
    steps.press(page, "Kirim usulan")
    state(page, "Menunggu sinyal")
    office = open_as("gani")
    office.goto(f"/usulan/{number}/isi/2/")
    steps.tick(office, "input[name=service][value=water]")
    office.locator("textarea[name=problem]").fill("Ditulis di kantor.")
    steps.press(office, "Lanjut")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    state(page, "Tidak ada yang ditimpa")
    table = page.locator("[data-outbox-state] table")
    expect(table).to_contain_text("Ditulis di ponsel.")
    expect(table).to_contain_text("Ditulis di kantor.")
    steps.fits_the_phone(page)
    shot(page, "dua-tulisan")
    office.goto(f"/usulan/{number}/")
    steps.says(office, "Ditulis di kantor.")
    steps.press(page, "Pakai yang di ponsel")
    page.wait_for_url(re.compile(r"/terkirim/$"))
    office.reload()
    steps.says(office, "Ditulis di ponsel.")


def test_signal_lost_between_two_screens_goes_on_with_the_same_draft(phone):
    page = phone()
    page.goto("/usulan/baru/")
    steps.press(page, "Mulai")
    page.locator("input[name=hamlet]").fill("RT 07 hulu")
    steps.press(page, "Lanjut")
    number = re.search(r"/usulan/(\d+)/", page.url).group(1)
    kept = f"caches.match('/usulan/{number}/satu-halaman/')"
    until(page, f"{kept}.then(one => one && one.text()).then(text => /RT 07 hulu/.test(text))")
    page.context.set_offline(True)
    steps.tick(page, "input[name=service][value=water]")
    page.locator("textarea[name=problem]").fill("Sinyal hilang di tengah isian.")
    page.get_by_role("button", name="Lanjut", exact=True).click()
    page.wait_for_url(re.compile(rf"/usulan/{number}/satu-halaman/#isian="))
    expect(page.locator("textarea[name=problem]")).to_have_value("Sinyal hilang di tengah isian.")
    expect(page.locator("input[name=hamlet]")).to_have_value("RT 07 hulu")
    page.locator("input[name=households]").fill("20")
    page.locator("input[name=people]").fill("70")
    steps.press(page, "Kirim usulan")
    state(page, "Menunggu sinyal")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url(re.compile(rf"/usulan/{number}/terkirim/$"))


def test_sign_in_that_ran_out_keeps_the_draft_until_the_same_person_is_back(phone, site):
    page = phone()
    page.goto(WHOLE)
    fill_in(page, "Masuknya habis di RT 07.")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    steps.press(page, "Kirim usulan")
    state(page, "Anda perlu masuk lagi")
    page.context.add_cookies([one for one in cookies if one["name"] == "sessionid"])
    page.goto("/luring/")
    page.goto("/")
    page.goto("/luring/")
    expect(page.locator("[data-drafts]")).to_contain_text("Terkirim")


def test_signing_out_forgets_pages_and_the_next_person_sees_nothing(phone, site):
    page = phone()
    page.goto("/usulan/")
    page.goto(WHOLE)
    fill_in(page, "Isian pribadi di RT 07.")
    page.goto("/luring/")
    expect(page.locator("[data-copies]")).to_contain_text("Usulan")
    expect(page.locator("[data-drafts]")).to_contain_text("RT 07")
    page.context.clear_cookies(name="sessionid")
    cookie = {"name": "sessionid", "value": site.facts["cookies"]["bima"], "url": site.url}
    page.context.add_cookies([cookie])
    page.goto("/")
    page.goto("/luring/")
    expect(page.locator("[data-drafts]")).not_to_contain_text("RT 07")
    expect(page.locator("[data-copies]")).not_to_contain_text("satu halaman")
    page.context.set_offline(True)
    page.goto("/usulan/")
    steps.says(page, "Tidak ada sinyal, dan halaman yang Anda minta belum tersimpan")


def test_signing_out_by_the_button_leaves_no_copy(phone):
    page = phone()
    page.goto("/pihak/saya/")
    page.locator("nav.tabs summary").click()
    page.locator("nav.tabs").get_by_role("button", name="Keluar").click()
    page.wait_for_load_state()
    gone = "names => !names.some(one => /sambung-(pages|forms)-(?!umum)/.test(one))"
    until(page, f"caches.keys().then({gone})")


def record(page, title: str) -> None:
    """Write an activity down on its page, with one photo."""
    page.locator("input[name=organisation]").fill("PT Contoh Banua Energi")
    page.locator("input[name=region]").fill("Desa Hauwai, Kecamatan Halong (63.11.02.2001)")
    steps.tick(page, "input[name=service][value=water]")
    page.locator("input[name=title]").fill(title)
    page.locator("input[name=photos]").set_input_files([photo("red")])
    expect(page.locator(".kept-files img")).to_have_count(1)
    state(page, "Tersimpan di ponsel")


def test_activity_written_without_signal_is_sent_once_after_its_faults_are_mended(
    phone, site, shot
):
    page = phone("nur")
    until(page, "caches.match('/realisasi/baru/').then(Boolean)")
    page.context.set_offline(True)
    page.goto("/realisasi/baru/")
    record(page, "Sumur bor dicatat tanpa sinyal")
    year = page.locator("[name=year]")
    if not year.input_value():
        year.fill("2026")
    page.reload()
    expect(page.locator("input[name=title]")).to_have_value("Sumur bor dicatat tanpa sinyal")
    steps.press(page, "Simpan")
    state(page, "Menunggu sinyal (1 foto)")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    state(page, "Perbaiki, lalu kirim lagi")
    shot(page, "perbaiki")
    page.locator("select[name=ground]").select_option("letter")
    steps.press(page, "Simpan")
    page.wait_for_url(re.compile(r"/realisasi/\d+/$"))
    counted = "from sambung.activities.models import Activity as A, ActivityPhoto as P; "
    counted += "mine = A.objects.filter(title__contains='tanpa sinyal'); "
    counted += "print(mine.count(), P.objects.filter(activity__in=mine).count())"
    said = site.python("manage.py", "shell", "-v", "0", "-c", counted)
    assert said.split() == ["1", "1"]


def test_check_of_an_activity_that_was_looked_at_is_sent_once_from_where_it_stands(phone, site):
    page = phone("nur")
    rows = {row["name"]: row["path"] for row in site.facts["paths"]}
    page.goto(rows["activities:activity-check"])
    until(page, f"caches.match('{rows['activities:activity-check']}').then(Boolean)")
    page.context.set_offline(True)
    page.reload()
    page.locator("textarea[name=note]").fill("Kran kedua patah.")
    steps.press(page, "Simpan pemeriksaan")
    state(page, "Menunggu sinyal")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url(re.compile(r"/realisasi/\d+/$"))
    counted = "from sambung.activities.models import ActivityCheck as C; "
    counted += "print(C.objects.filter(note='Kran kedua patah.').count())"
    assert site.python("manage.py", "shell", "-v", "0", "-c", counted).split() == ["1"]

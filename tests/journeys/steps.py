"""What people do at the site, as one would tell it: each function is one sitting at one screen.

Names of fields are those of the forms; buttons and links are found by the words people read.
"""

import re

from playwright.sync_api import Page, expect


def press(page: Page, words: str) -> None:
    """Press the button with these words and wait for the page it leads to."""
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    """Follow the link with these words inside the page."""
    page.locator("main").get_by_role("link", name=words).first.click()
    page.wait_for_load_state()


def says(page: Page, words: str | re.Pattern[str]) -> None:
    """Hold that the page shows these words."""
    expect(page.locator("main").get_by_text(words).first).to_be_visible()


def fits_the_phone(page: Page) -> None:
    """Hold that nothing makes the page wider than the screen."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen, f"{page.url} is {wide} px wide on a screen of {screen}"


def tick(page: Page, selector: str) -> None:
    """Tap the words of a choice, as a thumb does; the box itself may be drawn by its label."""
    box = page.locator(selector).first
    name = box.get_attribute("id")
    if not box.is_checked():
        page.locator(f'label[for="{name}"]').first.click()
    expect(box).to_be_checked()


def tick_words(page: Page, words: str) -> None:
    """Tap the choice that reads like this."""
    page.locator("main label", has_text=words).first.click()


def answer_five_questions(page: Page, *, problem: str, shot=None) -> None:
    """Fill the five screens of a proposal for the village of the proposer, up to the review."""
    says(page, "Di mana kebutuhannya?")
    page.locator("input[name=hamlet]").fill("RT 03")
    each(page, shot, "1")
    tick(page, "input[name=service][value=water]")
    page.locator("select[name=source_now]").select_option("river")
    page.locator("input[name=distance_m]").fill("600")
    page.locator("textarea[name=problem]").fill(problem)
    each(page, shot, "2")
    page.locator("input[name=households]").fill("86")
    page.locator("input[name=people]").fill("301")
    page.locator("input[name=counted_by]").fill("kader desa")
    each(page, shot, "3")
    tick(page, "input[name=has_cash]")
    page.locator("input[name=cash_per_household_rp]").fill("75.000")
    tick(page, "input[name=has_labour]")
    page.locator("input[name=labour_person_days]").fill("240")
    page.locator("input[name=operator_name]").fill("KPSPAMS Hauwai Bersama")
    each(page, shot, "4")
    fits_the_phone(page)
    press(page, "Lihat sebelum dikirim")


def each(page: Page, shot, name: str) -> None:
    """Keep a picture of the screen when asked, and go on to the next."""
    fits_the_phone(page)
    if shot is not None:
        shot(page, f"usulan-{name}")
    press(page, "Lanjut")


def propose(page: Page, *, problem: str, shot=None) -> int:
    """Propose a need from the home page to the number it gets; return that number."""
    page.goto("/")
    follow(page, re.compile("Ajukan kebutuhan"))
    press(page, "Mulai")
    answer_five_questions(page, problem=problem, shot=shot)
    says(page, "Periksa sebelum dikirim")
    press(page, "Kirim usulan")
    return int(re.search(r"/usulan/(\d+)/", page.url).group(1))


def verify(page: Page, need: int, grade: str) -> None:
    """Answer yes to every check of one grade and pass the need."""
    page.goto(f"/usulan/{need}/periksa-{grade}/")
    for radio in page.locator("main input[type=radio][value=yes]").all():
        tick(page, f"[id='{radio.get_attribute('id')}']")
    fits_the_phone(page)
    press(page, "Loloskan di meja" if grade == "meja" else "Loloskan di lapangan")


def make_package(page: Page, need: int) -> int:
    """Make a package of a verified need and put it on the shelf; return its number."""
    page.goto(f"/usulan/{need}/")
    press(page, "Susun kegiatan")
    fits_the_phone(page)
    number = int(re.search(r"/kegiatan/(\d+)/", page.url).group(1))
    press(page, "Tampilkan sebagai siap didukung")
    return number


def state_an_offer(page: Page, *, title: str, amount: str) -> int:
    """Write what one's company could give in Balangan, open it to Bappeda and Pokja."""
    page.goto("/pihak/kesanggupan/")
    follow(page, re.compile("Tulis kesanggupan"))
    page.locator("select[name=year]").select_option("2027")
    page.locator("input[name=title]").fill(title)
    tick(page, "input[name=amount_kind][value=exact]")
    page.locator("input[name=amount_rp]").fill(amount)
    page.locator("input[name=place_text]").fill("63.11")
    press(page, "Cari wilayah")
    tick(page, "input[name=places][value='63.11']")
    page.locator("input[name=place_text]").fill("")
    if not page.locator("input[name=viewers]").count():
        press(page, "Cari organisasi")
    for box in page.locator("input[name=viewers]").all():
        tick(page, f"[id='{box.get_attribute('id')}']")
    fits_the_phone(page)
    press(page, "Simpan sebagai draf")
    number = int(re.search(r"/kesanggupan/(\d+)/", page.url).group(1))
    follow(page, re.compile("^Buka"))
    press(page, "Buka kesanggupan")
    says(page, "terbuka")
    return number


def choose_some(page: Page, name: str, words: list[str]) -> None:
    """Choose part of a list: open its fold and tick the rows that hold the words."""
    tick(page, f"input[name=which_{name}][value=some]")
    boxes = page.locator(f"input[name={name}]")
    fold = page.locator("details", has=boxes.first)
    if not fold.first.evaluate("fold => fold.open"):
        fold.first.locator("summary").click()
    for text in words:
        label = page.locator("label", has=boxes, has_text=text).first
        label.click()


def ask_for_a_plan(page: Page, *, title: str, package: str, offers: list[str]) -> int:
    """Ask the planner about one package and some offers; wait for the answer, return the run."""
    page.goto("/rencana/baru/")
    page.locator("select[name=year]").select_option("2027")
    page.locator("input[name=title]").fill(title)
    choose_some(page, "packages", [package])
    choose_some(page, "offers", offers)
    fits_the_phone(page)
    press(page, "Hitung rencana")
    page.wait_for_url(re.compile(r"/rencana/\d+/$"), timeout=20_000)
    expect(page.locator(".cert.ok, .cert.open").first).to_be_visible(timeout=90_000)
    return int(re.search(r"/rencana/(\d+)/", page.url).group(1))


def invite(page: Page, run: int) -> list[str]:
    """Invite the sources of a plan's packages; return the addresses of the invitations."""
    page.goto(f"/rencana/{run}/")
    follow(page, "Jadikan bahan penjajakan")
    fits_the_phone(page)
    press(page, "Kirim ajakan")
    page.goto(f"/rencana/ajakan/?rencana={run}")
    links = page.locator("main a[href^='/rencana/ajakan/']").all()
    found = [link.get_attribute("href") for link in links]
    return sorted({url for url in found if re.fullmatch(r"/rencana/ajakan/\d+/", url)})


def accept(page: Page, letter: str) -> None:
    """Pledge on the page of an invitation, with a numbered letter."""
    form = page.locator("form", has=page.locator("input[name=answer][value=accept]"))
    form.locator("input[name=letter_number]").fill(letter)
    form.locator("input[name=letter]").set_input_files(
        {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 surat uji"}
    )
    fits_the_phone(page)
    press(page, "Nyatakan sanggup")


def make_link(page: Page, invitation: str, name: str) -> str:
    """Make a personal link for an invitation and return its address."""
    page.goto(f"{invitation}tautan/")
    page.locator("input[name=for_name]").fill(name)
    fits_the_phone(page)
    press(page, "Buat tautan")
    return page.locator("main code").first.inner_text()

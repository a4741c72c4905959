"""Phones without script, and people who press twice: nothing is lost, nothing is done twice."""

import re

from tests.journeys import steps


def test_village_head_proposes_without_any_script(open_as, shot):
    page = open_as("gani", script=False)
    need = steps.propose(page, problem="Sumur warga RT 05 kering empat bulan.")
    steps.says(page, "hari kerja")
    shot(page, "terkirim")
    page.goto(f"/usulan/{need}/")
    steps.says(page, "Sumur warga RT 05 kering empat bulan.")


def test_wrong_counts_come_back_with_what_was_typed(open_as):
    page = open_as("gani", script=False)
    page.goto("/usulan/baru/")
    steps.press(page, "Mulai")
    number = re.search(r"/usulan/(\d+)/", page.url).group(1)
    page.goto(f"/usulan/{number}/isi/3/")
    page.locator("input[name=households]").fill("120")
    page.locator("input[name=people]").fill("12")
    steps.press(page, "Lanjut")
    assert page.locator("input[name=households]").input_value() == "120"
    steps.says(page, re.compile("tidak mungkin kurang dari"))
    page.locator("input[name=people]").fill("99999999")
    steps.press(page, "Lanjut")
    assert "/isi/3/" in page.url


def test_sending_in_two_tabs_sends_once_and_says_so(open_as):
    first = open_as("gani")
    first.goto("/usulan/baru/")
    steps.press(first, "Mulai")
    steps.answer_five_questions(first, problem="Pipa lama bocor di tiga tempat.")
    second = first.context.new_page()
    second.goto(first.url)
    steps.press(first, "Kirim usulan")
    assert "/terkirim/" in first.url
    steps.press(second, "Kirim usulan")
    assert "/terkirim/" not in second.url
    steps.says(second, re.compile("Tidak ada yang diubah|tidak dapat diubah|dikembalikan"))
    number = re.search(r"/usulan/(\d+)/", first.url).group(1)
    first.goto(f"/usulan/{number}/")
    assert first.get_by_text("Terkirim", exact=False).count()


def test_beginning_twice_from_one_page_opens_one_draft(open_as):
    page = open_as("gani", script=False)
    page.goto("/usulan/baru/")
    form = page.locator("form", has=page.get_by_role("button", name="Mulai"))
    given = {
        name: form.locator(f"[name={name}]").first.input_value()
        for name in ("csrfmiddlewaretoken", "token", "proposer")
    }
    answers = [
        page.request.post("/usulan/baru/", form=given, headers={"Referer": page.url})
        for _time in range(2)
    ]
    assert "/isi/1/" in answers[0].url
    assert answers[1].status == 409 or answers[1].url == answers[0].url


def test_duty_proposed_in_two_tabs_is_written_once(open_as):
    page = open_as("nur")
    page.goto("/kemitraan/")
    page.locator("main .rows h3 a").first.click()
    page.wait_for_load_state()
    page.locator("#siapa").get_by_role("link", name=re.compile("Usulkan pihak")).first.click()
    page.wait_for_load_state()
    other = page.context.new_page()
    other.goto(page.url)
    steps.tick_words(page, "Desa")
    steps.press(page, "Usulkan pihak ini")
    steps.tick_words(other, "Desa")
    steps.press(other, "Usulkan pihak ini")
    steps.says(other, re.compile("baru saja diubah|sudah dipegang"))

"""The officer hands over: to a colleague who takes it back, and to somebody invited by a link."""

import re

from playwright.sync_api import expect

from tests.journeys import steps


def duties(page) -> int:
    """Return how many of one's own open tasks the list names."""
    page.goto("/pihak/tugas/")
    return page.locator("main ul.rows > li").count()


def test_officer_hands_over_to_a_colleague_who_gives_it_back(open_as, shot):
    nur, rina = open_as("nur"), open_as("rina")
    before = duties(nur)
    assert before > 0
    assert duties(rina) == 0
    nur.goto("/pihak/saya/")
    nur.get_by_role("link", name=re.compile("Pindah tugas.*Bappeda")).click()
    steps.says(nur, "Siapa yang melanjutkan?")
    steps.fits_the_phone(nur)
    nur.get_by_role("link", name=re.compile("Pilih Rina")).click()
    steps.says(nur, re.compile("Pindahkan tugas Nur Rahmi ke Rina Aulia"))
    steps.says(nur, "tugas yang belum selesai")
    shot(nur, "pindah-tugas")
    steps.fits_the_phone(nur)
    steps.press(nur, "Pindahkan sekarang")
    expect(nur.get_by_text("sudah pindah ke Rina Aulia")).to_be_visible()
    assert duties(rina) == before
    rina.goto("/pihak/pemberitahuan/")
    rina.get_by_role("link", name=re.compile("sekarang tugas Anda")).first.click()
    steps.says(rina, re.compile("Dari Nur Rahmi ke Rina Aulia"))
    steps.fits_the_phone(rina)
    steps.press(rina, "Batalkan pindah tugas")
    assert duties(rina) == 0
    assert duties(nur) == before


def test_last_officer_hands_over_to_somebody_invited_and_the_account_closes(open_as, shot):
    dimas, newcomer = open_as("dimas"), open_as()
    dimas.goto("/pihak/tugas/baru/")
    dimas.locator("input[name=text]").fill("Dampingi rembuk desa")
    dimas.locator("input[name=due_on]").fill("2030-01-15")
    steps.press(dimas, "Simpan tugas")
    dimas.goto("/pihak/saya/")
    dimas.get_by_role("link", name=re.compile("^Keluar")).first.click()
    steps.says(dimas, re.compile("petugas terakhir"))
    steps.follow(dimas, "Pindah tugas")
    steps.follow(dimas, re.compile("Undang orang baru"))
    dimas.locator("input[name=for_name]").fill("Wati Pengganti")
    steps.press(dimas, "Buat tautan")
    shot(dimas, "tautan-pengganti")
    link = dimas.locator("input#tautan").input_value()

    newcomer.goto(link)
    steps.press(newcomer, "Ya, ini saya")
    steps.follow(newcomer, "Buat akun")
    newcomer.locator("input[name=name]").fill("Wati Pengganti")
    newcomer.locator("input[name=email]").fill("wati@contoh.example")
    newcomer.locator("input[name=password1]").fill("sandi-yang-panjang-9")
    newcomer.locator("main form button[type=submit]").first.click()
    newcomer.wait_for_load_state()
    steps.press(newcomer, "Bergabung")
    newcomer.goto("/pihak/tugas/")
    steps.says(newcomer, "Dampingi rembuk desa")
    shot(newcomer, "tugas-pengganti")

    dimas.goto("/pihak/saya/")
    expect(dimas).to_have_url(re.compile("/akun/login/"))

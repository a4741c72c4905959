"""The whole main road on a phone of 360 px, in Indonesian: from a need to a partnership."""

import re

import pytest

from tests.journeys import steps

PROBLEM = "Warga RT 03 mengambil air dari sungai yang keruh sesudah hujan."


@pytest.fixture(scope="module")
def road():
    """Keep what one part of the road leaves for the next."""
    return {}


def test_village_head_proposes_on_a_phone(open_as, shot, road):
    page = open_as("gani")
    road["need"] = steps.propose(page, problem=PROBLEM, shot=shot)
    steps.says(page, "hari kerja")
    shot(page, "usulan-terkirim")


def test_officer_verifies_at_the_desk_and_in_the_field_and_makes_a_package(open_as, shot, road):
    page = open_as("nur")
    page.goto("/")
    shot(page, "beranda-petugas")
    steps.verify(page, road["need"], "meja")
    steps.verify(page, road["need"], "lapangan")
    road["package"] = steps.make_package(page, road["need"])
    steps.says(page, "siap didukung")
    shot(page, "kegiatan")


def test_company_states_what_it_can_give(open_as, shot, road):
    page = open_as("citra")
    road["offer"] = steps.state_an_offer(page, title="Air bersih perjalanan", amount="150 juta")
    shot(page, "kesanggupan")


def test_pokja_asks_for_a_plan_and_reads_the_answer(open_as, shot, road):
    page = open_as("nur")
    road["run"] = steps.ask_for_a_plan(
        page,
        title="Perjalanan 2027",
        package="RT 03, Desa Hauwai",
        offers=["Air bersih perjalanan", "APBD Balangan"],
    )
    steps.says(page, "Simulasi, bukan penetapan")
    steps.says(page, "Mengapa")
    steps.fits_the_phone(page)
    shot(page, "rencana")


def test_pokja_invites_the_sources(open_as, shot, road):
    page = open_as("nur")
    road["invitations"] = steps.invite(page, road["run"])
    assert len(road["invitations"]) == 2
    shot(page, "ajakan")


def test_sources_accept_by_account_and_by_personal_link_and_the_partnership_opens(
    open_as, shot, road
):
    citra, nur, holder = open_as("citra"), open_as("nur"), open_as()
    citra.goto("/")
    steps.follow(citra, re.compile("Jawab ajakan: Air minum: RT 03"))
    own = re.search(r"/rencana/ajakan/\d+/", citra.url).group(0)
    shot(citra, "menjawab")
    steps.accept(citra, "017/TJSL/XI/2026")
    steps.says(citra, "disanggupi")
    (other,) = [url for url in road["invitations"] if url != own]
    address = steps.make_link(nur, other, "Sekretaris Daerah")
    holder.goto(address)
    steps.press(holder, "Ya, ini saya")
    shot(holder, "tautan")
    steps.accept(holder, "900/221/XI/2026")
    steps.says(holder, "Kemitraannya terbuka")
    nur.goto("/kemitraan/")
    steps.follow(nur, re.compile("RT 03, Desa Hauwai"))
    road["partnership"] = re.search(r"/kemitraan/\d+/", nur.url).group(0)
    steps.says(nur, "Siapa yang …?")
    steps.says(nur, "Uang: lima angka yang berbeda")
    steps.fits_the_phone(nur)
    shot(nur, "kemitraan")


def test_partnership_lives_on_a_duty_is_proposed_and_accepted(open_as, shot, road):
    nur, citra = open_as("nur"), open_as("citra")
    nur.goto(road["partnership"])
    nur.locator("#siapa").get_by_role("link", name=re.compile("Usulkan pihak")).first.click()
    nur.wait_for_load_state()
    question = nur.locator("h1").inner_text()
    steps.tick_words(nur, "PT Contoh Banua Energi")
    steps.fits_the_phone(nur)
    steps.press(nur, "Usulkan pihak ini")
    steps.says(nur, question)
    citra.goto(road["partnership"])
    row = citra.locator("li.duty", has_text=question)
    row.get_by_role("link", name=re.compile("Jawab")).click()
    steps.press(citra, "Setujui peran ini")
    citra.goto(road["partnership"])
    citra.get_by_role("link", name="Seluruh riwayat").click()
    steps.says(citra, "menyetujui")
    shot(citra, "peran")


def test_outsider_who_guesses_the_addresses_finds_nothing(open_as, road):
    page = open_as("eka")
    guesses = [road["partnership"], *road["invitations"], f"/rencana/{road['run']}/"]
    guesses += [f"/usulan/{road['need']}/", f"{road['partnership']}peran/"]
    guesses.append(f"/pihak/kesanggupan/{road['offer']}/")
    for address in guesses:
        assert page.goto(address).status == 404, address

"""The officer's list of companies: what it says, how it narrows, who opens it."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from sambung.parties.actions import dealings
from sambung.parties.models import BudgetSeason, Organisation, Task
from sambung.web.pages.companies import report_words
from sambung.web.pages.waiting.money import season_row
from tests.parties import world

pytestmark = pytest.mark.db
HERE = "/perusahaan/"


def text(answer) -> str:
    return answer.content.decode()


def test_company_list_says_last_talk_next_step_and_season(cast, as_person):
    world.talk(cast)
    world.task(cast)
    this = timezone.localdate().month
    dealings.save_season(
        company=cast.company,
        proposals_months=[this],
        decision_months=[],
        version=0,
        by=cast.actor(cast.ayu),
    )
    home = text(as_person(cast.ayu).get("/"))
    assert "Musim usulan PT Contoh Banua Energi sedang dibuka" in home
    assert "sedang dibuka" not in text(as_person(cast.citra).get("/"))
    page = text(as_person(cast.ayu).get(HERE))
    for words in ("Telepon bagian TJSL", "hari ini", "sedang dibuka", "belum ada laporan"):
        assert words in page, words
    for query in ("?keadaan=dibuka", "?urut=-kontak", "?urut=langkah&cari=banua"):
        assert "PT Contoh Banua Energi" in text(as_person(cast.ayu).get(HERE + query)), query


@pytest.mark.parametrize("state", ["terlambat", "tanpa", "belum", "dibuka"])
def test_company_list_narrows_by_state(cast, as_person, state):
    world.talk(cast)
    world.task(cast)
    ayu = as_person(cast.ayu)
    assert "Tidak ada perusahaan di sini" in text(ayu.get(f"{HERE}?keadaan={state}"))
    Task.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    found = "PT Contoh Banua Energi" in text(ayu.get(f"{HERE}?keadaan={state}"))
    assert found == (state == "terlambat")


def test_company_list_is_for_officers_and_shows_no_others_notes(cast, as_person):
    world.talk(cast)
    world.task(cast)
    assert as_person(cast.citra).get(HERE).status_code == 403
    for person in (cast.eka, cast.hana):
        assert "Telepon bagian TJSL" not in text(as_person(person).get(HERE))
    assert "Tidak ada perusahaan" in text(as_person(cast.eka).get(f"{HERE}?keadaan=ngawur"))


def test_company_export_has_what_the_list_has_and_no_formula(cast, as_person):
    world.talk(cast)
    Task.objects.filter(pk=world.task(cast).pk).update(text="=1+1")
    answer = as_person(cast.ayu).get("/perusahaan.xlsx?cari=banua")
    with ZipFile(BytesIO(answer.content)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "PT Contoh Banua Energi" in strings
    assert "=1+1" in strings
    assert "SIMULASI" in strings
    assert "<f>" not in sheet


@pytest.mark.parametrize(
    ("months", "due_on"),
    [
        ([11], date(2026, 11, 30)),
        ([11, 12, 1, 2], date(2027, 2, 28)),
        (list(range(1, 13)), None),
    ],
)
def test_season_row_is_due_on_the_last_day_of_the_season(months, due_on):
    season = BudgetSeason(company=Organisation(pk=1, name="PT"), proposals_months=months)
    assert season_row(season, date(2026, 11, 23)).due_on == due_on


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2025, 2025), "melapor 2025"),
        ((2026, 2023), "terakhir melapor 2023"),
        ((2024, None), "tercatat sampai 2024, belum dibenarkan"),
        ((None, None), "belum ada laporan"),
    ],
)
def test_report_words_never_make_zero_of_unknown(years, words):
    assert report_words(years, 2026)[1] == words

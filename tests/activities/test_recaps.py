"""What a recap counts: one case worked by hand, and random registers against plain loops.

The hand case, all of 2026 in Balangan unless said (rupiah in millions, "?" is not stated):

    1 PT Contoh   Hauwai (Halong)  water       built        100   200 people   works
    2 PT Contoh   Uren (Halong)    sanitation  handed over   50   ?            in part
    3 PT Contoh   Pudak (Awayan)   water       running       ?    80 people    unknown
    4 Yayasan     Balangan         hygiene     handed over   ?    ?            unknown
    5 Yayasan     Pudak (Awayan)   water       planned       500  900 people   unknown
    6 PDAM, 2025  Pudak (Awayan)   water       built         30   10 people    unknown

Of 2 the BAST number is known, of 4 not. Reported (1-4): 4 activities, 150, 2 amounts unknown,
280 people, 2 unknown. Built (1, 2, 4): 150, 1 unknown. Handed over (2, 4): 50, 1 unknown. Seen
working (handed over and works): none. Planned (5) stands apart: 500. Water 100 of 150 = 66.7 %,
sanitation 50 of 150 = 33.3 %, hygiene unknown; by count 2, 1, 1 of 4. Halong 2, Awayan 1, one of
unknown kecamatan. Without BAST: 1. Not working fully: 1. Silent: PDAM, last recorded 2025. Last
year: 1 activity, 30.
"""

import random
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from sambung.activities.models import Activity, ActivityState, Answer
from sambung.activities.queries import recaps
from sambung.activities.queries.recaps import wording
from sambung.activities.queries.recaps.figures import Sums
from sambung.activities.queries.recaps.sheets import plain_row
from sambung.core.access import SYSTEM
from sambung.parties.models import Offer, OfferViewer
from sambung.regions.models import Service

pytestmark = pytest.mark.db
MILLION = 1_000_000
HAUWAI, UREN, PUDAK = "63.11.02.2001", "63.11.02.2002", "63.11.05.2001"


def made(cast, source, code, **facts) -> Activity:
    """Insert one activity as the register may hold it."""
    facts = {"year": 2026, "title": "Uji", "recorded_in": cast.bappeda} | facts
    return Activity.objects.create(organisation=source, region=cast.regions[code], **facts)


@pytest.fixture
def hand_case(cast):
    """Insert the six activities drawn above and return the cast."""
    rows = [
        (cast.company, HAUWAI, "water", "built", 100, 200, "yes", "", 2026),
        (cast.company, UREN, "sanitation", "handed_over", 50, None, "partly", "7", 2026),
        (cast.company, PUDAK, "water", "running", None, 80, "unknown", "", 2026),
        (cast.facilitators, "63.11", "hygiene", "handed_over", None, None, "unknown", "", 2026),
        (cast.facilitators, PUDAK, "water", "planned", 500, 900, "unknown", "", 2026),
        (cast.utility, PUDAK, "water", "built", 30, 10, "unknown", "", 2025),
    ]
    for source, code, service, state, amount, people, works, paper, year in rows:
        made(
            cast,
            source,
            code,
            service=service,
            state=state,
            amount_rp=None if amount is None else amount * MILLION,
            people=people,
            works=works,
            bast_number=paper,
            year=year,
        )
    return cast


@pytest.fixture
def figures(hand_case):
    """Return the recap of the hand case."""
    return recaps.recap_of(hand_case.regions["63.11"], 2026, SYSTEM)


def test_totals_keep_plans_apart_and_count_what_is_unknown(figures):
    assert figures.totals == Sums(4, 150 * MILLION, 2, 280, 2, 1, 1, 2)
    assert figures.planned == Sums(1, 500 * MILLION, 0, 900, 0, 0, 0, 1)


def test_steps_are_each_part_of_the_one_before(figures):
    steps = {key: (s.activities, s.amount_rp, s.amount_unknown) for key, s in figures.steps.items()}
    assert steps == {
        "reported": (4, 150 * MILLION, 2),
        "built": (3, 150 * MILLION, 1),
        "handed_over": (2, 50 * MILLION, 1),
        "seen_working": (0, None, 0),
    }


def test_services_share_what_is_stated_and_say_what_is_not(figures):
    water, sanitation, hygiene = (line.sums for line in figures.services)
    assert [each.activities for each in (water, sanitation, hygiene)] == [2, 1, 1]
    assert wording.amount_share(water, figures.totals) == pytest.approx(100 * 2 / 3)
    assert wording.amount_share(sanitation, figures.totals) == pytest.approx(100 / 3)
    assert wording.amount_share(hygiene, figures.totals) is None


def test_places_show_who_is_there_and_keep_the_unknown_place(figures):
    found = {line.key: (line.sums.activities, line.others) for line in figures.places}
    assert found == {
        "63.11.02": (2, ("PT Contoh Banua Energi",)),
        "63.11.05": (1, ("PT Contoh Banua Energi",)),
        "": (1, ("Yayasan Contoh Sehat",)),
    }


def test_companies_stand_by_name_with_their_services_and_places(figures):
    company, foundation = figures.companies
    assert (company.name, company.services) == ("PT Contoh Banua Energi", (2, 1, 0))
    assert company.others == ("Awayan", "Halong")
    assert foundation.sums == Sums(1, None, 1, None, 1, 0, 0, 1)


def test_completeness_counts_each_fact(figures):
    assert {each.key: (each.known, each.total) for each in figures.known} == {
        "amount": (2, 4),
        "people": (2, 4),
        "village": (3, 4),
        "way": (0, 4),
        "bast": (1, 2),
        "works": (2, 4),
        "confirmed": (0, 4),
    }


def test_last_year_and_the_silent_are_read_beside(figures):
    assert figures.previous == Sums(1, 30 * MILLION, 0, 10, 0, 1, 0, 1)
    assert [(each.name, each.last_year) for each in figures.silent] == [
        ("PDAM Contoh Balangan", 2025)
    ]


def test_sentences_say_the_numbers_and_what_is_unknown(figures):
    gap, helped, waiting = wording.sentences(figures)
    assert gap == (
        "*21.190 orang* belum punya air minum layak dan *5.475 orang* belum punya sanitasi layak "
        "(perkiraan, 2024)."
    )
    assert helped == (
        "Selama 2026, *2 perusahaan dan lembaga* menjalankan *4 kegiatan* di 2 dari 2 kecamatan; "
        "menjangkau *280 orang* menurut laporan (2 kegiatan belum diketahui), senilai *Rp150 juta* "
        "menurut laporan (2 kegiatan belum diketahui)."
    )
    assert waiting == (
        "*1 kegiatan tidak berfungsi penuh, 1 kegiatan selesai dibangun belum ada BAST, "
        "dan 1 perusahaan belum melapor.*"
    )


def test_empty_region_says_unknown_and_never_zero_rupiah(cast):
    figures = recaps.recap_of(cast.regions["63.09"], 2026, SYSTEM)
    assert figures.totals == Sums()
    assert figures.previous is None
    words = " ".join(wording.sentences(figures))
    assert "Rp0" not in words
    assert "belum diketahui" in words


def test_removed_activities_do_not_count(hand_case):
    Activity.objects.filter(service="sanitation").update(
        removed_at="2026-05-01T00:00Z", removed_reason="ganda"
    )
    figures = recaps.recap_of(hand_case.regions["63.11"], 2026, SYSTEM)
    assert figures.totals.activities == 3
    assert figures.totals.amount_rp == 100 * MILLION


def test_frozen_figures_come_back_as_they_were(figures):
    assert recaps.from_data(recaps.as_data(figures)) == figures


def test_share_text_is_ten_lines_and_a_link(figures):
    shared = recaps.share_text(figures, "/realisasi/rekap/63.11/?tahun=2026")
    assert 8 <= len(shared.lines) <= 10
    assert shared.is_private


def test_workbook_holds_every_activity_with_its_source(hand_case, figures):
    rows = recaps.activity_rows(hand_case.regions["63.11"], 2026)
    sheets = {sheet.name: sheet for sheet in recaps.sheets_of(figures, rows)}
    assert len(sheets["Kegiatan"].rows) == 5
    assert "Sumber" in sheets["Kegiatan"].heads
    assert all(
        len(row) == len(sheet.heads)
        for sheet in sheets.values()
        for row in sheet.rows
        if sheet.name != "Ringkasan"
    )


def test_workbook_says_the_day_of_a_report_as_it_was_in_indonesia():
    at = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)  # 2 March in Indonesia
    row = (*[""] * 14, None, "", "", date(2026, 3, 1), "", at, False)
    assert [plain_row(row)[at] for at in (14, 17, 19)] == ["", "2026-03-01", "2026-03-02"]


# ---- against plain loops --------------------------------------------------------------------


def random_register(cast, chance: random.Random, size: int) -> None:
    """Insert activities of every sort over three years and two kabupaten."""
    sources = [cast.company, cast.utility, cast.facilitators, cast.village]
    codes = [HAUWAI, UREN, PUDAK, "63.11", "63.11.02", "63.09.01.2001", "63.09"]
    for _number in range(size):
        made(
            cast,
            chance.choice(sources),
            chance.choice(codes),
            year=chance.choice([2024, 2025, 2026]),
            service=chance.choice(Service.values),
            state=chance.choice(ActivityState.values),
            works=chance.choice(Answer.values),
            amount_rp=chance.choice([None, chance.randrange(10**9)]),
            people=chance.choice([None, chance.randrange(5000)]),
            gives_by=chance.choice(["", "goods", "money"]),
            bast_number=chance.choice(["", "12/BAST"]),
            is_simulated=chance.random() < 0.5,
        )


def slow_sums(rows) -> Sums:
    """Return the sums of activities by a plain loop."""
    amounts = [row.amount_rp for row in rows if row.amount_rp is not None]
    people = [row.people for row in rows if row.people is not None]
    return Sums(
        activities=len(rows),
        amount_rp=sum(amounts) if amounts else None,
        amount_unknown=len(rows) - len(amounts),
        people=sum(people) if people else None,
        people_unknown=len(rows) - len(people),
        without_bast=sum(row.state == "built" for row in rows),
        not_working=sum(row.works in ("no", "partly") for row in rows),
        unseen=sum(row.works == "unknown" for row in rows),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("code", ["63", "63.11", "63.11.02"])
def test_random_register_is_summed_as_plain_loops_do(seed, code, cast):
    random_register(cast, random.Random(seed), 120)
    region = cast.regions[code]
    figures = recaps.recap_of(region, 2026, SYSTEM)
    inside = [
        row
        for row in Activity.objects.select_related("organisation")
        if row.region_id == code or row.region_id.startswith(f"{code}.")
    ]
    begun = [row for row in inside if row.year == 2026 and row.state != "planned"]
    before = [row for row in inside if row.year == 2025 and row.state != "planned"]
    assert figures.totals == slow_sums(begun)
    assert figures.previous == (slow_sums(before) if before else None)
    assert figures.simulated == sum(row.is_simulated for row in inside if row.year == 2026)
    for line in figures.companies:
        assert line.sums == slow_sums(
            [row for row in begun if row.organisation_id == int(line.key)]
        )
    for line in figures.services:
        assert line.sums == slow_sums([row for row in begun if row.service == line.key])
    for line in figures.ways:
        assert line.sums == slow_sums([row for row in begun if row.gives_by == line.key])
    for line in figures.places:
        if line.key:
            there = [row for row in begun if f"{row.region_id}.".startswith(f"{line.key}.")]
            assert line.sums == slow_sums(there)
    parts = [asdict(line.sums)["activities"] for line in figures.places]
    assert sum(parts) == len(begun)


# ---- every total opens to its rows ----------------------------------------------------------


def rows_at(client, address: str) -> int:
    """Return how many rows the register shows at an address."""
    return client.get(address).context["page"].paginator.count


def test_every_total_opens_to_as_many_rows_in_the_register(hand_case, figures, as_person):
    Activity.objects.filter(service="sanitation").update(bast_on="2026-05-01")
    ayu = as_person(hand_case.ayu)
    page = recaps.shown(figures)
    assert rows_at(ayu, page.all_url) == 4
    assert rows_at(ayu, page.planned_url) == 1
    for row in [*page.places, *page.companies]:
        if row.url:
            assert rows_at(ayu, row.url) == row.sums.activities
        if row.bast_url:
            assert rows_at(ayu, row.bast_url) == row.sums.without_bast
    for bar, line in zip(page.by_count.rows, figures.services, strict=True):
        assert rows_at(ayu, bar.url) == line.sums.activities
    totals = figures.totals
    counts = [totals.not_working, totals.without_bast, totals.unseen, totals.amount_unknown]
    assert [rows_at(ayu, each.url) for each in page.waiting if each.url] == counts


def test_issued_recap_opens_to_nothing_that_changes(figures):
    page = recaps.shown(figures, is_live=False)
    assert page.all_url == ""
    assert not any(row.url for row in [*page.places, *page.companies])


def test_large_register_lists_places_and_its_worst_first(cast):
    for number in range(12):
        made(
            cast,
            cast.company,
            HAUWAI,
            service="water",
            state="built",
            works="no" if number == 11 else "yes",
        )
    found = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    assert found.items == ()
    assert len(found.concerns) == 12
    assert found.concerns[0].works == "no"
    document = recaps.document_of(found, recaps.head_of(None, "Bappeda"))
    assert document["table"]["rows"][0][:4] == ["1", "Halong", "PT Contoh Banua Energi", "12"]


def test_recap_of_a_kecamatan_has_one_place_and_no_official_gap(hand_case):
    found = recaps.recap_of(hand_case.regions["63.11.02"], 2026, SYSTEM)
    assert [(line.name, line.sums.activities) for line in found.places] == [("Halong", 2)]
    assert found.gaps.water_people is None
    assert "belum diketahui" in wording.sentences(found)[0]
    assert "Kecamatan Halong" in wording.sentences(found)[1]


def test_offers_the_reader_may_not_see_name_nobody_as_silent(cast):
    offer = Offer.objects.create(
        organisation=cast.utility, year=2026, state="published", is_nationwide=True
    )
    region = cast.regions["63.11"]
    assert recaps.recap_of(region, 2026, cast.actor(cast.ayu)).silent == ()
    OfferViewer.objects.create(offer=offer, organisation=cast.bappeda)
    silent = recaps.recap_of(region, 2026, cast.actor(cast.ayu)).silent
    assert [(each.name, each.last_year) for each in silent] == [("PDAM Contoh Balangan", None)]

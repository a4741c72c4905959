"""Rows become values and faults in words; the messy files of a kabupaten are understood."""

import json
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sambung.exchange.spreadsheets import headers, match, read
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.understand import understand
from tests.exchange import files
from tests.exchange.worlds import balangan, companies

TODAY = date(2026, 11, 23)
ACTIVITY = {
    "year": "2025",
    "company": "PT Contoh Batubara Balangan",
    "village": "Hauwai",
    "title": "Sumur bor RT 3",
    "amount_rp": "185 juta",
}
NIK = "6311025203900001"


def said(kind, cells):
    return understand(kind, cells, places=balangan(), companies=companies(), today=TODAY)


def activity(**cells):
    return said("activities", {**ACTIVITY, **cells})


def faults(understood):
    return {fault.field: fault for fault in understood.faults}


def table(data, name="a.xlsx"):
    """Return per sheet (kind, [(row number, understood)])."""
    found = []
    for sheet in read.open_table(data, name):
        header = headers.find_header(sheet.rows)
        kind = match.guess_kind(header.texts, headers.title_of(sheet.rows, header) + sheet.name)
        columns = match.match_columns(kind, header.texts, {}) if kind else {}
        rows = [
            (number, said(kind, headers.cells_of(header, columns, row)))
            for number, row in headers.body_rows(sheet.rows, header)
            if kind
        ]
        found.append((kind, rows))
    return found


def test_activity_is_understood_from_what_its_title_tells():
    outcome = activity()
    assert outcome.faults == ()
    assert outcome.values == {
        **{"year": 2025, "company_id": 1, "company": "PT Contoh Batubara Balangan"},
        **{"region": "63.11.02.2001", "title": "Sumur bor RT 3", "amount_rp": 185_000_000},
        **{"kind": "borehole", "service": "water"},
    }


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"year": ""}, "year"),
        ({"year": "2031"}, "year"),
        ({"company": ""}, "company"),
        ({"company": "PT Contoh Batubra Balangan"}, "company"),
        ({"village": ""}, "village"),
        ({"village": "Hauai"}, "village"),
        ({"village": "", "code": "99.99.99.9999"}, "code"),
        ({"title": ""}, "title"),
        ({"title": "Bantuan masyarakat"}, "service"),
        ({"amount_rp": "1.250"}, "amount_rp"),
        ({"amount_rp": "#REF!"}, "amount_rp"),
        ({"people": "10", "households": "20"}, "people"),
        ({"started_on": "12/03/2025", "finished_on": "11/03/2025"}, "finished_on"),
        ({"bast_on": "12/03/2027"}, "bast_on"),
        ({"state": "rencana", "bast_number": "1/BAST"}, "state"),
        ({"note": f"Ibu Contoh {NIK}"}, "note"),
        ({"company": f"KK {NIK}"}, "company"),
        ({"village": f"Hauwai {NIK}"}, "village"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, dict) else each,
)
def test_activity_with_one_fault_says_where(cells, field):
    outcome = activity(**cells)
    assert [fault.field for fault in outcome.faults] == [field]
    assert len(outcome.faults[0].words) > 15


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_identity_number_is_refused_in_every_cell_with_the_reason(kind):
    for field in FIELDS[kind]:
        fault = faults(said(kind, {field.name: f"nomor {NIK} ini"}))[field.name]
        assert "NIK" in fault.words
        assert NIK not in fault.words
        assert said(kind, {field.name: f"nomor {NIK} ini"}).values.get(field.name) is None


def test_unknown_is_absent_and_never_zero():
    outcome = activity(amount_rp="-", people="", works="?")
    assert outcome.faults == ()
    assert not {"amount_rp", "people", "works"} & set(outcome.values)


def test_kecamatan_alone_is_enough_for_an_activity_and_not_for_a_need():
    assert activity(village="", district="Halong").values["region"] == "63.11.02"
    need = {"title": "Sumur bor", "households": "20", "people": "80", "district": "Halong"}
    assert faults(said("needs", need)).keys() == {"village"}


def test_new_company_is_taken_with_its_name_and_a_likely_one_is_offered_or_said_new():
    fresh = activity(company="PT Lain Sekali").values
    assert (fresh["company_id"], fresh["company"]) == (None, "PT Lain Sekali")
    (fault,) = activity(company="PT Contoh Batubra Balangan").faults
    known, new = fault.suggestions
    assert activity(company=known).values["company_id"] == 1
    assert activity(company=new).values["company_id"] is None
    assert activity(company=new).values["company"] == "PT Contoh Batubra Balangan"


def test_bast_makes_a_finished_work_handed_over():
    assert activity(state="selesai", bast_number="1/BAST").values["state"] == "handed_over"
    assert "state" not in activity().values


def test_one_cell_with_both_counts_fills_both():
    outcome = activity(people="45 KK / 180 jiwa")
    assert (outcome.values["households"], outcome.values["people"]) == (45, 180)


def test_offer_of_a_range_and_of_several_places():
    cells = {"company": "PT Bank Contoh Kalimantan", "year": "2027", "services": "air minum, CTPS"}
    cells |= {"amount": "500 juta - 1 M", "regions": "Kec. Halong; Desa Juai"}
    values = said("offers", cells).values
    assert values["amount_kind"] == "range"
    assert (values["amount_min_rp"], values["amount_max_rp"]) == (500_000_000, 1_000_000_000)
    assert values["regions"] == ["63.11.02", "63.11.01.2003"]
    assert [values[f"for_{name}"] for name in ("water", "sanitation", "hygiene")] == [
        True,
        False,
        True,
    ]


def test_company_kind_comes_from_its_name_and_a_contact_must_be_reachable():
    outcome = said("companies", {"company": "Bank Lain", "contact_name": "Rina Contoh"})
    assert outcome.values["company_kind"] == "bank"
    assert faults(outcome).keys() == {"phone"}


def test_key_is_the_same_for_the_same_thing_however_written():
    same = activity(company="PT. CONTOH BATUBARA BALANGAN, Tbk", amount_rp="Rp 185.000.000,-")
    assert same.key == activity(village="Ds. Hauwai", district="Halong").key
    for cells in ({"amount_rp": "186 juta"}, {"year": "2024"}, {"village": "Kapul"}):
        assert activity(**cells).key != same.key


def test_key_does_not_change_when_a_new_company_was_registered():
    cells = {**ACTIVITY, "company": "PT. Lain Sekali"}
    before = said("activities", cells)
    known = type(companies())([type(companies().find("Contoh Batubara"))(7, "PT Lain Sekali")])
    after = understand("activities", cells, places=balangan(), companies=known, today=TODAY)
    assert after.values["company_id"] == 7
    assert after.key == before.key


def test_words_follow_the_language_of_whoever_reads_though_cells_are_remembered():
    first = activity(amount_rp="entah").faults[0].words
    with translation.override("en"):
        activity(amount_rp="entah")
    assert activity(amount_rp="entah").faults[0].words == first


@given(st.sampled_from(sorted(FIELDS)), st.dictionaries(st.integers(0, 30), st.text(max_size=25)))
def test_any_row_is_understood_or_blamed_and_ready_for_json(kind, texts):
    names = [field.name for field in FIELDS[kind]]
    outcome = said(kind, {names[place % len(names)]: text for place, text in texts.items()})
    json.dumps(outcome.values)
    assert all(fault.field in names and fault.words for fault in outcome.faults)
    assert len(outcome.key) == 64


def test_proposals_of_a_kabupaten_are_understood():
    sheets = table(files.proposals())
    assert [(kind, len(rows)) for kind, rows in sheets] == [
        ("needs", 30),
        ("needs", 20),
        ("needs", 10),
    ]
    faulty = [[(n, *faults(each)) for n, each in rows if each.faults] for _kind, rows in sheets]
    assert faulty == [
        [(13, "village"), (14, "village"), (28, "village"), (38, "village")],
        [],
        [(4, "estimate_rp"), (8, "village"), (9, "village")],
    ]
    water = dict(sheets[0][1])
    assert water[7].values["region"] == "63.11.02.2001"
    assert water[8].values["region"] == "63.11.02.2011"
    assert (water[10].values["households"], water[10].values["people"]) == (32, 128)
    assert len({each.key for _kind, rows in sheets for _n, each in rows}) == 60


def test_activities_of_companies_are_understood():
    sheets = table(files.activities())
    assert [(kind, len(rows)) for kind, rows in sheets] == [
        *(("activities", 40), ("activities", 40), ("", 0))
    ]
    old, new = dict(sheets[0][1]), dict(sheets[1][1])
    assert all(set(faults(each)) <= {"village"} for each in [*old.values(), *new.values()])
    assert old[5].values["amount_rp"] == 120_500_000
    assert {each.values["year"] for each in old.values()} == {2023, 2024}
    assert "amount_rp" not in old[7].values
    assert new[2].values["bast_on"] == "2025-01-12"
    assert len({each.key for each in [*old.values(), *new.values()]}) == 80

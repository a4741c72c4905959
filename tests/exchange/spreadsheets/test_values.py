"""Counts, years, percent, days, choices, telephone numbers, addresses: hand tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambung.exchange.spreadsheets import values
from sambung.exchange.spreadsheets.fields import choices
from sambung.exchange.spreadsheets.values import Wrong

WRONG = object()


def outcome_of(parse, text):
    """Return what a parser says, WRONG for a refusal."""
    said = parse(text)
    return WRONG if isinstance(said, Wrong) else said


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        ("heads", "120 KK", {"households": 120}),
        ("heads", "1.200 jiwa", {"people": 1200}),
        ("heads", "45 KK / 180 jiwa", {"households": 45, "people": 180}),
        ("heads", "45 KK (180 jiwa)", {"households": 45, "people": 180}),
        ("heads", "± 120", 120),
        ("heads", "1,200", 1200),
        ("heads", "120.0", 120),
        ("heads", "nihil", 0),
        ("heads", "?", None),
        ("heads", "12-15", WRONG),
        ("heads", "12/48", WRONG),  # offered as 12 KK / 48 jiwa
        ("heads", "banyak", WRONG),
        ("heads", "12,5", WRONG),
        ("heads", "99.999.999", WRONG),
        ("count", "3 unit", 3),
        ("count", "-5", WRONG),
        ("year", "2025", 2025),
        ("year", "TA 2025", 2025),
        ("year", "2025-03-01", 2025),
        ("year", "2024/2025", WRONG),
        ("year", "25", WRONG),
        ("year", "1250000", WRONG),
        ("percent", "12,5%", 12.5),
        ("percent", "12.5", 12.5),
        ("percent", "85 persen", 85.0),
        ("percent", "0.2", WRONG),
        ("percent", "120", WRONG),
        ("decimal", "7,5 tahun", 7.5),
        ("degrees", "-2,3178", -2.3178),
        ("degrees", "115.6612", 115.6612),
        ("degrees", "2°19'", WRONG),
        ("day", "12/03/2025", "2025-03-12"),
        ("day", "12-3-25", "2025-03-12"),
        ("day", "12.3.2025", "2025-03-12"),
        ("day", "12 Maret 2025", "2025-03-12"),
        ("day", "12-Mar-25", "2025-03-12"),
        ("day", "Rabu, 12 Maret 2025", "2025-03-12"),
        ("day", "2025-03-12 08:30", "2025-03-12"),
        ("day", "45728", "2025-03-12"),
        ("day", "Mar-25", "2025-03-01"),
        ("day", "03/2025", "2025-03-01"),
        ("last_day", "Feb-24", "2024-02-29"),
        ("day", "2025", WRONG),
        ("day", "31/02/2025", WRONG),
        ("day", "besok", WRONG),
        ("months", "Juli-September", [7, 8, 9]),
        ("months", "Nov - Feb", [1, 2, 11, 12]),
        ("months", "1, 2 dan 3", [1, 2, 3]),
        ("months", "triwulan III", [7, 8, 9]),
        ("months", "sepanjang tahun", []),
        ("months", "entah", WRONG),
        ("yes_no", "Ada", True),
        ("yes_no", "✓", True),
        ("yes_no", "belum ada", False),
        ("yes_no", "-", None),
        ("yes_no", "mungkin", WRONG),
        ("phone", "0812-3456-7890", "+6281234567890"),
        ("phone", "81234567890", "+6281234567890"),  # Excel took the zero
        ("phone", "WA: +62 812 3456 7890", "+6281234567890"),
        ("phone", "081234567890 / 081334567890", WRONG),
        ("phone", "nanti", WRONG),
        ("email", "mailto:CSR@Contoh.example", "csr@contoh.example"),
        ("email", "csr(at)contoh", WRONG),
    ],
)
def test_parsers_hand_table(parse, text, expected):
    assert outcome_of(getattr(values, parse), text) == expected


@pytest.mark.parametrize(
    ("closed", "text", "expected"),
    [
        ("SERVICES", "Air Bersih", "water"),
        ("SERVICES", "SAB", "water"),
        ("SERVICES", "PAM", "water"),
        ("SERVICES", "MCK", "sanitation"),
        ("SERVICES", "IPAL komunal", "sanitation"),
        ("SERVICES", "pengolahan air limbah", "sanitation"),
        ("SERVICES", "CTPS", "hygiene"),
        ("SERVICES", "air minum dan sanitasi", WRONG),
        ("SERVICES", "jembatan", WRONG),
        ("ACTIVITY_KINDS", "Pembangunan sumur bor", "borehole"),
        ("ACTIVITY_KINDS", "Perbaikan sumur bor", "water_repair"),
        ("ACTIVITY_KINDS", "dropping air bersih", "water_truck"),
        ("ACTIVITY_KINDS", "septic tank komunal", "wastewater"),
        ("ACTIVITY_STATES", "Sudah BAST", "handed_over"),
        ("ACTIVITY_STATES", "selesai, belum BAST", "built"),
        ("ACTIVITY_STATES", "on progress", "running"),
        ("GIVING_WAYS", "hibah barang", "goods"),
        ("GIVING_WAYS", "Hibah", "money"),
        ("GIVING_WAYS", "uang tunai", "money"),
        ("GIVING_WAYS", "bangun sendiri", "builds"),
        ("ANSWERS", "tidak berfungsi", "no"),
        ("ANSWERS", "rusak ringan", "partly"),
        ("ANSWERS", "berfungsi baik", "yes"),
        ("LAND_LETTERS", "surat hibah", "grant"),
    ],
)
def test_choices_understand_the_words_of_offices(closed, text, expected):
    assert outcome_of(values.choice_of(getattr(choices, closed)), text) == expected


def test_choice_misspelt_is_suggested_not_taken():
    outcome = values.choice_of(choices.SERVICES)("sanitsi")
    assert isinstance(outcome, Wrong)
    assert outcome.suggestions[0] == "sanitasi"


def test_text_too_long_is_offered_cut_at_a_word():
    outcome = values.text_of(20)("Pembangunan sarana air bersih")
    assert isinstance(outcome, Wrong)
    assert outcome.suggestions == ("Pembangunan sarana…",)


@given(st.dates(min_value=date(1971, 1, 1), max_value=date(2049, 12, 31)))
def test_day_written_in_any_form_reads_back(day):
    forms = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%y", "%d %B %Y", "%d-%b-%y"]
    serial = str((day - date(1899, 12, 30)) // timedelta(days=1))
    for text in [*(f"{day:{form}}" for form in forms if day.year >= 2000), serial]:
        assert values.day(text) == day.isoformat(), text


@given(
    st.text(max_size=30), st.sampled_from(sorted(set(values.__all__) & {"heads", "day", "months"}))
)
def test_parsers_never_break_on_any_text(text, name):
    getattr(values, name)(text)

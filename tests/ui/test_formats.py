from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from sambung.ui import formats


@pytest.mark.parametrize(
    ("value", "full", "words"),
    [
        (0, "Rp0", "Rp0"),
        (999, "Rp999", "Rp999"),
        (75_000, "Rp75.000", "Rp75 ribu"),
        (589_400, "Rp589.400", "Rp589 ribu"),
        (245_000_000, "Rp245.000.000", "Rp245 juta"),
        (999_999_999, "Rp999.999.999", "Rp1 miliar"),
        (1_250_000_000, "Rp1.250.000.000", "Rp1,25 miliar"),
        (10**15, "Rp1.000.000.000.000.000", "Rp1.000 triliun"),
        (-5_000_000, "−Rp5.000.000", "−Rp5 juta"),
        (None, "belum diketahui", "belum diketahui"),
    ],
)
def test_money_in_indonesian_reads_as_people_write_it(value, full, words):
    assert formats.rupiah(value) == full
    assert formats.rupiah_words(value) == words


def test_money_in_english_swaps_separators_and_words():
    with translation.override("en"):
        assert formats.rupiah(1_250_000_000) == "Rp1,250,000,000"
        assert formats.rupiah_words(1_250_000_000) == "Rp1.25 billion"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0 orang"),
        (9_999, "9.999 orang"),
        (851_234, "851 ribu orang"),
        (999_600, "1,0 juta orang"),
        (6_000_000, "6,0 juta orang"),
        (47_712_345, "47,7 juta orang"),
        (None, "belum ada data"),
    ],
)
def test_count_words_keep_one_decimal_of_a_million(value, words):
    assert formats.count_words(value, "orang") == words


def test_count_none_says_no_data_and_zero_stays_zero():
    assert formats.count(None, "KK") == "belum ada data"
    assert formats.count(0, "KK") == "0 KK"


@pytest.mark.parametrize(
    ("value", "words"),
    [(12.5, "12,5%"), (26, "26%"), (0.04, "0%"), (99.95, "100%"), (None, "belum ada data")],
)
def test_percent_rounds_half_up_and_drops_empty_decimals(value, words):
    assert formats.percent(value) == words


def test_percent_below_zero_that_rounds_to_zero_carries_no_sign():
    assert formats.percent(-0.04) == "0%"


def test_dates_follow_the_language():
    day = date(2021, 5, 25)
    assert formats.full_date(day) == "25 Mei 2021"
    assert formats.short_date(day) == "25 Mei"
    assert formats.month_year(day) == "Mei 2021"
    assert formats.weekday(day) == "Selasa"
    assert formats.full_date(None) == "belum ada data"
    with translation.override("en"):
        assert formats.full_date(day) == "25 May 2021"
        assert formats.weekday(day) == "Tuesday"


def test_clock_shows_the_zone_of_the_site():
    moment = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
    assert formats.clock(moment) == "09.42 WITA"
    assert formats.date_clock(moment) == "23 November 2026, 09.42 WITA"
    with translation.override("en"):
        assert formats.clock(moment) == "09:42 WITA"


def test_date_of_an_aware_moment_is_the_local_day():
    assert formats.full_date(datetime(2026, 11, 22, 20, 0, tzinfo=UTC)) == "23 November 2026"


def test_distance_changes_to_kilometres_at_one_thousand_metres():
    assert formats.distance(850) == "850 m"
    assert formats.distance(1234) == "1,2 km"
    assert formats.distance(None) == "belum ada data"

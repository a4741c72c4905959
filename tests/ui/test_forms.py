from contextlib import suppress
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sambung.ui import formats
from sambung.ui.forms import (
    LARGEST_RP,
    AngkaField,
    PersenField,
    PhoneField,
    RupiahField,
    YearField,
    parse_rupiah,
)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        ("Rp1,25 miliar", 1_250_000_000),
        ("Rp 1.250.000,00", 1_250_000),
        ("rp. 1.250.000,-", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1,250", 1_250),
        ("245 juta", 245_000_000),
        ("1.25 juta", 1_250_000),
        ("1.250 juta", 1_250_000_000),
        ("75 rb", 75_000),
        ("Rp1.25 billion", 1_250_000_000),
        (" 0 ", 0),
    ],
)
def test_parse_rupiah_ways_people_write_gives_whole_rupiah(typed, amount):
    assert parse_rupiah(typed) == amount


@pytest.mark.parametrize(
    "typed", ["abc", "5 M", "12-3", "1.2.3", "Rp", "1.25.000", "--5", "1e9", "٣", "²"]
)
def test_parse_rupiah_unreadable_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match=r"1\.250\.000"):
        parse_rupiah(typed)


@pytest.mark.parametrize(
    ("typed", "code"), [("-5", "negative"), ("−5", "negative"), ("1,5", "fraction")]
)
def test_parse_rupiah_negative_or_fraction_is_refused(typed, code):
    with pytest.raises(ValidationError) as refusal:
        parse_rupiah(typed)
    assert refusal.value.code == code


@given(st.integers(0, LARGEST_RP))
def test_parse_rupiah_reads_back_what_the_site_prints(amount):
    assert parse_rupiah(formats.rupiah(amount)) == amount
    assert parse_rupiah(str(amount)) == amount


@given(st.text(max_size=40))
def test_parse_rupiah_any_text_gives_an_amount_or_a_refusal(typed):
    with suppress(ValidationError):
        assert parse_rupiah(typed) >= 0


def test_rupiah_field_absurd_amount_is_refused_naming_the_bound():
    with pytest.raises(ValidationError, match="Paling banyak"):
        RupiahField().clean("10.000.000.000.000.000")
    with pytest.raises(ValidationError, match=r"Paling sedikit Rp1\.000\.000"):
        RupiahField(min_value=1_000_000).clean("5")


def test_rupiah_field_empty_is_none_only_when_not_required():
    assert RupiahField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        RupiahField().clean("")


def test_rupiah_field_same_amount_written_otherwise_has_not_changed():
    assert not RupiahField().has_changed(1_250_000, "Rp1,25 juta")
    assert RupiahField().has_changed(1_250_000, "apa")


@pytest.mark.parametrize(
    ("typed", "count"),
    [("142", 142), ("1.250", 1250), ("1,250", 1250), ("1 250", 1250), ("", None)],
)
def test_angka_field_counts_read(typed, count):
    assert AngkaField(required=False).clean(typed) == count


@pytest.mark.parametrize("typed", ["banyak", "-1", "1,5", "1.5", "10000000000"])
def test_angka_field_what_is_no_count_is_refused(typed):
    with pytest.raises(ValidationError):
        AngkaField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "share"), [("12,5", "12.50"), ("12.5%", "12.50"), ("100", "100.00")]
)
def test_persen_field_reads_comma_and_point(typed, share):
    assert PersenField().clean(typed) == Decimal(share)


@pytest.mark.parametrize("typed", ["101", "-1", "banyak"])
def test_persen_field_outside_or_unreadable_is_refused(typed):
    with pytest.raises(ValidationError):
        PersenField().clean(typed)


@pytest.mark.parametrize("typed", ["0812 3456 7890", "+62 812-3456-7890", "62 812 3456 7890"])
def test_phone_field_one_number_has_one_form(typed):
    assert PhoneField().clean(typed) == "+6281234567890"


@pytest.mark.parametrize("typed", ["12", "telepon", "0812345678901234567"])
def test_phone_field_impossible_number_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)


class Wrong(forms.Form):
    fee_rp = RupiahField(label="Berapa?", min_value=1)
    name = forms.CharField(label="Nama")


def test_form_wrong_input_keeps_what_was_typed_and_ties_the_error_to_its_field():
    page = str(Wrong({"fee_rp": "lima", "name": ""}))
    assert 'value="lima"' in page
    assert 'aria-describedby="id_fee_rp_error"' in page
    assert 'href="#id_name"' in page
    assert "Berapa? Jumlah ini belum terbaca" in page


def test_form_number_is_shown_with_its_separators():
    assert 'value="1.250.000"' in str(Wrong(initial={"fee_rp": 1_250_000}))


def test_year_is_shown_as_it_is_and_read_as_any_count():
    class Aged(forms.Form):
        year = YearField(min_value=1990, max_value=2100)

    assert 'value="2026"' in str(Aged(initial={"year": 2026}))
    assert YearField().clean("2.026") == 2026

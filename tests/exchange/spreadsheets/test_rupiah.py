"""Rupiah in every form people type reads back; what is doubtful is asked, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambung.exchange.spreadsheets.values import Wrong, rupiah, rupiah_range, small_rupiah

AMOUNTS = st.integers(min_value=1_000_000, max_value=10**14)


def dotted(amount: int, mark: str = ".") -> str:
    return f"{amount:,}".replace(",", mark)


FORMS = [
    lambda n: str(n),
    lambda n: f"{n}.0",
    lambda n: dotted(n),
    lambda n: dotted(n, ","),
    lambda n: dotted(n, " "),
    lambda n: f"Rp {dotted(n)}",
    lambda n: f"Rp{dotted(n)},-",
    lambda n: f"Rp. {dotted(n)},00",
    lambda n: f"rp {dotted(n)}.-",
    lambda n: f"IDR {dotted(n, ',')}.00",
    lambda n: f"{dotted(n)} rupiah",
    lambda n: f"± Rp {dotted(n)}",
    lambda n: f"Rp\xa0{dotted(n)}",
    lambda n: f"Rp{dotted(n)} (sekian rupiah)",
    lambda n: f"{n / 10**6:.6f} juta".replace(".", ","),
    lambda n: (
        f"{n / 10**6:.6f}".rstrip("0").rstrip(".") + "0000 jt" if n % 10**6 else f"{n // 10**6} jt"
    ),
]


@given(AMOUNTS, st.sampled_from(range(len(FORMS))))
def test_rupiah_written_in_any_form_reads_back(amount, form):
    if form >= 14:
        amount = amount % 10**11 + 10**6  # floats hold these with all their digits
    assert rupiah(FORMS[form](amount)) == amount


@given(st.integers(1, 999), st.integers(1, 99))
def test_rupiah_in_miliar_reads_back_with_comma_and_point(whole, cents):
    amount = whole * 10**9 + cents * 10**7
    for mark in ",.":
        for word in ("M", "miliar", "milyar", " Milyar", " M."):
            assert rupiah(f"{whole}{mark}{cents:02d} {word}") == amount


@given(st.text(max_size=40))
def test_rupiah_never_breaks_on_any_text(text):
    outcome = rupiah(text)
    assert outcome is None or isinstance(outcome, Wrong) or outcome >= 0


@given(st.integers(1_000, 999_999_999))
def test_small_rupiah_takes_a_fee_as_written(amount):
    assert small_rupiah(dotted(amount)) == amount
    assert small_rupiah(f"Rp {dotted(amount)},-") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp 1.250.000,-", 1_250_000),
        ("Rp1.250.000.000,00", 1_250_000_000),
        ("1,25 M", 1_250_000_000),
        ("1.25 milyar", 1_250_000_000),
        ("1,250 M", 1_250_000_000),
        ("1.250 juta", 1_250_000_000),
        ("750 jt", 750_000_000),
        ("750jt.", 750_000_000),
        ("500rb", 500_000),
        ("1 M 250 jt", 1_250_000_000),
        ("0,5 M", 500_000_000),
        ("1250000", 1_250_000),
        ("1.25E+9", 1_250_000_000),
        ("333333333.3333", 333_333_333),
        ("Rp 500.000", 500_000),
        ("0", 0),
        ("nihil", 0),
        ("", None),
        ("-", None),
        ("belum diketahui", None),
    ],
)
def test_rupiah_hand_table(text, amount):
    assert rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("1.250", ("Rp1.250,00", "1250 juta")),
        ("750.000", ("Rp750.000", "750000 ribu")),
        ("1.25", ("1,25 juta", "1,25 miliar")),
        ("750", ("750 juta",)),
        ("1.250 M", ("1,25 miliar", "1250 miliar")),
        ("1,250 juta", ("1,25 juta", "1250 juta")),
        ("-5.000.000", ()),
        ("(5.000.000)", ()),
        ("lima ratus juta", ()),
        ("500 juta 1 miliar", ()),
        ("9.999.999.999.999.999.999", ()),
        ("٣٤٥٠٠٠٠", ()),
    ],
)
def test_rupiah_doubtful_or_unreadable_asks_with_its_readings(text, suggestions):
    outcome = rupiah(text)
    assert isinstance(outcome, Wrong)
    assert outcome.suggestions == suggestions
    assert text in outcome.words
    for each in suggestions:
        assert isinstance(rupiah(each), int), each


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("500 juta - 1 M", {"min": 500_000_000, "max": 1_000_000_000}),
        ("500-750 jt", {"min": 500_000_000, "max": 750_000_000}),
        ("Rp 500.000.000 s.d. Rp 1.000.000.000", {"min": 500_000_000, "max": 1_000_000_000}),
        ("750 jt", 750_000_000),
        ("Rp 5.000.000,-", 5_000_000),
        ("", None),
    ],
)
def test_rupiah_range_hand_table(text, outcome):
    assert rupiah_range(text) == outcome

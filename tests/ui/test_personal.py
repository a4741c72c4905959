import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from sambung.ui import formats, personal
from sambung.ui.forms import Form, RupiahField


class NoteForm(Form):
    note = forms.CharField(required=False)
    amount = RupiahField(required=False)


@pytest.mark.parametrize(
    "text",
    [
        "6311024107900001",
        "Pak Ahmad 6311022007900001, RT 02",
        "6311 0220 0790 0001",
        "6311-0220-0790-0001",
        "631102 200790 0001",
        "63.11.02.200790.0001",
        "63.11.02.20.07.90.0001",
        "NIK: 1234567890123456",
        "no. KK 9999999999999999",
    ],
)
def test_identity_number_in_finds_each_way_of_writing(text):
    found = personal.identity_number_in(text)
    assert found and len(found) == 16
    assert found not in personal.refusal(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "63.11.02.2007",
        "6311022007",
        "Rp6.311.022.007.900.001",
        "1.250.000.000.000.000",
        "0812 3456 7890 1234",
        "+6281234567890",
        "115.4567890123456",
        "-2.3411024107900001",
        "600.1/123/Bappeda/2026",
        "63110220079000011",
        "6311029907900001",
        "6311022013900001",
        "0011022007900001",
    ],
)
def test_identity_number_in_leaves_other_numbers_alone(text):
    assert personal.identity_number_in(text) is None


@given(st.integers(0, 10**15))
def test_identity_number_in_never_hits_an_amount_as_the_site_writes_it(amount):
    assert personal.identity_number_in(formats.rupiah(amount)) is None


def test_form_with_an_identity_number_is_refused_beside_its_field_and_keeps_the_rest():
    form = NoteForm({"note": "KTP Siti 6311024107900001", "amount": "1.250.000"})
    assert not form.is_valid()
    assert list(form.errors) == ["note"]
    assert "NIK" in form.errors["note"][0]
    assert "6311024107900001" not in form.errors["note"][0]
    assert form.cleaned_data["amount"] == 1_250_000
    assert NoteForm({"note": "47 KK, 142 orang", "amount": ""}).is_valid()

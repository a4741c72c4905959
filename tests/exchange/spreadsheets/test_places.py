"""A place is taken when it is certain; else what may be meant is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambung.exchange.spreadsheets.places import Place
from tests.exchange.worlds import balangan, companies, place_rows

HAUWAI = "63.11.02.2001"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("Hauwai",), HAUWAI),
        (("  HAUWAI ",), HAUWAI),
        (("Ds. Hauwai", "Kec. Halong"), HAUWAI),
        (("Desa Hauwai, Kec. Halong",), HAUWAI),
        (("Hauwai (Halong)",), HAUWAI),
        (("Hauwai - Halong",), HAUWAI),
        (("Hauwai", "Halog"), HAUWAI),
        (("", "", "63.11.02.2001"), HAUWAI),
        (("", "", "6311022001"), HAUWAI),
        (("", "", "631122001"), HAUWAI),  # Excel took the zeros
        (("", "", "63.11.2.2001"), HAUWAI),
        (("Hauwai, Kec. Halong (63.11.02.2001)", "Juai"), HAUWAI),
        (("Sei Ketapi",), "63.11.06.2038"),
        (("S. Ketapi",), "63.11.06.2038"),
        (("Sungai Pumpung",), "63.11.03.2022"),  # listed as Sei
        (("JU`UH",), "63.11.08.2004"),
        (("Batu Mandi",), "63.11.04.2005"),  # listed as Batumandi
        (("Kel. Paringin Kota",), "63.11.06.1023"),
        (("Galumbang", "Juai"), "63.11.01.2006"),
        (("", "Kecamatan Halong"), "63.11.02"),
        (("Kec. Halong",), "63.11.02"),
        (("Kabupaten Balangan",), "63.11"),
        (("Halong",), "63.11.02.2005"),  # the village, unless the kind is said
    ],
)
def test_find_takes_what_is_certain(asked, code):
    found = balangan().find(*asked)
    assert isinstance(found, Place)
    assert found.code == code


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (("Hauai",), HAUWAI),
        (("Hauai", "Halong"), HAUWAI),
        (("Hauwai", "Juai"), HAUWAI),  # in another kecamatan
        (("Kapul", "", HAUWAI), HAUWAI),  # code and name disagree
        (("Galumbang",), "63.11.01.2006"),  # two kecamatan have one
        (("Gn. Riut",), "63.11.02.2010"),
    ],
)
def test_find_suggests_what_is_not_certain_and_each_suggestion_is_exact(asked, first):
    found = balangan().find(*asked)
    assert isinstance(found, list)
    assert found[0].place.code == first
    for each in found:
        again = balangan().find(each.text, "Tebing Tinggi")
        assert isinstance(again, Place)
        assert again.code == each.place.code


def test_find_says_both_villages_of_one_name():
    assert [each.place.parent_name for each in balangan().find("Galumbang")] == [
        *("Juai", "Paringin Selatan")
    ]


def test_find_knows_nothing_of_strangers():
    assert balangan().find("Zzyzx") == []
    assert balangan().find("", "", "99.99.99.9999") == []


@given(st.sampled_from([row for row in place_rows() if row.code.count(".") == 3]))
def test_find_by_name_and_kecamatan_finds_every_village(row):
    above = next(each.name for each in place_rows() if each.code == row.parent_code)
    for asked in [
        (f"Desa {row.name.upper()}", f"Kec. {above}"),
        ("", "", row.code.replace(".", "")),
    ]:
        found = balangan().find(*asked)
        assert isinstance(found, Place)
        assert found.code == row.code


@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_find_never_breaks_on_any_text(village, district, code):
    balangan().find(village, district, code)


@pytest.mark.parametrize(
    "text",
    [
        *("PT. Contoh Batubara Balangan, Tbk", "CONTOH BATUBARA BALANGAN", "Contoh Batubara"),
        *("Contoh Batubara Balangan, PT", "PT Contoh  Batubara Balangan (Persero)"),
    ],
)
def test_company_is_found_whatever_its_legal_form(text):
    assert companies().find(text).id == 1


def test_company_nearly_alike_is_suggested_and_a_new_one_is_new():
    (near,) = companies().find("PT Contoh Batubra Balangan")
    assert near.company.id == 1
    assert companies().find("PT Lain Sekali") == []
    assert companies().find("baru: PT Contoh Batubra Balangan") == []

"""Templates as data: what is shipped can be used, and what is wrong is said in words."""

from datetime import date

import pytest

from sambung.partnerships.lifecycle import wording
from sambung.partnerships.lifecycle.agreements import party_call
from sambung.partnerships.lifecycle.comparing import pair
from sambung.partnerships.lifecycle.wording import Facts, WordingRefused, fill, findings, gaps_in
from sambung.partnerships.models import AgreementKind
from sambung.partnerships.queries.agreement_facts import day_in_words, joined, rupiah_in_words

GOOD = {
    "title": "PERJANJIAN",
    "opening": ["{para_pihak}"],
    "clauses": [{"heading": "WAKTU", "text": "Berlaku {jangka_waktu}."}],
    "closing": ["Demikian."],
}


def test_every_kind_has_a_shipped_template_without_findings():
    assert set(wording.shipped()) == set(AgreementKind.values)
    for content in wording.shipped().values():
        assert findings(content) == []


def test_village_agreement_has_its_eight_parts():
    assert len(wording.shipped()["desa"]["clauses"]) == 8


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closing": ["Di {kabupatn}."]}, "Penutup memakai isian {kabupatn} yang tidak ada."),
        ({"closing": ["Di {kabupatn}."]}, "Maksudnya {kabupaten}?"),
        ({"clauses": []}, "belum mempunyai pasal"),
        ({"clauses": [{"heading": "X"}]}, "Pasal 1 harus mempunyai judul dan isi"),
        ({"clauses": [{"heading": "X", "text": "y" * 9000}]}, "terlalu panjang"),
        ({"title": ""}, "Judul templat belum ada"),
        ({"opening": "teks"}, "harus berupa daftar paragraf"),
        ({"annexes": ["lain"]}, "Lampiran “lain” tidak dikenal"),
        ({"clausess": []}, "Maksudnya “clauses”?"),
        ({"closing": ["{tempat"]}, "kurung kurawal"),
    ],
)
def test_fault_is_said_in_words(changes, words):
    found = findings(GOOD | changes)
    assert any(words in line for line in found), found
    with pytest.raises(WordingRefused):
        wording.parse(GOOD | changes)


def test_anything_else_is_no_template():
    assert findings([]) != []
    assert findings(GOOD) == []


def test_unknown_facts_become_named_gaps_and_never_guesses():
    filled = fill("Di {desa}, {mulai}.", Facts({"desa": "Desa Hauwai"}))
    assert filled.startswith("Di Desa Hauwai, [tanggal mulai:")
    assert gaps_in(filled) == ["tanggal mulai"]


def test_official_forms():
    assert party_call(1) == "PIHAK KESATU"
    assert party_call(2) == "PIHAK KEDUA"
    assert party_call(12) == "PIHAK KEDUA BELAS"
    assert joined(["A", "B", "C"]) == "A, B, dan C"
    assert rupiah_in_words(1_500_000) == "Rp1.500.000 (satu juta lima ratus ribu rupiah)"
    assert day_in_words(date(2026, 11, 24)) == (
        "Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam (24-11-2026)"
    )


def test_changed_words_are_marked_on_both_sides():
    both = pair("", "Berlaku tiga tahun.", "Berlaku lima tahun.")
    assert [p.text.strip() for p in both.before if p.is_changed] == ["tiga"]
    assert [p.text.strip() for p in both.after if p.is_changed] == ["lima"]
    assert pair("", "sama", "sama").is_same

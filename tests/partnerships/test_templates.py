"""Roads as data: the shipped ones, and what a road may not say."""

import copy

import pytest

from sambung.partnerships.lifecycle import (
    FACTS,
    SHIPPED,
    TemplateFault,
    content_of,
    findings,
    parse,
)
from sambung.partnerships.models import Road, Stage


def content(road=Road.SHORT):
    """Return what the shipped road looks like when it is stored."""
    return copy.deepcopy(content_of(SHIPPED[road]))


@pytest.mark.parametrize("road", Road.values)
def test_shipped_roads_are_read_back_as_they_are(road):
    assert findings(content(road)) == []
    assert parse(content(road)) == SHIPPED[road]


def test_full_road_has_the_twelve_and_asks_for_every_fact():
    full = SHIPPED[Road.FULL]
    assert full.keys == tuple(Stage)
    asked = {need.key for stage in full.stages for need in stage.needs if need.kind == "fact"}
    assert asked == set(FACTS)


def test_short_road_has_no_memorandum_and_every_critical_duty():
    short = SHIPPED[Road.SHORT]
    assert Stage.MOU not in short.keys
    assert len(short.duties) == 18
    assert sum(duty.is_critical for duty in short.duties) == 8


def test_stages_follow_and_precede_also_for_one_that_is_not_on_the_road():
    short = SHIPPED[Road.SHORT]
    assert short.after(Stage.PROPOSAL)[0] == Stage.INTEREST
    assert short.before(Stage.PROPOSAL) == (Stage.DATA,)
    assert short.after(Stage.MOU)[0] == Stage.AGREEMENT
    assert short.before(Stage.MOU)[-1] == Stage.INTEREST
    assert short.label_of(Stage.MOU) == "Kesepakatan"


def changed(path, value):
    """Return the short road with one value changed."""
    road = content()
    *way, last = path
    at = road
    for step in way:
        at = at[step]
    at[last] = value
    return road


FIRST = ("stages", 0)
FAULTS = [
    ((*FIRST, "key"), "rapat", "Tahap “rapat” tidak dikenal"),
    ((*FIRST, "key"), "usulan", "Usulan tertulis dua kali"),
    ((*FIRST, "label"), "x" * 41, "paling panjang 40 huruf"),
    ((*FIRST, "days"), 0, "antara 1 dan 3650 hari"),
    ((*FIRST, "days"), True, "antara 1 dan 3650 hari"),
    ((*FIRST, "closers"), [], "Pilih siapa yang boleh menutup"),
    ((*FIRST, "closers"), ["bupati"], "“bupati” tidak dikenal"),
    ((*FIRST, "needs"), [{"kind": "document", "key": "foto"}], "Syarat “foto” di tahap Data"),
    ((*FIRST, "needs"), [{"kind": "fact", "key": "paid"}], "Syarat “paid” di tahap Data"),
    ((*FIRST, "needs"), [{"kind": "approval", "key": "camat"}], "Syarat “camat”"),
    ((*FIRST, "needs"), [{"kind": "vote", "key": "camat"}], "Syarat “camat”"),
    ((*FIRST, "needs"), [{"kind": "document", "key": "profil"}] * 2, "tertulis dua kali"),
    ((*FIRST, "needs"), "profil", "tidak terbaca"),
    (("stages", 5, "key"), "rkm", "tanpa tahap Serah terima"),
    (("duties", 0, "key"), "Data!", "Kunci peran"),
    (("duties", 0, "key"), "land", "“land” tertulis dua kali"),
    (("duties", 0, "key"), "pump", "Tulis pertanyaan untuk peran “pump”"),
    (("duties", 0, "group"), "rapat", "Kelompok peran “data”"),
    (("duties", 0, "stages"), ["rapat"], "Tahap “rapat” pada peran “data”"),
    (("duties", 0, "usual"), [["kerajaan"]], "Jenis pihak yang lazim"),
    (("format",), 9, "Bentuk isi jalur"),
    (("stages",), "data", "daftar tahap dan daftar peran"),
]


@pytest.mark.parametrize(("path", "value", "words"), FAULTS)
def test_a_road_that_cannot_be_read_says_why(path, value, words):
    road = changed(path, value)
    assert any(words in found for found in findings(road)), findings(road)
    with pytest.raises(TemplateFault) as fault:
        parse(road)
    assert fault.value.findings == findings(road)


def test_what_is_no_road_at_all_says_so():
    assert findings([]) == ["Isi jalur bukan susunan tahap dan peran."]


def test_works_handover_and_operation_keep_their_order():
    road = content()
    road["stages"][4], road["stages"][5] = road["stages"][5], road["stages"][4]
    assert findings(road) == ["Konstruksi, serah terima, lalu operasi: urutannya tetap."]


def test_own_names_and_own_approvals_are_kept():
    road = changed((*FIRST, "label"), "Pendataan")
    road["stages"][0]["needs"] = [{"kind": "approval", "key": "camat", "label": "diketahui camat"}]
    road["duties"][0]["stages"] = ["data"]
    read = parse(road)
    assert read.label_of(Stage.DATA) == "Pendataan"
    assert read.stages[0].needs[0].label == "diketahui camat"
    assert read.duties[0].stages == (Stage.DATA,)
    assert parse(content_of(read)) == read

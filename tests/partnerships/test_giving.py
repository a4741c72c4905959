"""Contribution rules, gift words, declarations, notes: what warns, what is said, what is kept."""

from decimal import Decimal

import pytest

from sambung.core.access import SYSTEM, Conflict, Refused
from sambung.core.models import Entry
from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.models import ContributionRule
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def pamsimas():
    return ContributionRule.objects.get_or_create(
        name=lifecycle.PAMSIMAS_NAME,
        defaults={"parts": lifecycle.PAMSIMAS_PARTS, "source": lifecycle.PAMSIMAS_SOURCE},
    )[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Honor panitia dan uang  saku", ["honor", "uang saku"]),
        ("perjalanan dinas ke Bali, tiket pesawat", ["perjalanan dinas", "tiket"]),
        ("PARSEL dan bingkisan", ["parsel", "bingkisan"]),
        ("success fee 2%", ["success fee"]),
        ("komisioning pompa, koffee, honorius, pipa tiketing", []),
        ("", []),
    ],
)
def test_gift_like_words_are_noted(text, found):
    assert rules.gratification_words(text) == found
    assert bool(rules.gift_note(text)) is bool(found)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "sedikitnya satu"),
        ("x", "sedikitnya satu"),
        ([{"label": "a", "sides": ["mars"], "percent": 1}], "pemberi yang dikenal"),
        ([{"label": "a", "sides": ["village"], "percent": "banyak"}], "angka"),
        ([{"label": "a", "sides": ["village"], "percent": "NaN"}], "antara 0 dan 100"),
        ([{"label": "a", "sides": ["village"], "percent": 1, "fee": 2}], "tidak dikenal"),
        ([{"label": "a", "sides": ["village"], "percent": 1, "bound": "x"}], "Batas"),
        (
            [
                {"label": "a", "sides": ["village"], "percent": 60},
                {"label": "b", "sides": ["village"], "percent": 5},
            ],
            "sumbangan yang sama",
        ),
        (
            [
                {"label": "a", "sides": ["village"], "percent": 60},
                {"label": "b", "sides": ["region"], "percent": 50},
            ],
            "lebih dari 100",
        ),
    ],
)
def test_a_rule_that_does_not_fit_is_refused_in_words(parts, words):
    with pytest.raises(lifecycle.BadRule, match=words):
        lifecycle.parse_parts(parts)


def test_desk_keeps_its_own_rule_and_not_anothers(cast):
    parts = [{"label": "Desa", "sides": ["village"], "kinds": [], "percent": "10"}]
    given = {"name": "Perbup", "parts": parts, "source": "", "by": cast.actor(cast.ayu)}
    rule = actions.save_rule(organisation=cast.bappeda, **given)
    assert rule.region_id == "63.11"
    with pytest.raises(Refused):
        actions.save_rule(
            organisation=cast.other_bappeda, rule=rule, **given | {"by": cast.actor(cast.eka)}
        )
    with pytest.raises(Refused):
        actions.save_rule(organisation=cast.company, **given | {"by": cast.actor(cast.citra)})
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.save_rule(organisation=cast.bappeda, rule=rule, version=9, **given)
    with pytest.raises(Conflict, match="sedikitnya"):
        actions.save_rule(organisation=cast.bappeda, **given | {"parts": []})


def test_rule_warns_and_never_blocks(cast):
    partnership = opened(cast)
    actions.choose_rule(partnership=partnership, rule=pamsimas(), by=cast.actor(cast.ayu))
    held = queries.rule_held(partnership, queries.contribution_rows(partnership))
    assert [part.part.label for part in held.parts][0].startswith("BLM")
    assert held.findings
    actions.choose_rule(partnership=partnership, rule=None, by=cast.actor(cast.ayu))
    assert queries.rule_held(partnership, []) is None


def test_rule_of_another_region_or_by_another_is_refused(cast):
    partnership = opened(cast)
    rule = ContributionRule.objects.create(
        name="Tabalong", region_id="63.09", parts=lifecycle.PAMSIMAS_PARTS
    )
    with pytest.raises(Refused, match="daerah lain"):
        actions.choose_rule(partnership=partnership, rule=rule, by=cast.actor(cast.ayu))
    with pytest.raises(Refused):
        actions.choose_rule(partnership=partnership, rule=pamsimas(), by=cast.actor(cast.citra))
    assert rule not in queries.rules_for(partnership)


@pytest.mark.parametrize(
    ("bound", "share", "kept"),
    [("least", 9, False), ("least", 10, True), ("most", 11, False), ("about", 14, True)],
)
def test_bounds(bound, share, kept):
    part = lifecycle.RulePart("a", frozenset(["village"]), frozenset(), Decimal(10), bound)
    assert part.is_kept(Decimal(share)) is kept


def test_declaration_is_made_withdrawn_and_stays(cast):
    partnership = opened(cast)
    given = {"partnership": partnership, "kind": "vendor", "text": "satu grup"}
    with pytest.raises(Refused):
        actions.declare(organisation=cast.company, by=cast.actor(cast.gani), **given)
    with pytest.raises(Conflict):
        actions.declare(
            organisation=cast.company, by=cast.actor(cast.citra), **given | {"text": " "}
        )
    row = actions.declare(organisation=cast.company, by=cast.actor(cast.citra), **given)
    with pytest.raises(Refused):
        actions.withdraw_declaration(declaration=row, by=cast.actor(cast.gani))
    actions.withdraw_declaration(declaration=row, by=cast.actor(cast.citra))
    assert queries.declarations_of(partnership)[0].withdrawn_at is not None


def test_note_is_read_by_its_own_house_alone(cast):
    partnership = opened(cast)
    note = actions.write_note(
        partnership=partnership,
        organisation=cast.company,
        text="anggaran menipis",
        by=cast.actor(cast.citra),
    )
    assert queries.notes_of(partnership, cast.actor(cast.citra)) == [note]
    assert queries.notes_of(partnership, cast.actor(cast.ayu)) == []
    assert Entry.objects.get(verb="note.written").scope_label == "partnerships.privatenote"
    with pytest.raises(Refused):
        actions.remove_note(note=note, by=cast.actor(cast.ayu))
    with pytest.raises(Refused):
        actions.write_note(
            partnership=partnership, organisation=cast.company, text="x", by=cast.actor(cast.ayu)
        )
    actions.remove_note(note=note, by=cast.actor(cast.citra))
    assert queries.notes_of(partnership, cast.actor(cast.citra)) == []


def test_system_may_not_speak_for_a_desk(cast):
    assert rules.desk_ids(SYSTEM) == []

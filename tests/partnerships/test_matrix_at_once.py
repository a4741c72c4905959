"""Two parties change one cell at the same moment: one change stands, the other is told."""

import pytest

from sambung.core.models import Entry
from sambung.partnerships import actions, queries
from sambung.partnerships.models import RaciCell, Responsibility, Stage, TargetProfile
from tests.cast import make_cast
from tests.parties.test_at_once import at_once
from tests.partnerships.world import opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def world():
    cast = make_cast()
    partnership = opened(cast)
    parties = {party.organisation_id: party for party in partnership.parties.all()}
    return cast, partnership, parties


def test_two_parties_changing_one_cell_at_once():
    cast, partnership, parties = world()
    rows = [Responsibility.objects.get(partnership=partnership, key="capital") for _each in "12"]
    seen = queries.seen_of(rows[0], [])

    def propose(row, who, letter):
        return lambda: actions.propose_letter(
            responsibility=row,
            stage=Stage.CONSTRUCTION,
            party=parties[who.pk],
            letter=letter,
            ground="",
            by=cast.actor(cast.ayu),
            seen=seen,
        )

    ends = at_once(propose(rows[0], cast.village, "A"), propose(rows[1], cast.bappeda, "A"))
    assert ends == ["Conflict", "done"]
    cells = RaciCell.objects.filter(responsibility=rows[0])
    assert sorted(cell.letter for cell in cells) == ["A", "A", "R"]
    assert Entry.objects.filter(verb__startswith="raci.").count() == 1


def test_letter_accepted_while_it_is_withdrawn():
    cast, partnership, parties = world()
    row = Responsibility.objects.get(partnership=partnership, key="capital")
    made = actions.propose_letter(
        responsibility=row,
        stage=Stage.CONSTRUCTION,
        party=parties[cast.village.pk],
        letter="C",
        ground="",
        by=cast.actor(cast.ayu),
    )
    cells = [queries.cell_of(partnership, made.pk) for _each in "12"]
    ends = at_once(
        lambda: actions.accept_letter(cell=cells[0], by=cast.actor(cast.gani)),
        lambda: actions.withdraw_letter(cell=cells[1], reason="x", by=cast.actor(cast.ayu)),
    )
    assert ends == ["Conflict", "done"]
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert len(verbs & {"raci.accepted", "raci.withdrawn"}) == 1


def test_target_proposed_by_two_at_once_stands_once():
    cast, partnership, parties = world()

    def propose(points):
        return lambda: actions.propose_profile(
            partnership=partnership,
            of="duties",
            points={party.pk: points for party in parties.values()},
            note="",
            by=cast.actor(cast.ayu),
        )

    assert at_once(propose(1), propose(2)) == ["Conflict", "done"]
    assert TargetProfile.objects.count() == 1

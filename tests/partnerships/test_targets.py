"""How evenly duties and money are shared, and the target the parties agree upon one by one."""

import pytest

from sambung.core.access import Conflict, Refused
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Contribution, Responsibility
from tests.partnerships.test_matrix import GROUND, join, party_of
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def test_balance_counts_every_party_and_shows_the_fall_after_handover(cast):
    partnership = opened(cast)
    report = queries.balance_of(partnership)
    assert report.before.balance.parties == len(report.parties) == 3
    assert sum(line.balance.total for line in report.lines) == report.whole.balance.total
    assert report.before.balance.total + report.after.balance.total == report.whole.balance.total
    Responsibility.objects.filter(partnership=partnership).update(party=None)
    empty = queries.balance_of(partnership)
    assert (empty.whole.balance.evenness, empty.whole.fit) == (None, None)


def test_money_of_peringsari_is_measured_as_published(cast):
    partnership = opened(cast)
    kinds = [("opd", "source"), ("pemdes", "village"), ("kkm", "community"), ("bkm", "community")]
    parties = [join(partnership, f"Pihak {n}", k, p) for n, (k, p) in enumerate(kinds)]
    given = [385_700_000, 55_100_000, 22_040_000, 88_160_000]
    rows = [
        Contribution(partnership=partnership, party=party, kind="cash", agreed_rp=amount)
        for party, amount in zip(parties, given, strict=True)
    ]
    lines = {line.key: line for line in queries.money_of(partnership, parties, rows)}
    assert lines["agreed"].balance.total == 551_000_000
    assert lines["agreed"].balance.evenness == pytest.approx(0.651, abs=5e-4)
    assert lines["pledged"].balance.evenness is None
    assert lines["pledged"].empty == 4
    three = queries.money_of(
        partnership,
        parties[:3],
        rows[:2]
        + [
            Contribution(
                partnership=partnership, party=parties[2], kind="cash", agreed_rp=110_200_000
            )
        ],
    )
    found = next(line for line in three if line.key == "agreed").balance
    assert found.evenness == pytest.approx(0.730, abs=5e-4)
    assert found.gini == pytest.approx(0.400, abs=1e-9)


def test_profile_is_agreed_one_by_one_and_a_change_asks_anew(cast):
    partnership = opened(cast)
    points = {party.pk: 1 for party in partnership.parties.all()}
    citra, gani = cast.actor(cast.citra), cast.actor(cast.gani)
    company, village = (party_of(partnership, o) for o in (cast.company, cast.village))

    def propose_points(version, **more):
        return actions.propose_profile(
            partnership=partnership,
            of="duties",
            points=points | more.get("other", {}),
            note="",
            by=citra,
            version=version,
        )

    row = propose_points(0)
    assert row.agreed == [company.pk]
    with pytest.raises(Conflict, match="baru saja diubah"):
        propose_points(0)
    with pytest.raises(Refused):
        actions.agree_profile(profile=row, party=village, by=citra, version=1)
    row = actions.agree_profile(profile=row, party=village, by=gani, version=1)
    with pytest.raises(Conflict, match="sudah menyetujui"):
        actions.agree_profile(profile=row, party=village, by=gani, version=2)
    desk = party_of(partnership, cast.bappeda)
    with pytest.raises(Refused):
        actions.record_profile(
            profile=row,
            party=desk,
            ground=GROUND,
            by=cast.actor(cast.ayu, cast.bappeda),
            version=2,
        )
    found = queries.profile_of(partnership, "duties", partnership.parties.all())
    assert [party.pk for party in found.missing] == [desk.pk]
    assert queries.balance_of(partnership).whole.fit is not None
    assert propose_points(2).agreed == [company.pk, village.pk]
    assert propose_points(3, other={village.pk: 5}).agreed == [company.pk]
    for wrong in ({-1: 1}, {village.pk: -1}, dict.fromkeys(points, 0)):
        with pytest.raises(Conflict):
            propose_points(4, other=wrong)


def test_profile_of_a_party_without_account_is_recorded(cast):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu, cast.bappeda)
    row = actions.propose_profile(
        partnership=partnership,
        of="money",
        points={p.pk: 1 for p in partnership.parties.all()},
        note="",
        by=ayu,
    )
    village = party_of(partnership, cast.village)
    actions.record_profile(profile=row, party=village, ground=GROUND, by=ayu, version=1)
    found = queries.profile_of(partnership, "money", partnership.parties.all())
    assert (village.pk in found.recorded, village.pk in found.agreed) == (True, False)

"""Who sees what, how duties are divided, what history says, what waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sambung.core import audit
from sambung.core.access import ANONYMOUS, SYSTEM, Actor
from sambung.parties.models import Organisation
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Contribution, Partnership, Responsibility
from sambung.partnerships.queries import Mark, WaitingKind
from sambung.regions.models import Boundary
from tests.needs.world import ready
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

SQUARE = '{"type":"Polygon","coordinates":[[[115,-3],[116,-3],[116,-2],[115,-2],[115,-3]]]}'


def test_visible_to_parties_desk_facilitators_operators_and_nobody_else(cast):
    partnership = opened(cast)
    for user in (cast.ayu, cast.hana, cast.citra, cast.gani, cast.dimas):
        assert queries.visible_to(cast.actor(user)).get() == partnership
    for actor in (cast.actor(cast.eka), cast.actor(cast.budi), ANONYMOUS):
        assert not queries.visible_to(actor).exists()
    assert queries.visible_to(SYSTEM).exists()
    Partnership.objects.update(is_published=True)
    assert queries.visible_to(ANONYMOUS).get() == partnership


@pytest.mark.parametrize("code", ["63", "63.11", "63.11.02", "63.11.02.2001"])
def test_of_finds_open_partnerships_at_every_level_in_one_query(cast, code):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = queries.of([code, "63.09"], ayu)
    assert len(asked) == 1
    assert found == {code: [partnership], "63.09": []}
    actions.close_partnership(partnership=partnership, reason="x", by=ayu)
    assert queries.of([code], ayu) == {code: []}
    assert queries.of([], ayu) == {}


def test_within_nothing_is_everywhere(cast):
    partnership = opened(cast)
    assert Partnership.objects.filter(queries.within("")).get() == partnership


def test_convener_is_bappeda_then_pokja_then_nobody(cast):
    assert queries.convener_of("63.11.02.2001") == cast.bappeda
    Organisation.objects.filter(pk=cast.bappeda.pk).update(kind="opd")
    assert queries.convener_of("63.11.02.2001") == cast.pokja
    Organisation.objects.filter(pk=cast.pokja.pk).update(kind="opd")
    assert queries.convener_of("63.11.02.2001") is None


def test_community_bodies_are_all_of_the_village_unless_one_is_named(cast):
    village = cast.regions["63.11.02.2001"]
    bodies = [
        Organisation.objects.create(name=name, kind="kkm", region=village)
        for name in ("KKM Satu", "KKM Dua")
    ]
    assert queries.community_bodies(village.code, "") == bodies
    assert queries.community_bodies(village.code, "Tidak Ada") == bodies
    assert queries.community_bodies(village.code, "kkm  dua") == [bodies[1]]


def test_division_counts_every_party_and_leaves_out_what_is_not_needed(cast):
    partnership = opened(cast)
    before, after = queries.shares_of(
        queries.responsibilities_of(partnership), queries.parties_of(partnership)
    )
    assert (before.total, after.total) == (13, 5)
    assert [share.count for share in after.held] == [0, 1, 1]
    assert after.orphans == 3
    Responsibility.objects.filter(partnership=partnership, key="operation").update(is_needed=False)
    after = queries.shares_of(
        queries.responsibilities_of(partnership), queries.parties_of(partnership)
    )[1]
    assert (after.total, after.orphans) == (4, 2)


def test_amounts_are_summed_apart_and_stay_unknown(cast):
    partnership = opened(cast)
    amounts = queries.amounts_of([partnership.pk, 0])
    stated = [row.pledged_rp for row in Contribution.objects.filter(partnership=partnership)]
    assert amounts[partnership.pk].pledged_rp == sum(stated)
    assert amounts[partnership.pk].agreed_rp is None
    assert amounts[0].pledged_rp is None


def test_history_resolves_names_and_says_when_one_was_erased(cast):
    partnership = opened(cast)
    row = Responsibility.objects.get(partnership=partnership, key="capital")
    actions.accept_responsibility(responsibility=row, by=cast.actor(cast.citra))
    lines = queries.history_of(partnership)
    assert [line.verb for line in lines] == ["responsibility.accepted", "partnership.opened"]
    assert (lines[0].person, lines[0].data["party"]) == ("Citra", "PT Contoh Banua Energi")
    audit.record("partnership.stepped", partnership, by=Actor(user_id=10**9))
    erased = queries.history_of(partnership)[0]
    assert (erased.person, erased.organisation) == ("nama dihapus", "")


def test_waiting_is_each_ones_own(cast):
    partnership = opened(cast)
    kinds = [row.kind for row in queries.waiting_for(cast.actor(cast.citra))]
    assert kinds == [WaitingKind.ANSWER]
    at_desk = queries.waiting_for(cast.actor(cast.ayu))
    assert {row.kind for row in at_desk} == {
        WaitingKind.ANSWER,
        WaitingKind.FILL,
        WaitingKind.STAGE,
    }
    assert queries.waiting_for(cast.actor(cast.eka)) == []
    inside = queries.waiting_in(partnership, queries.responsibilities_of(partnership))
    assert {row.kind for row in inside} == {WaitingKind.ANSWER, WaitingKind.FILL}


def test_search_rows_hold_every_word_and_only_what_one_may_see(cast):
    opened(cast)
    ayu = cast.actor(cast.ayu)
    assert [row.kind for row in queries.search_rows(ayu, "air hauwai")] == ["kemitraan"]
    assert queries.search_rows(ayu, "air tidakada") == []
    assert queries.search_rows(ayu, " ") == []
    assert queries.search_rows(cast.actor(cast.eka), "hauwai") == []


def test_list_reads_cost_the_same_with_more_partnerships(cast):
    first = opened(cast)
    ids = [first.pk]
    with CaptureQueriesContext(connection) as one:
        queries.parties_of_many(ids), queries.orphans_of(ids), queries.amounts_of(ids)
    ids.append(opened(cast, ready(cast)).pk)
    with CaptureQueriesContext(connection) as two:
        parties = queries.parties_of_many(ids)
        queries.orphans_of(ids), queries.amounts_of(ids)
    assert len(one) == len(two) == 3
    assert len(parties[first.pk]) == 3


def test_map_needs_borders_and_places_its_marks(cast):
    village = cast.regions["63.11.02.2001"]
    mark = Mark(lat=-2.5, lon=115.5, name="Hauwai")
    region = queries.common_region([village, cast.regions["63.11.05.2001"]])
    assert region.code == "63.11"
    assert queries.common_region([village, cast.regions["63.09.01.2001"]]).code == "63"
    assert queries.common_region([]) is None
    assert queries.map_of(region, [mark], "Peta") is None
    Boundary.objects.create(region=cast.regions["63.11.02"], geometry=SQUARE, source="uji")
    drawn = queries.map_of(region, [mark], "Peta")
    assert len(drawn.outlines) == len(drawn.points) == 1
    assert 0 < drawn.points[0].x < drawn.width


def test_published_since_opening_is_listed_with_its_pledges(cast):
    partnership = opened(cast)
    row = queries.listed(cast.actor(cast.ayu)).get()
    assert row.pledged_rp == queries.amounts_of([partnership.pk])[partnership.pk].pledged_rp
    assert [place.code for place in queries.regencies_of(cast.actor(cast.ayu))] == ["63.11"]
    assert row.opened_at <= timezone.now()

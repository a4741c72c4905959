"""Goods: delivered, received and in use are three counts; works are checked by another party."""

import pytest
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.delivery import actions, queries
from sambung.delivery.models import FinalCheck, GoodsStatement
from sambung.partnerships.models import Contribution
from tests.delivery.test_views_work import address, send
from tests.delivery.world import party_of, running, today

pytestmark = pytest.mark.db


def given(cast, partnership, way="goods"):
    """Return a contribution of the company given in this way."""
    return Contribution.objects.create(
        partnership=partnership, party=party_of(partnership, cast.company), kind="goods", way=way
    )


def tanks(cast, partnership=None):
    """Return two hundred promised tanks."""
    partnership = partnership or running(cast)
    return actions.add_goods(
        contribution=given(cast, partnership),
        name="Tangki septik",
        unit="unit",
        promised=200,
        by=cast.actor(cast.citra),
    )


def counted(cast, goods, step, quantity, user, organisation=None, **changes):
    """State a count today."""
    values = {"on": today(), "by": cast.actor(user), "organisation": organisation}
    return actions.state_goods(goods=goods, step=step, quantity=quantity, **{**values, **changes})


def test_three_counts_stand_side_by_side_and_are_never_added(cast):
    goods = tanks(cast)
    counted(cast, goods, "delivered", 200, cast.citra)
    counted(cast, goods, "received", 58, cast.gani, cast.village)
    counted(cast, goods, "in_use", 10, cast.ayu)
    circle = queries.circle_of(goods.contribution.partnership)
    row = queries.given_of(circle, cast.actor(cast.ayu))[0].goods[0]
    counts = (row.delivered.quantity, row.received.quantity, row.in_use.quantity)
    assert counts == (200, 58, 10)
    assert row.idle == 48


def test_unsaid_is_not_zero(cast):
    goods = tanks(cast)
    row = queries.goods_row(
        queries.goods_of(goods.contribution.partnership).get(),
        cast.actor(cast.ayu),
        queries.circle_of(goods.contribution.partnership),
    )
    assert (row.delivered, row.received, row.in_use, row.idle) == (None, None, None, None)


def test_giver_does_not_receive_and_neither_says_what_is_in_use(cast):
    goods = tanks(cast)
    counted(cast, goods, "received", 58, cast.gani, cast.village)
    with pytest.raises(Refused):
        counted(cast, goods, "received", 58, cast.citra, cast.company)
    for user in (cast.citra, cast.gani, cast.eka):
        with pytest.raises(Refused):
            counted(cast, goods, "in_use", 10, user)
    assert GoodsStatement.objects.count() == 1


def test_more_than_the_step_before_needs_a_note(cast):
    goods = tanks(cast)
    with pytest.raises(Refused):
        counted(cast, goods, "delivered", 201, cast.citra)
    counted(cast, goods, "delivered", 201, cast.citra, note="satu cadangan")


def test_count_taken_back_lets_the_one_before_count(cast):
    goods = tanks(cast)
    counted(cast, goods, "delivered", 100, cast.citra)
    wrong = counted(cast, goods, "delivered", 150, cast.citra)
    by = cast.actor(cast.citra)
    with pytest.raises(Refused):
        actions.withdraw_goods_statement(statement=wrong, reason="x", by=cast.actor(cast.gani))
    actions.withdraw_goods_statement(statement=wrong, reason="salah hitung", by=by)
    with pytest.raises(Conflict):
        actions.withdraw_goods_statement(statement=wrong, reason="lagi", by=by)
    assert queries.limit_of(goods, "received") == 100


def test_works_are_checked_by_another_party_with_findings(cast):
    partnership = running(cast)
    built = given(cast, partnership, "builds")
    seen = {"contribution": built, "on": today()}
    with pytest.raises(Refused):
        actions.record_final_check(**seen, is_fit=True, by=cast.actor(cast.citra))
    with pytest.raises(Refused):
        actions.record_final_check(**seen, is_fit=False, by=cast.actor(cast.gani))
    actions.record_final_check(
        **seen, is_fit=False, findings="keran bocor", by=cast.actor(cast.gani)
    )
    assert not queries.are_works_fit(partnership)
    actions.record_final_check(**seen, is_fit=True, by=cast.actor(cast.ayu))
    assert queries.are_works_fit(partnership)
    assert [row.organisation for row in FinalCheck.objects.order_by("id")] == [
        cast.village,
        cast.bappeda,
    ]


def test_goods_are_no_works_and_money_is_neither(cast):
    partnership = running(cast)
    by = cast.actor(cast.gani)
    with pytest.raises(Conflict):
        actions.record_final_check(
            contribution=given(cast, partnership), is_fit=True, on=today(), by=by
        )
    with pytest.raises(Conflict):
        actions.add_goods(
            contribution=given(cast, partnership, "money"), name="x", unit="y", promised=1, by=by
        )


def test_pages_take_counts_from_those_who_may(cast, as_person):
    partnership = running(cast)
    contribution = given(cast, partnership)
    built = given(cast, partnership, "builds")
    citra, gani, ayu = as_person(cast.citra), as_person(cast.gani), as_person(cast.ayu)
    url = address("goods-add", partnership, contribution.pk)
    send(citra, url, name="Tangki", unit="unit", promised="200")
    goods = queries.goods_of(partnership).get()
    send(citra, address("goods-state", partnership, goods.pk, "dikirim"), quantity="200")
    send(gani, address("goods-state", partnership, goods.pk, "diterima"), quantity="58")
    use = address("goods-use", partnership, goods.pk)
    assert gani.get(use).status_code == 403
    send(ayu, use, quantity="10")
    send(ayu, address("final-check", partnership, built.pk), is_fit="ya")
    page = ayu.get(address("given", partnership)).content.decode()
    assert "48 diterima tetapi belum dipakai" in page
    assert FinalCheck.objects.get().is_fit
    url = address("goods-remove", partnership, goods.pk)
    assert send(citra, url, reason="salah tulis").status_code == 302
    assert not queries.goods_of(partnership).exists()


def test_outsider_finds_nothing(cast, as_person):
    goods = tanks(cast)
    partnership, eka = goods.contribution.partnership, as_person(cast.eka)
    for url in (
        address("given", partnership),
        address("goods-add", partnership, goods.contribution_id),
        address("goods-state", partnership, goods.pk, "dikirim"),
        address("goods-use", partnership, goods.pk),
        address("goods-remove", partnership, goods.pk),
        address("final-check", partnership, goods.contribution_id),
    ):
        assert eka.get(url).status_code == 404


def test_removed_goods_take_no_count(cast):
    goods = tanks(cast)
    actions.remove_goods(goods=goods, reason="dobel", by=cast.actor(cast.citra))
    goods.refresh_from_db()
    assert goods.removed_at <= timezone.now()
    with pytest.raises(Conflict):
        counted(cast, goods, "delivered", 1, cast.citra)

"""Two people at the same moment over one contribution: nothing lost, nothing kept twice."""

import pytest
from django.utils import timezone

from sambung.core import tokens
from sambung.partnerships import actions
from sambung.partnerships.models import Contribution, ContributionStatement
from tests.cast import make_cast
from tests.parties.test_at_once import at_once
from tests.partnerships.world import opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def stating(cast, row, amount, **more):
    """Return an act that states a delivery over its own copy of the row."""
    seen = Contribution.objects.select_related("party", "partnership").get(pk=row.pk)
    by = cast.actor(cast.citra)

    def act():
        actions.state_contribution(
            contribution=seen,
            of="delivered",
            amount_rp=amount,
            on=timezone.localdate(),
            organisation=cast.company,
            by=by,
            **more,
        )

    return act


def test_two_statements_over_one_version_happen_once():
    cast = make_cast()
    row = opened(cast).contributions.get(party__organisation=cast.company)
    ends = at_once(*(stating(cast, row, rp, version=row.version) for rp in (10, 20)))
    assert ends == ["Conflict", "done"]
    assert ContributionStatement.objects.filter(of="delivered").count() == 1


def test_two_statements_without_version_both_stay_and_the_newest_counts():
    cast = make_cast()
    row = opened(cast).contributions.get(party__organisation=cast.company)
    assert at_once(*(stating(cast, row, rp) for rp in (10, 20))) == ["done", "done"]
    newest = ContributionStatement.objects.filter(of="delivered").order_by("id").last()
    row.refresh_from_db()
    assert ContributionStatement.objects.filter(of="delivered").count() == 2
    assert row.delivered_rp == newest.amount_rp


def test_one_form_sent_twice_at_once_states_once():
    cast = make_cast()
    row = opened(cast).contributions.get(party__organisation=cast.company)
    token = tokens.new_token()
    ends = at_once(*(stating(cast, row, 10, token=token) for _turn in range(2)))
    assert ends == ["Conflict", "done"]
    assert ContributionStatement.objects.filter(of="delivered").count() == 1


def test_delivery_withdrawn_while_it_is_verified_leaves_a_whole_state():
    cast = make_cast()
    row = opened(cast).contributions.get(party__organisation=cast.company)
    stating(cast, row, 10)()
    made = ContributionStatement.objects.get(of="delivered")
    citra, ayu = cast.actor(cast.citra), cast.actor(cast.ayu)
    seen = Contribution.objects.select_related("party", "partnership").get(pk=row.pk)

    def verify():
        actions.state_contribution(
            contribution=seen,
            of="verified",
            amount_rp=10,
            on=timezone.localdate(),
            organisation=cast.bappeda,
            by=ayu,
            grade="meja",
        )

    ends = at_once(
        lambda: actions.withdraw_statement(statement=made, reason="keliru", by=citra), verify
    )
    assert ends == ["Refused", "done"]
    row.refresh_from_db()
    assert (row.delivered_rp is None) == (row.verified_rp is None)

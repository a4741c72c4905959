"""Two people at the same moment: one act happens, the other is told, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from sambung.core.access import Actor, Conflict, Refused
from sambung.partnerships.models import Partnership
from sambung.plans import actions, queries
from sambung.plans.models import Invitation, Run
from tests.cast import make_cast
from tests.plans.conftest import JT, invite_all, letter, make_finished, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all at the same moment, each in its own connection; return how each ended, sorted."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait(timeout=10)
        try:
            act()
        except (Conflict, Refused) as told:
            return type(told).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def accepting(row: Invitation) -> Callable[[], object]:
    """Return the act of one source that accepts."""
    fresh = Invitation.objects.get(pk=row.pk)
    by = Actor(name="Sumber", link_organisation_id=row.organisation_id)
    return lambda: actions.accept_invitation(
        invitation=fresh, letter=letter(), by=by, version=fresh.version
    )


def test_accept_by_both_sources_at_once_opens_one_partnership():
    world = make_world(make_cast())
    invited = invite_all(world, make_finished(world))
    ends = at_once(accepting(invited["Hauwai company"]), accepting(invited["Hauwai apbd"]))
    assert ends == ["done", "done"]
    assert Partnership.objects.count() == 1
    assert Invitation.objects.filter(partnership__isnull=False).count() == 2


def test_accept_twice_at_once_pledges_once():
    world = make_world(make_cast())
    row = invite_all(world, make_finished(world))["Uren bank"]
    ends = at_once(accepting(row), accepting(row))
    assert ends in (["Conflict", "done"], ["Refused", "done"])
    row.refresh_from_db()
    assert row.version == 2


def test_accept_and_withdraw_at_once_leaves_one_truth():
    world = make_world(make_cast())
    row = invite_all(world, make_finished(world))["Uren bank"]
    fresh = Invitation.objects.get(pk=row.pk)
    ends = at_once(
        accepting(row),
        lambda: actions.withdraw_invitation(
            invitation=fresh, reason="x", by=world.cast.actor(world.cast.ayu), version=1
        ),
    )
    assert ends in (["Conflict", "done"], ["Refused", "done"])
    row.refresh_from_db()
    assert row.state in {"accepted", "withdrawn"}


def test_send_by_two_officers_at_once_sends_once():
    world = make_world(make_cast())
    run = make_finished(world)

    def send(person) -> Callable[[], object]:
        by, fresh = world.cast.actor(person), Run.objects.get(pk=run.pk)
        day = timezone.localdate() + timedelta(days=9)
        return lambda: actions.send_invitations(
            run=fresh, packages=[world.hauwai.pk], answer_by=day, by=by
        )

    ends = at_once(send(world.cast.ayu), send(world.cast.hana))
    assert ends == ["Conflict", "done"]
    assert Invitation.objects.count() == 2
    assert queries.left_of([world.company.pk])[world.company.pk].reserved_rp == 250 * JT


def test_request_by_two_officers_at_once_asks_once():
    world = make_world(make_cast())

    def ask(person) -> Callable[[], object]:
        by = world.cast.actor(person)
        return lambda: actions.request_run(scenario=world.scenario, by=by)

    assert at_once(ask(world.cast.ayu), ask(world.cast.hana)) == ["Conflict", "done"]
    assert Run.objects.count() == 1

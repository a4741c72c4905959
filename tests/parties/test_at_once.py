"""Two people at the same moment: one act happens, the other is told, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError, connection

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries
from sambung.parties.models import Offer, OfferTerms
from tests.cast import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def patiently(act: Callable[[], object]) -> None:
    """Do the act; SQLite in memory answers "locked" where a file would let it wait its turn."""
    for _turn in range(200):
        try:
            act()
            return
        except OperationalError as locked:
            if "locked" not in str(locked):
                raise
            sleep(0.02)
    raise AssertionError("locked for four seconds")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all at the same moment, each in its own connection; return how each ended, sorted."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait(timeout=10)
        try:
            patiently(act)
        except (Conflict, Refused) as told:
            return type(told).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_publish_by_two_officers_at_once_happens_once():
    cast = make_cast()
    by = cast.actor(cast.citra)
    made = actions.draft_offer(
        organisation=cast.company, terms=OfferTerms(year=2027), regions=["63.11"], by=by
    )
    seen = [Offer.objects.get(pk=made.pk) for _each in range(2)]
    ends = at_once(*(lambda o=o: actions.publish_offer(offer=o, version=1, by=by) for o in seen))
    assert ends == ["Conflict", "done"]
    assert Entry.objects.filter(verb="offer.published").count() == 1


def test_link_held_from_two_browsers_at_once_belongs_to_one():
    cast = make_cast()
    _, raw = actions.invite_person(
        organisation=cast.company, for_name="Rina", by=cast.actor(cast.citra)
    )
    nobody = queries.actor_for(None)
    ends = at_once(
        *(lambda s=s: actions.hold_link(raw=raw, secret=s, by=nobody) for s in ("a", "b"))
    )
    assert ends == ["Refused", "done"]


def test_link_used_twice_at_once_joins_once():
    cast = make_cast()
    link, raw = actions.invite_person(
        organisation=cast.company, for_name="Dimas", by=cast.actor(cast.citra)
    )
    by = cast.actor(cast.dimas)
    held = actions.hold_link(raw=raw, secret="a", by=by)

    def join() -> None:
        actions.join_by_link(link=held, secret="a", user=cast.dimas, by=by)

    assert at_once(join, join) == ["Refused", "done"]
    assert queries.members_of(cast.company.pk).filter(user=cast.dimas).count() == 1

"""Two people at the same moment on one road: one act is written, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.partnerships import actions
from sambung.partnerships.actions import ByHand
from sambung.partnerships.models import (
    Partnership,
    Party,
    PartyPart,
    RoadTemplate,
    Stage,
    StageRecord,
    StageStep,
)
from tests.cast import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def patiently(act: Callable[[], object]) -> None:
    """Do the act; SQLite may answer "locked" where PostgreSQL lets it wait its turn."""
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


def made(cast):
    """Return a partnership on the short road, opened by hand."""
    return actions.open_by_hand(
        village=cast.regions["63.11.02.2001"],
        facts=ByHand(title="Air bersih"),
        road="short",
        by=cast.actor(cast.ayu),
    )


def test_stage_closed_by_two_officers_goes_one_step():
    cast = make_cast()
    partnership = made(cast)
    seen = [Partnership.objects.get(pk=partnership.pk) for _each in range(2)]
    desks = [cast.actor(cast.ayu), cast.actor(cast.hana)]
    ends = at_once(
        *(
            lambda row=row, by=by: actions.step_stage(
                partnership=row, to=Stage.PROPOSAL, reason="x", by=by
            )
            for row, by in zip(seen, desks, strict=True)
        )
    )
    assert ends == ["Conflict", "done"]
    assert StageStep.objects.filter(partnership=partnership).count() == 1


def test_need_recorded_by_two_at_once_stands_once_and_a_fact_is_harmless():
    cast = make_cast()
    partnership = made(cast)
    by = cast.actor(cast.ayu)

    def record():
        actions.record_need(
            partnership=partnership, stage="usulan", key="village_letter", note="12/2026", by=by
        )

    assert at_once(record, record) == ["Conflict", "done"]

    def fact():
        actions.record_fact(partnership=partnership, key="works_done", by=by)

    assert at_once(fact, fact) == ["done", "done"]
    standing = StageRecord.objects.filter(undone_at__isnull=True)
    assert sorted(standing.values_list("key", flat=True)) == ["village_letter", "works_done"]


def test_party_joins_once_and_leaves_once():
    cast = make_cast()
    partnership = made(cast)
    by = cast.actor(cast.ayu)

    def join():
        actions.add_party(
            partnership=partnership, organisation=cast.company, part=PartyPart.SOURCE, by=by
        )

    assert at_once(join, join) == ["Conflict", "done"]
    seen = [Party.objects.get(organisation=cast.company) for _each in range(2)]
    ends = at_once(*(lambda p=p: actions.leave_party(party=p, reason="x", by=by) for p in seen))
    assert ends == ["Conflict", "done"]
    assert Party.objects.get(organisation=cast.company).left_at <= timezone.now()


def test_road_changed_by_two_at_once_has_one_next_version():
    cast = make_cast()
    by = cast.actor(cast.ayu)
    row = actions.copy_template(road="short", name="R", region=cast.regions["63.11"], by=by)
    seen = [RoadTemplate.objects.get(pk=row.pk) for _each in range(2)]
    ends = at_once(
        *(
            lambda one=one: actions.change_template(
                template=one, content=one.content, name="R", note="x", by=by
            )
            for one in seen
        )
    )
    assert ends == ["Conflict", "done"]
    assert list(RoadTemplate.objects.values_list("number", flat=True).order_by("number")) == [1, 2]

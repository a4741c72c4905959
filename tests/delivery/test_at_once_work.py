"""Two people at the same moment: one verification counts, the other is told."""

from datetime import timedelta

import pytest

from sambung.core.models import Entry
from sambung.delivery import actions
from sambung.delivery.models import Milestone, Progress
from tests.cast import make_cast
from tests.delivery.world import finished, running, today
from tests.parties.test_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def test_milestone_verified_by_two_at_once_is_verified_once():
    cast = make_cast()
    stone = finished(cast, running(cast))
    seen = [Milestone.objects.get(pk=stone.pk) for _each in range(2)]
    people = [cast.actor(cast.ayu), cast.actor(cast.hana)]
    ends = at_once(
        *(
            lambda m=m, by=by: actions.verify_milestone(milestone=m, grade="meja", by=by)
            for m, by in zip(seen, people, strict=True)
        )
    )
    assert ends == ["Conflict", "done"]
    assert Entry.objects.filter(verb="milestone.verified").count() == 1


def test_report_verified_and_returned_at_once_has_one_answer():
    cast = make_cast()
    report = actions.state_progress(
        partnership=running(cast),
        percent=25,
        on=today(),
        organisation=cast.village,
        by=cast.actor(cast.gani),
    )
    one, other = (Progress.objects.get(pk=report.pk) for _each in range(2))
    ayu, hana = cast.actor(cast.ayu), cast.actor(cast.hana)
    ends = at_once(
        lambda: actions.verify_progress(progress=one, grade="meja", by=ayu),
        lambda: actions.return_progress(progress=other, reason="foto gelap", by=hana),
    )
    assert ends == ["Conflict", "done"]
    report.refresh_from_db()
    assert (report.verified_on is None) != (report.returned_at is None)


def test_usual_plan_asked_for_twice_at_once_is_made_once():
    cast = make_cast()
    partnership = running(cast)
    due_on = today() + timedelta(days=60)
    people = [cast.actor(cast.ayu), cast.actor(cast.gani)]
    ends = at_once(
        *(
            lambda by=by: actions.add_usual_plan(
                partnership=partnership, starts_on=today(), due_on=due_on, by=by
            )
            for by in people
        )
    )
    assert ends == ["Conflict", "done"]
    assert Milestone.objects.count() == 5

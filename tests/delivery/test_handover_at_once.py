"""Two people complete one handover at the same moment: it happens once."""

import pytest

from sambung.core.models import Entry
from sambung.delivery import actions, queries
from sambung.delivery.models import Handover
from sambung.facilities.models import WatchCheck
from tests.cast import make_cast
from tests.delivery.test_handover import EVERY, completion, prepared, reasons
from tests.parties.test_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def test_complete_by_two_at_once_opens_the_facility_once():
    cast = make_cast()
    handover = prepared(cast)
    by, circle = cast.actor(cast.gani), queries.circle_of(handover.partnership)
    done = completion(cast, reasons=reasons(*EVERY))
    seen = [Handover.objects.get(pk=handover.pk) for _each in range(2)]
    ends = at_once(
        *(
            lambda row=row: actions.complete_handover(
                handover=row, circle=circle, completion=done, by=by
            )
            for row in seen
        )
    )
    assert ends == ["Conflict", "done"]
    assert Entry.objects.filter(verb="facility.opened").count() == 1
    assert WatchCheck.objects.filter(facility=handover.facility).count() == 17

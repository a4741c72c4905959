"""A look at an activity adds to what its import said of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sambung.activities import actions
from sambung.activities.actions import CheckFacts
from sambung.activities.models import Activity
from tests.activities import world

pytestmark = pytest.mark.db
KNOWN = date(2025, 6, 1)


@pytest.fixture
def imported(cast) -> Activity:
    """Return an activity as an import writes it: its working said, without a check."""
    thing = world.recorded(cast)
    Activity.objects.update(works="yes", is_used="yes", known_on=KNOWN)
    thing.refresh_from_db()
    return thing


@pytest.mark.parametrize(
    ("facts", "works"),
    [
        (CheckFacts(on=timezone.localdate(), is_used="no"), "yes"),
        (CheckFacts(on=KNOWN - timedelta(days=90), works="no"), "yes"),
        (CheckFacts(on=timezone.localdate(), works="no"), "no"),
    ],
    ids=["says-nothing-of-it", "older", "newer"],
)
def test_what_an_import_said_stays_until_somebody_saw_otherwise_later(cast, imported, facts, works):
    actions.check_activity(activity=imported, facts=facts, by=cast.actor(cast.ayu))
    imported.refresh_from_db()
    assert imported.works == works
    assert imported.checks.count() == 2

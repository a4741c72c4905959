"""Every promise of the tables, broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.activities.models import Activity, ActivityCheck, ActivityPhoto
from tests.activities import world

pytestmark = pytest.mark.db

BROKEN = {
    "activity_amounts_within_bounds": {"amount_rp": -1},
    "activity_service": {"service": "listrik"},
    "activity_kind": {"kind": "jalan"},
    "activity_state_known": {"state": "entah"},
    "activity_answers_known": {"works": "mungkin"},
    "activity_year": {"year": 1989},
    "activity_people_not_below_households": {"people": 3, "households": 4},
    "activity_ends_after_start": {
        "started_on": date(2024, 5, 2),
        "finished_on": date(2024, 5, 1),
    },
    "activity_removed_with_reason": {"removed_at": timezone.now()},
    "activity_public_only_after_its_source_agreed": {
        "published_at": timezone.now(),
        "reported_at": None,
    },
}


@pytest.mark.parametrize("name", BROKEN)
def test_table_refuses_what_must_never_be(cast, name):
    thing = world.own(cast)
    with pytest.raises(IntegrityError, match="(?i)check|unique"), transaction.atomic():
        Activity.objects.filter(pk=thing.pk).update(**BROKEN[name])
    assert name in {each.name for each in Activity._meta.constraints}


def test_every_constraint_of_the_activity_is_broken_here():
    assert {each.name for each in Activity._meta.constraints} == set(BROKEN)


def test_key_of_an_activity_a_check_and_a_photo_stands_once(cast, stored_file):
    one, other = world.own(cast), world.own(cast)
    Activity.objects.filter(pk=one.pk).update(origin_key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=other.pk).update(origin_key="k")
    one.checks.create(on=date(2025, 1, 1), origin_key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        other.checks.create(on=date(2025, 1, 1), origin_key="k")
    one.photos.create(file=stored_file, origin_key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        other.photos.create(file=stored_file, origin_key="k")


def test_check_with_an_unknown_answer_is_refused(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        world.own(cast).checks.create(on=date(2025, 1, 1), works="mungkin")


def test_names_say_what_they_are(cast, stored_file):
    thing = world.own(cast)
    check = ActivityCheck(activity=thing, on=date(2025, 1, 1))
    assert (str(thing), str(check)) == ("Sumur bor Hauwai", f"{thing.pk} 2025-01-01")
    assert str(ActivityPhoto(activity=thing, caption="Bak")) == "Bak"

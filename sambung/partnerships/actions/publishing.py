"""What the public may see: only what every party agreed to publish."""

from django.db import transaction
from django.utils import timezone

from sambung.core import audit
from sambung.core.access import Actor
from sambung.facilities import actions as facilities_actions
from sambung.partnerships import rules
from sambung.partnerships.models import Partnership, Party


@transaction.atomic
def agree_to_publish(*, partnership: Partnership, by: Actor) -> Partnership:
    """Agree in the name of one's own parties; the last agreement makes the page public."""
    own = _own_parties(partnership, by)
    Party.objects.filter(pk__in=own, agreed_to_publish_at__isnull=True).update(
        agreed_to_publish_at=timezone.now()
    )
    waiting = partnership.parties.filter(agreed_to_publish_at__isnull=True, left_at__isnull=True)
    is_public = not waiting.exists()
    return _publish(partnership, "partnership.publish_agreed", is_public, by)


@transaction.atomic
def take_back_publishing(*, partnership: Partnership, by: Actor) -> Partnership:
    """Take one's own agreement back; the page is then no longer public."""
    own = _own_parties(partnership, by)
    Party.objects.filter(pk__in=own).update(agreed_to_publish_at=None)
    return _publish(partnership, "partnership.publish_taken_back", False, by)


def _own_parties(partnership: Partnership, by: Actor) -> list[int]:
    """Return the parties the actor speaks for; refuses when there are none."""
    parties = list(
        partnership.parties.filter(left_at__isnull=True).values_list("pk", "organisation_id")
    )
    organisation_ids = [organisation_id for _pk, organisation_id in parties]
    rules.can_agree_to_publish(by, partnership, organisation_ids).or_raise()
    return [pk for pk, organisation_id in parties if rules.speaks_for(by, organisation_id)]


def _publish(partnership: Partnership, verb: str, is_public: bool, by: Actor) -> Partnership:
    """Set whether the page is public and write the entry."""
    partnership.is_published = is_public
    partnership.save(update_fields=["is_published"])
    facilities_actions.follow_publishing(
        origin=f"{audit.label_of(partnership)}:{partnership.pk}", is_published=is_public
    )
    audit.record(verb, partnership, by=by, is_published=is_public)
    return partnership

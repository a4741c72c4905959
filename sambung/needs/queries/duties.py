"""Drafts that somebody began and that pass to a successor."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sambung.needs.models import Need, NeedState
from sambung.parties.models import Membership


def drafts_of(user_id: int, organisation_id: int) -> QuerySet[Need]:
    """Return the unsent proposals the person began for the organisation or for another party.

    A draft for another of the person's own organisations stays with them.
    """
    others = Membership.objects.filter(user_id=user_id, ended_at__isnull=True).exclude(
        organisation_id=organisation_id
    )
    return Need.objects.filter(
        created_by_id=user_id, state__in=[NeedState.DRAFT, NeedState.RETURNED]
    ).exclude(proposer_id__in=others.values("organisation_id"))


def drafts_held(user_id: int, organisation_id: int) -> tuple[str, int]:
    """Return how many unsent proposals would pass."""
    return _("draf usulan"), drafts_of(user_id, organisation_id).count()

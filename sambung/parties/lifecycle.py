"""The road of an offer: state -> the states it may go to. No other file sets one."""

from django.utils.translation import gettext as _

from sambung.core.access import Conflict
from sambung.parties.models import OfferState

S = OfferState
OFFER_STEPS: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.PUBLISHED, S.CLOSED}),
    S.PUBLISHED: frozenset({S.PAUSED, S.CLOSED}),
    S.PAUSED: frozenset({S.PUBLISHED, S.CLOSED}),
    S.CLOSED: frozenset(),
}


def step(state: str, *, to: str) -> str:
    """Return the new state; raise Conflict when the table has no such step."""
    if to not in OFFER_STEPS[state]:
        raise Conflict(
            _("Kesanggupan ini sekarang %(now)s, jadi tidak dapat dijadikan %(to)s.")
            % {"now": OfferState(state).label, "to": OfferState(to).label}
        )
    return to

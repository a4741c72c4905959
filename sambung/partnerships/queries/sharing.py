"""How the duties of a partnership are shared between its parties."""

from collections.abc import Sequence
from dataclasses import dataclass

from sambung.partnerships import lifecycle
from sambung.partnerships.models import (
    Party,
    Responsibility,
)


@dataclass(frozen=True)
class Share:
    """How many duties one party holds."""

    party: Party
    count: int


@dataclass(frozen=True)
class Division:
    """Duties shared over all parties of a partnership, and how many have nobody."""

    held: tuple[Share, ...]
    orphans: int

    @property
    def total(self) -> int:
        """Return how many duties are needed."""
        return self.orphans + sum(share.count for share in self.held)


def shares_of(
    duties: Sequence[Responsibility], parties: Sequence[Party]
) -> tuple[Division, Division]:
    """Return the division before handover and after it; duties done without are in neither."""
    return (
        _division(duties, parties, is_after=False),
        _division(duties, parties, is_after=True),
    )


def _division(
    duties: Sequence[Responsibility], parties: Sequence[Party], *, is_after: bool
) -> Division:
    """Return who holds how many of the duties before, or after, the handover."""
    counted = [
        duty.party_id
        for duty in duties
        if duty.is_needed and (lifecycle.group_of(duty) in lifecycle.AFTER_HANDOVER) == is_after
    ]
    return Division(
        held=tuple(Share(party, counted.count(party.pk)) for party in parties),
        orphans=counted.count(None),
    )

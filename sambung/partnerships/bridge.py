"""Duties of a partnership as divisions the engine measures, before and after handover."""

from collections.abc import Sequence
from dataclasses import dataclass

from sambung.engine import balance
from sambung.engine.balance import Balance
from sambung.partnerships.models import Party, Responsibility
from sambung.partnerships.queries import RuleHeld, shares_of


@dataclass(frozen=True)
class BalancePair:
    """How evenly duties are shared before the handover, and after it."""

    before: Balance
    after: Balance


def balance_of(duties: Sequence[Responsibility], parties: Sequence[Party]) -> BalancePair:
    """Measure the duties that have a party; every party of the partnership counts, also idle."""
    before, after = shares_of(duties, parties)
    return BalancePair(
        before=balance.measure([share.count for share in before.held]),
        after=balance.measure([share.count for share in after.held]),
    )


def balance_of_parts(held: RuleHeld) -> Balance:
    """Measure how evenly the cost is shared over the parts of a rule; empty parts count too."""
    return balance.measure([part.amount_rp for part in held.parts])

"""Divisions of a partnership as the engine measures them: letters or rupiah, never both."""

from collections.abc import Mapping, Sequence

from sambung.engine import balance
from sambung.engine.balance import Balance

__all__ = ["Balance", "fit_to", "measure"]


def measure(amounts: Sequence[int]) -> Balance:
    """Measure what each party holds; every party of the partnership is in it, also idle ones."""
    return balance.measure(amounts)


def fit_to(amounts: Mapping[int, int], points: Mapping[int, int]) -> float | None:
    """Return how near a division is to the negotiated points, both by party.

    None without a profile, and with nothing to share; a party the profile does not name has 0.
    """
    if not points:
        return None
    order = list(amounts)
    return balance.fit([amounts[pk] for pk in order], [points.get(pk, 0) for pk in order])

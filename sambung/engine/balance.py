"""How evenly something is shared between parties. Symbols and formulas: docs/models/balance.md.

Shares are of one thing only: duties or rupiah, never both mixed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True)
class Balance:
    """The indices of one division; None where an index is not defined."""

    parties: int
    total: int
    entropy: float | None
    evenness: float | None
    effective: float | None
    gini: float | None
    gini_corrected: float | None
    largest_share: float | None


def measure(amounts: Sequence[int]) -> Balance:
    """Return the indices of what each party of the agreement holds, those with nothing included.

    Refuses negative amounts. With nothing to share every index is undefined; evenness and the
    corrected Gini also need two parties.
    """
    if any(amount < 0 for amount in amounts):
        raise ValueError("A party cannot hold less than nothing.")
    n, total = len(amounts), sum(amounts)
    if n == 0 or total == 0:
        return Balance(n, total, None, None, None, None, None, None)
    h = entropy(amounts)
    g = gini(amounts)
    return Balance(
        parties=n,
        total=total,
        entropy=h,
        evenness=h / log(n) if n > 1 else None,
        effective=exp(h),
        gini=g,
        gini_corrected=g * n / (n - 1) if n > 1 else None,
        largest_share=max(amounts) / total,
    )


def entropy(amounts: Sequence[int]) -> float:
    """Return H = -sum p ln p over the parties that hold something."""
    total = sum(amounts)
    shares = [amount / total for amount in amounts if amount]
    return -sum(p * log(p) for p in shares) + 0.0


def gini(amounts: Sequence[int]) -> float:
    """Return G = sum_ij |x_i - x_j| / (2 n^2 mean), 0 when all hold the same."""
    n, total = len(amounts), sum(amounts)
    ordered = sorted(amounts)
    ranked = sum((2 * place - n - 1) * amount for place, amount in enumerate(ordered, start=1))
    return ranked / (n * total)


def fit(amounts: Sequence[int], profile: Sequence[int]) -> float | None:
    """Return F = 1 - 1/2 sum |p_i - q_i| against a negotiated profile; None with nothing to share.

    Refuses a profile of another number of parties.
    """
    if len(amounts) != len(profile):
        raise ValueError("The profile names another number of parties.")
    total, wanted = sum(amounts), sum(profile)
    if total == 0 or wanted == 0:
        return None
    pairs = zip(amounts, profile, strict=True)
    return 1 - sum(abs(amount / total - share / wanted) for amount, share in pairs) / 2

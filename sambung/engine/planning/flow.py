"""Money as an exact flow: who pays how much, once it is settled who pays for what.

    sum_f w[k,f] = need[k];   low <= w[k,f] <= high;   sum_k w[k,f] <= budget[f]

Whole rupiah in, whole rupiah out: amounts grow along augmenting paths, so nothing is ever rounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from sambung.engine.planning.deals import Link

Amounts = list[dict[int, int]]


def settle(
    needs: Sequence[int], payers: Sequence[Sequence[Link]], budgets: Sequence[int]
) -> Amounts | None:
    """Pay every need by exactly its payers, or None where no payment does.

    Payers earlier in the list are asked first; others only when they are needed.
    """
    amounts: Amounts = [{link.source: link.low for link in links} for links in payers]
    left = list(budgets)
    for paid in amounts:
        for source, amount in paid.items():
            left[source] -= amount
    if min(left, default=0) < 0:
        return None
    flow = _Flow(payers, amounts, left)
    for package, need in enumerate(needs):
        rest = need - sum(amounts[package].values())
        if rest < 0 or not flow.pay(package, rest):
            return None
    return amounts


class _Flow:
    """The residual network between packages and sources."""

    def __init__(self, payers: Sequence[Sequence[Link]], amounts: Amounts, left: list[int]) -> None:
        self.payers, self.amounts, self.left = payers, amounts, left
        self.link = [{link.source: link for link in links} for links in payers]
        self.paid_by: dict[int, list[int]] = {}
        for package, links in enumerate(payers):
            for link in links:
                self.paid_by.setdefault(link.source, []).append(package)

    def pay(self, package: int, rest: int) -> bool:
        while rest > 0:
            path = self.path(package)
            if path is None:
                return False
            rest -= self.push(path, rest)
        return True

    def path(self, package: int) -> list[tuple[int, int]] | None:
        """The shortest way to money left: steps (package, source); a source may be freed by
        letting another package pay it less and somebody else more."""
        before: dict[int, tuple[int, int]] = {}
        came: dict[int, int] = {package: -1}
        queue = deque([package])
        while queue:
            at = queue.popleft()
            for link in self.payers[at]:
                source = link.source
                if source in before or self.amounts[at][source] >= link.high:
                    continue
                before[source] = (at, source)
                if self.left[source] > 0:
                    return self.trace(source, before, came)
                for other in self.paid_by[source]:
                    if other not in came and self.spare(other, source) > 0:
                        came[other] = source
                        queue.append(other)
        return None

    def spare(self, package: int, source: int) -> int:
        return self.amounts[package][source] - self.link[package][source].low

    def trace(
        self, source: int, before: dict[int, tuple[int, int]], came: dict[int, int]
    ) -> list[tuple[int, int]]:
        steps = [before[source]]
        while came[steps[-1][0]] != -1:
            steps.append(before[came[steps[-1][0]]])
        return steps

    def push(self, steps: list[tuple[int, int]], rest: int) -> int:
        """Move as much as the path allows; steps run from the money back to the package."""
        most = min(rest, self.left[steps[0][1]])
        for package, source in steps:
            most = min(most, self.link[package][source].high - self.amounts[package][source])
        for (package, _), (_, freed) in zip(steps, steps[1:], strict=False):
            most = min(most, self.spare(package, freed))
        self.left[steps[0][1]] -= most
        for package, source in steps:
            self.amounts[package][source] += most
        for (package, _), (_, freed) in zip(steps, steps[1:], strict=False):
            self.amounts[package][freed] -= most
        return most

"""Find prices: deals that pay at the current prices join the master until none does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sambung.engine.planning.deals import (
    FREE,
    Deal,
    Narrow,
    Network,
    Rates,
    best_deal,
    exact,
    fees_of,
    gains,
    rent_of,
)
from sambung.engine.planning.plan import MONEY_SCALE
from sambung.engine.planning.problem import Problem

Cases = dict[int, Narrow]
MOST_ROUNDS = 200

Stop = Callable[[int], bool]
"""Asked after each round with the number of rounds done: is it enough?"""


def never(_rounds: int) -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True)
class Relaxation:
    """One solved master: its value, prices, price of each package, and the weight of each deal."""

    value: float
    rates: Rates
    package_prices: list[float]
    weights: list[tuple[Deal, float]]


class Master(Protocol):
    """A linear program over deals that can grow; solve.py holds the one that asks HiGHS."""

    def add(self, deals: list[Deal]) -> int:
        """Add the deals it does not know yet; say how many."""

    def solve(self, cases: Cases) -> Relaxation:
        """Solve under the assumptions of a case."""


@dataclass(frozen=True)
class Priced:
    """The bound of a case in whole person-days, proven by ``rates``; None if it is empty."""

    bound: int | None
    rates: Rates
    value: float
    weights: list[tuple[Deal, float]]
    rounds: int


class Pricer:
    """Prices cases of one problem with one master, so that deals found once serve all cases."""

    def __init__(self, problem: Problem, net: Network, master: Master) -> None:
        self.net, self.master = net, master
        self.slots = [s.max_packages for s in problem.sources]
        self.capacities = [p.capacity for p in problem.places]

    def price(self, cases: Cases, good_enough: int, stop: Stop, *, proof: bool = True) -> Priced:
        """Price until the bound meets the relaxation, or is ``good_enough``, or time ends.

        Without ``proof`` only the weights count: the bound is left out.
        """
        best, lowest = None, float("inf")
        for done_rounds in range(1, MOST_ROUNDS + 1):
            found = self.master.solve(cases)
            bound, deals = self.look(found, cases)
            if bound < lowest:
                best, lowest = found, bound
            done = lowest < good_enough + 1 or lowest - found.value < 0.25
            if done or not self.master.add(deals) or stop(done_rounds):
                break
        assert best is not None  # noqa: S101  the loop runs at least once
        if not proof:
            return Priced(None, best.rates, found.value, found.weights, done_rounds)
        proven, rates = self.prove(best.rates, cases)
        return Priced(proven, rates, found.value, found.weights, done_rounds)

    def look(self, found: Relaxation, cases: Cases) -> tuple[float, list[Deal]]:
        """A bound at these prices, in search precision, and every deal that pays there.

        A package whose deals all gain less than its price in the master counts with that price.
        """
        net, rates = self.net, found.rates
        fees = fees_of(net, rates)
        bound, deals = rent_of(net, rates), []
        for package, arms in enumerate(net.arms_of):
            narrow = cases.get(package, FREE)
            if narrow.built is False:
                continue
            asked = -1e30 if narrow.built else max(0.0, found.package_prices[package]) + 1e-3
            top = asked
            for index in arms:
                if index in narrow.no_arms or narrow.arm not in (None, index):
                    continue
                priced = best_deal(net, net.arms[index], rates, fees, asked, narrow)
                if priced is not None:
                    top = max(top, priced[0])
                    deals.append(priced[1])
            bound += top
        return bound, deals

    def prove(self, rates: Rates, cases: Cases) -> tuple[int | None, Rates]:
        """The same bound in whole numbers, from prices as the plan will carry them."""
        whole = exact(rates, self.slots, self.capacities)
        found = gains(self.net, whole, cases)
        return (None if found is None else int(found[0]) // MONEY_SCALE), whole

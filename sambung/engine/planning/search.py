"""The search as a row of counted phases; it sees no clock, only ``stop(rounds)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sambung.engine.planning.deals import (
    Deal,
    Narrow,
    Network,
    Rates,
    best_deal,
    fees_of,
    lay_out,
    searched,
)
from sambung.engine.planning.greedy import Ledger, greedy, resettle
from sambung.engine.planning.model import Scope
from sambung.engine.planning.plan import DIVE, HIGHS, LOCAL, NEAR, PRICES, TREE, Step
from sambung.engine.planning.polish import Diver, Neighbourhoods, complete
from sambung.engine.planning.prices import Master, Priced, Pricer, Stop
from sambung.engine.planning.problem import Problem
from sambung.engine.planning.tree import Case, Tree

KEEP = (0.0, 0.4, 0.7)
"""How much of the best plan a dive keeps, in turn."""
DIVE_EVERY = 20
"""A dive from the most promising case after so many cases."""

Progress = Callable[[int, int], None]
Found = Callable[[list[Deal]], None]


@dataclass(frozen=True)
class MipEnd:
    """How a HiGHS phase ended: its own end, or interrupted after so many improvements."""

    finished: bool
    improvements: int
    bound_pd: int
    nodes: int


class Mip(Protocol):
    """Searches the compact model over a scope; solve.py holds the one that asks HiGHS."""

    def __call__(
        self,
        net: Network,
        scope: Scope,
        start: Iterable[Deal],
        kept: Iterable[Deal],
        found: Found,
        stop: Stop,
    ) -> MipEnd:
        """Search from a start, keeping some deals; report what improves; stop when told."""


class Search:
    """The best plan so far, the bound so far, and the phases that bring them together."""

    def __init__(self, problem: Problem, master: Callable[[Network], Master], mip: Mip,
                 progress: Progress) -> None:  # fmt: skip
        self.problem, self.mip, self.progress = problem, mip, progress
        self.net = lay_out(problem)
        self.pricer = Pricer(problem, self.net, master(self.net))
        self.best = greedy(self.net)
        self.value = self.best.objective()
        self.root: Priced | None = None
        self.tree: Tree | None = None
        self.highs_bound: int | None = None
        self.mip_nodes = 0
        self.steps: list[Step] = []
        self._links: list[tuple[float, int, int]] = []

    @property
    def bound(self) -> int:
        """The bound that prices prove so far."""
        if self.tree is not None:
            return self.tree.bound
        return 10**30 if self.root is None or self.root.bound is None else self.root.bound

    @property
    def is_proven(self) -> bool:
        return self.bound <= self.value

    @property
    def rates(self) -> Rates:
        assert self.root is not None  # noqa: S101  the first phase is always prices
        return searched(self.root.rates)

    @property
    def slack(self) -> int:
        """What a better plan may give up at the root's prices; the tree's bound has others."""
        assert self.root is not None and self.root.bound is not None  # noqa: S101
        return self.root.bound - self.value

    def links(self) -> list[tuple[float, int, int]]:
        """The links by what using them gives up at the root's prices; found once."""
        if not self._links:
            self._links = promising_links(self.net, self.rates)
        return self._links

    def run(self, phase: str, stop: Stop, size: int = 0) -> None:
        """Run one phase until it ends or is stopped, and write down what it did."""
        step = PHASE[phase](self, stop, size)
        self.steps.append(step)
        self.progress(self.value, self.bound)

    def offer(self, ledger: Ledger) -> bool:
        """Take a plan if it is better; a ledger never exceeds a limit, so nothing is unchecked."""
        value = ledger.objective()
        if value <= self.value:
            return False
        self.best, self.value = ledger, value
        self.progress(self.value, self.bound)
        return True

    def offer_deals(self, deals: Iterable[Deal]) -> None:
        """Settle the money of these arms and joins exactly, complete the plan, and offer it."""
        settled = resettle(self.net, deals, self.rates.money)
        if settled is not None:
            self.offer(complete(self.net, settled, self.rates))


def find_prices(search: Search, stop: Stop, size: int) -> Step:
    """Price the whole problem: the first bound, and what guides everything after."""
    search.pricer.master.add(list(search.best.deals.values()))
    search.root = search.pricer.price({}, search.value, stop)
    return Step(PRICES, search.root.rounds)


def dive_down(search: Search, stop: Stop, size: int) -> Step:
    """Round the relaxation into plans, afresh or around the best plan, at most ``size`` times."""
    seed = search.problem.seed * 1_000 + len(search.steps)
    diver = Diver(search.net, search.pricer, seed)
    rounds = 0
    while rounds < size and not stop(rounds) and not search.is_proven:
        kept = diver.keep_some(search.best, KEEP[rounds % len(KEEP)]) if rounds else {}
        found = diver.dive(kept, 0.6 if rounds else 0.0)
        search.offer(complete(search.net, found, search.rates))
        rounds += 1
    return Step(DIVE, rounds, size)


def improve_locally(search: Search, stop: Stop, size: int) -> Step:
    """Try ``size`` small changes, cooling down; each run draws its own seed."""
    seed = search.problem.seed * 1_000 + len(search.steps)
    near = Neighbourhoods(search.net, search.best, search.rates, seed)
    rounds = 0
    while rounds < size and not stop(rounds) and not search.is_proven:
        if near.round(rounds / size):
            search.offer(near.best)
        rounds += 1
    search.offer(complete(search.net, near.best.copy(), search.rates))
    return Step(LOCAL, rounds, size)


def ask_highs(search: Search, stop: Stop, size: int) -> Step:
    """Give HiGHS the ``size`` most promising links, or all that could still be in a better plan."""
    slack = search.slack
    links = search.links()
    able = [(a, s) for cost, a, s in links if cost <= slack + 1]
    scope = scope_of(search.net, able[:size], search.best.deals.values())
    start = list(search.best.deals.values())
    end = search.mip(search.net, scope, start, (), search.offer_deals, stop)
    search.mip_nodes += end.nodes
    if end.finished and len(able) <= size:
        search.highs_bound = max(end.bound_pd, search.value)
    return Step(HIGHS, end.improvements, size, end.finished)


def ask_highs_nearby(search: Search, stop: Stop, size: int) -> Step:
    """Let HiGHS rebuild what a third of the sources, drawn, pay for; the rest of the plan stays."""
    net, many = search.net, len(search.net.budgets)
    draw = np.random.default_rng(search.problem.seed * 1_000 + len(search.steps))
    freed = set(draw.permutation(many)[: max(2, many // 3)].tolist())
    start = list(search.best.deals.values())
    kept = [deal for deal in start if freed.isdisjoint(deal.sources)]
    closed = {net.arms[deal.arm].package for deal in kept}
    slack = search.slack
    links = search.links()[:size]
    able = [(a, s) for c, a, s in links if c <= slack and net.arms[a].package not in closed]
    scope = scope_of(net, able, start)
    end = search.mip(net, scope, start, kept, search.offer_deals, stop)
    search.mip_nodes += end.nodes
    return Step(NEAR, end.improvements, size, end.finished)


def prove_by_cases(search: Search, stop: Stop, size: int) -> Step:
    """Split cases until no open case could hold a better plan."""
    root = search.root
    if root is None or root.bound is None:  # stopped before the first prices stood
        return Step(TREE, 0, size)
    if search.tree is None:
        top = Case({}, root.bound, root.rates, root.weights)
        search.tree = Tree(search.problem, search.net, search.pricer, top)
    diver = Diver(search.net, search.pricer, search.problem.seed)
    rounds = 0
    while rounds < size and search.tree.prune(search.value) and not stop(rounds):
        whole = search.tree.step(search.value)
        rounds += 1
        if whole:
            search.offer_deals([deal for deal, weight in whole if weight > 0.5])
        if rounds % DIVE_EVERY == 0 and search.tree.heap:
            found = diver.dive(search.tree.most_promising.cases, 0.0)
            search.offer(complete(search.net, found, search.rates))
        search.progress(search.value, search.bound)
    return Step(TREE, rounds, size)


PHASE: dict[str, Callable[[Search, Stop, int], Step]] = {
    PRICES: find_prices,
    DIVE: dive_down,
    LOCAL: improve_locally,
    HIGHS: ask_highs,
    NEAR: ask_highs_nearby,
    TREE: prove_by_cases,
}


def promising_links(net: Network, rates: Rates) -> list[tuple[float, int, int]]:
    """Every link (arm, source) with what using it gives up at these prices, least first.

    A plan that uses the link is worth at most the bound less that, so links that give up more than
    the gap are in no better plan.
    """
    fees = fees_of(net, rates)
    links = []
    for arms in net.arms_of:
        gains = []
        for index in arms:
            for link in net.arms[index].links:
                must = Narrow(must=frozenset((link.source,)))
                found = best_deal(net, net.arms[index], rates, fees, -1e30, must)
                if found is not None:
                    gains.append((found[0], index, link.source))
        best = max([0.0, *(gain for gain, _, _ in gains)])
        links += [(best - gain, index, source) for gain, index, source in gains]
    return sorted(links)


def scope_of(net: Network, links: list[tuple[int, int]], keep: Iterable[Deal]) -> Scope:
    """The scope of these links and of the deals in hand."""
    singles = [Deal(arm, (source,), (0,)) for arm, source in links]
    return Scope.of(net, [*singles, *keep])

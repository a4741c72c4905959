"""Turn prices into plans: dive along the relaxation, then improve in small neighbourhoods."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sambung.engine.planning.deals import Deal, Narrow, Network, Rates, cheapest, fees_of
from sambung.engine.planning.greedy import Ledger, fill, resettle, scaled
from sambung.engine.planning.prices import Cases, Pricer, never

CERTAIN = 0.95
MOST_FIXES = 60


def weights_by_sources(
    net: Network, weights: list[tuple[Deal, float]]
) -> dict[int, list[tuple[float, Deal]]]:
    """Per package, how much of each (arm, set of sources) is taken, however the money is split."""
    total: dict[tuple[int, tuple[int, ...]], tuple[float, Deal]] = {}
    for deal, weight in weights:
        key = (deal.arm, deal.sources)
        total[key] = (total.get(key, (0.0, deal))[0] + weight, deal)
    by_package: dict[int, list[tuple[float, Deal]]] = {}
    for weight, deal in total.values():
        by_package.setdefault(net.arms[deal.arm].package, []).append((weight, deal))
    return by_package


class Diver:
    """Rounds relaxations into plans: fix what is surest, price again, until all is decided.

    The first dive takes the surest deals; later ones draw, so that each finds another plan.
    """

    def __init__(self, net: Network, pricer: Pricer, seed: int) -> None:
        self.net, self.pricer = net, pricer
        self.draw = np.random.default_rng(seed).random

    def dive(self, cases: Cases, luck: float) -> Ledger:
        """One dive from a case, with ``luck`` from 0 (the surest) to 1 (much drawn)."""
        cases = dict(cases)
        weights = self.pricer.price(cases, -(10**30), never, proof=False).weights
        for _ in range(MOST_FIXES):
            if not self._fix(cases, weights, luck):
                break
            weights = self.pricer.price(cases, -(10**30), never, proof=False).weights
        tops = [max(d, key=_surest) for d in weights_by_sources(self.net, weights).values()]
        return settle_most(self.net, [deal for weight, deal in tops if weight > 0.5])

    def keep_some(self, ledger: Ledger, part: float) -> Cases:
        """A case that keeps the deals of a plan, except those of some sources drawn."""
        many = len(self.net.budgets)
        freed = {i for i in range(many) if self.draw() >= part}
        return {
            package: only(self.net, deal)
            for package, deal in ledger.deals.items()
            if freed.isdisjoint(deal.sources)
        }

    def _fix(self, cases: Cases, weights: list[tuple[Deal, float]], luck: float) -> int:
        """Bind every nearly whole package to its deal's sources, and a third of the others."""
        fixed, undecided = 0, []
        for package, deals in sorted(weights_by_sources(self.net, weights).items()):
            weight, deal = max(deals, key=_surest)
            if package in cases:
                if 1e-6 < sum(w for w, _ in deals) < 0.5:
                    cases[package], fixed = Narrow(built=False), fixed + 1
            elif weight >= CERTAIN:
                cases[package], fixed = only(self.net, deal), fixed + 1
            else:
                weight, deal = self._drawn(deals) if luck else (weight, deal)
                rank = -weight * (1 + luck * (self.draw() - 0.5))
                undecided.append((rank, package, deal))
        undecided.sort(key=lambda row: row[:2])
        for _, package, deal in undecided[: 1 + len(undecided) // 3]:
            cases[package], fixed = only(self.net, deal), fixed + 1
        return fixed

    def _drawn(self, deals: list[tuple[float, Deal]]) -> tuple[float, Deal]:
        left = self.draw() * sum(weight for weight, _ in deals)
        for weight, deal in deals:
            left -= weight
            if left <= 0:
                return weight, deal
        return deals[-1]


def only(net: Network, deal: Deal) -> Narrow:
    """Assume of a package just this arm paid by just these sources, or nothing."""
    others = {link.source for link in net.arms[deal.arm].links} - set(deal.sources)
    return Narrow(arm=deal.arm, must=frozenset(deal.sources), never=frozenset(others))


def settle_most(net: Network, deals: list[Deal]) -> Ledger:
    """Settle these arms and joins together, or as many as money, slots and places allow."""
    order = [0.0] * len(net.budgets)
    ledger = resettle(net, deals, order)
    if ledger is not None:
        return ledger
    kept: list[Deal] = []
    ledger = Ledger(net)
    for deal in sorted(deals, key=lambda d: (-net.arms[d.arm].benefit, d.arm)):
        more = resettle(net, [*kept, deal], order)
        if more is not None:
            ledger = more
            kept.append(deal)
    return ledger


def _surest(pair: tuple[float, Deal]) -> tuple[float, int]:
    return pair[0], -pair[1].arm


def complete(net: Network, ledger: Ledger, rates: Rates) -> Ledger:
    """Settle money so that scarce money is left, then add whatever still fits and helps."""
    settled = resettle(net, ledger.deals.values(), rates.money) or ledger
    if settled.objective() < ledger.objective():
        settled = ledger
    for factor in (1.0, 0.3, 0.0):
        fill(net, settled, scaled(rates, factor))
    return settled


class Neighbourhoods:
    """Simulated annealing over small neighbourhoods.

    Take out a few deals that share a source, put deals back by their gain at randomly scaled
    prices, keep what is better or, while it is hot, nearly so.
    """

    REMOVE = 3
    CANDIDATES = 30
    FACTORS = (0.0, 0.3, 0.6, 0.8, 0.9, 1.0, 1.0, 1.1)

    def __init__(self, net: Network, start: Ledger, rates: Rates, seed: int) -> None:
        self.net, self.rates = net, rates
        self.draw = np.random.default_rng(seed).random
        self.now, self.value = start.copy(), start.objective()
        self.best, self.best_value = start.copy(), self.value
        worths = sorted(arm.benefit for arm in net.arms) or [0]
        self.heat = 0.02 * worths[len(worths) // 2]
        self.cuts = [scaled(rates, factor) for factor in self.FACTORS]
        self.reach: dict[int, list[int]] = {}
        for package, arms in enumerate(net.arms_of):
            for source in {link.source for a in arms for link in net.arms[a].links}:
                self.reach.setdefault(source, []).append(package)
        self.live = sorted(self.reach)

    def round(self, coolness: float) -> bool:
        """One move at a temperature that falls from 1 to 0; True when the best improved."""
        before = dict(self.now.deals)
        touched = self._move()
        value = self.now.objective()
        drop = self.value - value
        heat = self.heat * max(0.0, 1.0 - coolness) ** 2
        if drop <= 0 or (heat > 0 and self.draw() < math.exp(-drop / heat)):
            self.value = value
        else:
            self._undo(before, touched)
        if self.value > self.best_value:
            self.best, self.best_value = self.now.copy(), self.value
            return True
        return False

    def _move(self) -> set[int]:
        source = self.live[int(self.draw() * len(self.live))]
        reach = self.reach[source]
        paid = [k for k in reach if k in self.now.deals]
        out = self._sample(paid, 1 + int(self.draw() * self.REMOVE))
        for package in out:
            self.now.remove(package)
        free = [k for k in reach if k not in self.now.deals]
        tried = self._sample(free, self.CANDIDATES)
        return set(out) | self._put_back(set(tried) | set(out))

    def _sample(self, items: Sequence[int], many: int) -> list[int]:
        """Some of the items, in a drawn order."""
        keyed = sorted((self.draw(), item) for item in items)
        return [item for _, item in keyed[:many]]

    def _put_back(self, packages: set[int]) -> set[int]:
        cut = self.cuts[int(self.draw() * len(self.cuts))]
        fees = fees_of(self.net, cut)
        added: set[int] = set()
        waiting = {k: self._offer(k, cut, fees) for k in sorted(packages)}
        while True:
            offers = [(k, *found) for k, found in waiting.items() if found]
            ranked = [(gain * (0.8 + 0.4 * self.draw()), k, deal) for k, gain, deal in offers]
            if not ranked:
                return added
            _, package, deal = max(ranked, key=lambda row: (row[0], -row[1]))
            if self.now.fits(deal):
                self.now.add(deal)
                added.add(package)
                del waiting[package]
            else:
                waiting[package] = self._offer(package, cut, fees)

    def _offer(self, package: int, cut: Rates, fees: list[float]) -> tuple[float, Deal] | None:
        """The package's best deal under what is left; None when it has none with a gain."""
        best: tuple[float, Deal] | None = None
        for index in self.net.arms_of[package]:
            arm = self.net.arms[index]
            if self.now.places[arm.place] < 1:
                continue
            value = self.now.gain_of(arm) - cut.places[arm.place]
            floor = best[0] if best else 0.0
            found = cheapest(
                arm, self.now.links_left(arm), cut.money, fees, self.net.most, value - floor
            )
            if found:
                best = (value - found[0], found[1])
        return best

    def _undo(self, before: dict[int, Deal], touched: set[int]) -> None:
        for package in touched:
            if package in self.now.deals:
                self.now.remove(package)
        for package in sorted(touched):
            if package in before:
                self.now.add(before[package])

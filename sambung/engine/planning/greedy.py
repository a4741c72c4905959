"""A ledger of chosen deals, and the plain rule every plan must beat: benefit per rupiah."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sambung.engine.planning.deals import (
    Arm,
    Deal,
    Link,
    Network,
    Rates,
    best_deal,
    cheapest,
    fees_of,
)
from sambung.engine.planning.flow import settle


class Ledger:
    """Chosen deals and what every limit has left; adding and removing keeps both in step."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self.deals: dict[int, Deal] = {}
        self.money = list(net.budgets)
        self.slots = list(net.slots)
        self.places = list(net.capacities)
        self.reached = [0] * len(net.floors)

    def copy(self) -> Ledger:
        twin = Ledger(self.net)
        twin.deals = dict(self.deals)
        twin.money, twin.slots = list(self.money), list(self.slots)
        twin.places, twin.reached = list(self.places), list(self.reached)
        return twin

    def fits(self, deal: Deal) -> bool:
        """Whether the package is free and every limit still holds with this deal."""
        arm = self.net.arms[deal.arm]
        return (
            arm.package not in self.deals
            and self.places[arm.place] > 0
            and all(self.slots[s] > 0 for s in deal.sources)
            and all(self.money[s] >= w for s, w in zip(deal.sources, deal.amounts, strict=True))
        )

    def add(self, deal: Deal) -> None:
        arm = self.net.arms[deal.arm]
        self.deals[arm.package] = deal
        self._move(arm, deal, 1)

    def remove(self, package: int) -> Deal:
        deal = self.deals.pop(package)
        self._move(self.net.arms[deal.arm], deal, -1)
        return deal

    def _move(self, arm: Arm, deal: Deal, sign: int) -> None:
        self.places[arm.place] -= sign
        for source, amount in zip(deal.sources, deal.amounts, strict=True):
            self.money[source] -= sign * amount
            self.slots[source] -= sign
        for floor in arm.floors:
            self.reached[floor] += sign * arm.people

    def objective(self) -> int:
        net = self.net
        value = sum(
            net.arms[d.arm].benefit - net.join * len(d.sources) for d in self.deals.values()
        )
        for (people, penalty), reached in zip(net.floors, self.reached, strict=True):
            value -= penalty * max(0, people - reached)
        return value

    def links_left(self, arm: Arm) -> list[Link]:
        """The arm's links, cut to the money and slots that are left."""
        left = []
        for link in arm.links:
            high = min(link.high, self.money[link.source])
            if self.slots[link.source] > 0 and link.low <= high:
                left.append(Link(link.source, link.low, high, link.government))
        return left

    def gain_of(self, arm: Arm) -> int:
        """How much the objective rises by building this arm, before joins."""
        gain = arm.benefit
        for floor in arm.floors:
            people, penalty = self.net.floors[floor]
            short = max(0, people - self.reached[floor])
            gain += penalty * min(short, arm.people)
        return gain


def build(
    net: Network,
    ledger: Ledger,
    order: Iterable[Arm],
    money: Sequence[float],
    fees: Sequence[float],
) -> None:
    """Go through the arms in order; build each that fits and raises the objective."""
    for arm in order:
        if arm.package in ledger.deals or ledger.places[arm.place] < 1:
            continue
        found = cheapest(arm, ledger.links_left(arm), money, fees, net.most, float("inf"))
        if found and ledger.gain_of(arm) > net.join * len(found[1].sources):
            ledger.add(found[1])


def greedy(net: Network) -> Ledger:
    """The plain rule: arms by benefit per rupiah of need, paid by the fewest sources.

    Of four readings of the rule the best counts: each package only in its best option first or any,
    and ranked with or without what the floors still add.
    """
    free = [0.0] * len(net.budgets)
    joins = [1.0] * len(net.budgets)
    best = Ledger(net)
    for with_floors in (False, True):
        for best_option_first in (False, True):
            ledger = Ledger(net)
            order = _ranked(net, with_floors)
            if best_option_first:
                build(net, ledger, _first_of_package(order), free, joins)
            build(net, ledger, order, free, joins)
            if ledger.objective() > best.objective():
                best = ledger
    return best


def _ranked(net: Network, with_floors: bool) -> list[Arm]:
    empty = Ledger(net)

    def rank(arm: Arm) -> tuple[float, int]:
        gain = empty.gain_of(arm) if with_floors else arm.benefit
        return -gain / max(1, arm.need), arm.index

    return sorted(net.arms, key=rank)


def _first_of_package(order: list[Arm]) -> list[Arm]:
    first: dict[int, Arm] = {}
    for arm in order:
        first.setdefault(arm.package, arm)
    return list(first.values())


def scaled(rates: Rates, factor: float) -> Rates:
    """The same prices, all times a factor."""
    return Rates(
        [x * factor for x in rates.money],
        [x * factor for x in rates.slots],
        [x * factor for x in rates.places],
        [x * factor for x in rates.floors],
        rates.scale,
    )


def fill(net: Network, ledger: Ledger, rates: Rates) -> None:
    """Add deals by falling gain at these prices, each priced again under what is left."""
    fees = fees_of(net, rates)
    ranked = []
    for package, arms in enumerate(net.arms_of):
        if package in ledger.deals:
            continue
        found = [best_deal(net, net.arms[a], rates, fees, 0) for a in arms]
        top = max((f[0] for f in found if f), default=0.0)
        if top > 0:
            ranked.append((-top, package))
    for _, package in sorted(ranked):
        best: tuple[float, Deal] | None = None
        for index in net.arms_of[package]:
            deal = _deal_left(net, ledger, net.arms[index], rates, fees, best[0] if best else 0.0)
            best = deal or best
        if best:
            ledger.add(best[1])


def _deal_left(
    net: Network, ledger: Ledger, arm: Arm, rates: Rates, fees: Sequence[float], floor: float
) -> tuple[float, Deal] | None:
    if ledger.places[arm.place] < 1:
        return None
    value = ledger.gain_of(arm) - rates.places[arm.place]
    found = cheapest(arm, ledger.links_left(arm), rates.money, fees, net.most, value - floor)
    return None if found is None else (value - found[0], found[1])


def resettle(net: Network, deals: Iterable[Deal], order: Sequence[float]) -> Ledger | None:
    """The same arms and sources with money recomputed as an exact flow; None if it cannot be.

    Sources with a lower ``order`` are asked first, so that scarce money is what is left over.
    """
    kept = sorted(deals, key=lambda d: d.arm)
    payers = []
    for deal in kept:
        links = [link for link in net.arms[deal.arm].links if link.source in deal.sources]
        payers.append(sorted(links, key=lambda link: (order[link.source], link.source)))
    amounts = settle([net.arms[d.arm].need for d in kept], payers, net.budgets)
    if amounts is None:
        return None
    ledger = Ledger(net)
    for deal, paid in zip(kept, amounts, strict=True):
        sources = tuple(sorted(paid))
        exact = Deal(deal.arm, sources, tuple(paid[s] for s in sources))
        if not ledger.fits(exact):
            return None
        ledger.add(exact)
    return ledger

"""A deal is one option paid by one set of sources; here they are laid out and priced.

The solver's own view of a problem: names become positions, and only payments that can exist remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sambung.engine.planning.plan import MONEY_SCALE, UNIT_SCALE, Prices
from sambung.engine.planning.problem import (
    GOVERNMENT,
    Option,
    Package,
    Problem,
    Source,
    ticket_range,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One source that may pay for an arm, at least ``low`` and at most ``high``."""

    source: int
    low: int
    high: int
    government: bool


@dataclass(frozen=True, slots=True)
class Arm:
    """One option of one package with the links that can pay for it."""

    index: int
    package: int
    option: int
    place: int
    benefit: int
    people: int
    need: int
    needs_government: bool
    links: tuple[Link, ...]
    floors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """An arm, the sources that pay for it, and how much each."""

    arm: int
    sources: tuple[int, ...]
    amounts: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """A problem by position: arms, and the limits that couple the packages."""

    arms: tuple[Arm, ...]
    arms_of: tuple[tuple[int, ...], ...]
    budgets: tuple[int, ...]
    slots: tuple[int, ...]
    capacities: tuple[int, ...]
    floors: tuple[tuple[int, int], ...]
    most: int
    join: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Prices by position. ``scale`` is one person-day: 1.0 in search, a big integer in proofs."""

    money: Sequence[float]
    slots: Sequence[float]
    places: Sequence[float]
    floors: Sequence[float]
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a case of the search assumes of one package; the default assumes nothing."""

    built: bool | None = None
    arm: int | None = None
    no_arms: frozenset[int] = frozenset()
    must: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()

    def allows(self, deal: Deal) -> bool:
        """Whether the deal fits the case; a deal always means that the package is built."""
        if self.built is False or deal.arm in self.no_arms or self.arm not in (None, deal.arm):
            return False
        return self.must.issubset(deal.sources) and self.never.isdisjoint(deal.sources)


FREE = Narrow()


def lay_out(problem: Problem) -> Network:
    """Turn a problem into positions, leaving out the options that no set of sources can pay."""
    position = {s.id: i for i, s in enumerate(problem.sources)}
    place = {p.id: i for i, p in enumerate(problem.places)}
    floors_of: dict[str, list[int]] = {p.id: [] for p in problem.packages}
    for i, floor in enumerate(problem.floors):
        for name in floor.package_ids:
            floors_of[name].append(i)
    arms: list[Arm] = []
    arms_of = []
    for k, package in enumerate(problem.packages):
        first = len(arms)
        for o, option in enumerate(package.options):
            arm = Arm(
                len(arms), k, o, place[package.place_id], option.benefit_pd, option.people,
                option.need_rp, option.needs_government,
                _links(problem, package, option, position), tuple(floors_of[package.id]),
            )  # fmt: skip
            if can_be_paid(arm, problem.max_sources_per_package):
                arms.append(arm)
        arms_of.append(tuple(range(first, len(arms))))
    plenty = len(problem.packages) + 1
    return Network(
        arms=tuple(arms),
        arms_of=tuple(arms_of),
        budgets=tuple(s.budget_rp for s in problem.sources),
        slots=tuple(plenty if s.max_packages is None else s.max_packages for s in problem.sources),
        capacities=tuple(plenty if p.capacity is None else p.capacity for p in problem.places),
        floors=tuple((f.people, f.price_pd) for f in problem.floors),
        most=problem.max_sources_per_package,
        join=problem.join_cost_pd,
    )


def _links(
    problem: Problem, package: Package, option: Option, position: dict[str, int]
) -> tuple[Link, ...]:
    links = []
    for name in package.source_ids:
        source: Source = problem.source[name]
        low, high = ticket_range(option, source)
        if low <= high and source.max_packages != 0:
            links.append(Link(position[name], low, high, source.kind == GOVERNMENT))
    return tuple(sorted(links, key=lambda link: link.source))


def can_be_paid(arm: Arm, most: int) -> bool:
    """Whether any admissible set of sources can pay this arm, the others being away."""
    free = [0] * (1 + max((link.source for link in arm.links), default=0))
    return cheapest(arm, arm.links, free, free, most, 1) is not None


def cheapest(
    arm: Arm,
    links: Sequence[Link],
    money: Sequence[float],
    fees: Sequence[float],
    most: int,
    ceiling: float,
    must: frozenset[int] = frozenset(),
) -> tuple[float, Deal] | None:
    """The admissible set of sources that pays the arm at the least cost below the ceiling.

    Sets grow towards dearer money. A set that can pay and is admissible never gains from one more
    source; a set whose least possible cost reaches the best found is left. So the answer is exact.
    """
    if arm.need == 0 and not arm.needs_government and not must:
        return (0, Deal(arm.index, (), ())) if ceiling > 0 else None
    if not links or arm.need * min([money[link.source] for link in links]) >= ceiling:
        return None
    order = sorted(links, key=lambda link: (money[link.source], link.source))
    if not must.issubset(link.source for link in order):
        return None
    search = _Search(arm, order, money, fees, most, must, ceiling)
    search.grow(0, (), 0, 0, 0, 0)
    return None if search.found is None else (search.best, search.deal())


class _Search:
    """Depth-first over sets of sources in order of price; keeps the best set so far."""

    def __init__(
        self,
        arm: Arm,
        order: list[Link],
        money: Sequence[float],
        fees: Sequence[float],
        most: int,
        must: frozenset[int],
        ceiling: float,
    ) -> None:
        self.arm, self.order, self.money, self.fees = arm, order, money, fees
        self.most, self.must, self.best = most, must, ceiling
        self.found: tuple[Link, ...] | None = None

    def grow(
        self, start: int, chosen: tuple[Link, ...], fee: float, lows: int, extra: float, highs: int
    ) -> None:
        """Try every set that extends ``chosen``; ``extra`` is what its tickets cost above the
        cheapest."""
        need = self.arm.need
        for i in range(start, len(self.order)):
            link = self.order[i]
            base = self.money[chosen[0].source if chosen else link.source]
            more = fee + self.fees[link.source]
            low = lows + link.low
            dearer = extra + link.low * (self.money[link.source] - base)
            if need * base >= self.best:
                return
            if low > need or more + need * base + dearer >= self.best:
                continue
            grown, high = (*chosen, link), highs + link.high
            if high >= need and self.admits(grown):
                self.keep(grown, more)
            elif len(grown) < self.most:
                self.grow(i + 1, grown, more, low, dearer, high)

    def admits(self, chosen: tuple[Link, ...]) -> bool:
        if self.arm.needs_government and not any(link.government for link in chosen):
            return False
        return self.must.issubset(link.source for link in chosen)

    def keep(self, chosen: tuple[Link, ...], fee: float) -> None:
        cost = fee + sum(
            w * self.money[link.source]
            for link, w in zip(chosen, split(self.arm.need, chosen), strict=True)
        )
        if cost < self.best:
            self.best, self.found = cost, chosen

    def deal(self) -> Deal:
        chosen = self.found or ()
        pairs = zip(chosen, split(self.arm.need, chosen), strict=True)
        paid = sorted((link.source, w) for link, w in pairs)
        return Deal(self.arm.index, tuple(s for s, _ in paid), tuple(w for _, w in paid))


def split(need: int, chosen: Sequence[Link]) -> list[int]:
    """Pay the need by these sources, the first as much as it may, each at least its ticket."""
    rest = need - sum(link.low for link in chosen)
    amounts = []
    for link in chosen:
        more = min(rest, link.high - link.low)
        amounts.append(link.low + more)
        rest -= more
    return amounts


def value_of(arm: Arm, rates: Rates) -> float:
    """What building this arm is worth before it is paid: benefit, floors, less the place."""
    floors = sum(rates.floors[q] for q in arm.floors)
    return arm.benefit * rates.scale + arm.people * floors - rates.places[arm.place]


def fees_of(net: Network, rates: Rates) -> list[float]:
    return [net.join * rates.scale + slot for slot in rates.slots]


def best_deal(
    net: Network,
    arm: Arm,
    rates: Rates,
    fees: Sequence[float],
    at_least: float,
    narrow: Narrow = FREE,
) -> tuple[float, Deal] | None:
    """The deal of this arm with the largest gain above ``at_least``, and that gain."""
    value = value_of(arm, rates)
    links: Sequence[Link] = arm.links
    if narrow.never:
        links = [link for link in links if link.source not in narrow.never]
    found = cheapest(arm, links, rates.money, fees, net.most, value - at_least, narrow.must)
    return None if found is None else (value - found[0], found[1])


def rent_of(net: Network, rates: Rates) -> float:
    """What all limits together are worth at these prices."""
    rent = sum(a * b for a, b in zip(rates.money, net.budgets, strict=True))
    rent += sum(a * b for a, b in zip(rates.slots, net.slots, strict=True))
    rent += sum(a * b for a, b in zip(rates.places, net.capacities, strict=True))
    for price, (people, penalty) in zip(rates.floors, net.floors, strict=True):
        rent += people * (max(0, price - penalty * rates.scale) - price)
    return rent


def gains(
    net: Network, rates: Rates, cases: dict[int, Narrow]
) -> tuple[float, list[Deal | None]] | None:
    """The Lagrangian bound of a case, and each package's best deal; None if the case is empty."""
    fees = fees_of(net, rates)
    total = rent_of(net, rates)
    deals: list[Deal | None] = []
    for package, arms in enumerate(net.arms_of):
        narrow = cases.get(package, FREE)
        best: float | None = None if narrow.built else 0
        deal: Deal | None = None
        for index in () if narrow.built is False else arms:
            if index in narrow.no_arms or narrow.arm not in (None, index):
                continue
            least = -(10**60) if best is None else best
            found = best_deal(net, net.arms[index], rates, fees, least, narrow)
            if found is not None:
                best, deal = found
        if best is None:
            return None
        total += best
        deals.append(deal)
    return total, deals


def exact(rates: Rates, slots: Sequence[int | None], capacities: Sequence[int | None]) -> Rates:
    """Round prices to the whole units a plan carries; limits that do not exist have no price."""
    unit = MONEY_SCALE // UNIT_SCALE

    def whole(price: float) -> int:
        return unit * max(0, round(price * UNIT_SCALE))

    return Rates(
        money=[max(0, round(x * MONEY_SCALE)) for x in rates.money],
        slots=[0 if s is None else whole(x) for s, x in zip(slots, rates.slots, strict=True)],
        places=[
            0 if c is None else whole(x) for c, x in zip(capacities, rates.places, strict=True)
        ],
        floors=[whole(x) for x in rates.floors],
        scale=MONEY_SCALE,
    )


def named(problem: Problem, rates: Rates) -> Prices:
    """Exact rates under the names of the problem, zeros left out."""

    def by_name(ids: Sequence[str], values: Sequence[float], unit: int) -> dict[str, int]:
        return {name: int(x) // unit for name, x in zip(ids, values, strict=True) if x}

    unit = MONEY_SCALE // UNIT_SCALE
    sources = [s.id for s in problem.sources]
    return Prices(
        money=by_name(sources, rates.money, 1),
        slots=by_name(sources, rates.slots, unit),
        places=by_name([p.id for p in problem.places], rates.places, unit),
        floors=by_name([f.id for f in problem.floors], rates.floors, unit),
    )


def searched(rates: Rates) -> Rates:
    """Exact rates back in search precision, one person-day being 1.0."""
    by = 1.0 / rates.scale
    return Rates(
        [x * by for x in rates.money],
        [x * by for x in rates.slots],
        [x * by for x in rates.places],
        [x * by for x in rates.floors],
    )

"""The deal form: a relaxation as strong as pricing whole packages, whose prices a plan carries.

One variable ``theta[v]`` per deal v: an arm paid by a set of sources in one extreme split. Only the
limits that couple packages are rows, one function per family, named by what it demands. Deals enter
when they pay at the current prices (prices.py). Symbols as in docs/models/planning.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from sambung.engine.planning.deals import Arm, Deal, Network

Entries = list[tuple[int, float]]
INFINITE = float("inf")

RP = 1e-8
"""One rupiah in the model's unit of money (Rp 100 million), so that numbers stay near one."""


@dataclass(frozen=True)
class Family:
    """Rows that belong together: their bounds, and what one deal puts into them."""

    name: str
    lower: Sequence[float]
    upper: Sequence[float]
    entries: Callable[[Deal, Arm], Entries]


def value_unit(net: Network) -> float:
    """One person-day in the model's unit of value, so that a usual arm is worth about 100."""
    return 100.0 / max(1.0, median([arm.benefit for arm in net.arms] or [1]))


def each_package_is_built_at_most_once(net: Network) -> Family:
    """sum of theta[v] over the deals v of package k  <=  1     for every package k"""
    many = len(net.arms_of)
    return Family("package", [0.0] * many, [1.0] * many, lambda deal, arm: [(arm.package, 1.0)])


def no_source_pays_more_than_its_budget(net: Network) -> Family:
    """sum of amount[v,f] * theta[v]  <=  budget[f]     for every source f"""

    def entries(deal: Deal, arm: Arm) -> Entries:
        return [(s, w * RP) for s, w in zip(deal.sources, deal.amounts, strict=True)]

    upper = [budget * RP for budget in net.budgets]
    return Family("money", [-INFINITE] * len(upper), upper, entries)


def no_source_joins_more_packages_than_it_offers(net: Network) -> Family:
    """sum of theta[v] over the deals v with source f  <=  slots[f]     for every source f"""
    upper = [float(slots) for slots in net.slots]
    lower = [-INFINITE] * len(upper)
    return Family("slots", lower, upper, lambda deal, arm: [(s, 1.0) for s in deal.sources])


def no_place_accompanies_more_than_it_can(net: Network) -> Family:
    """sum of theta[v] over the deals v in place d  <=  capacity[d]     for every place d"""
    upper = [float(capacity) for capacity in net.capacities]
    return Family("places", [-INFINITE] * len(upper), upper, lambda deal, arm: [(arm.place, 1.0)])


def the_least_served_are_reached_or_paid_for(net: Network) -> Family:
    """sum of people[v] * theta[v] over floor q  +  e[q]  >=  people[q]     for every floor q

    In hundreds of people; e[q] costs price[q] a person, so the plan always exists.
    """

    def entries(deal: Deal, arm: Arm) -> Entries:
        return [(q, arm.people / 100) for q in arm.floors]

    lower = [people / 100 for people, _ in net.floors]
    return Family("floors", lower, [INFINITE] * len(lower), entries)


def coupling(net: Network) -> list[Family]:
    """The rows of the master problem, in order; their prices are what a plan carries."""
    return [
        each_package_is_built_at_most_once(net),
        no_source_pays_more_than_its_budget(net),
        no_source_joins_more_packages_than_it_offers(net),
        no_place_accompanies_more_than_it_can(net),
        the_least_served_are_reached_or_paid_for(net),
    ]


def worth(net: Network, deal: Deal) -> int:
    """What one deal adds to the objective: benefit less joins."""
    return net.arms[deal.arm].benefit - net.join * len(deal.sources)


def column_of(net: Network, families: Sequence[Family], deal: Deal) -> Entries:
    """All entries of a deal, rows numbered through the families in order."""
    arm, first, column = net.arms[deal.arm], 0, []
    for family in families:
        column += [(first + row, value) for row, value in family.entries(deal, arm)]
        first += len(family.upper)
    return column

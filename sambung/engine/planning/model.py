"""The compact form: what HiGHS is asked, one function per constraint family.

Variables, each only inside the *scope* that the search still considers:
    x[a]    whether arm a (an option of a package) is built            0 or 1
    z[k,f]  whether source f joins package k                           0 or 1
    w[a,f]  what source f pays for arm a, in Rp 100 million            >= 0
    e[q]    hundreds of people short of floor q                        >= 0
Symbols as in docs/models/planning.md. ``build`` is the table of contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sambung.engine.planning.deals import Arm, Deal, Link, Network
from sambung.engine.planning.master import INFINITE, RP, value_unit

Terms = Iterable[tuple[int, float]]


@dataclass
class LinearModel:
    """Columns and rows of a mixed-integer program that is to be maximised."""

    worth: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    rows: list[list[tuple[int, float]]] = field(default_factory=list)

    def variable(self, worth: float, upper: float, whole: bool) -> int:
        self.worth.append(worth)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.worth) - 1

    def demand(self, lower: float, terms: Terms, upper: float) -> None:
        """Add the row ``lower <= terms <= upper``."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.rows.append(list(terms))


@dataclass(frozen=True)
class Scope:
    """The arms and links the model may use; deals outside it were ruled out or left aside."""

    arms: tuple[Arm, ...]
    links: dict[int, tuple[Link, ...]]

    @classmethod
    def of(cls, net: Network, deals: Iterable[Deal]) -> Scope:
        used: dict[int, set[int]] = {}
        for deal in deals:
            used.setdefault(deal.arm, set()).update(deal.sources)
        arms = tuple(net.arms[a] for a in sorted(used))
        links = {
            arm.index: tuple(link for link in arm.links if link.source in used[arm.index])
            for arm in arms
        }
        return cls(arms, links)


@dataclass(frozen=True)
class Variables:
    """Positions of the variables, by what they mean."""

    x: dict[int, int]
    z: dict[tuple[int, int], int]
    w: dict[tuple[int, int], int]
    e: list[int]


def build(net: Network, scope: Scope) -> tuple[LinearModel, Variables]:
    """The whole model."""
    m = LinearModel()
    v = declare(m, net, scope)
    each_package_takes_at_most_one_arm(m, v, scope)
    sources_pay_each_arm_exactly(m, v, scope)
    a_source_pays_only_for_what_is_built(m, v, scope)
    a_source_that_joins_keeps_its_tickets(m, v, scope)
    no_more_sources_than_allowed_join(m, v, net, scope)
    government_joins_where_it_must(m, v, scope)
    no_source_exceeds_its_budget(m, v, net, scope)
    no_source_exceeds_its_slots(m, v, net)
    no_place_exceeds_its_capacity(m, v, net, scope)
    floors_are_reached_or_paid_for(m, v, net, scope)
    return m, v


def declare(m: LinearModel, net: Network, scope: Scope) -> Variables:
    """maximise  sum benefit[a] x[a]  -  join_cost * sum z[k,f]  -  sum price[q] e[q]"""
    unit = value_unit(net)
    x = {arm.index: m.variable(arm.benefit * unit, 1, True) for arm in scope.arms}
    pairs = sorted({(arm.package, link.source) for arm in scope.arms
                    for link in scope.links[arm.index]})  # fmt: skip
    z = {pair: m.variable(-net.join * unit, 1, True) for pair in pairs}
    w = {
        (arm.index, link.source): m.variable(0, link.high * RP, False)
        for arm in scope.arms
        for link in scope.links[arm.index]
    }
    e = [m.variable(-price * 100 * unit, INFINITE, False) for _, price in net.floors]
    return Variables(x, z, w, e)


def each_package_takes_at_most_one_arm(m: LinearModel, v: Variables, scope: Scope) -> None:
    """sum_a x[a]  <=  1     over the arms of every package"""
    for arms in _by_package(scope).values():
        m.demand(-INFINITE, [(v.x[arm.index], 1) for arm in arms], 1)


def sources_pay_each_arm_exactly(m: LinearModel, v: Variables, scope: Scope) -> None:
    """sum_f w[a,f]  =  need[a] x[a]     for every arm; need is net of the community's share"""
    for arm in scope.arms:
        paid = [(v.w[arm.index, link.source], 1.0) for link in scope.links[arm.index]]
        m.demand(0, [*paid, (v.x[arm.index], -arm.need * RP)], 0)


def a_source_pays_only_for_what_is_built(m: LinearModel, v: Variables, scope: Scope) -> None:
    """w[a,f]  <=  high[a,f] x[a]     the role-balance cap is inside high"""
    for arm in scope.arms:
        for link in scope.links[arm.index]:
            pay = v.w[arm.index, link.source]
            m.demand(-INFINITE, [(pay, 1), (v.x[arm.index], -link.high * RP)], 0)


def a_source_that_joins_keeps_its_tickets(m: LinearModel, v: Variables, scope: Scope) -> None:
    """low[f] z[k,f]  <=  sum_a w[a,f]  <=  max_a high[a,f] z[k,f],   and   z[k,f] <= sum_a x[a]"""
    for (package, source), join in v.z.items():
        arms = [a for a in _by_package(scope)[package] if (a.index, source) in v.w]
        links = [_link(scope, arm, source) for arm in arms]
        paid = [(v.w[arm.index, source], 1.0) for arm in arms]
        m.demand(0, [*paid, (join, -min(link.low for link in links) * RP)], INFINITE)
        m.demand(-INFINITE, [*paid, (join, -max(link.high for link in links) * RP)], 0)
        m.demand(-INFINITE, [(join, 1), *((v.x[arm.index], -1) for arm in arms)], 0)


def no_more_sources_than_allowed_join(
    m: LinearModel, v: Variables, net: Network, scope: Scope
) -> None:
    """sum_f z[k,f]  <=  K sum_a x[a]     for every package"""
    for package, arms in _by_package(scope).items():
        built = [(v.x[arm.index], -float(net.most)) for arm in arms]
        m.demand(-INFINITE, [*((join, 1) for join in _joins(v, package, net)), *built], 0)


def government_joins_where_it_must(m: LinearModel, v: Variables, scope: Scope) -> None:
    """sum of z[k,f] over government f  >=  x[a]     for every arm a that needs government"""
    for package, arms in _by_package(scope).items():
        needy = [(v.x[arm.index], -1.0) for arm in arms if arm.needs_government]
        if needy:
            public = {li.source for a in arms for li in scope.links[a.index] if li.government}
            joins = [(v.z[package, source], 1.0) for source in sorted(public)]
            m.demand(0, [*joins, *needy], INFINITE)


def no_source_exceeds_its_budget(m: LinearModel, v: Variables, net: Network, scope: Scope) -> None:
    """sum_a w[a,f]  <=  budget[f]     for every source"""
    for source, budget in enumerate(net.budgets):
        m.demand(-INFINITE, [(i, 1) for (_, s), i in v.w.items() if s == source], budget * RP)


def no_source_exceeds_its_slots(m: LinearModel, v: Variables, net: Network) -> None:
    """sum_k z[k,f]  <=  slots[f]     for every source"""
    for source, slots in enumerate(net.slots):
        m.demand(-INFINITE, [(i, 1) for (_, s), i in v.z.items() if s == source], slots)


def no_place_exceeds_its_capacity(m: LinearModel, v: Variables, net: Network, scope: Scope) -> None:
    """sum of x[a] over the arms in place d  <=  capacity[d]"""
    for place, capacity in enumerate(net.capacities):
        here = [(v.x[arm.index], 1) for arm in scope.arms if arm.place == place]
        m.demand(-INFINITE, here, capacity)


def floors_are_reached_or_paid_for(
    m: LinearModel, v: Variables, net: Network, scope: Scope
) -> None:
    """sum of people[a] x[a] over floor q  +  e[q]  >=  people[q]     so a plan always exists"""
    for floor, (people, _) in enumerate(net.floors):
        reached = [(v.x[a.index], a.people / 100) for a in scope.arms if floor in a.floors]
        m.demand(people / 100, [*reached, (v.e[floor], 1)], INFINITE)


def what_is_kept_stays(m: LinearModel, v: Variables, net: Network, kept: Iterable[Deal]) -> None:
    """x[a] = 1 and z[k,f] = 1 for the deals that a neighbourhood keeps; their money may move"""
    for deal in kept:
        m.demand(1, [(v.x[deal.arm], 1)], 1)
        for source in deal.sources:
            m.demand(1, [(v.z[net.arms[deal.arm].package, source], 1)], 1)


def assignment_of(m: LinearModel, v: Variables, net: Network, deals: Iterable[Deal]) -> list[float]:
    """The column values that stand for these deals, to start the search from; those outside the
    scope are left out."""
    values = [0.0] * len(m.worth)
    reached = [0] * len(net.floors)
    for deal in deals:
        arm = net.arms[deal.arm]
        if deal.arm not in v.x or any((deal.arm, s) not in v.w for s in deal.sources):
            continue
        values[v.x[deal.arm]] = 1.0
        for source, amount in zip(deal.sources, deal.amounts, strict=True):
            values[v.z[arm.package, source]] = 1.0
            values[v.w[deal.arm, source]] = amount * RP
        for floor in arm.floors:
            reached[floor] += arm.people
    for floor, (people, _) in enumerate(net.floors):
        values[v.e[floor]] = max(0, people - reached[floor]) / 100
    return values


def deals_in(v: Variables, net: Network, values: Sequence[float]) -> list[Deal]:
    """The arms and joins of a solution; their amounts are only hints until money is settled."""
    deals = []
    for index, position in v.x.items():
        if values[position] > 0.5:
            arm = net.arms[index]
            joined = [s for (k, s), i in v.z.items() if k == arm.package and values[i] > 0.5]
            paid = [s for s in joined if (index, s) in v.w]
            amounts = tuple(round(values[v.w[index, s]] / RP) for s in paid)
            deals.append(Deal(index, tuple(paid), amounts))
    return deals


def _by_package(scope: Scope) -> dict[int, list[Arm]]:
    groups: dict[int, list[Arm]] = {}
    for arm in scope.arms:
        groups.setdefault(arm.package, []).append(arm)
    return groups


def _joins(v: Variables, package: int, net: Network) -> list[int]:
    pairs = ((package, source) for source in range(len(net.budgets)))
    return [v.z[pair] for pair in pairs if pair in v.z]


def _link(scope: Scope, arm: Arm, source: int) -> Link:
    return next(link for link in scope.links[arm.index] if link.source == source)

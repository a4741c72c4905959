"""A valid bound from the problem and a plan's prices alone, by trying every set of sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sambung.engine.planning.plan import MONEY_SCALE, UNIT_SCALE, Branch, Node, Plan, Prices
from sambung.engine.planning.problem import GOVERNMENT, PPM, Floor, Option, Package, Problem, Source
from sambung.engine.planning.verify.constraints import Violation

FINE = MONEY_SCALE
"""One person-day in the unit of bound arithmetic."""
UNIT = MONEY_SCALE // UNIT_SCALE
"""One millionth of a person-day in that unit."""


@dataclass(frozen=True, slots=True)
class Case:
    """What one case of the proof assumes about one package."""

    built: bool | None = None
    option: str | None = None
    not_options: frozenset[str] = frozenset()
    with_sources: frozenset[str] = frozenset()
    without_sources: frozenset[str] = frozenset()
    impossible: bool = False

    def after(self, branch: Branch, yes: bool) -> Case:
        """This case, narrowed by one answer."""
        if branch.source_id is not None:
            return self._after_source(branch.source_id, yes)
        if branch.option_id is not None:
            return self._after_option(branch.option_id, yes)
        return replace(self, built=yes, impossible=self.impossible or self.built is (not yes))

    def _after_source(self, source: str, yes: bool) -> Case:
        if yes:
            return replace(self, built=True, with_sources=self.with_sources | {source})
        return replace(self, without_sources=self.without_sources | {source})

    def _after_option(self, option: str, yes: bool) -> Case:
        if not yes:
            return replace(self, not_options=self.not_options | {option})
        clash = self.built is False or self.option not in (None, option)
        return replace(self, built=True, option=option, impossible=self.impossible or clash)


FREE = Case()


def recompute_bound(problem: Problem, plan: Plan) -> tuple[int, int, list[Violation]]:
    """The best bound the plan's own evidence gives, how many cases it has, and its faults."""
    plain = lagrangian_bound(problem, plan.prices, {})
    if not plan.proof:
        return _floor_of(plain), 1, []
    if fault := _fault_of(problem, plan.proof):
        return _floor_of(plain), 1, [fault]
    leaves = [lagrangian_bound(problem, prices, cases) for prices, cases in _cases(plan.proof)]
    possible = [bound for bound in leaves if bound is not None]
    # No case admits a plan: impossible, as building nothing always is one.
    tree = max(possible) if possible else None
    best = plain if tree is None else min(x for x in (plain, tree) if x is not None)
    return _floor_of(best), len(leaves), []


def _floor_of(bound: int | None) -> int:
    if bound is None:
        raise AssertionError("building nothing is always a plan")
    return bound // FINE


def _fault_of(problem: Problem, proof: tuple[Node, ...]) -> Violation | None:
    """A proof is a tree: every node but the first hangs, once, under an earlier one."""
    hung: Counter[int] = Counter()
    for i, node in enumerate(proof):
        if not isinstance(node, Branch):
            continue
        hung.update((node.yes, node.no))
        if node.package_id not in problem.package or min(node.yes, node.no) <= i:
            return Violation("bad_proof", (node.package_id,), "the proof is not a tree", i)
    if hung != Counter(range(1, len(proof))):
        return Violation("bad_proof", (), "the proof is not a tree", len(proof))
    return None


def _cases(proof: tuple[Node, ...]) -> Iterator[tuple[Prices, dict[str, Case]]]:
    """Each leaf with what its path assumes; together they cover every plan by construction."""
    paths: dict[int, dict[str, Case]] = {0: {}}
    for i, node in enumerate(proof):
        path = paths.pop(i)
        if not isinstance(node, Branch):
            yield node.prices, path
            continue
        known = path.get(node.package_id, FREE)
        for child, yes in ((node.yes, True), (node.no, False)):
            paths[child] = path | {node.package_id: known.after(node, yes)}


@dataclass(frozen=True)
class Priced:
    """Prices in the fine unit, only of limits that exist: a price on no limit proves nothing."""

    money: dict[str, int]
    join: dict[str, int]
    place: dict[str, int]
    floor: dict[str, int]
    per_person: dict[str, int] = field(default_factory=dict)


def lagrangian_bound(problem: Problem, prices: Prices, cases: dict[str, Case]) -> int | None:
    """Bound every plan of a case, in the fine unit; None where the case admits no plan.

        sum_f lambda_f budget_f + sum_f mu_f slots_f + sum_d gamma_d capacity_d
        - sum_q sigma_q people_q + sum_q max(0, sigma_q - price_q) people_q
        + sum_k max(0, best deal of k at these prices)

    It holds for any prices that are not negative. The best deal is exact: every set of at most K
    sources is tried or cannot beat one that was.
    """
    priced = _price(problem, prices)
    total = _rent(problem, priced)
    for package in problem.packages:
        gain = _best_gain(problem, package, priced, cases.get(package.id, FREE))
        if gain is None:
            return None
        total += gain
    return total


def _price(problem: Problem, prices: Prices) -> Priced:
    join = problem.join_cost_pd * FINE
    floors = {f.id: prices.floors.get(f.id, 0) * UNIT for f in problem.floors}
    per_person: dict[str, int] = defaultdict(int)
    for floor in problem.floors:
        for name in floor.package_ids:
            per_person[name] += floors[floor.id]
    return Priced(
        money={s.id: prices.money.get(s.id, 0) for s in problem.sources},
        join={
            s.id: join + (0 if s.max_packages is None else prices.slots.get(s.id, 0) * UNIT)
            for s in problem.sources
        },
        place={
            p.id: 0 if p.capacity is None else prices.places.get(p.id, 0) * UNIT
            for p in problem.places
        },
        floor=floors,
        per_person=per_person,
    )


def _rent(problem: Problem, priced: Priced) -> int:
    """What all limits together are worth at these prices."""
    join = problem.join_cost_pd * FINE
    rent = 0
    for s in problem.sources:
        rent += priced.money[s.id] * s.budget_rp
        rent += (priced.join[s.id] - join) * (s.max_packages or 0)
    for place in problem.places:
        rent += priced.place[place.id] * (place.capacity or 0)
    return rent + sum(_floor_rent(floor, priced.floor[floor.id]) for floor in problem.floors)


def _floor_rent(floor: Floor, price: int) -> int:
    return floor.people * (max(0, price - floor.price_pd * FINE) - price)


def _best_gain(problem: Problem, package: Package, priced: Priced, case: Case) -> int | None:
    """The largest value of this package's deals; zero for not building, where allowed."""
    if case.impossible:
        return None
    best = None if case.built else 0
    if case.built is False:
        return best
    for option in package.options:
        if option.id in case.not_options or case.option not in (None, option.id):
            continue
        value = option.benefit_pd * FINE + option.people * priced.per_person.get(package.id, 0)
        value -= priced.place[package.place_id]
        ceiling = None if best is None else value - best
        cost = _cheapest_funding(problem, package, option, priced, case, ceiling)
        if cost is not None:
            best = value - cost
    return best


@dataclass(frozen=True, slots=True)
class Payer:
    """One source as this option sees it: its price per rupiah, its fee to join, its bounds."""

    price: int
    fee: int
    low: int
    high: int
    government: bool
    id: str


def _payers(
    problem: Problem, package: Package, option: Option, priced: Priced, case: Case
) -> list[Payer]:
    payers = []
    need = option.total_rp - option.community_rp
    for name in package.source_ids:
        s: Source = problem.source[name]
        share = option.total_rp * s.share_cap_ppm // PPM
        high = min(s.max_ticket_rp, s.budget_rp, share, need)
        low = max(1, s.min_ticket_rp)
        if low <= high and name not in case.without_sources and s.max_packages != 0:
            public = s.kind == GOVERNMENT
            payers.append(Payer(priced.money[name], priced.join[name], low, high, public, name))
    return sorted(payers, key=lambda p: (p.price, p.id))


def _cheapest_funding(
    problem: Problem,
    package: Package,
    option: Option,
    priced: Priced,
    case: Case,
    ceiling: int | None,
) -> int | None:
    """The least cost of any admissible set of sources below the ceiling; None if there is none."""
    need = option.total_rp - option.community_rp
    payers = _payers(problem, package, option, priced, case)
    if not case.with_sources <= {p.id for p in payers}:
        return None
    best, found = ceiling, None
    stack: list[tuple[int, tuple[Payer, ...]]] = [(0, ())]
    while stack:
        start, chosen = stack.pop()
        # Sets grow towards dearer money: none from here on is cheaper than this.
        if best is not None and _least(need, chosen) >= best:
            continue
        if _admits(chosen, option, case):
            cost = _split_cost(need, chosen)
            if cost is not None and (best is None or cost < best):
                best = found = cost
        if len(chosen) < problem.max_sources_per_package:
            grown = ((i + 1, (*chosen, payers[i])) for i in range(start, len(payers)))
            stack.extend(reversed(list(grown)))
    return found


def _least(need: int, chosen: tuple[Payer, ...]) -> int:
    return need * chosen[0].price + sum(p.fee for p in chosen) if chosen else 0


def _admits(chosen: tuple[Payer, ...], option: Option, case: Case) -> bool:
    if option.needs_government and not any(p.government for p in chosen):
        return False
    return case.with_sources <= {p.id for p in chosen} if case.with_sources else True


def _split_cost(need: int, chosen: tuple[Payer, ...]) -> int | None:
    """Least cost of paying the need by exactly these sources, cheapest money first."""
    rest = need - sum(p.low for p in chosen)
    if rest < 0:
        return None
    cost = sum(p.fee + p.low * p.price for p in chosen)
    for p in chosen:
        more = min(rest, p.high - p.low)
        cost += more * p.price
        rest -= more
    return cost if rest == 0 else None

"""Small random problems and the slow oracle that solves them by trying everything."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

from sambung.engine.planning.plan import Choice, Plan, Prices, Status
from sambung.engine.planning.problem import (
    COMPANY,
    GOVERNMENT,
    OTHER,
    Floor,
    Option,
    Package,
    Place,
    Problem,
    Source,
    ticket_range,
)

UNIT = 10_000_000


def small_problem(seed: int, packages: int = 4, sources: int = 3) -> Problem:
    """A problem of a few packages: amounts in tens of millions, benefits in hundreds of days."""
    r = Random(seed)
    pool = tuple(
        Source(
            id=f"s{i}",
            kind=r.choice((GOVERNMENT, COMPANY, OTHER)),
            budget_rp=r.randint(2, 25) * UNIT,
            min_ticket_rp=r.choice((0, 1, 2, 4)) * UNIT,
            max_ticket_rp=r.randint(4, 20) * UNIT,
            max_packages=r.choice((None, 1, 2, 3)),
            share_cap_ppm=r.choice((500_000, 600_000, 800_000, 1_000_000)),
        )
        for i in range(sources)
    )
    names = [s.id for s in pool]
    built = tuple(
        Package(
            id=f"p{k}",
            place_id=f"d{r.randint(0, 1)}",
            source_ids=tuple(sorted(r.sample(names, r.randint(1, sources)))),
            options=tuple(_option(r, o) for o in range(r.randint(1, 2))),
            least_served=r.random() < 0.4,
        )
        for k in range(packages)
    )
    quarter = tuple(p.id for p in built if p.least_served)
    floors = (Floor("least", quarter, r.randint(0, 15) * 10, r.randint(0, 40)),) if quarter else ()
    return Problem(
        packages=built,
        sources=pool,
        places=(Place("d0", r.choice((None, 1, 2))), Place("d1", r.choice((None, 0, 2)))),
        floors=floors,
        max_sources_per_package=r.randint(1, 3),
        join_cost_pd=r.choice((0, 7)),
        seed=seed,
    )


def _option(r: Random, o: int) -> Option:
    total = r.randint(2, 16) * UNIT + r.randint(0, 999)
    return Option(
        id=f"o{o}",
        people=r.randint(1, 9) * 10,
        benefit_pd=r.randint(1, 60) * 100 + r.randint(0, 9),
        total_rp=total,
        community_rp=total * r.choice((0, 10, 20)) // 100,
        needs_government=r.random() < 0.3,
    )


def some_prices(seed: int, problem: Problem, most: int = 3) -> Prices:
    """Prices that mean nothing in particular, of the size that matters."""
    r = Random(seed)
    money = most * 3000 * 10**15 // (8 * UNIT)
    unit = most * 1500 * 10**6
    return Prices(
        money={s.id: r.randint(0, money) for s in problem.sources if r.random() < 0.8},
        slots={s.id: r.randint(0, unit) for s in problem.sources if r.random() < 0.5},
        places={p.id: r.randint(0, unit) for p in problem.places if r.random() < 0.5},
        floors={f.id: r.randint(0, 60 * 10**6) for f in problem.floors},
    )


def deals_of(problem: Problem, package: Package) -> list[tuple[Option, tuple[str, ...]]]:
    """Every option with every admissible set of sources, money apart."""
    found = []
    for option in package.options:
        if option.need_rp == 0 and not option.needs_government:
            found.append((option, ()))
        for size in range(1, problem.max_sources_per_package + 1):
            for names in combinations(package.source_ids, size):
                sources = [problem.source[name] for name in names]
                if option.needs_government and all(s.kind != GOVERNMENT for s in sources):
                    continue
                ranges = [ticket_range(option, s) for s in sources]
                if any(low > high for low, high in ranges):
                    continue
                lows, highs = sum(x for x, _ in ranges), sum(y for _, y in ranges)
                if lows <= option.need_rp <= highs:
                    found.append((option, names))
    return found


Selection = list[tuple[Package, Option, tuple[str, ...]]]


def can_be_paid(problem: Problem, chosen: Selection) -> bool:
    """Whether the money flows, by the cuts: no group of packages asks more than reaches it."""
    rest = {s.id: s.budget_rp for s in problem.sources}
    needs, room = [], []
    for _, option, names in chosen:
        ranges = {name: ticket_range(option, problem.source[name]) for name in names}
        for name, (low, _) in ranges.items():
            rest[name] -= low
        needs.append(option.need_rp - sum(low for low, _ in ranges.values()))
        room.append({name: high - low for name, (low, high) in ranges.items()})
    if min(rest.values(), default=0) < 0:
        return False
    for group in product((False, True), repeat=len(chosen)):
        asked = sum(need for need, taken in zip(needs, group, strict=True) if taken)
        reach = sum(
            min(left, sum(r.get(name, 0) for r, taken in zip(room, group, strict=True) if taken))
            for name, left in rest.items()
        )
        if asked > reach:
            return False
    return True


def value_of(problem: Problem, chosen: Selection) -> int:
    """The objective of a selection."""
    value = sum(o.benefit_pd - problem.join_cost_pd * len(names) for _, o, names in chosen)
    for floor in problem.floors:
        reached = sum(o.people for p, o, _ in chosen if p.id in floor.package_ids)
        value -= floor.price_pd * max(0, floor.people - reached)
    return value


def selections(problem: Problem):
    """Every selection that keeps slots and places, money apart."""
    choices = [[None, *deals_of(problem, p)] for p in problem.packages]
    for combination in product(*choices):
        chosen = [(p, *deal) for p, deal in zip(problem.packages, combination, strict=True) if deal]
        if _fits(problem, chosen):
            yield chosen


def _fits(problem: Problem, chosen: Selection) -> bool:
    for source in problem.sources:
        joined = sum(source.id in names for _, _, names in chosen)
        if source.max_packages is not None and joined > source.max_packages:
            return False
    for place in problem.places:
        here = sum(p.place_id == place.id for p, _, _ in chosen)
        if place.capacity is not None and here > place.capacity:
            return False
    return True


def best_value(problem: Problem) -> int:
    """The true optimum, by trying everything."""
    ranked = sorted(((value_of(problem, c), i, c) for i, c in enumerate(selections(problem))),
                    key=lambda row: -row[0])  # fmt: skip
    return next(value for value, _, chosen in ranked if can_be_paid(problem, chosen))


def plan_with(choices: tuple[Choice, ...], objective: int, people: int, **changes) -> Plan:
    """A plan around some choices that claims far too much unless told otherwise."""
    told = {"claimed_bound_pd": 10**20, "claimed_by": "HiGHS", "prices": Prices()} | changes
    return Plan(Status.STOPPED_WITH_GAP, choices, objective, people=people, **told)

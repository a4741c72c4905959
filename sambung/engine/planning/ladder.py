"""What one more amount of each source's money would add: solved again, never read off a price.

A price is true only of the next rupiah. Each step is therefore a plan of its own, searched for a
short time from the plan before it: what it adds is a gain that exists, not the largest there is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from sambung.engine.planning.plan import Plan
from sambung.engine.planning.problem import Problem
from sambung.engine.planning.reading import MAX_RP, MAX_TEXT, Reader, parse

SCHEMA = "sambung/plan-ladder/1"
STEPS_RP = (100_000_000, 500_000_000, 1_000_000_000)
MOST_RUNGS = 500

Solver = Callable[[Problem, Plan], Plan]
"""Solve a problem, starting from a plan that it admits."""


@dataclass(frozen=True, slots=True)
class Step:
    """One source with more money: what the best plan found then reaches, and what changes in it.

    ``is_exact``: the plan found is proven best, so the gain is the largest there is.
    """

    add_rp: int
    objective_pd: int
    people: int
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Rung:
    """The steps of one source, from the smallest amount on."""

    source_id: str
    steps: tuple[Step, ...]


def ladder(
    problem: Problem,
    plan: Plan,
    *,
    solver: Solver,
    steps_rp: Iterable[int] = STEPS_RP,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[Rung, ...]:
    """Return what more money of each source would add to a plan, others unchanged.

    The source whose money is worth most comes first; the last ones are missing when time is up.
    More money never makes a plan worse, so each step starts from the plan of the step before.
    """
    dearest_first = sorted(
        problem.sources, key=lambda source: (-plan.prices.money.get(source.id, 0), source.id)
    )
    rungs = []
    for source in dearest_first:
        if should_stop():
            break
        best, steps = plan, []
        for add_rp in sorted(steps_rp):
            best = solver(with_more(problem, source.id, add_rp), best)
            steps.append(step_of(plan, best, add_rp))
        rungs.append(Rung(source.id, tuple(steps)))
    return tuple(rungs)


def with_more(problem: Problem, source_id: str, add_rp: int) -> Problem:
    """Return the problem with more money at one source."""
    sources = tuple(
        replace(s, budget_rp=min(MAX_RP, s.budget_rp + add_rp)) if s.id == source_id else s
        for s in problem.sources
    )
    return replace(problem, sources=sources)


def step_of(before: Plan, after: Plan, add_rp: int) -> Step:
    """Return how a plan differs from the one before."""
    old = {choice.package_id for choice in before.choices}
    new = {choice.package_id for choice in after.choices}
    return Step(
        add_rp=add_rp,
        objective_pd=after.objective_pd,
        people=after.people,
        enters=tuple(sorted(new - old)),
        leaves=tuple(sorted(old - new)),
        is_exact=after.claimed_bound_pd <= after.objective_pd,
    )


def to_json(rungs: Iterable[Rung]) -> str:
    """Write rungs so that ``from_json`` gives back equal ones."""
    document = {"schema": SCHEMA, "rungs": [asdict(rung) for rung in rungs]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_json(document: str | bytes) -> tuple[Rung, ...]:
    """Read rungs; raise BadInput with the address of the first fault."""
    top = parse(document, SCHEMA)
    top.only("schema", "rungs")
    return top.objects("rungs", _rung, MOST_RUNGS)


def _rung(r: Reader) -> Rung:
    r.only(*Rung.__slots__)
    return Rung(r.text("source_id"), r.objects("steps", _step, MAX_TEXT))


def _step(r: Reader) -> Step:
    r.only(*Step.__slots__)
    return Step(
        add_rp=r.whole("add_rp", 0, MAX_RP),
        objective_pd=r.whole("objective_pd", -(10**21), 10**21),
        people=r.whole("people", 0, 10**12),
        enters=r.texts("enters", 5_000),
        leaves=r.texts("leaves", 5_000),
        is_exact=r.flag("is_exact"),
    )

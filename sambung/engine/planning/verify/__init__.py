"""Check a plan and recompute its bound, trusting nothing that the solver says.

Imports no module of the solver and borrows no formula from it: the only shared things are the
frozen values of ``problem.py`` and ``plan.py``, because both sides must read the same question and
answer. Even the bounds of a payment are written out again here. All arithmetic is on whole numbers,
so nothing is rounded except once, downwards, at the end of a bound: the objective is a whole number
of person-days, so no plan lies between a bound and its floor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sambung.engine.planning.plan import BY_PRICES, Plan, Status, gap_ppm
from sambung.engine.planning.problem import Problem
from sambung.engine.planning.verify.bound import recompute_bound
from sambung.engine.planning.verify.constraints import (
    CHECKS,
    Violation,
    objective_of,
    resolve,
)

__all__ = ["Report", "Violation", "verify"]


@dataclass(frozen=True, slots=True)
class Report:
    """What is true of a plan. ``recomputed_bound_pd`` holds for every plan the problem admits."""

    objective_pd: int
    people: int
    claimed_bound_pd: int
    claimed_by: str
    recomputed_bound_pd: int
    gap_ppm: int
    cases: int
    violations: tuple[Violation, ...]

    @property
    def is_valid(self) -> bool:
        return not self.violations

    @property
    def is_proven_best(self) -> bool:
        """No admissible plan is better: the recomputed bound equals the objective."""
        return self.is_valid and self.recomputed_bound_pd <= self.objective_pd


def verify(problem: Problem, plan: Plan) -> Report:
    """Re-check every constraint, the objective and the bound of a plan."""
    known, violations = resolve(problem, plan)
    violations += [v for check in CHECKS for v in check(problem, known)]
    objective = objective_of(problem, known)
    people = sum(option.people for _, option, _ in known)
    bound, cases, faults = recompute_bound(problem, plan)
    violations += faults + list(_check_claims(plan, objective, people, bound))
    return Report(
        objective_pd=objective,
        people=people,
        claimed_bound_pd=plan.claimed_bound_pd,
        claimed_by=plan.claimed_by,
        recomputed_bound_pd=bound,
        gap_ppm=gap_ppm(objective, bound),
        cases=cases,
        violations=tuple(violations),
    )


def _check_claims(plan: Plan, objective: int, people: int, bound: int) -> Iterator[Violation]:
    claimed = plan.claimed_bound_pd
    if plan.objective_pd != objective:
        message = "the stated objective is not the plan's"
        yield Violation("wrong_objective", (), message, plan.objective_pd, objective)
    if plan.people != people:
        message = "the stated number of people is not the plan's"
        yield Violation("wrong_people", (), message, plan.people, people)
    if claimed < objective:
        yield Violation("bound_below_plan", (), "the claimed bound is wrong", claimed, objective)
    if plan.claimed_by == BY_PRICES and claimed < bound:
        message = "the prices prove less than is claimed"
        yield Violation("bound_not_proven", (), message, claimed, bound)
    if plan.status is Status.OPTIMAL and claimed > objective:
        message = "called optimal with a gap left"
        yield Violation("not_optimal", (), message, objective, claimed)
    if plan.status is Status.INFEASIBLE and plan.choices:
        yield Violation("not_infeasible", (), "called infeasible yet holds choices")

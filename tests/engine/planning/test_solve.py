from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sambung.engine.planning import plan as plans
from sambung.engine.planning.check import check
from sambung.engine.planning.deals import lay_out
from sambung.engine.planning.greedy import greedy
from sambung.engine.planning.plan import HIGHS, Status
from sambung.engine.planning.problem import Option, Package, Place, Problem, Source
from sambung.engine.planning.solve import solve
from sambung.engine.planning.verify import verify
from tests.engine.planning.worlds import best_value, small_problem

seeds = st.integers(0, 10**6)


@given(seeds)
@settings(max_examples=15, deadline=None)
def test_plan_of_a_small_problem_is_the_best_there_is(seed):
    problem = small_problem(seed)
    report = verify(problem, solve(problem, time_limit=3))
    assert report.violations == ()
    assert report.objective_pd == best_value(problem)


@pytest.mark.slow
@given(seeds)
@settings(max_examples=200, deadline=None)
def test_plan_of_many_small_problems_is_the_best_there_is(seed):
    problem = small_problem(seed, packages=5)
    report = verify(problem, solve(problem, time_limit=5))
    assert report.violations == ()
    assert report.objective_pd == best_value(problem)


def test_plan_is_never_worse_than_greedy_even_without_time():
    problem = small_problem(7, packages=30, sources=6)
    plan = solve(problem, time_limit=0.001)
    assert verify(problem, plan).violations == ()
    assert plan.objective_pd >= greedy(lay_out(problem)).objective()


def test_same_steps_give_the_same_plan():
    problem = small_problem(11, packages=25, sources=6)
    first = solve(problem, time_limit=1.0)
    again = solve(problem, effort=first.effort)
    assert again.choices == first.choices
    assert again.prices == first.prices
    assert again.proof == first.proof
    assert (again.claimed_bound_pd, again.claimed_by) == (
        first.claimed_bound_pd,
        first.claimed_by,
    )
    assert again.effort.steps == first.effort.steps


def test_interrupted_highs_phase_is_repeated_to_the_same_find():
    problem = small_problem(23, packages=40, sources=8)
    first = solve(problem, time_limit=0.8)
    steps = tuple(s for s in first.effort.steps if s.phase in ("prices", HIGHS))
    cut = [replace(s, count=min(s.count, 1), finished=False) for s in steps]
    if not any(s.phase == HIGHS for s in cut):
        cut.append(plans.Step(HIGHS, 1, 10**9))
    effort = plans.Effort(steps=tuple(cut))
    assert solve(problem, effort=effort).choices == solve(problem, effort=effort).choices


def test_progress_never_falls_and_the_bound_never_rises():
    told = []
    problem = small_problem(3, packages=20, sources=5)
    solve(problem, time_limit=1.0, on_progress=lambda best, bound, s: told.append((best, bound)))
    assert told == sorted(told, key=lambda row: (row[0], -row[1]))
    assert all(best <= bound for best, bound in told)


def test_search_stops_when_asked_with_what_it_has():
    problem = small_problem(5, packages=30, sources=6)
    plan = solve(problem, time_limit=60, should_stop=lambda: True)
    assert verify(problem, plan).violations == ()


def test_problem_in_which_nothing_can_be_paid_is_infeasible_with_its_reason():
    option = Option("o", 10, 100, 50)
    problem = Problem((Package("a", "d", ("f",), (option,)),), (Source("f", "company", 10),),
                      (Place("d"),))  # fmt: skip
    plan = solve(problem, time_limit=1)
    assert (plan.status, plan.choices, plan.objective_pd) == (Status.INFEASIBLE, (), 0)
    assert "nothing_can_be_built" in [f.code for f in check(problem)]
    assert verify(problem, plan).violations == ()


def test_problem_without_packages_has_an_empty_plan():
    plan = solve(Problem((), (), ()), time_limit=1)
    assert plan.choices == ()
    assert verify(Problem((), (), ()), plan).violations == ()

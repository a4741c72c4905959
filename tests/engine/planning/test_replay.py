"""Same problem, seed and recorded effort: the same plan, whatever the machine was doing."""

from dataclasses import replace

import pytest

from bench.plans import kabupaten
from sambung.engine.planning import plan as plans
from sambung.engine.planning import problem as problems
from sambung.engine.planning.plan import PHASES
from sambung.engine.planning.solve import solve
from sambung.engine.planning.verify import verify
from tests.engine.planning.worlds import small_problem

SEARCHED = kabupaten(3, packages=40, sources=8)
"""Hard enough to be still unproven when the time is up, in whichever phase that is."""


def document(plan):
    """The plan as written, less what only says how long it took."""
    written = plans.to_dict(plan)
    del written["seconds_ms"]
    return written


def settled(plan):
    """The plan as written, less what HiGHS had begun when the clock interrupted it."""
    written = document(plan)
    for account in ("mip_nodes", "simplex_iterations"):
        del written["effort"][account]
    return written


@pytest.mark.parametrize("limit", [0.05, 0.3, 1.0])
def test_plan_searched_for_a_time_is_repeated_from_its_effort(limit):
    first = solve(SEARCHED, time_limit=limit)
    assert settled(solve(SEARCHED, effort=first.effort)) == settled(first)


def test_effort_repeated_twice_gives_the_same_document():
    effort = solve(SEARCHED, time_limit=0.5).effort
    again = solve(SEARCHED, effort=effort)
    assert document(solve(SEARCHED, effort=again.effort)) == document(again)


def test_plan_is_repeated_from_its_files_alone():
    first = solve(SEARCHED, time_limit=0.3)
    asked = problems.from_json(problems.to_json(SEARCHED))
    effort = plans.from_json(plans.to_json(first)).effort
    assert settled(solve(asked, effort=effort)) == settled(first)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_plan_of_another_seed_is_as_valid_and_as_repeatable(seed):
    problem = replace(SEARCHED, seed=seed)
    effort = solve(problem, time_limit=0.2).effort
    plan = solve(problem, effort=effort)
    assert plan.seed == seed
    assert verify(problem, plan).violations == ()
    assert document(solve(problem, effort=effort)) == document(plan)


def test_effort_names_only_known_phases_and_a_single_thread():
    effort = solve(small_problem(23), time_limit=0.5).effort
    assert {step.phase for step in effort.steps} <= set(PHASES)
    assert effort.threads == 1
    assert effort.time_limit_ms == 500


def test_effort_of_another_problem_still_gives_a_plan_that_holds():
    """A replay is steps, not answers: given to another problem they search that one."""
    effort = solve(SEARCHED, time_limit=0.3).effort
    other = small_problem(5, packages=12, sources=4)
    assert verify(other, solve(other, effort=effort)).violations == ()

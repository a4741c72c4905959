"""A source with more money: a case that can be solved in the head."""

from sambung.engine.planning import ladder as ladders
from sambung.engine.planning.problem import Option, Package, Place, Problem, Source
from sambung.engine.planning.solve import solve

JT = 1_000_000


def two_wells() -> Problem:
    """Two wells of 100 and 300 million; one source has 100, the other may not pay at all."""
    return Problem(
        packages=(
            Package("near", "place", ("csr",), (Option("a", 100, 100_000, 100 * JT),)),
            Package("far", "place", ("csr",), (Option("b", 200, 200_000, 300 * JT),)),
        ),
        sources=(Source("csr", "company", 100 * JT), Source("shut", "company", 50 * JT)),
        places=(Place("place", None),),
    )


def from_there(richer, start):
    return solve(richer, time_limit=5, start=start)


def test_ladder_adds_a_well_when_its_money_is_there_and_not_before():
    problem = two_wells()
    plan = solve(problem, time_limit=5)
    csr, shut = ladders.ladder(problem, plan, solver=from_there)
    assert [(step.people, step.enters) for step in csr.steps] == [
        (100, ()),  # 200: the far well needs 300
        (300, ("far",)),  # 600: both
        (300, ("far",)),
    ]
    assert all(step.people == 100 and not step.enters for step in shut.steps)


def test_ladder_stops_when_told_and_keeps_what_it_has():
    problem = two_wells()
    plan = solve(problem, time_limit=5)
    rungs = ladders.ladder(problem, plan, solver=from_there, should_stop=lambda: True)
    assert rungs == ()


def test_ladder_written_and_read_is_equal():
    problem = two_wells()
    plan = solve(problem, time_limit=5)
    rungs = ladders.ladder(problem, plan, solver=from_there)
    assert ladders.from_json(ladders.to_json(rungs)) == rungs


def test_solve_from_a_plan_is_never_worse_than_it():
    problem = two_wells()
    richer = ladders.with_more(problem, "csr", 300 * JT)
    best = solve(richer, time_limit=5)
    again = solve(richer, time_limit=0.1, start=best, should_stop=lambda: True)
    assert again.objective_pd == best.objective_pd

"""Every case can be solved by hand; the answer and why stand in its file."""

import json
from pathlib import Path

import pytest

from sambung.engine.planning import problem as problems
from sambung.engine.planning.solve import solve
from sambung.engine.planning.verify import verify
from tests.engine.planning.worlds import best_value

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


def read(path):
    case = json.loads(path.read_text(encoding="utf-8"))
    return problems.from_json(json.dumps(case["problem"])), case["answer"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_solved_gives_the_answer_found_by_hand(path):
    problem, answer = read(path)
    plan = solve(problem, time_limit=5)
    assert plan.objective_pd == answer["objective_pd"]
    assert {c.package_id: c.option_id for c in plan.choices} == {
        name: told["option"] for name, told in answer["chosen"].items()
    }
    for choice in plan.choices:
        paid = answer["chosen"][choice.package_id].get("sources", choice.amounts_rp)
        assert choice.amounts_rp == paid


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_solved_is_proven_by_the_verifier_alone(path):
    problem, answer = read(path)
    report = verify(problem, solve(problem, time_limit=5))
    assert report.violations == ()
    assert report.recomputed_bound_pd == answer["objective_pd"]
    assert report.is_proven_best


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_tried_out_in_full_agrees_with_the_hand(path):
    problem, answer = read(path)
    assert best_value(problem) == answer["objective_pd"]

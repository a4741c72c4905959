import ast
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sambung.engine.planning import verify as verify_package
from sambung.engine.planning.plan import Branch, Choice, Leaf, Plan, Prices, Status
from sambung.engine.planning.problem import Floor, Option, Package, Place, Problem, Source
from sambung.engine.planning.verify import verify
from tests.engine.planning.worlds import (
    best_value,
    plan_with,
    selections,
    small_problem,
    some_prices,
)

seeds = st.integers(0, 10**6)


def village(**changes) -> Problem:
    """Two packages, a company that may carry 60 %, and a government that must join the spring."""
    spring = Option("spring", 100, 1_000, 100, 20, needs_government=True)
    well = Option("well", 50, 600, 50)
    told = {
        "packages": (
            Package("a", "d", ("f", "g"), (spring, well)),
            Package("b", "d", ("f", "g"), (well,), least_served=True),
            Package("c", "d", ("f",), (well,)),
        ),
        "sources": (
            Source("f", "company", 90, 10, 60, 2, 600_000),
            Source("g", "government", 70, 0, 100, None, 800_000),
        ),
        "places": (Place("d", 2),),
        "floors": (Floor("q", ("b",), 50, 3),),
        "max_sources_per_package": 2,
        "join_cost_pd": 5,
    }
    return Problem(**(told | changes))


GOOD = (
    Choice("a", "spring", {"f": 50, "g": 30}),
    Choice("b", "well", {"f": 25, "g": 25}),
)


def good_plan(**changes) -> Plan:
    return plan_with(GOOD, 1_000 + 600 - 20, 150, **changes)


def codes(problem, plan):
    return [v.code for v in verify(problem, plan).violations]


def test_plan_that_keeps_every_promise_has_no_violation():
    report = verify(village(), good_plan())
    assert report.violations == ()
    assert (report.objective_pd, report.people) == (1_580, 150)


@pytest.mark.parametrize(
    ("code", "choices"),
    [
        ("unknown", (*GOOD, Choice("moon", "well", {"f": 30}))),
        ("unknown", (GOOD[0], Choice("b", "moon", {"f": 25, "g": 25}))),
        ("unknown", (GOOD[0], Choice("b", "well", {"moon": 25, "g": 25}))),
        ("package_twice", (*GOOD, GOOD[0])),
        ("not_paid_exactly", (GOOD[0], Choice("b", "well", {"f": 25, "g": 24}))),
        ("below_ticket", (GOOD[0], Choice("b", "well", {"f": 9, "g": 41}))),
        ("below_ticket", (GOOD[0], Choice("b", "well", {"f": 50, "g": 0}))),
        ("above_ticket", (Choice("a", "spring", {"f": 61, "g": 19}),)),
        ("above_share", (GOOD[0], Choice("b", "well", {"f": 31, "g": 19}))),
        ("not_eligible", (GOOD[0], Choice("c", "well", {"f": 25, "g": 25}))),
        ("no_government", (Choice("a", "spring", {"f": 80}),)),
        (
            "over_budget",
            (Choice("a", "spring", {"f": 60, "g": 20}), Choice("b", "well", {"f": 31})),
        ),
        (
            "over_budget",
            (Choice("a", "spring", {"f": 40, "g": 40}), Choice("b", "well", {"g": 31})),
        ),
        ("over_slots", (*GOOD, Choice("c", "well", {"f": 50}))),
        ("over_capacity", (*GOOD, Choice("c", "well", {"f": 50}))),
    ],
)
def test_plan_with_a_planted_fault_is_caught(code, choices):
    assert code in codes(village(), replace(good_plan(), choices=choices))


def test_plan_with_too_many_sources_is_caught():
    assert "too_many_sources" in codes(village(max_sources_per_package=1), good_plan())


DEAR = Prices(money={"f": 10 * 10**15})


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("wrong_objective", {"objective_pd": 1_581}),
        ("wrong_people", {"people": 151}),
        ("bound_below_plan", {"claimed_bound_pd": 1_579}),
        ("bound_not_proven", {"claimed_by": "prices", "claimed_bound_pd": 1_600, "prices": DEAR}),
        ("not_optimal", {"status": Status.OPTIMAL}),
        ("not_infeasible", {"status": Status.INFEASIBLE}),
    ],
)
def test_plan_with_a_false_claim_is_caught(code, changes):
    assert code in codes(village(), replace(good_plan(), **changes))


def test_shortfall_of_a_floor_is_paid_for_in_the_objective():
    plan = plan_with((GOOD[0],), 1_000 - 10 - 3 * 50, 100)
    assert verify(village(), plan).violations == ()


def test_bound_without_prices_is_the_sum_of_the_best_deals():
    """a spring 1,000 - 2 x 5, b well 600 - 2 x 5; c cannot: f may carry 30 of its 50."""
    report = verify(village(), good_plan())
    assert report.recomputed_bound_pd == 990 + 590


def test_price_on_a_limit_that_does_not_exist_proves_nothing():
    """Without the guard these prices would lower the bound though no slot or place is limited."""
    free = village(places=(Place("d"),))
    prices = Prices(slots={"g": 400 * 10**6, "moon": 9}, places={"d": 400 * 10**6})
    report = verify(free, good_plan(prices=prices))
    assert report.recomputed_bound_pd == 990 + 590


SPLIT = (Branch("a", 1, 2, option_id="spring"), Leaf(Prices()), Leaf(Prices()))


def test_proof_by_cases_takes_the_worst_case():
    report = verify(village(), good_plan(proof=SPLIT))
    assert (report.recomputed_bound_pd, report.cases) == (990 + 590, 2)


@pytest.mark.parametrize(
    "proof",
    [
        (Branch("moon", 1, 2), Leaf(Prices()), Leaf(Prices())),
        (Branch("a", 1, 1), Leaf(Prices())),
        (Branch("a", 1, 3), Leaf(Prices()), Leaf(Prices())),
        (*SPLIT, Leaf(Prices())),
        (Branch("a", 1, 2), Branch("b", 1, 2), Leaf(Prices())),
        (Leaf(Prices()), Leaf(Prices())),
    ],
)
def test_proof_that_is_no_tree_is_caught(proof):
    assert "bad_proof" in codes(village(), good_plan(proof=proof))


@given(seeds, seeds)
@settings(max_examples=40, deadline=None)
def test_bound_holds_for_any_prices(seed, draw):
    problem = small_problem(seed)
    plan = plan_with((), 0, 0, prices=some_prices(draw, problem))
    assert verify(problem, plan).recomputed_bound_pd >= best_value(problem)


def random_proof(seed, problem):
    """A tree of a few questions, each leaf with prices that mean nothing in particular."""
    r = Random(seed)
    nodes, waiting, count = {}, [0], 1
    while waiting:
        at = waiting.pop(0)
        if count > 7 or r.random() < 0.3:
            nodes[at] = Leaf(some_prices(r.randint(0, 10**6), problem))
            continue
        package = r.choice(problem.packages)
        kind = r.randint(0, 2)
        nodes[at] = Branch(
            package.id,
            count,
            count + 1,
            option_id=r.choice(package.options).id if kind == 1 else None,
            source_id=r.choice(problem.sources).id if kind == 2 else None,
        )
        waiting += [count, count + 1]
        count += 2
    return tuple(nodes[i] for i in range(count))


@given(seeds, seeds)
@settings(max_examples=40, deadline=None)
def test_bound_by_cases_holds_for_any_tree_and_prices(seed, draw):
    problem = small_problem(seed)
    huge = Prices(money={s.id: 0 for s in problem.sources})
    plan = plan_with((), 0, 0, prices=huge, proof=random_proof(draw, problem))
    report = verify(problem, plan)
    assert "bad_proof" not in [v.code for v in report.violations]
    assert report.recomputed_bound_pd >= best_value(problem)


@given(seeds)
@settings(max_examples=25, deadline=None)
def test_selection_without_payments_is_never_called_valid(seed):
    problem = small_problem(seed)
    for chosen in islice(selections(problem), 1, 3):
        needy = [(p, o, names) for p, o, names in chosen if o.need_rp > 0]
        choices = tuple(Choice(p.id, o.id, dict.fromkeys(names, 1)) for p, o, names in needy)
        if needy:
            assert "not_paid_exactly" in codes(problem, plan_with(choices, 0, 0))


def test_verifier_shares_no_module_with_the_solver():
    allowed = ("plan", "problem", "verify", "verify.bound", "verify.constraints")
    for path in Path(verify_package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sambung"):
                assert node.module.removeprefix("sambung.engine.planning.") in allowed, path
                assert node.level == 0
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            assert not any("sambung" in name for name in names), path
    assert not {"ticket_range", "need_rp"} & _names_used()


def _names_used():
    """The problem's own formulas are not borrowed either."""
    used = set()
    for path in Path(verify_package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            used |= {node.attr} if isinstance(node, ast.Attribute) else set()
            used |= {node.id} if isinstance(node, ast.Name) else set()
    return used

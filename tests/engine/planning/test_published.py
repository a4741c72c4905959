"""Published knapsacks as plans: packages with one option each, and one source that pays.

Instances P07 and P08 of D. Kreher and D. Stinson, *Combinatorial Algorithms*, with their published
optima; a weight is an amount, a profit a benefit.
"""

import pytest

from sambung.engine.planning.problem import Option, Package, Place, Problem, Source
from sambung.engine.planning.solve import solve
from sambung.engine.planning.verify import verify

P07 = (
    750,
    [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
    [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
    1458,
)
P08 = (
    6404180,
    [382745, 799601, 909247, 729069, 467902, 44328, 34610, 698150, 823460, 903959, 853665, 551830,
     610856, 670702, 488960, 951111, 323046, 446298, 931161, 31385, 496951, 264724, 224916,
     169684],
    [825594, 1677009, 1676628, 1523970, 943972, 97426, 69666, 1296457, 1679693, 1902996, 1844992,
     1049289, 1252836, 1319836, 953277, 2067538, 675367, 853655, 1826027, 65731, 901489, 577243,
     466257, 369261],
    13549094,
)  # fmt: skip


def knapsack(capacity, weights, profits, rupiah):
    packages = tuple(
        Package(f"p{i:02}", "d", ("f",), (Option("o", 1, profit, weight * rupiah),))
        for i, (weight, profit) in enumerate(zip(weights, profits, strict=True))
    )
    return Problem(packages, (Source("f", "other", capacity * rupiah),), (Place("d"),))


@pytest.mark.parametrize(
    ("instance", "rupiah"),
    [(P07, 1_000_000), pytest.param(P08, 100, marks=pytest.mark.slow)],
    ids=["P07", "P08"],
)
def test_published_knapsack_reaches_its_published_optimum(instance, rupiah):
    *data, optimum = instance
    problem = knapsack(*data, rupiah)
    plan = solve(problem, time_limit=20)
    assert verify(problem, plan).violations == ()
    assert plan.objective_pd == optimum

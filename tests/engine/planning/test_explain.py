from dataclasses import replace

from sambung.engine.planning import explain as explaining
from sambung.engine.planning.explain import explain
from sambung.engine.planning.plan import Choice
from sambung.engine.planning.problem import Floor, Option, Package, Place, Problem, Source
from sambung.engine.planning.solve import solve
from tests.engine.planning.worlds import plan_with, small_problem

M = 1_000_000


def hamlets(**changes) -> Problem:
    """Money for two of three; nobody may serve the fourth, nobody can pay the fifth."""

    def package(name, benefit, total, sources=("f",), **more):
        option = Option("o", benefit // 10, benefit, total * M, total * M // 5)
        return Package(name, "d", sources, (option,), **more)

    told = {
        "packages": (
            package("good", 3_000, 100),
            package("fair", 2_000, 100),
            package("poor", 500, 100),
            package("alone", 5_000, 10, ()),
            package("huge", 9_000, 900),
        ),
        "sources": (Source("f", "company", 170 * M, max_ticket_rp=200 * M),),
        "places": (Place("d"),),
    }
    return Problem(**(told | changes))


def test_package_that_is_chosen_says_its_rank_and_shares():
    problem = hamlets()
    told = {c.package_id: c for c in explain(problem, solve(problem, time_limit=2)).chosen}
    assert set(told) == {"good", "fair"}
    assert told["good"].why == explaining.BEST_VALUE
    assert told["good"].shares_ppm == {"f": 800_000}
    assert told["good"].community_share_ppm == 200_000
    assert told["good"].people_per_billion == 3_000
    assert told["good"].surplus_pd >= 0


def test_package_that_is_left_out_says_why_and_what_would_change_it():
    problem = hamlets()
    told = {c.package_id: c for c in explain(problem, solve(problem, time_limit=2)).left_out}
    assert told["alone"].why == explaining.NO_SOURCE
    assert told["huge"].why == explaining.CANNOT_BE_PAID
    poor = told["poor"]
    assert poor.why in (explaining.PRICED_OUT, explaining.NEXT_IN_LINE)
    assert poor.blocked_by == (("money", "f", 70 * M),)


def test_package_priced_out_would_come_in_with_the_benefit_it_misses():
    problem = hamlets(sources=(Source("f", "company", 160 * M, max_ticket_rp=200 * M),))
    plan = solve(problem, time_limit=2)
    poor = next(c for c in explain(problem, plan).left_out if c.package_id == "poor")
    if poor.why == explaining.PRICED_OUT:
        assert (poor.dearest, poor.dearest_id) == ("money", "f")
        assert 0 < poor.cheaper_rp <= 80 * M
        packages = tuple(
            replace(p, options=(replace(p.options[0], benefit_pd=500 + poor.missing_pd + 1),))
            if p.id == "poor"
            else p
            for p in problem.packages
        )
        richer = solve(replace(problem, packages=packages), time_limit=2)
        assert "poor" in [c.package_id for c in richer.choices]


def test_package_built_for_the_least_served_says_so():
    problem = hamlets(
        packages=hamlets().packages[:3],
        sources=(Source("f", "company", 80 * M),),
        floors=(Floor("q", ("poor",), 50, 1_000),),
    )
    plan = solve(problem, time_limit=2)
    (chosen,) = explain(problem, plan).chosen
    assert (chosen.package_id, chosen.why) == ("poor", explaining.SERVES_THE_LEAST)


def test_source_says_what_is_left_and_why():
    problem = hamlets()
    use = explain(problem, solve(problem, time_limit=2)).sources[0]
    assert (use.spent_rp, use.left_rp, use.packages) == (160 * M, 10 * M, 2)
    assert use.left_why in ("does_not_fit", "no_price")


def test_source_with_a_full_list_or_too_little_left_says_which():
    few = hamlets(sources=(Source("f", "company", 170 * M, max_packages=1),))
    assert explain(few, solve(few, time_limit=2)).sources[0].left_why == "slots_used"
    big = hamlets(sources=(Source("f", "company", 170 * M, min_ticket_rp=50 * M),))
    assert explain(big, solve(big, time_limit=2)).sources[0].left_why == "below_ticket"
    whole = hamlets(sources=(Source("f", "company", 160 * M),))
    assert explain(whole, solve(whole, time_limit=2)).sources[0].left_why == "all_used"


def test_explanation_covers_each_package_once_and_is_plain_data():
    problem = small_problem(9, packages=20, sources=5)
    told = explain(problem, solve(problem, time_limit=1))
    ids = [c.package_id for c in told.chosen] + [c.package_id for c in told.left_out]
    assert sorted(ids) == sorted(p.id for p in problem.packages)
    assert set(explaining.to_dict(told)) == {"chosen", "left_out", "sources"}


def test_explanation_skips_choices_the_problem_does_not_admit():
    problem = hamlets()
    odd = plan_with((Choice("good", "moon", {"f": 1}), Choice("fair", "o", {"f": 900 * M})), 0, 0)
    ledger = explaining.ledger_of(problem, explaining.lay_out(problem), odd)
    assert ledger.deals == {}


def paid(**choices):
    return tuple(Choice(name, option, amounts) for name, (option, amounts) in choices.items())

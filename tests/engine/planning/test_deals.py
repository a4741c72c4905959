from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sambung.engine.planning.deals import Link, exact, gains, lay_out
from sambung.engine.planning.explain import rates_of
from sambung.engine.planning.flow import settle
from sambung.engine.planning.plan import MONEY_SCALE, Plan, Status
from sambung.engine.planning.verify.bound import lagrangian_bound
from tests.engine.planning.worlds import deals_of, small_problem, some_prices

seeds = st.integers(0, 10**6)


@given(seeds, seeds)
@settings(max_examples=60, deadline=None)
def test_gains_and_the_verifier_agree_to_the_last_unit(seed, draw):
    problem = small_problem(seed, packages=5, sources=5)
    prices = some_prices(draw, problem)
    plan = Plan(Status.STOPPED_WITH_GAP, (), 0, 0, "prices", prices)
    whole = exact(
        rates_of(problem, plan),
        [s.max_packages for s in problem.sources],
        [p.capacity for p in problem.places],
    )
    solver = gains(lay_out(problem), whole, {})
    checker = lagrangian_bound(problem, prices, {})
    assert solver is not None
    # Prices went through floating point once on the solver's side: nine digits must agree.
    assert abs(solver[0] - checker) <= abs(checker) // 10**9 + MONEY_SCALE


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_layout_keeps_exactly_the_options_that_can_be_paid(seed):
    problem = small_problem(seed)
    kept = {(arm.package, arm.option) for arm in lay_out(problem).arms}
    able = set()
    for k, package in enumerate(problem.packages):
        names = {
            option.id
            for option, sources in deals_of(problem, package)
            if all(problem.source[name].max_packages != 0 for name in sources)
        }
        able |= {(k, o) for o, option in enumerate(package.options) if option.id in names}
    assert kept == able


def reaches(needs, payers, budgets):
    """The cut condition, written without flows."""
    rest = list(budgets)
    for links in payers:
        for link in links:
            rest[link.source] -= link.low
    if min(rest) < 0:
        return False
    for group in range(2 ** len(needs)):
        inside = [k for k in range(len(needs)) if group >> k & 1]
        asked = sum(needs[k] - sum(li.low for li in payers[k]) for k in inside)
        reach = 0
        for source, left in enumerate(rest):
            room = sum(li.high - li.low for k in inside for li in payers[k] if li.source == source)
            reach += min(left, room)
        if asked > reach:
            return False
    return all(needs[k] >= sum(li.low for li in payers[k]) for k in range(len(needs)))


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_money_settles_exactly_whenever_it_can(seed):
    r = Random(seed)
    budgets = [r.randint(0, 12) for _ in range(3)]
    payers = []
    for _ in range(r.randint(1, 4)):
        sources = r.sample(range(3), r.randint(1, 3))
        links = []
        for source in sources:
            low = r.randint(0, 3)
            links.append(Link(source, low, low + r.randint(0, 6), False))
        payers.append(links)
    needs = [r.randint(1, 10) for _ in payers]
    amounts = settle(needs, payers, budgets)
    assert (amounts is not None) == reaches(needs, payers, budgets)
    if amounts is None:
        return
    for need, links, paid in zip(needs, payers, amounts, strict=True):
        assert sum(paid.values()) == need
        assert all(link.low <= paid[link.source] <= link.high for link in links)
    for source, budget in enumerate(budgets):
        assert sum(paid.get(source, 0) for paid in amounts) <= budget


def test_money_asks_earlier_sources_first():
    cheap, scarce = Link(0, 0, 100, False), Link(1, 0, 100, False)
    assert settle([60], [[cheap, scarce]], [50, 50]) == [{0: 50, 1: 10}]


@pytest.mark.parametrize("need", [10, 90])
def test_money_outside_the_tickets_is_refused(need):
    assert settle([need], [[Link(0, 20, 80, False)]], [100]) is None

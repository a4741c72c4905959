"""Solve a planning problem: prices, a dive, small changes, HiGHS, and a tree that proves.

The only file that knows highspy, and with ``__main__`` the only one that reads a clock. Every step
is counted: given back as ``effort``, the same counts lead to the same plan on any machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import highspy
import numpy as np

from sambung.engine.planning.deals import FREE, Deal, Network, Rates, named
from sambung.engine.planning.explain import ledger_of
from sambung.engine.planning.master import RP, column_of, coupling, value_unit, worth
from sambung.engine.planning.model import (
    LinearModel,
    Scope,
    assignment_of,
    build,
    deals_in,
    what_is_kept_stays,
)
from sambung.engine.planning.plan import (
    BY_HIGHS,
    BY_PRICES,
    DIVE,
    HIGHS,
    LOCAL,
    NEAR,
    PRICES,
    TREE,
    Choice,
    Effort,
    Plan,
    Prices,
    Status,
)
from sambung.engine.planning.prices import Cases, Relaxation, Stop, never
from sambung.engine.planning.problem import Problem
from sambung.engine.planning.search import Found, MipEnd, Search

OnProgress = Callable[[int, int, float], None]
INFINITY = highspy.kHighsInf
SMALL = 120
"""Up to so many packages HiGHS is asked about the whole problem, as it may well finish."""
PROOF_WORK = 150_000
"""Most cases times packages in a certificate: keeps its recomputation within seconds."""


def solve(
    problem: Problem,
    *,
    time_limit: float = 60.0,
    effort: Effort | None = None,
    start: Plan | None = None,
    on_progress: OnProgress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Plan:
    """Find a plan within the time limit, or replay the steps of ``effort`` without a limit.

    The plan is never worse than greedy, nor than what the problem admits of ``start``, and never
    exceeds a limit. A problem in which no option of any package can be paid comes back as
    infeasible, with no choices.
    """
    begun = time.monotonic()

    def seconds() -> float:
        return time.monotonic() - begun

    def progress(value: int, bound: int) -> None:
        if on_progress is not None and bound < 10**30:
            on_progress(value, bound, seconds())

    calls = Calls()
    search = Search(problem, calls.master, calls.mip, progress)
    if start is not None:
        search.offer(ledger_of(problem, search.net, start))
    if effort is None:
        calls.seconds_left = lambda: max(0.1, time_limit - seconds())
        _search(search, _Pace(time_limit, seconds, should_stop))
    else:
        _replay(search, effort)
    spent = Effort(
        steps=tuple(search.steps),
        mip_nodes=search.mip_nodes,
        simplex_iterations=calls.iterations,
        time_limit_ms=round(time_limit * 1000) if effort is None else effort.time_limit_ms,
    )
    return plan_of(search, spent, round(seconds() * 1000))


class _Pace:
    """Hands out ``stop`` functions that hold each phase to its part of the time."""

    def __init__(
        self, limit: float, seconds: Callable[[], float], should_stop: Callable[[], bool]
    ) -> None:
        self.limit, self.seconds, self.should_stop = limit, seconds, should_stop

    def until(self, part: float) -> Stop:
        return lambda _rounds: self.should_stop() or self.seconds() > self.limit * part


def _search(search: Search, pace: _Pace) -> None:
    """The order of the phases, each with the part of the time at which it must end."""
    packages = max(1, len(search.net.arms_of))
    cases = max(1, min(PROOF_WORK // packages, 3_000) // 2)
    # Everything else needs prices, so their first round is found even when no time is left.
    search.run(PRICES, pace.until(0.4))
    whole = [(HIGHS, 0.55, 10**9)] if packages <= SMALL else []
    near = [(NEAR, (0.55 if whole else 0.2) + part / 20, 3 * packages) for part in range(1, 12)]
    for phase, part, size in (
        (DIVE, 0.15, 60),
        (TREE, 0.2, max(1, cases // 4)),
        *whole,
        *[row for row in near if row[1] < 0.8],
        (LOCAL, 0.82, 10 * packages),
        (TREE, 1.0, cases),
    ):
        stop = pace.until(part)
        if not search.is_proven and not stop(0):
            search.run(phase, stop, size)


def _replay(search: Search, effort: Effort) -> None:
    """Do exactly the recorded steps; a HiGHS phase that was interrupted stops at the same find."""
    for step in effort.steps:
        if step.finished:
            search.run(step.phase, never, step.size)
        else:
            search.run(step.phase, _after(step.count), step.size)


def _after(most: int) -> Stop:
    return lambda rounds: rounds >= most


def plan_of(search: Search, effort: Effort, seconds_ms: int) -> Plan:
    """The search's best plan under the problem's names, with the tightest bound it can claim."""
    problem, net = search.problem, search.net
    claimed, by = search.bound, BY_PRICES
    if search.highs_bound is not None and search.highs_bound < claimed:
        claimed, by = search.highs_bound, BY_HIGHS
    claimed = max(claimed, search.value)
    choices = []
    for package, deal in sorted(search.best.deals.items()):
        names = [problem.sources[s].id for s in deal.sources]
        option = problem.packages[package].options[net.arms[deal.arm].option]
        amounts = dict(zip(names, deal.amounts, strict=True))
        choices.append(Choice(problem.packages[package].id, option.id, amounts))
    proof = search.tree.certificate() if search.tree and len(search.tree.nodes) > 1 else ()
    status = Status.OPTIMAL if claimed == search.value else Status.STOPPED_WITH_GAP
    return Plan(
        status=status if net.arms else Status.INFEASIBLE,
        choices=tuple(choices),
        objective_pd=search.value,
        claimed_bound_pd=claimed,
        claimed_by=by,
        prices=named(problem, search.root.rates) if search.root else Prices(),
        people=sum(net.arms[deal.arm].people for deal in search.best.deals.values()),
        seed=problem.seed,
        proof=proof,
        effort=effort,
        seconds_ms=seconds_ms,
    )


class Calls:
    """Makes the two kinds of HiGHS calls and keeps their accounts."""

    def __init__(self) -> None:
        self.iterations = 0
        self.seconds_left: Callable[[], float] = lambda: INFINITY

    def master(self, net: Network) -> HighsMaster:
        return HighsMaster(net, self)

    def mip(
        self,
        net: Network,
        scope: Scope,
        start: Iterable[Deal],
        kept: Iterable[Deal],
        found: Found,
        stop: Stop,
    ) -> MipEnd:
        """Search the compact model with HiGHS; one thread, so that it can be repeated."""
        if stop(0):
            return MipEnd(False, 0, 0, 0)
        model, variables = build(net, scope)
        what_is_kept_stays(model, variables, net, kept)
        h = _quiet()
        h.setOptionValue("mip_rel_gap", 0.0)
        h.setOptionValue("mip_abs_gap", 0.4 * value_unit(net))
        h.setOptionValue("time_limit", float(self.seconds_left()))
        h.passModel(_lp_of(model))
        given = highspy.HighsSolution()
        given.col_value = assignment_of(model, variables, net, start)
        h.setSolution(given)
        count = 0

        def improved(event: highspy.highs.HighsCallbackEvent) -> None:
            nonlocal count
            if not stop(count):
                count += 1
                found(deals_in(variables, net, event.data_out.mip_solution.tolist()))

        def asked(event: highspy.highs.HighsCallbackEvent) -> None:
            event.interrupt(stop(count))

        h.cbMipImprovingSolution += improved
        h.cbMipInterrupt += asked
        h.run()
        info = h.getInfo()
        self.iterations += max(0, info.simplex_iteration_count)
        finished = h.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = round(info.mip_dual_bound / value_unit(net)) if finished else 0
        return MipEnd(finished, count, bound, max(0, info.mip_node_count))


class HighsMaster:
    """The deal form as a linear program that grows and is solved again from where it stood."""

    def __init__(self, net: Network, calls: Calls) -> None:
        self.net, self.calls = net, calls
        self.families, self.unit = coupling(net), value_unit(net)
        self.first = np.cumsum([0, *(len(family.upper) for family in self.families)]).tolist()
        self.deals: list[Deal] = []
        self.known: set[Deal] = set()
        self.columns_of: dict[int, list[int]] = {}
        self.cases: Cases = {}
        self.h = _quiet()
        self.h.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.h.setOptionValue("dual_feasibility_tolerance", 1e-9)
        for family in self.families:
            for lower, upper in zip(family.lower, family.upper, strict=True):
                self.h.addRow(lower, upper, 0, np.array([], np.int32), np.array([]))
        for floor, (_, price) in enumerate(net.floors):
            self._column(price * 100 * self.unit, [(self.first[4] + floor, 1.0)])
        # Leaving a package that a case wants built is possible, at more than any plan is worth.
        dear = 2 * sum(max([net.arms[a].benefit for a in arms] or [1]) for arms in net.arms_of)
        for package in range(len(net.arms_of)):
            self._column(dear * self.unit, [(package, 1.0)])
        self.base = len(net.floors) + len(net.arms_of)

    def _column(self, cost: float, entries: list[tuple[int, float]]) -> None:
        rows = np.array([row for row, _ in entries], np.int32)
        values = np.array([value for _, value in entries], float)
        self.h.addCol(cost, 0.0, INFINITY, len(entries), rows, values)

    def add(self, deals: list[Deal]) -> int:
        fresh = [deal for deal in dict.fromkeys(deals) if deal not in self.known]
        for deal in fresh:
            self.known.add(deal)
            package = self.net.arms[deal.arm].package
            self.columns_of.setdefault(package, []).append(len(self.deals))
            if not self.cases.get(package, FREE).allows(deal):
                raise AssertionError("a deal was priced outside its case")
            self.deals.append(deal)
            entries = column_of(self.net, self.families, deal)
            self._column(-worth(self.net, deal) * self.unit, entries)
        return len(fresh)

    def solve(self, cases: Cases) -> Relaxation:
        self._assume(cases)
        self.h.run()
        self.calls.iterations += max(0, self.h.getInfo().simplex_iteration_count)
        solution = self.h.getSolution()
        duals = np.array(solution.row_dual) / self.unit
        parts = [duals[a:b] for a, b in zip(self.first, self.first[1:], strict=False)]
        packages, money, slots, places, floors = parts
        rates = Rates(
            money=np.maximum(0.0, -money * RP).tolist(),
            slots=np.maximum(0.0, -slots).tolist(),
            places=np.maximum(0.0, -places).tolist(),
            floors=np.maximum(0.0, floors / 100).tolist(),
        )
        values = np.array(solution.col_value)[self.base :]
        weights = [(self.deals[i], float(values[i])) for i in np.flatnonzero(values > 1e-7)]
        value = -self.h.getInfo().objective_function_value / self.unit
        return Relaxation(value, rates, (-packages).tolist(), weights)

    def _assume(self, cases: Cases) -> None:
        """Open and close columns so that just the deals of the case remain."""
        for package in sorted(self.cases.keys() | cases.keys()):
            before, now = self.cases.get(package, FREE), cases.get(package, FREE)
            if before == now:
                continue
            self.h.changeRowBounds(package, 1.0 if now.built else 0.0, 1.0)
            for i in self.columns_of.get(package, ()):
                top = INFINITY if now.allows(self.deals[i]) else 0.0
                self.h.changeColBounds(self.base + i, 0.0, top)
        self.cases = dict(cases)


def _quiet() -> highspy.Highs:
    """A HiGHS that is silent, alone on one thread and always starts from the same seed."""
    h = highspy.Highs()  # type: ignore[no-untyped-call]
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 1)
    h.setOptionValue("random_seed", 0)
    return h


def _lp_of(model: LinearModel) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.worth), len(model.rows)
    lp.col_cost_ = np.array(model.worth, float)
    lp.col_lower_ = np.zeros(len(model.worth))
    lp.col_upper_ = np.array(model.upper, float)
    lp.row_lower_ = np.array(model.row_lower, float)
    lp.row_upper_ = np.array(model.row_upper, float)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = [len(row) for row in model.rows]
    lp.a_matrix_.start_ = np.cumsum([0, *lengths]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([i for row in model.rows for i, _ in row], np.int32)
    lp.a_matrix_.value_ = np.array([value for row in model.rows for _, value in row], float)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in model.whole]
    return lp

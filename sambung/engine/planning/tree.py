"""Close the gap by cases: a small tree of yes-or-no questions, each leaf with its own prices.

The tree is the certificate. Its leaves cover every plan because each question splits its case in
two; the largest bound of a leaf therefore holds for all plans.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from sambung.engine.planning.deals import FREE, Deal, Narrow, Network, Rates, named
from sambung.engine.planning.plan import Branch, Leaf, Node
from sambung.engine.planning.prices import Cases, Pricer, never
from sambung.engine.planning.problem import Problem

WHOLE = 1e-6
Question = tuple[int, int | None, int | None]
"""Package, and either an arm, or a source, or neither (is it built at all)."""


@dataclass
class Case:
    """One node: its assumptions, the prices that bound it, and its split once it has one."""

    cases: Cases
    bound: int
    rates: Rates
    weights: list[tuple[Deal, float]] | None = None
    question: Question | None = None
    yes: int = 0
    no: int = 0
    closed: bool = False


class Tree:
    """Best-first search: always split the open case that could hold the best plan."""

    def __init__(self, problem: Problem, net: Network, pricer: Pricer, root: Case) -> None:
        self.problem, self.net, self.pricer = problem, net, pricer
        self.nodes = [root]
        self.heap = [(-root.bound, 0)]

    @property
    def bound(self) -> int:
        """What no plan can exceed, by the leaves as they are."""
        return max(node.bound for node in self.nodes if node.question is None)

    @property
    def most_promising(self) -> Case:
        """The open case with the largest bound."""
        return self.nodes[self.heap[0][1]]

    def step(self, incumbent: int) -> list[tuple[Deal, float]] | None:
        """Split the most promising case; give back a relaxation that came out whole, if one did."""
        _, index = heappop(self.heap)
        node = self.nodes[index]
        question = most_open_question(self.net, node.weights or [], len(node.cases))
        if question is None:
            node.closed = True
            return node.weights
        node.question = question
        node.yes, node.no = len(self.nodes), len(self.nodes) + 1
        whole = None
        for yes in (True, False):
            child = self._child(node, question, yes, incumbent)
            self.nodes.append(child)
            if child.bound > incumbent:
                heappush(self.heap, (-child.bound, len(self.nodes) - 1))
                if child.weights and most_open_question(self.net, child.weights) is None:
                    whole = child.weights
        node.weights = None
        return whole

    def _child(self, node: Case, question: Question, yes: bool, incumbent: int) -> Case:
        package = question[0]
        cases = node.cases | {package: narrowed(node.cases.get(package, FREE), question, yes)}
        priced = self.pricer.price(cases, incumbent, never)
        if priced.bound is None:
            return Case(cases, -(10**30), node.rates, closed=True)
        if priced.bound > node.bound:
            # Rounding may cost a person-day; the parent's prices hold for its child as well.
            return Case(cases, node.bound, node.rates, priced.weights)
        return Case(cases, priced.bound, priced.rates, priced.weights)

    def prune(self, incumbent: int) -> bool:
        """Drop what cannot beat the plan; True while a case is open."""
        self.heap = [entry for entry in self.heap if -entry[0] > incumbent]
        heapify(self.heap)
        return bool(self.heap)

    def certificate(self) -> tuple[Node, ...]:
        """The tree under the problem's names, root first."""
        return tuple(self._node(node) for node in self.nodes)

    def _node(self, node: Case) -> Node:
        if node.question is None:
            return Leaf(named(self.problem, node.rates))
        package, arm, source = node.question
        asked = self.problem.packages[package]
        return Branch(
            package_id=asked.id,
            yes=node.yes,
            no=node.no,
            option_id=None if arm is None else asked.options[self.net.arms[arm].option].id,
            source_id=None if source is None else self.problem.sources[source].id,
        )


def narrowed(narrow: Narrow, question: Question, yes: bool) -> Narrow:
    """The assumptions on a package after one more answer."""
    _, arm, source = question
    if source is not None:
        if yes:
            return replace(narrow, built=True, must=narrow.must | {source})
        return replace(narrow, never=narrow.never | {source})
    if arm is not None:
        if yes:
            return replace(narrow, built=True, arm=arm)
        return replace(narrow, no_arms=narrow.no_arms | {arm})
    return replace(narrow, built=yes)


def most_open_question(
    net: Network, weights: list[tuple[Deal, float]], depth: int = 0
) -> Question | None:
    """The undecided choice with most benefit at stake; None when the relaxation is whole.

    What is built moves the bound; who pays hardly does while money can still flow another way. So
    sources are asked about when nothing else is open, and now and then on the way down.
    """
    taken: dict[Question, float] = {}
    for deal, weight in weights:
        package = net.arms[deal.arm].package
        asked: list[Question] = [(package, None, None), (package, deal.arm, None)]
        asked += [(package, None, source) for source in deal.sources]
        for question in asked:
            taken[question] = taken.get(question, 0.0) + weight
    of_source = 0.05 if depth % 3 == 2 else 1e-4
    stakes = {
        question: min(weight, 1 - weight)
        * max(net.arms[a].benefit for a in net.arms_of[question[0]])
        * (1.0 if question[2] is None else of_source)
        for question, weight in taken.items()
        if WHOLE < weight < 1 - WHOLE
    }
    return max(stakes, key=lambda q: (stakes[q], -q[0]), default=None)

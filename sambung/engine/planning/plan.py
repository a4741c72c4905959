"""The answer: what is chosen, who pays what, how good it provably is, and what it took."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sambung.engine.planning.reading import (
    MAX_PD,
    MAX_PEOPLE,
    MAX_RP,
    Reader,
    parse,
    reader,
)

SCHEMA = "sambung/plan/1"
ENGINE_VERSION = "1"
MONEY_SCALE = 10**15
"""Prices of money are person-days per 10^15 rupiah."""
UNIT_SCALE = 10**6
"""Prices of a slot, a place and a person of a floor are millionths of a person-day."""
MAX_PRICE = 10**24
MAX_BOUND = 10**21
MAX_NODES = 20_000
MAX_CHOICES = 5_000

MAX_STEPS = 1_000

PRICES = "prices"
DIVE = "dive"
LOCAL = "local"
HIGHS = "highs"
NEAR = "near"
TREE = "tree"
PHASES = (PRICES, DIVE, LOCAL, HIGHS, NEAR, TREE)

BY_PRICES = "prices"
BY_HIGHS = "HiGHS"


class Status(StrEnum):
    """How the search ended; a plan is always one of these."""

    OPTIMAL = "optimal"
    STOPPED_WITH_GAP = "stopped_with_gap"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Choice:
    """One package to build: its option and what each source pays for it, to the rupiah."""

    package_id: str
    option_id: str
    amounts_rp: dict[str, int]


@dataclass(frozen=True, slots=True)
class Prices:
    """What one more unit of each scarce thing is worth; a missing name has price zero.

    money: per source, person-days per 10^15 rupiah. slots: per source, millionths of a person-day
    for one more package. places: the same per place. floors: the same per person of a floor.
    """

    money: dict[str, int] = field(default_factory=dict)
    slots: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    floors: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Branch:
    """A case split of the proof: either the package does this, or it does not.

    With ``option_id``: uses that option. With ``source_id``: is paid by that source. With neither:
    is built at all. ``yes`` and ``no`` are positions in ``Plan.proof``, always further down it.
    """

    package_id: str
    yes: int
    no: int
    option_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One case of the proof, with prices that bound what any plan of this case can reach."""

    prices: Prices


Node = Branch | Leaf


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of the search as it was run: how many rounds, and whether it came to its own end.

    ``size`` is the number of links a HiGHS phase was given, zero elsewhere.
    """

    phase: str
    count: int
    size: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Effort:
    """What the search spent; the same steps on the same problem and seed give the same plan."""

    steps: tuple[Step, ...] = ()
    mip_nodes: int = 0
    simplex_iterations: int = 0
    threads: int = 1
    time_limit_ms: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, its value, the bound it claims and who claims it.

    ``claimed_bound_pd`` is only a claim; what is *proven* is what ``verify`` recomputes from the
    problem and ``proof`` (or ``prices`` where there is no proof tree).
    """

    status: Status
    choices: tuple[Choice, ...]
    objective_pd: int
    claimed_bound_pd: int
    claimed_by: str
    prices: Prices
    people: int = 0
    seed: int = 1
    proof: tuple[Node, ...] = ()
    effort: Effort = Effort()
    seconds_ms: int = 0
    engine_version: str = ENGINE_VERSION

    @property
    def gap_ppm(self) -> int:
        return gap_ppm(self.objective_pd, self.claimed_bound_pd)


def gap_ppm(objective_pd: int, bound_pd: int) -> int:
    """(bound - objective) / |objective| in parts per million, rounded up: zero only when equal."""
    difference = max(0, bound_pd - objective_pd)
    return -(-difference * 1_000_000 // max(1, abs(objective_pd)))


def to_json(plan: Plan) -> str:
    """Write a plan so that ``from_json`` gives back an equal one."""
    return json.dumps(to_dict(plan), ensure_ascii=False, indent=1) + "\n"


def to_dict(plan: Plan) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "status": plan.status.value,
        "objective_pd": plan.objective_pd,
        "claimed_bound_pd": plan.claimed_bound_pd,
        "claimed_by": plan.claimed_by,
        "gap_ppm": plan.gap_ppm,
        "people": plan.people,
        "choices": [_fields(choice) for choice in plan.choices],
        "prices": _fields(plan.prices),
        "proof": [_node_dict(node) for node in plan.proof],
        "effort": _fields(plan.effort) | {"steps": [_fields(s) for s in plan.effort.steps]},
        "seed": plan.seed,
        "seconds_ms": plan.seconds_ms,
        "engine_version": plan.engine_version,
    }


def _fields(thing: Choice | Prices | Branch | Effort | Step) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__slots__}


def _node_dict(node: Node) -> dict[str, Any]:
    return _fields(node) if isinstance(node, Branch) else {"prices": _fields(node.prices)}


def from_json(document: str | bytes) -> Plan:
    """Read a plan; raise BadInput with the address of the first fault."""
    top = parse(document, SCHEMA)
    top.only("schema", "gap_ppm", *(n for n in Plan.__slots__))
    return Plan(
        status=Status(top.one_of("status", [s.value for s in Status])),
        choices=top.objects("choices", _choice, MAX_CHOICES),
        objective_pd=top.whole("objective_pd", -MAX_BOUND, MAX_BOUND),
        claimed_bound_pd=top.whole("claimed_bound_pd", -MAX_BOUND, MAX_BOUND),
        claimed_by=top.one_of("claimed_by", (BY_PRICES, BY_HIGHS)),
        prices=_prices(reader(top.get("prices"), "prices")),
        people=top.whole("people", 0, MAX_PEOPLE * MAX_CHOICES),
        seed=top.whole("seed", 0, MAX_PD),
        proof=top.objects("proof", _node, MAX_NODES),
        effort=effort_from(reader(top.get("effort"), "effort")),
        seconds_ms=top.whole("seconds_ms", 0, MAX_PD),
        engine_version=top.text("engine_version"),
    )


def _choice(r: Reader) -> Choice:
    r.only(*Choice.__slots__)
    return Choice(
        package_id=r.text("package_id"),
        option_id=r.text("option_id"),
        amounts_rp=r.wholes("amounts_rp", 0, MAX_RP, 50),
    )


def _prices(r: Reader) -> Prices:
    r.only(*Prices.__slots__)
    return Prices(**{name: r.wholes(name, 0, MAX_PRICE, MAX_CHOICES) for name in Prices.__slots__})


def _node(r: Reader) -> Node:
    if "prices" in r.value:
        r.only("prices")
        return Leaf(_prices(reader(r.get("prices"), r.at("prices"))))
    r.only(*Branch.__slots__)
    return Branch(
        package_id=r.text("package_id"),
        yes=r.whole("yes", 1, MAX_NODES),
        no=r.whole("no", 1, MAX_NODES),
        option_id=r.text("option_id") if r.value.get("option_id") is not None else None,
        source_id=r.text("source_id") if r.value.get("source_id") is not None else None,
    )


def effort_from(r: Reader) -> Effort:
    """Read what a plan spent, to check it or to spend it again."""
    r.only(*Effort.__slots__)
    counts = {name: r.whole(name, 0, MAX_PD) for name in Effort.__slots__ if name != "steps"}
    return Effort(steps=r.objects("steps", _step, MAX_STEPS), **counts)


def _step(r: Reader) -> Step:
    r.only(*Step.__slots__)
    return Step(
        phase=r.one_of("phase", PHASES),
        count=r.whole("count", 0, MAX_PD),
        size=r.whole("size", 0, MAX_PD),
        finished=r.flag("finished"),
    )

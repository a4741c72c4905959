"""The planning problem: packages that wait, sources that may pay, and the rules between them.

Numbers are whole: money in rupiah (``_rp``), benefit in person-days (``_pd``), shares in parts per
million (``_ppm``). Symbols and formulas: docs/models/planning.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sambung.engine.planning.reading import (
    MAX_PD,
    MAX_PEOPLE,
    MAX_RP,
    BadInput,
    Reader,
    parse,
)

SCHEMA = "sambung/plan-problem/1"
GOVERNMENT = "government"
COMPANY = "company"
OTHER = "other"
KINDS = (GOVERNMENT, COMPANY, OTHER)
PPM = 1_000_000

MAX_PACKAGES = 5_000
MAX_SOURCES = 500
MAX_OPTIONS = 10
MAX_SOURCES_PER_PACKAGE = 5
MAX_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Option:
    """One way to build a package.

    ``total_rp`` is capital plus the operation backstop and is the base of share caps;
    ``community_rp`` is the constant part the villagers carry in cash and in kind; the sources must
    pay the rest exactly.
    """

    id: str
    people: int
    benefit_pd: int
    total_rp: int
    community_rp: int = 0
    needs_government: bool = False
    label: str = ""

    @property
    def need_rp(self) -> int:
        """What the sources must pay together, to the rupiah."""
        return self.total_rp - self.community_rp


@dataclass(frozen=True, slots=True)
class Package:
    """Waits for one of its options; ``source_ids`` are the sources that may serve it."""

    id: str
    place_id: str
    source_ids: tuple[str, ...]
    options: tuple[Option, ...]
    least_served: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who may pay: within budget, tickets, number of packages, and share of a package's total.

    ``budget_rp`` is what is left after pledges and reservations; ``max_packages`` None means no
    limit.
    """

    id: str
    kind: str
    budget_rp: int
    min_ticket_rp: int = 0
    max_ticket_rp: int = MAX_RP
    max_packages: int | None = None
    share_cap_ppm: int = PPM
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A district or facilitator that can accompany only so many packages; None means no limit."""

    id: str
    capacity: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """A wish of equity: reach ``people`` in these packages; a person short costs ``price_pd``."""

    id: str
    package_ids: tuple[str, ...]
    people: int
    price_pd: int
    label: str = ""


@dataclass(frozen=True)
class Problem:
    """Everything a plan depends on; the same problem, seed and effort give the same plan."""

    packages: tuple[Package, ...]
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    floors: tuple[Floor, ...] = ()
    max_sources_per_package: int = 3
    join_cost_pd: int = 0
    seed: int = 1
    name: str = ""

    def __post_init__(self) -> None:
        check_references(self)

    @cached_property
    def package(self) -> dict[str, Package]:
        return {p.id: p for p in self.packages}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {s.id: s for s in self.sources}


def ticket_range(option: Option, source: Source) -> tuple[int, int]:
    """The least and most this source may pay for this option: ``low <= w <= high``.

    low = max(1, min_ticket): a role without a rupiah is no role.
    high = min(max_ticket, budget, need, floor(share_cap * total / 10^6)): the role-balance cap is
    a bound of the payment because the community is always in the total.
    """
    by_share = source.share_cap_ppm * option.total_rp // PPM
    high = min(source.max_ticket_rp, source.budget_rp, option.need_rp, by_share)
    return max(1, source.min_ticket_rp), high


def check_references(problem: Problem) -> None:
    """Refuse repeated ids, unknown references and amounts that contradict one another."""
    _distinct("packages", [p.id for p in problem.packages])
    sources = _distinct("sources", [s.id for s in problem.sources])
    places = _distinct("places", [p.id for p in problem.places])
    _distinct("floors", [f.id for f in problem.floors])
    for i, package in enumerate(problem.packages):
        _check_package(package, f"packages[{i}]", sources, places)
    packages = {p.id for p in problem.packages}
    for i, floor in enumerate(problem.floors):
        _known(floor.package_ids, packages, f"floors[{i}].package_ids")
    for i, source in enumerate(problem.sources):
        if source.kind not in KINDS:
            raise BadInput(f"sources[{i}].kind", f"must be one of {', '.join(KINDS)}")
        if source.min_ticket_rp > source.max_ticket_rp:
            raise BadInput(f"sources[{i}].min_ticket_rp", "is above max_ticket_rp")


def _check_package(package: Package, where: str, sources: set[str], places: set[str]) -> None:
    if package.place_id not in places:
        raise BadInput(f"{where}.place_id", f"names no place: {package.place_id}")
    if not package.options:
        raise BadInput(f"{where}.options", "must hold at least one option")
    _known(package.source_ids, sources, f"{where}.source_ids")
    _distinct(f"{where}.options", [o.id for o in package.options])
    for j, option in enumerate(package.options):
        if option.community_rp > option.total_rp:
            raise BadInput(f"{where}.options[{j}].community_rp", "is above total_rp")


def _distinct(where: str, ids: list[str]) -> set[str]:
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            raise BadInput(f"{where}[{i}].id", f"is used twice: {name}")
        seen.add(name)
    return seen


def _known(ids: tuple[str, ...], known: set[str], where: str) -> None:
    if len(set(ids)) != len(ids):
        raise BadInput(where, "names something twice")
    for i, name in enumerate(ids):
        if name not in known:
            raise BadInput(f"{where}[{i}]", f"is unknown: {name}")


def from_json(document: str | bytes) -> Problem:
    """Read a problem; raise BadInput with the address of the first fault."""
    top = parse(document, SCHEMA)
    top.only("schema", "name", "seed", "max_sources_per_package", "join_cost_pd", "packages",
             "sources", "places", "floors")  # fmt: skip
    return Problem(
        packages=top.objects("packages", _package, MAX_PACKAGES),
        sources=top.objects("sources", _source, MAX_SOURCES),
        places=top.objects("places", _place, MAX_PACKAGES),
        floors=top.objects("floors", _floor, MAX_SOURCES),
        max_sources_per_package=top.whole("max_sources_per_package", 1, MAX_SOURCES_PER_PACKAGE),
        join_cost_pd=top.whole("join_cost_pd", 0, MAX_PD),
        seed=top.whole("seed", 0, MAX_SEED),
        name=_label(top, "name"),
    )


def to_json(problem: Problem) -> str:
    """Write a problem so that ``from_json`` gives back an equal one; key order never changes."""
    return json.dumps(to_dict(problem), ensure_ascii=False, indent=1) + "\n"


def to_dict(problem: Problem) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "name": problem.name,
        "seed": problem.seed,
        "max_sources_per_package": problem.max_sources_per_package,
        "join_cost_pd": problem.join_cost_pd,
        "places": [_fields(place) for place in problem.places],
        "sources": [_fields(source) for source in problem.sources],
        "packages": [
            _fields(p)
            | {"source_ids": list(p.source_ids), "options": [_fields(o) for o in p.options]}
            for p in problem.packages
        ],
        "floors": [_fields(f) | {"package_ids": list(f.package_ids)} for f in problem.floors],
    }


def _fields(thing: Option | Package | Source | Place | Floor) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__slots__}


def _label(r: Reader, key: str = "label") -> str:
    return r.text(key, default="") if r.value.get(key) else ""


def _option(r: Reader) -> Option:
    r.only(*Option.__slots__)
    return Option(
        id=r.text("id"),
        people=r.whole("people", 0, MAX_PEOPLE),
        benefit_pd=r.whole("benefit_pd", 0, MAX_PD),
        total_rp=r.whole("total_rp", 0, MAX_RP),
        community_rp=r.whole("community_rp", 0, MAX_RP),
        needs_government=r.flag("needs_government"),
        label=_label(r),
    )


def _package(r: Reader) -> Package:
    r.only(*Package.__slots__)
    return Package(
        id=r.text("id"),
        place_id=r.text("place_id"),
        source_ids=r.texts("source_ids", MAX_SOURCES),
        options=r.objects("options", _option, MAX_OPTIONS),
        least_served=r.flag("least_served"),
        label=_label(r),
    )


def _source(r: Reader) -> Source:
    r.only(*Source.__slots__)
    return Source(
        id=r.text("id"),
        kind=r.one_of("kind", KINDS),
        budget_rp=r.whole("budget_rp", 0, MAX_RP),
        min_ticket_rp=r.whole("min_ticket_rp", 0, MAX_RP),
        max_ticket_rp=r.whole("max_ticket_rp", 0, MAX_RP),
        max_packages=r.whole_or_none("max_packages", 0, MAX_PACKAGES),
        share_cap_ppm=r.whole("share_cap_ppm", 0, PPM),
        label=_label(r),
    )


def _place(r: Reader) -> Place:
    r.only(*Place.__slots__)
    capacity = r.whole_or_none("capacity", 0, MAX_PACKAGES)
    return Place(id=r.text("id"), capacity=capacity, label=_label(r))


def _floor(r: Reader) -> Floor:
    r.only(*Floor.__slots__)
    return Floor(
        id=r.text("id"),
        package_ids=r.texts("package_ids", MAX_PACKAGES),
        people=r.whole("people", 0, MAX_PEOPLE),
        price_pd=r.whole("price_pd", 0, MAX_PD),
        label=_label(r),
    )

"""Findings before solving: what in the problem can never lead to a plan.

Each check is a small function; the site words the codes in Indonesian and links to the place to
mend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sambung.engine.planning.deals import lay_out
from sambung.engine.planning.problem import GOVERNMENT, Option, Package, Problem, ticket_range


class Severity(StrEnum):
    """``error``: nothing can be planned; ``warning``: something is left out; ``note``: to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: its code, which ids it concerns, and the numbers behind it."""

    code: str
    severity: Severity
    ids: tuple[str, ...]
    message: str
    numbers: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": self.severity.value,
            "ids": list(self.ids),
            "message": self.message,
            "numbers": self.numbers,
        }


def check(problem: Problem) -> list[Finding]:
    """Every finding, errors first."""
    found = [finding for look in CHECKS for finding in look(problem)]
    order = list(Severity)
    return sorted(found, key=lambda f: (order.index(f.severity), f.code, f.ids))


def check_anything_can_be_built(problem: Problem) -> Iterator[Finding]:
    """At least one option of one package must be payable."""
    if not lay_out(problem).arms:
        count = len(problem.packages)
        message = "no option of any package can be paid by any admissible set of sources"
        yield Finding("nothing_can_be_built", Severity.ERROR, (), message, {"packages": count})


def check_packages_have_sources(problem: Problem) -> Iterator[Finding]:
    """Packages that no source may serve."""
    ids = tuple(p.id for p in problem.packages if not p.source_ids)
    if ids:
        message = f"{len(ids)} packages have no source that may serve them"
        yield Finding("package_without_source", Severity.WARNING, ids, message, {"count": len(ids)})


def check_sources_have_packages(problem: Problem) -> Iterator[Finding]:
    """Sources with no package in reach."""
    reached = {name for package in problem.packages for name in package.source_ids}
    ids = tuple(s.id for s in problem.sources if s.id not in reached)
    if ids:
        message = f"{len(ids)} sources have no package in reach"
        yield Finding("source_without_package", Severity.WARNING, ids, message, {"count": len(ids)})


def check_budgets_reach_the_smallest_ticket(problem: Problem) -> Iterator[Finding]:
    """Sources whose money left is below their own smallest ticket, or that have no slot left."""
    for source in problem.sources:
        if source.budget_rp < max(1, source.min_ticket_rp):
            numbers = {"budget_rp": source.budget_rp, "min_ticket_rp": source.min_ticket_rp}
            message = "the money left is below the smallest ticket"
            yield Finding("budget_below_ticket", Severity.WARNING, (source.id,), message, numbers)
        if source.max_packages == 0:
            message = "the source takes no more packages"
            yield Finding("source_without_slots", Severity.WARNING, (source.id,), message, {})


def check_places_have_room(problem: Problem) -> Iterator[Finding]:
    """Places that can accompany no package though packages wait there."""
    waiting = Counter(package.place_id for package in problem.packages)
    for place in problem.places:
        if place.capacity == 0 and waiting[place.id]:
            message = "the place can accompany no package"
            numbers = {"packages": waiting[place.id]}
            yield Finding("place_without_room", Severity.WARNING, (place.id,), message, numbers)


def check_options_can_be_paid(problem: Problem) -> Iterator[Finding]:
    """Options that no admissible set of sources can pay, each with the nearest reason."""
    payable = {(arm.package, arm.option) for arm in lay_out(problem).arms}
    for k, package in enumerate(problem.packages):
        for o, option in enumerate(package.options):
            if package.source_ids and (k, o) not in payable:
                yield _why_unpayable(problem, package, option)


def _why_unpayable(problem: Problem, package: Package, option: Option) -> Finding:
    """Government missing, too little from the K largest, or tickets that do not fit together."""
    ranges = [
        (ticket_range(option, problem.source[name]), problem.source[name])
        for name in package.source_ids
        if problem.source[name].max_packages != 0
    ]
    able = [(low, high, s.kind) for (low, high), s in ranges if low <= high]
    largest = sorted((high for (_, high), _ in ranges), reverse=True)
    most = sum(largest[: problem.max_sources_per_package])
    numbers = {"need_rp": option.need_rp, "most_rp": most, "sources": len(able)}
    ids = (package.id, option.id)
    if option.needs_government and not any(kind == GOVERNMENT for _, _, kind in able):
        message = "the option needs a government source and none may serve it"
        return Finding("no_government_in_reach", Severity.WARNING, ids, message, numbers)
    if most < option.need_rp:
        message = "the largest sources allowed cannot pay the option together"
        return Finding("need_above_reach", Severity.WARNING, ids, message, numbers)
    message = "the tickets of the sources do not fit the option"
    return Finding("tickets_do_not_fit", Severity.WARNING, ids, message, numbers)


def check_options_are_worth_something(problem: Problem) -> Iterator[Finding]:
    """Options that serve nobody or add nothing are never chosen for their own sake."""
    for package in problem.packages:
        for option in package.options:
            if option.people == 0 or option.benefit_pd == 0:
                numbers = {"people": option.people, "benefit_pd": option.benefit_pd}
                message = "the option serves nobody"
                ids = (package.id, option.id)
                yield Finding("option_without_benefit", Severity.NOTE, ids, message, numbers)


def check_floors_can_be_reached(problem: Problem) -> Iterator[Finding]:
    """Floors above what all their packages could reach together, each in its largest option."""
    reach: dict[str, int] = {}
    for arm in lay_out(problem).arms:
        name = problem.packages[arm.package].id
        reach[name] = max(reach.get(name, 0), arm.people)
    for floor in problem.floors:
        most = sum(reach.get(name, 0) for name in floor.package_ids)
        if most < floor.people:
            numbers = {"people": floor.people, "reachable": most}
            message = "the floor is above what its packages can reach"
            yield Finding("floor_above_reach", Severity.WARNING, (floor.id,), message, numbers)


def check_money_reaches_a_package(problem: Problem) -> Iterator[Finding]:
    """How far all money goes: the share of the cheapest options that the budgets could pay."""
    net = lay_out(problem)
    cheapest = [min(net.arms[a].need for a in arms) for arms in net.arms_of if arms]
    numbers = {
        "budget_rp": sum(s.budget_rp for s in problem.sources),
        "need_rp": sum(cheapest),
        "packages": len(cheapest),
    }
    if numbers["budget_rp"] < numbers["need_rp"]:
        message = "the money does not reach all packages, even in their cheapest options"
        yield Finding("money_is_scarce", Severity.NOTE, (), message, numbers)


CHECKS = (
    check_anything_can_be_built,
    check_packages_have_sources,
    check_sources_have_packages,
    check_budgets_reach_the_smallest_ticket,
    check_places_have_room,
    check_options_can_be_paid,
    check_options_are_worth_something,
    check_floors_can_be_reached,
    check_money_reaches_a_package,
)
"""One line per check; a new one is a function above and a line here."""

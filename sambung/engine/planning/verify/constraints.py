"""The plan against every constraint, in whole numbers, and its true objective."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sambung.engine.planning.plan import Choice, Plan
from sambung.engine.planning.problem import GOVERNMENT, PPM, Option, Package, Problem


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise: a code for the site, ids and numbers to word it, and English for logs."""

    code: str
    ids: tuple[str, ...]
    message: str
    found: int = 0
    limit: int = 0


Known = list[tuple[Package, Option, dict[str, int]]]


def resolve(problem: Problem, plan: Plan) -> tuple[Known, list[Violation]]:
    """Choices that name known things; the others are violations and count for nothing."""
    known: Known = []
    violations = []
    for choice in plan.choices:
        package = problem.package.get(choice.package_id)
        option = _option_of(package, choice)
        strangers = [s for s in choice.amounts_rp if s not in problem.source]
        if package is None or option is None or strangers:
            ids = (choice.package_id, choice.option_id, *strangers)
            violations.append(Violation("unknown", ids, "the plan names something unknown"))
        else:
            known.append((package, option, choice.amounts_rp))
    return known, violations


def _option_of(package: Package | None, choice: Choice) -> Option | None:
    options = package.options if package else ()
    return next((o for o in options if o.id == choice.option_id), None)


def _check_once(problem: Problem, known: Known) -> Iterator[Violation]:
    """Each package is built at most once:  sum_o x[k,o] <= 1."""
    for name, times in Counter(package.id for package, _, _ in known).items():
        if times > 1:
            yield Violation("package_twice", (name,), "a package is chosen twice", times, 1)


def _check_balance(problem: Problem, known: Known) -> Iterator[Violation]:
    """The sources pay the need exactly:  sum_f w[f,k] = total - community."""
    for package, option, amounts in known:
        need = option.total_rp - option.community_rp
        if (paid := sum(amounts.values())) != need:
            ids = (package.id, option.id)
            yield Violation("not_paid_exactly", ids, "payments are not the need", paid, need)


def _check_tickets(problem: Problem, known: Known) -> Iterator[Violation]:
    """Each payment is by a source that may serve, within its tickets and its share of the total."""
    for package, option, amounts in known:
        for name, paid in amounts.items():
            source = problem.source[name]
            ids = (package.id, name)
            share = option.total_rp * source.share_cap_ppm // PPM
            if name not in package.source_ids:
                yield Violation("not_eligible", ids, "this source may not serve this package")
            if paid < max(1, source.min_ticket_rp):
                low = max(1, source.min_ticket_rp)
                yield Violation("below_ticket", ids, "a payment is too small", paid, low)
            if paid > source.max_ticket_rp:
                yield Violation(
                    "above_ticket", ids, "a payment is too large", paid, source.max_ticket_rp
                )
            if paid > share:
                yield Violation("above_share", ids, "a payment exceeds its share", paid, share)


def _check_sources(problem: Problem, known: Known) -> Iterator[Violation]:
    """At most K sources per package, one of them government where the option needs it."""
    most = problem.max_sources_per_package
    for package, option, amounts in known:
        if len(amounts) > most:
            yield Violation(
                "too_many_sources", (package.id,), "too many sources", len(amounts), most
            )
        kinds = {problem.source[name].kind for name in amounts}
        if option.needs_government and GOVERNMENT not in kinds:
            yield Violation("no_government", (package.id,), "this option needs a government source")


def _check_budgets(problem: Problem, known: Known) -> Iterator[Violation]:
    """No source pays more, or serves more packages, than it has offered."""
    paid: Counter[str] = Counter()
    served: Counter[str] = Counter()
    for _, _, amounts in known:
        paid.update(amounts)
        served.update(amounts.keys())
    for s in problem.sources:
        if paid[s.id] > s.budget_rp:
            yield Violation("over_budget", (s.id,), "a budget is exceeded", paid[s.id], s.budget_rp)
        if s.max_packages is not None and served[s.id] > s.max_packages:
            yield Violation(
                "over_slots", (s.id,), "too many packages", served[s.id], s.max_packages
            )


def _check_places(problem: Problem, known: Known) -> Iterator[Violation]:
    """No place accompanies more packages than it can."""
    used = Counter(package.place_id for package, _, _ in known)
    for place in problem.places:
        if place.capacity is not None and used[place.id] > place.capacity:
            found = used[place.id]
            yield Violation(
                "over_capacity", (place.id,), "a place is overfull", found, place.capacity
            )


CHECKS = (
    _check_once,
    _check_balance,
    _check_tickets,
    _check_sources,
    _check_budgets,
    _check_places,
)


def objective_of(problem: Problem, known: Known) -> int:
    """sum benefit - join_cost * joins - sum price * max(0, floor - people reached)."""
    value = sum(o.benefit_pd - problem.join_cost_pd * len(amounts) for _, o, amounts in known)
    for floor in problem.floors:
        members = set(floor.package_ids)
        reached = sum(option.people for package, option, _ in known if package.id in members)
        value -= floor.price_pd * max(0, floor.people - reached)
    return value

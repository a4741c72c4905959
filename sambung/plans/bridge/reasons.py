"""Why a package is in a plan or not, and why a source keeps money: counted from the answer."""

from dataclasses import dataclass
from typing import Any

from sambung.engine.planning.plan import Choice, Plan
from sambung.engine.planning.problem import (
    GOVERNMENT,
    Option,
    Package,
    Problem,
    Source,
    ticket_range,
)

Fact = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """A problem with its plan, and what every limit has left."""

    problem: Problem
    chosen: dict[str, Choice]
    options: dict[str, Option]  # the chosen option of each chosen package
    paid_rp: dict[str, int]  # by source
    slots_used: dict[str, int]
    places_used: dict[str, int]

    def left_rp(self, source: Source) -> int:
        """Return what of a source's budget the plan does not use."""
        return source.budget_rp - self.paid_rp.get(source.id, 0)

    def has_slot(self, source: Source) -> bool:
        """Return whether the source would take one more package."""
        used = self.slots_used.get(source.id, 0)
        return source.max_packages is None or used < source.max_packages

    def has_place(self, package: Package) -> bool:
        """Return whether one more package could be accompanied where this one is."""
        place = next(p for p in self.problem.places if p.id == package.place_id)
        used = self.places_used.get(place.id, 0)
        return place.capacity is None or used < place.capacity


def tally(problem: Problem, plan: Plan) -> Tally:
    """Return the plan with its sums."""
    paid: dict[str, int] = {}
    slots: dict[str, int] = {}
    places: dict[str, int] = {}
    options: dict[str, Option] = {}
    for choice in plan.choices:
        package = problem.package[choice.package_id]
        options[package.id] = next(o for o in package.options if o.id == choice.option_id)
        places[package.place_id] = places.get(package.place_id, 0) + 1
        for source_id, amount in choice.amounts_rp.items():
            paid[source_id] = paid.get(source_id, 0) + amount
            slots[source_id] = slots.get(source_id, 0) + 1
    chosen = {choice.package_id: choice for choice in plan.choices}
    return Tally(problem, chosen, options, paid, slots, places)


def per_person_rp(option: Option) -> int:
    """Return what one person served costs, rounded up."""
    return -(-option.total_rp // max(1, option.people))


def best_option(package: Package) -> Option:
    """Return the option that gives most service for its money."""
    return max(package.options, key=lambda o: (o.benefit_pd / max(1, o.total_rp), o.people, o.id))


def why_chosen(package: Package, done: Tally, said: str = "") -> list[Fact]:
    """Return what speaks for a chosen package, most telling first, at most two facts.

    `said` is the engine's own reason at the plan's prices, where it gave one.
    """
    option = done.options[package.id]
    facts: list[Fact] = [{"code": said}] if said == "serves_the_least" else []
    facts += _at_the_top(package, option, done)
    if package.least_served and said != "serves_the_least":
        facts.append({"code": "least_served"})
    if _saves(package, option):
        facts.append({"code": "cheaper_option", "rp": _saves(package, option)})
    if len(package.source_ids) == 1:
        facts.append({"code": "only_source", "source": package.source_ids[0]})
    if said == "fits_what_is_left":
        facts.append({"code": said})
    return [*facts, _standing(package, option, done)][:2]


def _at_the_top(package: Package, option: Option, done: Tally) -> list[Fact]:
    """Return in what the package stands above all others."""
    others = [o for key, o in done.options.items() if key != package.id]
    everyone = [best_option(p) for p in done.problem.packages if p.id != package.id]
    facts: list[Fact] = []
    if all(option.people > o.people for o in everyone):
        facts.append({"code": "most_people", "people": option.people})
    if all(per_person_rp(option) < per_person_rp(o) for o in everyone):
        facts.append({"code": "cheapest", "rp": per_person_rp(option)})
    if others and all(_days_each(option) > _days_each(o) for o in others):
        facts.append({"code": "lasts"})
    return facts


def _standing(package: Package, option: Option, done: Tally) -> Fact:
    """Return what a person served costs a year, and the place this has among all asked."""
    rates = sorted(_rate(best_option(p)) for p in done.problem.packages if p.id != package.id)
    rank = 1 + sum(rate < _rate(option) for rate in rates)
    return {"code": "good_value", "rp": _rate(option), "rank": rank, "n": len(rates) + 1}


def _rate(option: Option) -> int:
    """Return rupiah for one person served one year, as it was weighed."""
    return option.total_rp * 365 // max(1, option.benefit_pd)


def _saves(package: Package, option: Option) -> int:
    """Return how much cheaper the chosen option is than the dearest one."""
    return max(o.total_rp for o in package.options) - option.total_rp


def _days_each(option: Option) -> float:
    return option.benefit_pd / max(1, option.people)


def why_not(package: Package, done: Tally) -> list[Fact]:
    """Return what keeps a package out: first what no plan could pass, then what this one lacks."""
    problem = done.problem
    sources = [problem.source[key] for key in package.source_ids]
    if not sources:
        return [{"code": "no_source"}]
    option = best_option(package)
    if option.needs_government and GOVERNMENT not in {s.kind for s in sources}:
        return [{"code": "no_government"}]
    if not any(_reach(o, sources, problem) >= o.need_rp for o in package.options):
        missing = min(o.need_rp - _reach(o, sources, problem) for o in package.options)
        return [{"code": "beyond_reach", "rp": missing}]
    if not done.has_place(package):
        return [{"code": "places_full"}, _value(option, done)]
    missing = min(_missing(o, sources, done) for o in package.options)
    if missing > 0:
        facts = [{"code": "money_gone", "rp": missing}]
        if not any(done.has_slot(source) for source in sources):
            facts = [{"code": "slots_full"}]
        return [*facts, _value(option, done)]
    return [{"code": "next_in_line"}]


def _reach(option: Option, sources: list[Source], problem: Problem) -> int:
    """Return the most that the most sources allowed could pay for an option."""
    ranges = [ticket_range(option, source) for source in sources]
    highs = sorted((high for low, high in ranges if low <= high), reverse=True)
    return sum(highs[: problem.max_sources_per_package])


def _missing(option: Option, sources: list[Source], done: Tally) -> int:
    """Return what is missing for an option if only what the plan leaves over may be used."""
    highs = []
    for source in sources:
        low, high = ticket_range(option, source)
        high = min(high, done.left_rp(source))
        if done.has_slot(source) and high >= low:
            highs.append(high)
    covered = sum(sorted(highs, reverse=True)[: done.problem.max_sources_per_package])
    return option.need_rp - covered


def _value(option: Option, done: Tally) -> Fact:
    """Compare its cost per person and year with what the plan's money buys elsewhere."""
    here = _rate(option)
    rates = [_rate(o) for o in done.options.values()]
    if rates and here > max(rates):
        return {"code": "dearest", "rp": here}
    return {"code": "outbid", "rp": here}


def why_left(source: Source, done: Tally) -> Fact:
    """Return why a source keeps what the plan leaves with it."""
    problem, left = done.problem, done.left_rp(source)
    linked = [p for p in problem.packages if source.id in p.source_ids]
    open_ones = [p for p in linked if p.id not in done.chosen]
    if left == 0:
        return {"code": "used_up"}
    if not linked:
        return {"code": "no_package"}
    if source.max_packages == 0:
        return {"code": "slots_none"}
    if not done.has_slot(source):
        return {"code": "slots_full", "n": source.max_packages}
    if left < source.min_ticket_rp:
        return {"code": "below_ticket", "rp": source.min_ticket_rp}
    if not open_ones:
        return {"code": "all_funded"}
    capped = [p for p in linked if p.id in done.chosen and _at_cap(source, p, done)]
    if capped and done.paid_rp.get(source.id, 0):
        return {"code": "share_cap", "percent": source.share_cap_ppm // 10_000}
    return {"code": "others_short", "n": len(open_ones)}


def _at_cap(source: Source, package: Package, done: Tally) -> bool:
    """Return whether the source pays as much of a package as its share allows."""
    amount = done.chosen[package.id].amounts_rp.get(source.id, 0)
    return amount > 0 and amount >= ticket_range(done.options[package.id], source)[1]

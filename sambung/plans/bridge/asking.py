"""Rows -> problem, and what stands in its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from sambung.core.models import RP_MAX
from sambung.engine.planning import problem as problems
from sambung.engine.planning.problem import COMPANY, GOVERNMENT, OTHER, PPM, Problem
from sambung.parties.models import Side
from sambung.plans.models import PlaceLevel, Scenario
from sambung.plans.queries import (
    MOST_PACKAGES,
    Finding,
    Inputs,
    Mend,
    OptionRow,
    PackageRow,
    SourceRow,
)
from sambung.regions.models import Region

DAYS_A_YEAR = 365
FLOOR_PRICE_PD = 40 * DAYS_A_YEAR  # a person short of the floor weighs 40 person-years
JOIN_COST_PD = DAYS_A_YEAR  # one more source in a package costs a person-year of talk
FLOOR_ID = "tertinggal"

_KIND = {Side.GOVERNMENT: GOVERNMENT, Side.BUSINESS: COMPANY}


@dataclass(frozen=True)
class Settings:
    """The scenario as it was when asked: what the person may set."""

    year: int
    has_floor: bool = True
    floor_percent: int = 25
    most_sources: int = 3
    company_share_percent: int = 60
    government_share_percent: int = 80
    facilitator_places: int | None = None
    places_by: str = PlaceLevel.REGENCY
    backstop_years: int = 2
    equity_weight_percent: int = 0
    time_limit_s: int = 60
    seed: int = 1


def settings_of(scenario: Scenario) -> Settings:
    """Return what the scenario asks, as a frozen value."""
    return Settings(**{name: getattr(scenario, name) for name in Settings.__dataclass_fields__})


def settings_from(typed: Mapping[str, Any]) -> Settings:
    """Return what is typed in a form as settings; what is missing keeps its default."""
    names = Settings.__dataclass_fields__
    kept = {name: typed[name] for name in names if typed.get(name) not in (None, "")}
    whole: dict[str, Any] = {
        name: value if name == "places_by" else int(value) for name, value in kept.items()
    }
    return Settings(**(whole | {"has_floor": bool(typed.get("has_floor"))}))


def problem_of(inputs: Inputs, settings: Settings, *, today: date, name: str = "") -> Problem:
    """Return the problem; packages without a costed option and unknown amounts stay out.

    Needs are rounded up and caps down, once, here.
    """
    sources = [s for s in inputs.sources if s.left_rp is not None and is_open(s, today)]
    quarter = least_served(inputs.packages)
    packages = tuple(
        _package(row, sources, settings, row.id in quarter)
        for row in inputs.packages
        if costed_options(row)
    )
    return Problem(
        packages=packages,
        sources=tuple(_source(row, settings) for row in sources),
        places=_places(inputs.packages, settings),
        floors=_floors(packages, settings),
        max_sources_per_package=settings.most_sources,
        join_cost_pd=JOIN_COST_PD,
        seed=settings.seed,
        name=name,
    )


def costed_options(row: PackageRow) -> list[OptionRow]:
    """Return the options whose cost is known: an option without cost lines is not free."""
    return [option for option in row.options if option.capital_rp > 0]


def is_open(source: SourceRow, today: date) -> bool:
    """Return whether the source still takes proposals in its year."""
    if not source.intake_months or source.year != today.year:
        return source.year >= today.year
    return max(source.intake_months) >= today.month


def may_serve(source: SourceRow, row: PackageRow) -> bool:
    """Return whether the source's own rules let it serve the package: service and place."""
    return _reaches(source, row.service, row.place_codes)


def reaches(source: SourceRow, service: str, village: Region) -> bool:
    """Return whether the source's own rules let it serve a village with a service."""
    return _reaches(source, service, village.ancestor_codes)


def _reaches(source: SourceRow, service: str, place_codes: Iterable[str]) -> bool:
    if service not in source.services:
        return False
    return source.is_nationwide or not source.region_codes.isdisjoint(place_codes)


def least_served(rows: Iterable[PackageRow]) -> set[int]:
    """Return the quarter of the packages, rounded up, in the places with most people without.

    A village without a figure of its own stands at that of its kab/kota; more people first among
    equals. A package with no figure at all is never called least served.
    """
    known = [row for row in rows if row.without_percent is not None]
    known.sort(key=lambda row: (-(row.without_percent or 0), -row.people, row.id))
    return {row.id for row in known[: -(-len(known) // 4)]}


def money_of(option: OptionRow, backstop_years: int) -> tuple[int, int]:
    """Return the total (capital and operation reserve) and the part the community carries."""
    total = option.capital_rp + backstop_years * (option.operation_yearly_rp or 0)
    return total, option.community_rp


def benefit_of(option: OptionRow, weight_percent: int) -> int:
    """Return person-days of service: people x 365 x years, weighted, rounded down."""
    weight = Decimal(100 + weight_percent) / 100
    return int((option.people * DAYS_A_YEAR * option.years * weight).to_integral_value(ROUND_FLOOR))


def _package(
    row: PackageRow, sources: list[SourceRow], settings: Settings, is_least_served: bool
) -> problems.Package:
    weight = settings.equity_weight_percent if is_least_served else 0
    return problems.Package(
        id=f"p{row.id}",
        place_id=place_of(row, settings.places_by),
        source_ids=tuple(f"s{s.id}" for s in sources if may_serve(s, row)),
        options=tuple(_option(o, settings, weight) for o in costed_options(row)),
        least_served=is_least_served,
        label=row.title,
    )


def _option(option: OptionRow, settings: Settings, weight: int) -> problems.Option:
    total, community = money_of(option, settings.backstop_years)
    return problems.Option(
        id=f"o{option.id}",
        people=option.people,
        benefit_pd=benefit_of(option, weight),
        total_rp=total,
        community_rp=community,
        needs_government=option.needs_government,
        label=option.title,
    )


def _source(row: SourceRow, settings: Settings) -> problems.Source:
    kind = _KIND.get(Side(row.side), OTHER)
    cap = {
        COMPANY: settings.company_share_percent,
        GOVERNMENT: settings.government_share_percent,
        OTHER: 100,
    }[kind]
    return problems.Source(
        id=f"s{row.id}",
        kind=kind,
        budget_rp=row.left_rp or 0,
        min_ticket_rp=row.smallest_ticket_rp or 0,
        max_ticket_rp=RP_MAX if row.largest_ticket_rp is None else row.largest_ticket_rp,
        max_packages=row.slots_left,
        share_cap_ppm=min(cap, row.most_share_percent) * PPM // 100,
        label=row.name,
    )


def place_of(row: PackageRow, places_by: str) -> str:
    """Return the code of the kab/kota or kecamatan whose places a package takes one of."""
    return row.place_codes[1 if places_by == PlaceLevel.REGENCY else 2]


def _places(rows: Iterable[PackageRow], settings: Settings) -> tuple[problems.Place, ...]:
    codes = sorted({place_of(row, settings.places_by) for row in rows})
    return tuple(problems.Place(id=code, capacity=settings.facilitator_places) for code in codes)


def _floors(
    packages: tuple[problems.Package, ...], settings: Settings
) -> tuple[problems.Floor, ...]:
    quarter = [package for package in packages if package.least_served]
    if not settings.has_floor or not quarter:
        return ()
    people = sum(max(option.people for option in package.options) for package in quarter)
    return (
        problems.Floor(
            id=FLOOR_ID,
            package_ids=tuple(package.id for package in quarter),
            people=-(-people * settings.floor_percent // 100),
            price_pd=FLOOR_PRICE_PD,
        ),
    )


def findings_of(inputs: Inputs, settings: Settings, *, today: date) -> list[Finding]:
    """Return what to know before solving: first what blocks, then what to mend."""
    problem = problem_of(inputs, settings, today=today)
    found = [*_blocking(inputs, problem), *_of_packages(inputs, problem)]
    return found + _of_offers(inputs, problem, today)


def _blocking(inputs: Inputs, problem: Problem) -> list[Finding]:
    if not problem.packages:
        return [Finding("no_packages")]
    if len(inputs.packages) > MOST_PACKAGES:
        return [Finding("too_many_packages", len(inputs.packages))]
    if not any(source.budget_rp for source in problem.sources):
        return [Finding("no_sources")]
    if not any(package.source_ids for package in problem.packages):
        return [Finding("no_links")]
    return []


def _of_packages(inputs: Inputs, problem: Problem) -> list[Finding]:
    rows = {f"p{row.id}": row for row in inputs.packages}
    alone = [p.id for p in problem.packages if not p.source_ids]
    ungoverned = [p.id for p in problem.packages if _lacks_government(p, problem)]
    beyond = [
        p.id
        for p in problem.packages
        if p.id not in {*alone, *ungoverned}
        and not any(_can_be_paid(option, p, problem) for option in p.options)
    ]
    uncosted = [key for key in rows if key not in problem.package]
    no_operation = [
        key
        for key, row in rows.items()
        if any(option.operation_yearly_rp is None for option in costed_options(row))
    ]
    groups = {
        "packages_without_source": alone,
        "packages_without_government": ungoverned,
        "packages_out_of_reach": beyond,
        "packages_without_cost": uncosted,
        "operation_unknown": no_operation,
    }
    return [
        Finding(
            code, len(keys), tuple(Mend(rows[key].title, "package", rows[key].id) for key in keys)
        )
        for code, keys in groups.items()
        if keys
    ]


def _lacks_government(package: problems.Package, problem: Problem) -> bool:
    """Return whether every option needs a government role and no government source reaches it."""
    kinds = {problem.source[key].kind for key in package.source_ids}
    needed = all(option.needs_government for option in package.options)
    return bool(package.source_ids) and needed and GOVERNMENT not in kinds


def _can_be_paid(option: problems.Option, package: problems.Package, problem: Problem) -> bool:
    """Return whether the largest payments of the most sources allowed cover the need."""
    ranges = [problems.ticket_range(option, problem.source[key]) for key in package.source_ids]
    highs = sorted((high for low, high in ranges if low <= high), reverse=True)
    return sum(highs[: problem.max_sources_per_package]) >= option.need_rp


def _of_offers(inputs: Inputs, problem: Problem, today: date) -> list[Finding]:
    reached = {key for package in problem.packages for key in package.source_ids}
    groups: dict[str, list[SourceRow]] = {
        "offers_without_village": [
            s for s in inputs.sources if f"s{s.id}" in problem.source and f"s{s.id}" not in reached
        ],
        "offers_unknown": [s for s in inputs.sources if s.planned_rp is None],
        "offers_as_range": [s for s in inputs.sources if s.is_range],
        "offers_missed": [s for s in inputs.sources if not is_open(s, today)],
        "offers_used_up": [s for s in inputs.sources if s.left_rp == 0],
    }
    return [
        Finding(code, len(rows), tuple(Mend(row.name, "offer", row.id) for row in rows))
        for code, rows in groups.items()
        if rows
    ]

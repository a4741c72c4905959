"""Packages as the planner needs them: frozen, whole rupiah, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from sambung.needs.models import Option, Package, PackageState
from sambung.needs.queries.places import ACCESS_CODE, latest
from sambung.needs.queries.priority import Priority, priorities_of
from sambung.needs.queries.visible import below
from sambung.regions.models import Region, Service


@dataclass(frozen=True)
class PlanningOption:
    """One way to do a package; sources carry `need_rp`, the community the rest of `total_rp`."""

    id: int
    title: str
    kind: str
    people_served: int
    expected_years: Decimal
    is_years_verified: bool
    total_rp: int
    community_rp: int
    operation_yearly_rp: int | None
    needs_government: bool

    @property
    def need_rp(self) -> int:
        """Return what the sources must carry together."""
        return self.total_rp - self.community_rp


@dataclass(frozen=True)
class PlanningPackage:
    """A package that waits for sources, with its place, its gap and its options."""

    id: int
    version: int
    title: str
    service: str
    year: int
    village_code: str
    village_name: str
    district_code: str
    regency_code: str
    people: int
    households: int
    without_percent: float | None  # households without access in the kab/kota; None: unknown
    poverty_percent: float | None
    priority: Priority
    is_simulated: bool
    options: tuple[PlanningOption, ...]


def planning_packages(region: Region, year: int) -> QuerySet[Package]:
    """Return the packages on the shelf in a region whose work could be funded by the year."""
    return Package.objects.filter(
        below([region.code], "village"), state=PackageState.READY, year__lte=year
    ).select_related("village", "need")


def packages_for_planning(
    region: Region, year: int, ids: Iterable[int] | None = None
) -> tuple[PlanningPackage, ...]:
    """Return what a plan may choose from, all or those named, ordered by id."""
    held = planning_packages(region, year).order_by("pk")
    if ids is not None:
        held = held.filter(pk__in=list(ids))
    costed = Option.objects.filter(total_rp__gt=0)
    packages = list(held.prefetch_related(Prefetch("options", queryset=costed)))
    codes = {package.village.regency_code for package in packages}
    figures = latest(codes, {*ACCESS_CODE.values(), "poverty_pct"})
    priorities = priorities_of(packages)

    def figure(package: Package, code: str) -> float | None:
        row = figures.get((package.village.regency_code, code))
        return row.value if row else None

    def without(package: Package) -> float | None:
        access = figure(package, ACCESS_CODE[Service(package.service)])
        return None if access is None else 100 - access

    return tuple(
        PlanningPackage(
            id=package.pk,
            version=package.version,
            title=package.title,
            service=package.service,
            year=package.year,
            village_code=package.village_id,
            village_name=package.village.full_name,
            district_code=package.village.district_code,
            regency_code=package.village.regency_code,
            people=package.people,
            households=package.households,
            without_percent=without(package),
            poverty_percent=figure(package, "poverty_pct"),
            priority=priorities[package.pk],
            is_simulated=package.is_simulated,
            options=tuple(option_of(option) for option in package.options.all()),
        )
        for package in packages
        if package.options.all()
    )


def option_of(option: Option) -> PlanningOption:
    """Return the frozen form of an option."""
    return PlanningOption(
        id=option.pk,
        title=option.title,
        kind=option.kind,
        people_served=option.people_served,
        expected_years=option.expected_years,
        is_years_verified=option.is_years_verified,
        total_rp=option.total_rp,
        community_rp=option.community_rp,
        operation_yearly_rp=option.operation_yearly_rp,
        needs_government=option.needs_government,
    )

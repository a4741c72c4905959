"""What enters a problem: packages that wait, offers that stand, and who is least served."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from sambung.needs.models import Option, Package, PackageState
from sambung.parties.models import Offer, OfferRegion, OfferState, OfferViewer
from sambung.plans.models import Scenario, ScenarioOffer, ScenarioPackage
from sambung.plans.queries.money import left_of
from sambung.regions.models import Indicator, Level, Region, Service

MOST_PACKAGES = 300

_BELOW = {
    Level.PROVINCE: "province_code",
    Level.REGENCY: "regency_code",
    Level.DISTRICT: "district_code",
    Level.VILLAGE: "code",
}
# Behaviour work answers to the same gap as sanitation: no official figure of hygiene exists.
_ACCESS_CODE = {
    Service.WATER: "water_pct",
    Service.SANITATION: "sanitation_pct",
    Service.HYGIENE: "sanitation_pct",
}


@dataclass(frozen=True)
class OptionRow:
    """One way to do a package, with its money as it stands."""

    id: int
    title: str
    people: int
    years: Decimal
    capital_rp: int
    operation_yearly_rp: int | None
    community_rp: int
    needs_government: bool


@dataclass(frozen=True)
class PackageRow:
    """One package that waits for sources."""

    id: int
    version: int
    title: str
    service: str
    people: int
    village_code: str
    village_name: str
    options: tuple[OptionRow, ...]
    without_percent: float | None = None  # share without the service
    is_own_figure: bool = False  # of the village itself; else of its kab/kota

    @property
    def place_codes(self) -> tuple[str, ...]:
        """Return the codes of every region this village lies in, widest first."""
        parts = self.village_code.split(".")
        return tuple(".".join(parts[: i + 1]) for i in range(len(parts)))


@dataclass(frozen=True)
class SourceRow:
    """One offer and what is left of it."""

    id: int
    version: int
    organisation_id: int
    name: str
    side: str
    kind: str
    planned_rp: int | None
    pledged_rp: int
    reserved_rp: int
    left_rp: int | None
    slots_left: int | None
    smallest_ticket_rp: int | None
    largest_ticket_rp: int | None
    most_share_percent: int
    is_range: bool
    is_nationwide: bool
    region_codes: frozenset[str]
    services: frozenset[str]
    intake_months: tuple[int, ...]
    year: int


@dataclass(frozen=True)
class Inputs:
    """Everything a scenario is answered from, read in a fixed number of queries."""

    packages: tuple[PackageRow, ...]
    sources: tuple[SourceRow, ...]


def below(region: Region, path: str = "") -> Q:
    """Return the condition that a region, reached by `path`, is this one or lies in it."""
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}{_BELOW[Level(region.level)]}": region.code})


def packages_for(region: Region, year: int) -> QuerySet[Package]:
    """Return the packages of a region that wait for sources in a year."""
    return Package.objects.filter(
        below(region, "village"), state=PackageState.READY, year__lte=year
    ).select_related("village")


def offers_for(owner_id: int, region: Region, year: int) -> QuerySet[Offer]:
    """Return the open offers of a year that reach a region and that its owner may see."""
    named = OfferViewer.objects.filter(organisation_id=owner_id).values("offer_id")
    reaching = OfferRegion.objects.filter(
        below(region, "region") | Q(region_id__in=region.ancestor_codes)
    ).values("offer_id")
    return (
        Offer.objects.filter(
            Q(organisation_id=owner_id) | Q(recorded_by_organisation_id=owner_id) | Q(pk__in=named),
            Q(is_nationwide=True) | Q(pk__in=reaching),
            state=OfferState.PUBLISHED,
            year=year,
        )
        .select_related("organisation")
        .order_by("organisation__name", "id")
    )


def picked_by(scenario: Scenario) -> tuple[list[int] | None, list[int] | None]:
    """Return which packages and offers a scenario picked; None where it takes all there are."""
    packages = offers = None
    if not scenario.takes_all_packages:
        rows = ScenarioPackage.objects.filter(scenario=scenario)
        packages = list(rows.values_list("package_id", flat=True))
    if not scenario.takes_all_offers:
        chosen = ScenarioOffer.objects.filter(scenario=scenario)
        offers = list(chosen.values_list("offer_id", flat=True))
    return packages, offers


def inputs_of(scenario: Scenario) -> Inputs:
    """Return what the scenario's question is answered from, as it stands now."""
    packages, offers = picked_by(scenario)
    return inputs_for(
        scenario.owner_id, scenario.region, scenario.year, packages=packages, offers=offers
    )


def inputs_for(
    owner_id: int,
    region: Region,
    year: int,
    *,
    packages: Collection[int] | None = None,
    offers: Collection[int] | None = None,
) -> Inputs:
    """Return the packages that wait and the offers open to the owner; None takes all there are."""
    waiting, open_to = packages_for(region, year), offers_for(owner_id, region, year)
    if packages is not None:
        waiting = waiting.filter(pk__in=packages)
    if offers is not None:
        open_to = open_to.filter(pk__in=offers)
    return Inputs(package_rows(waiting), source_rows(open_to))


def package_rows(packages: QuerySet[Package]) -> tuple[PackageRow, ...]:
    """Return packages with options, their cost, and how many people lack the service there."""
    options = Option.objects.order_by("position", "id")
    found = list(packages.order_by("id").prefetch_related(Prefetch("options", options)))
    without = shares_without([p.village for p in found])
    return tuple(_package_row(package, without) for package in found)


def _package_row(package: Package, without: dict[tuple[str, str], float | None]) -> PackageRow:
    code = _ACCESS_CODE[Service(package.service)]
    own = without.get((package.village_id, code))
    wide = without.get((package.village.regency_code, code))
    return PackageRow(
        id=package.pk,
        version=package.version,
        title=package.title,
        service=package.service,
        people=package.people,
        village_code=package.village_id,
        village_name=package.village.name,
        options=tuple(option_row(option) for option in package.options.all()),
        without_percent=wide if own is None else own,
        is_own_figure=own is not None,
    )


def option_row(option: Option) -> OptionRow:
    """Return an option with the cost its lines sum to, zero while it has none."""
    return OptionRow(
        id=option.pk,
        title=option.title,
        people=option.people_served,
        years=option.expected_years,
        capital_rp=option.total_rp,
        operation_yearly_rp=option.operation_yearly_rp,
        community_rp=option.community_rp,
        needs_government=option.needs_government,
    )


def shares_without(villages: Iterable[Region]) -> dict[tuple[str, str], float | None]:
    """Return the share of people without each service by place: the newest figure there is."""
    places = {v.code for v in villages} | {v.regency_code for v in villages}
    rows = Indicator.objects.filter(
        region_id__in=places, code__in=set(_ACCESS_CODE.values())
    ).order_by("year")
    return {
        (str(row.region_id), row.code): None if row.value is None else 100 - row.value
        for row in rows
    }


def source_rows(offers: QuerySet[Offer]) -> tuple[SourceRow, ...]:
    """Return offers with their reach and what is left of them."""
    found = list(offers)
    ids = [offer.pk for offer in found]
    reach: dict[int, set[str]] = {pk: set() for pk in ids}
    for offer_id, code in OfferRegion.objects.filter(offer_id__in=ids).values_list(
        "offer_id", "region_id"
    ):
        reach[offer_id].add(code)
    left = left_of(ids)
    return tuple(
        SourceRow(
            id=offer.pk,
            version=offer.version,
            organisation_id=offer.organisation_id,
            name=str(offer.organisation),
            side=offer.organisation.side,
            kind=offer.organisation.kind,
            planned_rp=left[offer.pk].planned_rp,
            pledged_rp=left[offer.pk].pledged_rp,
            reserved_rp=left[offer.pk].reserved_rp,
            left_rp=left[offer.pk].left_rp,
            slots_left=left[offer.pk].slots_left,
            smallest_ticket_rp=offer.smallest_ticket_rp,
            largest_ticket_rp=offer.largest_ticket_rp,
            most_share_percent=offer.most_share_percent,
            is_range=offer.amount_min_rp is not None,
            is_nationwide=offer.is_nationwide,
            region_codes=frozenset(reach[offer.pk]),
            services=services_of(offer),
            intake_months=tuple(offer.intake_months),
            year=offer.year,
        )
        for offer in found
    )


def services_of(offer: Offer) -> frozenset[str]:
    """Return the services an offer is open to."""
    flags = {
        Service.WATER: offer.for_water,
        Service.SANITATION: offer.for_sanitation,
        Service.HYGIENE: offer.for_hygiene,
    }
    return frozenset(str(service) for service, is_open in flags.items() if is_open)

"""Who is not yet served: shares of households as published, people as an estimate from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sambung.regions.models import Caution, Figure, Level, Service
from sambung.regions.queries.atlas import Atlas, Place, Reading, atlas

FIGURE_OF = {Service.WATER: Figure.WATER, Service.SANITATION: Figure.SANITATION}
RAMP = (5, 10, 20, 35)  # lower edges of steps 2 to 5 of the map ramp, percent without access


@dataclass(frozen=True)
class Gap:
    """How one place stands for one service in one year; None is unknown, never zero."""

    place: Place | None  # None: Indonesia
    service: Service
    year: int
    population: int | None
    access_pct: float | None  # households, as published; for a province its own figure if any
    without_pct: float | None  # 100 - access; wider than kab/kota: people without / people known
    people_without: int | None  # estimate
    before: Reading | None  # the earlier year's share
    source: str = ""
    caution: str = ""
    is_computed: bool = False  # the share was computed from kab/kota, not published
    unknown: tuple[Place, ...] = ()  # kab/kota inside that have no figure

    @property
    def code(self) -> str:
        """Return the code, empty for Indonesia."""
        return self.place.code if self.place else ""

    @property
    def name(self) -> str:
        """Return the short name."""
        return self.place.name if self.place else "Indonesia"

    @property
    def full_name(self) -> str:
        """Return the name as people say it."""
        return self.place.full_name if self.place else "Indonesia"

    @property
    def step(self) -> int:
        """Return the step of the map ramp, 1 to 5; 0 when unknown."""
        return ramp_step(self.without_pct)

    @property
    def change(self) -> float | None:
        """Return percentage points gained since the earlier year."""
        if self.before is None or self.before.value is None or self.access_pct is None:
            return None
        return self.access_pct - self.before.value

    @property
    def is_unreliable(self) -> bool:
        """Return whether the figure is marked as unreliable by its source's readers."""
        return self.caution == Caution.UNRELIABLE


def ramp_step(without_pct: float | None) -> int:
    """Return the step of the map ramp for a share without access, 0 when unknown."""
    if without_pct is None:
        return 0
    return 1 + sum(without_pct >= edge for edge in RAMP)


def estimate_people(population: int | None, access_pct: float | None) -> int | None:
    """Return population x (100 - access) / 100, rounded half up to whole people.

    The share is of households; to apply it to people is the assumption of the estimate.
    """
    if population is None or access_pct is None:
        return None
    exact = Decimal(population) * (100 - Decimal(str(access_pct))) / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def years_for(service: Service, book: Atlas | None = None) -> tuple[int, ...]:
    """Return the years with figures of kab/kota for the service, earliest first."""
    return (book or atlas()).years.get(FIGURE_OF.get(service, ""), ())


def latest_year(service: Service, book: Atlas | None = None) -> int:
    """Return the newest year with figures; 0 when nothing is loaded."""
    return max(years_for(service, book), default=0)


def first_year(service: Service, book: Atlas) -> int:
    """Return the earliest year in which nearly every kab/kota has a figure; 0 when none."""
    return book.first_years.get(FIGURE_OF[service], 0)


def gap_of(book: Atlas, code: str | None, service: Service, year: int) -> Gap:
    """Return how a province, a kab/kota or Indonesia (None) stands; computed once per atlas."""
    key = (code, service, year)
    if key not in book.computed:
        place = book.places.get(code) if code else None
        is_regency = place is not None and place.level == Level.REGENCY
        book.computed[key] = (
            regency_gap(book, place, service, year)
            if place is not None and is_regency
            else wide_gap(book, place, service, year)
        )
    gap: Gap = book.computed[key]
    return gap


def regency_gap(book: Atlas, place: Place, service: Service, year: int) -> Gap:
    """Return how a kab/kota stands by its published share."""
    figure = FIGURE_OF[service]
    reading = book.reading(place.code, figure, year) or Reading(year, None, "")
    population = book.population(place.code)
    return Gap(
        place=place,
        service=service,
        year=year,
        population=population,
        access_pct=reading.value,
        without_pct=None if reading.value is None else 100 - reading.value,
        people_without=estimate_people(population, reading.value),
        before=earlier(book, place.code, service, year),
        source=reading.source,
        caution=reading.caution,
    )


def wide_gap(book: Atlas, place: Place | None, service: Service, year: int) -> Gap:
    """Return how a province or Indonesia stands: people are the sum of its kab/kota.

    The share of people without is that sum over the people of the kab/kota that have a figure;
    the share of households with access is the published one where there is one.
    """
    code = place.code if place else None
    parts = [gap_of(book, each, service, year) for each in book.inside(code)]
    known = [part for part in parts if part.people_without is not None]
    people = sum(part.people_without or 0 for part in known) if known else None
    counted = sum(part.population or 0 for part in known)
    without = 100 * people / counted if people is not None and counted else None
    published = book.reading(code, FIGURE_OF[service], year)
    has_own = published is not None and published.value is not None
    access = published.value if published and has_own else None
    return Gap(
        place=place,
        service=service,
        year=year,
        population=sum(filter(None, (book.population(each) for each in book.inside(code)))),
        access_pct=access if has_own else None if without is None else 100 - without,
        without_pct=without,
        people_without=people,
        before=earlier(book, code, service, year),
        source=published.source if published and has_own else source_among(known),
        caution=Caution.UNRELIABLE if any(part.is_unreliable for part in known) and place else "",
        is_computed=not has_own,
        unknown=tuple(part.place for part in parts if part.people_without is None and part.place),
    )


def source_among(gaps: list[Gap]) -> str:
    """Return the source the parts were computed from."""
    return next((gap.source for gap in gaps if gap.source), "")


def earlier(book: Atlas, code: str | None, service: Service, year: int) -> Reading | None:
    """Return the reading of the first year, None when this is that year or nothing is known."""
    first = first_year(service, book)
    if not first or first >= year:
        return None
    return book.reading(code, FIGURE_OF[service], first)


def gaps_inside(book: Atlas, code: str | None, service: Service, year: int) -> list[Gap]:
    """Return the kab/kota inside a province or Indonesia, most people without first."""
    gaps = [gap_of(book, each, service, year) for each in book.inside(code)]
    return sorted(gaps, key=largest_first)


def province_gaps(book: Atlas, service: Service, year: int) -> list[Gap]:
    """Return the provinces, most people without first."""
    gaps = [gap_of(book, code, service, year) for code in book.by_province]
    return sorted(gaps, key=largest_first)


def largest_first(gap: Gap) -> tuple[bool, int, str]:
    """Order by people without, the most first; the unknown stand last, never among the zeros."""
    return (gap.people_without is None, -(gap.people_without or 0), gap.code)


def trend(book: Atlas, code: str | None, service: Service) -> list[Reading]:
    """Return one reading per year from the first to the last known; missing years are there too.

    For a province or Indonesia a year without a published figure is computed from its kab/kota
    when nearly all of them have one, and its source says so.
    """
    figure = FIGURE_OF.get(service)
    own = {year for place, name, year in book.readings if place == code and name == figure}
    years = own | set(years_for(service, book))
    if not years:
        return []
    return [
        reading_or_none(book, code, service, year) for year in range(min(years), max(years) + 1)
    ]


def reading_or_none(book: Atlas, code: str | None, service: Service, year: int) -> Reading:
    """Return the published reading, else the computed one, else an empty one."""
    published = book.reading(code, FIGURE_OF[service], year)
    if published is not None and published.value is not None:
        return published
    place = book.places.get(code) if code else None
    if place is None or place.level == Level.PROVINCE:
        gap = gap_of(book, code, service, year)
        if gap.without_pct is not None:
            return Reading(year, round(100 - gap.without_pct, 2), COMPUTED, gap.caution)
    return published or Reading(year, None, "", Caution.NOT_AVAILABLE)


COMPUTED = "computed"  # the source of a share that was computed from kab/kota


@dataclass(frozen=True)
class Story:
    """The national sentences of one service and year, all computed."""

    total: Gap
    half: tuple[Gap, ...]  # the fewest kab/kota that hold half of the people without
    regency_count: int
    provinces: tuple[Gap, ...]  # most people first
    worst_share: Gap | None  # the province with the largest share without
    first_year: int
    improved: int
    fell: int
    gaps: tuple[Gap, ...]  # every kab/kota, most people first


def story(service: Service, year: int | None = None) -> Story:
    """Return the national story of the service; of the newest year unless another is asked."""
    book = atlas()
    year = year or latest_year(service, book)
    gaps = gaps_inside(book, None, service, year)
    provinces = province_gaps(book, service, year)
    changes = [gap.change for gap in gaps if gap.change is not None]
    return Story(
        total=gap_of(book, None, service, year),
        half=tuple(holding_half(gaps)),
        regency_count=len(gaps),
        provinces=tuple(provinces),
        worst_share=max(
            (gap for gap in provinces if gap.without_pct is not None),
            key=lambda gap: (gap.without_pct or 0, gap.code),
            default=None,
        ),
        first_year=first_year(service, book),
        improved=sum(change > 0 for change in changes),
        fell=sum(change < 0 for change in changes),
        gaps=tuple(gaps),
    )


def holding_half(gaps: Iterable[Gap]) -> list[Gap]:
    """Return the first gaps, most people first, that together hold half of all."""
    known = [gap for gap in gaps if gap.people_without is not None]
    total, found, reached = sum(gap.people_without or 0 for gap in known), [], 0
    for gap in known:
        if reached * 2 >= total:
            break
        found.append(gap)
        reached += gap.people_without or 0
    return found

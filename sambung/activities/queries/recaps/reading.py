"""Read the recap of a region and year from the register, in few queries whatever its size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, Max, Q, QuerySet, Sum, When
from django.utils import timezone

from sambung.activities.models import Activity, ActivityState, Answer
from sambung.activities.queries.recaps.drawing import drawing_of, marks_of
from sambung.activities.queries.recaps.figures import (
    MONEY_STEPS,
    Figures,
    Gaps,
    Item,
    Known,
    Line,
    Silent,
    Sums,
    total_of,
)
from sambung.activities.queries.visible import WITHOUT_BAST, is_confirmed
from sambung.core.access import Actor
from sambung.parties.models import GivingWay, Organisation
from sambung.parties.queries import offers_open_to
from sambung.regions.models import Level, Region, Service
from sambung.regions.queries import atlas, children, gap_of, inside, latest_year

MOST_ITEMS = 10  # up to so many, the recap shows each activity; above, one row a place
MOST_CONCERNS = 12
DONE = (ActivityState.BUILT, ActivityState.HANDED_OVER)
HAS_PAPER = ~Q(bast_number="") | Q(bast_on__isnull=False)
# Somebody said of a day whether it works or is used; known from a report alone is not seen.
SEEN = Q(known_on__isnull=False) & (~Q(works=Answer.UNKNOWN) | ~Q(is_used=Answer.UNKNOWN))
FAULTY = Q(works__in=(Answer.NO, Answer.PARTLY))

# One for each field of Sums, in its order; of_ keeps them apart from the columns they are made of.
MEASURES: dict[str, Any] = {
    "of_activities": Count("pk"),
    "of_amount_rp": Sum("amount_rp"),
    "of_amount_unknown": Count("pk", filter=Q(amount_rp__isnull=True)),
    "of_people": Sum("people"),
    "of_people_unknown": Count("pk", filter=Q(people__isnull=True)),
    "of_without_bast": Count("pk", filter=WITHOUT_BAST),
    "of_not_working": Count("pk", filter=FAULTY),
    "of_unseen": Count("pk", filter=Q(works=Answer.UNKNOWN)),
}


def recorded_in(region: Region, *years: int) -> QuerySet[Activity]:
    """Return what the register holds of a region in the years, without what was taken out."""
    return Activity.objects.filter(
        inside(region, "region__"), year__in=years, removed_at__isnull=True
    ).order_by()


def begun_in(region: Region, *years: int) -> QuerySet[Activity]:
    """Return what was at least begun: a plan is not yet something done."""
    return recorded_in(region, *years).exclude(state=ActivityState.PLANNED)


def sums_of(row: dict[str, Any]) -> Sums:
    """Return the measures of one grouped row."""
    return Sums(*(row[name] for name in MEASURES))


@dataclass(frozen=True)
class Cell:
    """What one company did in one place for one service in one year."""

    year: int
    company: int
    company_name: str
    place: str
    service: str
    sums: Sums


def cells_of(region: Region, year: int) -> list[Cell]:
    """Return both years by company, place and service: one query for most of the recap."""
    place = "regency_code" if region.level == Level.PROVINCE else "district_code"
    keys = ["year", "organisation_id", "organisation__name", f"region__{place}", "service"]
    rows: list[tuple[Any, ...]] = list(
        begun_in(region, year, year - 1).values_list(*keys).annotate(**MEASURES)
    )
    return [
        Cell(year, company, name, place, service, Sums(*measures))
        for year, company, name, place, service, *measures in rows
    ]


def recap_of(region: Region, year: int, actor: Actor) -> Figures:
    """Return the recap of a province, kab/kota or kecamatan as the register stands now."""
    cells = cells_of(region, year)
    now = [cell for cell in cells if cell.year == year]
    before = [cell for cell in cells if cell.year == year - 1]
    places = places_of(region, now)
    drawing, projection = drawing_of(region)
    figures = Figures(
        region_code=region.code,
        region_name=region.full_name,
        level=region.level,
        year=year,
        as_of=timezone.localdate().isoformat(),
        totals=total_of(cell.sums for cell in now),
        previous=total_of(cell.sums for cell in before) if before else None,
        previous_companies=len({cell.company for cell in before}),
        companies=companies_of(now, {place.key: place.name for place in places}),
        places=places,
        services=services_of(now),
        previous_services=services_of(before) if before else (),
        silent=silent_in(region, year, {cell.company for cell in now}, actor),
        gaps=gaps_of(region),
        drawing=drawing,
        **standings_of(region, year),
    )
    items = items_of(begun_in(region, year)) if figures.totals.activities <= MOST_ITEMS else ()
    figures = replace(figures, items=items, concerns=concerns_of(region, year, items))
    return replace(figures, marks=marks_of(figures, projection))


def companies_of(cells: Iterable[Cell], places: dict[str, str]) -> tuple[Line, ...]:
    """Return one line a company, by name: nobody is ranked."""
    found: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.company].append(cell)
    lines = [
        Line(
            str(company),
            mine[0].company_name,
            total_of(cell.sums for cell in mine),
            by_service(mine),
            tuple(sorted({places.get(cell.place, "") for cell in mine} - {""})),
        )
        for company, mine in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.key)))


def by_service(cells: Iterable[Cell]) -> tuple[int, int, int]:
    """Return how many activities are for water, sanitation and hygiene."""
    found: dict[str, int] = defaultdict(int)
    for cell in cells:
        found[cell.service] += cell.sums.activities
    return (found[Service.WATER], found[Service.SANITATION], found[Service.HYGIENE])


def places_of(region: Region, cells: Iterable[Cell]) -> tuple[Line, ...]:
    """Return one line for every place directly below, also where nothing is recorded.

    What is known only for the region as a whole stands in a last line without a key.
    """
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.place].append(cell)
    below = [region] if region.level == Level.DISTRICT else list(children(region))
    lines = [place_line(place, found.pop(place.code, [])) for place in below]
    if rest := [cell for mine in found.values() for cell in mine]:
        lines.append(Line("", "", total_of(c.sums for c in rest), by_service(rest), names_in(rest)))
    return tuple(lines)


def place_line(place: Region, cells: list[Cell]) -> Line:
    """Return the line of one kecamatan or kab/kota; a kecamatan goes by its bare name."""
    name = place.name if place.level == Level.DISTRICT else place.full_name
    sums = total_of(cell.sums for cell in cells)
    return Line(
        place.code, name, sums, by_service(cells), names_in(cells), lat=place.lat, lon=place.lon
    )


def names_in(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the companies of the cells, those with most activities there first."""
    found: dict[str, int] = defaultdict(int)
    for cell in cells:
        found[cell.company_name] += cell.sums.activities
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def services_of(cells: Iterable[Cell]) -> tuple[Line, ...]:
    """Return the three services, also one of which nothing is recorded."""
    found: dict[str, list[Sums]] = defaultdict(list)
    for cell in cells:
        found[cell.service].append(cell.sums)
    return tuple(Line(each, "", total_of(found[each])) for each in Service.values)


EXTRA: dict[str, Any] = {
    "has_village": Count("pk", filter=Q(region__level=Level.VILLAGE)),
    "has_paper": Count("pk", filter=HAS_PAPER),
    "is_simulated_row": Count("pk", filter=Q(is_simulated=True)),
    "never_seen": Count("pk", filter=~SEEN),
    "newest_seen": Max("known_on", filter=SEEN),
    "last_saved": Max("saved_at"),
}


def standings_of(region: Region, year: int) -> dict[str, Any]:
    """Return money steps, ways of giving, completeness and ages: one query by state and way."""
    grouped = recorded_in(region, year).values("state", "gives_by", "works")
    rows: list[dict[str, Any]] = [
        {**row, "sums": sums_of({**row})}
        for row in grouped.annotate(
            **MEASURES, **EXTRA, confirmed=Count("pk", filter=is_confirmed())
        )
    ]
    begun = [row for row in rows if row["state"] != ActivityState.PLANNED]
    return {
        "planned": total_of(row["sums"] for row in rows if row not in begun),
        "steps": steps_of(begun),
        "ways": ways_of(begun),
        "known": known_of(begun),
        "simulated": sum(row["is_simulated_row"] for row in rows),
        "never_seen": sum(row["never_seen"] for row in begun),
        "newest_known_on": day_text(latest(row["newest_seen"] for row in begun)),
        "last_saved_on": day_text(local_day(latest(row["last_saved"] for row in rows))),
    }


def steps_of(rows: Iterable[dict[str, Any]]) -> dict[str, Sums]:
    """Return what is reported, of it built, of it handed over, of it seen working."""
    rows = list(rows)
    built = [row for row in rows if row["state"] in DONE]
    handed = [row for row in built if row["state"] == ActivityState.HANDED_OVER]
    working = [row for row in handed if row["works"] == Answer.YES]
    groups = (rows, built, handed, working)
    return {
        step: total_of(row["sums"] for row in group)
        for step, group in zip(MONEY_STEPS, groups, strict=True)
    }


def ways_of(rows: Iterable[dict[str, Any]]) -> tuple[Line, ...]:
    """Return one line a way of giving, the unknown way last; they are different kinds."""
    found: dict[str, list[Sums]] = defaultdict(list)
    for row in rows:
        found[row["gives_by"]].append(row["sums"])
    return tuple(Line(way, "", total_of(found[way])) for way in (*GivingWay.values, ""))


def known_of(rows: Iterable[dict[str, Any]]) -> tuple[Known, ...]:
    """Return of how many activities each fact is known; the BAST of those handed over alone."""
    rows = list(rows)
    totals = total_of(row["sums"] for row in rows)
    handed = [row for row in rows if row["state"] == ActivityState.HANDED_OVER]
    count = totals.activities
    return (
        Known("amount", count - totals.amount_unknown, count),
        Known("people", count - totals.people_unknown, count),
        Known("village", sum(row["has_village"] for row in rows), count),
        Known("way", sum(row["sums"].activities for row in rows if row["gives_by"]), count),
        Known(
            "bast",
            sum(row["has_paper"] for row in handed),
            sum(row["sums"].activities for row in handed),
        ),
        Known("works", count - totals.unseen, count),
        Known("confirmed", sum(row["confirmed"] for row in rows), count),
    )


def latest(days: Iterable[Any]) -> Any:
    """Return the latest of what is known, None when nothing is."""
    return max((day for day in days if day is not None), default=None)


def local_day(moment: Any) -> Any:
    """Return the day of a moment in the time zone of the site."""
    return None if moment is None else timezone.localdate(moment)


def day_text(day: Any) -> str:
    """Return a day as ISO text, "" when unknown."""
    return "" if day is None else str(day.isoformat())


def silent_in(region: Region, year: int, reported: set[int], actor: Actor) -> tuple[Silent, ...]:
    """Return who worked here before or offered (as far as the actor may see) and is silent now."""
    rows = (
        Activity.objects.filter(inside(region, "region__"), year__lt=year, removed_at__isnull=True)
        .order_by()
        .values_list("organisation_id", "organisation__name")
        .annotate(last=Max("year"))
    )
    found = {pk: Silent(pk, name, last) for pk, name, last in rows if pk not in reported}
    offered = offers_open_to(actor, region.code, year).values("organisation_id")
    known = {*found, *reported}
    for each in Organisation.objects.filter(pk__in=offered).exclude(pk__in=known).only("name"):
        found[each.pk] = Silent(each.pk, each.name, None)
    return tuple(sorted(found.values(), key=lambda each: (each.name.casefold(), each.pk)))


def gaps_of(region: Region) -> Gaps:
    """Return who is not served yet, by official figures; none are published below kab/kota."""
    if region.level > Level.REGENCY:
        return Gaps()
    book = atlas()
    water = gap_of(book, region.code, Service.WATER, latest_year(Service.WATER, book))
    sanitation = gap_of(
        book, region.code, Service.SANITATION, latest_year(Service.SANITATION, book)
    )
    source = water.source or sanitation.source
    return Gaps(water.year, water.people_without, sanitation.people_without, source)


ITEM_FIELDS = ("organisation", "region", "region__parent")


def items_of(rows: QuerySet[Activity]) -> tuple[Item, ...]:
    """Return activities one by one, by place and then by source."""
    found = rows.select_related(*ITEM_FIELDS).order_by("region_id", "organisation__name", "pk")
    return tuple(item_of(each) for each in found[:MOST_ITEMS])


def item_of(row: Activity) -> Item:
    """Return one activity as the recap shows it; what is not known stays empty."""
    return Item(
        pk=row.pk,
        title=row.title,
        source=row.organisation.name,
        place=row.region.name,
        place_code=row.region_id,
        service=row.service,
        kind=row.kind,
        gives_by=row.gives_by,
        state=row.state,
        works=row.works,
        year=row.year,
        amount_rp=row.amount_rp,
        people=row.people,
        bast=row.bast_number or day_text(row.bast_on),
        known_on=day_text(row.known_on),
        taken_from=row.source,
        is_confirmed=row.reported_at is not None,
        is_simulated=row.is_simulated,
        lat=row.region.lat,
        lon=row.region.lon,
    )


def concerns_of(region: Region, year: int, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return activities that need somebody: not working first, then without BAST."""
    if items:
        found = [item for item in items if is_faulty(item) or lacks_bast(item)]
        return tuple(sorted(found, key=lambda item: not is_faulty(item)))
    rows = begun_in(region, year).filter(FAULTY | WITHOUT_BAST).select_related(*ITEM_FIELDS)
    order = Case(When(FAULTY, then=0), default=1), "region_id", "pk"
    return tuple(item_of(each) for each in rows.order_by(*order)[:MOST_CONCERNS])


def is_faulty(item: Item) -> bool:
    """Return whether somebody saw that it does not work, or only in part."""
    return item.works in (Answer.NO, Answer.PARTLY)


def lacks_bast(item: Item) -> bool:
    """Return whether it is built and nobody took it over yet."""
    return item.state == ActivityState.BUILT

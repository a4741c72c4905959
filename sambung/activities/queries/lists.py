"""Lists of activities: what they may be narrowed to, their sums, and those that may be the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from sambung.activities.models import Activity
from sambung.activities.queries.visible import WITHOUT_BAST, visible_to
from sambung.core.access import Actor
from sambung.core.text import SearchRow, plain
from sambung.needs.queries import below
from sambung.parties.models import Organisation
from sambung.regions.models import Level, Region
from sambung.regions.rules import check_code


@dataclass(frozen=True)
class Totals:
    """What a list adds up to, and of how many rows nothing is known."""

    rows: int
    amount_rp: int | None
    without_amount: int
    people: int | None
    without_people: int
    without_bast: int


@dataclass(frozen=True)
class Facets:
    """What the list may be narrowed to: only what occurs in it."""

    years: list[int]
    sources: list[tuple[int, str]]
    districts: list[tuple[str, str]]


def totals_of(rows: QuerySet[Activity]) -> Totals:
    """Return the sums of a list in one query; unknown is counted apart and never as zero."""
    found = rows.order_by().aggregate(
        n=Count("pk"),
        sum_rp=Sum("amount_rp"),
        amounts=Count("amount_rp"),
        sum_people=Sum("people"),
        peoples=Count("people"),
        bast=Count("pk", filter=WITHOUT_BAST),
    )
    return Totals(
        rows=found["n"],
        amount_rp=found["sum_rp"],
        without_amount=found["n"] - found["amounts"],
        people=found["sum_people"],
        without_people=found["n"] - found["peoples"],
        without_bast=found["bast"],
    )


def facets_of(rows: QuerySet[Activity]) -> Facets:
    """Return the years, sources and kecamatan that occur in the rows.

    The database makes them distinct: 100,000 rows would take longer to read than to count.
    """
    bare = rows.order_by()
    ids = bare.values_list("organisation_id", flat=True).distinct()
    sources = Organisation.objects.filter(pk__in=list(ids))
    codes = bare.annotate(district=Left("region_id", 8)).values_list("district", flat=True)
    districts = Region.objects.filter(pk__in=list(codes.distinct()), level=Level.DISTRICT)
    return Facets(
        years=years_of(rows),
        sources=[(row.pk, row.name) for row in sources.order_by("name").only("name")],
        districts=[(row.code, row.full_name) for row in districts.order_by("name")],
    )


def years_of(rows: QuerySet[Activity]) -> list[int]:
    """Return the years that occur in the rows, newest first."""
    return sorted(rows.order_by().values_list("year", flat=True).distinct(), reverse=True)


def year_counts(rows: QuerySet[Activity]) -> list[tuple[int, int]]:
    """Return how many of the rows each year has, newest first, in one query."""
    found = rows.order_by("-year").values_list("year").annotate(n=Count("pk"))
    return [(year, count) for year, count in found]


def with_text(text: str) -> Q:
    """Return the condition that every word stands in the title, the source or the place."""
    return reduce(and_, map(has_word, plain(text).split()[:5]), Q())


def has_word(word: str) -> Q:
    """Return the condition that the word stands in the title, the source or the place."""
    sources = Organisation.objects.filter(search_name__contains=word).values("pk")
    places = Region.objects.filter(search_name__contains=word).order_by().values("pk")
    return Q(title__icontains=word) | Q(organisation__in=sources) | Q(region__in=places)


def in_place(code: str) -> Q:
    """Return the condition that an activity lies in the place; an unknown code holds none."""
    return below([code], "region") if check_code(code) else Q(pk__in=[])


def in_order(ids: Sequence[int]) -> list[Activity]:
    """Return the activities of a page with all a row shows, in the order of the ids."""
    found = {
        row.pk: row
        for row in Activity.objects.filter(pk__in=ids).select_related(
            "organisation", "region__parent"
        )
    }
    return [found[pk] for pk in ids if pk in found]


def same_as(
    actor: Actor,
    *,
    organisation_id: int,
    region_code: str,
    service: str,
    year: int,
    but: Collection[int] = (),
) -> list[Activity]:
    """Return what the actor sees of the same source, place, service and year: maybe the same."""
    rows = visible_to(actor).filter(
        organisation_id=organisation_id, region_id=region_code, service=service, year=year
    )
    return list(rows.exclude(pk__in=but).order_by("-pk")[:5])


def by_origin(key: str) -> Activity | None:
    """Return the activity that came with this key, of an imported row or a draft on a phone."""
    return Activity.objects.filter(origin_key=key).first() if key else None


def search_rows(actor: Actor, text: str, most: int = 5) -> list[SearchRow]:
    """Return the activities a search finds: every word in its title, source or place."""
    if not plain(text):
        return []
    found = visible_to(actor).filter(with_text(text)).order_by("-year", "-pk")
    return [
        SearchRow(
            title=row.title,
            context=f"{row.organisation}, {row.region.full_name}, {row.year}",
            kind=_("realisasi"),
            url=row.get_absolute_url(),
            is_simulated=row.is_simulated,
        )
        for row in found.select_related("organisation", "region")[:most]
    ]

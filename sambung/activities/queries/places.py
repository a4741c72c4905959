"""Who works where: what is recorded in each place below a region, and in each village."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Left

from sambung.activities.models import Activity
from sambung.activities.queries.lists import in_place
from sambung.activities.queries.visible import WITHOUT_BAST, reading_codes
from sambung.core.access import Actor
from sambung.regions import queries as regions
from sambung.regions.models import Level, Region

Geometry = dict[str, Any]
CODE_LENGTH = {Level.PROVINCE: 2, Level.REGENCY: 5, Level.DISTRICT: 8, Level.VILLAGE: 13}


@dataclass(frozen=True)
class PlaceCount:
    """What is recorded in one place; zero rows means that nobody recorded anything there."""

    region: Region
    rows: int = 0
    sources: int = 0
    amount_rp: int | None = None
    without_amount: int = 0
    without_bast: int = 0


@dataclass(frozen=True)
class WhoWhere:
    """The places directly below a region with what is recorded there, and what fits in none."""

    region: Region | None
    places: list[PlaceCount]
    coarse: int  # rows known only for the region as a whole

    @property
    def empty(self) -> list[PlaceCount]:
        """Return the places where nothing is recorded."""
        return [place for place in self.places if not place.rows]

    @property
    def fullest(self) -> list[PlaceCount]:
        """Return the three places with most."""
        full = [place for place in self.places if place.rows]
        return sorted(full, key=lambda place: (-place.rows, place.region.name))[:3]


def who_where(rows: QuerySet[Activity], region: Region | None) -> WhoWhere:
    """Return what of the rows lies in each place directly below the region, in three queries."""
    level = Level.PROVINCE if region is None else Level(min(region.level + 1, Level.VILLAGE))
    inside = rows if region is None else rows.filter(in_place(region.code))
    counts = counts_by(inside, CODE_LENGTH[level])
    places = regions.below(region, level)
    found = [count_of(place, counts.get(place.code)) for place in places.order_by("name")]
    total = sum(row["n"] for row in counts.values())
    return WhoWhere(region, found, coarse=total - sum(place.rows for place in found))


def counts_by(rows: QuerySet[Activity], length: int) -> dict[str, dict[str, Any]]:
    """Return counts and sums by the beginning of the region's code, in one query."""
    found = (
        rows.order_by()
        .annotate(place=Left("region_id", length))
        .values("place")
        .annotate(
            n=Count("pk"),
            sources=Count("organisation_id", distinct=True),
            sum_rp=Sum("amount_rp"),
            known=Count("amount_rp"),
            bast=Count("pk", filter=WITHOUT_BAST),
        )
    )
    return {row["place"]: dict(row) for row in found}


def count_of(place: Region, row: dict[str, Any] | None) -> PlaceCount:
    """Return a place with its counts; without any when nothing is recorded there."""
    if row is None:
        return PlaceCount(place)
    return PlaceCount(
        region=place,
        rows=row["n"],
        sources=row["sources"],
        amount_rp=row["sum_rp"],
        without_amount=row["n"] - row["known"],
        without_bast=row["bast"],
    )


@dataclass(frozen=True)
class VillageMark:
    """One village with how many activities are recorded there for one service."""

    region: Region
    service: str
    rows: int


def village_marks(rows: QuerySet[Activity], most: int) -> list[VillageMark]:
    """Return the villages of the rows by service, those with most first, in two queries."""
    found = list(
        rows.filter(region__level=Level.VILLAGE)
        .order_by()
        .values("region_id", "service")
        .annotate(n=Count("pk"))
        .order_by("-n", "region_id")[:most]
    )
    places = Region.objects.in_bulk({row["region_id"] for row in found})
    return [VillageMark(places[row["region_id"]], row["service"], row["n"]) for row in found]


def home_of(actor: Actor, rows: QuerySet[Activity]) -> Region | None:
    """Return the region a map opens with: the actor's own, else where most of the rows lie."""
    own = next((code for code in reading_codes(actor)), None)
    if own is None:
        fullest = counts_by(rows, CODE_LENGTH[Level.REGENCY])
        own = max(fullest, key=lambda code: (fullest[code]["n"], code), default=None)
    return regency_of(own) if own else None


def regency_of(code: str) -> Region | None:
    """Return the region itself down to a kecamatan; of a village its kecamatan."""
    return Region.objects.select_related("parent").filter(pk=code[:8]).first()


def borders_for(region: Region | None, codes: Collection[str]) -> dict[str, Geometry]:
    """Return the borders to draw: of the places below, or of the region itself below kecamatan."""
    if region is None:
        return regions.borders_below(None, Level.PROVINCE, lowres=True)
    if region.level >= Level.DISTRICT:
        return regions.borders_of([region.code])
    return regions.borders_below(region, Level(region.level + 1), lowres=region.level == 1)

"""Places: who is above, beside and below a region, and which one a wrong code may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from sambung.core.access import Actor
from sambung.regions.models import Indicator, Level, Region
from sambung.regions.rules import check_code, codes_meant

MOST_SUGGESTIONS = 5


def visible_to(actor: Actor) -> QuerySet[Region]:
    """Return the regions a person may see: all of them, also without an account."""
    return Region.objects.all()


def coded(actor: Actor, code: str) -> QuerySet[Region]:
    """Return the region of exactly this code, none for what has not the shape of one.

    What is typed into an address may hold anything; PostgreSQL refuses a NUL even to compare.
    """
    return visible_to(actor).filter(pk=code) if check_code(code) else Region.objects.none()


def region_and_above(actor: Actor, code: str) -> tuple[Region | None, list[Region]]:
    """Return the region of exactly this code and those above it, widest first, in one query."""
    parts = code.split(".") if check_code(code) else []
    codes = [".".join(parts[: count + 1]) for count in range(len(parts))]
    found = {each.code: each for each in visible_to(actor).filter(pk__in=codes)}
    return found.get(code), [found[each] for each in codes[:-1] if each in found]


def ancestors(region: Region) -> list[Region]:
    """Return the regions above this one, widest first, in one query."""
    return list(Region.objects.filter(code__in=region.ancestor_codes[:-1]).order_by("level"))


def address_of(code: str) -> str:
    """Return the address of a region's page, '' for Indonesia as a whole."""
    return reverse("regions:region", args=[code]) if code else ""


def children(region: Region | None) -> QuerySet[Region]:
    """Return the regions directly below, by code; of Indonesia (None) the provinces."""
    if region is None:
        return Region.objects.filter(level=Level.PROVINCE)
    return Region.objects.filter(parent=region)


def below(region: Region | None, level: Level) -> QuerySet[Region]:
    """Return every region of one level inside this one, itself included at its own level."""
    found = Region.objects.filter(level=level)
    return found if region is None else found.filter(inside(region))


def inside(region: Region, prefix: str = "") -> Q:
    """Return the condition that a region lies in this one; `prefix` ends in `__`."""
    column = {
        Level.PROVINCE: "province_code",
        Level.REGENCY: "regency_code",
        Level.DISTRICT: "district_code",
        Level.VILLAGE: "code",
    }[Level(region.level)]
    return Q(**{f"{prefix}{column}": region.code})


def counts_below(region: Region | None) -> dict[int, int]:
    """Return how many regions of each level lie below, in one query."""
    found = Region.objects.all() if region is None else Region.objects.filter(inside(region))
    deeper = found if region is None else found.filter(level__gt=region.level)
    rows = deeper.order_by("level").values_list("level").annotate(total=Count("pk"))
    return dict(rows)


def neighbours(region: Region) -> QuerySet[Region]:
    """Return the other kab/kota of the province (same level, same parent for other levels)."""
    return Region.objects.filter(parent_id=region.parent_id, level=region.level).exclude(
        pk=region.pk
    )


def suggestions(text: str) -> list[Region]:
    """Return the regions a wrong code may mean: `11.1` may be 11.10 or 11.01."""
    found = Region.objects.in_bulk(codes_meant(text.strip())[: 4 * MOST_SUGGESTIONS])
    return [found[code] for code in codes_meant(text.strip()) if code in found][:MOST_SUGGESTIONS]


@dataclass(frozen=True)
class OwnFigures:
    """What a village or kecamatan itself counted, newest year; empty when nobody did."""

    rows: tuple[Indicator, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def value(self, figure: str) -> float | None:
        """Return one figure, None when it was not counted."""
        return next((row.value for row in self.rows if row.code == figure), None)

    @property
    def newest(self) -> Indicator:
        """Return the row whose source and date stand for the others."""
        return max(self.rows, key=lambda row: (row.year, row.pk))

    @property
    def is_simulated(self) -> bool:
        """Return whether any of it is simulated."""
        return any(row.is_simulated for row in self.rows)


def own_figures_of(codes: Sequence[str]) -> dict[str, OwnFigures]:
    """Return what each village or kecamatan itself counted, in one query for all of them."""
    rows = Indicator.objects.filter(region__in=list(codes), is_official=False).order_by(
        "code", "-year"
    )
    newest: dict[str, dict[str, Indicator]] = {}
    for row in rows:
        newest.setdefault(str(row.region_id), {}).setdefault(row.code, row)
    return {code: OwnFigures(tuple(found.values())) for code, found in newest.items()}


def own_counts_by_district(region: Region) -> dict[str, int]:
    """Return for each kecamatan in the region how many of its villages have data of their own."""
    rows = (
        Indicator.objects.filter(
            inside(region, "region__"), is_official=False, region__level=Level.VILLAGE
        )
        .order_by("region__district_code")
        .values_list("region__district_code")
        .annotate(total=Count("region", distinct=True))
    )
    return dict(rows)

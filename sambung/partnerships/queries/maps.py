"""A small map of places, with marks on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sambung.regions import queries as regions
from sambung.regions.models import Level, Region
from sambung.ui.charts import Outline, Point, SmallMap, fit, path_of

MAP_WIDTH = 336


@dataclass(frozen=True)
class Mark:
    """One place to show: where, in which shape and colour, and the words beside it."""

    lat: float
    lon: float
    name: str
    shape: str = "circle"
    fill: str = "water"
    label: str = ""
    url: str = ""


def map_of(
    region: Region | None, marks: Sequence[Mark], label: str, width: float = MAP_WIDTH
) -> SmallMap | None:
    """Return the map of a region (None: the country) with the marks; None without borders."""
    level = Level.PROVINCE if region is None else Level(min(region.level + 1, Level.DISTRICT))
    borders = regions.borders_below(region, level, lowres=region is None)
    bounds = regions.bounds_of(borders.values())
    if bounds is None:
        return None
    projection = fit(bounds, width)
    outlines = tuple(
        Outline(path=path_of(geometry, projection), fill="panel") for geometry in borders.values()
    )
    places = ((mark, *projection.place(mark.lon, mark.lat)) for mark in marks)
    points = tuple(
        Point(
            *(x, y, mark.name, mark.shape, mark.fill),
            label=mark.label,
            side="right" if x < width * 0.6 else "left",
            url=mark.url,
        )
        for mark, x, y in places
    )
    return SmallMap(
        label=label, width=width, height=projection.height, outlines=outlines, points=points
    )


def common_region(regions_of_marks: Iterable[Region]) -> Region | None:
    """Return the smallest kabupaten or province that holds all the villages, or None."""
    villages = list(regions_of_marks)
    codes = (
        {village.regency_code for village in villages},
        {village.province_code for village in villages},
    )
    shared = next((found for found in codes if len(found) == 1), None)
    return Region.objects.filter(code__in=shared).first() if shared else None

"""The map of who works where: places filled by how much is recorded, villages as marks."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities.queries import PlaceCount, VillageMark, WhoWhere, borders_for
from sambung.regions import queries as regions
from sambung.regions.models import Service
from sambung.ui.charts import Outline, Point, Projection, SmallMap, fit, path_of
from sambung.ui.formats import count

WIDTH, TALLEST = 440, 460  # on a phone the names stay readable
SHAPES = {Service.WATER: "circle", Service.SANITATION: "square", Service.HYGIENE: "triangle"}
FILLS = {Service.WATER: "earth", Service.SANITATION: "leaf", Service.HYGIENE: "amber"}
STEPS = (1, 3, 6, 11)  # from how many on a place is filled with the next step of the ramp
UNKNOWN = "unknown"
MOST_NAMES = 16


def map_of(found: WhoWhere, marks: Sequence[VillageMark]) -> SmallMap | None:
    """Return the map of a region, None where no border is known."""
    places = {place.region.code: place for place in found.places}
    borders = borders_for(found.region, places.keys())
    projection = projection_of(list(borders.values()))
    if projection is None:
        return None
    outlines = [
        outline_of(code, path_of(geometry, projection), places.get(code), projection, len(borders))
        for code, geometry in borders.items()
    ]
    return SmallMap(
        label=_("Peta siapa membantu di mana: makin gelap, makin banyak yang tercatat"),
        width=projection.width,
        height=projection.height,
        outlines=tuple(outlines),
        points=tuple(point_of(mark, projection) for mark in marks if mark.region.lat is not None),
    )


def projection_of(geometries: Sequence[dict[str, Any]]) -> Projection | None:
    """Return the projection that fits the borders, no taller than the page bears."""
    bounds = regions.bounds_of(geometries)
    if bounds is None:
        return None
    west, south, east, north = bounds
    stretch = cos(radians((south + north) / 2))
    wide, tall = (east - west) * stretch, north - south
    if wide and tall / wide * WIDTH > TALLEST:
        extra = (tall * WIDTH / TALLEST - wide) / stretch / 2
        bounds = (west - extra, south, east + extra, north)
    return fit(bounds, WIDTH)


def outline_of(
    code: str, path: str, place: PlaceCount | None, projection: Projection, borders: int
) -> Outline:
    """Return one place: filled by how much is recorded, hatched where nothing is."""
    if place is None:
        return Outline(path=path, fill="panel")
    region = place.region
    words = place_words(place)
    has_text = borders <= MOST_NAMES and region.lat is not None and region.lon is not None
    return Outline(
        path=path,
        name=words,
        fill=f"m{step_of(place.rows)}" if place.rows else UNKNOWN,
        url=f"{reverse('activities:activity-map')}?wilayah={code}",
        text=label_of(place) if has_text else "",
        text_at=projection.place(region.lon or 0.0, region.lat or 0.0) if has_text else None,
    )


def label_of(place: PlaceCount) -> str:
    """Return the name on the map, with how much is recorded where something is."""
    return f"{place.region.name} {count(place.rows)}" if place.rows else place.region.name


def place_words(place: PlaceCount) -> str:
    """Return a place with how much is recorded there."""
    if not place.rows:
        return _("%s: belum ada yang tercatat") % place.region.full_name
    return _("%(name)s: %(n)s realisasi, %(sources)s sumber") % {
        "name": place.region.full_name,
        "n": count(place.rows),
        "sources": count(place.sources),
    }


def step_of(rows: int) -> int:
    """Return the step of the ramp for so many rows, 1 to 4."""
    return sum(rows >= least for least in STEPS)


def point_of(mark: VillageMark, projection: Projection) -> Point:
    """Return a village as a mark in the shape of its service; more rows, a larger mark."""
    service = Service(mark.service)
    x, y = projection.place(mark.region.lon or 0.0, mark.region.lat or 0.0)
    return Point(
        # Two services in one village stand side by side.
        x + 7 * (list(Service).index(service) - 1),
        y,
        name=f"{mark.region.full_name}: {service.label}, {count(mark.rows)}",
        shape=SHAPES[service],
        fill=FILLS[service],
        radius=min(4 + mark.rows, 9),
        url=f"{reverse('activities:activity-list')}?wilayah={mark.region.code}",
    )

"""Borders and village points for drawing: parsed once, given as GeoJSON geometry."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sambung.regions.models import Boundary, Level, Region
from sambung.regions.queries.places import below, inside

Geometry = dict[str, Any]
Bounds = tuple[float, float, float, float]


def borders_of(codes: Iterable[str]) -> dict[str, Geometry]:
    """Return the full borders of the regions, in one query; regions without one are absent."""
    rows = Boundary.objects.filter(pk__in=list(codes)).values_list("pk", "geometry")
    return {code: json.loads(text) for code, text in rows}


def borders_below(
    region: Region | None, level: Level, *, lowres: bool = False
) -> dict[str, Geometry]:
    """Return the borders of every region of one level inside this one, by code in order."""
    field = "lowres" if lowres else "geometry"
    found = Boundary.objects.filter(region__level=level)
    if region is not None:
        found = found.filter(inside(region, "region__"))
    rows = found.order_by("pk").values_list("pk", field)
    return {code: json.loads(text) for code, text in rows if text}


def points_below(region: Region) -> list[tuple[str, str, float, float, bool]]:
    """Return (code, full name, lon, lat, has its own point) of every village inside."""
    return [
        (village.code, village.full_name, village.lon, village.lat, village.has_own_point)
        for village in below(region, Level.VILLAGE).order_by("code")
        if village.lon is not None and village.lat is not None
    ]


def corners(geometry: Geometry) -> Iterator[tuple[float, float]]:
    """Yield every (lon, lat) of the outer rings of a geometry."""
    places = geometry.get("coordinates", [])
    polygons = [places] if geometry.get("type") == "Polygon" else places
    for polygon in polygons:
        yield from ((point[0], point[1]) for point in polygon[0])


def bounds_of(geometries: Iterable[Geometry]) -> Bounds | None:
    """Return (west, south, east, north) of all geometries, None when there are none."""
    points = [point for geometry in geometries for point in corners(geometry)]
    if not points:
        return None
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return (min(lons), min(lats), max(lons), max(lats))

"""The map of a recap: borders as short paths, numbered marks that do not cover each other."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import hypot
from typing import Any

from sambung.activities.models import Answer
from sambung.activities.queries.recaps.figures import Drawing, Figures, Item, Line, Mark
from sambung.regions.models import Level, Region
from sambung.regions.queries import borders_below, borders_of, bounds_of
from sambung.ui.charts import Projection, fit

WIDTH, TALLEST = 270.0, 285.0
STEP = 0.7  # pixels; points closer than this to the last are left out
APART = 19.0  # pixels between the middles of two marks
ROUNDS = 60
MARGIN = 10.0

Geometries = dict[str, dict[str, Any]]


def borders_for(region: Region) -> Geometries:
    """Return the borders of the places directly below, of a kecamatan its own."""
    if region.level == Level.PROVINCE:
        return borders_below(region, Level.REGENCY, lowres=True)
    if region.level == Level.REGENCY:
        return borders_below(region, Level.DISTRICT)
    return borders_of([region.code])


def projection_of(borders: Geometries) -> Projection | None:
    """Return the projection that fits the borders into the picture, None without borders."""
    bounds = bounds_of(borders.values())
    if bounds is None:
        return None
    wide = fit(bounds, WIDTH, MARGIN)
    return fit(bounds, WIDTH * TALLEST / wide.height, MARGIN) if wide.height > TALLEST else wide


def drawing_of(region: Region) -> tuple[Drawing, Projection | None]:
    """Return the outlines of the region's places and how they lie; empty without borders."""
    borders = borders_for(region)
    projection = projection_of(borders)
    if projection is None:
        return Drawing(), None
    outlines = tuple((code, path_of(each, projection)) for code, each in borders.items())
    size = round(projection.width, 1), round(projection.height, 1)
    return Drawing(*size, outlines), projection


def path_of(geometry: dict[str, Any], projection: Projection) -> str:
    """Return the outer rings of a geometry as one path."""
    places = geometry.get("coordinates", [])
    polygons = [places] if geometry.get("type") == "Polygon" else places
    return "".join(ring_path(polygon[0], projection) for polygon in polygons)


def ring_path(ring: Sequence[Sequence[float]], projection: Projection) -> str:
    """Return one ring to a tenth of a pixel, without steps too small to see; "" for a speck."""
    points: list[tuple[float, float]] = []
    for lon, lat, *_rest in ring:
        x, y = projection.place(lon, lat)
        if not points or hypot(x - points[-1][0], y - points[-1][1]) >= STEP:
            points.append((round(x, 1), round(y, 1)))
    if len(points) < 3:  # noqa: PLR2004 - no area is left
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def marks_of(figures: Figures, projection: Projection | None) -> tuple[Mark, ...]:
    """Return one mark for each numbered row that has a point, pushed apart where they crowd."""
    if projection is None:
        return ()
    placed = [
        Mark(number, *projection.place(lon, lat), standing)
        for number, lon, lat, standing in numbered_points(figures)
    ]
    return tuple(spread(placed, figures.drawing))


def numbered_points(figures: Figures) -> list[tuple[int, float, float, str]]:
    """Return number, longitude, latitude and standing of each numbered row with a point."""
    rows: Sequence[Item | Line] = figures.items or figures.served_places
    return [
        (number, row.lon, row.lat, standing_of(row))
        for number, row in enumerate(rows, 1)
        if row.lon is not None and row.lat is not None
    ]


def standing_of(row: Item | Line) -> str:
    """Return works, care (does not work, or in part) or open (nobody said)."""
    if isinstance(row, Item):
        faulty = row.works in (Answer.NO, Answer.PARTLY)
        return "care" if faulty else "works" if row.works == Answer.YES else "open"
    return "care" if row.sums.not_working else "open" if row.sums.unseen else "works"


def spread(marks: list[Mark], drawing: Drawing) -> list[Mark]:
    """Return the marks moved apart, a little in each round, and kept on the map."""
    at = [[mark.x, mark.y] for mark in marks]
    for _round in range(ROUNDS):
        moved = [push(at, one, other) for one, other in combinations(range(len(at)), 2)]
        for point in at:
            point[0] = min(max(point[0], MARGIN), drawing.width - MARGIN)
            point[1] = min(max(point[1], MARGIN), drawing.height - MARGIN)
        if not any(moved):
            break
    return [
        Mark(mark.number, round(x, 1), round(y, 1), mark.standing)
        for mark, (x, y) in zip(marks, at, strict=True)
    ]


def push(at: list[list[float]], one: int, other: int) -> bool:
    """Move two marks half of what they lack each; two at one point part sideways."""
    dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
    far = hypot(dx, dy)
    if far >= APART:
        return False
    if far < 0.01:  # noqa: PLR2004 - the same point
        dx, dy, far = 1.0, 0.3 * (other - one), hypot(1.0, 0.3 * (other - one))
    step = (APART - min(far, APART)) / 2 + 0.05
    for index, sign in ((one, -1), (other, 1)):
        at[index][0] += sign * dx / far * step
        at[index][1] += sign * dy / far * step
    return True


def svg_of(drawing: Drawing, marks: Iterable[Mark], counts: dict[str, int]) -> str:
    """Return the map as a picture for paper: grey means somebody works there, marks by shape."""
    areas = "".join(
        f'<path d="{path}" fill="{"#E4EAEC" if counts.get(code) else "#FFFFFF"}" '
        'stroke="#6B7B85" stroke-width="0.8" stroke-linejoin="round"/>'
        for code, path in drawing.outlines
        if path
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width} {drawing.height}" '
        f'width="{drawing.width}" height="{drawing.height}">{areas}'
        f"{''.join(mark_svg(mark) for mark in marks)}</svg>"
    )


def mark_svg(mark: Mark) -> str:
    """Return one numbered mark: black disc works, white square needs care, white disc unknown."""
    dark = mark.standing == "works"
    ink = '#14212B" stroke="#FFFFFF' if dark else '#FFFFFF" stroke="#14212B'
    shape = (
        f'<rect x="{mark.x - 8:.1f}" y="{mark.y - 8:.1f}" width="16" height="16" fill="{ink}"'
        if mark.standing == "care"
        else f'<circle cx="{mark.x}" cy="{mark.y}" r="8.5" fill="{ink}"'
    )
    colour = "#FFFFFF" if dark else "#14212B"
    return (
        f'{shape} stroke-width="1.6"/><text x="{mark.x}" y="{mark.y + 3.7:.1f}" font-size="10.5" '
        'font-family="Plus Jakarta Sans" font-weight="700" text-anchor="middle" '
        f'fill="{colour}">{mark.number}</text>'
    )

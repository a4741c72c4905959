"""Two truths in one map: fill is the share, a circle's area is the number.

Hundreds of borders travel as few bytes: one path per step of the ramp, in whole half-pixels, each
point given by its distance from the last. On a phone the same shapes are shown in two halves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sambung.ui.charts.drawing import NOTHING, draw, hatch, joined, num, pattern_id
from sambung.ui.charts.maps import Projection

GRAIN = 2  # whole steps per pixel
CIRCLE_SCALE = 0.0123  # radius in pixels = scale x square root of the number
CELL = 16  # pixels of the grid that says where land is
NOTE_WIDTH, NOTE_HEIGHT = 216, 40
REACH = range(-240, 241, 30), range(-150, 151, 15)


@dataclass(frozen=True)
class Area:
    """One border with its step of the ramp, 1 to 5; 0 is unknown and hatched."""

    geometry: dict[str, Any]
    step: int


@dataclass(frozen=True)
class Circle:
    """One number at a place."""

    lon: float
    lat: float
    value: int
    name: str = ""


@dataclass(frozen=True)
class Note:
    """Words beside the map with a line to their place."""

    lon: float
    lat: float
    title: str
    words: str


@dataclass(frozen=True)
class Half:
    """One half of the map on a phone: its name, what lies in it, and its window in pixels."""

    title: str
    words: str
    window: tuple[float, float, float, float]


@dataclass(frozen=True)
class Choropleth:
    """The whole map; circles are drawn largest first so that small ones stay on top."""

    label: str
    projection: Projection
    areas: tuple[Area, ...]
    circles: tuple[Circle, ...] = ()
    notes: tuple[Note, ...] = ()
    halves: tuple[Half, ...] = ()


@draw.register
def draw_choropleth(chart: Choropleth) -> SafeString:
    """Return the map for a wide screen and its halves for a phone, sharing one set of shapes."""
    land, circles = pattern_id(chart.label, "land"), pattern_id(chart.label, "oc")
    shapes = format_html(
        '<svg class="defs" aria-hidden="true">{}<defs><g id="{}" class="land" '
        'transform="scale({})">{}</g><g id="{}" class="oc">{}</g></defs></svg>',
        hatch(pattern_id(chart.label, "n")),
        land,
        num(1 / GRAIN),
        joined(land_paths(chart)),
        circles,
        joined(circle_marks(chart)),
    )
    used = format_html('<use href="#{}"/><use href="#{}"/>', land, circles)
    whole = window(
        (0, 0, chart.projection.width, chart.projection.height),
        chart.label,
        joined([used, joined(notes_of(chart))]),
    )
    halves = joined(
        format_html(
            '<p class="pt"><b>{}</b>{}</p>{}',
            half.title,
            half.words,
            window(half.window, f"{chart.label}: {half.title}", used),
        )
        for half in chart.halves
    )
    css = "wide-only" if chart.halves else ""
    return format_html(
        '<figure class="nation">{}<div class="{}">{}</div>'
        '<div class="phone-only">{}</div></figure>',
        shapes,
        css,
        whole,
        halves,
    )


def window(box: tuple[float, float, float, float], label: str, body: SafeString) -> SafeString:
    """Return one view onto the shapes."""
    return format_html(
        '<svg viewBox="{} {} {} {}" role="img" aria-label="{}">{}</svg>',
        *(num(each) for each in box),
        label,
        body,
    )


def land_paths(chart: Choropleth) -> Iterable[SafeString]:
    """Yield one path per step of the ramp; the unknown step is hatched."""
    by_step: dict[int, list[str]] = {}
    for area in chart.areas:
        by_step.setdefault(area.step, []).append(compact_path(area.geometry, chart.projection))
    for step, paths in sorted(by_step.items()):
        paint = (
            format_html('class="f-m{}"', step)
            if step
            else format_html('fill="url(#{})"', pattern_id(chart.label, "n"))
        )
        yield format_html('<path {} d="{}"/>', paint, "".join(paths))


def compact_path(geometry: dict[str, Any], projection: Projection) -> str:
    """Return the outer rings in whole half-pixels, each point as a step from the last."""
    places = geometry.get("coordinates", [])
    polygons = [places] if geometry.get("type") == "Polygon" else places
    return "".join(compact_ring(polygon[0], projection) for polygon in polygons if polygon)


def compact_ring(ring: Sequence[Sequence[float]], projection: Projection) -> str:
    """Return one ring; a ring that is a single half-pixel becomes a dot of one."""
    points: list[tuple[int, int]] = []
    for lon, lat, *_rest in ring:
        x, y = projection.place(lon, lat)
        point = (round(x * GRAIN), round(y * GRAIN))
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < 3:  # noqa: PLR2004 - no area is left
        return f"M{points[0][0]} {points[0][1]}h1v1h-1z" if points else ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False)]
    moves = "".join(f"{spaced(dx)}{spaced(dy)}" for dx, dy in steps[:-1])
    return f"M{points[0][0]} {points[0][1]}l{moves.strip()}z"


def spaced(step: int) -> str:
    """Return a step; a minus sign parts numbers as well as a blank does."""
    return str(step) if step < 0 else f" {step}"


def circle_marks(chart: Choropleth) -> Iterable[SafeString]:
    """Yield the circles, largest first."""
    for circle in sorted(chart.circles, key=lambda each: -each.value):
        x, y = chart.projection.place(circle.lon, circle.lat)
        yield format_html(
            '<circle cx="{}" cy="{}" r="{}">{}</circle>',
            num(x),
            num(y),
            num(radius_of(circle.value)),
            format_html("<title>{}</title>", circle.name) if circle.name else NOTHING,
        )


def radius_of(value: int) -> float:
    """Return the radius whose area stands for the number."""
    return round(CIRCLE_SCALE * sqrt(value), 1)


def notes_of(chart: Choropleth) -> Iterable[SafeString]:
    """Yield the notes, each where least land, circles and other notes lie under it."""
    taken = land_cells(chart)
    for note in chart.notes:
        place = chart.projection.place(note.lon, note.lat)
        box = emptiest(place, taken, chart.projection)
        taken |= cells_of(*box)
        yield note_words(note, place, box)


def land_cells(chart: Choropleth) -> set[tuple[int, int]]:
    """Return the cells of the grid in which a border or a circle lies."""
    points = [
        chart.projection.place(corner[0], corner[1])
        for area in chart.areas
        for polygon in polygons_of(area.geometry)
        for corner in polygon[0]
    ]
    points += [chart.projection.place(circle.lon, circle.lat) for circle in chart.circles]
    return {(int(x // CELL), int(y // CELL)) for x, y in points}


def polygons_of(geometry: dict[str, Any]) -> list[Any]:
    """Return the polygons of a geometry."""
    places: list[Any] = geometry.get("coordinates", [])
    return [places] if geometry.get("type") == "Polygon" else places


def cells_of(left: float, top: float) -> set[tuple[int, int]]:
    """Return the cells a note covers."""
    columns = range(int(left // CELL), int((left + NOTE_WIDTH) // CELL) + 1)
    rows = range(int(top // CELL), int((top + NOTE_HEIGHT) // CELL) + 1)
    return {(column, row) for column in columns for row in rows}


def emptiest(
    place: tuple[float, float], taken: set[tuple[int, int]], projection: Projection
) -> tuple[float, float]:
    """Return the left and top of the place for a note: free first, then near."""
    best, least = (0.0, 0.0), float("inf")
    for dx in REACH[0]:
        for dy in REACH[1]:
            left, top = place[0] + dx - NOTE_WIDTH / 2, place[1] + dy - NOTE_HEIGHT / 2
            if not (0 <= left <= projection.width - NOTE_WIDTH):
                continue
            if not (0 <= top <= projection.height - NOTE_HEIGHT):
                continue
            covered = len(cells_of(left, top) & taken)
            cost = covered * 60 + abs(dx) * 0.7 + abs(dy)
            if cost < least:
                best, least = (left, top), cost
    return best


def note_words(note: Note, place: tuple[float, float], box: tuple[float, float]) -> SafeString:
    """Return the two lines of words and the line to their place, which never crosses them."""
    middle, top = box[0] + NOTE_WIDTH / 2, box[1]
    x, y = line_end(place, box)
    return format_html(
        '<path class="ld" d="M{} {}L{} {}"/><text x="{}" y="{}" text-anchor="middle">{}'
        '<tspan x="{}" dy="17">{}</tspan></text>',
        num(place[0]),
        num(place[1]),
        num(x),
        num(y),
        num(middle),
        num(top + 14),
        note.title,
        num(middle),
        note.words,
    )


def line_end(place: tuple[float, float], box: tuple[float, float]) -> tuple[float, float]:
    """Return where the line meets the words: the nearer side, or top and bottom."""
    left, top = box
    if place[0] < left:
        return left, top + NOTE_HEIGHT / 2
    if place[0] > left + NOTE_WIDTH:
        return left + NOTE_WIDTH, top + NOTE_HEIGHT / 2
    middle = left + NOTE_WIDTH / 2
    return middle, top - 2 if top > place[1] else top + NOTE_HEIGHT + 2

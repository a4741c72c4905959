"""Small maps: outlines and points in one projection, drawn as SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sambung.ui.charts.drawing import NOTHING, draw, figure, hatch, joined, num, pattern_id

LETTER = 7.2  # pixels of an average letter at 13
SHAPES = {
    "circle": '<circle cx="{x}" cy="{y}" r="{r}" class="{css}">{title}</circle>',
    "square": '<rect x="{left}" y="{top}" width="{d}" height="{d}" class="{css}">{title}</rect>',
    "diamond": '<path d="M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z" '
    'class="{css}">{title}</path>',
    "triangle": '<path d="M{x} {top}L{right} {bottom}L{left} {bottom}Z" '
    'class="{css}">{title}</path>',
}


@dataclass(frozen=True)
class Projection:
    """Longitude and latitude to pixels: plain, with the width of a degree at the middle."""

    west: float
    north: float
    scale: float
    stretch: float
    width: float
    height: float
    margin: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x and y of a point."""
        x = self.margin + (lon - self.west) * self.stretch * self.scale
        return x, self.margin + (self.north - lat) * self.scale


def fit(bounds: tuple[float, float, float, float], width: float, margin: float = 6) -> Projection:
    """Return the projection that fits (west, south, east, north) into a width."""
    west, south, east, north = bounds
    stretch = cos(radians((south + north) / 2))
    scale = (width - 2 * margin) / max((east - west) * stretch, 1e-9)
    height = (north - south) * scale + 2 * margin
    return Projection(west, north, scale, stretch, width, height, margin)


def path_of(geometry: dict[str, Any], projection: Projection) -> str:
    """Return the path of a GeoJSON Polygon or MultiPolygon; '' for anything else."""
    kind, places = geometry.get("type"), geometry.get("coordinates", [])
    polygons = [places] if kind == "Polygon" else places if kind == "MultiPolygon" else []
    return "".join(ring_path(ring, projection) for polygon in polygons for ring in polygon)


def ring_path(ring: Sequence[Sequence[float]], projection: Projection) -> str:
    """Return one closed ring to a tenth of a pixel."""
    points = (projection.place(point[0], point[1]) for point in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


@dataclass(frozen=True)
class Outline:
    """One area: its path, its name for the pointer, its fill (a token, or 'unknown' for hatch)."""

    path: str
    name: str = ""
    fill: str = "paper"
    url: str = ""
    text: str = ""
    text_at: tuple[float, float] | None = None


@dataclass(frozen=True)
class Point:
    """One mark: shape circle, square, diamond, triangle or ring; words beside it when given."""

    x: float
    y: float
    name: str = ""
    shape: str = "circle"
    fill: str = "water"
    radius: float = 5
    label: str = ""
    figure: str = ""
    side: str = "right"  # where the label stands: right or left
    url: str = ""


@dataclass(frozen=True)
class SmallMap:
    """Outlines below, small points, then marks from the largest to the smallest."""

    label: str
    width: float
    height: float
    outlines: tuple[Outline, ...]
    dots: tuple[tuple[float, float], ...] = ()
    points: tuple[Point, ...] = ()
    ground: str = ""  # class of the panel: '' or 'sand'


@draw.register
def draw_map(chart: SmallMap) -> SafeString:
    """Return the map; links inside stay reachable, names are read from titles."""
    pattern = pattern_id(chart.label, "m")
    marks = sorted(chart.points, key=lambda point: (-point.radius, point.name))
    body = joined(
        [
            hatch(pattern),
            joined(outline_of(outline, pattern) for outline in chart.outlines),
            dots_of(chart.dots),
            joined(outline_text(outline) for outline in chart.outlines if outline.text_at),
            joined(mark_of(point) for point in marks),
            joined(words_of(label) for label in labels_of(marks, chart.width)),
        ]
    )
    is_linked = any(part.url for part in chart.outlines) or any(p.url for p in chart.points)
    drawing = format_html(
        '<svg viewBox="0 0 {} {}" width="{}" class="map" role="{}" aria-label="{}">{}</svg>',
        num(chart.width),
        num(chart.height),
        num(chart.width),
        "group" if is_linked else "img",
        chart.label,
        body,
    )
    return figure(drawing, css=f"map-fig {chart.ground}")


def linked(url: str, name: str, shape: SafeString) -> SafeString:
    """Return the shape, inside a link with its name when it leads somewhere."""
    if not url:
        return shape
    return format_html('<a href="{}" aria-label="{}">{}</a>', url, name, shape)


def outline_of(outline: Outline, pattern: str) -> SafeString:
    """Return one area, hatched when nobody knows its figure."""
    paint = format_html(' fill="url(#{})"', pattern) if outline.fill == "unknown" else NOTHING
    css = "area" if outline.fill == "unknown" else f"area f-{outline.fill}"
    title = format_html("<title>{}</title>", outline.name) if outline.name else NOTHING
    shape = format_html('<path d="{}" class="{}"{}>{}</path>', outline.path, css, paint, title)
    return linked(outline.url, outline.name, shape)


def outline_text(outline: Outline) -> SafeString:
    """Return the name of an area at its place."""
    x, y = outline.text_at or (0, 0)
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" class="t13 halo">{}</text>',
        num(x),
        num(y),
        outline.text,
    )


def dots_of(dots: Iterable[tuple[float, float]]) -> SafeString:
    """Return all small points as one path: a village each."""
    path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in dots)
    return format_html('<path d="{}" class="dots"/>', path) if path else NOTHING


def mark_of(point: Point) -> SafeString:
    """Return one mark in its shape; a ring is dashed and hollow."""
    title = format_html("<title>{}</title>", point.name) if point.name else NOTHING
    css = "f-none st-strong dash" if point.shape == "ring" else f"f-{point.fill} cut"
    shape = format_html(
        SHAPES["circle" if point.shape == "ring" else point.shape],
        x=num(point.x),
        y=num(point.y),
        r=num(point.radius),
        d=num(point.radius * 2),
        left=num(point.x - point.radius),
        right=num(point.x + point.radius),
        top=num(point.y - point.radius),
        bottom=num(point.y + point.radius),
        css=css,
        title=title,
    )
    return linked(point.url, point.name or point.label, shape)


@dataclass(frozen=True)
class Label:
    """The words of a mark at a place where they cover no others."""

    point: Point
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of the words, roughly."""
        width = LETTER * len(f"{self.point.label} {self.point.figure}".strip())
        left = {"start": self.x, "end": self.x - width, "middle": self.x - width / 2}[self.anchor]
        return left, self.y - 11, left + width, self.y + 4


def labels_of(marks: Sequence[Point], width: float) -> list[Label]:
    """Return the labels that find room, larger marks first; the others keep their title."""
    placed: list[Label] = []
    for point in marks:
        if point.label:
            rooms = (label for label in places_for(point) if has_room(label, placed, marks, width))
            placed += [label for label in [next(rooms, None)] if label]
    return placed


def places_for(point: Point) -> list[Label]:
    """Return where the words may stand: the wished side, the other one, below, above."""
    reach = point.radius + 5
    right = Label(point, point.x + reach, point.y + 4.5, "start")
    left = Label(point, point.x - reach, point.y + 4.5, "end")
    below = Label(point, point.x, point.y + reach + 10, "middle")
    above = Label(point, point.x, point.y - reach, "middle")
    return [right, left, below, above] if point.side == "right" else [left, right, below, above]


def has_room(label: Label, placed: list[Label], marks: Sequence[Point], width: float) -> bool:
    """Return whether the words stay on the map and off other words and marks."""
    left, top, right, bottom = label.box
    if left < 0 or right > width:
        return False
    covered = any(
        left < point.x + point.radius
        and right > point.x - point.radius
        and top < point.y + point.radius
        and bottom > point.y - point.radius
        for point in marks
        if point is not label.point
    )
    return not covered and not any(overlap(label.box, other.box) for other in placed)


def overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    """Return whether two boxes cover each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def words_of(label: Label) -> SafeString:
    """Return the words beside their mark, with a halo in the colour of the ground."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" class="t13 {} halo">{}'
        '<tspan class="w4"> {}</tspan></text>',
        num(label.x),
        num(label.y),
        label.anchor,
        "s" if label.point.shape == "ring" else "w6",
        label.point.label,
        label.point.figure,
    )

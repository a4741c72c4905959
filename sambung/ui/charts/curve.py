"""Progress over days: what was planned, what was stated, what was verified; and where today is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui import formats
from sambung.ui.charts.drawing import (
    draw,
    figure,
    joined,
    line,
    num,
    pct,
    strip,
    table,
    text,
)

TOP, HEIGHT, FOOT = 14, 200, 30  # pixels; the scale stands between TOP and TOP + HEIGHT
LEFT, RIGHT = 12.0, 97.0  # percent of the width

# kind -> (class of the line, its width, shape of its points)
LOOKS = {
    "first": ("st-strong dash", 1.5, ""),
    "planned": ("st-ink", 1.5, ""),
    "stated": ("st-amber dash", 2.5, "ring"),
    "verified": ("st-water", 3, "dot"),
}


@dataclass(frozen=True)
class CurveLine:
    """One line: kind is first, planned, stated or verified; points are (day, percent)."""

    kind: str
    name: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class Curve:
    """Lines over the same days from 0 to 100 percent; a line without points is left out."""

    label: str
    lines: tuple[CurveLine, ...]
    today: date


@draw.register
def draw_curve(chart: Curve) -> SafeString:
    """Return scale, days, lines and their key; the table with every point behind."""
    shown = [one for one in chart.lines if one.points]
    days = [day for one in shown for day, _percent in one.points]
    start, end = min(days, default=chart.today), max(days, default=chart.today)
    end = max(end, start + timedelta(days=1))
    pieces = [*scale(), *calendar(start, end), *today_mark(chart.today, start, end)]
    for one in shown:
        pieces += curve_line(one, start, end)
    key = joined(
        format_html("<li>{}<span>{}</span></li>", key_mark(one.kind), one.name) for one in shown
    )
    body = format_html(
        '{}<ul class="curve-key">{}</ul>',
        strip(TOP + HEIGHT + FOOT, joined(pieces), chart.label),
        key,
    )
    return figure(body, curve_table(chart.label, shown), css="curve")


def height_of(percent: float) -> float:
    """Return where a percent stands, from the top."""
    return TOP + HEIGHT * (1 - max(0.0, min(100.0, percent)) / 100)


def place_of(day: date, start: date, end: date) -> str:
    """Return where a day stands, from the left."""
    share = (day - start).days / (end - start).days
    return pct(LEFT + (RIGHT - LEFT) * max(0.0, min(1.0, share)))


def scale() -> list[SafeString]:
    """Return the five lines from 0 to 100 percent with their figures."""
    pieces = []
    for percent in (0, 25, 50, 75, 100):
        y = height_of(percent)
        pieces.append(line(pct(LEFT), y, pct(RIGHT), y, "st-strong" if not percent else "st-grid"))
        words = formats.percent(percent, 0)
        pieces.append(text(pct(LEFT - 1.5), y + 5, words, "s t13", anchor="end"))
    return pieces


def calendar(start: date, end: date) -> list[SafeString]:
    """Return the first day, the last one, and the one between."""
    middle = start + (end - start) / 2
    days = [(start, "start"), (middle, "middle"), (end, "end")]
    if (end - start).days < 4:
        days = [days[0], days[2]]
    foot = TOP + HEIGHT + 22
    return [
        text(place_of(day, start, end), foot, formats.short_date(day), "s t13", anchor=anchor)
        for day, anchor in days
    ]


def today_mark(today: date, start: date, end: date) -> list[SafeString]:
    """Return the line of today with its word, when it is among the days."""
    if not start <= today <= end:
        return []
    x = place_of(today, start, end)
    is_late = (today - start) * 2 > end - start
    shift = -1.0 if is_late else 1.0
    share = (today - start).days / (end - start).days
    at = pct(LEFT + (RIGHT - LEFT) * share + shift)
    anchor = "end" if is_late else "start"
    return [
        line(x, TOP - 4, x, TOP + HEIGHT, "st-clay dash", 1.5),
        text(at, TOP + 6, _("hari ini"), "s t13", anchor=anchor),
    ]


def curve_line(one: CurveLine, start: date, end: date) -> list[SafeString]:
    """Return one line piece by piece: x in percent of the width, y in pixels."""
    css, width, shape = LOOKS[one.kind]
    at = [(place_of(day, start, end), height_of(percent)) for day, percent in one.points]
    pieces = [line(x1, y1, x2, y2, css, width) for (x1, y1), (x2, y2) in pairwise(at)]
    return [*pieces, *(point(x, y, shape) for x, y in at if shape)]


def point(x: str, y: float, shape: str) -> SafeString:
    """Return the mark of one word: a ring for stated, a disc for verified."""
    css = "f-paper st-amber" if shape == "ring" else "f-water cut"
    return format_html(
        '<circle cx="{}" cy="{}" r="5" stroke-width="2" class="{}"/>', x, num(y), css
    )


def key_mark(kind: str) -> SafeString:
    """Return a piece of the line beside its name."""
    css, width, shape = LOOKS[kind]
    mark = point("14", 8, shape) if shape else ""
    return format_html(
        '<svg width="28" height="16" aria-hidden="true">{}{}</svg>',
        line("0", 8, "28", 8, css, width),
        mark,
    )


def curve_table(label: str, lines: Sequence[CurveLine]) -> SafeString:
    """Return every day with the percent of each line; a day a line does not speak of is empty."""
    said = [dict(one.points) for one in lines]
    days = sorted({day for points in said for day in points})
    rows = [
        (
            formats.full_date(day),
            *(formats.percent(points[day], 0) if day in points else "–" for points in said),
        )
        for day in days
    ]
    return table(label, (_("Tanggal"), *(one.name for one in lines)), rows)

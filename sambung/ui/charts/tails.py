"""Dots with tails: where each stands now, and where it came from."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui import formats
from sambung.ui.charts.drawing import (
    NOTHING,
    draw,
    figure,
    hatch,
    joined,
    line,
    num,
    pattern_id,
    pct,
    rect,
    strip,
    table,
    text,
)

ROW = 28


@dataclass(frozen=True)
class TailRow:
    """One place: before and now in percent (None unknown), and the figure at its right."""

    name: str
    before: float | None
    now: float | None
    text: str = ""
    url: str = ""
    is_on: bool = False


@dataclass(frozen=True)
class Tails:
    """Rows on one axis from low to high; heads name before, now and the figure."""

    label: str
    rows: tuple[TailRow, ...]
    heads: tuple[str, str, str]
    low: float = 0
    high: float = 100


def at(chart: Tails, value: float) -> float:
    """Return where a value stands on the axis, 0 to 100."""
    span = chart.high - chart.low
    return 2 + 96 * (value - chart.low) / span if span else 50


@draw.register
def draw_tails(chart: Tails) -> SafeString:
    """Return the rows under their axis, and the table."""
    step = 10 if chart.high - chart.low <= 60 else 20
    ticks = range(int(chart.low), int(chart.high) + 1, step)
    unknown = pattern_id(chart.label)
    axis = joined(
        text(pct(at(chart, tick)), 14, formats.percent(tick, 0), "s t13", anchor="middle")
        for tick in ticks
    )
    rows = joined(tail_row(chart, row, ticks, unknown) for row in chart.rows)
    body = format_html(
        '{}<div class="tails" role="group" aria-label="{}"><div class="tail"><span></span>{}'
        "<span></span></div>{}</div>",
        strip(0, hatch(unknown), css="defs"),
        chart.label,
        strip(20, axis),
        rows,
    )
    return figure(body, tails_table(chart))


def tail_row(chart: Tails, row: TailRow, ticks: range, unknown: str) -> SafeString:
    """Return the name, the dot with its tail, and the figure."""
    grid = joined(
        line(pct(at(chart, tick)), 0, pct(at(chart, tick)), ROW, "st-grid") for tick in ticks
    )
    name = format_html('<a href="{}">{}</a>', row.url, row.name) if row.url else row.name
    return format_html(
        '<div class="tail{}"><span class="tn">{}</span>{}<span class="tv">{}</span></div>',
        " on" if row.is_on else "",
        name,
        strip(ROW, joined([grid, dot_and_tail(chart, row, unknown)])),
        row.text,
    )


def dot_and_tail(chart: Tails, row: TailRow, unknown: str) -> SafeString:
    """Return the movement; unknown now is a hatch, unknown before a dot without a tail."""
    if row.now is None:
        return rect("0", 8, "100%", 12, "st-line", url=unknown, radius=3)
    now = at(chart, row.now)
    if row.before is None:
        return dot(now, 6, "f-water")
    before = at(chart, row.before)
    colour = "amber" if row.now < row.before else "water"
    return joined(
        [
            wedge(before, now, colour),
            dot(before, 3.5, f"f-paper st-{colour}"),
            dot(now, 6, f"f-{colour}"),
        ]
    )


def dot(x: float, radius: float, css: str) -> SafeString:
    """Return a dot in the middle of its row."""
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" stroke-width="1.5" class="{}"/>',
        pct(x),
        num(ROW / 2),
        num(radius),
        css,
    )


def wedge(before: float, now: float, colour: str) -> SafeString:
    """Return the tail, thin where it came from and wide where it stands."""
    width = abs(now - before)
    if width < 0.1:
        return NOTHING
    path = "M0 .45V.55L1 .8V.2Z" if now > before else "M1 .45V.55L0 .8V.2Z"
    return format_html(
        '<svg x="{}" y="{}" width="{}" height="10" viewBox="0 0 1 1" preserveAspectRatio="none">'
        '<path d="{}" class="f-{} faint"/></svg>',
        pct(min(before, now)),
        num(ROW / 2 - 5),
        pct(width),
        path,
        colour,
    )


def tails_table(chart: Tails) -> SafeString:
    """Return before, now and the figure as a table."""
    rows = [
        (row.name, formats.percent(row.before), formats.percent(row.now), row.text)
        for row in chart.rows
    ]
    return table(chart.label, (_("Nama"), *chart.heads), rows)

"""A figure with its range: a band, never a bare point."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui import formats
from sambung.ui.charts.drawing import (
    draw,
    figure,
    hatch,
    joined,
    line,
    pattern_id,
    pct,
    rect,
    strip,
    table,
)


@dataclass(frozen=True)
class Interval:
    """A range with its middle; all None when unknown. The text is what people read."""

    name: str
    low: float | None
    middle: float | None
    high: float | None
    text: str


@dataclass(frozen=True)
class Intervals:
    """Ranges on one scale from zero to top."""

    label: str
    rows: tuple[Interval, ...]
    top: float


@draw.register
def draw_intervals(chart: Intervals) -> SafeString:
    """Return the bands with their words, and the table."""
    pattern = pattern_id(chart.label)
    rows = joined(
        format_html(
            '<li><span>{}</span>{}<b class="num">{}</b></li>',
            row.name,
            strip(26, band(row, chart.top, pattern)),
            row.text,
        )
        for row in chart.rows
    )
    body = format_html(
        '{}<ul class="bands" aria-label="{}">{}</ul>',
        strip(0, hatch(pattern), css="defs"),
        chart.label,
        rows,
    )
    twin = table(
        chart.label, (_("Nama"), _("Kisaran")), [(row.name, row.text) for row in chart.rows]
    )
    return figure(body, twin)


def band(row: Interval, top: float, pattern: str) -> SafeString:
    """Return the band and the line of its middle; the hatch when unknown."""
    if row.low is None or row.high is None:
        return rect("0", 4, "100%", 18, "st-line", url=pattern, radius=3)
    pieces = [
        line("0", 13, "100%", 13, "st-line"),
        rect(pct(row.low, top), 5, pct(row.high - row.low, top), 16, "f-m2", radius=3),
    ]
    if row.middle is not None:
        pieces.append(line(pct(row.middle, top), 2, pct(row.middle, top), 24, "st-ink", 2.5))
    return joined(pieces)


def range_words(low: float, high: float, unit: str = "") -> str:
    """Return 1.200–1.900 orang."""
    return f"{formats.count(low)}–{formats.count(high)} {unit}".strip()

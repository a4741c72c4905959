"""A share year by year; a year without data is drawn as a hatch, never left out."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui import formats
from sambung.ui.charts.drawing import (
    draw,
    figure,
    fill,
    hatch,
    joined,
    line,
    pattern_id,
    pct,
    rect,
    strip,
    table,
    text,
)

BAR, GAP, MARK = 26, 10, 18


@dataclass(frozen=True)
class YearRow:
    """One year: percent of households served, None when nobody published it."""

    year: int
    percent: float | None


@dataclass(frozen=True)
class Mark:
    """A line to compare with: the province, the country."""

    name: str
    percent: float


@dataclass(frozen=True)
class Years:
    """Years from old to new; noun is what the percent is of (layak)."""

    label: str
    rows: tuple[YearRow, ...]
    marks: tuple[Mark, ...] = ()
    noun: str = ""


@draw.register
def draw_years(chart: Years) -> SafeString:
    """Return the bars, the comparison lines through the newest one, and the table."""
    height = len(chart.rows) * (BAR + GAP)
    unknown = pattern_id(chart.label)
    newest = len(chart.rows) - 1
    pieces = [hatch(unknown)]
    for at, row in enumerate(chart.rows):
        pieces += year_bar(row, at * (BAR + GAP), unknown, chart.noun, is_newest=at == newest)
    for at, mark in enumerate(chart.marks):
        pieces += mark_line(mark, newest * (BAR + GAP), at)
    names = joined(
        text("0", at * (BAR + GAP) + 18, row.year, "yb" if at == newest else "s")
        for at, row in enumerate(chart.rows)
    )
    drawing = format_html(
        '<div class="years">{}{}</div>',
        format_html('<svg width="44" height="{}" aria-hidden="true">{}</svg>', height, names),
        strip(height + len(chart.marks) * MARK, joined(pieces), chart.label),
    )
    return figure(drawing, years_table(chart))


def year_bar(
    row: YearRow, y: float, unknown: str, noun: str, *, is_newest: bool
) -> list[SafeString]:
    """Return the bar of one year with its remainder, or the hatch with its words."""
    if row.percent is None:
        return [
            rect("0", y + 0.5, "100%", BAR - 1, "st-line", url=unknown, radius=3),
            rect("8", y + 3, "124", BAR - 6, "f-paper", radius=3),
            text("14", y + 18, formats.no_data(), "s"),
        ]
    words = f"{formats.percent(row.percent)} {noun}".strip()
    is_inside = row.percent >= 35
    return [
        rect("0", y, "100%", BAR, fill("earth" if is_newest else "earth-mid"), radius=3),
        rect(
            "0", y, pct(row.percent), BAR, fill("water" if is_newest else "m3") + " cut", radius=3
        ),
        text("10", y + 18, words, ("on-water" if is_newest else "") + " w6")
        if is_inside
        else text(pct(row.percent + 2), y + 18, words, "w6 on-earth" if is_newest else "w6"),
    ]


def mark_line(mark: Mark, y: float, at: int) -> list[SafeString]:
    """Return the line through the newest bar with its name below, each on its own line."""
    foot = y + BAR + (at + 1) * MARK
    anchor = "end" if mark.percent > 50 else "start"
    words = f"{mark.name} {formats.percent(mark.percent)}"
    place = pct(mark.percent - 0.8 if anchor == "end" else mark.percent + 0.8)
    return [
        line(pct(mark.percent), y - 4, pct(mark.percent), foot, "st-ink", 1.5),
        text(place, foot, words, "s", anchor=anchor),
    ]


def years_table(chart: Years) -> SafeString:
    """Return years and comparisons as a table."""
    rows: list[tuple[object, str]] = [
        (row.year, formats.percent(row.percent)) for row in chart.rows
    ]
    rows += [(mark.name, formats.percent(mark.percent)) for mark in chart.marks]
    return table(chart.label, (_("Tahun"), _("Bagian")), rows)

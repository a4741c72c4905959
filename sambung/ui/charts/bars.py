"""Bars of one measure, from zero, each with its name and number: a table that can be seen."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sambung.ui.charts.drawing import (
    NOTHING,
    draw,
    figure,
    fill,
    hatch,
    joined,
    pattern_id,
    pct,
    rect,
    strip,
)


@dataclass(frozen=True)
class Bar:
    """One row: value None is unknown and hatched; text is the number as people read it."""

    name: str
    value: float | None
    text: str
    note: str = ""
    url: str = ""
    fill: str = "earth"
    is_on: bool = False


@dataclass(frozen=True)
class Bars:
    """A list of bars; heads name the three columns (name, number, note)."""

    label: str
    rows: tuple[Bar, ...]
    heads: tuple[str, str, str] = ("", "", "")


@draw.register
def draw_bars(chart: Bars) -> SafeString:
    """Return the bars as a table whose second column is drawn."""
    largest = max((row.value or 0 for row in chart.rows), default=0)
    unknown = pattern_id(chart.label)
    has_note = any(row.note for row in chart.rows)
    rows = joined(bar_row(row, largest, unknown, has_note=has_note) for row in chart.rows)
    head = format_html(
        '<thead><tr><th scope="col">{}</th><td></td>'
        '<th scope="col" class="n">{}</th>{}</tr></thead>',
        chart.heads[0],
        chart.heads[1],
        format_html('<th scope="col" class="n">{}</th>', chart.heads[2]) if has_note else "",
    )
    body = format_html(
        '{}<table class="t bars"><caption class="vh">{}</caption>{}<tbody>{}</tbody></table>',
        strip(0, hatch(unknown), css="defs"),
        chart.label,
        head if any(chart.heads) else NOTHING,
        rows,
    )
    return figure(body)


def bar_row(row: Bar, largest: float, unknown: str, *, has_note: bool) -> SafeString:
    """Return one row; an unknown value is a hatched bar of full width, never a short one."""
    drawn = (
        rect("0", 0, "100%", 14, "st-line", url=unknown, radius=2)
        if row.value is None
        else rect("0", 0, pct(row.value, largest), 14, fill(row.fill), radius=2)
    )
    name = format_html('<a href="{}">{}</a>', row.url, row.name) if row.url else row.name
    return format_html(
        '<tr{}><th scope="row">{}</th><td class="bar">{}</td><td class="n">{}</td>{}</tr>',
        mark_safe(' class="on"') if row.is_on else "",
        name,
        strip(14, drawn),
        row.text,
        format_html('<td class="n soft">{}</td>', row.note) if has_note else "",
    )

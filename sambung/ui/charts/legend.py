"""Legends of maps, where 500 shapes make labels impossible."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui.charts.drawing import draw, hatch, joined, num, pattern_id, rect


@dataclass(frozen=True)
class Ramp:
    """Five steps of the map ramp with their words, and the hatch of no data."""

    label: str
    words: tuple[str, ...] = ("< 5%", "5–10%", "10–20%", "20–35%", "≥ 35%")


@dataclass(frozen=True)
class CircleLegend:
    """Circles at the size drawn on this screen: (radius in pixels, words)."""

    label: str
    circles: tuple[tuple[float, str], ...]
    fill: str = "earth"


@draw.register
def draw_ramp(legend: Ramp) -> SafeString:
    """Return the steps as a list, each swatch with its words."""
    pattern = pattern_id(legend.label, "l")
    swatch = '<li><svg width="100%" height="12" aria-hidden="true">{}</svg>{}</li>'
    steps = joined(
        format_html(swatch, rect("0", 0, "100%", 12, f"f-m{step} st-line"), word)
        for step, word in enumerate(legend.words, start=1)
    )
    unknown = format_html(
        swatch,
        joined([hatch(pattern), rect("0", 0, "40", 12, "st-line", url=pattern)]),
        _("belum ada data"),
    )
    return format_html(
        '<div class="legend"><p>{}</p><ul class="ramp">{}{}</ul></div>',
        legend.label,
        steps,
        unknown,
    )


@draw.register
def draw_circles(legend: CircleLegend) -> SafeString:
    """Return the circles, largest first, with their words."""
    items = joined(
        format_html(
            '<li><svg width="{0}" height="{0}" aria-hidden="true">'
            '<circle cx="{1}" cy="{1}" r="{2}" class="f-{3} soft-fill"/></svg>{4}</li>',
            num(radius * 2 + 2),
            num(radius + 1),
            num(radius),
            legend.fill,
            words,
        )
        for radius, words in legend.circles
    )
    return format_html(
        '<div class="legend"><p>{}</p><ul class="circles">{}</ul></div>', legend.label, items
    )


def swatch_of(kind: str, css: str) -> SafeString:
    """Return a small mark for a written key: circle, square, diamond or ring."""
    shapes = {
        "circle": '<circle cx="7" cy="7" r="6" class="{}"/>',
        "square": '<rect x="1" y="1" width="12" height="12" class="{}"/>',
        "diamond": '<path d="M7 0L14 7L7 14L0 7Z" class="{}"/>',
        "ring": '<circle cx="7" cy="7" r="5.5" stroke-width="1.5" class="f-none dash {}"/>',
    }
    return format_html(
        '<svg class="key" width="14" height="14" aria-hidden="true">{}</svg>',
        format_html(shapes[kind], css),
    )

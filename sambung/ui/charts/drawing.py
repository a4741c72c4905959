"""What every chart shares: numbers for geometry, hatches, text, the figure with its table."""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

FILLS = frozenset(
    {"water", "leaf", "amber", "clay", "earth", "earth-mid", "earth-tint", "ink", "soft", "line"}
    | {"paper", "panel", "sand", "none", "m1", "m2", "m3", "m4", "m5"}
    | {"gov", "biz", "com", "sup", "fin", "vil", "other"}
)
NOTHING = mark_safe("")


@singledispatch
def draw(chart: Any) -> SafeString:
    """Return the markup of a chart; refuse what is not one."""
    raise TypeError(f"{type(chart).__name__} is not a chart of sambung.ui.charts.")


def num(value: float) -> str:
    """Return a length with at most two decimals and a point, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def pct(part: float, whole: float = 100.0) -> str:
    """Return part of whole as a length in percent, within 0% and 100%."""
    share = 0.0 if whole <= 0 else max(0.0, min(100.0, part / whole * 100))
    return f"{num(share)}%"


def fill(name: str) -> str:
    """Return the class of a fill; refuse a colour that is not a token."""
    if name not in FILLS:
        raise ValueError(f"No fill {name!r}: one of {', '.join(sorted(FILLS))}.")
    return f"f-{name}"


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Return pieces of finished markup, one after the other."""
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def pattern_id(label: str, kind: str = "") -> str:
    """Return an id of its own for the hatch of the drawing with this label."""
    return f"h{kind}{crc32(label.encode()):08x}"


def hatch(pattern: str, kind: str = "x") -> SafeString:
    """Return the definition of a 45 degree hatch: x for unknown, c for what is lacking."""
    return format_html(
        '<defs><pattern id="{}" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="7" height="7" class="h{}-g"/>'
        '<path d="M0 0v7" stroke-width="3" class="h{}-l"/></pattern></defs>',
        pattern,
        kind,
        kind,
    )


def rect(
    x: str, y: float, width: str, height: float, css: str, *, url: str = "", radius: float = 0
) -> SafeString:
    """Return a rectangle; x and width are lengths (percent or pixels), url is a hatch."""
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="{}" class="{}"{}/>',
        x,
        num(y),
        width,
        num(height),
        num(radius),
        css,
        format_html(' fill="url(#{})"', url) if url else "",
    )


def text(x: str, y: float, words: Any, css: str = "", *, anchor: str = "start") -> SafeString:
    """Return a line of text at its size on the screen."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>', x, num(y), anchor, css, words
    )


def line(x1: str, y1: float, x2: str, y2: float, css: str, width: float = 1) -> SafeString:
    """Return a straight line."""
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}" class="{}"/>',
        x1,
        num(y1),
        x2,
        num(y2),
        num(width),
        css,
    )


def strip(height: float, body: SafeString, label: str = "", css: str = "") -> SafeString:
    """Return a drawing as wide as its place; silent without a label."""
    voice = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true" focusable="false"')
    )
    return format_html(
        '<svg width="100%" height="{}" class="{}" {}>{}</svg>', num(height), css, voice, body
    )


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> SafeString:
    """Return the same as a table: first column names the row, the others are figures."""
    heads = format_html_join(
        "",
        '<th scope="col"{}>{}</th>',
        ((mark_safe(' class="n"') if at else NOTHING, word) for at, word in enumerate(head)),
    )
    body = joined(table_row(row) for row in rows)
    return format_html(
        '<div class="tw" tabindex="0" role="region" aria-label="{0}"><table class="t">'
        "<caption>{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>",
        caption,
        heads,
        body,
    )


def table_row(row: Sequence[Any]) -> SafeString:
    """Return one row with its head."""
    cells = format_html_join("", '<td class="n">{}</td>', ((cell,) for cell in row[1:]))
    return format_html('<tr><th scope="row">{}</th>{}</tr>', row[0], cells)


def figure(body: SafeString, twin: SafeString = NOTHING, css: str = "") -> SafeString:
    """Return the drawing with its table behind *Lihat sebagai tabel*."""
    behind = (
        format_html("<details><summary>{}</summary>{}</details>", _("Lihat sebagai tabel"), twin)
        if twin
        else NOTHING
    )
    return format_html('<figure class="chart {}">{}{}</figure>', css, body, behind)

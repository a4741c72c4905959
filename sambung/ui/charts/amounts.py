"""Five amounts from one zero, each with the ghost of the one above; never stacked, never summed."""

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
    pattern_id,
    pct,
    rect,
    strip,
    table,
    text,
)

FILLS = ("m2", "m3", "m4", "m5", "leaf")


@dataclass(frozen=True)
class Amount:
    """One amount: None when nobody has stated it; gap names what is missing to the one above."""

    name: str
    value_rp: int | None
    note: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Amounts:
    """Amounts from the widest promise to what was seen, at most five."""

    label: str
    rows: tuple[Amount, ...]


@draw.register
def draw_amounts(chart: Amounts) -> SafeString:
    """Return each amount as a bar with the ghost of the last known one above it."""
    largest = max((row.value_rp or 0 for row in chart.rows), default=0)
    pattern = pattern_id(chart.label)
    rows = []
    ghost: int | None = None
    for row, colour in zip(chart.rows, FILLS, strict=False):
        rows.append(amount_row(row, ghost, largest, pattern, colour))
        ghost = row.value_rp if row.value_rp is not None else ghost
    body = format_html(
        '{}<ul class="amounts" aria-label="{}">{}</ul>',
        strip(0, hatch(pattern), css="defs"),
        chart.label,
        joined(rows),
    )
    return figure(body, amounts_table(chart))


def amount_row(
    row: Amount, ghost: int | None, largest: int, pattern: str, colour: str
) -> SafeString:
    """Return name, amount, bar and the words of the gap."""
    pieces = []
    if row.value_rp is None:
        pieces.append(rect("0", 0.5, "99.8%", 25, "st-strong dash", url=pattern, radius=2))
    elif ghost is not None and ghost > row.value_rp:
        pieces.append(rect("0", 0.5, pct(ghost, largest), 25, "st-strong", url=pattern, radius=2))
    if row.value_rp:
        pieces.append(rect("0", 0, pct(row.value_rp, largest), 26, fill(colour), radius=2))
    edge = max(ghost or 0, row.value_rp or 0)
    is_right = edge > largest * 0.35
    gap = (
        strip(
            20,
            text(
                pct(edge, largest) if is_right else "0",
                15,
                row.gap,
                "s",
                anchor="end" if is_right else "start",
            ),
        )
        if row.gap
        else ""
    )
    return format_html(
        '<li><p><span><b>{}</b> <small class="soft">{}</small></span>'
        '<b class="num">{}</b></p>{}{}</li>',
        row.name,
        row.note,
        formats.rupiah(row.value_rp),
        strip(26, joined(pieces)),
        gap,
    )


def amounts_table(chart: Amounts) -> SafeString:
    """Return the amounts and their gaps as a table."""
    rows = [(row.name, formats.rupiah(row.value_rp), row.gap, row.note) for row in chart.rows]
    head = (_("Angka"), _("Jumlah"), _("Selisih dari atasnya"), _("Sumber"))
    return table(chart.label, head, rows)

"""What is due in the coming weeks, on one line from today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui import formats
from sambung.ui.charts.drawing import draw, figure, joined, line, num, pct, strip, table, text

KINDS = {"late": "f-clay", "due": "f-amber", "info": "f-water", "ok": "f-leaf"}
AXIS = 30


@dataclass(frozen=True)
class Due:
    """One thing with its day; kind is late, due, info or ok, as its badge."""

    day: date
    kind: str
    words: str


@dataclass(frozen=True)
class DueStrip:
    """Things due, from a little before today to some weeks after."""

    label: str
    today: date
    rows: tuple[Due, ...]
    days: int = 42


@draw.register
def draw_due_strip(chart: DueStrip) -> SafeString:
    """Return weekly ticks and one mark per thing, shape by urgency; the table behind."""
    first = min((row.day for row in chart.rows), default=chart.today)
    start = max(min(first, chart.today), chart.today - timedelta(days=7))
    span = chart.days + (chart.today - start).days

    def place(day: date) -> float:
        return 2 + 95 * min(max((day - start).days, 0), span) / span

    ticks = [chart.today + timedelta(days=step) for step in range(0, chart.days + 1, 7)]
    pieces = [line("0", AXIS, "100%", AXIS, "st-strong", 1.5)]
    for number, tick in enumerate(ticks):
        x = pct(place(tick))
        words = formats.short_date(tick) if number % 2 == 0 else formats.count(tick.day)
        pieces += [line(x, AXIS - 5, x, AXIS + 5, "st-strong")]
        pieces += [text(x, AXIS + 26, words, "s t13", anchor="middle")]
    pieces += [mark(row, pct(place(row.day)), order) for row, order in stacked(chart.rows)]
    rows = [(formats.full_date(row.day), row.words) for row in chart.rows]
    twin = table(chart.label, (_("Tanggal"), _("Yang jatuh tempo")), rows)
    return figure(strip(62, joined(pieces), chart.label), twin, css="due-strip")


def stacked(rows: tuple[Due, ...]) -> list[tuple[Due, int]]:
    """Return each thing with its place above the line when several fall on one day."""
    seen: dict[date, int] = {}
    result = []
    for row in rows:
        result.append((row, seen.get(row.day, 0)))
        seen[row.day] = seen.get(row.day, 0) + 1
    return result


def mark(row: Due, x: str, order: int) -> SafeString:
    """Return a triangle for late, a diamond for due, a dot otherwise."""
    y = AXIS - min(order, 1) * 16
    shapes = {"late": "M0 -8L8 6L-8 6Z", "due": "M0 -8L8 0L0 8L-8 0Z"}
    if row.kind in shapes:
        # A nested svg carries the percent; the path stays in pixels around its origin.
        return format_html(
            '<svg x="{}" y="{}" overflow="visible"><path d="{}" class="{} cut">'
            "<title>{}</title></path></svg>",
            x,
            num(y),
            shapes[row.kind],
            KINDS[row.kind],
            row.words,
        )
    return format_html(
        '<circle cx="{}" cy="{}" r="7" class="{} cut"><title>{}</title></circle>',
        x,
        num(y),
        KINDS[row.kind],
        row.words,
    )

"""The flow of money from sources to packages, to one scale on both sides."""

from dataclasses import dataclass, replace

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
    num,
    pattern_id,
    pct,
    rect,
    strip,
    table,
)

WIDTH, LEFT, RIGHT, NODE = 1120.0, 272.0, 752.0, 14.0
SLOT, GAP, BODY = 40.0, 16.0, 380.0
MOST = 14  # packages drawn one by one; the smaller ones of a long plan are drawn together


@dataclass(frozen=True)
class FlowSource:
    """One source: its colour, the words under its name, and what of its ceiling is left."""

    name: str
    text: str
    fill: str
    unused_rp: int = 0


@dataclass(frozen=True)
class FlowTarget:
    """One package: its amount in words beside the name, a line below."""

    name: str
    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class FlowLink:
    """Money from a source to a target, by their places in the lists."""

    source: int
    target: int
    amount_rp: int


@dataclass(frozen=True)
class Flow:
    """Who pays for what."""

    label: str
    sources: tuple[FlowSource, ...]
    targets: tuple[FlowTarget, ...]
    links: tuple[FlowLink, ...]


@dataclass(frozen=True)
class Node:
    """A box on one side: its top and its height in pixels."""

    top: float
    height: float


@draw.register
def draw_flow(flow: Flow) -> SafeString:
    """Return ribbons on a wide screen, stacked bars on a phone, and the table of every amount."""
    drawn = gathered(flow)
    body = format_html(
        '<div class="fl-wide">{}</div><div class="fl-bars">{}</div>',
        wide_flow(drawn),
        phone_flow(drawn),
    )
    return figure(body, flow_table(flow), css="flow")


def received(flow: Flow, target: int) -> int:
    """Return what a package gets from all its sources."""
    return sum(link.amount_rp for link in flow.links if link.target == target)


def given(flow: Flow, source: int) -> int:
    """Return what a source gives to all its packages."""
    return sum(link.amount_rp for link in flow.links if link.source == source)


def gathered(flow: Flow) -> Flow:
    """Return the flow with at most MOST packages; the smallest become one, counted in its name."""
    if len(flow.targets) <= MOST:
        return flow
    order = sorted(range(len(flow.targets)), key=lambda t: (-received(flow, t), t))
    kept = sorted(order[: MOST - 1])
    place = {target: number for number, target in enumerate(kept)}
    rest = [target for target in range(len(flow.targets)) if target not in place]
    amount = sum(received(flow, target) for target in rest)
    name = _("%(count)s kegiatan lain") % {"count": formats.count(len(rest))}
    other = FlowTarget(name, formats.rupiah_words(amount))
    sums: dict[tuple[int, int], int] = {}
    for link in flow.links:
        key = (link.source, place.get(link.target, len(kept)))
        sums[key] = sums.get(key, 0) + link.amount_rp
    links = tuple(FlowLink(source, target, sums[source, target]) for source, target in sums)
    return replace(flow, targets=(*(flow.targets[t] for t in kept), other), links=links)


def stacked(amounts: list[float], scale: float, least: float) -> list[Node]:
    """Return boxes one below the other, each with room for its two lines of words."""
    nodes, top = [], 0.0
    for amount in amounts:
        height = max(amount * scale, 2.0)
        room = max(height, least)
        nodes.append(Node(top + (room - height) / 2, height))
        top += room + GAP
    return nodes


def wide_flow(flow: Flow) -> SafeString:
    """Return both sides, the ribbons between them and the unused ceilings."""
    scale = BODY / max(sum(link.amount_rp for link in flow.links), 1)
    unused = [source.unused_rp * scale for source in flow.sources]
    left = stacked(
        [given(flow, s) + source.unused_rp for s, source in enumerate(flow.sources)], scale, SLOT
    )
    right = stacked([received(flow, t) for t in range(len(flow.targets))], scale, SLOT)
    foot = max(node.top + max(node.height, SLOT) for node in (*left, *right, Node(0, SLOT)))
    pattern = pattern_id(flow.label, "f")
    pieces = [hatch(pattern), joined(ribbons(flow, left, right, scale))]
    for source, node, left_over in zip(flow.sources, left, unused, strict=True):
        pieces += source_box(source, node, left_over, pattern)
    for target, node in zip(flow.targets, right, strict=True):
        pieces += target_box(target, node)
    return format_html(
        '<svg viewBox="0 0 {0} {1}" width="{0}" role="img" aria-label="{2}">{3}</svg>',
        num(WIDTH),
        num(foot + 8),
        flow.label,
        joined(pieces),
    )


def ribbons(flow: Flow, left: list[Node], right: list[Node], scale: float) -> list[SafeString]:
    """Return one ribbon per payment, ordered on both sides so that few cross."""
    leaving = [node.top for node in left]
    arriving = [node.top for node in right]
    shapes = []
    for link in sorted(flow.links, key=lambda one: (one.source, one.target)):
        height = link.amount_rp * scale
        start, end = leaving[link.source], arriving[link.target]
        leaving[link.source] += height
        arriving[link.target] += height
        shapes.append(ribbon(start, end, height, flow.sources[link.source].fill))
    return shapes


def ribbon(start: float, end: float, height: float, colour: str) -> SafeString:
    """Return a band of one height that bends from its source to its package."""
    x1, x2 = LEFT + NODE, RIGHT
    middle = (x1 + x2) / 2
    n = num
    path = (
        f"M{n(x1)} {n(start)}C{n(middle)} {n(start)} {n(middle)} {n(end)} {n(x2)} {n(end)}"
        f"V{n(end + height)}C{n(middle)} {n(end + height)} {n(middle)} {n(start + height)} "
        f"{n(x1)} {n(start + height)}Z"
    )
    return format_html('<path d="{}" class="{} ribbon"/>', path, fill(colour))


def source_box(source: FlowSource, node: Node, unused: float, pattern: str) -> list[SafeString]:
    """Return the box of a source, its unused ceiling hatched, and its words at the left."""
    used = max(node.height - unused, 0)
    middle = node.top + node.height / 2
    boxes = [rect(num(LEFT), node.top, num(NODE), used, fill(source.fill))]
    if unused:
        boxes.append(rect(num(LEFT), node.top + used, num(NODE), unused, "st-strong", url=pattern))
    return [*boxes, two_lines(LEFT - 10, middle, source.name, "", source.text, "end")]


def target_box(target: FlowTarget, node: Node) -> list[SafeString]:
    """Return the box of a package and its words at the right."""
    middle = node.top + node.height / 2
    words = two_lines(RIGHT + NODE + 10, middle, target.name, target.text, target.note, "start")
    return [rect(num(RIGHT), node.top, num(NODE), node.height, "f-ink"), words]


def two_lines(
    x: float, middle: float, name: str, figure_words: str, below: str, anchor: str
) -> SafeString:
    """Return a name with its figure, and the smaller line below."""
    return format_html(
        '<text x="{0}" y="{1}" text-anchor="{2}" class="t14 w6">{3}'
        '<tspan class="w4" dx="6">{4}</tspan></text>'
        '<text x="{0}" y="{5}" text-anchor="{2}" class="t13 s">{6}</text>',
        num(x),
        num(middle - 2 if below else middle + 5),
        anchor,
        name,
        figure_words,
        num(middle + 15),
        below,
    )


def phone_flow(flow: Flow) -> SafeString:
    """Return one stacked bar per package on a common scale, the amounts in words below."""
    largest = max((received(flow, t) for t in range(len(flow.targets))), default=0)
    return format_html(
        '<ul class="rows thin">{}</ul>',
        joined(phone_target(flow, t, largest) for t in range(len(flow.targets))),
    )


def phone_target(flow: Flow, number: int, largest: int) -> SafeString:
    """Return the bar of one package and who pays how much."""
    target = flow.targets[number]
    links = [link for link in flow.links if link.target == number]
    bars, words, start = [], [], 0
    for link in sorted(links, key=lambda one: one.source):
        source = flow.sources[link.source]
        bars.append(
            rect(
                pct(start, largest), 0, pct(link.amount_rp, largest), 16, f"{fill(source.fill)} cut"
            )
        )
        words.append(
            format_html(
                '<li class="party"><span class="sq {}"></span><span>{} {}</span></li>',
                source.fill,
                source.name,
                formats.rupiah_words(link.amount_rp),
            )
        )
        start += link.amount_rp
    return format_html(
        '<li class="row"><p class="h"><b>{}</b><span class="num">{}</span></p>{}'
        '<ul class="small">{}</ul></li>',
        target.name,
        target.text,
        strip(16, joined(bars)),
        joined(words),
    )


def flow_table(flow: Flow) -> SafeString:
    """Return every payment as a table."""
    rows = [
        (
            flow.sources[link.source].name,
            flow.targets[link.target].name,
            formats.rupiah(link.amount_rp),
        )
        for link in flow.links
    ]
    return table(flow.label, (_("Sumber"), _("Kegiatan"), _("Jumlah")), rows)

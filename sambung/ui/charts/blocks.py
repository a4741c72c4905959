"""One block per role, side by side, in the colour of the side that carries it."""

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
    num,
    pattern_id,
    rect,
    strip,
    table,
    text,
)

LETTER = 7.6  # pixels of an average letter at 14


@dataclass(frozen=True)
class Block:
    """How many roles one party carries; side 'orphan' when nobody does."""

    name: str
    count: int
    side: str


@dataclass(frozen=True)
class BlockRow:
    """One row of blocks, such as before and after the handover."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Blocks:
    """Rows of blocks on one scale."""

    label: str
    rows: tuple[BlockRow, ...]


@draw.register
def draw_blocks(chart: Blocks) -> SafeString:
    """Return every row with its numbers in the blocks and its names below them."""
    widest = max((sum(block.count for block in row.blocks) for row in chart.rows), default=0)
    pattern = pattern_id(chart.label, "c")
    rows = joined(
        format_html('<li><p class="lab">{}</p>{}</li>', row.name, block_row(row, widest, pattern))
        for row in chart.rows
    )
    body = format_html(
        '{}<ul class="blocks" aria-label="{}">{}</ul>',
        strip(0, hatch(pattern, "c"), css="defs"),
        chart.label,
        rows,
    )
    return figure(body, blocks_table(chart))


def block_row(row: BlockRow, widest: int, pattern: str) -> SafeString:
    """Return the blocks of one row; names share a line where they fit, on a phone less often."""
    step = 100 / widest if widest else 100
    shown, starts, place = [block for block in row.blocks if block.count], [], 0
    for block in shown:
        starts.append(place)
        place += block.count
    boxes = joined(
        boxes_of(block, start, step, pattern) for block, start in zip(shown, starts, strict=True)
    )
    return joined(
        strip(height, joined([boxes, names]), css=css)
        for width, css in ((640, "wide-only"), (320, "phone-only"))
        for names, height in [names_of(shown, starts, step, width)]
    )


def boxes_of(block: Block, start: int, step: float, pattern: str) -> SafeString:
    """Return the boxes of one party, its number in the first; what nobody carries is hatched."""
    is_orphan = block.side == "orphan"
    css = "st-clay dash" if is_orphan else fill(block.side)
    url = pattern if is_orphan else ""
    boxes = [
        rect(f"{num(at * step)}%", 1, f"{num(step - 0.5)}%", 26, css, url=url, radius=3)
        for at in range(start, start + block.count)
    ]
    middle = f"{num((start + 0.5) * step - 0.25)}%"
    colour = "w7 clay" if is_orphan else "w7 f-on"
    return joined([*boxes, text(middle, 19, formats.count(block.count), colour, anchor="middle")])


def names_of(
    blocks: list[Block], starts: list[int], step: float, width: int
) -> tuple[SafeString, float]:
    """Return the names under their first boxes, each on the first line with room for it."""
    ends = [-1.0]
    pieces = []
    for block, start in zip(blocks, starts, strict=True):
        x = start * step * width / 100
        level = next((place for place, end in enumerate(ends) if x >= end), len(ends))
        ends += [-1.0] * (level == len(ends))
        ends[level] = x + LETTER * len(block.name) + 10
        css = "clay w6" if block.side == "orphan" else ""
        pieces.append(text(f"{num(start * step)}%", 44 + 18 * level, block.name, css))
    return joined(pieces), 32 + 18 * len(ends)


def blocks_table(chart: Blocks) -> SafeString:
    """Return row, party and number of roles as a table."""
    rows = [
        (row.name, block.name, formats.count(block.count))
        for row in chart.rows
        for block in row.blocks
    ]
    return table(chart.label, (_("Masa"), _("Pihak"), _("Peran")), rows)

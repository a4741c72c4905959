"""Find the header of a table, and the rows below it that hold things."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sambung.exchange.spreadsheets.match import known_headers, plain_header
from sambung.exchange.spreadsheets.values.numbers import read_number

LOOK_AT = 40  # rows from the top among which a header stands
DEEPEST = 3
LONGEST = 120  # characters of a header cell; more is a sentence
NUMBERING = re.compile(r"^\(?(\d{1,2}|[a-z])\)?\.?(\s*=.*)?$", re.I)
NUMBER = re.compile(
    r"^(?=.*\d)[\s\d.,:/%()+\-–±]*(?:rp\.?|idr)?[\s\d.,:/%()+\-–±]*(?:kk|jiwa|orang|jt|juta|m)?$",
    re.I,
)
TOTAL = re.compile(r"^(?:grand |sub ?)?(?:total|jumlah|jml|rata ?rata|rerata)\b")
EXAMPLE = re.compile(r"^contoh\b")
FOOTER = re.compile(
    r"^(?:mengetahui|menyetujui|nip\b|sumber ?:|catatan ?:|keterangan ?:|ket ?:|\*+ ?\)|dibuat oleh"
    r"|diketahui|ttd\b|kepala (?:bappeda|bapperida|dinas|desa)|a\.?n\.? |plt\b)",
    re.I,
)
GROUP = re.compile(r"^(?:[ivxlcd\d a-h]{1,6}[.)]\s*)?kec(?:amatan|\.)?\s*:?\s+(.{2,60})$", re.I)
GROUP_HEADER = "Kecamatan"
UNIT = re.compile(
    r"(?:dalam|x|rp\.?|\()\s*(?:rp\.?|rupiah)?\s*(?:dalam\s*)?"
    r"(1[.,]000[.,]000|1[.,]000|000[.,]000|000|jutaan|juta|jt|ribuan|ribu|rb|miliar|milyar|m)\s*(?:rp\.?|rupiah)?\s*\)?\s*$",
    re.I,
)
UNIT_WORDS = {
    **dict.fromkeys(["jutaan", "juta", "jt", "1000000", "000000"], "juta"),
    **dict.fromkeys(["ribuan", "ribu", "rb", "1000", "000"], "ribu"),
    **dict.fromkeys(["miliar", "milyar", "m"], "miliar"),
}
FULL_AMOUNT = 1_000_000  # from here a number in a column of millions is written in full


@dataclass(frozen=True)
class Header:
    """Where the header stands: its first row (1-based), how many rows, one text per column.

    With `has_groups` the last text is a column of its own: the kecamatan of the group rows
    ("KECAMATAN HALONG") that part the table.
    """

    row: int
    depth: int
    texts: list[str]
    has_groups: bool = False


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Return the header; titles, empty rows and a numbering row (1) (2) (3) are no header."""
    if not rows:
        return Header(1, 1, [])
    best = max(range(min(len(rows), LOOK_AT)), key=lambda place: (score(rows[place]), -place))
    first = last = best
    while first and last - first + 1 < DEEPEST and is_pair(rows[first - 1], rows[first]):
        first -= 1
    while (
        last + 1 < len(rows) and last - first + 1 < DEEPEST and is_pair(rows[last], rows[last + 1])
    ):
        last += 1
    texts = joined(rows[first : last + 1])
    has_groups = wants_groups(texts) and any(group_of(row) for row in rows[last + 1 :])
    return Header(
        first + 1, last - first + 1, [*texts, GROUP_HEADER] if has_groups else texts, has_groups
    )


def title_of(rows: Sequence[Sequence[str]], header: Header) -> str:
    """Return the words above the header: the title of the table."""
    return " ".join(text for row in rows[: header.row - 1] for text in distinct(row))


def score(row: Sequence[str]) -> float:
    """Return how much a row looks like a header: known words count, numbers count against it."""
    cells = distinct(row)
    if len(cells) < 2:
        return -1.0
    known = known_headers()
    points = 0.0
    for cell in cells:
        if NUMBER.match(cell):
            points -= 2
        elif len(cell) <= LONGEST:
            points += 4 if plain_header(cell) in known else 0.5
    return points


def distinct(row: Sequence[str]) -> list[str]:
    """Return the different texts of a row, empty ones left out."""
    return list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))


def is_pair(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Return whether the lower row divides the upper one: both are header."""
    if len(distinct(upper)) < 2 or not any(lower) or counts_up(lower):
        return False
    divides = 0
    for place, cell in enumerate(lower):
        if not cell.strip() or cell == upper[place]:
            continue
        if NUMBER.match(cell) or not is_divided(upper, place):
            return False
        divides += 1
    return divides >= 1


def is_divided(row: Sequence[str], place: int) -> bool:
    """Return whether a header cell reaches over several columns (merged, or blanks beside it)."""
    here = row[place]
    if not here.strip():
        return any(cell.strip() for cell in row[:place])
    beside = row[place + 1] if place + 1 < len(row) else ""
    before = row[place - 1] if place else ""
    return here in (beside, before) or not beside.strip()


def joined(block: Sequence[Sequence[str]]) -> list[str]:
    """Return one text per column: the parts from top to bottom, none said twice."""
    rows = [list(row) for row in block]
    for upper, lower in zip(rows, rows[1:], strict=False):
        for place in range(1, len(upper)):
            if not upper[place].strip() and lower[place].strip():
                upper[place] = upper[place - 1]
    return [
        " ".join(dict.fromkeys(one_line(row[place]) for row in rows)).strip()
        for place in range(len(rows[0]))
    ]


def one_line(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


def wants_groups(texts: Sequence[str]) -> bool:
    """Return whether no column of its own tells the kecamatan."""
    return len(texts) > 2 and not any("kecamatan" in plain_header(text) for text in texts)


def group_of(row: Sequence[str]) -> str:
    """Return the kecamatan a group row names; "" for any other row."""
    cells = [cell for cell in distinct(row) if not NUMBERING.match(cell)]
    found = GROUP.match(one_line(cells[0])) if len(cells) == 1 else None
    return found[1].strip() if found else ""


def body_rows(rows: Sequence[Sequence[str]], header: Header) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells) below the header that hold a thing.

    Left out: empty rows, the numbering row, totals, the header said again, the example of a
    template, group rows and what stands below a table (signatures, notes).
    """
    start = header.row + header.depth - 1
    heads = {tuple(row) for row in rows[header.row - 1 : start]}
    width = len([text for text in header.texts if text])
    is_numbered = plain_header(header.texts[0]) in ("no", "nomor") if header.texts else False
    group, above = "", [""] * len(header.texts)
    for number, row in enumerate(rows[start:], start + 1):
        if header.has_groups and (named := group_of(row)):
            group = named
        elif is_body(row, width) and tuple(row) not in heads:
            above = continued(row, above) if is_numbered else list(row)
            yield number, [*above, group] if header.has_groups else above


def continued(row: Sequence[str], above: Sequence[str]) -> list[str]:
    """Return a row that goes on with the numbered one above it, with the words it leaves out.

    `2 | PT B | ...` and below it `  |  | ...`: no number and no company mean the same company.
    Only words are taken over, from the left up to the first cell that says something.
    """
    texts = list(row)
    if texts[0].strip() or not any(above):
        return texts
    for place in range(1, len(texts)):
        if texts[place].strip():
            break
        texts[place] = above[place] if not NUMBER.match(above[place]) else ""
    return texts


def is_body(row: Sequence[str], width: int) -> bool:
    """Return whether a row below the header holds a thing."""
    cells = distinct(row)
    if not cells or (len(cells) == 1 and width > 2):
        return False
    if all(NUMBERING.match(cell) for cell in cells) and counts_up(row):
        return False
    first = cells[0].casefold()
    if EXAMPLE.match(first) or (len(cells) <= 3 and any(FOOTER.match(cell) for cell in cells)):
        return False
    return not is_total(cells)


def counts_up(row: Sequence[str]) -> bool:
    """Return whether the row numbers the columns: (1) (2) (3) or a b c."""
    marks = [found[1] for cell in row if (found := NUMBERING.match(cell.strip()))]
    if len(marks) < 3:
        return False
    places = [int(mark) if mark.isdecimal() else ord(mark.lower()) - 96 for mark in marks]
    return all(later - earlier == 1 for earlier, later in zip(places, places[1:], strict=False))


def is_total(cells: Sequence[str]) -> bool:
    """Return whether a row sums up: it begins with `Jumlah` and beside that has only numbers."""
    words = [cell for cell in cells if not NUMBER.match(cell)]
    return bool(words) and all(TOTAL.match(plain_header(cell)) for cell in words)


def cells_of(header: Header, columns: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    """Return field -> text of one row; a unit the header tells ("Rp juta") is added to amounts."""
    cells: dict[str, str] = {}
    for name, place in columns.items():
        text = row[place].strip() if place < len(row) else ""
        if text and name.endswith(("_rp", "amount")):
            text = with_unit(text, unit_of(header.texts[place]))
        cells[name] = text
    return cells


@lru_cache(maxsize=512)
def unit_of(text: str) -> str:
    """Return the word for the step a header tells: `Nilai (Rp juta)` is "juta"; "" when none."""
    found = UNIT.search(one_line(text))
    return UNIT_WORDS.get(re.sub(r"[.,]", "", found[1]).casefold(), "") if found else ""


def with_unit(text: str, unit: str) -> str:
    """Return an amount with the unit of its column, unless it says one or is written in full."""
    bare = re.sub(r"(?i)rp\.?|idr", "", text)
    if not unit or re.search(r"[a-z]", bare, re.I):
        return text
    number = read_number(re.sub(r"\s*[,.]?\s*-+$", "", bare.strip()))
    return text if number is None or number.value >= FULL_AMOUNT else f"{text} {unit}"

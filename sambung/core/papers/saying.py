"""What both renderers share: clean texts, how wide columns are, what hangs, the fixed words."""

import re
from dataclasses import replace
from typing import Any

from sambung.core.papers.keeping import from_json, to_json
from sambung.core.papers.paper import Paper, Section, Signer, Table

# A paper is in its own language whatever language its maker reads the site in.
WORDS = {
    "id": {"of": "dari", "witnesses": "Saksi-saksi", "stamp": "meterai"},
    "en": {"of": "of", "witnesses": "Witnesses", "stamp": "stamp duty"},
}
HANGING = re.compile(r"^(\(\d{1,3}\)|\d{1,2}\.|[a-z]\.|•)\s+(.*)$", re.DOTALL)
NARROWEST, WIDEST = 5, 42  # characters that a column is weighed by
DOTS = "……………………………………"
THREE_ABREAST = 3


def cleaned(paper: Paper) -> Paper:
    """Return the paper without signs that no document may hold."""
    return from_json(clean(to_json(paper)))


def clean(value: Any) -> Any:
    """Return texts without control signs; line ends stay, tabs become spaces."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\t", " ")
        return "".join(sign for sign in text if sign == "\n" or kept(sign))
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list):
        return [clean(each) for each in value]
    return value


def kept(sign: str) -> bool:
    """Return whether a sign may stand in a document; joiners of other scripts may."""
    return sign.isprintable() or sign.isspace() or sign in "\u200c\u200d"


def words_of(paper: Paper) -> dict[str, str]:
    """Return the fixed words in the language of the paper."""
    return WORDS.get(paper.language, WORDS["id"])


def weights(table: Table) -> list[float]:
    """Return how wide each column is beside the others: by its longest word and its mean text."""
    lines = [row for row in (table.columns, *table.rows, table.total or ()) if row]
    count = max((len(line) for line in lines), default=1)
    return [weight([line[at] for line in lines if at < len(line)]) for at in range(count)]


def weight(cells: list[str]) -> float:
    """Return the weight of one column, within bounds."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=1)
    mean = sum(len(cell) for cell in cells) / max(len(cells), 1)
    return float(min(max(longest + 2, mean, NARROWEST), WIDEST))


def padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return the row with as many cells as the table has columns."""
    return (*row, *[""] * (width - len(row)))[:width]


def hung(paragraph: str) -> tuple[str, str]:
    """Return the mark of a numbered paragraph and the rest; ('', all) of any other."""
    found = HANGING.match(paragraph)
    return (found[1], found[2]) if found else ("", paragraph)


def abreast(signers: tuple[Signer, ...]) -> int:
    """Return how many blocks of signing stand side by side: two and four look best in pairs."""
    return 2 if len(signers) in {2, 4} else THREE_ABREAST


def rows_of(signers: tuple[Signer, ...]) -> list[list[Signer | None]]:
    """Return the blocks in rows; one alone stands on the right."""
    if len(signers) == 1:
        return [[None, signers[0]]]
    width = abreast(signers)
    blocks: list[Signer | None] = [*signers, *[None] * (-len(signers) % width)]
    return [blocks[at : at + width] for at in range(0, len(blocks), width)]


def pictures_in(paper: Paper) -> set[str]:
    """Return the names of all pictures the paper shows."""
    named = {picture.name for part in chapters(paper) for picture in part.pictures}
    return named | ({paper.head.logo} if paper.head and paper.head.logo else set())


def chapters(paper: Paper) -> tuple[Section, ...]:
    """Return the sections, then the annexes, each of which begins a page."""
    return (*paper.sections, *(replace(each, new_page=True) for each in paper.annexes))

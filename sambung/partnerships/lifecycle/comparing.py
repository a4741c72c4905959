"""Two wordings side by side: which words were taken out, which came in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sambung.core.papers import Paper, Section

WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of words; changed ones are marked."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Pair:
    """One part of two texts: its name, and both wordings in pieces."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Return whether both say the same."""
        return not any(piece.is_changed for piece in (*self.before, *self.after))


def pair(label: str, before: str, after: str) -> Pair:
    """Return two wordings with the words that differ marked."""
    old, new = WORD.findall(before), WORD.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(
        a=[word.strip() for word in old], b=[word.strip() for word in new], autojunk=False
    )
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if a2 > a1:
            left.append(Piece("".join(old[a1:a2]), tag != "equal"))
        if b2 > b1:
            right.append(Piece("".join(new[b1:b2]), tag != "equal"))
    return Pair(label, tuple(left), tuple(right))


def compare(old: Paper, new: Paper) -> list[Pair]:
    """Return the parts of two papers paired by heading, in the order of the newer one."""
    before, after = _parts(old), _parts(new)
    order = [*after, *(name for name in before if name not in after)]
    return [pair(name, before.get(name, ""), after.get(name, "")) for name in order]


def _parts(paper: Paper) -> dict[str, str]:
    """Return name -> text of every part of a paper."""
    found = {paper.title.replace("\n", " "): paper.subtitle, "–": "\n".join(paper.opening)}
    for section in (*paper.sections, *paper.annexes):
        found[section.heading or section.label] = _text(section)
    found["—"] = "\n".join(paper.closing)
    return {name: text for name, text in found.items() if text}


def _text(section: Section) -> str:
    """Return a section with its tables as text."""
    rows: list[Sequence[str]] = [row for table in section.tables for row in table.rows]
    return "\n".join([*section.paragraphs, *(" · ".join(row) for row in rows)])

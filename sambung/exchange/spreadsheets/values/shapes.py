"""What a parser gives back."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Value = str | int | float | bool | list[str] | list[int] | dict[str, int] | None  # ready for JSON

NOTHING = frozenset(
    ["", "-", "--", "---", "–", "—", "?", "??", ".", "..", "...", "n/a", "na", "n.a.", "null"]
    + ["tidak diketahui", "belum diketahui", "tidak tahu", "tdk tahu", "belum ada data", "kosong"]
    + ["tidak ada data", "tanpa keterangan", "belum tahu", "none", "#n/a"]
    + ["belum ditentukan", "menyusul", "belum dihitung", "dalam proses hitung", "tba", "tbd"]
)
BROKEN = re.compile(r"^#(REF|VALUE|DIV/0|NAME|NUM|NULL|N/A)[!?]?$", re.I)


@dataclass(frozen=True)
class Wrong:
    """A text that could not be taken: what stood there, what is wrong, what to do."""

    words: str
    suggestions: tuple[str, ...] = ()  # texts that can be put into the cell as they are


@dataclass(frozen=True, eq=False)  # itself its own key: looked up a million times in one table
class Choice:
    """One answer of a closed question: what is stored, what a template offers, other words."""

    value: str
    label: str
    words: tuple[str, ...] = ()


Parser = Callable[[str], "Value | Wrong"]


def is_nothing(text: str) -> bool:
    """Return whether the text is one of the ways people write that they do not know."""
    return text.strip().casefold() in NOTHING


def shown(text: str, most: int = 60) -> str:
    """Return a text as a fault may quote it."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"

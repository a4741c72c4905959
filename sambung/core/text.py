"""Plain text for searching: what a person types and what is stored meet in one spelling."""

import re
import unicodedata
from dataclasses import dataclass

NOT_WORD = re.compile(r"[^a-z0-9.]+")


def plain(text: str) -> str:
    """Return lower case words without accents, apostrophes or signs: `Regapu’u` -> `regapuu`."""
    if text.isascii():  # most texts, and tables bring hundreds of thousands of them
        kept = text.lower().replace("'", "").replace("`", "")
    else:
        bare = unicodedata.normalize("NFKD", text.casefold())
        kept = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’‘`ʼ")
    return " ".join(word.strip(".") for word in NOT_WORD.sub(" ", kept).split()).strip()


@dataclass(frozen=True)
class SearchRow:
    """One thing a room offers to the search page; the lowest score stands first."""

    title: str
    context: str  # where it is, or whose
    kind: str  # what it is, in words
    url: str
    score: float = 0.0
    is_simulated: bool = False

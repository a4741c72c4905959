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


DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
THOUSANDS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
LARGEST_SPELLED = 10**15


def spelled(number: int) -> str:
    """Return a whole number in Indonesian words (*terbilang*): 1.100 -> `seribu seratus`.

    Raises ValueError below zero and above 10^15.
    """
    if not 0 <= number <= LARGEST_SPELLED:
        raise ValueError(f"{number} is not between 0 and 10^15")
    if number == LARGEST_SPELLED:
        return "seribu triliun"
    words: list[str] = []
    for size, word in THOUSANDS:
        group, number = divmod(number, size)
        if group == 1 and size == 1000:
            words.append("seribu")
        elif group:
            words += [*_below_thousand(group), word]
    words += _below_thousand(number)
    return " ".join(words) or DIGITS[0]


def _below_thousand(number: int) -> list[str]:
    """Return the words of 0..999; none for 0."""
    hundreds, rest = divmod(number, 100)
    words = ["seratus"] if hundreds == 1 else [DIGITS[hundreds], "ratus"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if rest in (10, 11):
        return [*words, "sepuluh" if rest == 10 else "sebelas"]
    if tens == 1:
        return [*words, DIGITS[ones], "belas"]
    if tens:
        words += [DIGITS[tens], "puluh"]
    return [*words, DIGITS[ones]] if ones else words


def spelled_rupiah(amount: int) -> str:
    """Return an amount in words, as letters and receipts write it: `dua juta rupiah`."""
    return f"{spelled(amount)} rupiah"

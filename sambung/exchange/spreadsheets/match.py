"""Guess what the rows of a sheet are, and which column means what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from sambung.core.text import plain
from sambung.exchange.spreadsheets.fields import FIELDS, Field

LONGEST = 200  # characters of a header that is remembered
EXACT, TURNED, HELD, LEAST = 100.0, 97.0, 82.0, 80.0
LEAST_KIND = 2.0
NO_MEANING = re.compile(r"^(?:no|nomor|urut|no urut|yang perlu diperbaiki|paraf|tanda tangan)$")
MONEY = re.compile(
    r"\b(?:dalam|rp|idr|rupiah|jutaan|juta|jt|ribuan|ribu|rb|miliar|milyar|x 1.000.000|x 1.000)\b"
)
# Words that tell kinds apart whose columns are otherwise alike.
TELLING: dict[str, tuple[str, ...]] = {
    "needs": ("usulan", "masalah", "permasalahan", "pengusul", "kebutuhan", "prioritas"),
    "packages": ("rab", "ded", "paket", "umur", "opsi", "siap"),
    "companies": ("kontak", "pic", "hp", "jabatan", "email", "surel", "telepon", "wa"),
    "offers": ("kesanggupan", "komitmen", "minat", "rencana", "kisaran", "alokasi"),
    "activities": ("realisasi", "bast", "csr", "tjsl", "status", "progres", "berfungsi", "bantuan"),
    "villages": ("penduduk", "layak", "kemiskinan", "profil", "miskin", "cakupan"),
}


def plain_header(text: str) -> str:
    """Return a header as it is remembered: lower case, no signs, at most 200 characters."""
    return " ".join(plain(text).replace(".", " ").split())[:LONGEST]


@lru_cache(maxsize=4096)
def bare_header(text: str) -> str:
    """Return a header without the words for its unit of money, no word twice."""
    words = MONEY.sub(" ", plain_header(text)).split()
    return " ".join(dict.fromkeys(words)) or plain_header(text)


@lru_cache(maxsize=1)
def known_headers() -> frozenset[str]:
    """Return every header any kind knows, as `plain_header` writes it."""
    rows = (word for kind in FIELDS for each in FIELDS[kind] for word in spellings(each))
    return frozenset({*rows, "no", "nomor"})


def spellings(field: Field) -> Iterator[str]:
    """Yield the plain headers that mean this field."""
    for word in (field.label, field.name, *field.aliases):
        yield plain_header(word)
        yield bare_header(word)


@lru_cache(maxsize=16)
def vocabulary(kind: str) -> dict[str, tuple[str, ...]]:
    """Return field name -> its spellings."""
    return {field.name: tuple(dict.fromkeys(spellings(field))) for field in FIELDS.get(kind, ())}


@lru_cache(maxsize=16384)
def likeness(kind: str, name: str, text: str) -> float:
    """Return how well a header fits a field, 0 to 100."""
    words, head = vocabulary(kind)[name], bare_header(text)
    for spelling in (plain_header(text), head):
        if spelling in words:
            return EXACT - words.index(spelling) / 100  # the first spellings fit best
    if sorted(head.split()) in (sorted(word.split()) for word in words):
        return TURNED
    held = max((held_in(word, head) for word in words), default=0.0)
    return max(
        held, max((fuzz.ratio(word, head) for word in words if len(word) > 3), default=0.0) - 2
    )


def held_in(word: str, head: str) -> float:
    """Return a score for a header that says a known word among others; longer words say more."""
    if f" {word} " not in f" {head} ":
        return 0.0
    return min(97.0, HELD - 10 + 24 * len(word) / len(head))


def match_columns(kind: str, texts: Sequence[str], memory: Mapping[str, str]) -> dict[str, int]:
    """Return field -> column number (0-based); each column once; `memory` wins.

    `memory` maps `plain_header(text)` to a field name, "" for a column known to be of no use.
    """
    names = [field.name for field in FIELDS.get(kind, ())]
    found: dict[str, int] = {}
    free: list[int] = []
    for place, text in enumerate(texts):
        told = memory.get(plain_header(text)) if text else ""
        if told in names and told not in found:
            found[str(told)] = place
        elif told != "" and not NO_MEANING.match(plain_header(text)):
            free.append(place)
    for _score, name, place in pairs(kind, names, texts, free):
        if name not in found and place not in found.values():
            found[name] = place
    return found


def pairs(
    kind: str, names: Sequence[str], texts: Sequence[str], free: Sequence[int]
) -> list[tuple[float, str, int]]:
    """Return (score, field, column) of what fits, the best first; then in the order of fields."""
    scored = [
        (likeness(kind, name, texts[place]), rank, name, place)
        for rank, name in enumerate(names)
        for place in free
    ]
    fitting = sorted(
        (-score, rank, place, name) for score, rank, name, place in scored if score >= LEAST
    )
    return [(-score, name, place) for score, _rank, place, name in fitting]


def guess_kind(texts: Sequence[str], title: str = "") -> str:
    """Return the RecordKind value the headers speak of; "" when nothing fits.

    `title` is what stands above the header (`headers.title_of`) and the name of the sheet; it
    decides between kinds whose columns are alike.
    """
    scores = {kind: kind_score(kind, texts, title) for kind in FIELDS}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= LEAST_KIND else ""


def kind_score(kind: str, texts: Sequence[str], title: str) -> float:
    """Return how much of the headers a kind explains, less what it needs and does not find."""
    found = match_columns(kind, texts, {})
    fits = sum(likeness(kind, name, texts[place]) for name, place in found.items()) / 100
    missing = sum(1 for field in FIELDS[kind] if field.is_required and field.name not in found)
    words = {word for text in [*texts, title] for word in plain_header(text).split()}
    return fits - missing + 0.8 * len(words & set(TELLING[kind]))

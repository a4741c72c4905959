"""Rupiah in every form people type."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.values.numbers import (
    Number,
    plain_text,
    read_number,
    whole,
)
from sambung.exchange.spreadsheets.values.shapes import Wrong, is_nothing, shown

LARGEST_RP = 10**15
# Below this an amount for a whole work is more likely one in thousands or millions.
LEAST_WORK_RP = 1_000_000
LEAST_WITH_RP = 100_000
THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12
STEPS: dict[str, int] = {
    **dict.fromkeys(["ribu", "rb", "rbu", "k", "ribuan", "thousand"], THOUSAND),
    **dict.fromkeys(["juta", "jt", "jutaan", "jta", "million", "mio"], MILLION),
    # In an Indonesian office M is miliar, never million.
    **dict.fromkeys(["miliar", "milyar", "milliar", "milyard", "m", "mlyr"], BILLION),
    **dict.fromkeys(["mlr", "miliyar", "milyaran", "billion", "bn"], BILLION),
    **dict.fromkeys(["triliun", "trilyun", "trilliun", "t", "trillion"], TRILLION),
}
CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*|(?<=\d)\s*(?:rupiah|idr)$|(?<=[a-z])\s+(?:rupiah|idr)$")
ABOUT = re.compile(r"^(?:±|\+/-|~|≈|ca\.?|sekitar|kurang lebih|kira-kira|k\.?l\.?|total)\s*")
ENDING = re.compile(r"\s*(?:[,.;]\s*[-–—]+|[-–—]+)$")  # Rp 1.250.000,-
ASIDE = re.compile(r"\s*\([^)]*[a-z][^)]*\)$")  # (satu juta rupiah)
PART = re.compile(r"\s*([\d.,' ]*\d(?:e\+?\d+)?)\s*([a-z]*)\.?", re.I)
RANGE = re.compile(r"\s*(?:\bs[./]?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|[-–—])\s*(?:rp\.?)?\s*")


def rupiah(text: str) -> int | None | Wrong:
    """Return whole rupiah of a work; an amount too small to be meant is asked about."""
    return read_rupiah(text, least=LEAST_WORK_RP)


def small_rupiah(text: str) -> int | None | Wrong:
    """Return whole rupiah of a fee or a price, where 15.000 means what it says."""
    return read_rupiah(text, least=0)


def read_rupiah(text: str, *, least: int) -> int | None | Wrong:
    """Return whole rupiah, None when nothing is stated, or what is wrong."""
    if is_nothing(text):
        return None
    plain = tidy(text)
    if plain == "nihil":
        return 0
    if plain.startswith(("-", "−")) or re.fullmatch(r"\([\d.,]+\)", plain):
        return Wrong(
            _("“%(text)s” kurang dari nol. Tulis jumlah tanpa tanda minus.") % quoted(text)
        )
    bare = CURRENCY.sub("", CURRENCY.sub("", plain)).strip()
    parts = parts_of(ENDING.sub("", bare))
    if not parts:
        return unreadable(text)
    return summed(text, parts, least=min(least, least_said(plain)))


def least_said(plain: str) -> int:
    """Return below which amount to ask when Rp is written, and not at all when cents are."""
    if not plain.startswith(("rp", "idr")):
        return LEAST_WORK_RP
    return 0 if plain.endswith(",00") else LEAST_WITH_RP


def tidy(text: str) -> str:
    """Return the text in lower case with single blanks, without `about` and words in brackets."""
    line = " ".join(text.replace("\xa0", " ").casefold().split())
    return ASIDE.sub("", ABOUT.sub("", line)).strip()


def quoted(text: str) -> dict[str, str]:
    """Return what a fault quotes."""
    return {"text": shown(text)}


def unreadable(text: str) -> Wrong:
    """Return that this is no amount, with examples of what is."""
    return Wrong(
        _(
            "“%(text)s” belum terbaca sebagai jumlah uang. Tulis misalnya 1.250.000.000, "
            "1,25 miliar, atau 750 juta; kosongkan bila belum diketahui."
        )
        % quoted(text)
    )


def parts_of(text: str) -> list[tuple[Number, int]]:
    """Return the numbers with their steps: `1 miliar 250 juta` has two; [] when one is unclear."""
    parts, place = [], 0
    while place < len(text):
        found = PART.match(text, place)
        number = read_number(found[1].strip()) if found else None
        step = STEPS.get(found[2], 0) if found and found[2] else 1
        if found is None or number is None or not step:
            return []
        parts.append((number, step))
        place = found.end()
    falling = all(one[1] > two[1] for one, two in zip(parts, parts[1:], strict=False))
    return parts if falling else []


def summed(text: str, parts: list[tuple[Number, int]], *, least: int) -> int | Wrong:
    """Return the sum of the parts unless one of them has two readings, or it cannot be meant."""
    total = Decimal(0)
    for number, step in parts:
        if is_doubtful(number, step):
            return two_readings(text, number, step)
        total += settled(number, step) * step
    amount = whole(total)
    if amount > LARGEST_RP:
        return Wrong(
            _("“%(text)s” terlalu besar untuk satu kegiatan. Periksa nolnya.") % quoted(text)
        )
    if len(parts) == 1 and parts[0][1] == 1 and 0 < amount < least:
        return too_small(text, total)
    return amount


def is_doubtful(number: Number, step: int) -> bool:
    """Return whether 1.250 or 1,250 before this word can mean two amounts.

    Before a point stand thousands and after a comma fractions, as Indonesian writes them, unless
    that would be an odd amount: `1.250 M` is hardly 1.250 miliar, `1,250 juta` may be English.
    """
    if number.other is None or step == 1:
        return False
    return step >= BILLION if number.mark == "." else step <= MILLION


def settled(number: Number, step: int) -> Decimal:
    """Return the reading that holds for a number with no doubt left."""
    if number.other is not None and number.mark == "," and step >= BILLION:
        return number.other
    return number.value


def two_readings(text: str, number: Number, step: int) -> Wrong:
    """Return the question which of two amounts is meant."""
    word = {THOUSAND: "ribu", MILLION: "juta", BILLION: "miliar", TRILLION: "triliun"}[step]
    readings = (number.other or number.value, number.value)
    texts = tuple(f"{plain_text(each)} {word}" for each in readings)
    return Wrong(
        _("“%(text)s” dapat berarti %(one)s atau %(two)s. Pilih salah satu.")
        % {**quoted(text), "one": texts[0], "two": texts[1]},
        texts,
    )


def too_small(text: str, value: Decimal) -> Wrong:
    """Return the question in which unit an amount stands that is too small for a work."""
    whole_text = f"{int(value):,}".replace(",", ".")
    exact = f"Rp{whole_text}" if value >= LEAST_WITH_RP else f"Rp{whole_text},00"
    readings = [exact] if value == int(value) and value >= THOUSAND else []
    word = "juta" if value < 100_000 else "ribu"
    readings.append(f"{plain_text(value)} {word}")
    if value < 100:
        readings.append(f"{plain_text(value)} miliar")
    return Wrong(
        _(
            "“%(text)s” sebagai rupiah terlalu kecil untuk satu kegiatan; satuannya mungkin belum "
            "ditulis. Pilih: %(readings)s."
        )
        % {**quoted(text), "readings": " / ".join(readings)},
        tuple(readings),
    )


def rupiah_range(text: str) -> int | None | dict[str, int] | Wrong:
    """Return one amount, or its {"min", "max"}; in `500-750 juta` the last word counts for both."""
    if is_nothing(text):
        return None
    halves = RANGE.split(ENDING.sub("", CURRENCY.sub("", tidy(text))).strip())
    if len(halves) != 2 or not all(halves):
        return rupiah(text)
    word = re.search(r"[a-z]+\.?$", halves[1])
    first = halves[0] if re.search(r"[a-z]$", halves[0]) or not word else f"{halves[0]} {word[0]}"
    low, high = rupiah(first), rupiah(halves[1])
    if isinstance(low, int) and isinstance(high, int):
        return {"min": min(low, high), "max": max(low, high)}
    return next((each for each in (low, high) if isinstance(each, Wrong)), unreadable(text))

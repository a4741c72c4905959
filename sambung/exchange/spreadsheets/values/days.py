"""Days and months as people write them; a day is handed on as its ISO text."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.values.shapes import Wrong, is_nothing, shown

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        [
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt agust aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ],
        start=1,
    )
    for name in names.split()
}
EPOCH = date(1899, 12, 30)  # day 0 of Excel
FIRST_SERIAL, LAST_SERIAL = 25_569, 73_050  # 1970 to 2099
WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad)[, ]+", re.I)
CLOCK = re.compile(r"[ t]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?w(?:ib|ita|it))?$", re.I)
ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
NUMBERS = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
NAMED = re.compile(r"^(\d{1,2})[\s\-/.]*([a-z]{3,9})[\s\-/.,]*(\d{4}|\d{2})$")
ENGLISH = re.compile(r"^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$")
MONTH_ONLY = re.compile(r"^([a-z]{3,9})[\s\-/.']*(\d{4}|\d{2})$")
MONTH_NUMBER = re.compile(r"^(\d{1,2})[-/](\d{4})$")


def day(text: str) -> str | None | Wrong:
    """Return the ISO day; a month without its day is its first."""
    return read_day(text, at_end=False)


def last_day(text: str) -> str | None | Wrong:
    """Return the ISO day on which something ended; a month without its day is its last."""
    return read_day(text, at_end=True)


def read_day(text: str, *, at_end: bool) -> str | None | Wrong:
    """Return the ISO day a text names, None when nothing is stated, or what is wrong."""
    if is_nothing(text):
        return None
    line = CLOCK.sub("", WEEKDAY.sub("", " ".join(text.casefold().split()))).strip()
    if line.isdecimal() and FIRST_SERIAL <= int(line) <= LAST_SERIAL:
        return (EPOCH + timedelta(days=int(line))).isoformat()
    parts = numbers_of(line)
    if parts is None:
        return month_day(line, text, at_end=at_end)
    return iso(*parts) or impossible(text, *parts)


def numbers_of(line: str) -> tuple[int, int, int] | None:
    """Return year, month, day of a full day; None when the text is none."""
    if found := ISO.match(line):
        return int(found[1]), int(found[2]), int(found[3])
    if found := NUMBERS.match(line):
        return full_year(found[3]), int(found[2]), int(found[1])
    if (found := NAMED.match(line)) and found[2] in MONTHS:
        return full_year(found[3]), MONTHS[found[2]], int(found[1])
    if (found := ENGLISH.match(line)) and found[1] in MONTHS:
        return int(found[3]), MONTHS[found[1]], int(found[2])
    return None


def full_year(text: str) -> int:
    """Return 2025 of 25, and 1998 of 98."""
    number = int(text)
    if len(text) == 4:
        return number
    return 2000 + number if number < 50 else 1900 + number


def iso(year: int, month: int, number: int) -> str:
    """Return the ISO text of a day that exists between 1970 and 2100; else the empty text."""
    if not (1970 <= year <= 2100 and 1 <= month <= 12):
        return ""
    return date(year, month, number).isoformat() if 1 <= number <= last_of(year, month) else ""


def last_of(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return calendar.monthrange(year, month)[1]


def impossible(text: str, year: int, month: int, number: int) -> Wrong:
    """Return that this day does not exist; month and day changed about may be what was meant."""
    swapped = iso(year, number, month)
    return Wrong(
        _("“%(text)s” bukan tanggal yang ada. Tulis hari/bulan/tahun, misalnya 12/03/2025.")
        % {"text": shown(text)},
        (swapped,) if swapped else (),
    )


def month_day(line: str, text: str, *, at_end: bool) -> str | Wrong:
    """Return the first or last day of a month that stands without its day."""
    year = month = 0
    if (found := MONTH_ONLY.match(line)) and found[1] in MONTHS:
        year, month = full_year(found[2]), MONTHS[found[1]]
    elif found := MONTH_NUMBER.match(line):
        year, month = int(found[2]), int(found[1])
    if 1970 <= year <= 2100 and 1 <= month <= 12:
        return date(year, month, last_of(year, month) if at_end else 1).isoformat()
    return Wrong(
        _(
            "“%(text)s” belum terbaca sebagai tanggal. Tulis misalnya 12/03/2025 atau "
            "12 Maret 2025; kosongkan bila belum diketahui."
        )
        % {"text": shown(text)}
    )


def months(text: str) -> list[int] | None | Wrong:
    """Return months 1 to 12: `Juli-September`, `1, 2, 3`, `triwulan III`; [] is all year."""
    if is_nothing(text):
        return None
    line = text.casefold()
    if re.search(r"sepanjang|setiap|tiap bulan|kapan saja|semua", line):
        return []
    if quarter := re.fullmatch(r"\s*(?:triwulan|tw|kuartal|q)\s*(iv|i{1,3}|[1-4])\s*", line):
        first = 3 * {"i": 0, "ii": 1, "iii": 2, "iv": 3}.get(quarter[1], ord(quarter[1][0]) - 49)
        return [first + 1, first + 2, first + 3]
    found = [number for piece in re.split(r"[,;/&+]|\bdan\b", line) for number in stretch(piece)]
    if found and all(found):
        return sorted(set(found))
    return Wrong(
        _("“%(text)s” belum terbaca sebagai bulan. Tulis misalnya Juli–September.")
        % {"text": shown(text)}
    )


def stretch(piece: str) -> Iterator[int]:
    """Yield the months of `juli-september` or `7`; 0 for a word that is no month."""
    ends = [month_of(word) for word in re.split(r"\s*(?:-|–|s/?d|sampai|hingga)\s*", piece.strip())]
    if len(ends) != 2 or not all(ends):
        yield from ends
        return
    first, last = ends
    yield from ((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


def month_of(word: str) -> int:
    """Return the number of a month, 0 when the word is none."""
    word = word.strip(" .")
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else 0
    return MONTHS.get(word, 0)

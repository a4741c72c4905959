"""Counts of people and households, years, percent, decimals and months."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.values.numbers import Number, plain_text, read_number, whole
from sambung.exchange.spreadsheets.values.shapes import Wrong, is_nothing, shown

LARGEST_COUNT = 5_000_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
ABOUT = re.compile(r"^(?:±|\+/-|~|≈|>|<|ca\.?|sekitar|kurang lebih|kira-kira|lebih dari)\s*")
UNITS = {
    **dict.fromkeys(
        ["kk", "rt", "rumah tangga", "keluarga", "kepala keluarga", "rumah"], "households"
    ),
    **dict.fromkeys(["sr", "sambungan rumah", "unit rumah", "ruta", "k.k", "k.k."], "households"),
    **dict.fromkeys(["jiwa", "orang", "org", "penduduk", "jw", "warga"], "people"),
}
WITH_UNIT = re.compile(
    r"(\d[\d., ]*)\s*\(?("
    + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    + r")\b\)?"
)
PAIR = re.compile(r"^(\d{1,6})\s*/\s*(\d{1,6})$")
RANGE = re.compile(r"^(\d[\d.]*)\s*(?:-|–|s/?d|sampai)\s*(\d[\d.]*)$")
TRAILING = re.compile(r"\s*\(?[a-z%/²³. ]+\)?$")
YEAR = re.compile(r"(?<!\d)(19[9]\d|20\d\d|2100)(?!\d)")


def heads(text: str) -> int | None | dict[str, int] | Wrong:
    """Return a count, or what its units say: `45 KK / 180 jiwa` counts households and people."""
    line = tidy(text)
    said: dict[str, int] = {}
    if pair := PAIR.match(line):
        both = f"{pair[1]} KK / {pair[2]} jiwa"
        return Wrong(
            _("“%(text)s” menyebut dua angka. Tulis satuannya, misalnya %(both)s.")
            % {"text": shown(text), "both": both},
            (both,) if int(pair[1]) <= int(pair[2]) else (),
        )
    for found in WITH_UNIT.finditer(line):
        number = read_number(found[1].strip(" .,").replace(" ", ""))
        if number is not None:
            said.setdefault(UNITS[found[2]], whole(settled(number)))
    return said or count(text)


def count(text: str) -> int | None | Wrong:
    """Return a whole count; a word behind it (`unit`, `titik`) does not matter."""
    if is_nothing(text):
        return None
    line = tidy(text)
    if between := RANGE.match(line):
        return Wrong(
            _("“%(text)s” menyebut dua angka. Pilih satu angka.") % {"text": shown(text)},
            (between[1], between[2]),
        )
    number = read_number(TRAILING.sub("", line))
    if line in ("nihil", "nol"):
        return 0
    if number is None:
        return Wrong(
            _(
                "“%(text)s” belum terbaca sebagai jumlah. "
                "Tulis angka bulat, misalnya 120 atau 1.200."
            )
            % {"text": shown(text)}
        )
    return bounded(text, settled(number))


def tidy(text: str) -> str:
    """Return the text in lower case with single blanks, without a word for `about`."""
    return ABOUT.sub("", " ".join(text.replace("\xa0", " ").casefold().split())).strip()


def settled(number: Number) -> Decimal:
    """Return a count: 1.200 and 1,200 are both twelve hundred, there is no part of a person."""
    return number.value


def bounded(text: str, value: Decimal) -> int | Wrong:
    """Return the count unless it has a fraction or is larger than any place has people."""
    if value != value.to_integral_value():
        return Wrong(
            _("“%(text)s” bukan angka bulat. Tulis tanpa koma.") % {"text": shown(text)},
            (str(whole(value)),),
        )
    if value > LARGEST_COUNT:
        return Wrong(_("“%(text)s” terlalu besar. Periksa angkanya.") % {"text": shown(text)})
    return int(value)


def year(text: str) -> int | None | Wrong:
    """Return the one year a text speaks of, 1990 to 2100."""
    if is_nothing(text):
        return None
    found = sorted(set(YEAR.findall(text)))
    if len(found) == 1:
        return int(found[0])
    if found:
        return Wrong(
            _(
                "“%(text)s” menyebut lebih dari satu tahun. "
                "Pilih satu tahun, atau pisahkan barisnya."
            )
            % {"text": shown(text)},
            tuple(found),
        )
    short = re.fullmatch(r"(?:ta\.?|th\.?|thn|tahun|')?\s*(\d{2})", text.strip().casefold())
    return Wrong(
        _("“%(text)s” belum terbaca sebagai tahun. Tulis empat angka, misalnya 2025.")
        % {"text": shown(text)},
        (f"20{short[1]}",) if short else (),
    )


def percent(text: str) -> float | None | Wrong:
    """Return percent, 0 to 100; 0,2 without the sign may be a share and is asked about."""
    if is_nothing(text):
        return None
    line = tidy(text)
    number = read_number(re.sub(r"\s*(%|persen|prosen)$", "", line))
    if number is None:
        return Wrong(
            _("“%(text)s” belum terbaca sebagai persen. Tulis misalnya 12,5%%.")
            % {"text": shown(text)}
        )
    value = number.other if number.other is not None else number.value
    if value > 100:
        return Wrong(_("“%(text)s” lebih dari 100 persen.") % {"text": shown(text)})
    if 0 < value <= 1 and not re.search(r"(%|persen|prosen)$", line):
        readings = (f"{plain_text(value * 100)}%", f"{plain_text(value)}%")
        return Wrong(
            _("“%(text)s” dapat berarti %(one)s atau %(two)s. Pilih salah satu.")
            % {"text": shown(text), "one": readings[0], "two": readings[1]},
            readings,
        )
    return float(value)


def decimal(text: str) -> float | None | Wrong:
    """Return a number with a fraction, such as years of service or a volume."""
    if is_nothing(text):
        return None
    number = read_number(TRAILING.sub("", tidy(text)))
    if number is None:
        return Wrong(
            _("“%(text)s” belum terbaca sebagai angka. Tulis misalnya 12 atau 12,5.")
            % {"text": shown(text)}
        )
    return float(number.value)


def degrees(text: str) -> float | None | Wrong:
    """Return a latitude or longitude in degrees; -2.3178 and -2,3178 are the same."""
    if is_nothing(text):
        return None
    found = re.fullmatch(r"([-−+]?)(\d{1,3})[.,](\d+)\s*°?", text.strip())
    if not found:
        return Wrong(
            _(
                "“%(text)s” belum terbaca sebagai letak. "
                "Tulis derajat dengan titik, misalnya -2.3178."
            )
            % {"text": shown(text)}
        )
    value = float(f"{found[2]}.{found[3]}")
    return -value if found[1] in ("-", "−") else value

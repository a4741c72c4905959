"""Numbers, money, dates and distances in the words of people, in Indonesian or English.

Every function takes None for unknown and says so; it never answers zero for what nobody knows.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Number = int | float | Decimal

MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
DAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
# Whole money steps: the value of one unit, its word in each language.
STEPS: tuple[tuple[int, dict[str, str]], ...] = (
    (10**12, {"id": "triliun", "en": "trillion"}),
    (10**9, {"id": "miliar", "en": "billion"}),
    (10**6, {"id": "juta", "en": "million"}),
    (10**3, {"id": "ribu", "en": "thousand"}),
)


def language() -> str:
    """Return 'en' or 'id', the two languages numbers are written in."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def unknown_amount() -> str:
    """Return the words for money nobody has stated."""
    return _("belum diketahui")


def no_data() -> str:
    """Return the words for a figure nobody has counted."""
    return _("belum ada data")


def rounded(value: Number, digits: int) -> Decimal:
    """Return the value rounded half up, as people round."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def decimal_text(value: Number, digits: int = 0, *, trim: bool = True) -> str:
    """Return the number with separators of the language; trim drops ,0 at the end."""
    text = f"{rounded(value, digits):,f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in {"-0", "-0.0"}:
        text = text[1:]
    text = text.replace("-", "−")
    if language() == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def rupiah(value: Number | None) -> str:
    """Return Rp1.250.000.000, or 'belum diketahui'."""
    return unknown_amount() if value is None else signed_rupiah(decimal_text(value))


def signed_rupiah(text: str) -> str:
    """Return the amount with Rp after its sign: −Rp5.000."""
    return f"−Rp{text[1:]}" if text.startswith("−") else f"Rp{text}"


def step_of(value: Decimal) -> tuple[int, str]:
    """Return the largest step the value reaches when rounded, and its word; (1, '') below."""
    for size, words in STEPS:
        if abs(value) / size >= Decimal("0.9995"):
            return size, words[language()]
    return 1, ""


def stepped(value: Number) -> tuple[str, str]:
    """Return the number in its step with three figures (1,25), and the step's word (miliar)."""
    number = Decimal(str(value))
    size, word = step_of(number)
    if size == 1:
        return decimal_text(number), ""
    in_step = rounded(number / size, 2)
    return decimal_text(in_step, max(0, 3 - len(str(abs(int(in_step)))))), word


def rupiah_words(value: Number | None) -> str:
    """Return Rp1,25 miliar or Rp245 juta; below one thousand the full amount."""
    if value is None:
        return unknown_amount()
    number, step = stepped(value)
    return f"{signed_rupiah(number)} {step}".strip()


def count(value: Number | None, unit: str = "") -> str:
    """Return 41.230, with its unit when known; or 'belum ada data'."""
    if value is None:
        return no_data()
    return f"{decimal_text(value)} {unit}".strip()


def count_words(value: Number | None, unit: str = "") -> str:
    """Return 47,7 juta, 851 ribu, and below ten thousand the full figure."""
    if value is None:
        return no_data()
    number = Decimal(str(value))
    if abs(number) < 10_000:
        return count(value, unit)
    size, word = step_of(number)
    digits = 1 if size >= 10**6 and abs(number / size) < 100 else 0
    return f"{decimal_text(number / size, digits, trim=False)} {word} {unit}".strip()


def percent(value: Number | None, digits: int = 1) -> str:
    """Return 12,5% from 12.5 (percent, not a share); or 'belum ada data'."""
    return no_data() if value is None else f"{decimal_text(value, digits)}%"


def points(value: Number | None) -> str:
    """Return a change in percentage points with its sign: +8,7 or −1,2."""
    if value is None:
        return no_data()
    text = decimal_text(value, 1)
    return text if text.startswith("−") or text == "0" else f"+{text}"


def local(moment: date | datetime) -> date | datetime:
    """Return an aware moment in the time zone of the site, a date as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def day_text(moment: date | None, months: dict[str, str], *, year: bool) -> str:
    """Return the day and month, with the year where asked."""
    if moment is None:
        return no_data()
    day = local(moment)
    text = f"{day.day} {months[language()].split()[day.month - 1]}"
    return f"{text} {day.year}" if year else text


def full_date(moment: date | None) -> str:
    """Return 25 Mei 2021."""
    return day_text(moment, MONTHS, year=True)


def short_date(moment: date | None) -> str:
    """Return 25 Mei."""
    return day_text(moment, SHORT_MONTHS, year=False)


def table_date(moment: date | None) -> str:
    """Return 31 Des 2026, for tables."""
    return day_text(moment, SHORT_MONTHS, year=True)


def month_year(moment: date | None) -> str:
    """Return Mei 2021."""
    return no_data() if moment is None else full_date(moment).split(" ", 1)[1]


def month_short(moment: date | None) -> str:
    """Return Nov."""
    return no_data() if moment is None else short_date(moment).split(" ", 1)[1]


def weekday(moment: date | None) -> str:
    """Return Senin."""
    return no_data() if moment is None else DAYS[language()].split()[local(moment).weekday()]


def clock(moment: datetime | None) -> str:
    """Return 09.42 WITA (09:42 WITA in English)."""
    if moment is None:
        return no_data()
    here = timezone.localtime(moment)
    separator = ":" if language() == "en" else "."
    return f"{here.hour:02d}{separator}{here.minute:02d} {here.tzname() or ''}".strip()


def date_clock(moment: datetime | None) -> str:
    """Return 23 November 2026, 09.42 WITA."""
    return no_data() if moment is None else f"{full_date(moment)}, {clock(moment)}"


def distance(metres: Number | None) -> str:
    """Return 850 m or 1,2 km."""
    if metres is None:
        return no_data()
    if metres < 1000:
        return f"{decimal_text(metres)} m"
    return f"{decimal_text(Decimal(str(metres)) / 1000, 1)} km"


def index(value: Number | None, digits: int = 2) -> str:
    """Return an index between 0 and 1, or a small figure, as 0,95; None cannot be reckoned."""
    return _("belum dapat dihitung") if value is None else decimal_text(value, digits, trim=False)

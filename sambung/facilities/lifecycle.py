"""Classes of assets, names of what is measured in water, and the calendar of the watch."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.core.text import plain
from sambung.facilities.models import CheckKind

# The classes in which a village or a region books what it owns (domain reference, 13.8).
ASSET_CLASSES: dict[str, Promise] = {
    "tanah": _("tanah"),
    "kendaraan": _("kendaraan"),
    "gedung": _("gedung dan bangunan"),
    "mesin": _("peralatan dan mesin"),
    "jaringan": _("jalan, irigasi, dan jaringan"),
    "lain": _("aset tetap lainnya"),
}
# Words that propose a class; a person may choose another. The first word that speaks decides:
# a rumah pompa is a building, a pompa a machine.
CLASS_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tanah", ("tanah", "lahan")),
    ("mesin", ("pompa", "mesin", "panel", "genset", "meter", "klor", "filter", "listrik")),
    ("gedung", ("reservoir", "tandon", "bak", "rumah", "gedung", "bangunan", "menara", "mck")),
    ("gedung", ("toilet", "jamban", "septik", "bilik", "broncaptering", "penangkap")),
    ("jaringan", ("pipa", "jaringan", "saluran", "sambungan", "katup", "valve", "sumur", "ipal")),
    ("kendaraan", ("mobil", "truk", "sepeda", "kendaraan")),
)

# What is measured; the limits themselves are data (sambung/data/water_limits).
PARAMETERS: dict[str, Promise] = {
    "e_coli": _("E. coli"),
    "total_coliform": _("total koliform"),
    "temperature": _("suhu"),
    "tds": _("zat padat terlarut (TDS)"),
    "turbidity": _("kekeruhan"),
    "colour": _("warna"),
    "odour": _("bau"),
    "ph": _("pH"),
    "nitrate": _("nitrat (sebagai NO₃)"),
    "nitrite": _("nitrit (sebagai NO₂)"),
    "chromium_vi": _("kromium valensi 6"),
    "iron": _("besi"),
    "manganese": _("mangan"),
    "chlorine": _("sisa klor"),
    "arsenic": _("arsen"),
    "cadmium": _("kadmium"),
    "lead": _("timbal"),
    "fluoride": _("fluorida"),
    "aluminium": _("aluminium"),
    "chromium": _("kromium total"),
    "ammonia": _("amonia"),
    "hydrogen_sulphide": _("hidrogen sulfida"),
    "cyanide": _("sianida"),
    "copper": _("tembaga"),
    "selenium": _("selenium"),
    "zinc": _("seng"),
    "nickel": _("nikel"),
    "phenol": _("fenol"),
    "phosphate": _("fosfat"),
    "detergent": _("deterjen (MBAS)"),
    "chloride": _("klorida"),
    "hardness": _("kesadahan"),
}
OPERATORS = frozenset(["max", "below", "range", "none", "around"])
COUNTED = frozenset(["e_coli", "total_coliform"])  # not found is none
PARTIAL = "sebagian"  # a table of which only part was read: nothing passes it whole
# Nitrogen to the ion the rule limits: chemistry, not from the rule (domain reference, 13.2).
AS_NITROGEN = {"nitrate": Decimal("4.43"), "nitrite": Decimal("3.28")}

WATCH_YEARS = (3, 4, 5)
FIRST_YEAR_MONTHS, LATER_MONTHS = 3, 6  # how often function is looked at: choices of this project
# The duty whose party looks, per kind of check; keys of the responsibility catalogue.
DUTY_OF_CHECK = {
    CheckKind.FUNCTION: "operation",
    CheckKind.WATER: "water_quality",
    CheckKind.TARIFF: "operation",
    CheckKind.ASSET: "major_repair",
}


@dataclass(frozen=True)
class Planned:
    """One check the watch begins with."""

    kind: CheckKind
    due_on: date


def class_for(name: str) -> str:
    """Return the class the words of a component propose; 'lain' when none is recognised."""
    found = (
        key for word in plain(name).split() for key, stems in CLASS_WORDS if word.startswith(stems)
    )
    return next(found, "lain")


def months_later(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date(first.year, first.month, min(day.day, (following - first).days))


def calendar(opened_on: date, years: int, *, has_water: bool) -> list[Planned]:
    """Return the checks of a watch: function often at first, the rest once a year."""
    of_function = [
        *range(FIRST_YEAR_MONTHS, 13, FIRST_YEAR_MONTHS),
        *range(12 + LATER_MONTHS, years * 12 + 1, LATER_MONTHS),
    ]
    yearly = [CheckKind.TARIFF, CheckKind.ASSET, *([CheckKind.WATER] if has_water else [])]
    planned = [Planned(CheckKind.FUNCTION, months_later(opened_on, n)) for n in of_function]
    planned += [
        Planned(kind, months_later(opened_on, 12 * year))
        for year in range(1, years + 1)
        for kind in yearly
    ]
    return sorted(planned, key=lambda check: (check.due_on, check.kind))

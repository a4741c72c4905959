"""Divisions of cost that a programme or region asks for, as data; and words that look like gifts.

A rule of division warns and never blocks: it is a profile to hold a partnership against.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sambung.parties.models import Organisation, OrganisationKind, Side

# Who a part is about. The village government is told apart from the region above it.
GIVERS: dict[str, Promise] = {
    "region": gettext_lazy("pemerintah di atas desa"),
    "village": gettext_lazy("pemerintah desa"),
    "business": gettext_lazy("dunia usaha"),
    "community": gettext_lazy("masyarakat"),
    "support": gettext_lazy("pendamping dan donatur"),
}
BOUNDS: dict[str, Promise] = {
    "least": pgettext_lazy("batas", "paling sedikit"),
    "most": pgettext_lazy("batas", "paling banyak"),
    "about": pgettext_lazy("batas", "kira-kira"),
}
ABOUT_POINTS = Decimal(5)  # how far from "about" is still about, in percentage points
KINDS = ("cash", "goods", "labour", "land", "expertise", "permit", "data", "other")
IN_KIND = KINDS[1:]

# Read in one village's own figures (domain reference, sections 4 and 13.3); never as a fact of law.
PAMSIMAS_NAME = "PAMSIMAS 70/10/20 (4% tunai + 16% natura)"
PAMSIMAS_SOURCE = (
    "Belum diverifikasi: naskah aturannya belum terbaca. Hitungannya cocok dengan satu kasus nyata "
    "(Peringsari, Karangasem, 2020). Campuran nasional berbeda; pakai sebagai acuan, bukan hasil."
)
PAMSIMAS_PARTS: list[dict[str, Any]] = [
    {
        "label": "BLM / APBD / pengganti dari mitra",
        "sides": ["region", "business", "support"],
        "kinds": [],
        "percent": "70",
        "bound": "most",
    },
    {"label": "APBDes", "sides": ["village"], "kinds": [], "percent": "10", "bound": "least"},
    {
        "label": "Warga: tunai",
        "sides": ["community"],
        "kinds": ["cash"],
        "percent": "4",
        "bound": "least",
    },
    {
        "label": "Warga: natura",
        "sides": ["community"],
        "kinds": list(IN_KIND),
        "percent": "16",
        "bound": "least",
    },
]


class BadRule(ValueError):
    """A rule whose parts cannot be read; the message says what is wrong."""


@dataclass(frozen=True)
class RulePart:
    """One part of a division: who gives, what kinds of giving, how much of the whole."""

    label: str
    sides: frozenset[str]
    kinds: frozenset[str]  # empty: any kind
    percent: Decimal
    bound: str

    def holds(self, giver: str, kind: str) -> bool:
        """Return whether what this giver gives in this kind counts here."""
        return giver in self.sides and (not self.kinds or kind in self.kinds)

    def is_kept(self, percent: Decimal) -> bool:
        """Return whether a share, in percent, keeps the bound."""
        if self.bound == "least":
            return percent >= self.percent
        if self.bound == "most":
            return percent <= self.percent
        return abs(percent - self.percent) <= ABOUT_POINTS


def giver_of(organisation: Organisation) -> str:
    """Return as whom an organisation gives."""
    if organisation.kind == OrganisationKind.VILLAGE_GOVERNMENT:
        return "village"
    return {Side.GOVERNMENT: "region"}.get(organisation.side, organisation.side.value)


def parse_parts(content: Any) -> tuple[RulePart, ...]:
    """Return the parts of a rule; raise BadRule for what is not known or does not fit."""
    if not isinstance(content, list) or not content:
        raise BadRule(_("Tulis sedikitnya satu bagian."))
    parts = tuple(parse_part(row) for row in content)
    check_overlap(parts)
    if sum(part.percent for part in parts) > 100:
        raise BadRule(_("Jumlah semua bagian lebih dari 100%."))
    return parts


def parse_part(row: Any) -> RulePart:
    """Return one part, or raise BadRule."""
    known = {"label", "sides", "kinds", "percent", "bound"}
    if not isinstance(row, dict) or set(row) - known:
        raise BadRule(_("Bagian ini memuat isian yang tidak dikenal."))
    label = str(row.get("label", "")).strip()
    sides, kinds = frozenset(row.get("sides") or ()), frozenset(row.get("kinds") or ())
    bound = row.get("bound", "about")
    if not label or not sides or sides - GIVERS.keys() or kinds - set(KINDS):
        raise BadRule(_("Setiap bagian perlu nama dan pemberi yang dikenal."))
    if bound not in BOUNDS:
        raise BadRule(_("Batas suatu bagian: paling sedikit, paling banyak, atau kira-kira."))
    return RulePart(label, sides, kinds, parse_percent(row.get("percent")), bound)


def parse_percent(value: Any) -> Decimal:
    """Return the percent of a part, or raise BadRule."""
    try:
        percent = Decimal(str(value))
    except ArithmeticError as error:
        raise BadRule(_("Persen suatu bagian ditulis dengan angka, misalnya 12,5.")) from error
    if not (percent.is_finite() and 0 <= percent <= 100):
        raise BadRule(_("Persen suatu bagian antara 0 dan 100."))
    return percent


def check_overlap(parts: Sequence[RulePart]) -> None:
    """Refuse two parts that would count one contribution twice."""
    for number, part in enumerate(parts):
        for other in parts[number + 1 :]:
            shares_kind = not part.kinds or not other.kinds or part.kinds & other.kinds
            if part.sides & other.sides and shares_kind:
                raise BadRule(
                    _("“%(one)s” dan “%(other)s” menghitung sumbangan yang sama.")
                    % {"one": part.label, "other": other.label}
                )


# ---- words that look like gifts ---------------------------------------------------------------

GIFT_WORDS = (
    *("honor", "honorarium", "uang saku", "uang lelah", "uang rokok", "uang transport"),
    *("uang transpor", "uang terima kasih", "uang tanda tangan", "uang pelicin", "uang makan"),
    *("perjalanan dinas", "perjadin", "tiket", "suvenir", "souvenir", "cendera mata"),
    *("cenderamata", "hadiah", "parsel", "parcel", "bingkisan", "angpao", "oleh-oleh", "voucher"),
    *("fee", "success fee", "komisi", "tip", "gratifikasi", "thr", "tunjangan hari raya"),
    *("insentif pejabat", "jamuan", "hampers", "imbalan jasa"),
)
_GIFT = re.compile(
    r"(?<!\w)(" + "|".join(sorted(map(re.escape, GIFT_WORDS), key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)


def gift_words_in(text: str) -> list[str]:
    """Return the words of a text that look like a gift or fee to a person, each once, in order."""
    plain = re.sub(r"\s+", " ", text)
    return list(dict.fromkeys(found.lower() for found in _GIFT.findall(plain)))

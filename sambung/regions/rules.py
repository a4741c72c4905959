"""Who may load figures, and what a region code looks like."""

import re

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, SYSTEM, Actor, Verdict, refuse
from sambung.regions.models import Level, Region

CODE_BY_LEVEL = {
    Level.PROVINCE: re.compile(r"\d{2}", re.ASCII),
    Level.REGENCY: re.compile(r"\d{2}\.\d{2}", re.ASCII),
    Level.DISTRICT: re.compile(r"\d{2}\.\d{2}\.\d{2}", re.ASCII),
    Level.VILLAGE: re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}", re.ASCII),
}
WIDTHS = (2, 2, 2, 4)
UNDOTTED = frozenset({4, 6, 10})  # lengths of kab/kota, kecamatan and village codes
GOVERNMENT = "government"  # the side of village offices, Puskesmas, Bappeda (parties.Side)
FIELD_OFFICERS = frozenset({"officer", "signatory", "head"})


def can_load_official(actor: Actor) -> Verdict:
    """Official files are loaded by the system or an operator only."""
    if actor == SYSTEM or actor.is_operator:
        return ALLOWED
    return refuse(_("Angka resmi hanya dimuat oleh pengelola situs."))


def can_record_figures(actor: Actor, region: Region) -> Verdict:
    """A village's own figures are recorded by an officer of a government body that holds it."""
    if actor == SYSTEM or actor.is_operator:
        return ALLOWED
    hat = actor.worn
    if hat is None or hat.role not in FIELD_OFFICERS or hat.side != GOVERNMENT:
        return refuse(_("Hanya petugas pemerintah yang dapat mencatat data desa."))
    if hat.region_code not in region.ancestor_codes:
        return refuse(_("Desa ini di luar wilayah organisasi Anda."))
    return ALLOWED


def check_code(text: str, level: Level | None = None) -> Verdict:
    """A code is dotted digits of 2, 2, 2 and 4; a lost zero or a missing dot is named."""
    levels = [level] if level else list(Level)
    if any(CODE_BY_LEVEL[each].fullmatch(text) for each in levels):
        return ALLOWED
    if looks_shortened(text):
        return refuse(
            _(
                "Kode %(code)s kehilangan angka nol. Simpan kolom kode sebagai teks: "
                "11.10 bukan 11.1."
            )
            % {"code": text}
        )
    return refuse(_("%(code)s bukan kode wilayah.") % {"code": text[:20] or "(kosong)"})


def looks_shortened(text: str) -> bool:
    """Return whether the text has the shape of a code of which zeros were lost."""
    parts = text.split(".")
    return (
        len(parts) <= len(WIDTHS)
        and all(part.isascii() and part.isdecimal() for part in parts)
        and all(len(part) <= width for part, width in zip(parts, WIDTHS, strict=False))
    )


def codes_meant(text: str) -> list[str]:
    """Return the codes that may be meant by a shortened or undotted one, without looking them up.

    `11.1` may be 11.10 (a number lost its last zero) or 11.01 (its first); `6311` is 63.11.
    """
    if not looks_shortened(text):
        return [dotted(text)] if text.isdecimal() and len(text) in UNDOTTED else []
    heads = [""]
    for part, width in zip(text.split("."), WIDTHS, strict=False):
        forms = dict.fromkeys([part.ljust(width, "0"), part.zfill(width)])
        heads = [f"{head}.{form}".lstrip(".") for head in heads for form in forms]
    return heads


def dotted(digits: str) -> str:
    """Return 6311022001 as 63.11.02.2001."""
    cuts = [digits[0:2], digits[2:4], digits[4:6], digits[6:10]]
    return ".".join(cut for cut in cuts if cut)

"""Wording of documents as data: clauses with {fields} that a partnership's own facts fill.

A template is read by `parse`, which refuses what it does not know; `findings` says the same in
words, so that a person can mend it: a field that does not exist is named with the nearest one.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FOLDER = Path(settings.BASE_DIR) / "data" / "wording"
FIELD = re.compile(r"\{([^{}\n]*)\}")
KNOWN_KEYS = frozenset(
    [*("kind", "name", "language", "title", "about", "opening", "clauses", "closing")]
    + ["annexes", "note"]
)
ANNEXES = ("peran", "biaya")
MOST = 8000  # signs in one clause
BLANK = "…………………"


@dataclass(frozen=True)
class ClauseWording:
    """One article of a template."""

    heading: str
    text: str


@dataclass(frozen=True)
class Wording:
    """A template as it was read: its texts still hold their {fields}."""

    title: str
    about: str
    opening: tuple[str, ...]
    clauses: tuple[ClauseWording, ...]
    closing: tuple[str, ...]
    annexes: tuple[str, ...]
    note: str = ""  # what about this wording was not checked; shown, never printed


class WordingRefused(ValueError):
    """A template that cannot be used; `findings` says why in words."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(" ".join(found))
        self.found = found


@dataclass(frozen=True)
class Facts:
    """What a document is filled with: plain texts, made by queries.agreement_facts.

    A text that nobody knows yet is empty, and a document then shows a gap with its name.
    """

    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """A field a template may use: what it stands for, and the words of its gap."""

    means: Promise
    gap: str = ""


# What a template may ask for. Add a field here and its value in queries.agreement_facts.
FIELDS: dict[str, Field] = {
    "tentang": Field(gettext_lazy("nama pekerjaan yang dikerjasamakan"), "pekerjaan"),
    "uraian": Field(gettext_lazy("apa yang dibangun dan untuk siapa"), "uraian pekerjaan"),
    "hari_tanggal": Field(gettext_lazy("hari dan tanggal penandatanganan, ditulis dengan huruf")),
    "tempat": Field(gettext_lazy("tempat penandatanganan"), "tempat"),
    "para_pihak": Field(
        gettext_lazy("daftar para pihak dengan penanda tangan dan dasar kewenangannya"),
        "para pihak dan penanda tangannya",
    ),
    "sebutan_pihak": Field(
        gettext_lazy("PIHAK KESATU, PIHAK KEDUA, dan seterusnya"), "sebutan para pihak"
    ),
    "jumlah_pihak": Field(gettext_lazy("banyaknya pihak, dengan angka dan huruf"), "jumlah pihak"),
    "desa": Field(gettext_lazy("desa atau kelurahan tempat sarana"), "desa"),
    "kecamatan": Field(gettext_lazy("kecamatan"), "kecamatan"),
    "kabupaten": Field(gettext_lazy("kabupaten atau kota"), "kabupaten/kota"),
    "orang_dilayani": Field(
        gettext_lazy("banyaknya orang yang dilayani, dengan angka dan huruf"), "jumlah jiwa"
    ),
    "mulai": Field(gettext_lazy("tanggal mulai berlaku"), "tanggal mulai"),
    "berakhir": Field(gettext_lazy("hari terakhir berlaku"), "tanggal berakhir"),
    "jangka_waktu": Field(
        gettext_lazy("lama berlaku dengan tanggal mulai dan berakhirnya"), "jangka waktu"
    ),
    "jumlah_biaya": Field(
        gettext_lazy("jumlah kontribusi berupa uang atau yang dinilai, dengan huruf"),
        "jumlah kontribusi",
    ),
    "daftar_kontribusi": Field(
        gettext_lazy("kontribusi setiap pihak: jumlah, cara, dan waktu"), "daftar kontribusi"
    ),
    "daftar_peran": Field(
        gettext_lazy("kewajiban setiap pihak menurut pembagian peran yang disetujui"),
        "pembagian peran yang disetujui",
    ),
    "dasar_hukum": Field(gettext_lazy("dasar hukum yang dirujuk kemitraan ini"), "dasar hukum"),
    "pengelola": Field(
        gettext_lazy("pihak yang menjalankan sarana sesudah serah terima"), "pengelola"
    ),
    "penerima_aset": Field(gettext_lazy("pihak yang mencatat asetnya"), "penerima aset"),
    "penguji_air": Field(gettext_lazy("pihak yang menguji mutu air"), "penguji mutu air"),
    "perbaikan_besar": Field(
        gettext_lazy("pihak yang memperbaiki kerusakan besar"), "penanggung perbaikan"
    ),
    "perjanjian_asal": Field(
        gettext_lazy("perjanjian yang diubah atau diperbarui"), "perjanjian asal"
    ),
    "nomor_asal": Field(gettext_lazy("nomor dan hari perjanjian asal"), "nomor perjanjian asal"),
}


def fields_in(text: str) -> list[str]:
    """Return the names between braces, in the order in which they stand."""
    return [name.strip() for name in FIELD.findall(text)]


def fill(text: str, facts: Facts) -> str:
    """Return the text with its fields filled; what nobody knows becomes a gap with its name."""
    return FIELD.sub(lambda found: _value(found[1].strip(), facts), text)


def _value(name: str, facts: Facts) -> str:
    """Return the value of a field, or its gap."""
    known = FIELDS.get(name)
    gap = known.gap if known and known.gap else name
    return facts.values.get(name) or f"[{gap}: {BLANK}]"


def gaps_in(text: str) -> list[str]:
    """Return the names of the gaps that a filled text still has."""
    return re.findall(rf"\[([^\[\]]+): {BLANK}\]", text)


def parse(content: object) -> Wording:
    """Return the template; raises WordingRefused with every finding when it cannot be used."""
    found = findings(content)
    if found or not isinstance(content, dict):
        raise WordingRefused(found)
    return Wording(
        title=content["title"],
        about=content.get("about", "{tentang}"),
        opening=tuple(content["opening"]),
        clauses=tuple(ClauseWording(row["heading"], row["text"]) for row in content["clauses"]),
        closing=tuple(content["closing"]),
        annexes=tuple(content.get("annexes", ())),
        note=content.get("note", ""),
    )


def findings(content: object) -> list[str]:
    """Return in words what keeps the template from being used; nothing when it is fine."""
    if not isinstance(content, dict):
        return [_("Templat harus berupa objek dengan judul, pembukaan, pasal, dan penutup.")]
    faults = [
        _("Bagian “%(key)s” tidak dikenal.%(near)s") % {"key": key, "near": _near(key, KNOWN_KEYS)}
        for key in content
        if key not in KNOWN_KEYS
    ]
    faults += _shape(content)
    return faults or _field_faults(content)


def _shape(content: dict[str, Any]) -> list[str]:
    """Return what is missing or of the wrong kind."""
    faults = []
    if not _is_text(content.get("title")):
        faults.append(_("Judul templat belum ada."))
    for key, words in (("opening", _("pembukaan")), ("closing", _("penutup"))):
        rows = content.get(key)
        if not isinstance(rows, list) or not all(_is_text(row) for row in rows):
            faults.append(_("Bagian %s harus berupa daftar paragraf.") % words)
    clauses = content.get("clauses")
    if not isinstance(clauses, list) or not clauses:
        return [*faults, _("Templat belum mempunyai pasal.")]
    for number, row in enumerate(clauses, start=1):
        if not isinstance(row, dict) or not all(_is_text(row.get(k)) for k in ("heading", "text")):
            faults.append(_("Pasal %s harus mempunyai judul dan isi.") % number)
        elif len(row["text"]) > MOST:
            faults.append(_("Pasal %s terlalu panjang; pecah menjadi beberapa pasal.") % number)
    unknown = [name for name in content.get("annexes", []) if name not in ANNEXES]
    return faults + [_("Lampiran “%s” tidak dikenal.") % name for name in unknown]


def _field_faults(content: dict[str, Any]) -> list[str]:
    """Return a sentence for every field that does not exist, with the nearest one."""
    faults = []
    for where, text in _texts(content):
        for name in fields_in(text):
            if name not in FIELDS:
                words = _("%(where)s memakai isian {%(name)s} yang tidak ada.%(near)s")
                near = _near(name, FIELDS, "{%s}")
                faults.append(words % {"where": where, "name": name, "near": near})
        if text.count("{") != text.count("}"):
            faults.append(_("%s mempunyai kurung kurawal yang tidak berpasangan.") % where)
    return faults


def _texts(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every text of the template with the words for where it stands."""
    rows = [(_("Judul"), content["title"]), (_("Judul"), content.get("about", ""))]
    rows += [(_("Pembukaan"), text) for text in content["opening"]]
    for number, row in enumerate(content["clauses"], start=1):
        where = _("Pasal %s") % number
        rows += [(where, row["heading"]), (where, row["text"])]
    return rows + [(_("Penutup"), text) for text in content["closing"]]


def _near(name: str, known: Any, form: str = "“%s”") -> str:
    """Return the sentence that names the nearest known word, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return " " + _("Maksudnya %s?") % (form % close[0]) if close else ""


def _is_text(value: object) -> bool:
    """Return whether it is a text with something in it."""
    return isinstance(value, str) and bool(value.strip())


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """Return kind -> content of every template shipped with Sambung."""
    rows = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {row["kind"]: row for row in rows}

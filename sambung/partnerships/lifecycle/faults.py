"""What is wrong with a road, in words a person can act on."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sambung.parties.models import OrganisationKind
from sambung.partnerships.lifecycle.catalogue import (
    APPROVALS,
    CLOSERS,
    FACTS,
    FORMAT,
    KEY,
    MOST_DAYS,
    MOST_DUTIES,
    MOST_NEEDS,
    NEVER_WITHOUT,
)
from sambung.partnerships.lifecycle.roads import RESPONSIBILITIES, Group
from sambung.partnerships.models import DocumentKind, NeedKind, Stage


def findings(content: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a road, in words; an empty list: it can be used."""
    if not isinstance(content, Mapping):
        return [_("Isi jalur bukan susunan tahap dan peran.")]
    stages: Any = content.get("stages")
    duties: Any = content.get("duties")
    if content.get("format") != FORMAT:
        return [_("Bentuk isi jalur ini tidak dikenal.")]
    if not _are_rows(stages) or not _are_rows(duties):
        return [_("Isi jalur memuat daftar tahap dan daftar peran.")]
    found = [fault for row in stages for fault in _faults_of_stage(row)]
    found += [fault for row in duties for fault in _faults_of_duty(row)]
    return found or [*_faults_of_order(stages), *_faults_of_catalogue(duties)]


def _are_rows(rows: object) -> bool:
    """Return whether this is a list of mappings."""
    return isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows)


def _faults_of_stage(row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with one stage."""
    key = row.get("key")
    if key not in Stage.values:
        return [_("Tahap “%s” tidak dikenal.") % key]
    name, found = str(Stage(key).label), []
    if not _is_text(row.get("label", ""), 40):
        found.append(_("Nama tahap %s paling panjang 40 huruf.") % name)
    for field in ("days", "lapses_days"):
        if not _is_days(row.get(field)):
            found.append(_("Lama tahap %(stage)s antara 1 dan %(most)d hari.") % _most(name))
    closers = row.get("closers")
    if not isinstance(closers, list) or not closers:
        found.append(_("Pilih siapa yang boleh menutup tahap %s.") % name)
    else:
        words = _("Penutup tahap “%s” tidak dikenal.")
        found += [words % closer for closer in closers if closer not in CLOSERS]
    return found + _faults_of_needs(row.get("needs", []), name)


def _most(name: str) -> dict[str, object]:
    """Return what the words about days are filled with."""
    return {"stage": name, "most": MOST_DAYS}


def _faults_of_needs(needs: object, stage: str) -> list[str]:
    """Return what is wrong with the needs of one stage."""
    if not _are_rows(needs) or not isinstance(needs, list):
        return [_("Syarat tahap %s tidak terbaca.") % stage]
    found = [fault for need in needs for fault in _faults_of_need(need, stage)]
    keys = [need.get("key") for need in needs]
    if len(keys) != len(set(map(str, keys))):
        found.append(_("Satu syarat tahap %s tertulis dua kali.") % stage)
    if len(keys) > MOST_NEEDS:
        found.append(_("Tahap %s memuat terlalu banyak syarat.") % stage)
    return found


def _faults_of_need(need: Mapping[str, Any], stage: str) -> list[str]:
    """Return what is wrong with one need."""
    kind, key, label = need.get("kind"), need.get("key"), need.get("label", "")
    if kind not in NeedKind.values or not isinstance(key, str) or not _is_text(label, 120):
        return [_("Syarat “%(key)s” di tahap %(stage)s tidak dikenal.") % _need(key, stage)]
    knows: Mapping[str, Callable[[str], object]] = {
        NeedKind.DOCUMENT: lambda key: key in DocumentKind.values,
        NeedKind.FACT: lambda key: key in FACTS,
        NeedKind.APPROVAL: lambda key: KEY.fullmatch(key) and (label or key in APPROVALS),
    }
    if knows[kind](key):
        return []
    return [_("Syarat “%(key)s” di tahap %(stage)s tidak dikenal.") % _need(key, stage)]


def _need(key: object, stage: str) -> dict[str, object]:
    """Return what the words about a need are filled with."""
    return {"key": key, "stage": stage}


def _faults_of_order(stages: list[Mapping[str, Any]]) -> list[str]:
    """Return what is wrong with which stages there are, and in what order."""
    keys = [row["key"] for row in stages]
    found = [
        _("Tahap %s tertulis dua kali.") % Stage(key).label
        for key in dict.fromkeys(keys)
        if keys.count(key) > 1
    ]
    found += [
        _("Jalur tidak dapat tanpa tahap %s.") % key.label
        for key in NEVER_WITHOUT
        if key not in keys
    ]
    if found:
        return found
    order = [key for key in keys if key in (Stage.CONSTRUCTION, *NEVER_WITHOUT)]
    if order != sorted(order, key=list(Stage).index):
        found.append(_("Konstruksi, serah terima, lalu operasi: urutannya tetap."))
    return found


def _faults_of_duty(row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with one duty."""
    key, question = row.get("key"), row.get("question", "")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        return [_("Kunci peran “%s” tidak dapat dipakai.") % key]
    if not _is_text(question, 200) or not (question or key in RESPONSIBILITIES):
        return [_("Tulis pertanyaan untuk peran “%s”, paling panjang 200 huruf.") % key]
    found = []
    if row.get("group") not in list(Group):
        found.append(_("Kelompok peran “%s” tidak dikenal.") % key)
    found += [
        _("Tahap “%(stage)s” pada peran “%(key)s” tidak dikenal.") % {"stage": stage, "key": key}
        for stage in row.get("stages", [])
        if stage not in Stage.values
    ]
    kinds = [kind for kinds in row.get("usual", []) for kind in kinds]
    if any(kind not in OrganisationKind.values for kind in kinds):
        found.append(_("Jenis pihak yang lazim untuk peran “%s” tidak dikenal.") % key)
    return found


def _faults_of_catalogue(duties: list[Mapping[str, Any]]) -> list[str]:
    """Return what is wrong with the catalogue as a whole."""
    keys = [row["key"] for row in duties]
    if len(keys) > MOST_DUTIES:
        return [_("Peran paling banyak %d.") % MOST_DUTIES]
    return [_("Peran “%s” tertulis dua kali.") % key for key in set(keys) if keys.count(key) > 1]


def _is_text(value: object, most: int) -> bool:
    """Return whether this is text of at most so many letters."""
    return isinstance(value, str) and len(value) <= most


def _is_days(value: object) -> bool:
    """Return whether this is a number of days, or not stated."""
    if value is None:
        return True
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_DAYS

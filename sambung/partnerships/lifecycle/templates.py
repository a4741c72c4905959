"""A road as data: stages, what each needs, who closes it, how long, what lapses; and its duties.

Keys are closed (docs/adr/0050): stages are those of Stage, documents those of DocumentKind, facts
those below, so that every other part of Sambung knows what it reads. What a region changes is
which stages there are, in what order, under what name, and what each asks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.parties.models import OrganisationKind
from sambung.partnerships.lifecycle.roads import (
    AFTER_HANDOVER,
    GROUP_LABELS,
    RESPONSIBILITIES,
    Group,
)
from sambung.partnerships.models import DocumentKind, NeedKind, Stage

FORMAT = 1
MOST_DAYS = 3650
MOST_NEEDS = 24  # of one stage
MOST_DUTIES = 40
KEY = re.compile(r"[a-z][a-z0-9_]{1,29}")

# What may become true of a partnership; other rooms record it, a template only asks for it.
FACTS: dict[str, Promise] = {
    "land_secured": gettext_lazy("lahan dan izin sumber air sudah jelas"),
    "mou_in_force": gettext_lazy("kesepakatan bersama berlaku"),
    "agreement_in_force": gettext_lazy("perjanjian berlaku"),
    "critical_duties_accepted": gettext_lazy("peran yang menentukan sudah disanggupi pihaknya"),
    "community_contribution_verified": gettext_lazy("kontribusi warga terverifikasi"),
    "works_done": gettext_lazy("pekerjaan selesai"),
    "final_check_good": gettext_lazy("pemeriksaan akhir baik"),
    "function_test_good": gettext_lazy("uji fungsi baik"),
    "water_test_good": gettext_lazy("uji mutu air memenuhi syarat"),
    "handover_done": gettext_lazy("serah terima selesai"),
    "operator_named": gettext_lazy("pengelola ditetapkan"),
    "tariff_decided": gettext_lazy("iuran diputuskan"),
}
APPROVALS: dict[str, Promise] = {
    "audience": gettext_lazy("pertemuan awal dengan calon mitra"),
    "village_letter": gettext_lazy("surat pengantar kepala desa"),
    "village_meeting": gettext_lazy("persetujuan musyawarah desa"),
    "source_tested": gettext_lazy("debit dan mutu sumber air sudah diuji"),
    "legal_review": gettext_lazy("telaah hukum kedua pihak"),
}
CLOSERS: dict[str, Promise] = {
    "desk": gettext_lazy("petugas daerah"),
    "source": gettext_lazy("pihak yang membiayai"),
    "village": gettext_lazy("pemerintah desa"),
    "community": gettext_lazy("kelompok warga"),
    "operator": gettext_lazy("pengelola"),
    "facilitator": gettext_lazy("fasilitator"),
    "any": gettext_lazy("pihak mana pun"),
}
NEVER_WITHOUT = (Stage.HANDOVER, Stage.OPERATION)  # a facility is handed over, and then watched
STAGES_OF_GROUP: dict[str, tuple[Stage, ...]] = {
    Group.PREPARATION: (
        *(Stage.DATA, Stage.APPROACH, Stage.INTEREST, Stage.PROPOSAL),
        *(Stage.FEASIBILITY, Stage.MOU, Stage.AGREEMENT, Stage.WORKPLAN),
    ),
    Group.CONSTRUCTION: (Stage.CONSTRUCTION,),
    Group.HANDOVER: (Stage.HANDOVER,),
    Group.OPERATION: (Stage.OPERATION, Stage.EVALUATION),
}


class TemplateFault(ValueError):
    """A road that says what nobody can read; `findings` tell it in words."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__(" ".join(findings))
        self.findings = findings


@dataclass(frozen=True)
class Need:
    """What a stage needs: a document of a kind, an approval, or a fact."""

    key: str
    kind: str
    own_label: str = ""

    @property
    def label(self) -> str:
        """Return the need in words; own words win over the catalogue's."""
        if self.own_label:
            return self.own_label
        if self.kind == NeedKind.DOCUMENT:
            return str(DocumentKind(self.key).label)
        known = FACTS if self.kind == NeedKind.FACT else APPROVALS
        return str(known.get(self.key, self.key))


@dataclass(frozen=True)
class TemplateStage:
    """One stage of a road: what it needs, who closes it, how long it takes, when it lapses."""

    key: Stage
    own_label: str = ""
    days: int | None = None  # target; None: as long as it lasts
    closers: tuple[str, ...] = ("desk",)
    needs: tuple[Need, ...] = ()
    lapses_days: int | None = None  # what was recorded here counts no longer than this

    @property
    def label(self) -> str:
        """Return the region's own name of the stage, else the usual one."""
        return self.own_label or str(self.key.label)

    @property
    def closer_words(self) -> str:
        """Return who may close the stage, in words."""
        return ", ".join(str(CLOSERS[key]) for key in self.closers)


@dataclass(frozen=True)
class DutyLine:
    """One *Siapa yang ...?* of the catalogue of a road, and who usually leads it."""

    key: str
    group: Group
    own_question: str = ""
    is_critical: bool = False
    usual: tuple[frozenset[str], ...] = ()
    own_stages: tuple[Stage, ...] = ()

    @property
    def question(self) -> str:
        """Return the duty as a question; own words win over the catalogue's."""
        if self.own_question or self.key not in RESPONSIBILITIES:
            return self.own_question
        return str(RESPONSIBILITIES[self.key].question)

    @property
    def group_label(self) -> str:
        """Return the heading under which the page asks it."""
        return str(GROUP_LABELS[self.group])

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages it spans: its own, else those of its group."""
        return self.own_stages or STAGES_OF_GROUP[self.group]

    @property
    def is_after_handover(self) -> bool:
        """Return whether the duty lasts after the facility is handed over."""
        return self.group in AFTER_HANDOVER


@dataclass(frozen=True)
class Template:
    """A road as everything else reads it."""

    stages: tuple[TemplateStage, ...]
    duties: tuple[DutyLine, ...]

    @property
    def keys(self) -> tuple[Stage, ...]:
        """Return the stages in their order."""
        return tuple(stage.key for stage in self.stages)

    def stage(self, key: str) -> TemplateStage | None:
        """Return a stage of this road, or None when the road does without it."""
        return next((stage for stage in self.stages if stage.key == key), None)

    def label_of(self, key: str) -> str:
        """Return the name of a stage here; one not on this road keeps its usual name."""
        stage = self.stage(key)
        return stage.label if stage else str(Stage(key).label)

    def place_of(self, key: str) -> int:
        """Return the place of a stage; one not on the road stands where the twelve put it."""
        if key in self.keys:
            return self.keys.index(Stage(key))
        order = list(Stage)
        before = order[: order.index(Stage(key))]
        return max((self.keys.index(one) for one in before if one in self.keys), default=0)

    def after(self, key: str) -> tuple[Stage, ...]:
        """Return the stages that follow, nearest first."""
        return self.keys[self.place_of(key) + 1 :]

    def before(self, key: str) -> tuple[Stage, ...]:
        """Return the stages that come before, first to last."""
        place = self.place_of(key)
        return self.keys[: place if key in self.keys else place + 1]

    def duty(self, key: str) -> DutyLine | None:
        """Return a duty of this road's catalogue, or None."""
        return next((duty for duty in self.duties if duty.key == key), None)


def parse(content: Mapping[str, Any]) -> Template:
    """Return the road the content describes; raises TemplateFault with what is wrong in words."""
    faults = findings(content)
    if faults:
        raise TemplateFault(faults)
    return Template(
        stages=tuple(_stage(row) for row in content["stages"]),
        duties=tuple(_duty(row) for row in content["duties"]),
    )


def content_of(template: Template) -> dict[str, Any]:
    """Return the road as it is stored; parse reads it back to the same road."""
    return {
        "format": FORMAT,
        "stages": [
            {
                "key": str(stage.key.value),
                "label": stage.own_label,
                "days": stage.days,
                "closers": list(stage.closers),
                "lapses_days": stage.lapses_days,
                "needs": [
                    {"kind": str(need.kind), "key": need.key, "label": need.own_label}
                    for need in stage.needs
                ],
            }
            for stage in template.stages
        ],
        "duties": [
            {
                "key": duty.key,
                "group": str(duty.group.value),
                "question": duty.own_question,
                "is_critical": duty.is_critical,
                "usual": [sorted(str(kind) for kind in kinds) for kinds in duty.usual],
                "stages": [str(stage.value) for stage in duty.own_stages],
            }
            for duty in template.duties
        ],
    }


def _stage(row: Mapping[str, Any]) -> TemplateStage:
    """Return one stage of content without findings."""
    return TemplateStage(
        key=Stage(row["key"]),
        own_label=row.get("label", ""),
        days=row.get("days"),
        closers=tuple(row["closers"]),
        needs=tuple(
            Need(need["key"], NeedKind(need["kind"]), need.get("label", ""))
            for need in row.get("needs", [])
        ),
        lapses_days=row.get("lapses_days"),
    )


def _duty(row: Mapping[str, Any]) -> DutyLine:
    """Return one duty of content without findings."""
    return DutyLine(
        key=row["key"],
        group=Group(row["group"]),
        own_question=row.get("question", ""),
        is_critical=bool(row.get("is_critical")),
        usual=tuple(frozenset(kinds) for kinds in row.get("usual", [])),
        own_stages=tuple(Stage(key) for key in row.get("stages", [])),
    )


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

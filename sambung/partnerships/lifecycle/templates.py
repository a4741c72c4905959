"""A road as data: stages, what each needs, who closes it, how long, what lapses; and its duties.

Keys are closed (docs/adr/0050): stages are those of Stage, documents those of DocumentKind, facts
those below, so that every other part of Sambung knows what it reads. What a region changes is
which stages there are, in what order, under what name, and what each asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sambung.partnerships.lifecycle.catalogue import (
    APPROVALS,
    CLOSERS,
    FACTS,
    FORMAT,
    STAGES_OF_GROUP,
)
from sambung.partnerships.lifecycle.faults import findings
from sambung.partnerships.lifecycle.roads import (
    AFTER_HANDOVER,
    GROUP_LABELS,
    RESPONSIBILITIES,
    Group,
)
from sambung.partnerships.models import DocumentKind, NeedKind, Stage


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

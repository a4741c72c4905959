"""The road of a partnership: its template, what a stage needs, what is done, now, next and late."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from sambung.partnerships.lifecycle import SHIPPED, Need, Template, TemplateStage, parse
from sambung.partnerships.lifecycle.roads import road_for
from sambung.partnerships.models import (
    Document,
    NeedKind,
    Partnership,
    Road,
    RoadTemplate,
    Stage,
    StageRecord,
    StageStep,
)


def template_of(partnership: Partnership) -> Template:
    """Return the road the partnership runs on; at most one query, none for the shipped road."""
    if partnership.template_id is None or partnership.template is None:
        return SHIPPED[partnership.road]
    return parse(partnership.template.content)


def current_templates(code: str) -> dict[str, RoadTemplate]:
    """Return, by road, the template in use at a place: its regency's, province's, the nation's.

    A road nobody changed is not among them: there the road as shipped holds.
    """
    parts = code.split(".")
    places = [".".join(parts[:n]) for n in range(1, min(len(parts), 2) + 1)]
    rows = RoadTemplate.objects.filter(
        Q(region__isnull=True) | Q(region_id__in=places), is_current=True, programme__isnull=True
    )
    nearest = sorted(rows, key=lambda row: (row.region_id or "").count(".") + bool(row.region_id))
    return {row.road: row for row in nearest}


def template_for(code: str, road: str) -> RoadTemplate | None:
    """Return the template a new partnership at the place would run on; None: as shipped."""
    return current_templates(code).get(road)


def road_at(code: str, total_rp: int | None) -> Road:
    """Return the default road for a cost at a place, by the threshold in use there."""
    own = current_templates(code).get(Road.SHORT)
    if own is None:
        return road_for(total_rp)
    return road_for(total_rp, below_rp=own.below_rp)


@dataclass(frozen=True)
class NeedRow:
    """One need of a stage: how it was met or left out, or that it is still open."""

    stage: Stage
    need: Need
    record: StageRecord | None = None
    documents: tuple[Document, ...] = ()  # shared papers of the kind asked for, newest first
    lapsed_on: date | None = None

    @property
    def is_waived(self) -> bool:
        """Return whether it was left out with a reason."""
        return self.record is not None and self.record.is_waived

    @property
    def is_met(self) -> bool:
        """Return whether it is there, by a record or a shared paper, and did not lapse."""
        if self.lapsed_on is not None or self.is_waived:
            return False
        return self.record is not None or bool(self.documents)

    @property
    def is_open(self) -> bool:
        """Return whether somebody still has to see to it."""
        return not (self.is_met or self.is_waived)


def needs_by_stage(
    partnership: Partnership, template: Template | None = None
) -> dict[Stage, list[NeedRow]]:
    """Return the needs of every stage of the road, in two queries (three with an own template)."""
    road = template or template_of(partnership)
    records = {
        (row.stage, row.key): row
        for row in partnership.records.filter(undone_at__isnull=True).select_related(
            "organisation", "document"
        )
    }
    papers = _papers_of(partnership)
    today = timezone.localdate()
    return {
        stage.key: [
            _row(stage, need, records.get((stage.key, need.key)), papers, today)
            for need in stage.needs
        ]
        for stage in road.stages
    }


def _papers_of(partnership: Partnership) -> dict[str, list[Document]]:
    """Return by kind the papers all parties can see: drafts and withdrawn ones do not count."""
    found: dict[str, list[Document]] = defaultdict(list)
    rows = partnership.documents.filter(
        is_latest=True, is_private=False, withdrawn_at__isnull=True
    ).defer("content")
    for document in rows.order_by("-id"):
        found[document.kind].append(document)
    return found


def papers_for(partnership: Partnership, need: Need) -> QuerySet[Document]:
    """Return the shared papers a need may rest on: those of its kind, else any."""
    rows = partnership.documents.filter(
        is_latest=True, is_private=False, withdrawn_at__isnull=True
    ).defer("content")
    same = rows.filter(kind=need.key) if need.kind == NeedKind.DOCUMENT else rows
    return same if same.exists() else rows


def _row(
    stage: TemplateStage,
    need: Need,
    record: StageRecord | None,
    papers: dict[str, list[Document]],
    today: date,
) -> NeedRow:
    """Return one need with what meets it; the newer of record and paper says when it lapses."""
    documents = tuple(papers.get(need.key, [])) if need.kind == NeedKind.DOCUMENT else ()
    days = [record.on] if record else []
    days += [document.dated_on or timezone.localdate(document.at) for document in documents]
    lapses = None
    if days and stage.lapses_days and not (record and record.is_waived):
        lapses = max(days) + timedelta(days=stage.lapses_days)
    lapsed_on = lapses if lapses and lapses < today else None
    return NeedRow(stage.key, need, record, documents, lapsed_on)


def stage_needs(partnership: Partnership, template: Template | None = None) -> list[NeedRow]:
    """Return the checklist of the stage the partnership stands in."""
    return needs_by_stage(partnership, template).get(Stage(partnership.stage), [])


def lapsed_of(
    partnership: Partnership, needs: dict[Stage, list[NeedRow]], template: Template
) -> list[NeedRow]:
    """Return what no longer counts and still matters: up to now before works, or in operation."""
    here = template.place_of(partnership.stage)
    works = template.place_of(Stage.CONSTRUCTION)
    return [
        row
        for stage, rows in needs.items()
        for row in rows
        if row.lapsed_on is not None
        and (here <= works or template.place_of(stage) > works)
        and template.place_of(stage) <= here
    ]


@dataclass(frozen=True)
class RailStage:
    """One stage on the rail: done (when), passed over, now (how late), or next."""

    key: Stage
    label: str
    state: str  # done, skipped, now, next
    at: datetime | None = None  # when it was closed
    due_on: date | None = None  # of the stage of now
    late_days: int = 0
    days: int | None = None  # target of the template


def rail_of(
    partnership: Partnership, template: Template, steps: Sequence[StageStep]
) -> list[RailStage]:
    """Return the stages of the road as the rail draws them; costs no query."""
    here = template.place_of(partnership.stage)
    closed_at, passed_over = _passed(steps)
    rail = []
    for place, stage in enumerate(template.stages):
        if place < here:
            is_skipped = stage.key in passed_over
            state, at = ("skipped", None) if is_skipped else ("done", closed_at.get(stage.key))
            rail.append(RailStage(stage.key, stage.label, state, at=at, days=stage.days))
        elif stage.key == partnership.stage:
            rail.append(_now(partnership, stage.key, stage.label, stage.days))
        else:
            rail.append(RailStage(stage.key, stage.label, "next", days=stage.days))
    return rail


def _passed(steps: Sequence[StageStep]) -> tuple[dict[str, datetime], set[str]]:
    """Return when each stage was last left, and which were passed over and not visited since."""
    closed_at: dict[str, datetime] = {}
    over: set[str] = set()
    for step in steps:
        closed_at[step.from_stage] = step.at
        over -= {step.from_stage, step.to_stage}
        over |= {row["stage"] for row in step.skipped if "need" not in row}
    return closed_at, over


def _now(partnership: Partnership, key: Stage, label: str, days: int | None) -> RailStage:
    """Return the stage of now with its date and how late it is; a closed one is never late."""
    due = partnership.stage_due_on
    late = 0
    if due is not None and partnership.closed_at is None:
        late = max((timezone.localdate() - due).days, 0)
    return RailStage(key, label, "now", due_on=due, late_days=late, days=days)

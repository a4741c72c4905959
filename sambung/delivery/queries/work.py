"""The work plan as people read it: each milestone with where it stands and what one may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from sambung.core.access import Actor
from sambung.delivery import lifecycle, rules
from sambung.delivery.lifecycle import MilestoneState
from sambung.delivery.models import DueChange, Milestone
from sambung.delivery.rules import Circle
from sambung.partnerships.models import Document, Partnership

KINDS = {
    MilestoneState.DROPPED: "none",
    MilestoneState.VERIFIED: "ok",
    MilestoneState.STATED: "info",
    MilestoneState.LATE: "late",
    MilestoneState.RETURNED: "due",
    MilestoneState.PLANNED: "none",
}


def milestones_of(partnership: Partnership) -> QuerySet[Milestone]:
    """Return the work plan by date, with everything a row shows, in two queries."""
    changes = DueChange.objects.order_by("id")
    first = DueChange.objects.filter(milestone=OuterRef("pk")).order_by("id")
    return (
        Milestone.objects.filter(partnership=partnership)
        .select_related(
            "partnership", "party__organisation", "stated_by", "verifier", "evidence__file"
        )
        .prefetch_related(Prefetch("due_changes", queryset=changes))
        .annotate(first_due_on=Coalesce(Subquery(first.values("from_on")[:1]), "due_on"))
        .order_by("due_on", "id")
    )


def milestone_of(partnership: Partnership, pk: int) -> Milestone | None:
    """Return one milestone of the partnership, or None."""
    return milestones_of(partnership).filter(pk=pk).first()


def claimants_of(milestone: Milestone) -> list[int | None]:
    """Return the organisations whose own work it is: who stated it and who does it."""
    doer = milestone.party.organisation_id if milestone.party else None
    return [milestone.stated_by_id, doer]


def is_replaced(document: Document | None, sha256: str) -> bool:
    """Return whether the evidence is no longer what was seen: replaced, withdrawn or changed."""
    if document is None:
        return False
    now = document.file.sha256 if document.file is not None else ""
    return not document.is_latest or document.withdrawn_at is not None or now != sha256


@dataclass(frozen=True)
class MilestoneRow:
    """One milestone as the plan shows it."""

    milestone: Milestone
    state: MilestoneState
    late_days: int
    moves: tuple[DueChange, ...]
    is_evidence_replaced: bool
    may_plan: bool
    may_finish: bool
    may_verify: bool
    why_not_verify: str = ""  # told to who is at the table but has a part in the claim

    @property
    def kind(self) -> str:
        """Return the badge of the state."""
        return KINDS[self.state]

    @property
    def first_due_on(self) -> date:
        """Return the date it had first."""
        return self.moves[0].from_on if self.moves else self.milestone.due_on

    @property
    def is_open(self) -> bool:
        """Return whether it still has to be done."""
        return self.milestone.done_on is None and self.milestone.dropped_at is None


def row_of(milestone: Milestone, actor: Actor, circle: Circle, today: date) -> MilestoneRow:
    """Return the row of one milestone; costs no query when it was loaded by milestones_of."""
    state = lifecycle.state_of(milestone, today)
    is_open = milestone.done_on is None and milestone.dropped_at is None
    may_plan = bool(rules.can_plan(actor, circle))
    verdict = rules.can_verify(
        actor, circle, claimants=claimants_of(milestone), person_id=milestone.recorded_by_id
    )
    is_stated = state == MilestoneState.STATED
    return MilestoneRow(
        milestone=milestone,
        state=state,
        late_days=max((today - milestone.due_on).days, 0) if is_open else 0,
        moves=tuple(milestone.due_changes.all()),
        is_evidence_replaced=is_replaced(milestone.evidence, milestone.evidence_sha256),
        may_plan=may_plan,
        may_finish=is_open and bool(rules.states_for(actor, circle)),
        may_verify=is_stated and bool(verdict),
        why_not_verify=verdict.reason if is_stated else "",
    )


def plan_of(circle: Circle, actor: Actor) -> list[MilestoneRow]:
    """Return the whole work plan as rows, in two queries."""
    today = timezone.localdate()
    return [row_of(row, actor, circle, today) for row in milestones_of(circle.partnership)]


@dataclass(frozen=True)
class PlanCount:
    """How many milestones stand where; dropped ones are in none."""

    total: int
    verified: int
    stated: int
    late: int


def count_of(rows: Sequence[MilestoneRow]) -> PlanCount:
    """Return the count of a plan."""
    states = [row.state for row in rows if row.state != MilestoneState.DROPPED]
    return PlanCount(
        total=len(states),
        verified=states.count(MilestoneState.VERIFIED),
        stated=states.count(MilestoneState.STATED),
        late=states.count(MilestoneState.LATE),
    )

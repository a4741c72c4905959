"""The delivery in short: for the partnership's own page, and what it wants of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from sambung.core.access import Actor
from sambung.delivery import lifecycle, rules
from sambung.delivery.lifecycle import Curve, MilestoneState
from sambung.delivery.models import Milestone, Progress, Trouble
from sambung.delivery.queries.progress import Latest, curve_for, latest_of
from sambung.delivery.queries.troubles import open_troubles
from sambung.delivery.queries.work import milestones_of
from sambung.partnerships import queries as partnership_queries
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Partnership

NEXT_AT_MOST = 3


@dataclass(frozen=True)
class NextMilestone:
    """A milestone still to be done, with how late it is."""

    milestone: Milestone
    state: MilestoneState
    late_days: int


@dataclass(frozen=True)
class Work:
    """Where the work of a partnership stands."""

    next: tuple[NextMilestone, ...]
    total: int  # milestones that were not dropped
    verified: int
    late: int
    curve: Curve
    latest: Latest
    troubles: tuple[Trouble, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nobody planned or said anything yet."""
        return not (self.total or self.curve.stated or self.troubles)


def work_of(partnership: Partnership, *, with_troubles: bool = True) -> Work:
    """Return milestones, curve and open troubles in three queries; two without the troubles."""
    today = timezone.localdate()
    plan = milestones_of(partnership).prefetch_related(None).filter(dropped_at__isnull=True)
    live = list(plan)
    curve = curve_for(live, list(Progress.objects.filter(partnership=partnership)))
    states = [lifecycle.state_of(row, today) for row in live]
    waiting = [
        NextMilestone(row, state, max((today - row.due_on).days, 0))
        for row, state in zip(live, states, strict=True)
        if row.done_on is None
    ]
    return Work(
        next=tuple(waiting[:NEXT_AT_MOST]),
        total=len(live),
        verified=states.count(MilestoneState.VERIFIED),
        late=states.count(MilestoneState.LATE),
        curve=curve,
        latest=latest_of(curve),
        troubles=tuple(open_troubles(partnership)) if with_troubles else (),
    )


class WaitingKind(StrEnum):
    """What the delivery of a partnership may want of a person."""

    DO = "do"  # a milestone of one's own party is due
    VERIFY = "verify"  # a milestone was stated done
    REPORT = "report"  # a report of progress waits for verification
    TROUBLE = "trouble"  # an issue or risk of one's own party is due


VERIFY_WITHIN_DAYS = 14  # what was stated should be verified by then (a project choice)


@dataclass(frozen=True)
class Waiting:
    """One thing the delivery wants of a person, and by when."""

    kind: WaitingKind
    due_on: date
    partnership: Partnership
    title: str


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what is to be done, verified or seen to by the actor, in three queries.

    A party is asked for its own; the desk that convenes is asked to verify what others stated.
    """
    own = [hat.organisation_id for hat in actor.hats if hat.role in partnership_rules.DECIDING]
    if not own:
        return []
    found = [*_milestones(actor, own), *_reports(actor, own), *_troubles(own)]
    return sorted(found, key=lambda row: (row.due_on, row.partnership.pk))


def _milestones(actor: Actor, own: list[int]) -> Iterable[Waiting]:
    """Return milestones to do by one's own party, and those to verify by the desk."""
    mine = Q(party__organisation_id__in=own, done_on__isnull=True)
    theirs = Q(done_on__isnull=False) & _convened(actor) & ~Q(stated_by_id__in=own)
    rows = Milestone.objects.filter(
        mine | (theirs & ~Q(recorded_by_id=actor.user_id)),
        partnership__closed_at__isnull=True,
        dropped_at__isnull=True,
        verified_on__isnull=True,
    ).select_related("partnership__village")
    for row in rows:
        if row.done_on is None:
            yield Waiting(WaitingKind.DO, row.due_on, row.partnership, row.title)
        else:
            due = row.done_on + timedelta(days=VERIFY_WITHIN_DAYS)
            yield Waiting(WaitingKind.VERIFY, due, row.partnership, row.title)


def _reports(actor: Actor, own: list[int]) -> Iterable[Waiting]:
    """Return reports of others that wait for the desk."""
    rows = (
        Progress.objects.filter(
            _convened(actor),
            partnership__closed_at__isnull=True,
            verified_on__isnull=True,
            returned_at__isnull=True,
        )
        .exclude(Q(organisation_id__in=own) | Q(by_id=actor.user_id))
        .select_related("partnership__village")
    )
    for row in rows:
        due = row.on + timedelta(days=VERIFY_WITHIN_DAYS)
        yield Waiting(WaitingKind.REPORT, due, row.partnership, f"{row.percent} %")


def _troubles(own: list[int]) -> Iterable[Waiting]:
    """Return open issues and risks of one's own parties that have a date."""
    rows = Trouble.objects.filter(
        owner__organisation_id__in=own,
        closed_on__isnull=True,
        due_on__isnull=False,
        partnership__closed_at__isnull=True,
    ).select_related("partnership__village")
    for row in rows:
        if row.due_on is not None:
            yield Waiting(WaitingKind.TROUBLE, row.due_on, row.partnership, row.title)


def _convened(actor: Actor) -> Q:
    """Return the condition that the actor convenes the partnership of a row."""
    places = Q(pk__in=[])
    for code in rules.convening_codes(actor):
        places |= partnership_queries.within(code)
    return Q(partnership__in=Partnership.objects.filter(places))

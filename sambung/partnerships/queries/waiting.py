"""What partnerships want of a person, and by when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from sambung.core.access import Actor
from sambung.partnerships import lifecycle, rules
from sambung.partnerships.models import (
    Partnership,
    Responsibility,
)
from sambung.partnerships.queries.duties import IS_CRITICAL
from sambung.partnerships.queries.lists import within

ANSWER_DUTY_WITHIN_DAYS = 14  # a proposed duty should be answered by then (a project choice)


FILL_DUTY_WITHIN_DAYS = 30  # a critical duty without a party should be filled by then


class WaitingKind(StrEnum):
    """What a partnership may want of a person."""

    ANSWER = "answer"  # a duty was proposed to one's own party
    FILL = "fill"  # critical duties have nobody
    STAGE = "stage"  # the stage should be done by its date


@dataclass(frozen=True)
class Waiting:
    """One thing a partnership wants of a person, and by when."""

    kind: WaitingKind
    due_on: date
    partnership: Partnership
    duties: tuple[str, ...] = ()  # keys of the catalogue
    questions: tuple[str, ...] = ()  # the same in words


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return duties to answer for one's own parties, and what the convening desk must see to."""
    own = [hat.organisation_id for hat in actor.hats if hat.role in rules.DECIDING]
    desks = [
        within(hat.region_code)
        for hat in actor.hats
        if hat.organisation_kind in rules.DESK and hat.role in rules.DECIDING and hat.region_code
    ]
    running = _running(reduce(or_, desks)) if desks else []
    found = _duties(own, [partnership.pk for partnership in running]) + [
        Waiting(WaitingKind.STAGE, partnership.stage_due_on, partnership)
        for partnership in running
        if partnership.stage_due_on is not None
    ]
    return sorted(found, key=lambda row: (row.due_on, row.partnership.pk))


def waiting_in(partnership: Partnership, duties: Sequence[Responsibility]) -> list[Waiting]:
    """Return what the duties of a partnership want: proposals answered, critical ones filled."""
    needed = [duty for duty in duties if duty.is_needed and duty.is_proposed]
    asked = [duty for duty in needed if duty.party_id is not None and duty.recorded_at is None]
    empty = [duty for duty in needed if duty.party_id is None and lifecycle.is_critical(duty)]
    return [
        *_grouped(asked, WaitingKind.ANSWER, ANSWER_DUTY_WITHIN_DAYS),
        *_grouped(empty, WaitingKind.FILL, FILL_DUTY_WITHIN_DAYS),
    ]


def _running(places: Q) -> list[Partnership]:
    """Return the open partnerships of the places."""
    rows = Partnership.objects.filter(places, closed_at__isnull=True)
    return list(rows.select_related("village"))


def _duties(own_ids: Sequence[int], partnership_ids: Sequence[int]) -> list[Waiting]:
    """Return proposals that one's own bodies may answer, and empty critical duties of the desk."""
    mine = Q(party__organisation_id__in=own_ids)
    empty = Q(IS_CRITICAL, partnership_id__in=partnership_ids, party__isnull=True)
    rows = Responsibility.objects.filter(
        mine | empty, is_proposed=True, is_needed=True, partnership__closed_at__isnull=True
    ).select_related("partnership__village")
    asked = [row for row in rows if row.party_id is not None]
    unfilled = [row for row in rows if row.party_id is None]
    return [
        *_grouped(asked, WaitingKind.ANSWER, ANSWER_DUTY_WITHIN_DAYS),
        *_grouped(unfilled, WaitingKind.FILL, FILL_DUTY_WITHIN_DAYS),
    ]


def _grouped(rows: Iterable[Responsibility], kind: WaitingKind, within_days: int) -> list[Waiting]:
    """Return one row per partnership, due so many days after its earliest question."""
    duties: dict[int, list[Responsibility]] = defaultdict(list)
    for row in rows:
        duties[row.partnership_id].append(row)
    return [
        Waiting(
            kind=kind,
            due_on=_asked_on(same) + timedelta(days=within_days),
            partnership=same[0].partnership,
            duties=tuple(row.key for row in same),
            questions=tuple(lifecycle.question_of(row) for row in same),
        )
        for same in duties.values()
    ]


def _asked_on(rows: list[Responsibility]) -> date:
    """Return the day the oldest of the questions was put."""
    moments = [row.proposed_at or row.partnership.opened_at for row in rows]
    return timezone.localdate(min(moments))

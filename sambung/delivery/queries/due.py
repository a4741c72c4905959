"""What is due of everybody, in a fixed number of queries however many partnerships there are.

Each Due names of whom it is wanted: organisations, or the desk of a place. People follow from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.delivery.lifecycle import (
    ESCALATE_AFTER_DAYS,
    EXPIRY_DAYS,
    REMIND_WITHIN_DAYS,
)
from sambung.delivery.models import Milestone
from sambung.delivery.queries.money import TrancheRow, awaited, due_of, running_rows, since_of
from sambung.facilities.models import FacilityState, WatchCheck
from sambung.partnerships import lifecycle as partnership_lifecycle
from sambung.partnerships import queries as partnership_queries
from sambung.partnerships.models import (
    Agreement,
    Partnership,
    Responsibility,
    Stage,
)
from sambung.partnerships.queries.waiting import ANSWER_DUTY_WITHIN_DAYS, FILL_DUTY_WITHIN_DAYS
from sambung.ui.formats import full_date

CRITICAL = [key for key, duty in partnership_lifecycle.RESPONSIBILITIES.items() if duty.is_critical]


class Mark(StrEnum):
    """How near a thing is; a reminder is new when its mark is another."""

    SOON = "soon"
    LATE = "late"
    ESCALATED = "escalated"


@dataclass(frozen=True)
class Due:
    """One thing wanted by a day; `words` says it in the language now active."""

    key: str  # what it is, the same every day
    due_on: date
    words: Callable[[], str]
    url: str
    partnership_id: int | None
    organisation_ids: frozenset[int] = frozenset()
    desk_of: str = ""  # the village whose convening desk is meant
    convener_id: int | None = None  # whose head hears of it when it is very late
    ahead: tuple[int, ...] = (REMIND_WITHIN_DAYS,)  # so many days before it is named, each anew

    def mark(self, today: date) -> str:
        """Return how near it is today, "" while it is not to be named."""
        left = (self.due_on - today).days
        if left < 0:
            return Mark.ESCALATED if -left > ESCALATE_AFTER_DAYS else Mark.LATE
        near = [days for days in sorted(self.ahead) if left <= days]
        return f"{Mark.SOON}{near[0]}" if near else ""


def everything_due(today: date) -> Iterator[Due]:
    """Yield what is wanted of anybody: stages, duties, milestones, tranches, checks, agreements."""
    yield from due_stages(today)
    yield from due_duties(today)
    yield from due_milestones(today)
    yield from due_tranches(today)
    yield from due_checks(today)
    yield from due_agreements(today)


def running() -> Q:
    """Return the condition that the partnership of a row still runs."""
    return Q(partnership__closed_at__isnull=True)


def page_url(partnership_id: int) -> str:
    """Return the page of a partnership."""
    return f"{Partnership.list_url()}{partnership_id}/"


def due_stages(today: date) -> Iterator[Due]:
    """Yield the stages whose date is near or past, for the desk of the place."""
    rows = Partnership.objects.filter(
        closed_at__isnull=True, stage_due_on__lte=today + timedelta(days=REMIND_WITHIN_DAYS)
    ).values_list("pk", "title", "stage", "stage_due_on", "village_id", "convener_id")
    for pk, title, stage, due_on, village_id, convener_id in rows:
        if due_on is None:
            continue
        yield Due(
            key=f"stage:{pk}:{stage}",
            due_on=due_on,
            words=_stage_words(stage, title),
            url=page_url(pk),
            partnership_id=pk,
            desk_of=village_id,
            convener_id=convener_id,
        )


def _stage_words(stage: str, title: str) -> Callable[[], str]:
    """Return the words of a stage to finish."""
    return lambda: (
        _("Selesaikan tahap %(stage)s: %(title)s")
        % {
            "stage": str(Stage(stage).label).lower(),
            "title": title,
        }
    )


def due_duties(today: date) -> Iterator[Due]:
    """Yield proposed duties to answer for their party, and empty critical ones for the desk."""
    asked = Responsibility.objects.filter(
        running(), is_proposed=True, is_needed=True, party__isnull=False
    )
    yield from _grouped(asked, "answer", ANSWER_DUTY_WITHIN_DAYS, today)
    empty = Responsibility.objects.filter(
        running(), is_proposed=True, is_needed=True, party__isnull=True, key__in=CRITICAL
    )
    yield from _grouped(empty, "fill", FILL_DUTY_WITHIN_DAYS, today)


DUTY_COLUMNS: tuple[str, ...] = (
    *("partnership_id", "party__organisation_id", "partnership__title"),
    *("partnership__opened_at", "partnership__village_id", "partnership__convener_id"),
)


def _grouped(
    rows: QuerySet[Responsibility], kind: str, within_days: int, today: date
) -> Iterator[Due]:
    """Yield one row for each partnership and party, due so many days after its oldest question."""
    found = rows.order_by().values(*DUTY_COLUMNS)
    ids = found.annotate(since=Min("proposed_at")).values_list(*DUTY_COLUMNS, "since")
    for pk, organisation_id, title, opened_at, village_id, convener_id, since in ids:
        due_on = timezone.localdate(since or opened_at) + timedelta(days=within_days)
        if due_on - today > timedelta(days=REMIND_WITHIN_DAYS):
            continue
        yield Due(
            key=f"{kind}:{pk}:{organisation_id or 0}",
            due_on=due_on,
            words=_duty_words(kind, title),
            url=f"{page_url(pk)}#siapa",
            partnership_id=pk,
            organisation_ids=frozenset([organisation_id] if organisation_id else []),
            desk_of="" if organisation_id else village_id,
            convener_id=convener_id,
        )


def _duty_words(kind: str, title: str) -> Callable[[], str]:
    """Return the words of duties to answer, or to find somebody for."""
    if kind == "answer":
        return lambda: _("Jawab usulan peran: %s") % title
    return lambda: _("Tetapkan penanggung jawab: %s") % title


def due_milestones(today: date) -> Iterator[Due]:
    """Yield milestones not yet stated done, for the party that does them, else the desk."""
    rows = Milestone.objects.filter(
        running(),
        done_on__isnull=True,
        dropped_at__isnull=True,
        due_on__lte=today + timedelta(days=REMIND_WITHIN_DAYS),
    ).values_list(
        *("pk", "title", "due_on", "party__organisation_id", "party__left_at", "partnership_id"),
        *("partnership__title", "partnership__village_id", "partnership__convener_id"),
    )
    for pk, title, due_on, house, left_at, partnership_id, name, village_id, convener_id in rows:
        organisation_id = None if left_at else house  # who left is asked for nothing more
        yield Due(
            key=f"milestone:{pk}",
            due_on=due_on,
            words=_named(title, name),
            url=reverse("delivery:work", args=[partnership_id]),
            partnership_id=partnership_id,
            organisation_ids=frozenset([organisation_id] if organisation_id else []),
            desk_of="" if organisation_id else village_id,
            convener_id=convener_id,
        )


def _named(title: str, partnership: str) -> Callable[[], str]:
    """Return the words of a milestone."""
    return lambda: (
        _("Tonggak %(title)s: %(partnership)s")
        % {
            "title": title,
            "partnership": partnership,
        }
    )


def due_tranches(today: date) -> Iterator[Due]:
    """Yield the next step of each running tranche for whoever it is wanted of."""
    for row in running_rows():
        wanted = awaited(row)
        if wanted is None:
            continue
        partnership = row.tranche.contribution.partnership
        due_on = due_of(row, since_of(row))
        if due_on - today > timedelta(days=REMIND_WITHIN_DAYS):
            continue
        yield Due(
            key=f"tranche:{row.tranche.pk}:{wanted.kind}",
            due_on=due_on,
            words=_tranche_words(row),
            url=row.tranche.get_absolute_url(),
            partnership_id=partnership.pk,
            organisation_ids=wanted.organisation_ids,
            desk_of=partnership.village_id if wanted.is_desk else "",
            convener_id=partnership.convener_id,
        )


def _tranche_words(row: TrancheRow) -> Callable[[], str]:
    """Return the words of a tranche's next step."""
    title = row.tranche.contribution.partnership.title
    return lambda: f"{title}: {row.line}"


def due_checks(today: date) -> Iterator[Due]:
    """Yield the checks of the watch for whoever is to do them."""
    rows = (
        WatchCheck.objects.filter(
            done_on__isnull=True,
            due_on__lte=today + timedelta(days=REMIND_WITHIN_DAYS),
            facility__state=FacilityState.OPEN,
            organisation__isnull=False,
        )
        .select_related("facility")
        .order_by("id")
    )
    for check in rows:
        yield Due(
            key=f"check:{check.pk}",
            due_on=check.due_on,
            words=_check_words(check),
            url=check.facility.get_absolute_url(),
            partnership_id=None,
            organisation_ids=frozenset([check.organisation_id] if check.organisation_id else []),
        )


def _check_words(check: WatchCheck) -> Callable[[], str]:
    """Return the words of a check of the watch."""
    return lambda: (
        _("Periksa %(kind)s: %(facility)s")
        % {
            "kind": check.get_kind_display(),
            "facility": check.facility,
        }
    )


def due_agreements(today: date) -> Iterator[Due]:
    """Yield agreements that end within 180, 90 or 30 days, or lapsed, for parties and desk."""
    rows = [row.agreement for row in partnership_queries.expiring(today, EXPIRY_DAYS)]
    parties = parties_of_many({row.partnership_id for row in rows})
    for row in rows:
        yield Due(
            key=f"agreement:{row.pk}",
            due_on=row.ends_on or today,
            words=_ending_words(row),
            url=page_url(row.partnership_id),
            partnership_id=row.partnership_id,
            organisation_ids=frozenset(parties[row.partnership_id]),
            desk_of=row.partnership.village_id,
            convener_id=row.partnership.convener_id,
            ahead=EXPIRY_DAYS,
        )


def _ending_words(row: Agreement) -> Callable[[], str]:
    """Return the words of an agreement that ends."""
    return lambda: (
        _("Perjanjian berakhir: %(title)s, %(partnership)s")
        % {
            "title": row.title,
            "partnership": row.partnership,
        }
    )


def parties_of_many(partnership_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the organisations of each partnership's parties that have not left, in one query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Partnership.objects.filter(
        pk__in=list(partnership_ids), parties__left_at__isnull=True
    ).values_list("pk", "parties__organisation_id")
    for pk, organisation_id in rows:
        if organisation_id is not None:
            found[pk].add(organisation_id)
    return found


def due_words(due: Due, today: date) -> str:
    """Return one line: what, by when, and how late."""
    late = (today - due.due_on).days
    if late <= 0:
        return f"{full_date(due.due_on)}: {due.words()}"
    words = ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", late) % {"n": late}
    return f"{full_date(due.due_on)} ({words}): {due.words()}"

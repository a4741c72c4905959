"""The watch after the handover: what is due, late, or nobody's."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from sambung.core.access import Actor
from sambung.facilities import rules
from sambung.facilities.models import Facility, FacilityState, WatchCheck
from sambung.facilities.queries.visible import organisations_of, visible_to, within

SOON_DAYS = 30


@dataclass(frozen=True)
class CheckRow:
    """One check as the page shows it, and what the actor may do about it."""

    check: WatchCheck
    late_days: int
    may_do: bool
    may_reassign: bool

    @property
    def is_done(self) -> bool:
        """Return whether it was done."""
        return self.check.done_on is not None

    @property
    def is_late(self) -> bool:
        """Return whether its day passed without it."""
        return self.late_days > 0


def checks_of(facility: Facility, actor: Actor, today: date) -> list[CheckRow]:
    """Return the calendar of a facility, in one query."""
    rows = facility.checks.select_related("organisation", "file").order_by("due_on", "id")
    return [check_row(check, facility, actor, today) for check in rows]


def check_row(check: WatchCheck, facility: Facility, actor: Actor, today: date) -> CheckRow:
    """Return one check with what may be done; costs no query."""
    check.facility = facility
    late = (today - check.due_on).days if check.done_on is None else 0
    return CheckRow(
        check=check,
        late_days=max(late, 0),
        may_do=bool(rules.can_do_check(actor, check)),
        may_reassign=bool(rules.can_reassign(actor, check)),
    )


def checks_visible_to(actor: Actor) -> QuerySet[WatchCheck]:
    """Return the checks of the facilities the actor may see."""
    return WatchCheck.objects.filter(facility__in=visible_to(actor)).select_related(
        "facility__village", "organisation", "file"
    )


def checks_due(actor: Actor, today: date, days: int = SOON_DAYS) -> list[WatchCheck]:
    """Return what waits for the actor: own checks due soon, and the desk's that nobody holds.

    The desk also sees what is late in its region, whoever holds it.
    """
    own = organisations_of(actor)
    mine = Q(organisation_id__in=own) if own else Q(pk__in=[])
    for hat in actor.hats:
        if hat.organisation_kind in rules.DESK and hat.region_code and hat.role in rules.DECIDING:
            place = within(hat.region_code, "facility__")
            mine |= place & (Q(organisation__isnull=True) | Q(due_on__lt=today))
    due = WatchCheck.objects.filter(
        mine,
        done_on__isnull=True,
        due_on__lte=today + timedelta(days=days),
        facility__state=FacilityState.OPEN,
    )
    return list(due.select_related("facility__village", "organisation").order_by("due_on", "pk"))

"""The work plan: milestones added, moved with a reason, stated done, verified by another."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.delivery import lifecycle, queries, rules
from sambung.delivery.actions.stating import (
    change,
    in_name_of,
    lock,
    not_to_come,
    of_partnership,
    once,
    reasoned,
    shown,
)
from sambung.delivery.models import Milestone
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation
from sambung.partnerships.models import Document, Grade, Partnership, Party

MOST_MILESTONES = 60


@dataclass(frozen=True)
class MilestoneFacts:
    """What a milestone is; its date is set once and later only moved with a reason."""

    title: str
    starts_on: date | None = None
    stage: str = ""
    party: Party | None = None
    weight: int = 0


@transaction.atomic
def add_milestone(
    *, partnership: Partnership, facts: MilestoneFacts, due_on: date, by: Actor, token: str = ""
) -> Milestone:
    """Put one milestone on the work plan."""
    rules.can_plan(by, queries.circle_of(partnership)).or_raise()
    once(token)
    _check(partnership, facts, due_on)
    if Milestone.objects.filter(partnership=partnership).count() >= MOST_MILESTONES:
        raise Refused(_("Paling banyak %d tonggak untuk satu kemitraan.") % MOST_MILESTONES)
    row = Milestone.objects.create(partnership=partnership, due_on=due_on, **_fields(facts))
    _record("milestone.added", row, by, due_on=due_on.isoformat())
    return row


@transaction.atomic
def add_usual_plan(
    *, partnership: Partnership, starts_on: date, due_on: date, by: Actor, token: str = ""
) -> list[Milestone]:
    """Put the usual five milestones on an empty work plan, evenly from start to end.

    Raises Conflict when there is a plan already: two people asking at once get one plan.
    """
    rules.can_plan(by, queries.circle_of(partnership)).or_raise()
    once(token)
    if due_on <= starts_on:
        raise Refused(_("Tanggal selesai harus sesudah tanggal mulai."))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if Milestone.objects.filter(partnership=partnership, dropped_at__isnull=True).exists():
        raise Conflict(_("Rencana kerja sudah ada. Tambah atau ubah tonggaknya satu per satu."))
    rows = [
        Milestone.objects.create(
            partnership=partnership,
            title=step.title,
            starts_on=step.starts_on,
            due_on=step.due_on,
            weight=step.weight,
        )
        for step in lifecycle.usual_plan(starts_on, due_on)
    ]
    audit.record("milestone.plan_made", partnership, by=by, milestones=len(rows))
    return rows


@transaction.atomic
def update_milestone(
    *,
    milestone: Milestone,
    facts: MilestoneFacts,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Milestone:
    """Change what a milestone is, not its date; what was verified stays as it was verified."""
    rules.can_plan(by, queries.circle_of(milestone.partnership)).or_raise()
    once(token)
    _check(milestone.partnership, facts, milestone.due_on)
    if milestone.verified_on is not None or milestone.dropped_at is not None:
        raise Conflict(_("Tonggak ini sudah terverifikasi atau dibatalkan; isinya tetap."))
    change(milestone, version, **_fields(facts))
    _record("milestone.changed", milestone, by)
    return milestone


@transaction.atomic
def move_due(
    *,
    milestone: Milestone,
    to_on: date,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Milestone:
    """Move the due date, with a reason; the dates before it stay on record."""
    rules.can_plan(by, queries.circle_of(milestone.partnership)).or_raise()
    why = reasoned(reason)
    once(token)
    if milestone.done_on is not None or milestone.dropped_at is not None:
        raise Conflict(_("Tonggak ini sudah dinyatakan selesai atau dibatalkan."))
    if milestone.starts_on is not None and to_on < milestone.starts_on:
        raise Refused(_("Tenggat tidak boleh sebelum tanggal mulainya."))
    before = milestone.due_on
    if to_on == before:
        raise Refused(_("Tanggal ini sama dengan tenggat sekarang."))
    change(milestone, version, due_on=to_on)
    milestone.due_changes.create(
        from_on=before, to_on=to_on, reason=why, by_id=by.user_id, at=timezone.now()
    )
    dates = {"from_on": before.isoformat(), "to_on": to_on.isoformat()}
    _record("milestone.due_moved", milestone, by, reason=why, **dates)
    return milestone


@transaction.atomic
def finish_milestone(
    *,
    milestone: Milestone,
    on: date,
    organisation: Organisation,
    by: Actor,
    evidence: Document | None = None,
    ground: GroundGiven | None = None,
    version: int | None = None,
    token: str = "",
) -> Milestone:
    """State that a milestone is done, in a party's name; another verifies it later."""
    circle = queries.circle_of(milestone.partnership)
    rules.can_state(by, circle, organisation.pk).or_raise()
    once(token)
    not_to_come(on)
    if milestone.done_on is not None or milestone.dropped_at is not None:
        raise Conflict(_("Tonggak ini sudah dinyatakan selesai atau dibatalkan."))
    proof = of_partnership(evidence, milestone.partnership)
    in_name_of(subject=milestone, circle=circle, organisation=organisation, by=by, ground=ground)
    change(
        milestone,
        version,
        done_on=on,
        stated_by=organisation,
        recorded_by_id=by.user_id,
        evidence=proof,
        evidence_sha256=shown(proof),
        returned_at=None,
        return_reason="",
    )
    _record("milestone.done", milestone, by, party=organisation.pk, on=on.isoformat())
    return milestone


@transaction.atomic
def verify_milestone(
    *,
    milestone: Milestone,
    grade: str,
    by: Actor,
    on: date | None = None,
    version: int | None = None,
    token: str = "",
) -> Milestone:
    """Verify what another stated, at the desk or in the field; once.

    Raises Refused for one's own claim, Conflict when it was verified or returned meanwhile.
    """
    circle = queries.circle_of(milestone.partnership)
    verifier = _verifier(by, circle, milestone)
    once(token)
    if grade not in Grade.values:
        raise Refused(_("Pilih: diverifikasi di meja atau di lapangan."))
    day = on or timezone.localdate()
    not_to_come(day)
    _is_stated(milestone)
    if day < (milestone.done_on or day):
        raise Refused(_("Verifikasi tidak mendahului hari selesainya."))
    proof = shown(milestone.evidence)
    change(
        milestone,
        version,
        verified_on=day,
        verifier_id=verifier,
        grade=grade,
        evidence_sha256=proof,
    )
    lock(milestone.evidence)
    _record("milestone.verified", milestone, by, grade=grade, organisation_id=verifier)
    return milestone


@transaction.atomic
def return_milestone(
    *,
    milestone: Milestone,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Milestone:
    """Send a statement back with a reason; the milestone is not done, and late if it was."""
    circle = queries.circle_of(milestone.partnership)
    verifier = _verifier(by, circle, milestone)
    why = reasoned(reason)
    once(token)
    _is_stated(milestone)
    change(
        milestone,
        version,
        done_on=None,
        stated_by=None,
        recorded_by=None,
        returned_at=timezone.now(),
        return_reason=why,
    )
    _record("milestone.returned", milestone, by, reason=why, organisation_id=verifier)
    return milestone


@transaction.atomic
def drop_milestone(
    *,
    milestone: Milestone,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Milestone:
    """Take a milestone off the plan with a reason; it stays readable."""
    rules.can_plan(by, queries.circle_of(milestone.partnership)).or_raise()
    why = reasoned(reason)
    once(token)
    if milestone.verified_on is not None or milestone.dropped_at is not None:
        raise Conflict(_("Tonggak ini sudah terverifikasi atau dibatalkan; isinya tetap."))
    change(milestone, version, dropped_at=timezone.now(), dropping_reason=why)
    _record("milestone.dropped", milestone, by, reason=why)
    return milestone


def _verifier(by: Actor, circle: rules.Circle, milestone: Milestone) -> int | None:
    """Return in whose name the actor verifies; refuse who has a part in the claim."""
    claimants, person_id = queries.claimants_of(milestone), milestone.recorded_by_id
    rules.can_verify(by, circle, claimants=claimants, person_id=person_id).or_raise()
    return rules.verifies_in(by, circle, claimants=claimants, person_id=person_id)


def _is_stated(milestone: Milestone) -> None:
    """Refuse what is not waiting for verification."""
    if milestone.verified_on is not None or milestone.done_on is None:
        raise Conflict(_("Tonggak ini tidak sedang menunggu verifikasi."))


def _check(partnership: Partnership, facts: MilestoneFacts, due_on: date) -> None:
    """Refuse dates that cross and a party of another partnership."""
    if facts.starts_on is not None and facts.starts_on > due_on:
        raise Refused(_("Tenggat tidak boleh sebelum tanggal mulainya."))
    if facts.party is not None and facts.party.partnership_id != partnership.pk:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))


def _fields(facts: MilestoneFacts) -> dict[str, Any]:
    """Return the facts as columns."""
    return {**vars(facts), "title": facts.title.strip()[:160]}


def _record(verb: str, milestone: Milestone, by: Actor, **data: Any) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(verb, milestone, by=by, scope=milestone.partnership, title=milestone.title, **data)

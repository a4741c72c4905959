"""Invite from a plan, take back, agree to a change, let lapse; each keeps or frees money."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import SYSTEM, Actor, Conflict, Refused
from sambung.core.jobs import Work
from sambung.needs import actions as needs_actions
from sambung.needs.models import Package, PackageState
from sambung.parties import actions as parties_actions
from sambung.parties.models import LinkPurpose, OnBehalf, PersonalLink
from sambung.partnerships import actions as partnership_actions
from sambung.partnerships.models import Partnership
from sambung.plans import lifecycle, queries, rules
from sambung.plans.actions.once import once, person_id
from sambung.plans.models import (
    OPEN_STATES,
    Allocation,
    Invitation,
    InvitationState,
    Run,
)

MOST_DAYS_TO_ANSWER = 180
VERBS: dict[str, str] = {
    InvitationState.WILLING: "invitation.promised",
    InvitationState.ACCEPTED: "invitation.accepted",
    InvitationState.CHANGED: "invitation.change_proposed",
    InvitationState.DECLINED: "invitation.declined",
    InvitationState.LAPSED: "invitation.lapsed",
    InvitationState.WITHDRAWN: "invitation.withdrawn",
}
DAYS_AFTER_CHANGE = 7  # the other side has at least this long to answer a change


@transaction.atomic
def send_invitations(
    *,
    run: Run,
    packages: Collection[int],
    answer_by: date,
    by: Actor,
    message: str = "",
    token: str = "",
) -> list[Invitation]:
    """Ask every source of the chosen packages; each amount is reserved until it is answered.

    Invites, never pledges. Raises Conflict naming what changed when the plan is outdated, and
    Refused for anybody without the mandate; nothing is sent then.
    """
    rules.can_invite(by, run).or_raise()
    deadline = end_of_day(answer_by)
    once(token)
    rows = list(_held_rows(run, packages))
    if not rows:
        raise Refused(_("Pilih paling sedikit satu kegiatan yang terpilih dalam rencana."))
    lapse_due(package_ids=[row.package_id for row in rows])
    changed = queries.changed_since(rows)
    if changed:
        raise Conflict(
            _("Rencana ini sudah berubah dasarnya: %(changes)s Hitung ulang sebelum mengajak.")
            % {"changes": " ".join(map(str, changed))}
        )
    sent = _create(run, rows, deadline, message.strip(), by)
    for row in rows:
        needs_actions.mark_invited(package=row.package, by=by)
    Run.objects.filter(pk=run.pk, shared_at__isnull=True).update(shared_at=timezone.now())
    for invitation in sent:
        tell_source(invitation)
    audit.record("run.invited", run, by=by, scope=run.scenario, invitations=len(sent))
    return sent


def end_of_day(day: date) -> datetime:
    """Return the end of a day still to come; refuse one that is past or too far."""
    today = timezone.localdate()
    if not today < day <= today + timedelta(days=MOST_DAYS_TO_ANSWER):
        raise Refused(_("Batas waktu menjawab paling cepat besok dan paling lama 180 hari lagi."))
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _held_rows(run: Run, packages: Collection[int]) -> Sequence[Allocation]:
    """Return the chosen rows of a plan, their packages and offers locked in one order."""
    rows = (
        Allocation.objects.filter(run=run, package_id__in=packages, option__isnull=False)
        .select_related("package", "option")
        .prefetch_related("shares__offer__organisation")
        .order_by("package_id")
    )
    list(Package.objects.select_for_update().filter(pk__in=packages).order_by("pk"))
    queries.lock_offers(packages, run)
    return list(rows)


def _create(
    run: Run, rows: Sequence[Allocation], deadline: datetime, message: str, by: Actor
) -> list[Invitation]:
    """Create the rows; the database lets one open invitation stand per package and offer."""
    now = timezone.now()
    invitations = [
        Invitation(
            run=run,
            package=row.package,
            option=row.option,
            offer=share.offer,
            organisation=share.offer.organisation,
            amount_rp=share.amount_rp,
            answer_by=deadline,
            message=message,
            sent_by_id=person_id(by),
            sent_for_id=by.worn.organisation_id if by.worn else run.scenario.owner_id,
            sent_at=now,
            is_simulated=run.is_simulated,
        )
        for row in rows
        for share in row.shares.all()
    ]
    try:
        with transaction.atomic():
            for invitation in invitations:
                invitation.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Sebagian sumber dana ini sudah diajak untuk kegiatan itu.")) from error
    return invitations


def tell_source(invitation: Invitation) -> None:
    """Write the trail and leave the source a notice."""
    audit.record(
        "invitation.sent",
        invitation,
        by=SYSTEM,
        scope=invitation.package,
        organisation_id=invitation.organisation_id,
    )
    parties_actions.notify(
        text=lambda: (
            _("%(owner)s mengajak Anda mendukung %(package)s.")
            % {"owner": invitation.sent_for, "package": invitation.package}
        ),
        url=invitation.get_absolute_url(),
        organisation=invitation.organisation,
    )


@transaction.atomic
def create_answer_link(
    *, invitation: Invitation, for_name: str, for_phone: str = "", by: Actor, token: str = ""
) -> tuple[PersonalLink, str]:
    """Make a one-time link by which one person of the source, without an account, answers."""
    if not rules.acts_as_owner(by, invitation.run.scenario.owner):
        raise Refused(_("Tautan dibuat oleh pengirim ajakan."))
    days = (invitation.answer_by - timezone.now()).days + 1
    return parties_actions.create_link(
        purpose=LinkPurpose.ANSWER,
        organisation=invitation.organisation,
        for_name=for_name,
        for_phone=for_phone,
        by=by,
        subject=invitation,
        target=invitation.get_absolute_url(),
        days=days,
        token=token,
    )


@transaction.atomic
def withdraw_invitation(
    *, invitation: Invitation, reason: str, by: Actor, version: int
) -> Invitation:
    """Take an invitation back before it is a pledge; what it reserved is free again."""
    held = hold(invitation, version)
    rules.can_withdraw_invitation(by, held).or_raise()
    if not reason.strip():
        raise Refused(_("Tulis alasannya; sumber dana akan membacanya."))
    end(held, InvitationState.WITHDRAWN, reason=reason, by=by)
    parties_actions.notify(
        text=lambda: (
            _("Ajakan untuk %(package)s ditarik: %(reason)s")
            % {"package": held.package, "reason": reason}
        ),
        url=held.get_absolute_url(),
        organisation=held.organisation,
    )
    return held


@transaction.atomic
def accept_change(*, invitation: Invitation, by: Actor, version: int) -> Invitation:
    """Agree to the amount a source proposes instead; its letter is still to come."""
    held = hold(invitation, version)
    rules.can_accept_change(by, held).or_raise()
    held.state = lifecycle.invitation_step(held.state, to=InvitationState.WILLING)
    held.amount_rp = held.carries_rp
    save(held, "amount_rp", "state")
    note("invitation.change_accepted", held, by=by, amount_rp=held.amount_rp)
    parties_actions.notify(
        text=lambda: (
            _("Usul Anda untuk %(package)s diterima. Kirim surat kesanggupannya.")
            % {"package": held.package}
        ),
        url=held.get_absolute_url(),
        organisation=held.organisation,
    )
    return held


def hold(invitation: Invitation, version: int | None = None) -> Invitation:
    """Return the invitation, it and its package locked; Conflict when it changed meanwhile.

    The package is locked first: everybody who may open its partnership waits in one line.
    """
    list(Package.objects.select_for_update().filter(pk=invitation.package_id))
    held = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("run__scenario__owner", "package__need", "option", "offer", "organisation")
        .select_related("sent_for")
        .get(pk=invitation.pk)
    )
    if version is not None and held.version != version:
        raise Conflict(_("Ajakan ini sudah berubah sejak Anda membukanya. Lihat lagi dulu."))
    return held


def save(held: Invitation, *fields: str) -> None:
    """Save the named fields of a held invitation as its next version."""
    held.version += 1
    held.save(update_fields=[*fields, "version"])


def note(verb: str, held: Invitation, *, by: Actor, **data: Any) -> None:
    """Write the trail on the page of the package's invitation."""
    audit.record(verb, held, by=by, scope=held, package=held.package_id, **data)


def end(held: Invitation, state: InvitationState, *, reason: str, by: Actor) -> None:
    """End an invitation without a pledge and free what hung on it."""
    held.state = lifecycle.invitation_step(held.state, to=state)
    held.reason = reason.strip()[:500]
    save(held, "state", "reason")
    note(VERBS[state], held, by=by, reason=held.reason)
    release(held.package, reason=held.reason, by=by)


def release(package: Package, *, reason: str, by: Actor) -> None:
    """Put a package back on the shelf once nobody is asked for it any more."""
    still = list(Invitation.objects.filter(package=package, state__in=OPEN_STATES))
    if any(not invitation.is_overdue for invitation in still):
        return
    fresh = Package.objects.select_related("need").get(pk=package.pk)
    if fresh.state == PackageState.INVITED:
        needs_actions.back_to_ready(package=fresh, by=by, reason=reason)


def settle(held: Invitation, *, by: Actor) -> Partnership | None:
    """Open the partnership once every source asked has pledged and the need is covered."""
    waiting = [
        row
        for row in Invitation.objects.filter(package=held.package, state__in=OPEN_STATES)
        .select_related("organisation", "offer", "letter")
        .order_by("pk")
        if not row.is_overdue
    ]
    if any(not row.is_pledge or row.option_id != held.option_id for row in waiting):
        return None
    if sum(row.carries_rp for row in waiting) < queries.need_of(held):
        return None
    partnership = partnership_actions.open_partnership(
        package=Package.objects.select_related("need", "village").get(pk=held.package_id),
        option=held.option,
        contributions=[_pledge(row) for row in waiting],
        by=by,
    )
    Invitation.objects.filter(pk__in=[row.pk for row in waiting]).update(
        partnership=partnership, version=F("version") + 1
    )
    held.partnership = partnership
    return partnership


def _pledge(row: Invitation) -> partnership_actions.PledgedContribution:
    answered = row.confirmed_at or row.answered_at or timezone.now()
    return partnership_actions.PledgedContribution(
        organisation=row.organisation,
        offer=row.offer,
        amount_rp=row.carries_rp,
        letter=row.letter,
        letter_number=row.letter_number,
        proposed_rp=row.amount_rp,
        proposed_on=timezone.localdate(row.sent_at),
        pledged_on=timezone.localdate(answered),
    )


@transaction.atomic
def lapse_due(*, package_ids: Collection[int] | None = None) -> int:
    """Mark the invitations whose time has passed; return how many."""
    rows = Invitation.objects.filter(state__in=OPEN_STATES, answer_by__lte=timezone.now())
    if package_ids is not None:
        rows = rows.filter(package_id__in=package_ids)
    overdue = [row for row in rows.order_by("package_id", "pk") if row.is_overdue]
    for row in overdue:
        held = hold(row)
        if held.is_overdue:
            end(held, InvitationState.LAPSED, reason=_("Batas waktu menjawab lewat."), by=SYSTEM)
    return len(overdue)


def lapse_invitations(work: Work) -> None:
    """Let lapse what is overdue, and take up what sources said of answers written atas nama."""
    with work.effects():
        lapse_due()
        for row, on_behalf in queries.answered_on_behalf():
            take_up(hold(row), on_behalf)


def take_up(held: Invitation, on_behalf: OnBehalf) -> None:
    """Bring a source's word on an answer written in its name back to the invitation."""
    if held.is_pledge or not held.is_on_behalf:
        return
    if on_behalf.confirmed_at is not None:
        held.confirmed_at = on_behalf.confirmed_at
        save(held, "confirmed_at")
        source = Actor(name=on_behalf.confirmed_by_name, link_organisation_id=held.organisation_id)
        settle(held, by=source)
        return
    held.state = lifecycle.invitation_step(held.state, to=InvitationState.CHANGED)
    held.reason, held.is_on_behalf = on_behalf.correction[:500], False
    held.answer_by = later(held.answer_by)
    save(held, "state", "reason", "is_on_behalf", "answer_by")
    note("invitation.corrected", held, by=SYSTEM)


def later(deadline: datetime) -> datetime:
    """Return the deadline, moved so that the other side has time to answer."""
    return max(deadline, timezone.now() + timedelta(days=DAYS_AFTER_CHANGE))

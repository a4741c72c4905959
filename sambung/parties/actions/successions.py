"""Pindah tugas: what one person holds in an organisation passes to another, whole or not at all."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.core.jobs import resolve
from sambung.core.registry import DUTIES
from sambung.parties import rules
from sambung.parties.actions.links import make_link, notify, person_of
from sambung.parties.actions.once import once
from sambung.parties.models import (
    Contact,
    LinkPurpose,
    Membership,
    PersonalLink,
    Role,
    Succession,
    Task,
    User,
)
from sambung.parties.queries import successions


def pass_tasks(
    *, from_id: int, to_id: int, organisation_id: int, only: Sequence[int] | None = None
) -> list[int]:
    """Give the open tasks of the organisation to another owner; return which."""
    rows = successions.tasks_of(from_id, organisation_id)
    rows = rows if only is None else rows.filter(pk__in=only)
    ids = list(rows.values_list("pk", flat=True))
    Task.objects.filter(pk__in=ids).update(owner_id=to_id, version=F("version") + 1)
    return ids


def pass_contacts(
    *, from_id: int, to_id: int, organisation_id: int, only: Sequence[int] | None = None
) -> list[int]:
    """Give the contacts somebody tends for the organisation to another; return which."""
    rows = successions.contacts_of(from_id, organisation_id)
    rows = rows if only is None else rows.filter(pk__in=only)
    ids = list(rows.values_list("pk", flat=True))
    Contact.objects.filter(pk__in=ids).update(keeper_id=to_id)
    return ids


def take_off(membership: Membership, *, by: Actor) -> Membership:
    """End a membership now, with its line in the trail; raise Conflict when it has ended."""
    ended = Membership.objects.filter(pk=membership.pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), to_on=max(timezone.localdate(), membership.from_on or date.min)
    )
    if not ended:
        raise Conflict(_("Keanggotaan ini sudah berakhir."))
    membership.refresh_from_db()
    audit.record("membership.ended", membership, by=by, scope=membership.organisation)
    return membership


@transaction.atomic
def pass_duties(*, membership: Membership, successor: Membership, by: Actor) -> Succession:
    """Pass everything the person holds in the organisation to a colleague, and end their hat.

    The colleague gets at least the same role. The account closes with its last hat. Nothing is
    rewritten in the history.
    """
    rules.can_pass_duties(by, membership, successor).or_raise()
    refuse_second(membership)
    row = Succession(
        organisation=membership.organisation,
        leaver=membership.user,
        by_id=person_of(by),
        at=timezone.now(),
    )
    return carry_out(row, membership, successor, by=by)


def refuse_second(membership: Membership) -> None:
    """Raise Conflict when the hat has ended, or its duties already wait for somebody."""
    current = Membership.objects.select_for_update().filter(pk=membership.pk, ended_at=None)
    if not current.exists():
        raise Conflict(_("Keanggotaan ini sudah berakhir."))
    if successions.waiting_succession(membership.user_id, membership.organisation_id):
        raise Conflict(_("Tugas ini sudah menunggu pengganti yang diundang. Batalkan dulu."))


def carry_out(
    row: Succession, membership: Membership, successor: Membership, *, by: Actor
) -> Succession:
    """Move what is held, end the hat, close the account with its last hat, and say so."""
    moved = move(row.leaver_id, successor.user_id, row.organisation_id)
    was_last = successions.is_last_hat(membership)
    row.passed = {
        "things": moved,
        "membership": membership.pk,
        "role": membership.role,
        "successor_membership": successor.pk,
        "successor_role": successor.role,
        "closed": was_last,
    }
    row.counts = {name: len(ids) for name, ids in moved.items()}
    row.successor, row.done_at = successor.user, timezone.now()
    row.save()
    raise_role(successor, membership.role)
    take_off(membership, by=by)
    if was_last:
        User.objects.filter(pk=row.leaver_id).update(is_active=False)
    audit.record(
        "duties.passed",
        row,
        by=by,
        scope=row.organisation,
        organisation_id=row.organisation_id,
        leaver_id=row.leaver_id,
        successor_id=row.successor_id,
        counts=row.counts,
    )
    tell(row)
    return row


def move(
    from_id: int, to_id: int, organisation_id: int, only: dict[str, list[int]] | None = None
) -> dict[str, list[int]]:
    """Ask every room to pass what it has; return what passed, by kind."""
    wanted = DUTIES if only is None else {name: DUTIES[name] for name in only if name in DUTIES}
    return {
        name: resolve(duty.hand_over)(
            from_id=from_id,
            to_id=to_id,
            organisation_id=organisation_id,
            only=None if only is None else only[name],
        )
        for name, duty in wanted.items()
    }


def raise_role(successor: Membership, role: str) -> None:
    """Give the successor the role of who leaves, when their own is lower."""
    if rules.RANK[Role(successor.role)] < rules.RANK[Role(role)]:
        Membership.objects.filter(pk=successor.pk).update(role=role)


def tell(row: Succession) -> None:
    """Leave the successor a notice of what is theirs now."""
    given = {"leaver": row.leaver.name, "house": row.organisation}
    notify(
        text=lambda: _("Tugas %(leaver)s di %(house)s sekarang tugas Anda.") % given,
        url=reverse("parties:succession", args=[row.pk]),
        users=[row.successor] if row.successor else [],
    )


@transaction.atomic
def invite_successor(
    *, membership: Membership, for_name: str, by: Actor, phone: str = "", token: str = ""
) -> tuple[Succession, PersonalLink, str]:
    """Prepare the passing for somebody without a hat here: it happens when they join by the link.

    Until then everything stays with the person who leaves, so that nothing is without an owner.
    """
    rules.can_pass_duties(by, membership, None).or_raise()
    house, role = membership.organisation, membership.role
    rules.can_invite(by, house, role, has_people=True).or_raise()
    once(token)
    refuse_second(membership)
    link, raw = make_link(
        purpose=LinkPurpose.JOIN,
        organisation=house,
        for_name=for_name,
        for_phone=phone,
        by=by,
        days=14,
        role=role,
    )
    row = Succession.objects.create(
        organisation=house,
        leaver=membership.user,
        link=link,
        by_id=person_of(by),
        at=timezone.now(),
        passed={"membership": membership.pk, "role": role},
    )
    audit.record("duties.prepared", row, by=by, scope=house, leaver_id=row.leaver_id)
    return row, link, raw


def complete(*, link: PersonalLink, joined: Membership, by: Actor) -> Succession | None:
    """Carry out what was prepared for the holder of a join link, when anything was."""
    waiting = Succession.objects.select_for_update(of=("self",)).filter(
        link=link, done_at__isnull=True, undone_at__isnull=True
    )
    row = waiting.select_related("leaver", "organisation").first()
    if row is None or row.leaver_id == joined.user_id:
        return None
    hats = Membership.objects.filter(
        user_id=row.leaver_id, organisation_id=row.organisation_id, ended_at__isnull=True
    )
    membership = hats.select_related("organisation", "user").first()
    return carry_out(row, membership, joined, by=by) if membership else None


@transaction.atomic
def undo_succession(*, succession: Succession, by: Actor) -> Succession:
    """Withdraw what waits, or give everything that passed back to who had it, within seven days."""
    now = Succession.objects.select_for_update(of=("self",)).get(pk=succession.pk)
    rules.can_undo_succession(by, now, timezone.now() - successions.UNDO_WITHIN).or_raise()
    if now.done_at is None:
        withdraw(now)
    else:
        give_back(now)
    now.undone_at = timezone.now()
    now.save(update_fields=["undone_at"])
    audit.record("duties.taken_back", now, by=by, scope=now.organisation, leaver_id=now.leaver_id)
    return now


def withdraw(row: Succession) -> None:
    """Take the invitation back; everything is still where it was."""
    PersonalLink.objects.filter(pk=row.link_id or 0, used_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def give_back(row: Succession) -> None:
    """Return what passed and is still the successor's; the hat and the account open again."""
    if successions.is_erased(row.leaver):
        raise Conflict(_("Akun yang lama sudah dihapus, jadi tugas tidak dapat kembali kepadanya."))
    passed = row.passed
    move(row.successor_id or 0, row.leaver_id, row.organisation_id, passed["things"])
    hats = Membership.objects.filter(user_id=row.leaver_id, organisation_id=row.organisation_id)
    if not hats.filter(ended_at__isnull=True).exists():
        hats.filter(pk=passed["membership"]).update(ended_at=None, to_on=None)
    Membership.objects.filter(
        pk=passed["successor_membership"], role=passed["role"], ended_at__isnull=True
    ).update(role=passed["successor_role"])
    if passed["closed"]:
        User.objects.filter(pk=row.leaver_id).update(is_active=True)
    url = reverse("parties:organisation", args=[row.organisation_id])
    notify(
        text=lambda: _("Pindah tugas di %(house)s dibatalkan.") % {"house": row.organisation},
        url=url,
        users=[row.leaver],
    )

"""Who answers for what: proposed by one, accepted or refused by the party it burdens."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.parties import actions as parties_actions
from sambung.parties.actions import GroundGiven
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.actions.checklist import record_fact, take_back_fact
from sambung.partnerships.models import Letter, Partnership, Party, Responsibility

ALL_AGREED = "critical_duties_accepted"  # the fact a road may ask for


@transaction.atomic
def propose_responsible(
    *,
    responsibility: Responsibility,
    party: Party,
    ground: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Propose a party for a duty that nobody has accepted yet.

    It stays a proposal until that party accepts; proposed for one's own party it is accepted at
    once. Raises Conflict for a duty already carried, changed meanwhile, or a party from elsewhere.
    """
    partnership = responsibility.partnership
    organisation_ids = queries.organisation_ids_of(partnership)
    rules.can_propose_responsible(by, partnership, organisation_ids).or_raise()
    _spend(token)
    if party.partnership_id != partnership.pk or party.left_at is not None:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    if not responsibility.is_proposed:
        raise Conflict(_("Peran ini sudah dipegang. Pihak itu dapat melepasnya lebih dahulu."))
    is_own = rules.speaks_for(by, party.organisation_id)
    now = timezone.now()
    _change(
        responsibility,
        version,
        party=party,
        ground=ground.strip()[:160],
        is_needed=True,
        is_proposed=not is_own,
        not_needed_reason="",
        recorded_at=None,
        proposed_by_id=by.user_id,
        proposed_at=now,
        accepted_at=now if is_own else None,
    )
    verb = "responsibility.accepted" if is_own else "responsibility.proposed"
    _record(verb, responsibility, by, party=party.organisation_id)
    note_agreed(partnership, by)
    return responsibility


@transaction.atomic
def accept_responsibility(
    *, responsibility: Responsibility, by: Actor, version: int | None = None, token: str = ""
) -> Responsibility:
    """Take on the duty that was proposed to one's own party."""
    organisation_id = _organisation_of(responsibility)
    rules.can_answer_responsibility(by, responsibility, organisation_id).or_raise()
    _spend(token)
    _change(responsibility, version, is_proposed=False, accepted_at=timezone.now())
    _record("responsibility.accepted", responsibility, by, party=organisation_id)
    note_agreed(responsibility.partnership, by)
    return responsibility


@transaction.atomic
def refuse_responsibility(
    *,
    responsibility: Responsibility,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Say, with a reason, that one's own party cannot carry the duty; it is then nobody's."""
    organisation_id = _organisation_of(responsibility)
    rules.can_answer_responsibility(by, responsibility, organisation_id).or_raise()
    return _empty("responsibility.refused", responsibility, reason, by, version, token)


@transaction.atomic
def release_responsibility(
    *,
    responsibility: Responsibility,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Give up, with a reason, a duty one's own party carries; it is then nobody's."""
    organisation_id = _organisation_of(responsibility)
    rules.can_release_responsibility(by, responsibility, organisation_id).or_raise()
    return _empty("responsibility.released", responsibility, reason, by, version, token)


@transaction.atomic
def withdraw_proposal(
    *,
    responsibility: Responsibility,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Take back, with a reason, a proposal nobody has answered; the duty is then nobody's."""
    is_open = responsibility.is_proposed and responsibility.party_id is not None
    rules.can_withdraw_proposal(
        by, responsibility.partnership, responsibility.proposed_by_id, is_proposed=is_open
    ).or_raise()
    return _empty("responsibility.withdrawn", responsibility, reason, by, version, token)


@transaction.atomic
def record_agreed(
    *,
    responsibility: Responsibility,
    ground: GroundGiven,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Write down, on a ground, that a party said yes; it may still answer itself.

    It stays a proposal: a record in somebody's name is never that party's own acceptance.
    """
    partnership, party = responsibility.partnership, responsibility.party
    ids = list(partnership.parties.values_list("organisation_id", flat=True))
    organisation = party.organisation if party else None
    rules.can_record_answer(
        by, partnership, organisation, ids, is_proposed=responsibility.is_proposed
    ).or_raise()
    _spend(token)
    _change(responsibility, version, recorded_at=timezone.now())
    if organisation is not None:
        parties_actions.record_on_behalf(
            subject=responsibility,
            organisation=organisation,
            by=by,
            ground=ground.ground,
            note=ground.note,
            file=ground.file,
            summary=[
                (_("Kemitraan"), str(partnership)),
                (_("Peran"), lifecycle.question_of(responsibility)),
                (_("Penanggung jawab"), str(organisation)),
            ],
        )
        _record("responsibility.recorded", responsibility, by, party=organisation.pk)
    note_agreed(partnership, by)
    return responsibility


@transaction.atomic
def set_needed(
    *,
    responsibility: Responsibility,
    is_needed: bool,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Say that this partnership does, or does without, a duty of the catalogue; with a reason."""
    rules.can_keep_catalogue(by, responsibility.partnership).or_raise()
    if not is_needed and _is_carried(responsibility):
        raise Conflict(_("Peran ini sudah dipegang. Pihak itu dapat melepasnya lebih dahulu."))
    verb = "responsibility.needed" if is_needed else "responsibility.not_needed"
    kept = "" if is_needed else reason.strip()[:300]
    changes = {"is_needed": is_needed, "not_needed_reason": kept}
    changed = _empty(verb, responsibility, reason, by, version, token, **changes)
    note_agreed(changed.partnership, by)
    return changed


def _is_carried(responsibility: Responsibility) -> bool:
    """Return whether a party accepted the duty, or one of its letters."""
    return not responsibility.is_proposed or responsibility.cells.filter(is_proposed=False).exists()


def note_agreed(partnership: Partnership, by: Actor) -> None:
    """Tell the road when every critical duty has a party that agreed, or is said to have."""
    for duty in partnership.responsibilities.filter(is_needed=True):
        is_agreed = duty.party_id is not None and not (
            duty.is_proposed and duty.recorded_at is None
        )
        if lifecycle.is_critical(duty) and not is_agreed:
            return
    if not partnership.records.filter(key=ALL_AGREED, undone_at__isnull=True).exists():
        record_fact(partnership=partnership, key=ALL_AGREED, by=by)


def note_missing(responsibility: Responsibility, by: Actor, reason: str) -> None:
    """Tell the road that a critical duty has nobody any more."""
    if responsibility.is_needed and lifecycle.is_critical(responsibility):
        take_back_fact(partnership=responsibility.partnership, key=ALL_AGREED, by=by, reason=reason)


def _empty(
    verb: str,
    responsibility: Responsibility,
    reason: str,
    by: Actor,
    version: int | None,
    token: str,
    **changes: object,
) -> Responsibility:
    """Leave the duty without a party, and write down why; refuses an empty reason."""
    if not reason.strip():
        raise Conflict(_("Tulis alasannya, supaya pihak lain tahu apa yang perlu dicari."))
    _spend(token)
    organisation_id, left = _organisation_of(responsibility), responsibility.party_id
    burdens = [Letter.ACCOUNTABLE, Letter.RESPONSIBLE]
    if left is not None:
        responsibility.cells.filter(party_id=left, letter__in=burdens).delete()
    _change(
        responsibility,
        version,
        party=None,
        ground="",
        is_proposed=True,
        accepted_at=None,
        proposed_at=None,
        recorded_at=None,
        **changes,
    )
    _record(verb, responsibility, by, party=organisation_id, reason=reason.strip()[:300])
    note_missing(responsibility, by, reason.strip())
    return responsibility


def _organisation_of(responsibility: Responsibility) -> int | None:
    """Return the organisation that carries, or would carry, the duty."""
    return responsibility.party.organisation_id if responsibility.party else None


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _change(responsibility: Responsibility, version: int | None, **changes: object) -> None:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = responsibility.version if version is None else version
    changed = Responsibility.objects.filter(pk=responsibility.pk, version=seen).update(
        version=F("version") + 1, **changes
    )
    if not changed:
        raise Conflict(_("Peran ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    responsibility.refresh_from_db()


def _record(
    verb: str,
    responsibility: Responsibility,
    by: Actor,
    *,
    party: int | None,
    reason: str = "",
) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(
        verb,
        responsibility,
        by=by,
        scope=responsibility.partnership,
        key=responsibility.key,
        question=responsibility.question,
        party=party,
        reason=reason,
    )

"""Who answers for what: proposed by one, accepted or refused by the party it burdens."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.partnerships import queries, rules
from sambung.partnerships.models import Party, Responsibility


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
    if party.partnership_id != partnership.pk:
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
        proposed_by_id=by.user_id,
        proposed_at=now,
        accepted_at=now if is_own else None,
    )
    verb = "responsibility.accepted" if is_own else "responsibility.proposed"
    _record(verb, responsibility, by, party=party.organisation_id)
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
    rules.can_lead(by, responsibility.partnership).or_raise()
    if not is_needed and not responsibility.is_proposed:
        raise Conflict(_("Peran ini sudah dipegang. Pihak itu dapat melepasnya lebih dahulu."))
    verb = "responsibility.needed" if is_needed else "responsibility.not_needed"
    return _empty(verb, responsibility, reason, by, version, token, is_needed=is_needed)


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
    organisation_id = _organisation_of(responsibility)
    _change(
        responsibility,
        version,
        party=None,
        ground="",
        is_proposed=True,
        accepted_at=None,
        proposed_at=None,
        **changes,
    )
    _record(verb, responsibility, by, party=organisation_id, reason=reason.strip()[:300])
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
    scope, key = responsibility.partnership, responsibility.key
    audit.record(verb, responsibility, by=by, scope=scope, key=key, party=party, reason=reason)

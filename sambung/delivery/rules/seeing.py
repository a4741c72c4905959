"""Who sees the delivery of a partnership, who states in it, and who verifies what was stated.

A party states its own; the desk that convenes, or a facilitator who is a party, may write down what
another party said. Nobody verifies what his own body stated or gives, nor what he wrote himself.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Partnership


@dataclass(frozen=True)
class Circle:
    """A partnership with those who sit at its table; loaded once by queries.circle_of."""

    partnership: Partnership
    party_ids: frozenset[int] = frozenset()  # organisations that have not left
    facilitator_ids: frozenset[int] = frozenset()  # those of them that facilitate
    supervisor_id: int | None = None  # the organisation that holds the duty to supervise


def can_see(actor: Actor, circle: Circle) -> Verdict:
    """Parties, the convening desk and the operator see the delivery."""
    if partnership_rules.can_read_letters(actor, circle.partnership, circle.party_ids):
        return ALLOWED
    return refuse(_("Pelaksanaan dibaca oleh para pihak dan petugas daerahnya."))


def writes_for_others(actor: Actor, circle: Circle) -> bool:
    """Return whether the actor may write down what another party said."""
    return partnership_rules.is_convener(actor, circle.partnership) or any(
        partnership_rules.speaks_for(actor, pk) for pk in circle.facilitator_ids
    )


def can_state(actor: Actor, circle: Circle, organisation_id: int | None = None) -> Verdict:
    """A party states for itself; the desk or a facilitator may write down what a party said."""
    if circle.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    wanted = circle.party_ids if organisation_id is None else {organisation_id}
    if organisation_id is not None and organisation_id not in circle.party_ids:
        return refuse(_("Lembaga ini bukan pihak dalam kemitraan itu."))
    if writes_for_others(actor, circle):
        return ALLOWED
    if any(partnership_rules.speaks_for(actor, pk) for pk in wanted):
        return ALLOWED
    return refuse(_("Ini dinyatakan oleh pihaknya sendiri, atau dicatat petugas yang mengundang."))


def states_for(actor: Actor, circle: Circle) -> frozenset[int]:
    """Return the parties for which the actor may write a statement, own or as they said it."""
    return frozenset(pk for pk in circle.party_ids if can_state(actor, circle, pk))


def can_plan(actor: Actor, circle: Circle) -> Verdict:
    """Parties and the convening desk make and change the work plan of an open partnership."""
    verdict = can_state(actor, circle)
    if verdict or circle.partnership.closed_at is not None:
        return verdict
    return refuse(_("Rencana kerja disusun oleh para pihak dan petugas yang mengundang."))


def verifies_in(
    actor: Actor,
    circle: Circle,
    *,
    claimants: Collection[int | None],
    person_id: int | None = None,
) -> int | None:
    """Return the organisation in whose name the actor may verify, or None."""
    if not can_verify(actor, circle, claimants=claimants, person_id=person_id):
        return None
    return next(iter(_verifying(actor, circle)), None)


def can_verify(
    actor: Actor,
    circle: Circle,
    *,
    claimants: Collection[int | None],
    person_id: int | None = None,
) -> Verdict:
    """Verify: the desk, the supervisor or a facilitator, never for a claim of one's own.

    `claimants` are the organisations that stated it or give it; `person_id` is who wrote it.
    """
    verdict = _is_stranger(actor, circle, claimants, person_id)
    if not verdict:
        return verdict
    if _verifying(actor, circle):
        return ALLOWED
    return refuse(
        _("Diverifikasi oleh petugas daerah, pengawas, atau pendamping; bukan oleh pihak ini.")
    )


def checks_in(
    actor: Actor,
    circle: Circle,
    *,
    claimants: Collection[int | None],
    person_id: int | None = None,
) -> int | None:
    """Return the organisation in whose name the actor may look at the works, or None."""
    if not can_check_works(actor, circle, claimants=claimants, person_id=person_id):
        return None
    own = [pk for pk in sorted(circle.party_ids) if partnership_rules.speaks_for(actor, pk)]
    return next(iter([*_verifying(actor, circle), *own]), None)


def can_check_works(
    actor: Actor,
    circle: Circle,
    *,
    claimants: Collection[int | None],
    person_id: int | None = None,
) -> Verdict:
    """Look at finished works, or at goods in use: a verifier or any party but the claimants."""
    verdict = _is_stranger(actor, circle, claimants, person_id)
    if not verdict:
        return verdict
    others = [pk for pk in circle.party_ids if partnership_rules.speaks_for(actor, pk)]
    if others or _verifying(actor, circle):
        return ALLOWED
    return refuse(_("Diperiksa oleh pihak lain dalam kemitraan atau petugas daerahnya."))


def _is_stranger(
    actor: Actor, circle: Circle, claimants: Collection[int | None], person_id: int | None
) -> Verdict:
    """Allow who has no part in the claim, in a partnership that still runs."""
    if circle.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if partnership_rules.belongs_to(actor, [pk for pk in claimants if pk is not None]):
        return refuse(_("Pernyataan sendiri tidak dapat diverifikasi sendiri; minta pihak lain."))
    if person_id is not None and person_id == actor.user_id:
        return refuse(_("Anda sendiri yang mencatatnya. Verifikasi dilakukan orang lain."))
    return ALLOWED


def _verifying(actor: Actor, circle: Circle) -> list[int]:
    """Return the organisations in whose name the actor may verify, the hat worn first."""
    partnership = circle.partnership
    found = [
        hat.organisation_id
        for hat in sorted(actor.hats, key=lambda hat: hat != actor.worn)
        if hat.organisation_kind in partnership_rules.DESK
        and hat.role in partnership_rules.DECIDING
        and partnership_rules.covers(hat, partnership.village_id)
    ]
    named = [circle.supervisor_id, *sorted(circle.facilitator_ids)]
    return found + [
        pk for pk in named if pk is not None and partnership_rules.speaks_for(actor, pk)
    ]


def convening_codes(actor: Actor) -> list[str]:
    """Return the places whose partnerships the actor convenes."""
    return [
        hat.region_code
        for hat in actor.hats
        if hat.region_code is not None
        and hat.organisation_kind in partnership_rules.DESK
        and hat.role in partnership_rules.DECIDING
    ]


def own_of(actor: Actor, circle: Circle) -> frozenset[int]:
    """Return the organisations at the table, or convening it, in whose name the actor speaks."""
    own = {pk for pk in circle.party_ids if partnership_rules.speaks_for(actor, pk)}
    return frozenset(own | set(_verifying(actor, circle)))

"""Who may write down organisations, invite people, and keep what hangs on them."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.parties.models import SIDE_OF, Membership, Organisation, OrganisationKind, Role, Side
from sambung.parties.rules.hats import (
    GOVERNING_KINDS,
    NETWORK_KINDS,
    RANK,
    RECORDING_KINDS,
    acts_for,
    acts_for_region,
    hat_covers,
    is_official,
    may_record,
)

PLACED_SIDES = frozenset({Side.GOVERNMENT, Side.COMMUNITY})
# Kinds that read or record in the place they are written down at, though they are no body of it.
REACHING_KINDS = RECORDING_KINDS | {OrganisationKind.UNIVERSITY}


def can_register_person(actor: Actor) -> Verdict:
    """Only an operator makes an account for another; people join by their own link."""
    if actor.is_operator:
        return ALLOWED
    return refuse(_("Akun dibuat oleh orangnya sendiri lewat tautan pribadi."))


def can_create_organisation(actor: Actor, kind: str, region_code: str | None) -> Verdict:
    """Officers write down parties; those that reach a place only where their own hat does.

    Whoever writes a body down invites its first person, so nobody gets a wider hat that way.
    """
    if actor.is_operator:
        return ALLOWED
    if not may_record(actor) or actor.worn is None:
        return refuse(_("Hanya petugas atau fasilitator yang dapat mencatat organisasi baru."))
    if SIDE_OF[kind] not in PLACED_SIDES:
        return reaches_no_farther(actor.worn, kind, region_code)
    governs_itself = kind not in GOVERNING_KINDS or actor.worn.organisation_kind in GOVERNING_KINDS
    if region_code and governs_itself and hat_covers(actor.worn, region_code):
        return ALLOWED
    return refuse(_("Organisasi pemerintah dan warga dicatat oleh petugas wilayahnya."))


def reaches_no_farther(worn: Hat, kind: str, region_code: str | None) -> Verdict:
    """Say whether a body of no place may be written down there: not to see more than the hat."""
    if kind not in REACHING_KINDS or region_code is None or hat_covers(worn, region_code):
        return ALLOWED
    return refuse(_("Tempat ini di luar wilayah %s.") % worn.organisation_name)


def can_update_organisation(actor: Actor, organisation: Organisation) -> Verdict:
    """Its own officers, or those who look after it, keep its particulars."""
    if actor.is_operator or acts_for(actor, organisation.pk) or looks_after(actor, organisation):
        return ALLOWED
    return refuse(_("Data organisasi ini diurus oleh petugasnya sendiri atau pencatatnya."))


def looks_after(actor: Actor, organisation: Organisation) -> bool:
    """Return whether the hat worn wrote the organisation down, or governs its place if nobody did.

    The site's operators write down many at once; then the officers of the place look after them.
    """
    if organisation.registered_by_id is not None:
        return acts_for(actor, organisation.registered_by_id)
    return organisation.region_id is not None and acts_for_region(actor, organisation.region_id)


def can_invite(actor: Actor, organisation: Organisation, role: str, *, has_people: bool) -> Verdict:
    """Its officers invite up to their own role; who looks after it only the first person."""
    if actor.is_operator:
        return ALLOWED
    if acts_for(actor, organisation.pk):
        if acts_for(actor, organisation.pk, at_least=role):
            return ALLOWED
        return refuse(_("Anda tidak dapat memberi peran di atas peran Anda sendiri."))
    if not looks_after(actor, organisation):
        return refuse(_("Orang diundang oleh petugas organisasi itu sendiri."))
    if has_people:
        return refuse(_("Organisasi ini sudah punya orang sendiri; merekalah yang mengundang."))
    return ALLOWED


def can_end_membership(actor: Actor, membership: Membership) -> Verdict:
    """A person leaves by themselves; an officer ends roles up to their own."""
    is_own = actor.user_id is not None and actor.user_id == membership.user_id
    if actor.is_operator or is_own:
        return ALLOWED
    if acts_for(actor, membership.organisation_id, at_least=max_role(membership.role)):
        return ALLOWED
    return refuse(_("Keanggotaan diakhiri oleh orangnya sendiri atau petugas organisasinya."))


def max_role(role: str) -> str:
    """Return the role itself, but at least officer: plain members end nobody's membership."""
    return role if RANK[Role(role)] >= RANK[Role.OFFICER] else Role.OFFICER


def can_create_programme(actor: Actor, organisation: Organisation) -> Verdict:
    """Those who keep an organisation keep its programmes."""
    return can_update_organisation(actor, organisation)


def can_add_network_member(actor: Actor, network: Organisation) -> Verdict:
    """Those who keep a network, forum or association keep its list of members."""
    if network.kind not in NETWORK_KINDS:
        return refuse(_("Hanya jejaring, forum, atau asosiasi yang punya anggota organisasi."))
    return can_update_organisation(actor, network)


def can_add_contact(actor: Actor, organisation: Organisation) -> Verdict:
    """Its own officers and those who write down others keep contacts, each their own."""
    if is_official(actor.worn) and (may_record(actor) or acts_for(actor, organisation.pk)):
        return ALLOWED
    return refuse(_("Kontak dicatat oleh petugas yang bekerja dengan organisasi ini."))

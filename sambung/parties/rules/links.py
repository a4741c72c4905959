"""Who may write atas nama and confirm it; when a personal link still opens."""

from datetime import datetime

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties.models import (
    LinkPurpose,
    OnBehalf,
    Organisation,
    OrganisationKind,
    PersonalLink,
    Role,
)
from sambung.parties.rules.hats import RANK, RECORDING_KINDS, acts_for, hat_covers, may_record
from sambung.parties.rules.organisations import looks_after

# They keep others' things, so they work with accounts of their own.
NEVER_GUESTS = RECORDING_KINDS | {OrganisationKind.MINISTRY}


def can_record_on_behalf(actor: Actor, organisation: Organisation) -> Verdict:
    """Officers and facilitators write down what another party said."""
    if actor.user_id is None or not may_record(actor) or actor.worn is None:
        return refuse(_("Hanya petugas atau fasilitator yang mencatat atas nama pihak lain."))
    if actor.worn.organisation_id == organisation.pk:
        return refuse(_("Ini organisasi Anda sendiri; tidak perlu atas nama."))
    return ALLOWED


def can_answer_on_behalf(actor: Actor, on_behalf: OnBehalf) -> Verdict:
    """Only the party itself confirms or corrects: by its own officer or by its personal link."""
    is_party = actor.link_organisation_id == on_behalf.organisation_id or acts_for(
        actor, on_behalf.organisation_id
    )
    if not is_party:
        return refuse(_("Catatan ini dibenarkan oleh pihak yang disebut di dalamnya."))
    if actor.user_id is not None and actor.user_id == on_behalf.recorded_by_id:
        return refuse(_("Anda yang mencatatnya; pihak itu sendiri yang membenarkan."))
    if on_behalf.replaced_at:
        return refuse(_("Catatan ini sudah diganti dengan yang lebih baru."))
    if on_behalf.confirmed_at or on_behalf.corrected_at:
        return refuse(_("Catatan ini sudah dijawab."))
    return ALLOWED


def can_create_link(actor: Actor, organisation: Organisation) -> Verdict:
    """Officers send links to the parties they work with, and to their own people."""
    if actor.user_id is None:
        return refuse(_("Masuk dulu untuk membuat tautan pribadi."))
    if may_record(actor) or acts_for(actor, organisation.pk) or actor.is_operator:
        return ALLOWED
    return refuse(_("Tautan pribadi dibuat oleh petugas atau fasilitator."))


def can_create_guest_link(
    actor: Actor, organisation: Organisation, role: str, *, has_people: bool
) -> Verdict:
    """Its own officers; for one without accounts also who wrote it down or works in its place.

    Whoever holds it reads what the organisation keeps to itself: nobody farther away may make it.
    """
    if actor.user_id is None:
        return refuse(_("Masuk dulu untuk membuat tautan pribadi."))
    if organisation.kind in NEVER_GUESTS:
        return refuse(_("Pemerintah, forum, dan pendamping bekerja dengan akun sendiri."))
    if RANK[Role(role)] > RANK[Role.OFFICER]:
        return refuse(_("Penandatangan dan pimpinan diundang dengan akun sendiri."))
    if acts_for(actor, organisation.pk):
        return ALLOWED
    if has_people:
        return refuse(_("Organisasi ini sudah punya orang sendiri; merekalah yang mengundang."))
    if looks_after(actor, organisation) or records_there(actor, organisation):
        return ALLOWED
    return refuse(_("Tautan ini dibuat oleh pencatat organisasi itu, atau petugas di wilayahnya."))


def records_there(actor: Actor, organisation: Organisation) -> bool:
    """Return whether the hat worn writes down others and the organisation lies in its place."""
    return (
        may_record(actor)
        and actor.worn is not None
        and organisation.region_id is not None
        and hat_covers(actor.worn, organisation.region_id)
    )


def can_leave_link(link: PersonalLink, holder_hash: str) -> Verdict:
    """Only who holds a link ends it from the device."""
    if link.holder_hash and link.holder_hash == holder_hash:
        return ALLOWED
    return refuse(_("Tautan ini tidak dipegang di perangkat ini."))


def can_revoke_link(actor: Actor, link: PersonalLink) -> Verdict:
    """Whoever sent it, the organisation's own officers, or who looks after it take a link back."""
    if actor.user_id is None:
        return refuse(_("Masuk dulu untuk menarik tautan pribadi."))
    if actor.user_id == link.created_by_id or acts_for(actor, link.organisation_id):
        return ALLOWED
    if link.purpose == LinkPurpose.GUEST and looks_after(actor, link.organisation):
        return ALLOWED
    return refuse(_("Tautan ditarik oleh pengirimnya atau petugas organisasinya."))


def can_open_link(link: PersonalLink, now: datetime) -> Verdict:
    """A link opens until it is used, taken back, or out of time."""
    if link.used_at:
        return refuse(_("Tautan ini sudah dipakai. Tidak ada yang berubah."))
    if link.revoked_at:
        return refuse(_("Tautan ini sudah ditarik oleh pengirimnya."))
    if link.left_at:
        return refuse(_("Tautan ini sudah diakhiri oleh pemegangnya. Minta yang baru bila perlu."))
    if now >= link.expires_at:
        return refuse(_("Masa berlaku tautan ini sudah lewat. Minta tautan baru ke pengirimnya."))
    return ALLOWED


def can_hold_link(link: PersonalLink, holder_hash: str, actor: Actor, now: datetime) -> Verdict:
    """The first who says "this is me" holds it; its sender and forwarded copies do not."""
    verdict = can_open_link(link, now)
    if not verdict:
        return verdict
    if actor.user_id is not None and actor.user_id == link.created_by_id:
        return refuse(
            _("Anda yang membuat tautan ini. Kirimkan kepada %(name)s; hanya ia yang memakainya.")
            % {"name": link.for_name}
        )
    if link.holder_hash and link.holder_hash != holder_hash:
        return refuse(
            _("Tautan ini sudah dibuka di perangkat lain. Minta tautan baru ke pengirimnya.")
        )
    return ALLOWED

"""Who may write atas nama and confirm it; when a personal link still opens."""

from datetime import datetime

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties.models import OnBehalf, Organisation, PersonalLink
from sambung.parties.rules.hats import acts_for, may_record


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


def can_revoke_link(actor: Actor, link: PersonalLink) -> Verdict:
    """Whoever sent it, or the organisation's own officers, take a link back."""
    if actor.user_id == link.created_by_id or acts_for(actor, link.organisation_id):
        return ALLOWED
    return refuse(_("Tautan ditarik oleh pengirimnya atau petugas organisasinya."))


def can_open_link(link: PersonalLink, now: datetime) -> Verdict:
    """A link opens until it is used, taken back, or out of time."""
    if link.used_at:
        return refuse(_("Tautan ini sudah dipakai. Tidak ada yang berubah."))
    if link.revoked_at:
        return refuse(_("Tautan ini sudah ditarik oleh pengirimnya."))
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

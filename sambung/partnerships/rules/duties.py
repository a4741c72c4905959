"""Who keeps the catalogue of duties, takes back and records proposals, and sets the target."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties import rules as parties_rules
from sambung.parties.models import Organisation
from sambung.partnerships.models import Partnership
from sambung.partnerships.rules.partnership import (
    can_propose_responsible,
    is_convener,
    speaks_for,
)


def can_keep_catalogue(actor: Actor, partnership: Partnership) -> Verdict:
    """The convening desk, or who opened the partnership, says which duties it has."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    opener = partnership.opened_by_id
    if is_convener(actor, partnership) or (opener is not None and speaks_for(actor, opener)):
        return ALLOWED
    return refuse(_("Daftar peran disusun oleh petugas daerah atau pihak yang membuka kemitraan."))


def can_withdraw_proposal(
    actor: Actor, partnership: Partnership, proposed_by_id: int | None, *, is_proposed: bool
) -> Verdict:
    """Who proposed takes it back while it is unanswered; the desk also what nobody proposed."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if not is_proposed:
        return refuse(_("Usulan ini sudah disetujui. Pemegangnya dapat melepasnya."))
    is_own = actor.user_id is not None and actor.user_id == proposed_by_id
    if is_own or is_convener(actor, partnership):
        return ALLOWED
    return refuse(_("Usulan ditarik oleh yang mengusulkannya atau petugas daerah."))


def can_record_answer(
    actor: Actor,
    partnership: Partnership,
    organisation: Organisation | None,
    party_organisation_ids: Collection[int],
    *,
    is_proposed: bool,
) -> Verdict:
    """A desk or a facilitator writes down that a party said yes; its own answer stays open."""
    verdict = can_propose_responsible(actor, partnership, party_organisation_ids)
    if not verdict:
        return verdict
    if organisation is None or not is_proposed:
        return refuse(_("Tidak ada usulan yang menunggu jawaban untuk peran ini."))
    if speaks_for(actor, organisation.pk):
        return refuse(_("Ini pihak Anda sendiri; jawablah langsung."))
    return parties_rules.can_record_on_behalf(actor, organisation)


def can_answer_letter(
    actor: Actor, partnership: Partnership, organisation_id: int, *, is_proposed: bool
) -> Verdict:
    """Only the party that a letter burdens accepts or refuses it."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if not is_proposed:
        return refuse(_("Huruf ini sudah disetujui."))
    if speaks_for(actor, organisation_id):
        return ALLOWED
    return refuse(_("Peran ini dijawab oleh pihak yang akan menanggungnya."))


def can_release_letter(
    actor: Actor, partnership: Partnership, organisation_id: int, *, is_proposed: bool
) -> Verdict:
    """Only the party that holds a letter gives it up."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_proposed:
        return refuse(_("Huruf ini belum disetujui; jawab dulu usulannya."))
    if speaks_for(actor, organisation_id):
        return ALLOWED
    return refuse(_("Peran ini dilepas oleh pihak yang memegangnya."))

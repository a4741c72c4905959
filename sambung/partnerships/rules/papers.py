"""Who may add, replace, share, publish and withdraw a document, and who reads which."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties.models import Organisation
from sambung.parties.rules import can_record_on_behalf
from sambung.partnerships.models import Document, Partnership
from sambung.partnerships.rules.partnership import belongs_to, is_convener, speaks_for


def can_add_document(
    actor: Actor,
    partnership: Partnership,
    organisation: Organisation,
    party_organisation_ids: Collection[int],
    *,
    is_private: bool = False,
) -> Verdict:
    """A party adds its own; the desk, or a facilitator who takes part, adds what a party said."""
    is_party = organisation.pk in party_organisation_ids
    if not is_party and not (
        organisation.pk == partnership.convener_id or organisation.pk == partnership.opened_by_id
    ):
        return refuse(_("Dokumen ditambahkan atas nama salah satu pihak kemitraan ini."))
    if speaks_for(actor, organisation.pk):
        return ALLOWED
    if is_private:
        return refuse(_("Konsep yang belum dibagikan hanya disimpan oleh organisasinya sendiri."))
    if not (is_convener(actor, partnership) or belongs_to(actor, party_organisation_ids)):
        return refuse(_("Dokumen ditambahkan oleh para pihak atau petugas daerah."))
    return can_record_on_behalf(actor, organisation)


def can_start_document(
    actor: Actor, partnership: Partnership, party_organisation_ids: Collection[int]
) -> Verdict:
    """Parties and the desk see the forms that add or make a document."""
    if is_convener(actor, partnership) or any(
        speaks_for(actor, pk) for pk in party_organisation_ids
    ):
        return ALLOWED
    return refuse(_("Dokumen ditambahkan oleh para pihak atau petugas daerah."))


def can_replace_document(
    actor: Actor, document: Document, party_organisation_ids: Collection[int]
) -> Verdict:
    """Whoever could add it may bring its next edition, while it is the latest and not withdrawn."""
    if document.withdrawn_at is not None:
        return refuse(_("Dokumen ini sudah ditarik. Tambahkan dokumen baru."))
    return can_add_document(
        actor,
        document.partnership,
        document.organisation,
        party_organisation_ids,
        is_private=document.is_private,
    )


def can_share_document(actor: Actor, document: Document) -> Verdict:
    """Its own organisation opens a draft to the other parties."""
    if document.withdrawn_at is not None or not document.is_private:
        return refuse(_("Dokumen ini tidak lagi berupa konsep."))
    return _of_its_own(actor, document)


def can_publish_document(actor: Actor, document: Document) -> Verdict:
    """Its own organisation lets the public read it, and takes that back; never a draft."""
    if document.withdrawn_at is not None:
        return refuse(_("Dokumen ini sudah ditarik."))
    if document.is_private:
        return refuse(_("Bagikan dahulu konsep ini kepada para pihak."))
    return _of_its_own(actor, document)


def can_withdraw_document(actor: Actor, document: Document, reason: str = "-") -> Verdict:
    """Its own organisation withdraws it with a reason, unless something verified rests on it."""
    if document.withdrawn_at is not None:
        return refuse(_("Dokumen ini sudah ditarik."))
    if document.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup; dokumennya tetap."))
    if document.locked_at is not None:
        return refuse(
            _("Verifikasi atau tanda tangan sudah bertumpu pada edisi ini; ia tidak dapat ditarik.")
        )
    if not reason.strip():
        return refuse(_("Tulis alasan menarik dokumen ini."))
    return _of_its_own(actor, document)


def _of_its_own(actor: Actor, document: Document) -> Verdict:
    """Only the organisation whose document it is decides."""
    if speaks_for(actor, document.organisation_id):
        return ALLOWED
    return refuse(_("Ini diputuskan oleh organisasi pemilik dokumennya."))

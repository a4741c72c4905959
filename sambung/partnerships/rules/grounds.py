"""Who says on what law and decrees a partnership, or its agreement, rests."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.partnerships.models import Agreement, AgreementState, Citation, Partnership
from sambung.partnerships.rules.contributions import is_running
from sambung.partnerships.rules.partnership import belongs_to, is_convener

OPEN_TEXT = frozenset([AgreementState.DRAFT, AgreementState.REVIEW])


def can_cite(
    actor: Actor,
    partnership: Partnership,
    party_ids: Collection[int],
    agreement: Agreement | None = None,
) -> Verdict:
    """Parties and the convening desk cite; in an agreement only while its text is still open."""
    if not (verdict := is_running(partnership)):
        return verdict
    if not (is_convener(actor, partnership) or belongs_to(actor, party_ids)):
        return refuse(_("Dasar hukum dikutip oleh para pihak atau petugas daerah."))
    if agreement is not None and not _is_theirs(actor, agreement):
        return refuse(_("Naskah ini belum dibagikan oleh penyusunnya."))
    if agreement is not None and agreement.state not in OPEN_TEXT:
        return refuse(_("Naskah perjanjian ini sudah tetap; dasarnya tidak diubah lagi."))
    return ALLOWED


def _is_theirs(actor: Actor, agreement: Agreement) -> bool:
    """Return whether the draft is shared, or the actor's own house wrote it."""
    return agreement.is_shared or belongs_to(actor, [agreement.owner_id])


def can_remove_citation(actor: Actor, citation: Citation, party_ids: Collection[int]) -> Verdict:
    """Whoever may cite may take a citation out, while the text it stands in is open."""
    return can_cite(actor, citation.partnership, party_ids, citation.agreement)

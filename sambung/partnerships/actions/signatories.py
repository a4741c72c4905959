"""Who signs for each party, in what order, and by what mandate."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.governance.models import Decree
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.agreement_hold import hold, scope_of, spend
from sambung.partnerships.actions.agreements import refill
from sambung.partnerships.models import Agreement, AgreementState, Party, Signatory

TEXT_STATES = (AgreementState.DRAFT,)


@transaction.atomic
def set_signatory(
    *,
    agreement: Agreement,
    party: Party,
    name: str,
    title: str,
    by: Actor,
    mandate: str = "",
    mandate_decree: Decree | None = None,
    mandate_until: date | None = None,
    position: int | None = None,
    token: str = "",
) -> Signatory:
    """Name who signs for a party, or change that; the opening of the text follows.

    Without `position` a new one comes last. One person signs for one party.
    """
    party_ids = queries.organisation_ids_of(agreement.partnership)
    rules.can_change_signatories(by, agreement, party_ids).or_raise()
    if party.partnership_id != agreement.partnership_id or party.left_at is not None:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    others = agreement.signatories.exclude(party=party)
    rules.names_once(name, others.values_list("name", flat=True)).or_raise()
    spend(token)
    hold(agreement, TEXT_STATES)
    last = agreement.signatories.aggregate(last=Max("position"))["last"] or 0
    values = {
        "name": name.strip()[:120],
        "title": title.strip()[:160],
        "mandate": _mandate(mandate, mandate_decree),
        "mandate_decree": mandate_decree,
        "mandate_until": mandate_until,
    }
    place = {"position": position} if position is not None else {}
    row, _new = Signatory.objects.update_or_create(
        agreement=agreement,
        party=party,
        defaults={**values, **place},
        create_defaults={**values, "position": position or last + 1},
    )
    refill(agreement)
    audit.record(
        "signatory.named",
        row,
        by=by,
        scope=scope_of(agreement),
        party=party.organisation_id,
        position=row.position,
    )
    return row


@transaction.atomic
def remove_signatory(*, signatory: Signatory, by: Actor, token: str = "") -> None:
    """Take a party out of an agreement while its text is drafted."""
    agreement = signatory.agreement
    party_ids = queries.organisation_ids_of(agreement.partnership)
    rules.can_change_signatories(by, agreement, party_ids).or_raise()
    if signatory.signatures.exists():
        raise Conflict(_("Catatan tanda tangannya pernah ada; penanda tangan ini tetap disimpan."))
    spend(token)
    hold(agreement, TEXT_STATES)
    audit.record(
        "signatory.removed",
        signatory,
        by=by,
        scope=scope_of(agreement),
        party=signatory.party.organisation_id,
    )
    signatory.delete()
    refill(agreement)


def _mandate(words: str, decree: Decree | None) -> str:
    """Return the mandate as the text says it; a decree alone speaks by its number."""
    if words.strip() or decree is None:
        return words.strip()[:300]
    return f"{decree.get_kind_display()} Nomor {decree.number}"[:300]

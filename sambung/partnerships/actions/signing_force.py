"""What follows when every party has signed: in force, its facts, its amounts, what it replaces."""

from django.db.models import Max
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor
from sambung.partnerships.actions.agreement_hold import hold
from sambung.partnerships.actions.checklist import record_fact
from sambung.partnerships.actions.statements import state_contribution
from sambung.partnerships.lifecycle.agreements import FACT_OF_KIND
from sambung.partnerships.models import (
    Agreement,
    AgreementState,
    AgreementText,
    AmountOf,
    Contribution,
    Signature,
)

S = AgreementState


def put_in_force(agreement: Agreement, text: AgreementText, by: Actor) -> None:
    """Put the agreement in force on the day of its last signature; call inside the signing."""
    day = Signature.objects.filter(
        signatory__agreement=agreement, withdrawn_at__isnull=True
    ).aggregate(last=Max("signed_on"))["last"]
    starts = {} if agreement.starts_on else {"starts_on": day}
    hold(agreement, (S.SIGNING,), state=S.IN_FORCE, in_force_on=day, **starts)
    audit.record(
        "agreement.in_force",
        agreement,
        by=by,
        scope=agreement.partnership,
        kind=agreement.kind,
        on=day.isoformat(),
    )
    _replace(agreement, by)
    _state_amounts(agreement, text, by)
    fact = FACT_OF_KIND.get(agreement.kind)
    if fact:
        record_fact(partnership=agreement.partnership, key=fact, by=by, note=agreement.title[:300])


def _replace(agreement: Agreement, by: Actor) -> None:
    """Close the agreement that was renewed; carry a new last day into the one amended."""
    if agreement.renews is not None:
        hold(agreement.renews, (S.IN_FORCE,), state=S.RENEWED)
        audit.record("agreement.renewed", agreement.renews, by=by, scope=agreement.partnership)
    if agreement.amends is not None and agreement.ends_on is not None:
        hold(agreement.amends, (S.IN_FORCE,), ends_on=agreement.ends_on)


def _state_amounts(agreement: Agreement, text: AgreementText, by: Actor) -> None:
    """State as agreed what the signed text lists, for the parties that signed it."""
    listed = dict(text.amounts)
    signed = agreement.signatories.values("party_id")
    rows = Contribution.objects.filter(
        pk__in=listed, withdrawn_at__isnull=True, party_id__in=signed
    ).select_related("party__organisation", "partnership")
    for row in rows:
        if listed[row.pk] is None or agreement.in_force_on is None:
            continue
        state_contribution(
            contribution=row,
            of=AmountOf.AGREED,
            amount_rp=listed[row.pk],
            on=agreement.in_force_on,
            organisation=row.party.organisation,
            by=by,
            rests_on=agreement,
            note=_("Menurut %s") % agreement.title[:200],
        )

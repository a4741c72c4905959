"""What follows from a statement of a tranche: the contribution's amounts, and who is told."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.delivery import lifecycle, queries
from sambung.delivery.models import Tranche, TrancheAct, TrancheState, TrancheStatement
from sambung.parties.actions import notify
from sambung.parties.models import Organisation
from sambung.partnerships import actions as partnership_actions
from sambung.partnerships.models import AmountOf


def follow_contribution(tranche: Tranche, statement: TrancheStatement, *, by: Actor) -> None:
    """State what arrived as delivered, and what was used and verified as verified."""
    contribution = tranche.contribution
    if tranche.state == TrancheState.RECEIVED and statement.act != TrancheAct.RETURN:
        partnership_actions.state_contribution(
            contribution=contribution,
            of=AmountOf.DELIVERED,
            amount_rp=queries.arrived_rp(contribution, lifecycle.MONEY_ARRIVED),
            on=statement.on,
            organisation=statement.organisation,
            by=by,
            evidence=statement.evidence,
            note=_("Termin %s") % tranche.number,
            rests_on=statement,
        )
    if statement.act == TrancheAct.SETTLE:
        partnership_actions.state_contribution(
            contribution=contribution,
            of=AmountOf.VERIFIED,
            amount_rp=queries.settled_rp(contribution),
            on=statement.on,
            organisation=statement.organisation,
            by=by,
            grade=statement.grade,
            evidence=statement.evidence,
            note=_("Termin %s") % tranche.number,
            rests_on=statement,
        )


def tell_next(tranche: Tranche, *, by: Actor) -> None:
    """Leave a notice for whoever the next step is wanted of."""
    row = queries.tranche_row(tranche)
    wanted = queries.awaited(row)
    if wanted is None:
        return
    ids = wanted.organisation_ids or {row.tranche.contribution.partnership.convener_id}
    url = tranche.get_absolute_url()
    for organisation in Organisation.objects.filter(pk__in=[pk for pk in ids if pk]):
        notify(text=_line(row), url=url, organisation=organisation)


def _line(row: queries.TrancheRow) -> Callable[[], str]:
    """Return the line of the tranche, said in the language now active."""
    title = row.tranche.contribution.partnership.title
    return lambda: f"{title}: {row.line}"

"""What each party brings: added, changed, withdrawn. Its five amounts: see statements."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Organisation
from sambung.partnerships import rules
from sambung.partnerships.actions.statements import state_contribution
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    ContributionKind,
    Partnership,
    Party,
)


@transaction.atomic
def add_contribution(
    *,
    partnership: Partnership,
    party: Party,
    kind: str,
    by: Actor,
    title: str = "",
    way: str = "",
    quantity: str = "",
    valuation_basis: str = "",
    proposed_rp: int | None = None,
    organisation: Organisation | None = None,
    token: str = "",
) -> Contribution:
    """Write down what a party would bring, as a proposal; it pledges by its own statement.

    `organisation` is who proposes: the party itself, or the desk the actor works for.
    """
    rules.can_add_contribution(by, partnership, party.organisation_id).or_raise()
    _check(partnership, party, kind, way, proposed_rp, valuation_basis)
    _spend(token)
    contribution = Contribution.objects.create(
        partnership=partnership,
        party=party,
        kind=kind,
        way=way,
        title=title.strip()[:160],
        quantity=quantity.strip()[:80],
        valuation_basis=valuation_basis.strip()[:300],
    )
    audit.record(
        "contribution.added",
        contribution,
        by=by,
        scope=partnership,
        party=party.organisation_id,
        kind=kind,
        way=way,
    )
    state_contribution(
        contribution=contribution,
        of=AmountOf.PROPOSED,
        amount_rp=proposed_rp,
        on=timezone.localdate(),
        organisation=organisation or _proposer(by, party),
        by=by,
    )
    return contribution


@transaction.atomic
def change_contribution(
    *,
    contribution: Contribution,
    kind: str,
    way: str,
    title: str,
    quantity: str,
    valuation_basis: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Contribution:
    """Change the words of a contribution; its amounts change by statements alone."""
    rules.can_change_contribution(by, contribution).or_raise()
    rules.fits_way(kind, way).or_raise()
    if contribution.agreed_on and kind != contribution.kind:
        raise Conflict(_("Jenisnya sudah disepakati. Tarik, lalu tulis sumbangan yang baru."))
    _spend(token)
    before = {"kind": contribution.kind, "way": contribution.way, "title": contribution.title}
    _change(
        contribution,
        version,
        kind=kind,
        way=way,
        title=title.strip()[:160],
        quantity=quantity.strip()[:80],
        valuation_basis=valuation_basis.strip()[:300],
    )
    audit.record(
        "contribution.changed", contribution, by=by, scope=contribution.partnership, before=before
    )
    return contribution


@transaction.atomic
def withdraw_contribution(
    *,
    contribution: Contribution,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Contribution:
    """Take a contribution out, with a reason; its statements stay readable."""
    rules.can_withdraw_contribution(by, contribution).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan menarik sumbangan ini."))
    _spend(token)
    _change(
        contribution,
        version,
        withdrawn_at=timezone.now(),
        withdrawal_reason=reason.strip()[:300],
    )
    audit.record(
        "contribution.withdrawn",
        contribution,
        by=by,
        scope=contribution.partnership,
        party=contribution.party.organisation_id,
        reason=reason.strip()[:300],
    )
    return contribution


def _proposer(by: Actor, party: Party) -> Organisation:
    """Return who proposes: the party when the actor speaks for it, else the desk's hat."""
    if rules.speaks_for(by, party.organisation_id):
        return party.organisation
    desk = next(
        hat for hat in by.hats if rules.holds_desk(by, party.partnership, hat.organisation_id)
    )
    return Organisation.objects.get(pk=desk.organisation_id)


def _check(
    partnership: Partnership,
    party: Party,
    kind: str,
    way: str,
    amount_rp: int | None,
    basis: str,
) -> None:
    """Refuse a party from elsewhere, a way that does not fit, a value without its basis."""
    if party.partnership_id != partnership.pk or party.left_at is not None:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    rules.fits_way(kind, way).or_raise()
    if kind != ContributionKind.CASH and amount_rp is not None and not basis.strip():
        raise Conflict(_("Tulis dasar penilaiannya, misalnya 60 hari × upah setempat."))


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _change(contribution: Contribution, version: int | None, **changes: object) -> None:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = contribution.version if version is None else version
    changed = Contribution.objects.filter(pk=contribution.pk, version=seen).update(
        version=F("version") + 1, **changes
    )
    if not changed:
        raise Conflict(_("Sumbangan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    contribution.refresh_from_db()

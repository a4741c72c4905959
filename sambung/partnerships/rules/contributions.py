"""Who may state which of the five amounts, and who may verify what another gave."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, SYSTEM, Actor, Verdict, refuse
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    ContributionKind,
    ContributionStatement,
    Partnership,
    Way,
)
from sambung.partnerships.rules.partnership import (
    DESK,
    belongs_to,
    covers,
    is_convener,
    speaks_for,
)

# What a partnership passes through; each is held against the nearest known one before it.
ORDER = (
    AmountOf.PROPOSED,
    AmountOf.PLEDGED,
    AmountOf.AGREED,
    AmountOf.DELIVERED,
    AmountOf.VERIFIED,
)


def is_running(partnership: Partnership) -> Verdict:
    """Nothing is added to a closed partnership."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    return ALLOWED


def holds_desk(actor: Actor, partnership: Partnership, organisation_id: int) -> bool:
    """Return whether the organisation is a desk of the region in which the actor may decide."""
    hat = actor.hat_in(organisation_id)
    return (
        hat is not None
        and hat.organisation_kind in DESK
        and covers(hat, partnership.village_id)
        and is_convener(actor, partnership)
    )


def can_add_contribution(actor: Actor, partnership: Partnership, organisation_id: int) -> Verdict:
    """The party itself, or the convening desk, writes down what a party would bring."""
    if not (verdict := is_running(partnership)):
        return verdict
    if is_convener(actor, partnership) or speaks_for(actor, organisation_id):
        return ALLOWED
    return refuse(_("Sumbangan ditulis oleh pihaknya sendiri atau petugas daerah."))


def can_change_contribution(actor: Actor, contribution: Contribution) -> Verdict:
    """The giver or the convening desk changes the words, and withdraws what was not delivered."""
    if contribution.withdrawn_at is not None:
        return refuse(_("Sumbangan ini sudah ditarik."))
    return can_add_contribution(actor, contribution.partnership, contribution.party.organisation_id)


def can_withdraw_contribution(actor: Actor, contribution: Contribution) -> Verdict:
    """What was agreed is withdrawn by its giver alone; what was delivered stays."""
    if not (verdict := can_change_contribution(actor, contribution)):
        return verdict
    if contribution.delivered_on or contribution.verified_on:
        return refuse(_("Realisasinya sudah dicatat; sumbangan ini tidak dapat ditarik."))
    is_promised = contribution.pledged_on or contribution.agreed_on
    if is_promised and not speaks_for(actor, contribution.party.organisation_id):
        return refuse(_("Yang sudah disanggupi ditarik oleh pihaknya sendiri."))
    return ALLOWED


def can_state_for(
    actor: Actor, partnership: Partnership, organisation_id: int, *, is_behalf: bool
) -> Verdict:
    """Somebody speaks for his own organisation, or writes down on a ground what another said."""
    if actor is SYSTEM or is_behalf or speaks_for(actor, organisation_id):
        return ALLOWED
    return refuse(_("Anda tidak mewakili pihak ini. Catat atas nama, dengan dasarnya."))


def can_state(
    actor: Actor,
    contribution: Contribution,
    of: str,
    organisation_id: int,
    party_organisation_ids: Collection[int],
    *,
    is_behalf: bool = False,
    is_signed: bool = False,
) -> Verdict:
    """Whether the organisation may state this amount, and the actor may say so in its name.

    `is_signed` tells that the giver signed an agreement in force that carries the contribution.
    """
    partnership, giver = contribution.partnership, contribution.party.organisation_id
    if not (verdict := is_running(partnership)):
        return verdict
    if contribution.withdrawn_at is not None:
        return refuse(_("Sumbangan ini sudah ditarik."))
    is_desk = actor is SYSTEM or holds_desk(actor, partnership, organisation_id)
    if organisation_id not in party_organisation_ids and not is_desk:
        return refuse(_("Hanya para pihak dan petugas daerah yang menyatakan jumlah di sini."))
    if of == AmountOf.VERIFIED:
        return can_verify(actor, contribution, organisation_id, is_behalf=is_behalf)
    if not (verdict := can_state_for(actor, partnership, organisation_id, is_behalf=is_behalf)):
        return verdict
    if organisation_id == giver:
        return ALLOWED
    return for_another(of, is_desk=is_desk, is_signed=is_signed)


def for_another(of: str, *, is_desk: bool, is_signed: bool) -> Verdict:
    """What somebody else than the giver may say of it: never a pledge."""
    if of == AmountOf.PROPOSED and not is_desk:
        return refuse(_("Usul jumlah ditulis oleh pihaknya sendiri atau petugas daerah."))
    if of == AmountOf.PLEDGED:
        return refuse(
            _("Kesanggupan hanya dinyatakan oleh pihaknya sendiri, atau atas namanya dengan dasar.")
        )
    if of == AmountOf.AGREED and not is_signed:
        return refuse(
            _("Disepakati berarti pemberinya menandatangani perjanjian yang sudah berlaku.")
        )
    return ALLOWED


def can_verify(
    actor: Actor,
    contribution: Contribution,
    organisation_id: int,
    *,
    is_behalf: bool = False,
    claim: ContributionStatement | None = None,
) -> Verdict:
    """Verified by another house and another person than the one who gave or stated it."""
    giver = contribution.party.organisation_id
    if organisation_id == giver or giver in actor.organisation_ids:
        return refuse(_("Pemberi tidak memverifikasi sumbangannya sendiri."))
    if actor.link_organisation_id == giver:
        return refuse(_("Pemberi tidak memverifikasi sumbangannya sendiri."))
    if is_behalf or not (actor is SYSTEM or speaks_for(actor, organisation_id)):
        return refuse(_("Verifikasi dilakukan sendiri oleh yang memeriksa, tidak atas nama."))
    if contribution.delivered_on is None:
        return refuse(_("Belum ada realisasi yang dapat diverifikasi."))
    return can_verify_claim(actor, organisation_id, claim)


def can_verify_claim(
    actor: Actor, organisation_id: int, claim: ContributionStatement | None
) -> Verdict:
    """Nobody verifies what he, or his own house, stated."""
    if claim is None:
        return ALLOWED
    if claim.organisation_id == organisation_id or belongs_to(actor, [claim.organisation_id]):
        return refuse(_("Organisasi Anda yang menyatakan realisasi ini; pihak lain memeriksanya."))
    if actor.user_id is not None and claim.by_id == actor.user_id:
        return refuse(_("Anda yang mencatat realisasi ini; orang lain memeriksanya."))
    return ALLOWED


def can_withdraw_statement(
    actor: Actor, statement: ContributionStatement, *, is_verified_after: bool
) -> Verdict:
    """Who stated it, or wrote it down, takes it back; not while a verification rests on it."""
    if not (verdict := is_running(statement.contribution.partnership)):
        return verdict
    if statement.withdrawn_at is not None:
        return refuse(_("Pernyataan ini sudah ditarik."))
    if is_verified_after:
        return refuse(_("Realisasi ini sudah diverifikasi. Verifikasinya ditarik lebih dahulu."))
    is_writer = actor.user_id is not None and statement.by_id == actor.user_id
    if is_writer or speaks_for(actor, statement.organisation_id):
        return ALLOWED
    return refuse(_("Pernyataan ditarik oleh yang menyatakannya."))


def amount_before(contribution: Contribution, of: str) -> tuple[AmountOf, int] | None:
    """Return the nearest known amount before this one, or None."""
    earlier = ORDER[: ORDER.index(AmountOf(of))]
    for name in reversed(earlier):
        amount = getattr(contribution, f"{name}_rp")
        if amount is not None:
            return name, amount
    return None


def is_larger(contribution: Contribution, of: str, amount_rp: int | None) -> bool:
    """Return whether the amount is larger than the nearest known one before it."""
    before = amount_before(contribution, of)
    return amount_rp is not None and before is not None and amount_rp > before[1]


def fits_way(kind: str, way: str) -> Verdict:
    """Only money goes to an account."""
    if way == Way.MONEY and kind != ContributionKind.CASH:
        return refuse(_("Hanya uang yang dikirim ke rekening lembaga. Pilih cara lain."))
    return ALLOWED

"""Who may see, draft, review, sign and end an agreement. Nobody speaks for two sides."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.core.text import plain
from sambung.parties.rules import can_record_on_behalf
from sambung.partnerships.lifecycle.agreements import may_follow
from sambung.partnerships.models import Agreement, AgreementState, Partnership, Review, Signatory
from sambung.partnerships.rules.partnership import DESK, has_hat, is_convener, speaks_for
from sambung.ui import formats

S = AgreementState


def can_draft_agreement(
    actor: Actor, partnership: Partnership, party_ids: Collection[int]
) -> Verdict:
    """A party, or the convening desk, drafts an agreement while the partnership is open."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_convener(actor, partnership) or any(speaks_for(actor, pk) for pk in party_ids):
        return ALLOWED
    return refuse(_("Perjanjian disusun oleh para pihak atau petugas yang mengundang mereka."))


def _has_left(agreement: Agreement, organisation_id: int) -> bool:
    """Return whether the organisation was a party and left; one query, for its own people."""
    rows = agreement.partnership.parties.filter(organisation_id=organisation_id)
    return rows.filter(left_at__isnull=False).exists()


def can_lead_agreement(actor: Actor, agreement: Agreement) -> Verdict:
    """The owner of the draft, or once it is shared the convening desk, moves it along."""
    if agreement.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if speaks_for(actor, agreement.owner_id) and not _has_left(agreement, agreement.owner_id):
        return ALLOWED
    if agreement.is_shared and is_convener(actor, agreement.partnership):
        return ALLOWED
    return refuse(_("Langkah ini dicatat oleh penyusun naskah atau petugas yang mengundang."))


def can_edit_text(actor: Actor, agreement: Agreement, party_ids: Collection[int]) -> Verdict:
    """The owner edits its draft; once it is shared every party does; nobody after a signature."""
    if agreement.state != S.DRAFT:
        return refuse(_("Naskah hanya diubah selama masih disusun."))
    lead = can_lead_agreement(actor, agreement)
    if lead or agreement.partnership.closed_at is not None:
        return lead
    if agreement.is_shared and any(speaks_for(actor, pk) for pk in party_ids):
        return ALLOWED
    return refuse(_("Naskah ini diubah oleh para pihak yang sudah menerimanya."))


def can_share(actor: Actor, agreement: Agreement) -> Verdict:
    """Only the owner shows its draft to the other parties, once."""
    if agreement.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if agreement.is_shared:
        return refuse(_("Naskah ini sudah dibagikan kepada para pihak."))
    if speaks_for(actor, agreement.owner_id) and not _has_left(agreement, agreement.owner_id):
        return ALLOWED
    return refuse(_("Naskah dibagikan oleh penyusunnya."))


def can_step(actor: Actor, agreement: Agreement, to: str) -> Verdict:
    """Whoever leads it takes the next step that its life allows."""
    if not may_follow(agreement.state, to):
        words = _("Dari keadaan “%s” langkah ini tidak dapat diambil.")
        return refuse(words % agreement.get_state_display())
    return can_lead_agreement(actor, agreement)


def can_answer_review(actor: Actor, review: Review) -> Verdict:
    """The house that reviews answers; the convening desk writes down an answer by letter."""
    if review.agreement.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if review.outcome:
        return refuse(_("Telaah ini sudah dijawab."))
    if speaks_for(actor, review.organisation_id):
        return ALLOWED
    if is_convener(actor, review.agreement.partnership):
        return ALLOWED
    return refuse(_("Telaah dijawab oleh lembaga yang menelaah."))


def can_change_signatories(
    actor: Actor, agreement: Agreement, party_ids: Collection[int]
) -> Verdict:
    """Signatories are named while the text is drafted: they stand in it."""
    return can_edit_text(actor, agreement, party_ids)


def names_once(name: str, others: Iterable[str]) -> Verdict:
    """One person signs for one party."""
    if plain(name) in {plain(other) for other in others}:
        return refuse(_("Orang ini sudah menandatangani untuk pihak lain dalam perjanjian ini."))
    return ALLOWED


def has_mandate(signatory: Signatory, on: date) -> Verdict:
    """A signatory signs by a mandate that holds on the day: a post, or a decree or power given."""
    decree = signatory.mandate_decree
    if not signatory.mandate.strip() and decree is None:
        words = _("%s belum mempunyai dasar kewenangan. Tulis jabatan atau surat kuasanya.")
        return refuse(words % signatory.name)
    if decree is not None and decree.withdrawn_at is not None:
        return refuse(_("Surat kuasa %s sudah dicabut.") % decree.number)
    ends = [day for day in (signatory.mandate_until, decree and decree.valid_to) if day]
    if ends and min(ends) < on:
        words = _("Kewenangan %(name)s berakhir %(day)s, sebelum hari tanda tangan.")
        return refuse(words % {"name": signatory.name, "day": formats.full_date(min(ends))})
    if decree is not None and decree.valid_from and decree.valid_from > on:
        return refuse(_("Surat kuasa %s belum berlaku pada hari itu.") % decree.number)
    return ALLOWED


def is_next(signatory: Signatory, waiting: Iterable[Signatory]) -> Verdict:
    """Parties sign in their order; those at one place in any order among themselves."""
    first = min(waiting, key=lambda row: row.position, default=None)
    if first is not None and first.position < signatory.position:
        return refuse(_("Menunggu tanda tangan %s lebih dahulu.") % first.party.organisation)
    return ALLOWED


def can_record_own_signature(
    actor: Actor, signatory: Signatory, spoken_by: Iterable[tuple[int | None, int]]
) -> Verdict:
    """A party records its own signing; who did so for one party does not for another.

    `spoken_by` is (person, organisation) of the records that stand as a party's own word.
    """
    own = signatory.party.organisation_id
    if not speaks_for(actor, own):
        return refuse(_("Tanda tangan dicatat oleh pihak yang menandatangani."))
    if any(person == actor.user_id and house != own for person, house in spoken_by if person):
        return refuse(
            _("Anda sudah mencatat tanda tangan pihak lain dalam perjanjian ini. "
              "Satu orang tidak mewakili dua pihak.")
        )  # fmt: skip
    return ALLOWED


def can_record_signature_for(
    actor: Actor, signatory: Signatory, *, has_account: bool, has_scan: bool
) -> Verdict:
    """The convening desk writes down the signing of a party that has nobody with an account.

    That is clerical, never that party's own word: it needs the original, and carries a badge.
    """
    partnership = signatory.agreement.partnership
    if not is_convener(actor, partnership):
        return refuse(_("Atas nama pihak tanpa akun, hanya petugas yang mengundang yang mencatat."))
    if has_account:
        words = _("%s mempunyai akun; tanda tangannya dicatat oleh orangnya sendiri.")
        return refuse(words % signatory.party.organisation)
    if not has_scan:
        return refuse(_("Unggah pindaian naskah asli; tanpa itu catatan atas nama tidak berdasar."))
    return can_record_on_behalf(actor, signatory.party.organisation)


def can_withdraw_signature(actor: Actor, signatory: Signatory, recorded_in: int) -> Verdict:
    """Withdrawn by the side that made the record, or the desk, before it is in force."""
    agreement = signatory.agreement
    if agreement.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if agreement.state != S.SIGNING:
        return refuse(_("Catatan tanda tangan ditarik hanya sebelum perjanjian berlaku."))
    if speaks_for(actor, recorded_in) or speaks_for(actor, signatory.party.organisation_id):
        return ALLOWED
    if is_convener(actor, agreement.partnership):
        return ALLOWED
    return refuse(_("Catatan ini ditarik oleh yang mencatatnya atau petugas yang mengundang."))


def can_keep_template(actor: Actor, region_code: str) -> Verdict:
    """The convening desk of a region keeps its own copy of a wording."""
    if has_hat(actor, DESK, region_code):
        return ALLOWED
    return refuse(_("Templat wilayah diubah oleh petugas wilayah itu."))

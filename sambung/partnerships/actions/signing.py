"""Signing: the record of who signed the one frozen text, until it is in force.

The row of the agreement is taken first, so that records of two parties at once queue, and the last
of them alone puts it in force. Nothing here is an electronic signature.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files, papers
from sambung.core.access import Actor, Conflict
from sambung.parties import actions as parties_actions
from sambung.parties.models import Ground
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.agreement_hold import hold, spend
from sambung.partnerships.actions.agreement_reviews import newest_text
from sambung.partnerships.actions.signing_force import put_in_force
from sambung.partnerships.lifecycle.agreements import has_lapsed
from sambung.partnerships.models import (
    Agreement,
    AgreementState,
    AgreementText,
    Signatory,
    Signature,
    SigningWay,
)
from sambung.ui.formats import full_date

S = AgreementState


@dataclass(frozen=True)
class Signed:
    """What is written down of one signing."""

    signed_on: date
    letter_number: str
    way: str = SigningWay.WET
    provider: str = ""
    scan: "UploadedFile[Any] | None" = None
    ground: str = Ground.LETTER  # of a record atas nama
    ground_note: str = ""


@transaction.atomic
def start_signing(
    *, agreement: Agreement, by: Actor, version: int | None = None, token: str = ""
) -> Agreement:
    """Hand the newest frozen text to the signatories; from the first signature nothing changes."""
    rules.can_step(by, agreement, S.SIGNING).or_raise()
    if not agreement.is_shared:
        raise Conflict(_("Bagikan naskahnya kepada para pihak sebelum ditandatangani."))
    text = newest_text(agreement)
    _check_signatories(agreement, text)
    _check_unchanged(agreement, text)
    _check_reviews(agreement)
    _check_base(agreement)
    spend(token)
    hold(agreement, (S.DRAFT, S.REVIEW), version=version, state=S.SIGNING)
    audit.record(
        "agreement.signing_started",
        agreement,
        by=by,
        scope=agreement.partnership,
        number=text.number,
        sha256=text.pdf_sha256,
    )
    return agreement


@transaction.atomic
def reopen_text(
    *, agreement: Agreement, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Agreement:
    """Go back to the draft with a reason; impossible once somebody has signed."""
    rules.can_step(by, agreement, S.DRAFT).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan membuka naskah lagi."))
    spend(token)
    hold(agreement, (S.REVIEW, S.SIGNING), version=version, state=S.DRAFT)
    if _live(agreement).exists():
        raise Conflict(_("Sudah ada yang menandatangani; naskahnya tidak dapat diubah lagi."))
    audit.record(
        "agreement.returned",
        agreement,
        by=by,
        scope=agreement.partnership,
        reason=reason.strip()[:300],
    )
    return agreement


@transaction.atomic
def record_signing(
    *, signatory: Signatory, signed: Signed, by: Actor, token: str = ""
) -> Signature:
    """Write down that a signatory signed the frozen text; the last one puts it in force.

    A party records its own; the convening desk, with the original scanned, that of a party without
    account. Raises Refused without a mandate on that day, out of order, or for a second side.
    """
    agreement = signatory.agreement
    spend(token)
    hold(agreement, (S.SIGNING,))
    text = newest_text(agreement)
    is_own = rules.speaks_for(by, signatory.party.organisation_id)
    _check_may(agreement, signatory, signed, by, is_own=is_own)
    _check_record(agreement, text, signed)
    scan = files.store(signed.scan, owner=signatory, by=by) if signed.scan else None
    row = Signature.objects.create(
        signatory=signatory,
        text=text,
        pdf_sha256=text.pdf_sha256,
        signed_on=signed.signed_on,
        letter_number=signed.letter_number.strip()[:120],
        way=signed.way,
        provider=signed.provider.strip()[:80],
        scan=scan,
        recorded_by_id=by.user_id,
        recorded_in_id=_house_id(by, signatory),
        is_on_behalf=not is_own,
        at=timezone.now(),
    )
    if not is_own:
        _mark(row, signed, by)
    _record(row, by)
    if not _unsigned(agreement):
        put_in_force(agreement, text, by)
    return row


@transaction.atomic
def withdraw_signing(*, signature: Signature, reason: str, by: Actor, token: str = "") -> Signature:
    """Take a mistaken record back with a reason, while the agreement is not in force."""
    signatory = signature.signatory
    rules.can_withdraw_signature(by, signatory, signature.recorded_in_id).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan menarik catatan ini."))
    spend(token)
    hold(signatory.agreement, (S.SIGNING,))
    changed = Signature.objects.filter(pk=signature.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawal_reason=reason.strip()[:300]
    )
    if not changed:
        raise Conflict(_("Catatan ini sudah ditarik."))
    signature.refresh_from_db()
    audit.record(
        "agreement.signature_withdrawn",
        signatory.agreement,
        by=by,
        scope=signatory.agreement.partnership,
        party=signatory.party.organisation_id,
        reason=signature.withdrawal_reason,
    )
    return signature


def _live(agreement: Agreement) -> "Any":
    """Return the records of signing that stand."""
    return Signature.objects.filter(signatory__agreement=agreement, withdrawn_at__isnull=True)


def _unsigned(agreement: Agreement) -> list[Signatory]:
    """Return the signatories without a standing record, in order."""
    signed = _live(agreement).values("signatory_id")
    rows = agreement.signatories.exclude(pk__in=signed)
    return list(rows.select_related("party__organisation").order_by("position", "id"))


def _check_signatories(agreement: Agreement, text: AgreementText) -> None:
    """Refuse fewer than two sides, a missing mandate, and a text older than its signatories."""
    rows = list(agreement.signatories.select_related("mandate_decree"))
    if len(rows) < 2:
        raise Conflict(_("Perjanjian ditandatangani sekurang-kurangnya dua pihak."))
    for row in rows:
        rules.has_mandate(row, timezone.localdate()).or_raise()
    if text.content is not None:
        named = {signer["name"] for signer in text.content.get("signers", [])}
        if named != {row.name for row in rows}:
            words = _("Penanda tangan berubah sesudah naskah dibekukan. Bekukan versi baru dahulu.")
            raise Conflict(words)


def _check_unchanged(agreement: Agreement, text: AgreementText) -> None:
    """Refuse to sign an older wording than the one that now stands in the clauses and days."""
    if text.content is None:
        return
    paper = queries.paper_of(queries.ground_of(agreement), queries.clauses_of(agreement))
    if papers.to_json(papers.from_json(text.content)) != papers.to_json(paper):
        raise Conflict(_("Naskahnya berubah sesudah dibekukan. Bekukan versi baru dahulu."))


def _check_reviews(agreement: Agreement) -> None:
    """Refuse while a review waits for its answer."""
    waiting = agreement.reviews.filter(outcome="").first()
    if waiting is not None:
        raise Conflict(_("Telaah %s belum dijawab.") % waiting.desk)


def _check_base(agreement: Agreement) -> None:
    """Refuse to amend what is no longer in force."""
    base = agreement.amends
    if base is not None and (base.state != S.IN_FORCE or has_lapsed(base, timezone.localdate())):
        raise Conflict(_("Perjanjian yang diubah sudah tidak berlaku; buat perjanjian baru."))


def _check_may(
    agreement: Agreement, signatory: Signatory, signed: Signed, by: Actor, *, is_own: bool
) -> None:
    """Refuse a record by the wrong person, without mandate, or out of turn."""
    if agreement.partnership.closed_at is not None:
        raise Conflict(_("Kemitraan ini sudah ditutup."))
    if signatory.party.left_at is not None:
        words = _("%s sudah keluar dari kemitraan ini; naskahnya perlu dibuka lagi.")
        raise Conflict(words % signatory.party.organisation)
    if is_own:
        spoken = _live(agreement).filter(is_on_behalf=False)
        pairs = spoken.values_list("recorded_by_id", "signatory__party__organisation_id")
        rules.can_record_own_signature(by, signatory, list(pairs)).or_raise()
    else:
        rules.can_record_signature_for(
            by,
            signatory,
            has_account=queries.has_people(signatory.party.organisation_id),
            has_scan=signed.scan is not None,
        ).or_raise()
    rules.has_mandate(signatory, signed.signed_on).or_raise()
    waiting = _unsigned(agreement)
    if signatory not in waiting:
        raise Conflict(_("Tanda tangan %s sudah dicatat.") % signatory.party.organisation)
    rules.is_next(signatory, waiting).or_raise()


def _check_record(agreement: Agreement, text: AgreementText, signed: Signed) -> None:
    """Refuse a day to come, a missing number, a provider left out, and a file that changed."""
    if signed.signed_on > timezone.localdate():
        raise Conflict(_("Hari tanda tangannya belum tiba."))
    if signed.signed_on < timezone.localdate(text.at):
        raise Conflict(
            _("Naskah ini dibekukan %s; tanda tangan tidak dapat mendahuluinya.")
            % full_date(timezone.localdate(text.at))
        )
    if agreement.ends_on is not None and signed.signed_on > agreement.ends_on:
        raise Conflict(_("Masa berlaku naskah ini sudah habis pada hari itu. Perbarui naskahnya."))
    if not signed.letter_number.strip():
        raise Conflict(_("Tulis nomor surat pihak ini pada naskah."))
    if signed.way not in SigningWay.values:
        raise Conflict(_("Pilih cara penandatanganannya."))
    if signed.way == SigningWay.CERTIFIED and not (signed.provider.strip() and signed.scan):
        raise Conflict(
            _("Untuk tanda tangan tersertifikasi, tulis penyelenggaranya dan unggah berkasnya.")
        )
    if not queries.still_kept(text):
        raise Conflict(_("Berkas naskah tidak lagi sama dengan sidiknya. Hubungi pengelola situs."))


def _house_id(by: Actor, signatory: Signatory) -> int:
    """Return in which house the record was made: the signing party's own, else the hat worn."""
    if rules.speaks_for(by, signatory.party.organisation_id):
        return signatory.party.organisation_id
    if by.worn is None:
        raise Conflict(_("Pilih dahulu atas nama organisasi mana Anda bekerja."))
    return by.worn.organisation_id


def _mark(row: Signature, signed: Signed, by: Actor) -> None:
    """Mark the record as written down atas nama; the party is asked to confirm it."""
    agreement = row.signatory.agreement
    parties_actions.record_on_behalf(
        subject=row,
        organisation=row.signatory.party.organisation,
        by=by,
        ground=signed.ground,
        note=signed.ground_note,
        stored=row.scan,
        summary=[
            (_("Perjanjian"), agreement.title),
            (_("Penanda tangan"), f"{row.signatory.name}, {row.signatory.title}"),
            (_("Tanggal"), full_date(row.signed_on)),
            (_("Nomor surat"), row.letter_number),
        ],
    )


def _record(row: Signature, by: Actor) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(
        "agreement.signed",
        row.signatory.agreement,
        by=by,
        scope=row.signatory.agreement.partnership,
        party=row.signatory.party.organisation_id,
        signature=row.pk,
        sha256=row.pdf_sha256,
        signed_on=row.signed_on.isoformat(),
        way=row.way,
        on_behalf=row.is_on_behalf,
    )

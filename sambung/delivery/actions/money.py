"""What each side states of a tranche: claimed, verified, transferred, received, accounted for.

Money never enters: every act is a statement with its evidence. Both sides' words stand side by side
until they agree.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor, Conflict
from sambung.delivery import lifecycle, queries, rules
from sambung.delivery.actions.following import follow_contribution, tell_next
from sambung.delivery.actions.planning import (
    page_of,
    record,
    refuse_strange_account,
    spend,
)
from sambung.delivery.models import Account, Tranche, TrancheAct, TrancheState, TrancheStatement
from sambung.delivery.queries import TranchePage
from sambung.delivery.rules import Circle
from sambung.parties.actions import record_on_behalf
from sambung.parties.models import Organisation
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.actions import lock_document
from sambung.partnerships.models import Document
from sambung.ui.formats import full_date, rupiah

A, S = TrancheAct, TrancheState


@dataclass(frozen=True)
class Said:
    """What a statement says: how much, on what day, with what evidence."""

    amount_rp: int | None = None
    on: date | None = None
    evidence: Document | None = None
    note: str = ""
    grade: str = ""


@dataclass(frozen=True)
class OnGround:
    """On what ground a statement is written down in a party's name."""

    ground: str
    note: str = ""
    file: "UploadedFile[Any] | None" = None


@dataclass(frozen=True)
class Step:
    """One statement on its way: who makes it, over which version, sent once."""

    circle: Circle
    tranche: Tranche
    by: Actor
    version: int | None = None
    token: str = ""
    on_ground: OnGround | None = None


@transaction.atomic
def claim_tranche(*, step: Step, said: Said, account: Account | None = None) -> Tranche:
    """Claim an open tranche for its payee; refused when it is larger than planned.

    A tranche is open only while every condition is verified.
    """
    page = _begin(step, A.CLAIM)
    _refuse_more(said.amount_rp, page.row.tranche.amount_rp)
    changes: dict[str, object] = {}
    if account is not None:
        refuse_strange_account(step.circle, account, page.row.tranche.payee)
        changes = {"account": account}
        if account.is_treasury:
            changes["grant"] = queries.grants_of(step.circle).first()
    return _say(step, page, A.CLAIM, said, page.table.payee_id, **changes)


@transaction.atomic
def verify_tranche(*, step: Step, said: Said) -> Tranche:
    """Verify a claim, at a desk or in the field; never by the claimant or who wrote it down.

    The hash of the evidence is kept: another file later stops the transfer until verified again.
    """
    page = _begin(step, A.VERIFY)
    waiting = page.row.waits_for
    if waiting:
        raise Conflict(_("Syarat belum terverifikasi (lagi): %s.") % "; ".join(waiting))
    claim = page.newest(A.CLAIM)
    _refuse_more(said.amount_rp, claim.amount_rp if claim else None)
    evidence = said.evidence or (claim.evidence if claim else None)
    if evidence is not None:
        evidence = queries.newest_edition(evidence)
        lock_document(evidence)
    judge = rules.judge_of(step.by, page.table)
    return _say(step, page, A.VERIFY, replace(said, evidence=evidence), judge)


@transaction.atomic
def state_transfer(*, step: Step, said: Said) -> Tranche:
    """State, as the payer, that money went to the payee's account outside Sambung."""
    page = _begin(step, A.TRANSFER)
    _refuse_without_account(step.circle, page.row.tranche)
    verified = page.newest(A.VERIFY)
    _refuse_more(said.amount_rp, verified.amount_rp if verified else None)
    if said.evidence is None and not said.note.strip():
        raise Conflict(_("Lampirkan bukti transfer atau tulis nomor rujukannya."))
    return _say(step, page, A.TRANSFER, said, page.table.payer_id)


@transaction.atomic
def state_receipt(*, step: Step, said: Said) -> Tranche:
    """State, as the payee, what came into the account; 0 when nothing came.

    Another amount than the payer's leaves both statements side by side until they agree.
    """
    page = _begin(step, A.RECEIVE)
    return _say(step, page, A.RECEIVE, said, page.table.payee_id)


@transaction.atomic
def account_for_tranche(*, step: Step, said: Said) -> Tranche:
    """Show, as the payee, what the money was used for, with its evidence."""
    page = _begin(step, A.ACCOUNT)
    if said.evidence is None:
        raise Conflict(_("Lampirkan bukti pemakaian: kuitansi, laporan, atau foto."))
    if said.amount_rp is not None and said.amount_rp > (page.row.received_rp or 0):
        raise Conflict(
            _("Yang dipertanggungjawabkan lebih dari %s yang diterima.")
            % rupiah(page.row.received_rp)
        )
    return _say(step, page, A.ACCOUNT, said, page.table.payee_id)


@transaction.atomic
def settle_tranche(*, step: Step, said: Said) -> Tranche:
    """Verify the evidence of use; never by the payer, never by the payee."""
    page = _begin(step, A.SETTLE)
    accounted = page.newest(A.ACCOUNT)
    _refuse_more(said.amount_rp, accounted.amount_rp if accounted else None)
    evidence = accounted.evidence if accounted else None
    if evidence is not None:
        evidence = queries.newest_edition(evidence)
        lock_document(evidence)
    judge = rules.judge_of(step.by, page.table)
    return _say(step, page, A.SETTLE, replace(said, evidence=evidence), judge)


@transaction.atomic
def return_tranche(*, step: Step, reason: str) -> Tranche:
    """Send a claim, or an account of use, back with what is wrong; it can be stated again."""
    return _end_round(step, A.RETURN, reason)


@transaction.atomic
def cancel_tranche(*, step: Step, reason: str) -> Tranche:
    """Cancel a tranche that was not paid, with a reason."""
    return _end_round(step, A.CANCEL, reason)


def _end_round(step: Step, act: TrancheAct, reason: str) -> Tranche:
    """Return or cancel: both need a reason in words."""
    page = _begin(step, act)
    if not reason.strip():
        raise Conflict(_("Tulis alasannya, supaya pihak lain tahu apa yang perlu diperbaiki."))
    said = Said(note=reason)
    return _say(step, page, act, said, _speaker(step, page, act), round=F("round") + 1)


def _speaker(step: Step, page: TranchePage, act: TrancheAct) -> int | None:
    """Return in whose name a tranche is returned or cancelled."""
    judge = rules.judge_of(step.by, page.table) if act == A.RETURN else None
    if judge is not None:
        return judge
    if partnership_rules.speaks_for(step.by, page.table.payer_id):
        return page.table.payer_id
    return step.by.worn.organisation_id if step.by.worn else None


def _begin(step: Step, act: TrancheAct) -> TranchePage:
    """Lock the tranche, refuse a form sent twice or over an older version, ask the rule."""
    page = page_of(step.circle, step.tranche)
    spend(step.token)
    if step.version is not None and page.row.tranche.version != step.version:
        raise Conflict(_("Termin ini baru saja berubah. Lihat keadaan terbaru, lalu ulangi."))
    rules.can_act(step.by, page.table, act).or_raise()
    return page


def _say(
    step: Step,
    page: TranchePage,
    act: TrancheAct,
    said: Said,
    organisation_id: int | None,
    **changes: object,
) -> Tranche:
    """Write the statement and the step it makes, once; then what follows from it."""
    if organisation_id is None:
        raise Conflict(_("Pilih dahulu untuk lembaga mana Anda bertindak."))
    on = said.on or timezone.localdate()
    if on > timezone.localdate():
        raise Conflict(_("Tanggalnya belum terjadi. Yang dicatat adalah yang sudah terjadi."))
    state = _state_after(page, act, said.amount_rp)
    _move(page, state, **changes)
    statement = _write(step, page, act, replace(said, on=on), organisation_id)
    _record_on_behalf(step, page, statement)
    tranche = Tranche.objects.select_related(
        "contribution__party__organisation", "contribution__partnership", "payee", "account"
    ).get(pk=page.row.tranche.pk)
    record(
        lifecycle.TRANCHE_VERBS[act],
        tranche,
        step.circle,
        step.by,
        amount_rp=said.amount_rp,
        state=str(state),
        party=organisation_id,
        reason=said.note.strip()[:300] if act in {A.RETURN, A.CANCEL} else "",
    )
    follow_contribution(tranche, statement, by=step.by)
    tell_next(tranche, by=step.by)
    return tranche


def _state_after(page: TranchePage, act: TrancheAct, amount_rp: int | None) -> TrancheState:
    """Return the state after the act; words of payer and payee that differ leave a dispute."""
    after = lifecycle.TRANCHE_STEPS[page.row.state][act]
    if after != S.RECEIVED or act not in {A.TRANSFER, A.RECEIVE}:
        return after
    other = page.newest(A.RECEIVE if act == A.TRANSFER else A.TRANSFER)
    agrees = other is not None and other.amount_rp == amount_rp
    return S.RECEIVED if agrees else S.DISPUTED


def _move(page: TranchePage, state: TrancheState, **changes: object) -> None:
    """Take the step if nobody took one since the tranche was read."""
    seen = page.row.tranche
    rows = Tranche.objects.filter(pk=seen.pk, version=seen.version, state=seen.state)
    if not rows.update(state=state, version=F("version") + 1, **changes):
        raise Conflict(_("Termin ini baru saja berubah. Lihat keadaan terbaru, lalu ulangi."))


def _write(
    step: Step, page: TranchePage, act: TrancheAct, said: Said, organisation_id: int
) -> TrancheStatement:
    """Insert the statement; the database keeps one claim a round and one use of a token."""
    evidence = said.evidence
    try:
        with transaction.atomic():
            return TrancheStatement.objects.create(
                tranche=page.row.tranche,
                act=act,
                round=page.row.tranche.round,
                amount_rp=said.amount_rp,
                on=said.on or timezone.localdate(),
                organisation_id=organisation_id,
                by_id=step.by.user_id,
                grade=said.grade,
                evidence=evidence,
                evidence_sha256=evidence.file.sha256 if evidence and evidence.file else "",
                note=said.note.strip()[:300],
                at=timezone.now(),
                token=step.token[:64],
            )
    except IntegrityError as error:
        raise Conflict(_("Pernyataan ini sudah tercatat. Tidak ada yang dicatat dua kali.")) from (
            error
        )


def _record_on_behalf(step: Step, page: TranchePage, statement: TrancheStatement) -> None:
    """Mark a side's statement that another wrote down, on its ground, to be confirmed."""
    if statement.act not in lifecycle.PAYEE_ACTS | lifecycle.PAYER_ACTS:
        return
    if partnership_rules.speaks_for(step.by, statement.organisation_id):
        return
    given = step.on_ground
    if given is None or not given.ground:
        raise Conflict(_("Tulis dasar mencatat atas nama: surat, foto, notulen, atau telepon."))
    side: Organisation = Organisation.objects.get(pk=statement.organisation_id)
    record_on_behalf(
        subject=statement,
        organisation=side,
        by=step.by,
        ground=given.ground,
        note=given.note,
        file=given.file,
        summary=[
            (_("Kemitraan"), str(step.circle.partnership)),
            (_("Termin"), str(page.row.tranche.number)),
            (_("Pernyataan"), str(statement.get_act_display())),
            (_("Jumlah"), rupiah(statement.amount_rp)),
            (_("Tanggal"), full_date(statement.on)),
        ],
    )


def _refuse_more(amount_rp: int | None, most_rp: int | None) -> None:
    """Raise Conflict for an amount above what the tranche, or the step before, allows."""
    if amount_rp is None or amount_rp <= 0:
        raise Conflict(_("Tulis jumlahnya dalam rupiah."))
    if most_rp is not None and amount_rp > most_rp:
        raise Conflict(
            _("%(amount)s lebih besar dari %(most)s yang dapat dinyatakan di langkah ini.")
            % {"amount": rupiah(amount_rp), "most": rupiah(most_rp)}
        )


def _refuse_without_account(circle: Circle, tranche: Tranche) -> None:
    """Raise Conflict unless the payee has named an account in use, and a treasury its grant."""
    if tranche.account is None:
        raise Conflict(_("Rekening penerima belum dicatat. Uang tidak dikirim ke rekening orang."))
    refuse_strange_account(circle, tranche.account, tranche.payee)

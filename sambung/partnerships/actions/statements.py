"""The five amounts of a contribution, stated one by one; a statement is never changed."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files, tokens
from sambung.core.access import Actor, Conflict
from sambung.core.models import RP_MAX
from sambung.parties import actions as parties_actions
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.actions.checklist import record_fact
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    ContributionStatement,
    Document,
    DocumentKind,
    Grade,
)
from sambung.ui.formats import full_date, rupiah


@transaction.atomic
def state_contribution(
    *,
    contribution: Contribution,
    of: str,
    amount_rp: int | None,
    on: date,
    organisation: Organisation,
    by: Actor,
    grade: str = "",
    evidence: Document | None = None,
    upload: "UploadedFile[Any] | None" = None,
    note: str = "",
    ground: GroundGiven | None = None,
    rests_on: models.Model | None = None,
    version: int | None = None,
    token: str = "",
) -> ContributionStatement:
    """State one of the five amounts on a day, in the name of an organisation.

    Someone who does not speak for it gives a `ground`: it is then marked *atas nama* and waits for
    its confirmation. `rests_on` is a thing whose own action already asked who may say this (a
    receipt, a claim); a verification asks all the same. An amount larger than the one before it
    needs a note. `upload` is kept as a new document that is its evidence. Raises Refused or
    Conflict; nothing is written then.
    """
    _hold(contribution, version)
    is_behalf = of != AmountOf.VERIFIED and (ground is not None or rests_on is not None)
    is_behalf = is_behalf and not rules.speaks_for(by, organisation.pk)
    rules.can_state(
        by,
        contribution,
        of,
        organisation.pk,
        queries.standing_ids_of(contribution.partnership),
        is_behalf=is_behalf,
        is_signed=of == AmountOf.AGREED and queries.has_signed(contribution),
    ).or_raise()
    _spend(token)
    claim = queries.newest_statement(contribution, AmountOf.DELIVERED)
    if of == AmountOf.VERIFIED:
        rules.can_verify(by, contribution, organisation.pk, claim=claim).or_raise()
    _check(contribution, of, amount_rp, on, grade, note)
    if upload is not None:
        evidence = _keep(contribution, upload, organisation, by)
    statement = _write(contribution, of, amount_rp, on, organisation, by, grade, evidence, note)
    if is_behalf and ground is not None:
        _mark(statement, ground, by)
    recount(contribution)
    _record(statement, by, rests_on)
    if of == AmountOf.VERIFIED:
        lock_evidence([evidence, claim.evidence if claim else None])
        _tell_road(contribution, by)
    return statement


@transaction.atomic
def withdraw_statement(
    *, statement: ContributionStatement, reason: str, by: Actor, token: str = ""
) -> ContributionStatement:
    """Take a statement back with a reason; the one before it counts again, and both stay."""
    contribution = statement.contribution
    _hold(contribution, None)
    statement.refresh_from_db()
    rules.can_withdraw_statement(
        by, statement, is_verified_after=_is_verified_after(statement)
    ).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan menarik pernyataan ini."))
    _spend(token)
    statement.withdrawn_at = timezone.now()
    statement.withdrawal_reason = reason.strip()[:300]
    statement.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    recount(contribution)
    audit.record(
        "contribution.statement_withdrawn",
        contribution,
        by=by,
        scope=contribution.partnership,
        party=contribution.party.organisation_id,
        of=statement.of,
        amount_rp=statement.amount_rp,
        reason=statement.withdrawal_reason,
    )
    return statement


def state_opening(contributions: Iterable[Contribution], by: Actor) -> None:
    """Write the statements of rows that came to be with their first amounts."""
    ContributionStatement.objects.bulk_create(
        ContributionStatement(
            contribution=row,
            of=of,
            amount_rp=getattr(row, f"{of}_rp"),
            on=getattr(row, f"{of}_on"),
            organisation_id=row.party.organisation_id,
            by_id=by.user_id,
            at=timezone.now(),
        )
        for row in contributions
        for of in (AmountOf.PROPOSED, AmountOf.PLEDGED)
        if getattr(row, f"{of}_on") is not None
    )


def recount(contribution: Contribution) -> None:
    """Put the newest standing statement of each amount into the row."""
    newest: dict[str, ContributionStatement] = {}
    for row in contribution.statements.filter(withdrawn_at__isnull=True).order_by("id"):
        newest[row.of] = row
    changes: dict[str, object] = {}
    for of in AmountOf.values:
        row_of = newest.get(of)
        changes[f"{of}_rp"] = row_of.amount_rp if row_of else None
        changes[f"{of}_on"] = row_of.on if row_of else None
    verified = newest.get(AmountOf.VERIFIED)
    changes["verifier_id"] = verified.organisation_id if verified else None
    Contribution.objects.filter(pk=contribution.pk).update(**changes)
    contribution.refresh_from_db()


def lock_evidence(documents: Iterable[Document | None]) -> None:
    """Lock what a verification rests on: another file is then a new version, never a change."""
    ids = [document.pk for document in documents if document is not None]
    Document.objects.filter(pk__in=ids, locked_at__isnull=True).update(locked_at=timezone.now())


def fingerprint(document: Document | None) -> str:
    """Return the SHA-256 of a document as it is now; empty without one."""
    if document is None:
        return ""
    if document.file is not None:
        return document.file.sha256
    text = json.dumps(document.content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _tell_road(contribution: Contribution, by: Actor) -> None:
    """Record the fact once everything the community brings is verified."""
    partnership = contribution.partnership
    rows = partnership.contributions.filter(
        withdrawn_at__isnull=True, party__organisation__kind__in=lifecycle.COMMUNITY
    )
    verified = list(rows.values_list("verified_on", flat=True))
    if verified and all(verified):
        record_fact(partnership=partnership, key="community_contribution_verified", by=by)


def _hold(contribution: Contribution, version: int | None) -> None:
    """Take the row for this transaction; Conflict when it changed since the version shown."""
    rows = Contribution.objects.filter(pk=contribution.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1):
        raise Conflict(_("Sumbangan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    contribution.refresh_from_db()


def _check(
    contribution: Contribution,
    of: str,
    amount_rp: int | None,
    on: date,
    grade: str,
    note: str,
) -> None:
    """Refuse a day to come, a verification without grade, a larger amount without a note."""
    if on > timezone.localdate():
        raise Conflict(_("Tanggalnya belum tiba. Tulis hari jumlah ini dinyatakan."))
    if amount_rp is not None and not 0 <= amount_rp <= RP_MAX:
        raise Conflict(_("Jumlah tidak boleh kurang dari nol atau terlalu besar."))
    if of == AmountOf.VERIFIED:
        _check_verification(contribution, amount_rp, on, grade)
    if rules.is_larger(contribution, of, amount_rp) and not note.strip():
        before = rules.amount_before(contribution, of)
        words, held = before or ("", 0)
        raise Conflict(
            _("Jumlah ini lebih besar daripada %(before)s (%(amount)s). Tulis sebabnya.")
            % {"before": AmountOf(words).label, "amount": rupiah(held)}
        )


def _check_verification(
    contribution: Contribution, amount_rp: int | None, on: date, grade: str
) -> None:
    """Refuse a verification without its grade, or of a day before what it looks at."""
    if grade not in Grade.values:
        raise Conflict(_("Pilih tingkat pemeriksaannya: meja atau lapangan."))
    if contribution.delivered_on and on < contribution.delivered_on:
        raise Conflict(
            _("Realisasinya %(day)s; verifikasi tidak dapat mendahuluinya.")
            % {"day": full_date(contribution.delivered_on)}
        )


def _write(
    contribution: Contribution,
    of: str,
    amount_rp: int | None,
    on: date,
    organisation: Organisation,
    by: Actor,
    grade: str,
    evidence: Document | None,
    note: str,
) -> ContributionStatement:
    """Insert the statement with the evidence as it is now."""
    if evidence is not None:
        _check_evidence(contribution, evidence)
    return ContributionStatement.objects.create(
        contribution=contribution,
        of=of,
        amount_rp=amount_rp,
        on=on,
        organisation=organisation,
        by_id=by.user_id,
        grade=grade if of == AmountOf.VERIFIED else "",
        evidence=evidence,
        evidence_sha256=fingerprint(evidence),
        note=note.strip()[:300],
        at=timezone.now(),
    )


def _keep(
    contribution: Contribution,
    upload: "UploadedFile[Any]",
    organisation: Organisation,
    by: Actor,
) -> Document:
    """Keep an upload as a document of the partnership."""
    what = contribution.title or contribution.get_kind_display()
    document = Document(
        partnership=contribution.partnership,
        kind=DocumentKind.EVIDENCE,
        title=_("Bukti: %s") % what,
        organisation=organisation,
        by_id=by.user_id,
        at=timezone.now(),
        subject_label=audit.label_of(contribution),
        subject_id=str(contribution.pk),
    )
    document.file = files.store(upload, owner=contribution.partnership, by=by)
    document.save()
    return document


def _check_evidence(contribution: Contribution, evidence: Document) -> None:
    """Refuse evidence of another partnership, a draft, or what was withdrawn or replaced."""
    if evidence.partnership_id != contribution.partnership_id:
        raise Conflict(_("Dokumen ini bukan dari kemitraan itu."))
    if evidence.is_private:
        raise Conflict(_("Naskah yang masih tertutup belum dapat menjadi bukti. Bagikan dahulu."))
    if evidence.withdrawn_at is not None or not evidence.is_latest:
        raise Conflict(_("Dokumen ini sudah ditarik atau diganti. Pilih yang berlaku."))


def _mark(statement: ContributionStatement, ground: GroundGiven, by: Actor) -> None:
    """Mark the statement as written down atas nama; its party is asked to confirm."""
    amount = rupiah(statement.amount_rp)
    what = statement.contribution.title or statement.contribution.get_kind_display()
    parties_actions.record_on_behalf(
        subject=statement,
        organisation=statement.organisation,
        by=by,
        ground=ground.ground,
        note=ground.note,
        file=ground.file,
        stored=ground.stored,
        summary=[
            (_("Kemitraan"), str(statement.contribution.partnership)),
            (_("Sumbangan"), str(what)),
            (str(AmountOf(statement.of).label), amount),
            (_("Tanggal"), full_date(statement.on)),
        ],
    )


def _is_verified_after(statement: ContributionStatement) -> bool:
    """Return whether a standing verification looked at this delivery."""
    if statement.of != AmountOf.DELIVERED:
        return False
    return ContributionStatement.objects.filter(
        contribution_id=statement.contribution_id,
        of=AmountOf.VERIFIED,
        withdrawn_at__isnull=True,
        pk__gt=statement.pk,
    ).exists()


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _record(statement: ContributionStatement, by: Actor, rests_on: models.Model | None) -> None:
    """Write the entry on the page of the partnership."""
    contribution = statement.contribution
    audit.record(
        "contribution.stated",
        contribution,
        by=by,
        scope=contribution.partnership,
        party=contribution.party.organisation_id,
        of=statement.of,
        amount_rp=statement.amount_rp,
        on=statement.on.isoformat(),
        stated_by=statement.organisation_id,
        grade=statement.grade,
        evidence=statement.evidence_sha256,
        rests_on=f"{audit.label_of(rests_on)} {rests_on.pk}" if rests_on else "",
        statement=statement.pk,
    )

"""Plan tranches of a contribution of money, and name what each waits for."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict, Refused
from sambung.delivery import queries, rules
from sambung.delivery.actions.accounts import refuse_without_grant
from sambung.delivery.models import (
    Account,
    Condition,
    ConditionKind,
    Milestone,
    Tranche,
    TrancheState,
)
from sambung.delivery.rules import Circle
from sambung.parties.models import Organisation
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.actions import lock_document
from sambung.partnerships.models import Contribution, Document, DocumentKind
from sambung.ui.formats import rupiah


def spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


@transaction.atomic
def plan_tranche(
    *,
    circle: Circle,
    contribution: Contribution,
    payee: Organisation,
    amount_rp: int,
    by: Actor,
    title: str = "",
    due_on: date | None = None,
    account: Account | None = None,
    token: str = "",
) -> Tranche:
    """Add a tranche to a contribution of money; it is closed until its conditions are verified.

    Refuses more than was agreed, naming the figure; an agreed amount nobody knows stops nothing.
    """
    contribution = Contribution.objects.select_for_update(of=("self",)).get(
        pk=contribution.pk, partnership=circle.partnership
    )
    rules.can_plan_tranches(by, circle, contribution).or_raise()
    refuse_strange_payee(circle, contribution, payee, by)
    spend(token)
    refuse_beyond_agreed(contribution, amount_rp)
    if account is not None:
        refuse_strange_account(circle, account, payee)
    newest = Tranche.objects.filter(contribution=contribution).aggregate(top=Max("number"))["top"]
    tranche = Tranche.objects.create(
        contribution=contribution,
        number=(newest or 0) + 1,
        title=title.strip()[:160],
        amount_rp=amount_rp,
        due_on=due_on,
        account=account,
        grant=queries.grants_of(circle).first() if account and account.is_treasury else None,
        payee=payee,
    )
    record("tranche.planned", tranche, circle, by, amount_rp=amount_rp)
    return tranche


def refuse_strange_payee(
    circle: Circle, contribution: Contribution, payee: Organisation, by: Actor
) -> None:
    """Refuse a payee that is no party, that pays itself, or whose own people plan its money."""
    if payee.pk not in circle.party_ids:
        raise Conflict(_("Penerima uang harus salah satu pihak dalam kemitraan ini."))
    if payee.pk == contribution.party.organisation_id:
        raise Conflict(_("Pembayar tidak dapat menjadi penerima uangnya sendiri."))
    if partnership_rules.belongs_to(by, [payee.pk]):
        raise Refused(_("Termin tidak disusun oleh lembaga yang menerima uangnya."))


def refuse_beyond_agreed(contribution: Contribution, amount_rp: int) -> None:
    """Raise Conflict when the tranches together pass the agreed amount, naming both figures."""
    if amount_rp <= 0:
        raise Conflict(_("Jumlah termin harus lebih dari nol."))
    total = queries.planned_rp(contribution) + amount_rp
    if contribution.agreed_rp is not None and total > contribution.agreed_rp:
        raise Conflict(
            _("Jumlah semua termin menjadi %(total)s, lebih dari %(agreed)s yang disepakati.")
            % {"total": rupiah(total), "agreed": rupiah(contribution.agreed_rp)}
        )


def refuse_strange_account(circle: Circle, account: Account, payee: Organisation) -> None:
    """Refuse an ended account, another's, and a treasury without a grant agreement in force."""
    if account.ended_at is not None or account.organisation_id != payee.pk:
        raise Conflict(_("Pilih rekening penerima yang masih dipakai."))
    if account.is_treasury:
        refuse_without_grant(circle)


@transaction.atomic
def add_condition(
    *,
    circle: Circle,
    tranche: Tranche,
    kind: str,
    by: Actor,
    title: str = "",
    document_kind: str = "",
    milestone: Milestone | None = None,
    contribution: Contribution | None = None,
    token: str = "",
) -> Condition:
    """Name one more thing that must be verified before the tranche opens."""
    page = page_of(circle, tranche)
    rules.can_change_conditions(by, page.table).or_raise()
    spend(token)
    target = _target(circle, tranche, kind, document_kind, milestone, contribution)
    condition = Condition.objects.create(
        tranche=tranche, kind=kind, title=title.strip()[:160], **target
    )
    shut(tranche)
    record("tranche.condition_added", tranche, circle, by, kind=kind)
    return condition


def _target(
    circle: Circle,
    tranche: Tranche,
    kind: str,
    document_kind: str,
    milestone: Milestone | None,
    contribution: Contribution | None,
) -> dict[str, object]:
    """Return on what the condition rests; refuses nothing, another partnership's, and itself."""
    here = circle.partnership.pk
    if kind == ConditionKind.DOCUMENT and document_kind in DocumentKind.values:
        return {"document_kind": document_kind}
    if kind == ConditionKind.MILESTONE and milestone and milestone.partnership_id == here:
        return {"milestone": milestone}
    given = contribution if contribution and contribution.pk != tranche.contribution_id else None
    if kind == ConditionKind.CONTRIBUTION and given and given.partnership_id == here:
        return {"contribution": given}
    raise Conflict(_("Pilih dokumen, tonggak, atau sumbangan lain yang menjadi syarat."))


@transaction.atomic
def remove_condition(*, circle: Circle, condition: Condition, by: Actor) -> None:
    """Take a condition off a tranche that nobody has claimed yet; the trail keeps that it was."""
    tranche = condition.tranche
    page = page_of(circle, tranche)
    rules.can_change_conditions(by, page.table).or_raise()
    if not Condition.objects.filter(pk=condition.pk, version=condition.version).delete()[0]:
        raise Conflict(_("Syarat ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    shut(tranche)
    record("tranche.condition_removed", tranche, circle, by, kind=condition.kind)


@transaction.atomic
def accept_condition(
    *,
    circle: Circle,
    condition: Condition,
    document: Document,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Condition:
    """Accept a document as what a tranche waits for; its hash is kept, the document is locked."""
    page = page_of(circle, condition.tranche)
    owners, written_by_id = [document.organisation_id], document.by_id
    rules.can_judge_condition(by, page.table, condition, owners, written_by_id).or_raise()
    spend(token)
    if document.partnership_id != circle.partnership.pk or document.is_private:
        raise Conflict(_("Pilih dokumen kemitraan ini yang sudah dibagikan."))
    if document.kind != condition.document_kind:
        raise Conflict(_("Jenis dokumen ini bukan yang diminta syaratnya."))
    if not document.is_latest or document.withdrawn_at is not None:
        raise Conflict(_("Dokumen ini sudah diganti. Pilih yang terbaru."))
    judge = rules.condition_judge(by, page.table, owners)
    _change(
        condition,
        version,
        document=document,
        document_sha256=document.file.sha256 if document.file else "",
        met_on=timezone.localdate(),
        met_by_id=judge,
        returned_reason="",
    )
    lock_document(document)
    record("tranche.condition_met", condition.tranche, circle, by, document=document.pk)
    return condition


@transaction.atomic
def return_condition(
    *,
    circle: Circle,
    condition: Condition,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Condition:
    """Say what is still wrong with the document a tranche waits for; it counts no longer."""
    page = page_of(circle, condition.tranche)
    rules.can_judge_condition(by, page.table, condition).or_raise()
    spend(token)
    if not reason.strip():
        raise Conflict(_("Tulis apa yang kurang, supaya dapat diperbaiki."))
    _change(condition, version, met_on=None, met_by=None, returned_reason=reason.strip()[:300])
    record("tranche.condition_returned", condition.tranche, circle, by, reason=reason.strip()[:300])
    return condition


def _change(condition: Condition, version: int | None, **changes: object) -> None:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = condition.version if version is None else version
    rows = Condition.objects.filter(pk=condition.pk, version=seen)
    if not rows.update(version=F("version") + 1, **changes):
        raise Conflict(_("Syarat ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    condition.refresh_from_db()


def page_of(circle: Circle, tranche: Tranche) -> queries.TranchePage:
    """Lock the tranche and return it as it stands now; raise Conflict for one of elsewhere."""
    Tranche.objects.select_for_update().filter(pk=tranche.pk).first()
    page = queries.tranche_page(circle, tranche.pk)
    if page is None:
        raise Conflict(_("Termin ini bukan dari kemitraan itu."))
    return page


def shut(tranche: Tranche) -> None:
    """Mark the tranche closed until its conditions are looked at again."""
    Tranche.objects.filter(pk=tranche.pk, state=TrancheState.OPEN).update(state=TrancheState.CLOSED)


def record(verb: str, tranche: Tranche, circle: Circle, by: Actor, **data: Any) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(verb, tranche, by=by, scope=circle.partnership, number=tranche.number, **data)

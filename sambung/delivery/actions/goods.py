"""Goods given: delivered, received and in use are three counts; and the check of finished works."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.delivery import queries, rules
from sambung.delivery.actions.facts import tell
from sambung.delivery.actions.stating import (
    in_name_of,
    lock,
    not_to_come,
    of_partnership,
    once,
    reasoned,
)
from sambung.delivery.models import FinalCheck, Goods, GoodsStatement, GoodsStep
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation
from sambung.partnerships.models import Contribution, Document, Way


@transaction.atomic
def add_goods(
    *, contribution: Contribution, name: str, unit: str, promised: int, by: Actor, token: str = ""
) -> Goods:
    """Write down a kind of goods a contribution brings, and how many were promised."""
    circle = queries.circle_of(contribution.partnership)
    rules.can_state(by, circle).or_raise()
    once(token)
    _is_way(contribution, Way.GOODS)
    if promised < 1:
        raise Refused(_("Tulis berapa yang dijanjikan, sedikitnya satu."))
    row = Goods.objects.create(
        contribution=contribution,
        name=name.strip()[:160],
        unit=unit.strip()[:20],
        promised=promised,
    )
    _record("goods.added", row, by, title=row.name, promised=promised)
    return row


@transaction.atomic
def remove_goods(*, goods: Goods, reason: str, by: Actor, token: str = "") -> Goods:
    """Take goods off the list that were written by mistake; what was stated of them stays."""
    circle = queries.circle_of(goods.contribution.partnership)
    rules.can_state(by, circle).or_raise()
    why = reasoned(reason)
    once(token)
    rows = Goods.objects.filter(pk=goods.pk, removed_at__isnull=True)
    if not rows.update(removed_at=timezone.now()):
        raise Conflict(_("Barang ini sudah dikeluarkan dari daftar."))
    _record("goods.removed", goods, by, title=goods.name, reason=why)
    return goods


@transaction.atomic
def state_goods(
    *,
    goods: Goods,
    step: str,
    quantity: int,
    on: date,
    by: Actor,
    organisation: Organisation | None = None,
    evidence: Document | None = None,
    note: str = "",
    ground: GroundGiven | None = None,
    token: str = "",
) -> GoodsStatement:
    """State how many in all were delivered, received or found in use by a day.

    The giver states what was delivered, another party what it received, and a third what is in
    use: that one is never written down for somebody else. More than the step before needs a note.
    """
    contribution = goods.contribution
    circle = queries.circle_of(contribution.partnership)
    stating = _stating(by, circle, goods, step, organisation)
    once(token)
    not_to_come(on)
    _check(goods, step, quantity, note)
    row = goods.statements.create(
        step=step,
        quantity=quantity,
        on=on,
        organisation=stating,
        by_id=by.user_id,
        evidence=of_partnership(evidence, contribution.partnership),
        note=note.strip()[:300],
        at=timezone.now(),
    )
    if step != GoodsStep.IN_USE:
        in_name_of(subject=row, circle=circle, organisation=stating, by=by, ground=ground)
    lock(row.evidence)
    _record("goods.stated", goods, by, title=goods.name, step=step, quantity=quantity)
    return row


@transaction.atomic
def withdraw_goods_statement(*, statement: GoodsStatement, reason: str, by: Actor) -> None:
    """Take back a count one wrote, with a reason; the one before it counts again."""
    circle = queries.circle_of(statement.goods.contribution.partnership)
    if statement.by_id != by.user_id or by.user_id is None:
        rules.can_state(by, circle, statement.organisation_id).or_raise()
    why = reasoned(reason)
    rows = GoodsStatement.objects.filter(pk=statement.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=timezone.now()):
        raise Conflict(_("Pernyataan ini sudah ditarik."))
    goods = statement.goods
    _record("goods.statement_withdrawn", goods, by, title=goods.name, reason=why)


@transaction.atomic
def record_final_check(
    *,
    contribution: Contribution,
    is_fit: bool,
    on: date,
    by: Actor,
    findings: str = "",
    evidence: Document | None = None,
    token: str = "",
) -> FinalCheck:
    """Write down the check of works a company built by its own vendor, made by another.

    Not fit needs findings. When every such contribution is found fit, the road is told.
    """
    partnership = contribution.partnership
    circle = queries.circle_of(partnership)
    giver = [contribution.party.organisation_id]
    rules.can_check_works(by, circle, claimants=giver).or_raise()
    once(token)
    _is_way(contribution, Way.BUILDS)
    not_to_come(on)
    if not is_fit and not findings.strip():
        raise Refused(_("Tulis apa yang belum baik, supaya dapat diperbaiki."))
    proof = of_partnership(evidence, partnership)
    row = FinalCheck.objects.create(
        contribution=contribution,
        on=on,
        is_fit=is_fit,
        findings=findings.strip()[:600],
        organisation=_looking(by, circle, giver),
        by_id=by.user_id,
        evidence=proof,
        at=timezone.now(),
    )
    lock(proof)
    audit.record(
        "final_check.recorded", row, by=by, scope=partnership, is_fit=is_fit, on=on.isoformat()
    )
    if is_fit and queries.are_works_fit(partnership):
        tell(partnership, "final_check_good", by, proof)
    return row


def _stating(
    by: Actor,
    circle: rules.Circle,
    goods: Goods,
    step: str,
    organisation: Organisation | None,
) -> Organisation:
    """Return in whose name the count is stated; refuse who may not say this one."""
    giver = goods.contribution.party.organisation
    if step == GoodsStep.IN_USE:
        claimants = queries.claimants_of_goods(goods)
        rules.can_check_works(by, circle, claimants=claimants).or_raise()
        return _looking(by, circle, claimants)
    if step == GoodsStep.DELIVERED:
        organisation = giver
    if organisation is None or step not in GoodsStep.values:
        raise Refused(_("Pilih pihak yang menyatakan."))
    if step == GoodsStep.RECEIVED and organisation.pk == giver.pk:
        raise Refused(_("Penerimaan dinyatakan oleh yang menerima, bukan oleh pemberi."))
    rules.can_state(by, circle, organisation.pk).or_raise()
    return organisation


def _looking(by: Actor, circle: rules.Circle, claimants: Collection[int | None]) -> Organisation:
    """Return the organisation in whose name the actor looks; the rule was asked before."""
    found = rules.checks_in(by, circle, claimants=claimants) or 0
    return Organisation.objects.get(pk=found)


def _check(goods: Goods, step: str, quantity: int, note: str) -> None:
    """Refuse goods off the list, and more than the step before without a note."""
    if goods.removed_at is not None:
        raise Conflict(_("Barang ini sudah dikeluarkan dari daftar."))
    if quantity < 0:
        raise Refused(_("Jumlah tidak boleh kurang dari nol."))
    before = queries.limit_of(goods, step)
    if before is not None and quantity > before and not note.strip():
        raise Refused(
            _("Lebih banyak dari langkah sebelumnya (%d). Tulis sebabnya di catatan.") % before
        )


def _is_way(contribution: Contribution, way: str) -> None:
    """Refuse what does not fit the way this contribution is given."""
    if contribution.way != way or contribution.withdrawn_at is not None:
        raise Conflict(_("Sumbangan ini tidak diberikan dengan cara itu, atau sudah ditarik."))


def _record(verb: str, goods: Goods, by: Actor, **data: Any) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(verb, goods, by=by, scope=goods.contribution.partnership, **data)

"""Draft an agreement from a template and the partnership's own facts, share it, and end it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.agreement_hold import hold, house_of, scope_of, spend
from sambung.partnerships.lifecycle.agreements import WITH_MONEY
from sambung.partnerships.lifecycle.wording import Facts, Wording, fill, parse, shipped
from sambung.partnerships.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    Clause,
    ClausePart,
    Contribution,
    DocumentTemplate,
    Partnership,
)

S = AgreementState
TEXT_STATES = (S.DRAFT,)


@transaction.atomic
def draft_agreement(
    *,
    partnership: Partnership,
    kind: str,
    by: Actor,
    title: str = "",
    template: DocumentTemplate | None = None,
    place: str = "",
    planned_on: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    contributions: Sequence[Contribution] | None = None,
    amends: Agreement | None = None,
    renews: Agreement | None = None,
    token: str = "",
) -> Agreement:
    """Draft an agreement: the template's clauses filled with what the partnership knows.

    It is its owner's own until it is shared. Without `contributions` the money schedule takes all
    that were not withdrawn, except in an understanding, which states none.
    """
    party_ids = queries.organisation_ids_of(partnership)
    rules.can_draft_agreement(by, partnership, party_ids).or_raise()
    spend(token)
    _check_base(partnership, kind, amends, renews)
    _check_days(starts_on, ends_on)
    agreement = Agreement.objects.create(
        partnership=partnership,
        kind=kind,
        title=(title.strip() or partnership.title)[:200],
        template=template,
        amends=amends,
        renews=renews,
        owner=house_of(by, partnership, party_ids),
        place=place.strip()[:160],
        planned_on=planned_on,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    agreement.contributions.set(_schedule(partnership, kind, contributions))
    _write_clauses(agreement, parse(template.content if template else shipped()[kind]))
    audit.record("agreement.drafted", agreement, by=by, scope=agreement, kind=kind)
    return agreement


@transaction.atomic
def update_agreement(
    *,
    agreement: Agreement,
    by: Actor,
    title: str,
    place: str = "",
    planned_on: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    contributions: Sequence[Contribution] | None = None,
    version: int | None = None,
    token: str = "",
) -> Agreement:
    """Change title, place, days and money schedule; clauses nobody edited follow."""
    party_ids = queries.organisation_ids_of(agreement.partnership)
    rules.can_edit_text(by, agreement, party_ids).or_raise()
    spend(token)
    _check_days(starts_on, ends_on)
    hold(
        agreement,
        TEXT_STATES,
        version=version,
        title=title.strip()[:200],
        place=place.strip()[:160],
        planned_on=planned_on,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    if contributions is not None:
        kept = _schedule(agreement.partnership, agreement.kind, contributions)
        agreement.contributions.set(kept)
    refill(agreement)
    audit.record("agreement.updated", agreement, by=by, scope=scope_of(agreement))
    return agreement


@transaction.atomic
def share_agreement(*, agreement: Agreement, by: Actor, token: str = "") -> Agreement:
    """Show one's own draft to all parties; they may edit it from then on."""
    rules.can_share(by, agreement).or_raise()
    spend(token)
    hold(agreement, (S.DRAFT, S.REVIEW, S.SIGNING), is_shared=True)
    audit.record("agreement.shared", agreement, by=by, scope=scope_of(agreement))
    return agreement


@transaction.atomic
def refill_agreement(*, agreement: Agreement, by: Actor, token: str = "") -> Agreement:
    """Fill the template's wording anew with today's facts; edited clauses keep their words."""
    party_ids = queries.organisation_ids_of(agreement.partnership)
    rules.can_edit_text(by, agreement, party_ids).or_raise()
    spend(token)
    hold(agreement, TEXT_STATES)
    refill(agreement)
    audit.record("agreement.refilled", agreement, by=by, scope=scope_of(agreement))
    return agreement


@transaction.atomic
def cancel_agreement(
    *, agreement: Agreement, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Agreement:
    """Give up an agreement that is not in force, with a reason."""
    rules.can_step(by, agreement, S.CANCELLED).or_raise()
    _end(agreement, S.CANCELLED, reason, version, token)
    audit.record(
        "agreement.cancelled",
        agreement,
        by=by,
        scope=scope_of(agreement),
        reason=agreement.ending_reason,
    )
    return agreement


@transaction.atomic
def leave_agreement(
    *, agreement: Agreement, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Agreement:
    """Let an agreement in force, or lapsed, end without a new one, with a reason."""
    rules.can_step(by, agreement, S.LEFT).or_raise()
    _end(agreement, S.LEFT, reason, version, token)
    audit.record(
        "agreement.left",
        agreement,
        by=by,
        scope=scope_of(agreement),
        reason=agreement.ending_reason,
    )
    return agreement


def _end(agreement: Agreement, to: str, reason: str, version: int | None, token: str) -> None:
    """Put it into a last state with the reason; refuses an empty one."""
    if not reason.strip():
        raise Conflict(_("Tulis alasannya, supaya pihak lain tahu."))
    spend(token)
    words = reason.strip()[:300]
    hold(agreement, (agreement.state,), version=version, state=to, ending_reason=words)


def refill(agreement: Agreement) -> None:
    """Fill the wording of the template anew; a clause nobody edited follows it."""
    facts = queries.facts_of(queries.ground_of(agreement))
    changed = []
    for clause in agreement.clauses.exclude(raw=""):
        filled = fill(clause.raw, facts)
        if filled == clause.template_wording:
            continue
        if clause.wording == clause.template_wording:
            clause.wording = filled
        clause.template_wording = filled
        clause.version += 1
        changed.append(clause)
    Clause.objects.bulk_update(changed, ["wording", "template_wording", "version"])


def _write_clauses(agreement: Agreement, wording: Wording) -> None:
    """Write the clauses of the template, filled."""
    facts = queries.facts_of(queries.ground_of(agreement))
    rows = [
        *((ClausePart.OPENING, "", text) for text in wording.opening),
        *((ClausePart.ARTICLE, row.heading, row.text) for row in wording.clauses),
        *((ClausePart.CLOSING, "", text) for text in wording.closing),
    ]
    Clause.objects.bulk_create(
        _clause(agreement, position, part, heading, text, facts)
        for position, (part, heading, text) in enumerate(rows, start=1)
    )


def _clause(
    agreement: Agreement, position: int, part: str, heading: str, text: str, facts: Facts
) -> Clause:
    """Return one unsaved clause as the template has it."""
    filled = fill(text, facts)
    return Clause(
        agreement=agreement,
        part=part,
        position=position,
        heading=fill(heading, facts)[:160],
        raw=text,
        template_wording=filled,
        wording=filled,
    )


def _schedule(
    partnership: Partnership, kind: str, chosen: Sequence[Contribution] | None
) -> list[Contribution]:
    """Return the contributions of the money schedule; refuses one of another partnership."""
    if chosen is None:
        if kind not in WITH_MONEY:
            return []
        return list(partnership.contributions.filter(withdrawn_at__isnull=True))
    if any(row.partnership_id != partnership.pk for row in chosen):
        raise Conflict(_("Kontribusi ini bukan dari kemitraan itu."))
    return list(chosen)


def _check_base(
    partnership: Partnership, kind: str, amends: Agreement | None, renews: Agreement | None
) -> None:
    """Refuse an amendment of nothing, and a base that is not in force or of elsewhere."""
    if kind not in AgreementKind.values:
        raise Conflict(_("Jenis perjanjian ini tidak dikenal."))
    if kind == AgreementKind.AMENDMENT and amends is None:
        raise Conflict(_("Pilih perjanjian yang diubah dengan adendum ini."))
    if amends is not None and renews is not None:
        raise Conflict(_("Satu naskah mengubah atau memperbarui, tidak keduanya."))
    base = amends or renews
    if base is None:
        return
    if base.partnership_id != partnership.pk:
        raise Conflict(_("Perjanjian asal bukan dari kemitraan ini."))
    if base.state != S.IN_FORCE:
        raise Conflict(_("Hanya perjanjian yang sudah berlaku yang diubah atau diperbarui."))


def _check_days(starts_on: date | None, ends_on: date | None) -> None:
    """Refuse an end before the start."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Conflict(_("Tanggal berakhir mendahului tanggal mulai."))

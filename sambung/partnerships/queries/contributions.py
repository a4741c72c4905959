"""What each party brings, with how each of its five amounts came to be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.audit import label_of
from sambung.parties import queries as parties_queries
from sambung.parties import rules as parties_rules
from sambung.parties.models import OnBehalf, Organisation
from sambung.partnerships import rules
from sambung.partnerships.models import (
    AgreementState,
    AmountOf,
    Contribution,
    ContributionStatement,
    Document,
    Partnership,
    Signature,
)
from sambung.ui.formats import rupiah


@dataclass(frozen=True)
class Stated:
    """One statement and, when it was written down atas nama, whether its party confirmed it."""

    statement: ContributionStatement
    on_behalf: OnBehalf | None = None

    @property
    def waits(self) -> bool:
        """Return whether it was written atas nama and its party has not answered yet."""
        row = self.on_behalf
        return row is not None and row.confirmed_at is None and row.corrected_at is None

    @property
    def correction(self) -> str:
        """Return what the party said is wrong, or nothing."""
        return self.on_behalf.correction if self.on_behalf is not None else ""


@dataclass(frozen=True)
class Figure:
    """One of the five amounts of a contribution as it stands, and every statement of it."""

    of: str
    label: str
    amount_rp: int | None
    on: date | None
    stated: Stated | None  # the one that counts; None: nobody has said anything
    history: tuple[Stated, ...] = ()  # newest first, withdrawn ones included

    @property
    def is_stated(self) -> bool:
        """Return whether somebody said it, be it without a value in rupiah."""
        return self.on is not None


@dataclass(frozen=True)
class MoneyFinding:
    """Something to look at, in words; it warns and never blocks."""

    kind: str
    words: str
    contribution_pk: int | None = None


@dataclass(frozen=True)
class ContributionRow:
    """One contribution as pages show it."""

    contribution: Contribution
    organisation: Organisation
    name: str
    figures: tuple[Figure, ...]
    findings: tuple[MoneyFinding, ...] = field(default=())

    def figure(self, of: str) -> Figure:
        """Return one of the five."""
        return next(figure for figure in self.figures if figure.of == of)


@dataclass(frozen=True)
class Speaker:
    """In whose name somebody may state an amount, by own right or atas nama."""

    organisation: Organisation
    is_behalf: bool

    @property
    def key(self) -> str:
        """Return what a form sends for it."""
        return f"{'b' if self.is_behalf else 'o'}{self.organisation.pk}"

    @property
    def words(self) -> str:
        """Return how a form offers it."""
        return _("atas nama %s") % self.organisation if self.is_behalf else str(self.organisation)


@dataclass(frozen=True)
class Table:
    """Who sits at the table of a partnership, beside the actor's own desk."""

    houses: dict[int, Organisation]
    standing: frozenset[int]
    has_signed: bool  # the giver signed an agreement that is in force


def speakers_for(actor: Actor, row: ContributionRow) -> dict[str, list[Speaker]]:
    """Return for each amount in whose name the actor may state it; empty: not at all."""
    if not actor.is_known:
        return {of.value: [] for of in rules.ORDER}
    table = _table(actor, row.contribution)
    return {of.value: _speakers(actor, row, of, table) for of in rules.ORDER}


def _table(actor: Actor, contribution: Contribution) -> Table:
    """Return who may speak at all, in three queries."""
    rows = contribution.partnership.parties.filter(left_at__isnull=True)
    standing = {
        party.organisation_id: party.organisation
        for party in rows.select_related("organisation").order_by("id")
    }
    desks = {
        hat.organisation_id
        for hat in actor.hats
        if rules.holds_desk(actor, contribution.partnership, hat.organisation_id)
    }
    others = Organisation.objects.in_bulk(desks - standing.keys())
    return Table(standing | others, frozenset(standing), has_signed(contribution))


def _speakers(actor: Actor, row: ContributionRow, of: AmountOf, table: Table) -> list[Speaker]:
    """Return in whose name the actor may state one amount; costs no query."""
    giver = row.organisation
    found = [
        Speaker(house, is_behalf=False)
        for pk, house in table.houses.items()
        if _may_state(actor, row, of, pk, table, is_behalf=False)
    ]
    is_own = any(speaker.organisation.pk == giver.pk for speaker in found)
    may_behalf = not is_own and bool(parties_rules.can_record_on_behalf(actor, giver))
    if may_behalf and _may_state(actor, row, of, giver.pk, table, is_behalf=True):
        found.append(Speaker(giver, is_behalf=True))
    return found


def _may_state(
    actor: Actor,
    row: ContributionRow,
    of: AmountOf,
    organisation_id: int,
    table: Table,
    *,
    is_behalf: bool,
) -> bool:
    """Return whether the rules let the actor state it in that name."""
    verdict = rules.can_state(
        actor,
        row.contribution,
        of,
        organisation_id,
        table.standing,
        is_behalf=is_behalf,
        is_signed=table.has_signed,
    )
    if not verdict or of != AmountOf.VERIFIED:
        return bool(verdict)
    claim = row.figure(AmountOf.DELIVERED).stated
    seen = claim.statement if claim else None
    return bool(rules.can_verify_claim(actor, organisation_id, seen))


def has_signed(contribution: Contribution) -> bool:
    """Return whether the giver signed an agreement of the partnership that is in force."""
    return Signature.objects.filter(
        withdrawn_at__isnull=True,
        signatory__party_id=contribution.party_id,
        signatory__agreement__partnership_id=contribution.partnership_id,
        signatory__agreement__state=AgreementState.IN_FORCE,
    ).exists()


def evidence_choices(partnership: Partnership) -> QuerySet[Document]:
    """Return the documents that may be evidence: shared, standing, newest."""
    return Document.objects.filter(
        partnership=partnership,
        is_private=False,
        is_latest=True,
        withdrawn_at__isnull=True,
    )


def standing_ids_of(partnership: Partnership) -> list[int]:
    """Return the organisations of the parties that have not left."""
    rows = partnership.parties.filter(left_at__isnull=True)
    return list(rows.values_list("organisation_id", flat=True))


def newest_statement(contribution: Contribution, of: str) -> ContributionStatement | None:
    """Return the statement of an amount that counts now, or None."""
    return (
        contribution.statements.filter(of=of, withdrawn_at__isnull=True)
        .select_related("evidence", "organisation")
        .order_by("-id")
        .first()
    )


def contribution_rows(
    partnership: Partnership, *, with_withdrawn: bool = False, with_statements: bool = True
) -> list[ContributionRow]:
    """Return what the parties bring with statements and findings, in three queries.

    Without the statements in one: the amounts as they stand, and findings that amounts alone show.
    """
    rows = partnership.contributions.select_related(
        "party__organisation", "letter", "offer", "verifier"
    ).order_by("id")
    if not with_withdrawn:
        rows = rows.filter(withdrawn_at__isnull=True)
    if not with_statements:
        return [row_of(row, ()) for row in rows]
    return rows_of(rows, partnership)


def contribution_row(partnership: Partnership, pk: int) -> ContributionRow | None:
    """Return one contribution of the partnership, withdrawn or not, or None."""
    rows = partnership.contributions.filter(pk=pk).select_related(
        "party__organisation", "letter", "offer", "verifier"
    )
    return next(iter(rows_of(rows, partnership)), None)


def rows_of(rows: QuerySet[Contribution], partnership: Partnership) -> list[ContributionRow]:
    """Return the rows with their statements; two queries beside the rows' own."""
    contributions = list(rows)
    for contribution in contributions:
        contribution.partnership = partnership
    statements = list(
        ContributionStatement.objects.filter(contribution__in=contributions)
        .select_related("organisation", "evidence", "by")
        .order_by("-id")
    )
    behalf = parties_queries.on_behalf_of(
        label_of(ContributionStatement()), [row.pk for row in statements]
    )
    by_contribution: dict[int, list[Stated]] = defaultdict(list)
    for row in statements:
        by_contribution[row.contribution_id].append(Stated(row, behalf.get(row.pk)))
    return [row_of(row, by_contribution[row.pk]) for row in contributions]


def row_of(contribution: Contribution, stated: Sequence[Stated]) -> ContributionRow:
    """Return one contribution with its five figures and findings; costs no query."""
    figures = tuple(_figure(contribution, of, stated) for of in rules.ORDER)
    return ContributionRow(
        contribution=contribution,
        organisation=contribution.party.organisation,
        name=contribution.title or str(contribution.get_kind_display()),
        figures=figures,
        findings=tuple(findings_of_row(contribution, figures)),
    )


def _figure(contribution: Contribution, of: AmountOf, stated: Sequence[Stated]) -> Figure:
    """Return one amount of a contribution with its history."""
    history = tuple(row for row in stated if row.statement.of == of)
    counting = next((row for row in history if row.statement.withdrawn_at is None), None)
    return Figure(
        of=of.value,
        label=str(of.label),
        amount_rp=getattr(contribution, f"{of.value}_rp"),
        on=getattr(contribution, f"{of.value}_on"),
        stated=counting,
        history=history,
    )


def findings_of_row(contribution: Contribution, figures: Sequence[Figure]) -> list[MoneyFinding]:
    """Return what to look at in one contribution."""
    found = [
        MoneyFinding(kind, words, contribution.pk)
        for figure in figures
        for kind, words in _of_figure(contribution, figure)
    ]
    delivered, verified = figures[3], figures[4]
    if is_newer(delivered, verified):
        words = _("Realisasi dinyatakan lagi sesudah diverifikasi; periksa ulang.")
        found.append(MoneyFinding("changed_after", words, contribution.pk))
    return found


def is_newer(one: Figure, other: Figure) -> bool:
    """Return whether the first was stated after the second; not when either was never stated."""
    if one.stated is None or other.stated is None:
        return False
    return one.stated.statement.pk > other.stated.statement.pk


def _of_figure(contribution: Contribution, figure: Figure) -> list[tuple[str, str]]:
    """Return what to look at in one amount, as (kind, words)."""
    found: list[tuple[str, str]] = []
    before = rules.amount_before(contribution, figure.of)
    if before and rules.is_larger(contribution, figure.of, figure.amount_rp):
        words = _("%(of)s %(amount)s lebih besar daripada %(before)s %(held)s.") % {
            "of": figure.label.capitalize(),
            "amount": rupiah(figure.amount_rp),
            "before": before[0].label,
            "held": rupiah(before[1]),
        }
        found.append(("larger", words))
    if figure.stated and figure.stated.waits:
        words = _("%(of)s ditulis atas nama pihaknya dan menunggu dibenarkan.")
        found.append(("unconfirmed", words % {"of": figure.label.capitalize()}))
    if figure.stated and figure.stated.correction:
        words = _("%(of)s dikoreksi pihaknya: %(words)s")
        given = {"of": figure.label.capitalize(), "words": figure.stated.correction}
        found.append(("corrected", words % given))
    return found

"""One tranche with everything its page and its rules need; accounts of the parties."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from sambung.core.access import Actor
from sambung.delivery import lifecycle, rules
from sambung.delivery.models import (
    Account,
    Condition,
    Tranche,
    TrancheAct,
    TrancheState,
    TrancheStatement,
)
from sambung.delivery.queries.money import TrancheRow, rows_of
from sambung.delivery.rules import Circle, Table, Voice
from sambung.parties.models import Contact, Membership, OnBehalf, Organisation
from sambung.parties.queries import OFFICIAL_ROLES, on_behalf_of
from sambung.partnerships.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    Contribution,
    Document,
    Way,
)

LABEL = "delivery.tranchestatement"


@dataclass(frozen=True)
class Told:
    """One statement of a tranche, and the record atas nama when another wrote it down."""

    statement: TrancheStatement
    record: OnBehalf | None


@dataclass(frozen=True)
class TranchePage:
    """One tranche with its history, as its page and its rules need it."""

    row: TrancheRow
    table: Table
    told: tuple[Told, ...]

    def newest(self, act: TrancheAct) -> TrancheStatement | None:
        """Return the newest statement of this act."""
        found = [told.statement for told in self.told if told.statement.act == act]
        return found[-1] if found else None

    def acts_of(self, actor: Actor) -> list[TrancheAct]:
        """Return what the actor may do now, the step forward first; costs no query."""
        possible = lifecycle.TRANCHE_STEPS[self.row.state]
        return [
            act
            for act in lifecycle.ACT_WORDS
            if act in possible and self._is_wanted(act) and rules.can_act(actor, self.table, act)
        ]

    def _is_wanted(self, act: TrancheAct) -> bool:
        """Return whether the act makes sense: a second verification only of replaced evidence."""
        is_again = act == TrancheAct.VERIFY and self.row.state == TrancheState.VERIFIED
        return self.row.is_stale or not is_again


def tranche_page(circle: Circle, pk: int) -> TranchePage | None:
    """Return the tranche of this partnership with its history, or None for one of another."""
    chosen = Tranche.objects.filter(pk=pk, contribution__partnership=circle.partnership)
    rows = rows_of(chosen)
    if not rows:
        return None
    row = rows[0]
    statements = list(
        TrancheStatement.objects.filter(tranche=row.tranche)
        .select_related("organisation", "by", "evidence__file")
        .order_by("id")
    )
    records = on_behalf_of(LABEL, [statement.pk for statement in statements])
    told = tuple(Told(statement, records.get(statement.pk)) for statement in statements)
    return TranchePage(row, table_of(circle, row, told), told)


def table_of(circle: Circle, row: TrancheRow, told: Collection[Told]) -> Table:
    """Return what the rules need to know of the tranche; one query for who has people."""
    payer_id = row.tranche.contribution.party.organisation_id
    return Table(
        circle=circle,
        tranche=row.tranche,
        state=row.state,
        payer_id=payer_id,
        voices=tuple(_voice(one) for one in told),
        with_people=with_people([payer_id, row.tranche.payee_id]),
        is_stale=row.is_stale,
    )


def _voice(told: Told) -> Voice:
    """Return whose voice a statement was."""
    record = told.record
    return Voice(
        act=told.statement.act,
        user_id=told.statement.by_id,
        recorded_in_id=record.recorded_in_id if record else None,
        is_confirmed=bool(record and record.confirmed_at),
    )


def with_people(organisation_ids: Collection[int]) -> frozenset[int]:
    """Return which of the organisations have people who may act for them, in one query."""
    return frozenset(
        Membership.objects.filter(
            organisation_id__in=organisation_ids, ended_at__isnull=True, role__in=OFFICIAL_ROLES
        ).values_list("organisation_id", flat=True)
    )


def condition_of(row: TrancheRow, pk: int) -> Condition | None:
    """Return a condition of this tranche, or None."""
    return next((one.condition for one in row.conditions if one.condition.pk == pk), None)


def accounts_of(circle: Circle) -> QuerySet[Account]:
    """Return the accounts of the partnership's parties, those in use first; never public."""
    return (
        Account.objects.filter(organisation_id__in=circle.party_ids)
        .select_related("organisation", "kept_by")
        .order_by("-ended_at", "organisation__name", "id")
    )


def open_accounts_of(circle: Circle) -> QuerySet[Account]:
    """Return the accounts into which a tranche of the partnership may be paid."""
    return accounts_of(circle).filter(ended_at__isnull=True)


def masked(number: str) -> str:
    """Return an account number as those who are no party see it."""
    return f"•••• {number[-4:]}" if len(number) > 4 else "••••"


def names_at(organisation: Organisation) -> list[str]:
    """Return the names of people of the organisation, past and present, and of its contacts."""
    members = Membership.objects.filter(organisation=organisation).values_list(
        "user__name", flat=True
    )
    contacts = Contact.objects.filter(organisation=organisation).values_list("name", flat=True)
    return [*members, *contacts]


def money_contributions(circle: Circle) -> QuerySet[Contribution]:
    """Return the contributions of money whose tranches may be planned."""
    return (
        Contribution.objects.filter(
            partnership=circle.partnership, way=Way.MONEY, withdrawn_at__isnull=True
        )
        .select_related("party__organisation", "partnership")
        .order_by("id")
    )


def planned_rp(contribution: Contribution) -> int:
    """Return the sum of the contribution's tranches that were not cancelled."""
    rows = Tranche.objects.filter(contribution=contribution).exclude(state=TrancheState.CANCELLED)
    return rows.aggregate(total=Sum("amount_rp"))["total"] or 0


def grants_of(circle: Circle) -> QuerySet[Agreement]:
    """Return the grant agreements (NPHD) of the partnership that are in force today."""
    today = timezone.localdate()
    return Agreement.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=today),
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        partnership=circle.partnership,
        kind=AgreementKind.GRANT,
        state=AgreementState.IN_FORCE,
    )


def papers_for(circle: Circle, actor: Actor) -> QuerySet[Document]:
    """Return the newest documents the actor may show as evidence: shared, or their own drafts."""
    own = {*actor.organisation_ids, actor.link_organisation_id}
    return (
        Document.objects.filter(
            Q(is_private=False) | Q(organisation_id__in=[pk for pk in own if pk]),
            partnership=circle.partnership,
            is_latest=True,
            withdrawn_at__isnull=True,
        )
        .select_related("file", "organisation")
        .order_by("-id")
    )


def newest_edition(document: Document) -> Document:
    """Return the newest edition of a document, itself when nothing replaced it; one query."""
    if document.is_latest:
        return document
    later = Document.objects.filter(
        partnership_id=document.partnership_id, pk__gt=document.pk, replaces__isnull=False
    ).select_related("file")
    following = {row.replaces_id: row for row in later}
    seen = document
    while seen.pk in following:
        seen = following[seen.pk]
    return seen


def tranche_row(tranche: Tranche) -> TrancheRow:
    """Return the row of one tranche as it stands now."""
    return rows_of(Tranche.objects.filter(pk=tranche.pk))[0]


def settled_rp(contribution: Contribution) -> int:
    """Return the sum of what was used and verified in the contribution's settled tranches."""
    return (
        TrancheStatement.objects.filter(
            tranche__contribution=contribution,
            tranche__state=TrancheState.SETTLED,
            act=TrancheAct.SETTLE,
        ).aggregate(total=Sum("amount_rp"))["total"]
        or 0
    )


def arrived_rp(contribution: Contribution, states: Collection[str]) -> int:
    """Return the sum of what was received in the contribution's tranches of these states."""
    rows = rows_of(Tranche.objects.filter(contribution=contribution, state__in=states))
    return sum(row.received_rp or 0 for row in rows)

"""Sums of five amounts, contribution rules held against them, declarations and notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle, rules
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    ContributionRule,
    Declaration,
    Partnership,
    Party,
    PartyPart,
    PrivateNote,
    RuleChoice,
)
from sambung.partnerships.queries.contributions import ContributionRow, MoneyFinding
from sambung.partnerships.queries.page import Amounts
from sambung.ui.formats import percent


def sums_of(contributions: Iterable[Contribution]) -> Amounts:
    """Return each of the five added over contributions; the five themselves are never added."""
    rows = list(contributions)
    sums: dict[str, int | None] = {}
    for of in rules.ORDER:
        name = f"{of.value}_rp"
        known = [amount for row in rows if (amount := getattr(row, name)) is not None]
        sums[name] = sum(known) if known else None
    return Amounts(**sums)


@dataclass(frozen=True)
class PartHeld:
    """One part of a rule with what the partnership has in it."""

    part: lifecycle.RulePart
    amount_rp: int
    percent: Decimal
    is_kept: bool
    bound_words: str


@dataclass(frozen=True)
class RuleHeld:
    """A partnership held against a rule, by one of the five amounts."""

    rule: ContributionRule
    of: str
    of_label: str
    parts: tuple[PartHeld, ...]
    total_rp: int
    elsewhere_rp: int  # what no part of the rule speaks of
    without: int  # contributions that have not stated this amount, or without a value
    findings: tuple[MoneyFinding, ...]


def rule_choice(partnership: Partnership) -> RuleChoice | None:
    """Return against which rule the partnership is held, or None."""
    return RuleChoice.objects.filter(partnership=partnership).select_related("rule").first()


def rule_held(partnership: Partnership, rows: Sequence[ContributionRow]) -> RuleHeld | None:
    """Return the partnership held against its chosen rule, or None; one query."""
    choice = rule_choice(partnership)
    return held_against(choice.rule, rows) if choice else None


def held_against(rule: ContributionRule, rows: Sequence[ContributionRow]) -> RuleHeld:
    """Return what the rule asks beside what the contributions are; costs no query."""
    of = basis_of(rows)
    given = [
        (lifecycle.giver_of(row.organisation), row.contribution.kind, amount)
        for row in rows
        if (amount := row.figure(of).amount_rp) is not None
    ]
    total = sum(amount for _giver, _kind, amount in given)
    parts = tuple(part_held(part, given, total) for part in lifecycle.parse_parts(rule.parts))
    return RuleHeld(
        rule=rule,
        of=of.value,
        of_label=str(of.label),
        parts=parts,
        total_rp=total,
        elsewhere_rp=total - sum(part.amount_rp for part in parts),
        without=len(rows) - len(given),
        findings=tuple(findings_of_parts(parts, str(of.label)) if total else ()),
    )


@dataclass(frozen=True)
class CostDivision:
    """What each party brings by one of the five amounts; who brings nothing counts too."""

    of_label: str
    shares: tuple[tuple[Organisation, int], ...]

    @property
    def amounts(self) -> list[int]:
        """Return the rupiah alone."""
        return [amount for _organisation, amount in self.shares]


def cost_of(parties: Sequence[Party], rows: Sequence[ContributionRow]) -> CostDivision:
    """Return how the cost is divided over the parties; costs no query.

    A party that only convenes, proposes or supports, and brings nothing, is not asked for money
    and is left out; every other party counts, also one that brings nothing.
    """
    of = basis_of(rows)
    held: dict[int, int] = {}
    for row in rows:
        amount = row.figure(of).amount_rp
        if amount is not None:
            held[row.organisation.pk] = held.get(row.organisation.pk, 0) + amount
    counted = [
        party.organisation
        for party in parties
        if party.organisation_id in held or (party.left_at is None and gives(party))
    ]
    shares = tuple((house, held.get(house.pk, 0)) for house in counted)
    return CostDivision(str(of.label), shares)


def gives(party: Party) -> bool:
    """Return whether a party is in a part that brings something."""
    idle = {PartyPart.CONVENER, PartyPart.PROPOSER, PartyPart.SUPPORT, PartyPart.OPERATOR}
    return bool({party.part, *party.roles} - idle)


def basis_of(rows: Sequence[ContributionRow]) -> AmountOf:
    """Return the last of the five that as many as possible have stated with a value."""
    counts = {
        of: sum(1 for row in rows if row.figure(of).amount_rp is not None) for of in rules.ORDER
    }
    most = max(counts.values(), default=0)
    return next((of for of in reversed(rules.ORDER) if counts[of] == most), AmountOf.PROPOSED)


def part_held(
    part: lifecycle.RulePart, given: Sequence[tuple[str, str, int]], total: int
) -> PartHeld:
    """Return what of the given counts in a part."""
    amount = sum(rp for giver, kind, rp in given if part.holds(giver, kind))
    share = Decimal(amount) * 100 / total if total else Decimal(0)
    return PartHeld(
        part=part,
        amount_rp=amount,
        percent=share,
        is_kept=not total or part.is_kept(round(share, 1)),
        bound_words=f"{lifecycle.BOUNDS[part.bound]} {percent(part.percent)}",
    )


def findings_of_parts(parts: Sequence[PartHeld], of_label: str) -> list[MoneyFinding]:
    """Return the parts that do not keep their bound, in words."""
    words = _("%(part)s: %(share)s dari %(of)s; aturan yang dipilih menyebut %(bound)s.")
    return [
        MoneyFinding(
            "rule",
            words
            % {
                "part": held.part.label,
                "share": percent(held.percent),
                "of": of_label,
                "bound": held.bound_words,
            },
        )
        for held in parts
        if not held.is_kept
    ]


def rules_for(partnership: Partnership) -> QuerySet[ContributionRule]:
    """Return the rules a partnership may choose: national ones and those of regions above it."""
    return ContributionRule.objects.filter(
        Q(region__isnull=True) | Q(region_id__in=partnership.village.ancestor_codes),
        is_current=True,
    )


def rules_visible_to(actor: Actor) -> QuerySet[ContributionRule]:
    """Return the current rules: national ones, and those of the actor's places."""
    seen = Q(region__isnull=True)
    for hat in actor.hats:
        if hat.region_code:
            below = Q(region__code__startswith=f"{hat.region_code}.")
            seen |= below | Q(region_id__in=codes_above(hat.region_code))
    rows = ContributionRule.objects.select_related("region", "kept_by")
    current = rows.filter(is_current=True)
    return current if actor.is_operator else current.filter(seen)


def codes_above(code: str) -> list[str]:
    """Return a dotted code with those above it."""
    steps = code.split(".")
    return [".".join(steps[: place + 1]) for place in range(len(steps))]


def declarations_of(partnership: Partnership) -> list[Declaration]:
    """Return what parties declared, standing ones first."""
    rows = partnership.declarations.select_related("organisation", "partnership")
    return sorted(rows.order_by("-id"), key=lambda row: row.withdrawn_at is not None)


def notes_of(partnership: Partnership, actor: Actor) -> list[PrivateNote]:
    """Return the notes of the actor's own organisations, newest first."""
    rows = partnership.notes.filter(
        organisation_id__in=actor.organisation_ids, removed_at__isnull=True
    )
    return list(rows.select_related("organisation", "by"))

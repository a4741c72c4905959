"""Tranches with what they wait for, as tables for people and for the rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.delivery.lifecycle import CONDITIONS_COUNT_IN, ENDED, TRANCHE_STEP_DAYS
from sambung.delivery.models import (
    Condition,
    ConditionKind,
    Tranche,
    TrancheAct,
    TrancheState,
    TrancheStatement,
)
from sambung.partnerships import queries as partnerships
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Document, Partnership

REPLACED = Q(evidence__is_latest=False) | Q(evidence__withdrawn_at__isnull=False)
OTHER_FILE = Q(evidence__file__isnull=False) & ~Q(evidence__file__sha256=F("evidence_sha256"))


class Standing(StrEnum):
    """Where a condition stands; only MET opens a tranche."""

    MET = "met"
    WAITING = "waiting"
    RETURNED = "returned"
    REPLACED = "replaced"  # verified once, but the evidence is another since


@dataclass(frozen=True)
class ConditionRow:
    """One condition in words, and where it stands now."""

    condition: Condition
    standing: Standing
    words: str

    @property
    def badge(self) -> tuple[str, str]:
        """Return the kind of badge and its words."""
        return {
            Standing.MET: ("ok", _("terverifikasi")),
            Standing.WAITING: ("due", _("ditunggu")),
            Standing.RETURNED: ("late", _("dikembalikan")),
            Standing.REPLACED: ("late", _("bukti diganti sesudah diverifikasi")),
        }[self.standing]


@dataclass(frozen=True)
class TrancheRow:
    """One tranche as a list shows it."""

    tranche: Tranche
    state: TrancheState  # as the conditions make it now
    conditions: tuple[ConditionRow, ...]
    is_stale: bool
    transferred_rp: int | None
    received_rp: int | None

    @property
    def title(self) -> str:
        """Return its name: Termin 2."""
        return _("Termin %s") % self.tranche.number

    @property
    def is_cancelled(self) -> bool:
        """Return whether it was cancelled."""
        return self.state == TrancheState.CANCELLED

    @property
    def is_running(self) -> bool:
        """Return whether a step of it is still to come."""
        return self.state not in ENDED

    @property
    def waits_for(self) -> list[str]:
        """Return in words what is still wanted of the conditions."""
        return [row.words for row in self.conditions if row.standing != Standing.MET]

    @property
    def line(self) -> str:
        """Return the plain line: Termin 2 – menunggu: foto 50 % terverifikasi."""
        return _("Termin %(number)s – %(words)s") % {
            "number": self.tranche.number,
            "words": self.words,
        }

    @property
    def words(self) -> str:
        """Return where it stands, in words that name who is waited for."""
        return words_of(self)

    @property
    def badge(self) -> tuple[str, str]:
        """Return the kind of badge and its words."""
        if self.is_stale and self.state in CONDITIONS_COUNT_IN:
            return "late", _("bukti diganti sesudah diverifikasi")
        kinds = {
            TrancheState.DISPUTED: "late",
            TrancheState.CANCELLED: "none",
            TrancheState.CLOSED: "none",
            TrancheState.RECEIVED: "ok",
            TrancheState.ACCOUNTED: "ok",
            TrancheState.SETTLED: "ok",
        }
        return kinds.get(self.state, "due"), str(self.state.label)


def tranches_of(partnership: Partnership) -> list[TrancheRow]:
    """Return every tranche of the partnership with where it stands, in two queries."""
    return rows_of(Tranche.objects.filter(contribution__partnership=partnership))


def rows_of(tranches: QuerySet[Tranche]) -> list[TrancheRow]:
    """Return the rows of these tranches, in two queries however many there are."""
    found = list(
        tranches.select_related(
            "contribution__party__organisation",
            "contribution__partnership__village",
            *("account", "payee", "grant"),
        )
        .annotate(
            transferred_rp=_newest(TrancheAct.TRANSFER, "amount_rp"),
            received_rp=_newest(TrancheAct.RECEIVE, "amount_rp"),
            claim_replaced=_claim_replaced(),
        )
        .order_by("contribution_id", "number")
    )
    conditions = _conditions_of([tranche.pk for tranche in found])
    return [_row(tranche, conditions[tranche.pk]) for tranche in found]


def _newest(act: TrancheAct, column: str) -> Subquery:
    """Return the column of the newest statement of this act."""
    rows = TrancheStatement.objects.filter(tranche=OuterRef("pk"), act=act).order_by("-id")
    return Subquery(rows.values(column)[:1])


def _claim_replaced() -> Subquery:
    """Return whether the evidence of the newest verification is another file since."""
    flag = Case(
        When(Q(evidence__isnull=False) & (REPLACED | OTHER_FILE), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = TrancheStatement.objects.filter(
        tranche=OuterRef("pk"), act=TrancheAct.VERIFY, round=OuterRef("round")
    ).order_by("-id")
    return Subquery(rows.annotate(is_other=flag).values("is_other")[:1])


def _conditions_of(tranche_ids: Collection[int]) -> dict[int, list[Condition]]:
    """Return the conditions of each tranche with what they rest on, in one query."""
    found: dict[int, list[Condition]] = defaultdict(list)
    rows = Condition.objects.filter(tranche_id__in=tranche_ids).select_related(
        "document__file", "milestone__evidence__file", "contribution__party__organisation", "met_by"
    )
    for condition in rows.order_by("id"):
        found[condition.tranche_id].append(condition)
    return found


def _row(tranche: Tranche, conditions: Sequence[Condition]) -> TrancheRow:
    """Return the row of one tranche whose conditions are loaded."""
    shown = tuple(
        ConditionRow(condition, standing_of(condition), condition_words(condition))
        for condition in conditions
    )
    is_met = all(row.standing == Standing.MET for row in shown)
    state = TrancheState(tranche.state)
    if state in {TrancheState.CLOSED, TrancheState.OPEN}:
        state = TrancheState.OPEN if is_met else TrancheState.CLOSED
    replaced = any(row.standing == Standing.REPLACED for row in shown)
    is_held = state in {TrancheState.CLAIMED, TrancheState.VERIFIED} and not is_met
    return TrancheRow(
        tranche=tranche,
        state=state,
        conditions=shown,
        is_stale=replaced or is_held or bool(tranche.claim_replaced),  # type: ignore[attr-defined]
        transferred_rp=tranche.transferred_rp,  # type: ignore[attr-defined]
        received_rp=tranche.received_rp,  # type: ignore[attr-defined]
    )


def standing_of(condition: Condition) -> Standing:
    """Return where a condition stands by what it rests on now; costs no query when loaded."""
    if condition.kind == ConditionKind.DOCUMENT:
        return _document_standing(condition)
    if condition.kind == ConditionKind.MILESTONE:
        return _milestone_standing(condition)
    given = condition.contribution
    is_verified = given is not None and given.verified_on is not None and not given.withdrawn_at
    return Standing.MET if is_verified else Standing.WAITING


def _document_standing(condition: Condition) -> Standing:
    """Return whether an accepted document is still the one that was accepted."""
    if condition.met_on is None or condition.document is None:
        return Standing.RETURNED if condition.returned_reason else Standing.WAITING
    if is_other_since(condition.document, condition.document_sha256):
        return Standing.REPLACED
    return Standing.MET


def _milestone_standing(condition: Condition) -> Standing:
    """Return whether the milestone is verified, by the evidence that was looked at."""
    milestone = condition.milestone
    if milestone is None or milestone.verified_on is None or milestone.dropped_at is not None:
        return Standing.WAITING
    if milestone.evidence and is_other_since(milestone.evidence, milestone.evidence_sha256):
        return Standing.REPLACED
    return Standing.MET


def is_other_since(document: Document, sha256: str) -> bool:
    """Return whether the document was replaced or taken back since its hash was kept."""
    if not document.is_latest or document.withdrawn_at is not None:
        return True
    return bool(document.file and sha256 and document.file.sha256 != sha256)


def condition_words(condition: Condition) -> str:
    """Return what the condition asks for, in words."""
    if condition.title:
        return condition.title
    if condition.kind == ConditionKind.DOCUMENT:
        return _("%(kind)s diterima") % {"kind": condition.get_document_kind_display()}
    if condition.kind == ConditionKind.MILESTONE:
        return _("%(title)s terverifikasi") % {"title": condition.milestone}
    given = condition.contribution
    who = given.party.organisation if given else ""
    what = (given.title or given.get_kind_display()) if given else ""
    return _("%(what)s dari %(who)s terverifikasi") % {"what": what, "who": who}


def words_of(row: TrancheRow) -> str:
    """Return where a tranche stands, naming who is waited for."""
    tranche = row.tranche
    names = {"payee": tranche.payee, "payer": tranche.contribution.party.organisation}
    if row.state == TrancheState.CLOSED:
        return _("menunggu: %s") % "; ".join(row.waits_for)
    if row.is_stale and row.state in CONDITIONS_COUNT_IN:
        return _("bukti diganti sesudah diverifikasi; menunggu verifikasi ulang")
    return {
        TrancheState.OPEN: _("menunggu diajukan %(payee)s"),
        TrancheState.CLAIMED: _("menunggu diverifikasi"),
        TrancheState.VERIFIED: _("menunggu %(payer)s menyatakan transfer"),
        TrancheState.TRANSFERRED: _("menunggu %(payee)s menyatakan penerimaan"),
        TrancheState.DISPUTED: _("pernyataan %(payer)s dan %(payee)s berbeda"),
        TrancheState.RECEIVED: _("menunggu %(payee)s mempertanggungjawabkan"),
        TrancheState.ACCOUNTED: _("menunggu pertanggungjawaban diverifikasi"),
        TrancheState.SETTLED: _("selesai"),
        TrancheState.CANCELLED: _("dibatalkan"),
    }[row.state] % names


class MoneyKind(StrEnum):
    """What a tranche may want of a person."""

    CLAIM = "claim"
    VERIFY = "verify"
    TRANSFER = "transfer"
    RECEIVE = "receive"
    AGREE = "agree"
    ACCOUNT = "account"
    SETTLE = "settle"


@dataclass(frozen=True)
class MoneyWaiting:
    """One thing a tranche wants of a person, and by when; the shape of partnerships' Waiting."""

    kind: MoneyKind
    due_on: date
    partnership: Partnership
    row: TrancheRow


@dataclass(frozen=True)
class Awaited:
    """Of whom a tranche wants its next step: organisations, or the desk of its place."""

    kind: MoneyKind
    organisation_ids: frozenset[int]
    is_desk: bool = False


def awaited(row: TrancheRow) -> Awaited | None:
    """Return of whom the next step is wanted, or None while conditions are open or it has ended."""
    payee, payer = row.tranche.payee_id, row.tranche.contribution.party.organisation_id
    if row.is_stale and row.state in {TrancheState.CLAIMED, TrancheState.VERIFIED}:
        return Awaited(MoneyKind.VERIFY, frozenset([payer]), is_desk=True)
    return {
        TrancheState.OPEN: Awaited(MoneyKind.CLAIM, frozenset([payee])),
        TrancheState.CLAIMED: Awaited(MoneyKind.VERIFY, frozenset([payer]), is_desk=True),
        TrancheState.VERIFIED: Awaited(MoneyKind.TRANSFER, frozenset([payer])),
        TrancheState.TRANSFERRED: Awaited(MoneyKind.RECEIVE, frozenset([payee])),
        TrancheState.DISPUTED: Awaited(MoneyKind.AGREE, frozenset([payee, payer])),
        TrancheState.RECEIVED: Awaited(MoneyKind.ACCOUNT, frozenset([payee])),
        TrancheState.ACCOUNTED: Awaited(MoneyKind.SETTLE, frozenset(), is_desk=True),
    }.get(row.state)


def due_of(row: TrancheRow, since: date) -> date:
    """Return by when the next step should be done: its own date, else so many days after today."""
    before_money = row.state in CONDITIONS_COUNT_IN
    if before_money and row.tranche.due_on is not None:
        return row.tranche.due_on
    return since + timedelta(days=TRANCHE_STEP_DAYS)


def running_rows(tranches: QuerySet[Tranche] | None = None) -> list[TrancheRow]:
    """Return the tranches that have not ended, of partnerships that still run, in two queries."""
    chosen = Tranche.objects.all() if tranches is None else tranches
    return rows_of(
        chosen.exclude(state__in=ENDED)
        .filter(contribution__partnership__closed_at__isnull=True)
        .annotate(last_at=_newest_at())
    )


def _newest_at() -> Subquery:
    """Return the moment of the newest statement of a tranche."""
    rows = TrancheStatement.objects.filter(tranche=OuterRef("pk")).order_by("-id")
    return Subquery(rows.values("at")[:1])


def since_of(row: TrancheRow) -> date:
    """Return the day of the newest statement, today when there is none."""
    moment = getattr(row.tranche, "last_at", None)
    return timezone.localdate(moment) if moment else timezone.localdate()


def money_waiting_for(actor: Actor) -> list[MoneyWaiting]:
    """Return what tranches want of the actor's organisations and desks, by date."""
    own = {hat.organisation_id for hat in actor.hats if hat.role in partnership_rules.DECIDING}
    if not own:
        return []
    visible = partnerships.visible_to(actor).order_by().values("pk")
    rows = running_rows(Tranche.objects.filter(contribution__partnership_id__in=visible))
    found = [
        MoneyWaiting(
            wanted.kind, due_of(row, since_of(row)), row.tranche.contribution.partnership, row
        )
        for row in rows
        if (wanted := awaited(row)) and _is_mine(wanted, row, actor, own)
    ]
    return sorted(found, key=lambda one: (one.due_on, one.row.tranche.pk))


def _is_mine(wanted: Awaited, row: TrancheRow, actor: Actor, own: Iterable[int]) -> bool:
    """Return whether the step is wanted of one of the actor's organisations, or of their desk."""
    if wanted.organisation_ids & set(own):
        return True
    partnership = row.tranche.contribution.partnership
    return (
        wanted.is_desk
        and row.tranche.payee_id not in actor.organisation_ids
        and partnership_rules.is_convener(actor, partnership)
    )

"""The handovers of a partnership: their checklist, who will look after it, what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from sambung.core.access import Actor
from sambung.delivery import rules
from sambung.delivery.lifecycle.handover import (
    OPERATING,
    PIECES,
    RECOVERY_WORDS,
    Piece,
    Worth,
    book_of,
    worth_of,
)
from sambung.delivery.models import Handover, HandoverState
from sambung.delivery.rules import Circle
from sambung.delivery.rules.handover import Shape
from sambung.facilities import queries as facilities
from sambung.facilities.lifecycle import DUTY_OF_CHECK
from sambung.facilities.models import CheckKind, Component, WatchCheck
from sambung.facilities.queries import TestRow
from sambung.governance.models import Decree, LegalInstrument
from sambung.parties.models import Organisation
from sambung.partnerships import queries as partnerships
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Document, DocumentKind, Partnership, Responsibility, Stage


def handovers_of(partnership: Partnership, today: date | None = None) -> list[Handover]:
    """Return the handovers of a partnership, newest first, with the watch of each; one query.

    Each carries `late_checks` and `next_check`.
    """
    waiting = WatchCheck.objects.filter(facility=OuterRef("facility"), done_on__isnull=True)
    day = today or timezone.localdate()
    late = waiting.filter(due_on__lt=day).order_by().values("facility")
    counted = late.annotate(n=Count("pk")).values("n")
    return list(
        base()
        .filter(partnership=partnership)
        .annotate(
            late_checks=Coalesce(Subquery(counted), 0),
            next_check=Subquery(waiting.order_by("due_on").values("due_on")[:1]),
            has_components=Exists(Component.objects.filter(facility=OuterRef("facility"))),
        )
    )


def base() -> QuerySet[Handover]:
    """Return the handovers with what every page of them shows."""
    return Handover.objects.select_related(
        *("partnership", "facility__village__parent", "facility__owner"),
        *("giver", "receiver", "operator", "operator_decree", "document"),
    )


def handover_of(circle: Circle, pk: int) -> Handover | None:
    """Return one handover of the partnership, or None."""
    return base().filter(partnership=circle.partnership, pk=pk).first()


def live_of(partnership: Partnership) -> list[Handover]:
    """Return the handovers that were not cancelled."""
    rows = base().filter(partnership=partnership).exclude(state=HandoverState.CANCELLED)
    return list(rows.order_by("pk"))


@dataclass(frozen=True)
class PieceRow:
    """One piece of the checklist: what it is and what it lacks."""

    piece: Piece
    label: str
    lack: str
    reason: str  # why it was done without

    @property
    def is_there(self) -> bool:
        """Return whether nothing of it is missing."""
        return not self.lack


@dataclass(frozen=True)
class Checklist:
    """The whole checklist of a handover."""

    handover: Handover
    rows: list[PieceRow]
    water: TestRow | None
    components: list[Component]
    worth: Worth

    @property
    def worth_words(self) -> str:
        """Return what the tariff covers, in words."""
        return str(RECOVERY_WORDS[self.worth.recovery])

    @property
    def missing(self) -> dict[str, str]:
        """Return what is missing, in words."""
        return {row.piece.value: row.lack for row in self.rows if row.lack}


def shape_of(
    handover: Handover, today: date, until: date | None = None
) -> tuple[Shape, TestRow | None, list[Component]]:
    """Return what is known beside the row: components and the newest water test, judged."""
    water = facilities.newest_of([handover.facility], today, until).get(handover.facility_id)
    components = list(handover.facility.components.all())
    shape = Shape(
        components=len(components),
        water_words=water.words if water else "",
        is_water_good=water.is_good if water else False,
    )
    return shape, water, components


def checklist_of(handover: Handover, today: date) -> Checklist:
    """Return the checklist; one that is done shows what it was done without, as it was then."""
    is_past = handover.state != HandoverState.PREPARED
    shape, water, components = shape_of(handover, today, handover.done_on if is_past else None)
    lacks: Mapping[str, str] = rules.missing_of(handover, shape)
    if is_past:
        lacks = {key: text["lack"] for key, text in handover.exceptions.items()}
    rows = [
        PieceRow(
            piece,
            str(PIECES[piece]),
            lacks.get(piece.value, ""),
            handover.exceptions.get(piece.value, {}).get("reason", ""),
        )
        for piece in rules.pieces_of(handover)
    ]
    return Checklist(handover, rows, water, components, worth_for(handover))


def worth_for(handover: Handover) -> Worth:
    """Return what the tariff of a handover is worth."""
    return worth_of(
        income_rp=handover.income_month_rp,
        cost_rp=handover.operating_month_rp,
        bill_rp=handover.bill_month_rp,
        household_rp=handover.household_income_month_rp,
    )


def instrument_for(owner: Organisation | None) -> tuple[LegalInstrument | None, str]:
    """Return the instrument by which the owner books the asset, if known here, and words."""
    if owner is None:
        return None, ""
    key, words = book_of(owner.kind)
    return LegalInstrument.objects.filter(key=key).first() if key else None, str(words)


@dataclass(frozen=True)
class DutyHolder:
    """Who will do a kind of check, after the matrix; None: nobody yet."""

    kind: CheckKind
    organisation: Organisation | None


def holders_of(partnership: Partnership) -> list[DutyHolder]:
    """Return who will do each kind of check: the party that accepted the duty, in one query."""
    duties = Responsibility.objects.filter(
        partnership=partnership, key__in=set(DUTY_OF_CHECK.values()), is_proposed=False
    ).select_related("party__organisation")
    named = {
        duty.key: duty.party.organisation
        for duty in duties
        if duty.party is not None and duty.party.left_at is None
    }
    return [DutyHolder(kind, named.get(duty)) for kind, duty in DUTY_OF_CHECK.items()]


def operators_for(circle: Circle) -> QuerySet[Organisation]:
    """Return who may run the facility: parties, and operating bodies of the place."""
    code = circle.partnership.village_id
    places = [code, ".".join(code.split(".")[:2])]
    return Organisation.objects.filter(
        Q(pk__in=circle.party_ids) | Q(kind__in=OPERATING, region_id__in=places)
    ).order_by("name")


def decrees_for(circle: Circle) -> QuerySet[Decree]:
    """Return the decrees of the village and its kab/kota that may name an operator."""
    code = circle.partnership.village_id
    places = [code, ".".join(code.split(".")[:2])]
    return Decree.objects.filter(region_id__in=places, withdrawn_at__isnull=True)


def handover_papers(circle: Circle) -> QuerySet[Document]:
    """Return the shared BAST papers of the partnership."""
    return Document.objects.filter(
        partnership=circle.partnership,
        kind=DocumentKind.HANDOVER,
        is_private=False,
        is_latest=True,
        withdrawn_at__isnull=True,
    )


@dataclass(frozen=True)
class HandoverWaiting:
    """A partnership whose handover waits, and the handover when one is being prepared."""

    partnership: Partnership
    handover: Handover | None
    url: str


def handover_waiting_for(actor: Actor) -> list[HandoverWaiting]:
    """Return the partnerships at the stage of handover that the actor's own side can move."""
    seen = partnerships.visible_to(actor).filter(stage=Stage.HANDOVER, closed_at__isnull=True)
    rows = list(seen.prefetch_related("parties"))
    prepared: dict[int, Handover] = {}
    done: set[int] = set()
    for row in base().filter(partnership__in=rows).exclude(state=HandoverState.CANCELLED):
        if row.state == HandoverState.DONE:
            done.add(row.partnership_id)
        else:
            prepared[row.partnership_id] = row
    return [
        HandoverWaiting(row, prepared.get(row.pk), url_of(row, prepared.get(row.pk)))
        for row in rows
        if (row.pk in prepared or row.pk not in done) and moves(actor, row)
    ]


def moves(actor: Actor, partnership: Partnership) -> bool:
    """Return whether the actor convenes it or decides in one of its parties; costs no query."""
    return partnership_rules.is_convener(actor, partnership) or any(
        partnership_rules.speaks_for(actor, party.organisation_id)
        for party in partnership.parties.all()
        if party.left_at is None
    )


def url_of(partnership: Partnership, handover: Handover | None) -> str:
    """Return where the handover is written."""
    if handover is not None:
        return handover.get_absolute_url()
    return f"{partnership.get_absolute_url()}serah-terima/"

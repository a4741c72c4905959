"""The whole matrix of a partnership: duty x stage x party with its letters, in three queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery

from sambung.partnerships import lifecycle
from sambung.partnerships.models import (
    Contribution,
    Letter,
    Partnership,
    Party,
    RaciCell,
    Responsibility,
    Stage,
)
from sambung.partnerships.queries.road import template_of

Slots = dict[tuple[int, str], tuple["Held", ...]]


class Held(NamedTuple):
    """One letter of one party in one slot; without `pk` it is inherited from the duty's party."""

    pk: int | None
    duty_id: int
    stage: str
    party_id: int
    letter: str
    is_proposed: bool
    recorded_at: datetime | None
    proposed_by_id: int | None
    version: int

    @property
    def is_open(self) -> bool:
        """Return whether nobody has said yes yet: not the party, nor a record made for it."""
        return self.is_proposed and self.recorded_at is None


FIELDS = ("pk", "responsibility_id", *Held._fields[2:])


@dataclass(frozen=True)
class Board:
    """The matrix: duties that are needed, parties that take part, and who holds which letter.

    `slots` has every (duty, stage) at which the duty is at work, also when nobody holds a letter.
    """

    partnership: Partnership
    duties: tuple[Responsibility, ...]
    parties: tuple[Party, ...]
    stages: tuple[Stage, ...]
    slots: Slots

    @property
    def needed(self) -> tuple[Responsibility, ...]:
        """Return the duties the partnership does not do without."""
        return tuple(duty for duty in self.duties if duty.is_needed)

    @property
    def by_pk(self) -> dict[int, Party]:
        """Return the parties by their key."""
        return {party.pk: party for party in self.parties}

    def stages_of(self, duty: Responsibility) -> tuple[Stage, ...]:
        """Return the stages at which the duty stands in the matrix."""
        return tuple(stage for stage in self.stages if (duty.pk, stage) in self.slots)

    def marks(self, duty: Responsibility, stage: str, letter: str) -> list[Held]:
        """Return who holds the letter there."""
        return [mark for mark in self.slots.get((duty.pk, stage), ()) if mark.letter == letter]


def road_stages(partnership: Partnership) -> tuple[Stage, ...]:
    """Return the stages of the partnership's road."""
    return template_of(partnership).keys


def duties_of(partnership: Partnership, parties: Sequence[Party]) -> list[Responsibility]:
    """Return the duties in the order of the catalogue, own questions last; parties are shared.

    `self_verifier` of each is the party that verified its own contribution, or None.
    """
    verified = Contribution.objects.filter(
        partnership_id=OuterRef("partnership_id"), verifier=F("party__organisation")
    ).order_by("id")
    rows = partnership.responsibilities.select_related("party__organisation").annotate(
        self_verifier=Subquery(verified.values("party_id")[:1])
    )
    known = {party.pk: party for party in parties}
    order = {key: place for place, key in enumerate(lifecycle.RESPONSIBILITIES)}
    found: list[Responsibility] = sorted(
        rows, key=lambda row: (order.get(row.key, len(order)), row.pk)
    )
    for row in found:
        row.partnership = partnership
        row.party = known.get(row.party_id or 0, row.party)
    return found


def cells_of(duty_ids: Iterable[int]) -> list[Held]:
    """Return every cell of the duties, in one query."""
    rows = RaciCell.objects.filter(responsibility_id__in=list(duty_ids)).order_by("id")
    return [Held._make(row) for row in rows.values_list(*FIELDS)]


def matrix_of(partnership: Partnership, parties: Sequence[Party] | None = None) -> Board:
    """Return the matrix in three queries; two when the parties are at hand."""
    if parties is None:
        parties = list(partnership.parties.select_related("organisation").order_by("id"))
    duties = duties_of(partnership, parties)
    present = tuple(party for party in parties if party.left_at is None)
    stages = road_stages(partnership)
    cells = cells_of(duty.pk for duty in duties)
    return Board(
        partnership=partnership,
        duties=tuple(duties),
        parties=present,
        stages=stages,
        slots=_slots(duties, {party.pk for party in present}, stages, cells),
    )


def _slots(
    duties: Sequence[Responsibility], present: set[int], stages: Sequence[str], cells: list[Held]
) -> Slots:
    """Return who holds what where; letters of a party that left count for nobody."""
    written: dict[tuple[int, str], list[Held]] = defaultdict(list)
    for mark in cells:
        written[(mark.duty_id, mark.stage)].append(mark)
    slots: Slots = {}
    for duty in duties:
        if not duty.is_needed:
            continue
        usual = set(lifecycle.stages_of(duty, stages))
        for stage in stages:
            marks = written.get((duty.pk, stage))
            if marks is None and stage not in usual:
                continue
            held = inherited(duty, stage) if marks is None else tuple(marks)
            slots[(duty.pk, stage)] = tuple(mark for mark in held if mark.party_id in present)
    return slots


def slot_cells(duty: Responsibility, stage: str) -> list[RaciCell]:
    """Return the cells written down for one slot, with their parties."""
    rows = duty.cells.filter(stage=stage).select_related("party__organisation")
    return list(rows.order_by("id"))


def seen_of(duty: Responsibility, cells: Sequence[RaciCell]) -> str:
    """Return what a person saw of a slot, in short: it differs once anybody changed the slot."""
    if not cells:
        return f"p{duty.party_id or 0}.{duty.version}"
    text = " ".join(f"{cell.pk}.{cell.version}" for cell in sorted(cells, key=lambda c: c.pk))
    return sha256(text.encode()).hexdigest()[:16]


def inherited(duty: Responsibility, stage: str) -> tuple[Held, ...]:
    """Return the letters a stage without cells has: its party answers for the duty and does it."""
    if duty.party_id is None:
        return ()
    return tuple(
        Held(
            pk=None,
            duty_id=duty.pk,
            stage=stage,
            party_id=duty.party_id,
            letter=letter,
            is_proposed=duty.is_proposed,
            recorded_at=duty.recorded_at,
            proposed_by_id=duty.proposed_by_id,
            version=duty.version,
        )
        for letter in (Letter.ACCOUNTABLE, Letter.RESPONSIBLE)
    )


def cell_of(partnership: Partnership, pk: int) -> RaciCell | None:
    """Return one written letter of the partnership, or None."""
    cell = (
        RaciCell.objects.filter(pk=pk, responsibility__partnership=partnership)
        .select_related("party__organisation", "responsibility")
        .first()
    )
    if cell is not None:
        cell.responsibility.partnership = partnership
    return cell

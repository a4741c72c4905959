"""How evenly answering for duties is shared, stage by stage, and money apart from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sambung.partnerships import bridge, lifecycle
from sambung.partnerships.bridge import Balance
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    Letter,
    Partnership,
    Party,
    ProfileOf,
    TargetProfile,
)
from sambung.partnerships.queries.findings import accountable
from sambung.partnerships.queries.matrix import Board, matrix_of


@dataclass(frozen=True)
class Profile:
    """The agreed target: points by party, and who has said yes to them."""

    row: TargetProfile
    points: dict[int, int]
    agreed: frozenset[int]  # parties that said so themselves
    recorded: frozenset[int]  # parties whose word was written down for them
    missing: tuple[Party, ...]

    @property
    def is_agreed(self) -> bool:
        """Return whether nobody is missing."""
        return not self.missing


@dataclass(frozen=True)
class BalanceLine:
    """One division: what each party holds, what nobody holds, and the indices of it."""

    key: str  # a stage, an amount, or "" for a sum
    label: str
    counts: tuple[int, ...]  # in the order of the parties
    empty: int
    balance: Balance
    fit: float | None
    is_after: bool = False


@dataclass(frozen=True)
class BalanceReport:
    """The division of A letters: per stage, before and after the handover, and in all."""

    parties: tuple[Party, ...]
    lines: tuple[BalanceLine, ...]
    before: BalanceLine
    after: BalanceLine
    whole: BalanceLine
    profile: Profile | None


def balance_of(partnership: Partnership, board: Board | None = None) -> BalanceReport:
    """Measure who answers for what; every party of the partnership counts, also idle."""
    board = board or matrix_of(partnership)
    return report_of(board, profile_of(partnership, ProfileOf.DUTIES, board.parties))


def report_of(board: Board, profile: Profile | None) -> BalanceReport:
    """Return the same from what is at hand; costs no query."""
    points = profile.points if profile else {}
    before = [stage for stage in board.stages if stage not in lifecycle.STAGES_AFTER]
    after = [stage for stage in board.stages if stage in lifecycle.STAGES_AFTER]
    return BalanceReport(
        parties=board.parties,
        lines=tuple(_line(board, [stage], points, stage) for stage in board.stages),
        before=_line(board, before, points),
        after=_line(board, after, points, is_after=True),
        whole=_line(board, board.stages, points),
        profile=profile,
    )


def _line(
    board: Board,
    stages: Sequence[str],
    points: Mapping[int, int],
    key: str = "",
    *,
    is_after: bool = False,
) -> BalanceLine:
    """Return the division of the letters A at these stages."""
    held = accountable(board, stages)
    wanted = set(stages)
    empty = sum(
        1
        for (_duty_id, stage), marks in board.slots.items()
        if stage in wanted and all(mark.letter != Letter.ACCOUNTABLE for mark in marks)
    )
    return BalanceLine(
        key=key,
        label=next((str(stage.label) for stage in board.stages if stage == key), ""),
        counts=tuple(held.values()),
        empty=empty,
        balance=bridge.measure(list(held.values())),
        fit=bridge.fit_to(held, points),
        is_after=is_after or key in lifecycle.STAGES_AFTER,
    )


def profile_of(partnership: Partnership, of: str, parties: Iterable[Party]) -> Profile | None:
    """Return the target profile of duties or of money with who still has to say yes."""
    row = TargetProfile.objects.filter(partnership=partnership, of=of).first()
    if row is None:
        return None
    agreed, recorded = frozenset(row.agreed), frozenset(row.recorded)
    return Profile(
        row=row,
        points={int(pk): points for pk, points in row.points.items()},
        agreed=agreed,
        recorded=recorded - agreed,
        missing=tuple(party for party in parties if party.pk not in agreed | recorded),
    )


def money_of(
    partnership: Partnership,
    parties: Sequence[Party],
    contributions: Sequence[Contribution],
    profile: Profile | None = None,
) -> list[BalanceLine]:
    """Measure each of the five amounts apart; a contribution without a value is in `empty`."""
    present = [party for party in parties if party.left_at is None]
    standing = [row for row in contributions if row.withdrawn_at is None]
    points = profile.points if profile else {}
    return [_money_line(of, present, standing, points) for of in AmountOf]


def _money_line(
    of: AmountOf,
    parties: Sequence[Party],
    rows: Sequence[Contribution],
    points: Mapping[int, int],
) -> BalanceLine:
    """Return the division of one of the five amounts."""
    held = {party.pk: 0 for party in parties}
    empty = 0
    for row in rows:
        amount = getattr(row, f"{of.value}_rp")
        if amount is None:
            empty += 1
        elif row.party_id in held:
            held[row.party_id] += amount
    amounts = tuple(held.values())
    fit = bridge.fit_to(held, points)
    return BalanceLine(of.value, str(of.label), amounts, empty, bridge.measure(amounts), fit)

"""Is the water good? Judged parameter by parameter; what was not tested has not passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from sambung.facilities.lifecycle import COUNTED, PARTIAL


class Limit(Protocol):
    """One line of a regulation's table."""

    parameter: str
    operator: str
    low: Decimal | None
    high: Decimal | None
    table: str
    is_mandatory: bool
    only_when_chlorinated: bool


@dataclass(frozen=True)
class Measured:
    """What the laboratory says of one parameter."""

    value: Decimal | None = None
    is_below_detection: bool = False  # then `value` is the limit of detection, if it is known
    is_present: bool | None = None  # odour: perceived or not


class Outcome(StrEnum):
    """What one parameter says."""

    GOOD = "good"
    BAD = "bad"
    NOTED = "noted"  # measured, but the rule needs more (the air temperature)
    UNCERTAIN = "uncertain"  # the laboratory cannot see small enough
    UNTESTED = "untested"
    NOT_APPLICABLE = "not_applicable"  # residual chlorine of water without chlorine
    UNKNOWN_USE = "unknown_use"  # nobody said whether the water is chlorinated


HAS_RESULT = frozenset([Outcome.GOOD, Outcome.BAD, Outcome.NOTED])


class Quality(StrEnum):
    """What a whole sample says."""

    GOOD = "memenuhi"
    BAD = "tidak_memenuhi"
    INCOMPLETE = "belum_lengkap"
    UNTESTED = "belum_diuji"


@dataclass(frozen=True)
class Judged:
    """One parameter with its limit, what was measured, and the outcome."""

    limit: Limit
    measured: Measured | None
    outcome: Outcome


@dataclass(frozen=True)
class Judgement:
    """A whole sample judged by one table."""

    quality: Quality
    rows: tuple[Judged, ...]
    tested: int  # mandatory parameters with a valid result
    needed: int  # mandatory parameters that apply
    is_partial: bool  # only part of the regulation's table was read

    def having(self, *outcomes: Outcome) -> list[Judged]:
        """Return the rows with one of these outcomes."""
        return [row for row in self.rows if row.outcome in outcomes]


def judge(
    limits: Sequence[Limit],
    measured: Mapping[str, Measured],
    *,
    is_chlorinated: bool | None,
    air_temperature: Decimal | None = None,
) -> Judgement:
    """Judge a sample: good only when every mandatory parameter that applies has a valid result.

    A parameter beyond its limit makes the sample bad, however much else is untested.
    """
    rows = tuple(
        Judged(
            limit,
            measured.get(limit.parameter),
            outcome_of(limit, measured.get(limit.parameter), is_chlorinated, air_temperature),
        )
        for limit in limits
    )
    applying = [
        row for row in rows if row.limit.is_mandatory and row.outcome != Outcome.NOT_APPLICABLE
    ]
    tested = sum(row.outcome in HAS_RESULT for row in applying)
    is_partial = any(limit.table == PARTIAL for limit in limits)
    quality = quality_of(rows, tested, len(applying), is_partial)
    return Judgement(quality, rows, tested, len(applying), is_partial)


def quality_of(rows: Sequence[Judged], tested: int, needed: int, is_partial: bool) -> Quality:
    """Return what the rows say together."""
    if any(row.outcome == Outcome.BAD for row in rows):
        return Quality.BAD
    if all(row.measured is None for row in rows):
        return Quality.UNTESTED
    return Quality.GOOD if tested == needed and not is_partial else Quality.INCOMPLETE


def outcome_of(
    limit: Limit,
    measured: Measured | None,
    is_chlorinated: bool | None,
    air_temperature: Decimal | None = None,
) -> Outcome:
    """Return what one parameter says by its limit."""
    if limit.only_when_chlorinated and is_chlorinated is not True:
        return Outcome.NOT_APPLICABLE if is_chlorinated is False else Outcome.UNKNOWN_USE
    if measured is None:
        return Outcome.UNTESTED
    if limit.operator == "none":
        return perceived(measured.is_present)
    if measured.is_below_detection:
        return below_detection(limit, measured.value)
    if measured.value is None:
        return Outcome.UNTESTED
    if limit.operator == "around":
        return around(limit, measured.value, air_temperature)
    return Outcome.GOOD if fits(limit, measured.value) else Outcome.BAD


def perceived(is_present: bool | None) -> Outcome:
    """Return what a smell says: none is good."""
    if is_present is None:
        return Outcome.UNTESTED
    return Outcome.BAD if is_present else Outcome.GOOD


def fits(limit: Limit, value: Decimal) -> bool:
    """Return whether a value lies within max, below or range."""
    if limit.low is not None and value < limit.low:
        return False
    if limit.high is None:
        return True
    return value < limit.high if limit.operator == "below" else value <= limit.high


def around(limit: Limit, value: Decimal, air_temperature: Decimal | None) -> Outcome:
    """Return what a temperature says: it is only noted until the air's own is known."""
    if air_temperature is None or limit.high is None:
        return Outcome.NOTED
    return Outcome.GOOD if abs(value - air_temperature) <= limit.high else Outcome.BAD


def below_detection(limit: Limit, detection: Decimal | None) -> Outcome:
    """Return what *not detected* says: germs not found are none; else the detection limit decides.

    Under a lower bound it is too little; a laboratory that cannot see down to the limit says
    nothing.
    """
    if limit.parameter in COUNTED:
        return Outcome.GOOD
    if detection is None:
        return Outcome.UNCERTAIN
    if limit.low is not None and detection <= limit.low:
        return Outcome.BAD
    if limit.low is None and limit.high is not None and detection <= limit.high:
        return Outcome.GOOD
    return Outcome.UNCERTAIN

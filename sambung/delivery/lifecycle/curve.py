"""The S-curve: what the plan foresaw by each day, what was stated, what another verified.

Pure: rows in, points out. The plan is the sum of the weights due by a day over all weights; a plan
moved later keeps its first line beside it, so that a slip stays visible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PlanStep:
    """One milestone as the curve reads it: its weight, its date now, and its date at first."""

    due_on: date
    weight: int
    first_due_on: date


@dataclass(frozen=True)
class CurvePoint:
    """How much of the work, in percent, by the end of a day."""

    on: date
    percent: float


@dataclass(frozen=True)
class Curve:
    """Four lines over the same days; an empty one was never said."""

    planned: tuple[CurvePoint, ...] = ()
    first_planned: tuple[CurvePoint, ...] = ()  # empty unless a date was moved
    stated: tuple[CurvePoint, ...] = ()
    verified: tuple[CurvePoint, ...] = ()

    def planned_at(self, day: date) -> float | None:
        """Return what should be done by the day, between two points in proportion."""
        return at_day(self.planned, day)


def curve_of(
    steps: Sequence[PlanStep],
    stated: Sequence[tuple[date, int]],
    verified: Sequence[tuple[date, int]],
    starts_on: date | None = None,
) -> Curve:
    """Return the curve of a work plan and of what was said on which day.

    A plan whose weights are all zero has no line. Of several words on one day the last counts.
    """
    is_moved = any(step.due_on != step.first_due_on for step in steps)
    return Curve(
        planned=cumulative([(step.due_on, step.weight) for step in steps], starts_on),
        first_planned=cumulative([(step.first_due_on, step.weight) for step in steps], starts_on)
        if is_moved
        else (),
        stated=by_day(stated),
        verified=by_day(verified),
    )


def cumulative(
    weights: Sequence[tuple[date, int]], starts_on: date | None
) -> tuple[CurvePoint, ...]:
    """Return the share of all weights due by each day, from zero at the start."""
    total = sum(weight for _day, weight in weights)
    if not total:
        return ()
    points: dict[date, float] = {}
    done = 0
    for day, weight in sorted(weights):
        done += weight
        points[day] = done / total * 100
    if starts_on is not None and starts_on < min(points):
        points = {starts_on: 0.0, **points}
    return tuple(CurvePoint(day, percent) for day, percent in sorted(points.items()))


def by_day(said: Sequence[tuple[date, int]]) -> tuple[CurvePoint, ...]:
    """Return one point a day, the last one said."""
    return tuple(CurvePoint(day, float(percent)) for day, percent in sorted(dict(said).items()))


def at_day(points: Sequence[CurvePoint], day: date) -> float | None:
    """Return the height of a line on a day: 0 before it, its end after it."""
    if not points:
        return None
    before = [point for point in points if point.on <= day]
    after = [point for point in points if point.on > day]
    if not before:
        return 0.0
    if not after:
        return before[-1].percent
    left, right = before[-1], after[0]
    share = (day - left.on).days / (right.on - left.on).days
    return left.percent + (right.percent - left.percent) * share

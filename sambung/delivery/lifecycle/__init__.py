"""Tables of the delivery room: steps, marks, words."""

from sambung.delivery.lifecycle.curve import Curve, CurvePoint, PlanStep, curve_of
from sambung.delivery.lifecycle.work import (
    LEVELS,
    MARKS,
    MilestoneState,
    UsualStep,
    exposure,
    exposure_kind,
    state_of,
    usual_plan,
)

__all__ = [
    "LEVELS",
    "MARKS",
    "Curve",
    "CurvePoint",
    "MilestoneState",
    "PlanStep",
    "UsualStep",
    "curve_of",
    "exposure",
    "exposure_kind",
    "state_of",
    "usual_plan",
]

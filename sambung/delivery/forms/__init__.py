"""What a person may type about delivery."""

from sambung.delivery.forms.asking import OnceForm, ReasonForm, StatingForm, VerifyForm, day
from sambung.delivery.forms.work import FinishForm, MilestoneForm, MoveForm, UsualPlanForm

__all__ = [
    "FinishForm",
    "MilestoneForm",
    "MoveForm",
    "OnceForm",
    "ReasonForm",
    "StatingForm",
    "UsualPlanForm",
    "VerifyForm",
    "day",
]

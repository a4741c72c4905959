"""What a person may type about delivery."""

from sambung.delivery.forms.asking import OnceForm, ReasonForm, StatingForm, VerifyForm, day
from sambung.delivery.forms.progress import ProgressForm, ShowPhotoForm
from sambung.delivery.forms.work import FinishForm, MilestoneForm, MoveForm, UsualPlanForm

__all__ = [
    "FinishForm",
    "MilestoneForm",
    "MoveForm",
    "OnceForm",
    "ProgressForm",
    "ShowPhotoForm",
    "ReasonForm",
    "StatingForm",
    "UsualPlanForm",
    "VerifyForm",
    "day",
]

"""What a person may type about delivery."""

from sambung.delivery.forms.asking import (
    OnceForm,
    ReasonForm,
    StatingForm,
    VerifyForm,
    day,
)
from sambung.delivery.forms.money import (
    AcceptForm,
    AccountForm,
    ConditionForm,
    PlanForm,
    StatementForm,
    today,
)
from sambung.delivery.forms.progress import (
    ProgressForm,
    ShowPhotoForm,
)
from sambung.delivery.forms.work import (
    FinishForm,
    MilestoneForm,
    MoveForm,
    UsualPlanForm,
)

__all__ = [
    "AcceptForm",
    "AccountForm",
    "ConditionForm",
from sambung.delivery.forms.asking import OnceForm, ReasonForm, StatingForm, VerifyForm, day
from sambung.delivery.forms.goods import (
    FinalCheckForm,
    GoodsForm,
    GoodsStateForm,
    GoodsUseForm,
)
from sambung.delivery.forms.progress import ProgressForm, ShowPhotoForm
from sambung.delivery.forms.troubles import (
    CeremonyForm,
    OutcomeForm,
    TroubleFilter,
    TroubleForm,
)
from sambung.delivery.forms.work import FinishForm, MilestoneForm, MoveForm, UsualPlanForm

__all__ = [
    "FinalCheckForm",
    "GoodsForm",
    "GoodsStateForm",
    "GoodsUseForm",
    "CeremonyForm",
    "OutcomeForm",
    "TroubleFilter",
    "TroubleForm",
    "FinishForm",
    "MilestoneForm",
    "MoveForm",
    "OnceForm",
    "PlanForm",
    "ProgressForm",
    "ReasonForm",
    "ShowPhotoForm",
    "StatementForm",
    "StatingForm",
    "UsualPlanForm",
    "VerifyForm",
    "day",
    "today",
]

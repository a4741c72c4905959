"""What a person may type about delivery."""

from sambung.delivery.forms.asking import (
    OnceForm,
    ReasonForm,
    StatingForm,
    VerifyForm,
    day,
)
from sambung.delivery.forms.goods import (
    FinalCheckForm,
    GoodsForm,
    GoodsStateForm,
    GoodsUseForm,
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
from sambung.delivery.forms.troubles import (
    CeremonyForm,
    OutcomeForm,
    TroubleFilter,
    TroubleForm,
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
    "CeremonyForm",
    "ConditionForm",
    "FinalCheckForm",
    "FinishForm",
    "GoodsForm",
    "GoodsStateForm",
    "GoodsUseForm",
    "MilestoneForm",
    "MoveForm",
    "OnceForm",
    "OutcomeForm",
    "PlanForm",
    "ProgressForm",
    "ReasonForm",
    "ShowPhotoForm",
    "StatementForm",
    "StatingForm",
    "TroubleFilter",
    "TroubleForm",
    "UsualPlanForm",
    "VerifyForm",
    "day",
    "today",
]

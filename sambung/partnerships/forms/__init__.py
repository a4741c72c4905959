"""What a person may type about partnerships, and what narrows their list."""

from sambung.partnerships.forms.checklist import NeedForm, UndoForm
from sambung.partnerships.forms.partnership import (
    OnceForm,
    PartnershipFilter,
    ProposeForm,
    ReasonForm,
    StageForm,
)

__all__ = [
    "NeedForm",
    "OnceForm",
    "PartnershipFilter",
    "ProposeForm",
    "ReasonForm",
    "StageForm",
    "UndoForm",
]

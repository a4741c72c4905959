"""What a person may type about partnerships, and what narrows their list."""

from sambung.partnerships.forms.checklist import NeedForm, UndoForm
from sambung.partnerships.forms.opening import (
    ROWS_OF_PARTIES,
    LeaveForm,
    OpenForm,
    PackageForm,
    PartyForm,
)
from sambung.partnerships.forms.partnership import (
    OnceForm,
    PartnershipFilter,
    ProposeForm,
    ReasonForm,
    StageForm,
)

__all__ = [
    "LeaveForm",
    "OpenForm",
    "PackageForm",
    "PartyForm",
    "ROWS_OF_PARTIES",
    "NeedForm",
    "OnceForm",
    "PartnershipFilter",
    "ProposeForm",
    "ReasonForm",
    "StageForm",
    "UndoForm",
]

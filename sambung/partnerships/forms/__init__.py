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
    "NeedForm",
    "OnceForm",
    "OpenForm",
    "PackageForm",
    "PartnershipFilter",
    "PartyForm",
    "ProposeForm",
    "ROWS_OF_PARTIES",
    "ReasonForm",
    "StageForm",
    "UndoForm",
]

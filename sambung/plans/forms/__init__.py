"""What a person may type in the plans room."""

from sambung.plans.forms.answering import (
    AcceptForm,
    AnotherForm,
    ChangeForm,
    DeclineForm,
    InvitationFilter,
    InviteForm,
    LinkForm,
    ReasonForm,
    RecordForm,
)
from sambung.plans.forms.asking import SOME, ScenarioForm

__all__ = [
    "SOME",
    "AcceptForm",
    "AnotherForm",
    "ChangeForm",
    "DeclineForm",
    "InvitationFilter",
    "InviteForm",
    "LinkForm",
    "ReasonForm",
    "RecordForm",
    "ScenarioForm",
]

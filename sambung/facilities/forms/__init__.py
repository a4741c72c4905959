"""What a person may type about facilities."""

from sambung.facilities.forms.facility import (
    AddCheckForm,
    CheckForm,
    FacilityFilter,
    FacilityForm,
    ReasonForm,
    ReassignForm,
    RegisterForm,
    start_of,
)
from sambung.facilities.forms.fields import DegreeField, ValueField, day, read_value
from sambung.facilities.forms.water import TableForm, WaterTestForm, limit_words

__all__ = [
    "AddCheckForm",
    "CheckForm",
    "DegreeField",
    "FacilityFilter",
    "FacilityForm",
    "ReasonForm",
    "ReassignForm",
    "RegisterForm",
    "TableForm",
    "ValueField",
    "WaterTestForm",
    "day",
    "limit_words",
    "read_value",
    "start_of",
]

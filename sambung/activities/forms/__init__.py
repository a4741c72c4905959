"""What a person may type about activities."""

from sambung.activities.forms.activity import ActivityForm, initial_of
from sambung.activities.forms.lists import ActivityFilter, PlaceFilter
from sambung.activities.forms.steps import (
    AskForm,
    CheckForm,
    HandOverForm,
    LinkForm,
    PhotoForm,
    ReasonForm,
    VersionForm,
    check_start,
)

__all__ = [
    "ActivityFilter",
    "ActivityForm",
    "AskForm",
    "CheckForm",
    "HandOverForm",
    "LinkForm",
    "PhotoForm",
    "PlaceFilter",
    "ReasonForm",
    "VersionForm",
    "check_start",
    "initial_of",
]

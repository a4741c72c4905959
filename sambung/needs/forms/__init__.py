"""What a person may type in the needs room."""

from sambung.needs.forms.desk import (
    DeskForm,
    FieldForm,
    ReasonForm,
    SendForm,
    VersionForm,
    check_words,
)
from sambung.needs.forms.lists import NeedFilter, ShelfFilter, StartForm
from sambung.needs.forms.packages import (
    InterestForm,
    LineFormSet,
    OptionForm,
    PackageForm,
    WeightsForm,
    line_forms,
)
from sambung.needs.forms.screens import (
    CarriedForm,
    FileForm,
    MapForm,
    PeopleForm,
    ProblemForm,
    ScreenForm,
    WhereForm,
)
from sambung.needs.forms.whole import HeadForm, WholeForm

__all__ = [
    "CarriedForm",
    "DeskForm",
    "FieldForm",
    "FileForm",
    "HeadForm",
    "InterestForm",
    "LineFormSet",
    "MapForm",
    "NeedFilter",
    "OptionForm",
    "PackageForm",
    "PeopleForm",
    "ProblemForm",
    "ReasonForm",
    "ScreenForm",
    "SendForm",
    "ShelfFilter",
    "StartForm",
    "VersionForm",
    "WeightsForm",
    "WhereForm",
    "WholeForm",
    "check_words",
    "line_forms",
]

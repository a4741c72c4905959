"""The whole proposal on one page: five screens, files, for whom; kept on a phone and sent once."""

import re
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.needs import rules
from sambung.needs.actions import Whole
from sambung.needs.forms.screens import (
    CarriedForm,
    FileForm,
    MapForm,
    PeopleForm,
    ProblemForm,
    ScreenForm,
    WhereForm,
)
from sambung.needs.models import Need
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground, Organisation
from sambung.regions.models import Region
from sambung.ui.forms import Form

KEY = re.compile(r"[0-9A-Za-z-]{16,64}")


class HeadForm(Form):
    """For whom the proposal is, on what ground, and the key of the draft on the phone."""

    proposer = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=None,
        label=gettext_lazy("Siapa yang mengusulkan?"),
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu dari daftar.")},
    )
    ground = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih")), *Ground.choices],
        required=False,
        label=gettext_lazy("Atas dasar apa Anda mencatatnya?"),
    )
    ground_note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Nomor surat, tanggal, atau keterangan"),
    )
    # No text of a person, so not a text field: the guard against NIK numbers leaves it alone.
    origin_key = forms.Field(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        proposers: QuerySet[Organisation],
        own_ids: frozenset[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own_ids = own_ids
        field = self.fields["proposer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = proposers
        self.may_be_other = any(one.pk not in own_ids for one in proposers)
        if not self.may_be_other:
            del self.fields["ground"], self.fields["ground_note"]

    def clean(self) -> dict[str, Any]:
        """Ask for the ground when the proposer is somebody else's organisation."""
        found = super().clean() or {}
        proposer = found.get("proposer")
        if proposer and proposer.pk not in self.own_ids and not found.get("ground"):
            self.add_error("ground", _("Pilih dasarnya."))
        if not KEY.fullmatch(str(found.get("origin_key") or "")):
            raise ValidationError(_("Kunci isian ini rusak. Muat ulang halamannya."))
        return found

    def given(self) -> GroundGiven | None:
        """Return the ground, None when the proposer is one's own organisation."""
        ground = self.cleaned_data.get("ground")
        return GroundGiven(ground, self.cleaned_data.get("ground_note", "")) if ground else None


class KeptWhereForm(WhereForm):
    """The first screen with every village of the person's own area to choose from, by kecamatan."""

    village = forms.ModelChoiceField(
        queryset=Region.objects.none(),
        required=False,
        label=gettext_lazy("Desa atau kelurahan"),
        error_messages={
            "required": gettext_lazy("Pilih desanya."),
            "invalid_choice": gettext_lazy("Desa ini tidak dapat dipilih."),
        },
    )

    def __init__(self, *args: Any, choices: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        field = self.fields["village"]
        if isinstance(field, forms.ModelChoiceField):
            empty = [("", str(_("Pilih desa")))] if len(choices) > 1 else []
            field.choices = [*empty, *by_district(choices)]


def by_district(choices: list[Region]) -> list[Any]:
    """Return the villages under the names of their kecamatan, in the order given."""
    return [
        (parent.full_name if parent else "", [(place.pk, place.full_name) for place in places])
        for parent, places in groupby(choices, key=lambda place: place.parent)
    ]


class WholeForm:
    """Every part of a proposal as one form: valid when each of its parts is."""

    def __init__(
        self,
        data: Any,
        uploads: Any,
        *,
        need: Need,
        head: HeadForm,
        villages: list[Region],
        village_people: int | None,
    ) -> None:
        self.need, self.head = need, head
        code = data.get("village") if data is not None else None
        chosen = next((place for place in villages if place.pk == code), None)
        if chosen is not None:
            need.village = chosen  # the point is held against it
        self.where = KeptWhereForm(data, need=need, choices=villages)
        self.problem = ProblemForm(data, need=need)
        self.people = PeopleForm(data, need=need, village_people=village_people)
        self.carried = CarriedForm(data, need=need)
        self.point = MapForm(data, need=need)
        self.files = FileForm(data, uploads)
        self.screens: list[ScreenForm] = [
            *[self.where, self.problem, self.people, self.carried, self.point]
        ]
        self.parts: list[Form] = [self.head, *self.screens, self.files]

    def is_valid(self) -> bool:
        """Return whether every part is, each having said what is wrong with it."""
        for part in self.parts:
            part.full_clean()
        is_clean = not any(part.errors for part in self.parts)
        kept = self.need.photos.count() if self.need.pk else 0
        if self.files.is_valid() and len(self.files.uploads()) + kept > rules.PHOTOS_AT_MOST:
            words = _("Paling banyak %d berkas untuk satu usulan.") % rules.PHOTOS_AT_MOST
            self.files.add_error("photos", words)
            return False
        return is_clean

    def whole(self) -> Whole:
        """Return everything that was answered, by screen, and the files."""
        answers = {number: form.values() for number, form in enumerate(self.screens, start=1)}
        return Whole(answers, self.files.uploads())

    def differences(self, theirs: Need) -> list[dict[str, str]]:
        """Return each question that is answered otherwise elsewhere, with both answers in words."""
        rows = []
        for form in self.screens:
            for name, mine in form.values().items():
                other = getattr(theirs, name)
                if (mine or "") != (other or ""):
                    field = form.fields[name]
                    rows.append(
                        {
                            "label": str(field.label),
                            "mine": in_words(field, mine),
                            "theirs": in_words(field, other),
                        }
                    )
        return rows


def in_words(field: forms.Field, value: Any) -> str:
    """Return an answer as a person reads it."""
    if value in (None, "", []):
        return _("belum diisi")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, Region):
        return value.full_name
    choices = {str(key): words for key, words in choices_of(field)}
    if isinstance(value, list):
        return ", ".join(str(choices.get(str(one), one)) for one in value)
    if choices:
        return str(choices.get(str(value), value))
    bound = field.widget.format_value(value)
    return str(bound if bound is not None else value)


def choices_of(field: forms.Field) -> Any:
    """Return the choices of a field that has some."""
    return field.choices if isinstance(field, forms.ChoiceField) else []

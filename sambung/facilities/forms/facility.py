"""What a person may type about a facility and its watch, and what narrows the list."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import tokens
from sambung.core.files import inspect
from sambung.facilities.actions import Built, Seen
from sambung.facilities.forms.fields import DegreeField, day
from sambung.facilities.models import CheckKind, Facility, FacilityState
from sambung.facilities.queries import with_words, within
from sambung.parties.models import Organisation
from sambung.regions.models import Region, Service
from sambung.ui.forms import AngkaField, Form

YES_NO = [
    ("", gettext_lazy("belum diketahui")),
    ("yes", gettext_lazy("ya")),
    ("no", gettext_lazy("tidak")),
]
ANSWERS = {"yes": True, "no": False}


class VersionForm(Form):
    """A form over the version its sender saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    """A step that needs a reason."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )


class FacilityForm(VersionForm):
    """What is built, where, for how many."""

    name = forms.CharField(max_length=160, label=gettext_lazy("Nama sarana"))
    place_note = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Letaknya"),
        help_text=gettext_lazy("Misalnya: RT 02, di belakang balai desa."),
    )
    latitude = DegreeField(low=-90, high=90, label=gettext_lazy("Lintang"))
    longitude = DegreeField(low=-180, high=180, label=gettext_lazy("Bujur"))
    people_planned = AngkaField(
        required=False, max_value=10_000_000, label=gettext_lazy("Dirancang untuk berapa orang?")
    )
    is_chlorinated = forms.ChoiceField(
        required=False,
        choices=YES_NO,
        widget=forms.RadioSelect,
        label=gettext_lazy("Airnya diberi klor?"),
        help_text=gettext_lazy("Sisa klor hanya dinilai bila airnya memang diberi klor."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse half a point."""
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Isi lintang dan bujur, atau kosongkan keduanya."))
        return cleaned

    def built(self, service: str, village: Region) -> Built:
        """Return what was typed as the actions take it."""
        given = self.cleaned_data
        lat, lon = given["latitude"], given["longitude"]
        return Built(
            name=given["name"],
            service=service,
            village=village,
            place_note=given["place_note"],
            latitude=None if lat is None else float(lat),
            longitude=None if lon is None else float(lon),
            people_planned=given["people_planned"],
            is_chlorinated=ANSWERS.get(given["is_chlorinated"]),
        )


def start_of(facility: Facility) -> dict[str, Any]:
    """Return what the form of a facility starts with."""
    said = {True: "yes", False: "no", None: ""}
    names = ("name", "place_note", "latitude", "longitude", "people_planned", "version")
    return {name: getattr(facility, name) for name in names} | {
        "is_chlorinated": said[facility.is_chlorinated]
    }


class RegisterForm(VersionForm):
    """Under which number the asset register holds the facility."""

    number = forms.CharField(max_length=120, label=gettext_lazy("Nomor dalam buku inventaris"))


class CheckForm(VersionForm):
    """What a check of the watch found."""

    on = day(label=gettext_lazy("Diperiksa tanggal"))
    is_good = forms.ChoiceField(
        choices=[("yes", gettext_lazy("baik")), ("no", gettext_lazy("tidak baik"))],
        widget=forms.RadioSelect,
        label=gettext_lazy("Hasilnya"),
        error_messages={"required": gettext_lazy("Pilih baik atau tidak baik.")},
    )
    note = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Yang dilihat"),
        help_text=gettext_lazy("Wajib bila tidak baik."),
    )
    file = forms.FileField(required=False, label=gettext_lazy("Foto atau PDF"))
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        return self.cleaned_data["on"]

    def clean_file(self) -> Any:
        """Refuse a file that is not kept here."""
        if self.cleaned_data["file"]:
            inspect(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        """Ask for words when it is not good."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_good") == "no" and not cleaned.get("note"):
            self.add_error("note", _("Tulis apa yang tidak baik, supaya dapat diperbaiki."))
        return cleaned

    def seen(self) -> Seen:
        """Return what was seen as the actions take it."""
        given = self.cleaned_data
        return Seen(given["on"], given["is_good"] == "yes", given["note"])


class HolderForm(VersionForm):
    """Who is to do a check, and when."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada penanggung jawab"),
        label=gettext_lazy("Penanggung jawab"),
    )
    holder = forms.CharField(
        required=False,
        max_length=160,
        label=gettext_lazy("Jabatannya"),
        help_text=gettext_lazy("Jabatan, bukan nama orang: orang dapat berganti."),
    )
    due_on = day(label=gettext_lazy("Paling lambat"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations


class ReassignForm(HolderForm, ReasonForm):
    """Another duty holder or another day, with the reason."""


class AddCheckForm(Form):
    """A check added to the calendar."""

    kind = forms.ChoiceField(
        choices=CheckKind.choices, widget=forms.RadioSelect, label=gettext_lazy("Yang diperiksa")
    )
    due_on = day(label=gettext_lazy("Paling lambat"))
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada penanggung jawab"),
        label=gettext_lazy("Penanggung jawab"),
    )
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations


class FacilityFilter(django_filters.FilterSet):
    """Facilities by word, place, service, state, and whether a check is late."""

    cari = django_filters.CharFilter(
        method="holds", label=gettext_lazy("Nama, desa, pemilik, atau pengelola")
    )
    wilayah = django_filters.ChoiceFilter(
        method="in_region",
        label=gettext_lazy("Kabupaten/kota"),
        empty_label=gettext_lazy("Semua wilayah"),
    )
    layanan = django_filters.ChoiceFilter(
        field_name="service",
        choices=Service.choices,
        label=gettext_lazy("Layanan"),
        empty_label=gettext_lazy("Semua layanan"),
    )
    keadaan = django_filters.ChoiceFilter(
        field_name="state",
        choices=FacilityState.choices,
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )
    pantau = django_filters.ChoiceFilter(
        method="by_watch",
        choices=[
            ("terlambat", gettext_lazy("pemeriksaan terlambat")),
            ("belum_diuji", gettext_lazy("air belum pernah diuji")),
        ],
        label=gettext_lazy("Pemantauan"),
        empty_label=gettext_lazy("Semua"),
    )

    class Meta:
        model = Facility
        fields: list[str] = []

    def __init__(self, *args: Any, regencies: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["wilayah"].extra["choices"] = [
            (place.code, place.full_name) for place in regencies
        ]

    def holds(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep what holds every word."""
        return rows.filter(with_words(words))

    def in_region(self, rows: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        """Keep what lies in the region."""
        return rows.filter(within(code))

    def by_watch(self, rows: QuerySet[Any], _name: str, what: str) -> QuerySet[Any]:
        """Keep what has a late check, or water nobody tested."""
        if what == "terlambat":
            return rows.filter(late_checks__gt=0)
        return rows.filter(service="water", tested_on__isnull=True)

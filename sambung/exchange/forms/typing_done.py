"""One page to type what was done and whether it works, with the picture of the paper beside."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.activities.models import ActivityKind, ActivityState, Answer
from sambung.activities.rules import people_fit
from sambung.exchange.forms.typing import TypingForm, pick
from sambung.parties.models import GivingWay, Organisation
from sambung.regions.models import Service
from sambung.ui.forms import AngkaField, RupiahField, YearField

STATES = [choice for choice in ActivityState.choices if choice[0] != ActivityState.STOPPED]


def day(label: Any) -> forms.DateField:
    """Return a field for one day that may stay empty."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, label=label, widget=widget)


class TypedActivityForm(TypingForm):
    """A company's report on paper, in the order of the form."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=gettext_lazy("Perusahaan atau program"),
        help_text=gettext_lazy("Belum ada di daftar? Catat dahulu di halaman Para pihak."),
        empty_label=gettext_lazy("Pilih"),
        error_messages={"required": gettext_lazy("Pilih perusahaan atau programnya.")},
    )
    year = YearField(min_value=1990, max_value=2100, label=gettext_lazy("Tahun"))
    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Nama kegiatan"),
        error_messages={"required": gettext_lazy("Tulis nama kegiatannya.")},
    )
    service = forms.ChoiceField(
        choices=Service.choices, widget=forms.RadioSelect, label=gettext_lazy("Layanan")
    )
    kind = forms.ChoiceField(
        choices=pick(ActivityKind.choices), required=False, label=gettext_lazy("Yang dikerjakan")
    )
    place_note = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("Letak (dusun, patokan)")
    )
    amount_rp = RupiahField(required=False, label=gettext_lazy("Jumlah yang dikeluarkan"))
    gives_by = forms.ChoiceField(
        choices=pick(GivingWay.choices), required=False, label=gettext_lazy("Cara memberi")
    )
    people = AngkaField(required=False, max_value=10_000_000, label=gettext_lazy("Orang terlayani"))
    households = AngkaField(required=False, max_value=3_000_000, label=gettext_lazy("KK terlayani"))
    state = forms.ChoiceField(
        choices=pick(STATES), required=False, label=gettext_lazy("Sampai di mana")
    )
    started_on = day(gettext_lazy("Mulai"))
    finished_on = day(gettext_lazy("Selesai"))
    bast_number = forms.CharField(max_length=80, required=False, label=gettext_lazy("Nomor BAST"))
    bast_on = day(gettext_lazy("Tanggal BAST"))
    works = forms.ChoiceField(
        choices=Answer.choices, required=False, label=gettext_lazy("Berfungsi sekarang")
    )
    is_used = forms.ChoiceField(
        choices=Answer.choices, required=False, label=gettext_lazy("Dipakai warga")
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Keterangan"),
    )

    def __init__(self, *args: Any, sources: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in sources])

    def clean(self) -> dict[str, Any]:
        """Refuse fewer people than households, and an end before the start."""
        found = super().clean() or {}
        verdict = people_fit(found.get("people"), found.get("households"))
        if not verdict:
            self.add_error("people", verdict.reason)
        start, end = found.get("started_on"), found.get("finished_on")
        if start and end and end < start:
            self.add_error("finished_on", _("Selesai tidak mungkin sebelum mulai."))
        return found

    def values(self) -> dict[str, Any]:
        """Return the facts; what was not ticked is not known."""
        skipped = {"version", "has_asked", "organisation"}
        found = {name: value for name, value in self.cleaned_data.items() if name not in skipped}
        found["kind"] = found["kind"] or ActivityKind.OTHER
        found["state"] = found["state"] or ActivityState.RUNNING
        for name in ("works", "is_used"):
            found[name] = found[name] or Answer.UNKNOWN
        return found


class TypedCheckForm(TypingForm):
    """Whether what was built works and is used, as the visit form asks it."""

    on = forms.DateField(
        label=gettext_lazy("Tanggal kunjungan"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Tulis tanggal kunjungannya.")},
    )
    works = forms.ChoiceField(
        choices=Answer.choices, widget=forms.RadioSelect, label=gettext_lazy("Berfungsi?")
    )
    is_used = forms.ChoiceField(
        choices=Answer.choices, widget=forms.RadioSelect, label=gettext_lazy("Dipakai warga?")
    )
    people = AngkaField(
        required=False, max_value=10_000_000, label=gettext_lazy("Dipakai kira-kira")
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Yang rusak atau kurang"),
        help_text=gettext_lazy("Nama warga tidak disalin."),
    )

    def clean_on(self) -> date | None:
        """Refuse a day that is still to come."""
        day_seen: date | None = self.cleaned_data["on"]
        if day_seen is not None and day_seen > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day_seen

    def values(self) -> dict[str, Any]:
        """Return what was seen."""
        return {
            name: self.cleaned_data[name] for name in ("on", "works", "is_used", "people", "note")
        }

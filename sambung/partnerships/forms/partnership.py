"""What a person may type about partnerships, and what narrows their list."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from sambung.core.text import plain
from sambung.partnerships.models import Partnership, Party, Road, Stage
from sambung.partnerships.queries import within
from sambung.regions.models import Region
from sambung.ui.forms import Form

RUNNING, CLOSED = "berjalan", "ditutup"


class OnceForm(Form):
    """A form that is sent once, over the version its sender saw."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ProposeForm(OnceForm):
    """Which party answers for a duty, and on what ground."""

    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Pihak yang diusulkan"),
        error_messages={
            "required": gettext_lazy("Pilih salah satu pihak."),
            "invalid_choice": gettext_lazy("Pilih salah satu pihak dari daftar."),
        },
    )
    ground = forms.CharField(
        max_length=160,
        required=False,
        label=gettext_lazy("Dasarnya"),
        help_text=gettext_lazy("Misalnya: surat tugas, perjanjian pasal 6, kesepakatan rapat."),
    )

    def __init__(self, *args: Any, parties: QuerySet[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties


class ReasonForm(OnceForm):
    """Why a duty is refused, given up or not needed; why a partnership closes."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )


class StageForm(OnceForm):
    """To which stage a partnership goes, until when, and why when it goes back."""

    to = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Tahap berikutnya"))
    due_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Selesai paling lambat"),
        help_text=gettext_lazy("Kosongkan untuk memakai lama yang lazim."),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31.")},
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Wajib bila syaratnya belum lengkap, melewati tahap, atau kembali."),
    )

    def __init__(self, *args: Any, stages: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = stages


class PartnershipFilter(django_filters.FilterSet):
    """Partnerships by word, place, stage, road, and whether they still run."""

    cari = django_filters.CharFilter(method="holds", label=gettext_lazy("Judul, desa, atau pihak"))
    wilayah = django_filters.ChoiceFilter(
        method="in_region",
        label=gettext_lazy("Kabupaten/kota"),
        empty_label=gettext_lazy("Semua wilayah"),
    )
    tahap = django_filters.ChoiceFilter(
        field_name="stage",
        choices=Stage.choices,
        label=gettext_lazy("Tahap"),
        empty_label=gettext_lazy("Semua tahap"),
    )
    jalur = django_filters.ChoiceFilter(
        field_name="road",
        choices=Road.choices,
        label=gettext_lazy("Jalur"),
        empty_label=gettext_lazy("Kedua jalur"),
    )
    keadaan = django_filters.ChoiceFilter(
        method="in_state",
        choices=[(RUNNING, gettext_lazy("berjalan")), (CLOSED, gettext_lazy("ditutup"))],
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )

    class Meta:
        model = Partnership
        fields: list[str] = []

    def __init__(self, *args: Any, regencies: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["wilayah"].extra["choices"] = [
            (place.code, place.full_name) for place in regencies
        ]

    def holds(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep what holds every word in its title, village, or the name of a party."""
        for word in plain(words).split()[:5]:
            by_party = Party.objects.filter(organisation__search_name__contains=word)
            rows = rows.filter(
                Q(title__icontains=word)
                | Q(village__search_name__contains=word)
                | Q(pk__in=by_party.values("partnership_id"))
            )
        return rows

    def in_region(self, rows: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        """Keep what lies in the region."""
        return rows.filter(within(code))

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Keep what runs, or what was closed."""
        return rows.filter(closed_at__isnull=state == RUNNING)

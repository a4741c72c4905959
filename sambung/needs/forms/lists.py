"""What narrows a list of needs or the shelf; and for whom a proposal is begun."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from sambung.needs.models import Need, NeedState, Package
from sambung.needs.queries import below, days_ago
from sambung.parties.models import Organisation
from sambung.regions.models import Region, Service
from sambung.ui.forms import Form, RupiahField

WAITING = [
    ("10", gettext_lazy("lebih dari 10 hari")),
    ("30", gettext_lazy("lebih dari 30 hari")),
    ("90", gettext_lazy("lebih dari 90 hari")),
]


class StartForm(Form):
    """For which organisation a proposal is begun."""

    proposer = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=None,
        label=gettext_lazy("Siapa yang mengusulkan?"),
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu dari daftar.")},
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, proposers: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proposer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = proposers


class DistrictFilter(django_filters.FilterSet):
    """A filter with a kecamatan to choose from, drawn with the fields of ui."""

    def __init__(self, *args: Any, districts: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(place.code, place.full_name) for place in districts]
        self.filters["kecamatan"].extra["choices"] = choices

    def in_district(self, rows: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        """Keep what lies in the kecamatan."""
        return rows.filter(below([code], "village"))


class NeedFilter(DistrictFilter):
    """Needs by state, service, kecamatan, and how long they wait in this state."""

    status = django_filters.ChoiceFilter(
        field_name="state",
        choices=NeedState.choices,
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )
    layanan = django_filters.ChoiceFilter(
        field_name="service",
        choices=Service.choices,
        label=gettext_lazy("Layanan"),
        empty_label=gettext_lazy("Semua layanan"),
    )
    kecamatan = django_filters.ChoiceFilter(
        method="in_district",
        label=gettext_lazy("Kecamatan"),
        empty_label=gettext_lazy("Semua kecamatan"),
    )
    menunggu = django_filters.ChoiceFilter(
        method="waits_longer",
        choices=WAITING,
        label=gettext_lazy("Menunggu"),
        empty_label=gettext_lazy("Berapa lama pun"),
    )

    class Meta:
        model = Need
        fields: list[str] = []

    def waits_longer(self, rows: QuerySet[Any], _name: str, days: str) -> QuerySet[Any]:
        """Keep what stands in its state longer than so many days."""
        return rows.filter(state_since__lt=days_ago(int(days)))


class RupiahFilter(django_filters.Filter):
    """An amount as people type it."""

    field_class = RupiahField


class ShelfFilter(DistrictFilter):
    """The shelf by service, kecamatan, year and cost of the cheapest option."""

    layanan = django_filters.ChoiceFilter(
        field_name="service",
        choices=Service.choices,
        label=gettext_lazy("Layanan"),
        empty_label=gettext_lazy("Semua layanan"),
    )
    kecamatan = django_filters.ChoiceFilter(
        method="in_district",
        label=gettext_lazy("Kecamatan"),
        empty_label=gettext_lazy("Semua kecamatan"),
    )
    tahun = django_filters.ChoiceFilter(
        field_name="year", label=gettext_lazy("Tahun"), empty_label=gettext_lazy("Semua tahun")
    )
    dari = RupiahFilter(
        field_name="lowest_total_rp", lookup_expr="gte", label=gettext_lazy("Biaya mulai")
    )
    sampai = RupiahFilter(
        field_name="lowest_total_rp", lookup_expr="lte", label=gettext_lazy("Biaya sampai")
    )

    class Meta:
        model = Package
        fields: list[str] = []

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["tahun"].extra["choices"] = [(year, str(year)) for year in years]

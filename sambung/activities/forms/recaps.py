"""What a person may type about recaps."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from sambung.activities.models import Recap
from sambung.core import tokens
from sambung.ui.forms import Form

FIRST_YEAR = 1990
MOST_OFFERED = 200  # recaps to compare, newest first


def years() -> list[tuple[str, str]]:
    """Return the years a recap may be of: the next one down to the first."""
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this + 1, FIRST_YEAR - 1, -1)]


class YearForm(Form):
    """Which year; anything else means this year."""

    tahun = forms.ChoiceField(choices=years, required=False, label=gettext_lazy("Tahun"))

    def year(self) -> int:
        """Return the year asked for, this year when none or a wrong one was."""
        given = self.cleaned_data.get("tahun") if self.is_valid() else ""
        return int(given) if given else timezone.localdate().year


class IssueForm(Form):
    """The number of the letter under which the recap goes out."""

    letter_number = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("Nomor surat"),
        help_text=gettext_lazy("Seperti di buku agenda. Kosong berarti ditulis tangan nanti."),
    )
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )


class WithdrawForm(Form):
    """Why a recap no longer holds."""

    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Alasan ini tampil pada rekapnya. Nomornya tidak dipakai lagi."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RecapFilter(django_filters.FilterSet):
    """Issued recaps by region, year, and whether they still hold."""

    cari = django_filters.CharFilter(
        method="has_words", label=gettext_lazy("Wilayah atau nomor surat")
    )
    tahun = django_filters.ChoiceFilter(
        field_name="year",
        choices=years,
        label=gettext_lazy("Tahun"),
        empty_label=gettext_lazy("Semua tahun"),
    )
    keadaan = django_filters.ChoiceFilter(
        method="stands",
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua"),
        choices=[("berlaku", gettext_lazy("berlaku")), ("ditarik", gettext_lazy("ditarik"))],
    )

    class Meta:
        model = Recap
        fields: list[str] = []

    def has_words(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Keep what has the text in its region or its letter number."""
        return rows.filter(Q(region__name__icontains=text) | Q(letter_number__icontains=text))

    def stands(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        """Keep what still holds, or what was withdrawn."""
        return rows.filter(withdrawn_at__isnull=asked == "berlaku")


class RecapField(forms.ModelChoiceField):  # type: ignore[type-arg] # plain at run time
    """One of the issued recaps the person may read."""

    def label_from_instance(self, obj: Recap) -> str:
        """Return a recap as people name it."""
        return f"{obj.region.full_name} {obj.year}, nomor {obj.number}"


class CompareForm(Form):
    """Two issued recaps to lay side by side."""

    a = RecapField(queryset=Recap.objects.none(), label=gettext_lazy("Rekap pertama"))
    b = RecapField(queryset=Recap.objects.none(), label=gettext_lazy("Rekap kedua"))

    def __init__(self, *args: Any, recaps: QuerySet[Recap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [("", str(gettext_lazy("Pilih rekap")))]  # read once for both fields
        for field in self.fields.values():
            if isinstance(field, RecapField):
                field.queryset = recaps
                if len(words) == 1:
                    newest = recaps.order_by("-issued_at")[:MOST_OFFERED]
                    words += [(str(each.pk), field.label_from_instance(each)) for each in newest]
                field.choices = words

"""What a person may type about goods and the check of finished works."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sambung.delivery.forms.asking import (
    OnceForm,
    StatingForm,
    day,
    evidence_field,
    offer_evidence,
    refuse_to_come,
)
from sambung.partnerships.models import Partnership
from sambung.ui.forms import AngkaField


class GoodsForm(OnceForm):
    """A kind of goods, and how many are promised."""

    name = forms.CharField(
        max_length=160,
        label=gettext_lazy("Barang"),
        help_text=gettext_lazy("Misalnya: tangki septik 1 m³."),
        error_messages={"required": gettext_lazy("Tulis nama barangnya.")},
    )
    promised = AngkaField(min_value=1, max_value=1_000_000, label=gettext_lazy("Dijanjikan"))
    unit = forms.CharField(
        max_length=20,
        label=gettext_lazy("Satuan"),
        help_text=gettext_lazy("Misalnya: unit, batang, sak."),
        error_messages={"required": gettext_lazy("Tulis satuannya.")},
    )


def quantity_field() -> AngkaField:
    """Return the count of goods so far."""
    return AngkaField(
        max_value=1_000_000,
        label=gettext_lazy("Jumlah seluruhnya sampai hari itu"),
        help_text=gettext_lazy("Bukan tambahannya; angka ini menggantikan yang sebelumnya."),
    )


def note_field() -> forms.CharField:
    """Return the note that more than the step before needs."""
    return forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Wajib bila lebih banyak dari langkah sebelumnya."),
    )


class GoodsStateForm(StatingForm):
    """How many were delivered or received, in whose word."""

    quantity = quantity_field()
    on = day(label=gettext_lazy("Tanggal"))
    evidence = evidence_field()
    note = note_field()
    field_order = ["quantity", "on", "organisation", "ground", "ground_note", "evidence", "note"]

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_evidence(self, partnership)

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")


class GoodsUseForm(OnceForm):
    """How many a third party found in use, with its own eyes."""

    quantity = quantity_field()
    on = day(label=gettext_lazy("Dilihat tanggal"))
    evidence = evidence_field()
    note = note_field()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_evidence(self, partnership)

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")


class FinalCheckForm(OnceForm):
    """Whether finished works are fit, and what is not."""

    is_fit = forms.TypedChoiceField(
        coerce=lambda value: value == "ya",
        choices=[
            ("ya", gettext_lazy("Baik, layak diserahterimakan")),
            ("belum", gettext_lazy("Belum, ada yang harus diperbaiki")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("Bagaimana pekerjaannya?"),
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    findings = forms.CharField(
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Temuan"),
        help_text=gettext_lazy("Wajib bila belum baik."),
    )
    on = day(label=gettext_lazy("Diperiksa tanggal"))
    evidence = evidence_field()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_evidence(self, partnership)

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")

    def clean(self) -> dict[str, Any]:
        """Ask for findings when it is not fit."""
        given = super().clean() or self.cleaned_data
        if given.get("is_fit") is False and not given.get("findings", "").strip():
            self.add_error("findings", gettext_lazy("Tulis apa yang belum baik."))
        return given

"""What a person types when a need of a stage is met, left out, or taken back."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from sambung.partnerships.models import Document
from sambung.ui.forms import Form


class NeedForm(Form):
    """That a need is met: by which paper or on what ground, and since when."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    document = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        required=False,
        label=gettext_lazy("Dokumennya"),
        empty_label=gettext_lazy("Tidak tersimpan di sini"),
    )
    on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Sejak tanggal"),
        help_text=gettext_lazy("Kosongkan bila hari ini."),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, misalnya 2026-10-31.")},
    )
    note = forms.CharField(
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Dasar atau alasannya"),
        help_text=gettext_lazy("Misalnya nomor dan tanggal surat, atau di mana aslinya disimpan."),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = documents
        if not documents:
            del self.fields["document"]


class UndoForm(Form):
    """Why a record is taken back."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )

"""Sending the picture of a filled form, setting it aside, and narrowing the list."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.files import inspect
from sambung.exchange.models import PaperForm, PaperKind, PaperState
from sambung.exchange.rules.paper import PAGES_AT_MOST
from sambung.needs.queries import below
from sambung.regions.models import Region
from sambung.ui.forms import Form, PhoneField


class PhotosInput(forms.ClearableFileInput):
    """A file box that takes several photos at once; a phone offers its camera."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """One to four photos of a form, each inspected: real type, size, pixels."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"multiple": True, "accept": "image/jpeg,image/png,image/webp"}
        super().__init__(widget=PhotosInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the uploads; refuse them all when one is no picture, naming it."""
        uploads = [one for one in (data or []) if one]
        if not uploads:
            raise ValidationError(_("Lampirkan sedikitnya satu foto formulir."))
        if len(uploads) > PAGES_AT_MOST:
            raise ValidationError(_("Paling banyak %d foto untuk satu formulir.") % PAGES_AT_MOST)
        for upload in uploads:
            refuse_no_picture(upload)
        return uploads


def refuse_no_picture(upload: Any) -> None:
    """Refuse an upload that is no picture, with its name and the reason."""
    try:
        kind = inspect(upload).kind
    except ValidationError as error:
        raise ValidationError(f"{upload.name}: {error.messages[0]}") from error
    if not kind.startswith("image/"):
        words = _("%s: kirim foto (JPEG, PNG, atau WEBP), bukan PDF.")
        raise ValidationError(words % upload.name)


class SendPaperForm(Form):
    """The photos of one filled form; a stranger also says who they are."""

    pages = PhotosField(
        label=gettext_lazy("Foto formulir yang sudah diisi"),
        help_text=gettext_lazy(
            "Satu foto tiap halaman, paling banyak empat. Seluruh kertas terlihat, tulisan terbaca."
        ),
    )
    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nama Anda"),
        error_messages={"required": gettext_lazy("Tulis nama Anda.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        max_length=20,
        label=gettext_lazy("Nomor WhatsApp atau telepon"),
        help_text=gettext_lazy(
            "Dipakai petugas untuk bertanya, lalu dihapus sesudah kertasnya diketik."
        ),
        error_messages={"required": gettext_lazy("Tulis nomor yang dapat dihubungi.")},
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Catatan untuk petugas"),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    # Set by a phone that may have to send again: the same key gives the same paper.
    origin_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["name"], self.fields["phone"]


class AsideForm(Form):
    """Why a paper is set aside."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Misalnya: tidak terbaca, terkirim dua kali, bukan formulir ini."),
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperFilter(django_filters.FilterSet):
    """Papers by state, kind and kecamatan."""

    keadaan = django_filters.ChoiceFilter(
        field_name="state",
        choices=PaperState.choices,
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=PaperKind.choices,
        label=gettext_lazy("Jenis formulir"),
        empty_label=gettext_lazy("Semua jenis"),
    )
    kecamatan = django_filters.ChoiceFilter(
        method="in_district",
        label=gettext_lazy("Kecamatan"),
        empty_label=gettext_lazy("Semua kecamatan"),
    )

    class Meta:
        model = PaperForm
        fields: list[str] = []

    def __init__(self, *args: Any, districts: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(place.code, place.full_name) for place in districts]
        self.filters["kecamatan"].extra["choices"] = choices

    def in_district(self, rows: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        """Keep what lies in the kecamatan."""
        return rows.filter(below([code], "region"))

"""What a person types about umbrella agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.core.files import inspect
from sambung.partnerships.forms.fields import OrganisationField, PlaceField
from sambung.partnerships.forms.partnership import OnceForm
from sambung.partnerships.models import Partnership
from sambung.ui.forms import Form, RupiahField, YearField


def day(label: Any) -> forms.DateField:
    """Return an optional day."""
    return forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=label,
        error_messages={"invalid": gettext_lazy("Tulis tanggal, misalnya 2026-03-31.")},
    )


class UmbrellaForm(OnceForm):
    """Whose agreement it is, what it is called, and from when to when it holds."""

    organisation = OrganisationField(
        label=gettext_lazy("Sumber"),
        help_text=gettext_lazy("Perusahaan, bank, yayasan, atau program. Tulis namanya."),
    )
    title = forms.CharField(max_length=160, label=gettext_lazy("Judul"))
    number = forms.CharField(required=False, max_length=120, label=gettext_lazy("Nomor"))
    signed_on = day(gettext_lazy("Ditandatangani"))
    starts_on = day(gettext_lazy("Berlaku mulai"))
    ends_on = day(gettext_lazy("Berlaku sampai"))
    note = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Catatan"),
    )
    upload = forms.FileField(required=False, label=gettext_lazy("Berkasnya (PDF atau foto)"))

    def __init__(self, *args: Any, actor: Actor, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].actor = actor  # type: ignore[attr-defined]
        if is_known:
            del self.fields["organisation"]

    def clean_upload(self) -> Any:
        """Refuse a file that would not be kept."""
        upload = self.cleaned_data["upload"]
        if upload:
            inspect(upload)
        return upload or None

    def clean(self) -> dict[str, Any]:
        """Refuse an agreement that ends before it starts."""
        given = self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Tanggal berakhir lebih awal daripada tanggal mulai."))
        return given


class ShareForm(Form):
    """What is set aside for one district in one year."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    region = PlaceField(label=gettext_lazy("Kabupaten atau kota"))
    year = YearField(min_value=2000, max_value=2100, label=gettext_lazy("Tahun"))
    amount_rp = RupiahField(
        required=False,
        label=gettext_lazy("Disediakan"),
        help_text=gettext_lazy("Kosong berarti jumlahnya belum diketahui, bukan nol."),
    )


class LinkForm(Form):
    """Which partnership goes under the agreement."""

    partnership = forms.ModelChoiceField(
        queryset=Partnership.objects.none(), label=gettext_lazy("Kemitraan")
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partnership"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

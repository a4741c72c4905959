"""What a person types to ask about their data, and an operator to answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.parties.forms.pickers import OnceForm
from sambung.parties.models import RequestKind, RequestState
from sambung.ui.forms import Form, PhoneField


class DataRequestForm(OnceForm):
    """Who asks, what for, and where the answer goes."""

    kind = forms.ChoiceField(
        choices=RequestKind.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Apa yang Anda minta?"),
    )
    name = forms.CharField(max_length=120, label=gettext_lazy("Nama Anda"))
    phone = PhoneField(required=False, label=gettext_lazy("Nomor HP"))
    email = forms.EmailField(required=False, label=gettext_lazy("E-mail"))
    words = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Keterangan"),
        help_text=gettext_lazy("Misalnya: halaman, foto, atau organisasi yang Anda maksud."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse when neither a number nor an address is given."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Isi nomor HP atau e-mail, supaya jawabannya sampai."))
        return cleaned


class DataRequestFilter(Form):
    """Which requests to list."""

    state = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("semua")), *RequestState.choices],
        label=gettext_lazy("Keadaan"),
    )


class DataAnswerForm(Form):
    """The operator's answer; an erasure only after the person was recognised."""

    state = forms.ChoiceField(
        choices=[c for c in RequestState.choices if c[0] != RequestState.OPEN],
        widget=forms.RadioSelect,
        label=gettext_lazy("Hasil"),
    )
    answer = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Jawaban"),
        help_text=gettext_lazy("Disampaikan kepada peminta lewat nomor atau e-mail yang ditulis."),
    )
    is_recognised = forms.BooleanField(
        required=False,
        label=gettext_lazy("Saya sudah memastikan bahwa peminta adalah orang yang dimaksud"),
    )
    erase_contacts = forms.BooleanField(
        required=False, label=gettext_lazy("Hapus kontak dan kosongkan tautan yang ditemukan")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an erasure for somebody not recognised."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("erase_contacts") and not cleaned.get("is_recognised"):
            self.add_error(
                "is_recognised", _("Pastikan dulu siapa yang meminta, baru hapus datanya.")
            )
        return cleaned

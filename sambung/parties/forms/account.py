"""What a person types about themselves: to sign up, and on their own page."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.parties import queries
from sambung.parties.models import User
from sambung.ui.forms import Form, PhoneField

Cleaned = dict[str, Any]


class SignupForm(Form):
    """A name, and an e-mail or a phone number; django-allauth adds e-mail and password."""

    field_order = ("name", "phone", "email", "password1")
    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nama lengkap"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        required=False,
        label=gettext_lazy("Nomor HP"),
        help_text=gettext_lazy("Isi nomor HP atau e-mail; salah satu cukup."),
    )

    def clean_phone(self) -> str | None:
        """Refuse a number another account already has."""
        phone = self.cleaned_data["phone"]
        if phone and queries.person_for_sign_in(phone=phone):
            raise forms.ValidationError(
                _("Nomor ini sudah terdaftar. Masuk dengan nomor ini, atau pakai nomor lain.")
            )
        return phone or None

    def clean(self) -> Cleaned:
        """Refuse when neither a number nor an e-mail is given."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        wrong = {"phone", "email"} & set(self.errors)
        if not wrong and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Isi nomor HP atau e-mail."))
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        """Nothing more to do: the adapter has saved the whole person."""


class ProfileForm(Form):
    """One's own name and language, and whether the daily mail is wanted."""

    name = forms.CharField(max_length=120, label=gettext_lazy("Nama lengkap"))
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        label=gettext_lazy("Bahasa"),
        widget=forms.RadioSelect,
    )
    wants_mail = forms.BooleanField(
        required=False,
        label=gettext_lazy("Kirimi saya ringkasan lewat e-mail"),
        help_text=gettext_lazy(
            "Paling banyak satu surat sehari, hanya bila ada yang jatuh tempo. "
            "Pemberitahuan di dalam situs tetap ada."
        ),
    )

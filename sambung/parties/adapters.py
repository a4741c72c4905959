"""Sign-in by e-mail or phone number for django-allauth.

No SMS gateway: a number counts as verified once a personal link sent to it was used
(parties.actions.join_by_link).
"""

from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import DefaultAccountAdapter
from django.forms import BaseForm, Field
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Refused
from sambung.parties import queries
from sambung.parties.models import User, normal_phone
from sambung.ui.forms import PhoneField

WRONG = gettext_lazy("E-mail, nomor HP, atau kata sandi belum cocok. Periksa lalu coba lagi.")


class LoginForm(account_forms.LoginForm):
    """Sign-in with one field for an e-mail or a phone number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail atau nomor HP")
        self.fields["password"].label = _("Kata sandi")


class AccountAdapter(DefaultAccountAdapter):
    """Finds and saves people by e-mail or phone number, without ever sending an SMS."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Akun ini sedang tidak aktif. Hubungi pengelola."),
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "email_taken": gettext_lazy("E-mail ini sudah terdaftar. Masuk, atau pakai yang lain."),
        "too_many_login_attempts": gettext_lazy(
            "Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit, lalu coba lagi."
        ),
        "enter_current_password": gettext_lazy("Ketik kata sandi Anda yang sekarang."),
        "incorrect_password": gettext_lazy("Kata sandi belum cocok."),
    }

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Save a person who signed up; an empty e-mail or number is NULL, never ''."""
        data = form.cleaned_data
        user.name = data["name"].strip()
        user.email = data.get("email") or None
        user.phone = data.get("phone") or None
        user.told_at = timezone.now()  # the notice stands on the form itself
        user.set_password(data["password1"])
        if commit:
            user.save()
        return user

    def phone_form_field(self, **kwargs: Any) -> Field:
        """Return the field that reads a number as Indonesians write it."""
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the person's number and whether it is verified, None without one."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Keep a number for the person."""
        user.phone, user.phone_verified = normal_phone(phone) or None, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Mark the person's number verified."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return the person with this number, however it was typed."""
        return queries.person_for_sign_in(phone=normal_phone(phone))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; when this server cannot, say so instead of failing."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            raise Refused(
                _("Surel belum dapat dikirim dari sini. Hubungi pengelola situs ini.")
            ) from error

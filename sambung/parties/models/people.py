"""People who sign in."""

from typing import ClassVar

import phonenumbers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q


def normal_phone(text: str) -> str:
    """Return the number as +628…, whether written 0812…, 62812… or +62 812-…; "" if none."""
    try:
        number = phonenumbers.parse(text, "ID")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


class UserManager(BaseUserManager["User"]):
    """Creates people who sign in by e-mail or phone number."""

    def create_user(self, *, name: str, password: str | None = None, **fields: object) -> "User":
        """Create a person; e-mail or phone must be given (the database checks)."""
        user = self.model(name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, email: str, password: str, **fields: object) -> "User":
        """Create an operator of the installation."""
        return self.create_user(
            name=email, email=email, password=password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    name = models.CharField(max_length=120)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)  # E.164
    phone_verified = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="id")
    wants_mail = models.BooleanField(default=True)  # at most one a day, of what is due
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_simulated = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, blank=True)  # read what is kept of them, and why

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="user_email_or_phone",
            )
        ]

    def __str__(self) -> str:
        return self.name

"""Fields for what a laboratory sheet and a map say."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sambung.facilities.rules import Measured
from sambung.ui.forms import PlainNumberInput

NUMBER = re.compile(r"^[0-9]{1,8}([.,][0-9]{1,4})?$")
GROUPED = re.compile(r"^[1-9][0-9]{0,2}(\.[0-9]{3})+$")
NOT_FOUND = frozenset(["ttd", "td", "nd", "tidak terdeteksi", "tidak ditemukan", "negatif"])
UNREADABLE = _("Tulis seperti di lembar uji: 0,05 atau <0,05 atau tidak terdeteksi.")
TWO_WAYS = _(
    "%(typed)s dapat dibaca dua cara. Tulis tanpa titik bila ribuan, atau dengan koma bila pecahan."
)


@dataclass(frozen=True)
class Typed:
    """A value as a laboratory writes it: a number, less than a number, or not detected."""

    value: Decimal | None
    is_below: bool = False

    def measured(self) -> Measured:
        """Return what was measured."""
        return Measured(self.value, self.is_below)


def read_value(text: str) -> Typed:
    """Return the value of 0,05, 0.05, <0,05 or *tidak terdeteksi*; refuse anything else.

    1.250 is refused with a question: a sheet may mean a thousand or one and a quarter.
    """
    plain = " ".join(text.lower().split()).replace("≤", "<").replace("−", "-")
    if plain in NOT_FOUND:
        return Typed(None, is_below=True)
    is_below = plain.startswith("<")
    number = plain.removeprefix("<").removeprefix("=").strip()
    if GROUPED.match(number):
        raise ValidationError(TWO_WAYS, "two_ways", {"typed": number})
    if not number.isascii() or not NUMBER.match(number):
        raise ValidationError(UNREADABLE, "unreadable")
    return Typed(Decimal(number.replace(",", ".")), is_below)


class ValueField(forms.CharField):
    """One value of a laboratory sheet; empty: not tested."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return what was typed, None when nothing was."""
        text = super().clean(value)
        return read_value(text) if text else None


class DegreeField(forms.Field):
    """A coordinate or a temperature with its fraction, typed with a comma or a point."""

    def __init__(self, *, low: int, high: int, **kwargs: Any) -> None:
        self.low, self.high = low, high
        kwargs.setdefault("widget", PlainNumberInput(keyboard="text"))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a number as people write it, whole to the last figure."""
        return str(value).replace(".", ",") if isinstance(value, float | Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number; what cannot be read, or lies outside, is refused."""
        if value in self.empty_values:
            return None
        text = str(value).strip().replace("−", "-").replace(",", ".")
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,9})?", text):
            raise ValidationError(_("Tulis angka, misalnya -2,2413."), "unreadable")
        if not self.low <= Decimal(text) <= self.high:
            raise ValidationError(
                _("Angka ini antara %(low)s dan %(high)s."),
                "outside",
                {"low": self.low, "high": self.high},
            )
        return Decimal(text)


def day(**kwargs: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggal, misalnya 2027-03-31.")},
        **kwargs,
    )

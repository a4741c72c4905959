"""Fields that take what people type: money, counts, percent, phone numbers; and their look."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from sambung.ui import formats, personal

LARGEST_RP = 10**15
MULTIPLIERS = {
    "triliun": 10**12,
    "trillion": 10**12,
    "miliar": 10**9,
    "milyar": 10**9,
    "billion": 10**9,
    "juta": 10**6,
    "jt": 10**6,
    "million": 10**6,
    "ribu": 10**3,
    "rb": 10**3,
    "thousand": 10**3,
}
AMOUNT = re.compile(r"^(?P<sign>[-−])?(?P<number>[0-9][0-9.,]*)(?P<word>[a-z]*)$")
DOTTED = re.compile(r"^[0-9]{1,3}(\.[0-9]{3})+$")
COMMAED = re.compile(r"^[0-9]{1,3}(,[0-9]{3})+$")

FIRST_YEAR, LAST_YEAR = 1900, 2200
FAR_DAY = _("Tahun pada tanggal ini tidak mungkin benar. Periksa lagi tanggalnya.")
NOT_MONEY = _("Jumlah ini belum terbaca. Tulis misalnya 1.250.000 atau Rp1,25 miliar.")
NOT_WHOLE = _("Tulis rupiah bulat, tanpa sen. Misalnya 1.250.000.")
NEGATIVE = _("Jumlah tidak boleh kurang dari nol.")
NOT_COUNT = _("Tulis angka bulat, misalnya 142 atau 1.250.")
NOT_PERCENT = _("Tulis persen dengan angka, misalnya 12,5.")
NOT_PHONE = _("Nomor ini belum terbaca. Tulis misalnya 0812 3456 7890.")


class Renderer(TemplatesSetting):
    """Render every form and field with the parts of this room."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field_group.html"


class Form(forms.Form):
    """The form every room's forms are made of: no text field takes a NIK or family card number."""

    def full_clean(self) -> None:
        """Clean as Django does, then look at every text that was typed."""
        super().full_clean()
        if self.is_bound:
            self.refuse_identity_numbers()
            self.refuse_far_days()

    def refuse_far_days(self) -> None:
        """Put the refusal beside each day so far off that it can only be a slip of the hand."""
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
                self.add_error(name, ValidationError(FAR_DAY, "far"))

    def refuse_identity_numbers(self) -> None:
        """Put the refusal beside each field whose text holds such a number."""
        for name, field in self.fields.items():
            typed = self[name].data
            if isinstance(field, forms.CharField) and isinstance(typed, str):
                found = personal.identity_number_in(typed)
                if found:
                    self.add_error(name, ValidationError(personal.refusal(found), "identity"))


def parse_number(text: str) -> Decimal:
    """Return the number of 1.250.000, 1250000, 12,5 or 12.5; refuse anything else by ValueError."""
    if not text.isascii():  # other scripts have digits too
        raise ValueError(text)
    if DOTTED.match(text):
        return Decimal(text.replace(".", ""))
    if text.count(",") > 1 and COMMAED.match(text):
        return Decimal(text.replace(",", ""))
    whole, comma, fraction = text.partition(",")
    if comma and (DOTTED.match(whole) or whole.isdigit()) and fraction.isdigit():
        return Decimal(f"{whole.replace('.', '')}.{fraction}")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return Decimal(text)
    raise ValueError(text)


def parse_rupiah(text: str) -> int:
    """Return whole rupiah from 1.250.000, Rp1,25 miliar or 245 juta; refuse what is neither."""
    plain = re.sub(r"(?i)^([-−]?)\s*rp\.?", r"\1", text.strip()).replace("\xa0", "")
    plain = re.sub(r"(,-|,00|\.00)$", "", re.sub(r"\s+", "", plain).lower())
    match = AMOUNT.match(plain)
    if not match or (match["word"] and match["word"] not in MULTIPLIERS):
        raise ValidationError(NOT_MONEY, code="unreadable")
    if match["sign"]:
        raise ValidationError(NEGATIVE, code="negative")
    return whole_rupiah(match["number"], MULTIPLIERS.get(match["word"], 1))


def whole_rupiah(number: str, step: int) -> int:
    """Return number x step as whole rupiah; a lone comma group without a step means thousands."""
    try:
        if step == 1 and COMMAED.match(number):
            return int(number.replace(",", ""))
        amount = parse_number(number) * step
    except ValueError as error:
        raise ValidationError(NOT_MONEY, code="unreadable") from error
    if amount != int(amount):
        raise ValidationError(NOT_WHOLE, code="fraction")
    return int(amount)


class PlainNumberInput(forms.TextInput):
    """A text box with the number keyboard; a number box would eat what it cannot read."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, keyboard: str = "numeric") -> None:
        super().__init__({"inputmode": keyboard, "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Return a number with its separators, and what a person typed as they typed it."""
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            return None if value is None else str(value)
        return formats.decimal_text(value, 0 if isinstance(value, int) else 2)


class RupiahInput(PlainNumberInput):
    """The money box: Rp stands before it."""


class RupiahField(forms.Field):
    """Whole rupiah, 0 to 10^15 or narrower; None when left empty and not required."""

    widget: type[PlainNumberInput] = RupiahInput

    def __init__(self, *, min_value: int = 0, max_value: int = LARGEST_RP, **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the amount; what cannot be read is refused with an example."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, int) else parse_rupiah(str(value))

    def validate(self, value: int | None) -> None:
        """Refuse an amount outside the bounds, naming the bound."""
        super().validate(value)
        refuse_outside(value, self.min_value, self.max_value, formats.rupiah)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare amounts, not the way they were typed."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def refuse_outside(value: Any, low: Any, high: Any, show: Any) -> None:
    """Raise when the value is below low or above high."""
    if value is None:
        return
    if low is not None and value < low:
        raise ValidationError(_("Paling sedikit %(limit)s."), "too_small", {"limit": show(low)})
    if high is not None and value > high:
        raise ValidationError(_("Paling banyak %(limit)s."), "too_large", {"limit": show(high)})


class AngkaField(RupiahField):
    """A whole count (people, households): 1.250 and 1250 are the same; never negative."""

    widget: type[PlainNumberInput] = PlainNumberInput

    def __init__(self, *, min_value: int = 0, max_value: int = 10**9, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the count; words, decimals and negatives are refused with an example."""
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        text = str(value).strip().replace(" ", "").replace("\xa0", "")
        if text[:1] in {"-", "−"}:
            raise ValidationError(NEGATIVE, code="negative")
        try:
            number = parse_number(text.replace(",", "") if COMMAED.match(text) else text)
        except ValueError as error:
            raise ValidationError(NOT_COUNT, code="unreadable") from error
        if number != int(number):
            raise ValidationError(NOT_COUNT, code="fraction")
        return int(number)

    def validate(self, value: int | None) -> None:
        """Refuse a count outside the bounds."""
        forms.Field.validate(self, value)
        refuse_outside(value, self.min_value, self.max_value, formats.count)


class YearInput(PlainNumberInput):
    """The box of a year: 2026, never 2.026."""

    def format_value(self, value: Any) -> str | None:
        """Return the year as it is."""
        return None if value is None else str(value)


class YearField(AngkaField):
    """A year: read as any count, shown without a separator."""

    widget: type[PlainNumberInput] = YearInput


class PersenField(forms.Field):
    """Percent as Decimal with at most two decimals, 0 to 100 or narrower."""

    def __init__(
        self, *, min_value: Decimal | int = 0, max_value: Decimal | int = 100, **kwargs: Any
    ) -> None:
        self.min_value, self.max_value = min_value, max_value
        kwargs.setdefault("widget", PlainNumberInput(keyboard="decimal"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the percent from 12,5 or 12.5%; what cannot be read is refused."""
        if value in self.empty_values:
            return None
        text = str(value).strip().removesuffix("%").strip()
        if text[:1] in {"-", "−"}:
            raise ValidationError(NEGATIVE, code="negative")
        try:
            return parse_number(text).quantize(Decimal("0.01"))
        except (ValueError, ArithmeticError) as error:
            raise ValidationError(NOT_PERCENT, code="unreadable") from error

    def validate(self, value: Decimal | None) -> None:
        """Refuse a percent outside the bounds."""
        super().validate(value)
        refuse_outside(value, self.min_value, self.max_value, formats.percent)


class PhoneInput(forms.TextInput):
    """The telephone box with the telephone keyboard."""

    input_type = "tel"


class PhoneField(forms.CharField):
    """One Indonesian or foreign telephone number, kept as +62812...; refuses impossible ones."""

    widget = PhoneInput

    def to_python(self, value: Any) -> str:
        """Return the number in E.164; '' when left empty."""
        text = str(super().to_python(value) or "")
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "ID")
        except phonenumbers.NumberParseException as error:
            raise ValidationError(NOT_PHONE, code="unreadable") from error
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(NOT_PHONE, code="impossible")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

"""Fields that find a region or an organisation by what a person types."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import tokens
from sambung.core.access import Actor
from sambung.parties import queries
from sambung.parties.models import Organisation
from sambung.regions.models import Region
from sambung.regions.rules import check_code
from sambung.ui.forms import Form


class OnceForm(Form):
    """A form that does its work once, however often it is sent."""

    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )


def place_line(region: Region) -> str:
    """Return a region with what stands above it and its code, to tell namesakes apart."""
    above = f", {region.parent.full_name}" if region.parent else ""
    return f"{region.full_name}{above} ({region.code})"


def code_finding(text: str, found: list[Region]) -> str:
    """Return what is wrong with a code that no region has; a part of a code is never completed."""
    verdict = check_code(text)
    if verdict or not found:
        return verdict.reason or _("Tidak ada wilayah dengan kode %(code)s.") % {"code": text[:20]}
    return f"{verdict.reason} {_('Maksudnya')}: {'; '.join(map(place_line, found[:3]))}?"


def one_region(text: str) -> Region:
    """Return the one region meant; raise ValidationError naming the choices when unsure."""
    found = queries.regions_meant(text)
    if text[:1].isdigit() and not any(region.code == text for region in found):
        raise forms.ValidationError(code_finding(text, found))
    if len(found) == 1:
        return found[0]
    if found:
        choices = "; ".join(place_line(region) for region in found[:5])
        raise forms.ValidationError(
            _("Ada beberapa wilayah bernama ini. Tulis kodenya: %(choices)s.")
            % {"choices": choices}
        )
    raise forms.ValidationError(
        _("Wilayah “%(text)s” tidak ditemukan. Periksa ejaannya, atau tulis kodenya.")
        % {"text": text[:60]}
    )


class RegionField(forms.CharField):
    """One region, typed as a name or a code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Region | None:
        """Return the region, None when left empty and not required."""
        text = super().clean(value)
        return one_region(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """Show a region as its code and name."""
        return value.code if isinstance(value, Region) else value


class OrganisationField(forms.CharField):
    """One organisation of the register, typed by name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        self.actor: Actor | None = None  # set by the form: who looks
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Organisation | None:
        """Return the organisation; raise ValidationError when none or several fit."""
        text = super().clean(value)
        if not text or self.actor is None:
            return None
        found = list(queries.organisations_like(self.actor, text)[:6])
        exact = [row for row in found if text.casefold() in {row.name.casefold(), str(row)}]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(
                _("Organisasi ini belum tercatat. Catat dulu, lalu ulangi.")
            )
        names = "; ".join(row.name for row in found[:5])
        raise forms.ValidationError(
            _("Ada beberapa yang cocok. Tulis lebih lengkap: %(names)s.") % {"names": names}
        )


NAME_OR_CODE = gettext_lazy("Nama atau kode wilayah, misalnya Balangan atau 63.11.")

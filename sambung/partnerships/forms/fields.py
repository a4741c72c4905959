"""Fields that take a place or an organisation as people type them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.parties.models import Organisation
from sambung.parties.queries import organisations_like, regions_meant
from sambung.regions.models import Region

CODE_AT_END = re.compile(r"\((?P<code>[0-9]{2}(?:\.[0-9]{2,4}){0,3})\)\s*$")


def place_line(region: Region) -> str:
    """Return a region with what stands above it and its code, as the list offers it."""
    above = f", {region.parent.full_name}" if region.parent else ""
    return f"{region.full_name}{above} ({region.code})"


class PlaceField(forms.CharField):
    """One region, chosen from the list or typed as a name or a code; nearest places first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        self.near: tuple[str, ...] = ()  # set by the form: codes of the person's own places
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Region | None:
        """Return the region; name the choices when several fit."""
        text = super().clean(value)
        if not text:
            return None
        coded = CODE_AT_END.search(text)
        found = regions_meant(coded["code"] if coded else text)
        own = [region for region in found if region.code.startswith(self.near)]
        if self.near and len(own) == 1:
            return own[0]
        if len(found) == 1:
            return found[0]
        if not found:
            words = _("Tempat “%s” tidak ditemukan. Periksa ejaannya, atau tulis kodenya.")
            raise ValidationError(words % text[:60])
        choices = "; ".join(place_line(region) for region in (own or found)[:5])
        raise ValidationError(_("Ada beberapa tempat bernama ini. Tulis salah satu: %s.") % choices)

    def prepare_value(self, value: Any) -> Any:
        """Show a region as the list offers it."""
        return place_line(value) if isinstance(value, Region) else value


class OrganisationField(forms.CharField):
    """One organisation of the register, typed by name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        self.actor: Actor | None = None  # set by the form: who looks
        attrs = {"list": "organisasi-pilihan", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Organisation | None:
        """Return the organisation; say so when none or several fit."""
        text = super().clean(value)
        if not text or self.actor is None:
            return None
        found = list(organisations_like(self.actor, text)[:6])
        exact = [row for row in found if text.casefold() in {row.name.casefold(), str(row)}]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(
                _("Organisasi ini belum tercatat. Catat dahulu di Organisasi, lalu ulangi.")
            )
        names = "; ".join(row.name for row in found[:5])
        raise ValidationError(_("Ada beberapa yang cocok. Tulis lebih lengkap: %s.") % names)

    def prepare_value(self, value: Any) -> Any:
        """Show an organisation by its name."""
        return value.name if isinstance(value, Organisation) else value

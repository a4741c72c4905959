"""Fields of the guest's forms: places by name, and photos from a phone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import tokens
from sambung.core.files import inspect
from sambung.parties.queries import regions_meant
from sambung.regions.models import Region
from sambung.ui.forms import Form


class GuestForm(Form):
    """A form that does its work once, however often it is sent."""

    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )


def place_words(region: Region) -> str:
    """Return a region with what stands above it, to tell namesakes apart."""
    above = f", {region.parent.full_name}" if region.parent else ""
    return f"{region.full_name}{above} ({region.code})"


def region_meant(text: str, near: str | None = None) -> Region:
    """Return the one region meant, of the guest's own place when several are called so."""
    name, _sign, rest = text.rpartition("(")
    found = regions_meant(rest.rstrip(") ") if name and rest.rstrip(") ")[:1].isdigit() else text)
    own = [region for region in found if near and region.code.startswith(near)]
    if len(found) == 1 or len(own) == 1:
        return (own or found)[0]
    if not found:
        raise ValidationError(
            _("Tempat “%(text)s” tidak ditemukan. Periksa ejaannya.") % {"text": text[:60]}
        )
    raise ValidationError(
        _("Ada beberapa tempat bernama ini. Tulis salah satu: %(choices)s.")
        % {"choices": "; ".join(map(place_words, found[:5]))}
    )


class PlacesField(forms.CharField):
    """One place or several, parted by semicolons."""

    def __init__(self, *, most: int = 10, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        self.most = most
        self.near: str | None = None  # set by the form: the code of the guest's own place
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Region]:
        """Return the regions meant; name the choices when unsure."""
        text = super().clean(value)
        parts = [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
        if len(parts) > self.most:
            raise ValidationError(_("Paling banyak %d tempat sekaligus.") % self.most)
        return [region_meant(part, self.near) for part in parts]


class PhotosInput(forms.ClearableFileInput):
    """A file box that takes several at once; a phone offers its camera."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures or papers, each inspected: real type, size, pixels."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        accept = "image/jpeg,image/png,image/webp,application/pdf"
        kwargs.setdefault(
            "help_text", gettext_lazy("JPEG, PNG, atau PDF. Keterangan lokasi di foto dihapus.")
        )
        self.most = most
        widget = PhotosInput(attrs={"multiple": True, "accept": accept})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the uploads; refuse all of them when one is not acceptable, naming it."""
        uploads = [one for one in (data or []) if one]
        if len(uploads) > self.most:
            raise ValidationError(_("Paling banyak %d foto sekaligus.") % self.most)
        for upload in uploads:
            try:
                inspect(upload)
            except ValidationError as error:
                raise ValidationError(f"{upload.name}: {' '.join(error.messages)}") from error
        return uploads


def consent_field() -> forms.BooleanField:
    """Return the tick that lets photos be shown; without it nobody outside sees them."""
    return forms.BooleanField(
        required=False,
        label=gettext_lazy("Orang di dalam foto setuju fotonya ditampilkan"),
        help_text=gettext_lazy("Tanpa centang, foto hanya dilihat petugas wilayah ini."),
    )

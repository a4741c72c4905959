"""Several pictures at once, and what a picture itself says of its time and place."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, UnidentifiedImageError

from sambung.core.files import inspect

PICTURES = "image/jpeg,image/png,image/webp"


class ManyPhotosInput(forms.ClearableFileInput):
    """A file box that takes several pictures at once; a phone offers its camera."""

    allow_multiple_selected = True


class ManyPhotosField(forms.FileField):
    """Several pictures, each inspected: real type, size, pixels."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyPhotosInput(attrs={"multiple": True, "accept": PICTURES})
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the pictures; refuse all of them when one is not acceptable, naming it."""
        uploads = [one for one in (data or []) if one]
        for upload in uploads:
            try:
                is_picture = inspect(upload).kind.startswith("image/")
            except ValidationError as error:
                words = " ".join(error.messages)
                raise ValidationError(f"{upload.name}: {words}") from error
            if not is_picture:
                raise ValidationError(_("%s: ini bukan foto.") % upload.name)
        return uploads


def exif_of(upload: Any) -> dict[str, Any]:
    """Return taken_at, latitude and longitude as the picture says them; what it hides is absent.

    The server keeps no EXIF: this is read before, and only when the person asked for it.
    """
    upload.seek(0)
    try:
        exif = Image.open(BytesIO(upload.read())).getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return {}
    finally:
        upload.seek(0)
    found = {
        "taken_at": moment(inner.get(ExifTags.Base.DateTimeOriginal)),
        "latitude": degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(1), "S", 90),
        "longitude": degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(3), "W", 180),
    }
    return {name: value for name, value in found.items() if value is not None}


def moment(words: Any) -> datetime | None:
    """Return the moment of 2027:03:31 09:15:00 in the time of the site; None when unreadable."""
    try:
        local = datetime.strptime(str(words), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    return timezone.make_aware(local)


def degrees(parts: Any, side: Any, negative: str, most: int) -> float | None:
    """Return degrees, minutes and seconds as one number; None when they are none."""
    try:
        whole, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = whole + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:
        return None
    return round(-value if side == negative else value, 6)

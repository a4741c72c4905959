"""What a person may type at a step of an activity: a check, the BAST, a reason, a link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.activities.actions import CheckFacts, PhotosGiven
from sambung.activities.forms.activity import day
from sambung.activities.forms.fields import ManyFilesField
from sambung.activities.models import Activity, Answer
from sambung.core import tokens
from sambung.core.files import inspect
from sambung.needs.models import Package
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground
from sambung.partnerships.models import Partnership
from sambung.ui.forms import AngkaField, Form


class VersionForm(Form):
    """A step from the version the person saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    """A step that needs a reason."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )


def photo_fields() -> tuple[ManyFilesField, forms.CharField]:
    """Return the fields for pictures and for who agreed that they are shown."""
    photos = ManyFilesField(
        required=False,
        label=gettext_lazy("Foto"),
        help_text=gettext_lazy("JPEG, PNG, atau WEBP. Keterangan lokasi di dalam foto dihapus."),
    )
    consent = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Foto boleh ditampilkan, menurut siapa?"),
        help_text=gettext_lazy("Tulis siapa yang menyetujui. Kosong berarti foto tidak tampil."),
    )
    return photos, consent


class CheckForm(Form):
    """What somebody saw: does it work, is it used, by how many, with a photo."""

    on = day(required=True, label=gettext_lazy("Dilihat tanggal"))
    works = forms.ChoiceField(
        choices=Answer.choices,
        widget=forms.RadioSelect,
        initial=Answer.UNKNOWN,
        label=gettext_lazy("Apakah sarananya berfungsi?"),
    )
    is_used = forms.ChoiceField(
        choices=Answer.choices,
        widget=forms.RadioSelect,
        initial=Answer.UNKNOWN,
        label=gettext_lazy("Apakah dipakai?"),
    )
    people = AngkaField(
        required=False, max_value=10_000_000, label=gettext_lazy("Dipakai oleh berapa orang?")
    )
    note = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Catatan"),
    )
    photos, photo_consent = photo_fields()
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )
    origin_key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        return self.cleaned_data["on"]

    def facts(self) -> CheckFacts:
        """Return what was seen as the actions take it."""
        names = ("on", "works", "is_used", "people", "note")
        return CheckFacts(**{name: self.cleaned_data[name] for name in names})

    def photos_given(self) -> PhotosGiven:
        """Return the pictures and who says they may be shown."""
        return PhotosGiven(self.cleaned_data["photos"], self.cleaned_data["photo_consent"])


class PhotoForm(Form):
    """Pictures alone."""

    photos, photo_consent = photo_fields()
    caption = forms.CharField(required=False, max_length=120, label=gettext_lazy("Keterangan foto"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].required = True

    def photos_given(self) -> PhotosGiven:
        """Return the pictures, their words, and who says they may be shown."""
        given = self.cleaned_data
        return PhotosGiven(given["photos"], given["photo_consent"], given["caption"])


class HandOverForm(VersionForm):
    """The handover: number, day and paper, as far as they are known."""

    number = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("Nomor BAST"),
        help_text=gettext_lazy("Kosong bila belum diketahui."),
    )
    on = day(label=gettext_lazy("Tanggal BAST"))
    file = forms.FileField(required=False, label=gettext_lazy("Foto atau PDF BAST"))

    def clean_on(self) -> Any:
        """Refuse a handover to come."""
        given = self.cleaned_data["on"]
        if given is not None and given > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        return given

    def clean_file(self) -> Any:
        """Refuse a file that is not kept here."""
        if self.cleaned_data["file"]:
            inspect(self.cleaned_data["file"])
        return self.cleaned_data["file"]


class AskForm(Form):
    """What the source is asked, and on what the record rests."""

    to_publish = forms.BooleanField(
        required=False, label=gettext_lazy("Minta juga persetujuan menampilkannya kepada publik")
    )
    ground = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("pilih dasarnya")), *Ground.choices],
        label=gettext_lazy("Atas dasar apa dicatat?"),
    )
    ground_note = forms.CharField(
        required=False, max_length=300, label=gettext_lazy("Keterangan dasar")
    )

    def __init__(self, *args: Any, has_ground: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_ground:
            del self.fields["ground"], self.fields["ground_note"]
        else:
            self.fields["ground"].required = True

    def ground_given(self) -> GroundGiven | None:
        """Return the ground chosen, None when the record has one already."""
        chosen = self.cleaned_data.get("ground")
        return GroundGiven(chosen, self.cleaned_data["ground_note"]) if chosen else None


class LinkForm(VersionForm):
    """Which package or partnership the activity belongs to."""

    package = forms.ModelChoiceField(
        queryset=Package.objects.none(),
        required=False,
        empty_label=gettext_lazy("tidak ada"),
        label=gettext_lazy("Kegiatan siap didukung"),
    )
    partnership = forms.ModelChoiceField(
        queryset=Partnership.objects.none(),
        required=False,
        empty_label=gettext_lazy("tidak ada"),
        label=gettext_lazy("Kemitraan"),
    )

    def __init__(self, *args: Any, packages: Any, partnerships: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("package", packages), ("partnership", partnerships)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


def check_start(activity: Activity) -> dict[str, Any]:
    """Return what a check starts with: today, and what was known before."""
    return {"on": timezone.localdate(), "works": activity.works, "is_used": activity.is_used}

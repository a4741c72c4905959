"""What a person may type about progress: percent, photos with place and time, consent."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.delivery import lifecycle
from sambung.delivery.actions import PhotosTaken
from sambung.delivery.forms.asking import OnceForm, StatingForm, day, refuse_to_come
from sambung.delivery.forms.photos import ManyPhotosField, exif_of
from sambung.partnerships.models import Contribution
from sambung.ui.forms import AngkaField


def degree_field(most: int, label: Any) -> forms.FloatField:
    """Return a field for a coordinate."""
    return forms.FloatField(
        required=False,
        min_value=-most,
        max_value=most,
        label=label,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class ContributionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One contribution of the partnership, by who gives what."""

    def label_from_instance(self, obj: Contribution) -> str:
        """Return a contribution as a choice."""
        what = obj.title or obj.get_kind_display()
        return f"{obj.party.organisation}: {what}"


class ProgressForm(StatingForm):
    """How far the work is, in whose word, with photos of where and when."""

    percent = AngkaField(max_value=100, label=gettext_lazy("Kemajuan pekerjaan, dalam persen"))
    on = day(label=gettext_lazy("Keadaan pada tanggal"))
    contribution = ContributionField(
        queryset=Contribution.objects.none(),
        required=False,
        empty_label=gettext_lazy("seluruh pekerjaan"),
        label=gettext_lazy("Bagian mana?"),
    )
    note = forms.CharField(
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Wajib bila lebih rendah dari yang sudah terverifikasi."),
    )
    photos = ManyPhotosField(
        required=False,
        label=gettext_lazy("Foto"),
        help_text=gettext_lazy("JPEG, PNG, atau WEBP; dikecilkan di ponsel sebelum dikirim."),
    )
    mark = forms.TypedChoiceField(
        coerce=int,
        choices=[(mark, f"{mark} %") for mark in lifecycle.MARKS],
        label=gettext_lazy("Foto pada tanda"),
    )
    reads_photo = forms.BooleanField(
        required=False,
        label=gettext_lazy("Ambil waktu dan tempat dari foto pertama"),
        help_text=gettext_lazy("Di dalam foto keduanya dihapus; tanpa centang tidak dibaca."),
    )
    taken_at = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        label=gettext_lazy("Foto diambil"),
    )
    lat = degree_field(90, gettext_lazy("Lintang"))
    lon = degree_field(180, gettext_lazy("Bujur"))
    caption = forms.CharField(required=False, max_length=160, label=gettext_lazy("Keterangan foto"))
    consent_by = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Ada persetujuan menampilkan foto, menurut siapa?"),
        help_text=gettext_lazy("Kosong berarti foto hanya dilihat para pihak."),
    )
    field_order = ["percent", "on", "organisation", "ground", "ground_note", "contribution", "note"]

    def __init__(self, *args: Any, contributions: QuerySet[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contribution"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = contributions
        if not contributions:
            del self.fields["contribution"]

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")

    def clean(self) -> dict[str, Any]:
        """Take half a place for none, and say so."""
        given = super().clean()
        if (given.get("lat") is None) != (given.get("lon") is None):
            self.add_error("lon", _("Isi lintang dan bujurnya, atau kosongkan keduanya."))
        return given

    def photos_taken(self) -> PhotosTaken:
        """Return the pictures with when and where; typed values stand before the picture's own."""
        given = self.cleaned_data
        typed: dict[str, Any] = {
            "taken_at": given["taken_at"],
            "latitude": given["lat"],
            "longitude": given["lon"],
        }
        if given["photos"] and given["reads_photo"]:
            own = exif_of(given["photos"][0])
            typed = {
                name: own.get(name) if known is None else known for name, known in typed.items()
            }
        taken: datetime | None = typed.pop("taken_at", None)
        return PhotosTaken(
            files=given["photos"],
            mark=given["mark"],
            taken_at=taken,
            caption=given["caption"],
            consent_by=given["consent_by"],
            **typed,
        )


class ShowPhotoForm(OnceForm):
    """Who says that there is consent to show a photo."""

    has_consent = forms.BooleanField(
        label=gettext_lazy("Ada persetujuan dari orang yang tampak di foto"),
        error_messages={"required": gettext_lazy("Tanpa persetujuan foto tidak ditampilkan.")},
    )
    consent_by = forms.CharField(
        max_length=120,
        label=gettext_lazy("Menurut siapa?"),
        help_text=gettext_lazy("Misalnya: Kepala Desa, lisan, 3 Mei 2027."),
        error_messages={"required": gettext_lazy("Tulis siapa yang menyatakannya.")},
    )

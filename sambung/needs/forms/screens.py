"""The five screens of a proposal; a draft may be saved with any of it still empty."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.files import inspect
from sambung.needs import rules
from sambung.needs.models import (
    HygieneNow,
    LandLetter,
    LandOwner,
    Need,
    PhotoKind,
    SanitationNow,
    WaterSource,
)
from sambung.regions.models import Region, Service
from sambung.ui.formats import MONTHS, language
from sambung.ui.forms import AngkaField, Form, RupiahField

PEOPLE_AT_MOST = 100_000  # one village; the largest kelurahan stay below
FAR_AT_MOST_M = 100_000


def plain_words(text: str) -> str:
    """Return the text on one line, without spaces around it."""
    return " ".join(text.split())


def place_words(village: Region) -> str:
    """Return a village with its kecamatan: many villages share a name."""
    parent = village.parent
    return f"{village.full_name}, {parent.full_name}" if parent else village.full_name


class ScreenForm(Form):
    """One screen. Saved on the way (`is_partial`) nothing is required; to go on, its heart is."""

    key_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, need: Need, is_partial: bool = False, **kwargs: Any) -> None:
        self.need = need
        names = self.base_fields.keys()
        kwargs.setdefault("initial", {n: getattr(need, n) for n in names if hasattr(need, n)})
        super().__init__(*args, **kwargs)
        for name in self.key_fields:
            self.fields[name].required = not is_partial

    def values(self) -> dict[str, object]:
        """Return what is to be saved, by column of the need."""
        return dict(self.cleaned_data)


class WhereForm(ScreenForm):
    """Screen 1: the village and the hamlet."""

    key_fields = ("village",)
    village = forms.ModelChoiceField(
        queryset=Region.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        label=gettext_lazy("Desa atau kelurahan"),
        error_messages={
            "required": gettext_lazy("Cari lalu pilih desanya."),
            "invalid_choice": gettext_lazy("Desa ini tidak dapat dipilih. Cari lagi namanya."),
        },
    )
    hamlet = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Dusun, RT, atau kampung"),
        help_text=gettext_lazy("Supaya jelas bagian desa yang mana."),
    )

    def __init__(self, *args: Any, choices: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village = self.fields["village"]
        if isinstance(village, forms.ModelChoiceField):
            village.queryset = Region.objects.filter(pk__in=[place.pk for place in choices])
            village.choices = [(place.pk, place_words(place)) for place in choices]

    def clean_hamlet(self) -> str:
        """Return the hamlet without stray spaces."""
        return plain_words(self.cleaned_data["hamlet"])


class ProblemForm(ScreenForm):
    """Screen 2: the service, what is wrong, and how it is today."""

    key_fields = ("service", "problem")
    service = forms.ChoiceField(
        choices=Service.choices,
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("Layanan apa yang belum ada?"),
        error_messages={"required": gettext_lazy("Pilih satu layanan.")},
    )
    problem = forms.CharField(
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Ceritakan masalahnya"),
        help_text=gettext_lazy("Dua atau tiga kalimat. Jangan menulis nama warga atau nomor KK."),
        error_messages={"required": gettext_lazy("Ceritakan masalahnya dengan singkat.")},
    )
    source_now = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih sumber air")), *WaterSource.choices],
        required=False,
        label=gettext_lazy("Air sekarang diambil dari mana?"),
    )
    distance_m = AngkaField(
        required=False,
        max_value=FAR_AT_MOST_M,
        label=gettext_lazy("Berapa jauh dari rumah?"),
        help_text=gettext_lazy("Sekali jalan, untuk sebagian besar keluarga."),
    )
    dry_months = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Bulan apa airnya kering?"),
    )
    sanitation_now = forms.ChoiceField(
        choices=SanitationNow.choices,
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("Sekarang kebanyakan warga ke mana?"),
    )
    hygiene_now = forms.ChoiceField(
        choices=HygieneNow.choices,
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("Bagaimana warga mencuci tangan?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = self.fields["dry_months"]
        if isinstance(months, forms.TypedMultipleChoiceField):
            months.choices = list(enumerate(MONTHS[language()].split(), start=1))

    def values(self) -> dict[str, object]:
        """Return the answers; what belongs to another service is emptied."""
        found = super().values()
        empty: dict[str, object] = {"source_now": "", "distance_m": None, "dry_months": []}
        if found["service"] != Service.WATER:
            found |= empty
        if found["service"] != Service.SANITATION:
            found["sanitation_now"] = ""
        if found["service"] != Service.HYGIENE:
            found["hygiene_now"] = ""
        return found


class PeopleForm(ScreenForm):
    """Screen 3: how many households and people, and who counted."""

    key_fields = ("households", "people")
    households = AngkaField(
        required=False,
        min_value=1,
        max_value=PEOPLE_AT_MOST,
        label=gettext_lazy("Berapa keluarga?"),
        error_messages={"required": gettext_lazy("Tulis berapa KK yang belum terlayani.")},
    )
    people = AngkaField(
        required=False,
        min_value=1,
        max_value=PEOPLE_AT_MOST,
        label=gettext_lazy("Berapa orang semuanya?"),
        error_messages={"required": gettext_lazy("Tulis berapa orang yang belum terlayani.")},
    )
    counted_by = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Siapa yang menghitung?"),
        help_text=gettext_lazy(
            "Misalnya: kader, bidan desa, sanitarian. Sebut tugasnya, bukan nama."
        ),
    )

    def __init__(self, *args: Any, village_people: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.village_people = village_people

    def clean(self) -> dict[str, Any]:
        """Refuse counts that cannot be: fewer people than households, more than live there."""
        found = super().clean() or {}
        people, households = found.get("people"), found.get("households")
        if people is not None:
            verdict = rules.people_fit(people, households or 0, self.village_people)
            if not verdict:
                self.add_error("people", verdict.reason)
        return found


class CarriedForm(ScreenForm):
    """Screen 4: what people and village can carry; all of it may stay empty."""

    has_labour = forms.BooleanField(required=False, label=gettext_lazy("Tenaga gotong royong"))
    labour_person_days = AngkaField(
        required=False, max_value=1_000_000, label=gettext_lazy("Berapa hari orang?")
    )
    has_cash = forms.BooleanField(required=False, label=gettext_lazy("Uang tunai dari warga"))
    cash_per_household_rp = RupiahField(
        required=False, max_value=100_000_000, label=gettext_lazy("Berapa per keluarga?")
    )
    has_materials = forms.BooleanField(
        required=False,
        label=gettext_lazy("Bahan setempat"),
        help_text=gettext_lazy("Pasir, batu, kayu"),
    )
    materials_note = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("Bahan apa?")
    )
    has_land = forms.BooleanField(
        required=False,
        label=gettext_lazy("Tanah untuk bangunan"),
        help_text=gettext_lazy("Surat hibah atau izin pakai dapat menyusul"),
    )
    land_owner = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih")), *LandOwner.choices],
        required=False,
        label=gettext_lazy("Tanah milik siapa?"),
    )
    land_letter = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih")), *LandLetter.choices],
        required=False,
        label=gettext_lazy("Suratnya?"),
    )
    has_village_funds = forms.BooleanField(required=False, label=gettext_lazy("Dana desa (APBDes)"))
    village_funds_rp = RupiahField(
        required=False, max_value=100_000_000_000, label=gettext_lazy("Berapa rupiah?")
    )
    monthly_fee_rp = RupiahField(
        required=False,
        max_value=10_000_000,
        label=gettext_lazy("Iuran bulanan yang sanggup dibayar"),
    )
    operator_name = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Siapa yang akan mengelola setelah dibangun?"),
        help_text=gettext_lazy("Nama lembaga: KPSPAMS, KPP, BUMDes. Bukan nama orang."),
    )

    FOLLOWED = (
        ("has_labour", {"labour_person_days": None}),
        ("has_cash", {"cash_per_household_rp": None}),
        ("has_materials", {"materials_note": ""}),
        ("has_land", {"land_owner": "", "land_letter": ""}),
        ("has_village_funds", {"village_funds_rp": None}),
    )

    def values(self) -> dict[str, object]:
        """Return the answers; what follows an empty tick is emptied with it."""
        found = super().values()
        for tick, empty in self.FOLLOWED:
            if not found[tick]:
                found |= empty
        return found


class MapForm(ScreenForm):
    """Screen 5: the point on the map; files are added by FileForm on the same screen."""

    lat = forms.FloatField(
        required=False,
        min_value=-12,
        max_value=8,
        localize=False,
        label=gettext_lazy("Lintang"),
        help_text=gettext_lazy("Misalnya -2,2436"),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    lon = forms.FloatField(
        required=False,
        min_value=94,
        max_value=142,
        localize=False,
        label=gettext_lazy("Bujur"),
        help_text=gettext_lazy("Misalnya 115,6612"),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None:  # people copy points with a comma as well as with a full stop
            data = data.copy()
            for name in ("lat", "lon"):
                if name in data:
                    data[name] = data[name].strip().replace(",", ".")
        super().__init__(data, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse half a point."""
        found = super().clean() or {}
        if not self.errors and (found.get("lat") is None) != (found.get("lon") is None):
            self.add_error("lon", _("Isi lintang dan bujur keduanya, atau kosongkan keduanya."))
        elif found.get("lat") is not None and found.get("lon") is not None:
            verdict = rules.point_fits(found["lat"], found["lon"], self.need.village)
            if not verdict:
                self.add_error("lat", verdict.reason)
        return found


class ManyFilesInput(forms.ClearableFileInput):
    """A file box that takes several at once; a phone offers its camera."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploads, each inspected: real type, size, pixels."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFilesInput(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp,application/pdf"}
        )
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the uploads; refuse all of them when one is not acceptable, naming it."""
        uploads = [one for one in (data or []) if one]
        for upload in uploads:
            try:
                inspect(upload)
            except ValidationError as error:
                words = " ".join(error.messages)
                raise ValidationError(f"{upload.name}: {words}") from error
        return uploads


class FileForm(Form):
    """What is added to the need's files: pictures and letters, and who agreed to the pictures."""

    photos = ManyFilesField(
        required=False,
        label=gettext_lazy("Foto keadaan sekarang"),
        help_text=gettext_lazy("JPEG, PNG, atau WEBP. Keterangan lokasi di dalam foto dihapus."),
    )
    letters = ManyFilesField(
        required=False,
        label=gettext_lazy("Surat pengantar kepala desa"),
        help_text=gettext_lazy("Foto atau PDF. Boleh menyusul."),
    )
    minutes = ManyFilesField(
        required=False,
        label=gettext_lazy("Berita acara musyawarah desa"),
        help_text=gettext_lazy("Foto atau PDF. Boleh menyusul."),
    )
    land_letters = ManyFilesField(
        required=False,
        label=gettext_lazy("Surat tanah"),
        help_text=gettext_lazy("Foto atau PDF. Boleh menyusul."),
    )

    KINDS = (
        ("photos", PhotoKind.PHOTO),
        ("letters", PhotoKind.LETTER),
        ("minutes", PhotoKind.MINUTES),
        ("land_letters", PhotoKind.LAND),
    )

    def uploads(self) -> list[tuple[str, Any]]:
        """Return each upload with its kind."""
        return [
            (kind, upload)
            for name, kind in self.KINDS
            for upload in self.cleaned_data.get(name) or []
        ]

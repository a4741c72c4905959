"""The one page on which an activity is written down; what nobody knows stays empty."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.activities import rules
from sambung.activities.actions import ActivityFacts, PhotosGiven
from sambung.activities.forms.fields import ManyFilesField, PlaceField, SourceField
from sambung.activities.models import Activity, ActivityKind, ActivityState, Answer
from sambung.core import tokens
from sambung.core.access import Actor
from sambung.core.files import inspect
from sambung.parties.actions import GroundGiven
from sambung.parties.models import GivingWay, Ground, Organisation
from sambung.regions.models import Service
from sambung.ui.forms import AngkaField, Form, RupiahField

FIRST_YEAR = 1990
UNKNOWN = ("", gettext_lazy("belum diketahui"))
FACTS = (
    *("service", "title", "year", "kind", "place_note", "started_on", "finished_on", "amount_rp"),
    *("gives_by", "state", "bast_number", "bast_on", "people", "households", "note", "source"),
    "known_on",
)
# Asked when it is written down; later they have pages of their own, and whose it is stays.
NEW_ONLY = (
    *("organisation", "works", "is_used", "photos", "photo_consent", "is_other", "token"),
    "origin_key",
)
STATES = [choice for choice in ActivityState.choices if choice[0] != ActivityState.STOPPED]


def day(**kwargs: Any) -> forms.DateField:
    """Return a field for one day."""
    kwargs.setdefault("required", False)
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


class ActivityForm(Form):
    """What was done, by whom, where and when; five answers are enough."""

    organisation = SourceField(
        label=gettext_lazy("Siapa yang membantu?"),
        help_text=gettext_lazy("Perusahaan, bank, yayasan, atau program. Tulis namanya."),
        widget=forms.TextInput(attrs={"list": "sumber-pilihan", "autocomplete": "off"}),
    )
    region = PlaceField(
        label=gettext_lazy("Di mana?"),
        help_text=gettext_lazy("Desa lebih baik; kecamatan atau kabupaten bila hanya itu."),
        widget=forms.TextInput(attrs={"list": "tempat-pilihan", "autocomplete": "off"}),
    )
    service = forms.ChoiceField(
        choices=Service.choices, widget=forms.RadioSelect, label=gettext_lazy("Untuk layanan apa?")
    )
    year = forms.IntegerField(
        label=gettext_lazy("Tahun"),
        min_value=FIRST_YEAR,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Tulis tahunnya, misalnya 2024.")},
    )
    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Apa yang dilakukan?"),
        help_text=gettext_lazy("Misalnya: Sumur bor dan tandon untuk RT 3."),
    )
    kind = forms.ChoiceField(
        required=False, choices=[UNKNOWN, *ActivityKind.choices], label=gettext_lazy("Jenisnya")
    )
    state = forms.ChoiceField(
        required=False,
        choices=STATES,
        initial=ActivityState.RUNNING,
        label=gettext_lazy("Sudah sampai mana?"),
    )
    place_note = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Tempat persisnya"),
        help_text=gettext_lazy("Misalnya: RT 3, samping musala."),
    )
    amount_rp = RupiahField(
        required=False,
        label=gettext_lazy("Nilainya"),
        help_text=gettext_lazy("Menurut yang melaporkan. Kosong berarti belum diketahui."),
    )
    gives_by = forms.ChoiceField(
        required=False, choices=[UNKNOWN, *GivingWay.choices], label=gettext_lazy("Cara memberi")
    )
    people = AngkaField(required=False, max_value=10_000_000, label=gettext_lazy("Orang terbantu"))
    households = AngkaField(
        required=False, max_value=3_000_000, label=gettext_lazy("Keluarga terbantu")
    )
    started_on = day(label=gettext_lazy("Mulai"))
    finished_on = day(label=gettext_lazy("Selesai dibangun"))
    bast_number = forms.CharField(
        required=False, max_length=80, label=gettext_lazy("Nomor berita acara serah terima (BAST)")
    )
    bast_on = day(label=gettext_lazy("Tanggal BAST"))
    works = forms.ChoiceField(
        required=False, choices=Answer.choices, label=gettext_lazy("Berfungsi?")
    )
    is_used = forms.ChoiceField(
        required=False, choices=Answer.choices, label=gettext_lazy("Dipakai?")
    )
    known_on = day(
        label=gettext_lazy("Keadaan ini diketahui per tanggal"),
        help_text=gettext_lazy("Kosong berarti hari ini."),
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Diketahui dari"),
        help_text=gettext_lazy("Misalnya: laporan tahunan 2024, hlm. 12."),
    )
    photos = ManyFilesField(
        required=False,
        label=gettext_lazy("Foto"),
        help_text=gettext_lazy("JPEG, PNG, atau WEBP. Keterangan lokasi di dalam foto dihapus."),
    )
    photo_consent = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Foto boleh ditampilkan, menurut siapa?"),
        help_text=gettext_lazy("Tulis siapa yang menyetujui. Kosong berarti foto tidak tampil."),
    )
    ground = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("pilih dasarnya")), *Ground.choices],
        label=gettext_lazy("Atas dasar apa dicatat?"),
    )
    ground_note = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Keterangan dasar"),
        help_text=gettext_lazy("Misalnya: surat nomor 12/CSR/2025, atau telepon Ibu Rina 3 Mei."),
    )
    ground_file = forms.FileField(required=False, label=gettext_lazy("Foto atau berkas dasar itu"))
    is_other = forms.BooleanField(
        required=False, label=gettext_lazy("Ini kegiatan lain; catat juga")
    )
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )
    origin_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        own: Organisation | None = None,
        activity: Activity | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.activity = actor, activity
        place, source = self.fields["region"], self.fields["organisation"]
        if isinstance(place, PlaceField):
            place.near = tuple(hat.region_code for hat in actor.hats if hat.region_code)
        if isinstance(source, SourceField):
            source.actor, source.own = actor, own
        self.fields["year"].initial = timezone.localdate().year
        for name in NEW_ONLY if activity is not None else ():
            del self.fields[name]

    def clean_ground_file(self) -> Any:
        """Refuse a file that is not kept here."""
        upload = self.cleaned_data["ground_file"]
        if upload:
            inspect(upload)
        return upload

    def clean_known_on(self) -> Any:
        """Refuse a day to come: nobody knows it yet."""
        return self.not_to_come("known_on")

    def clean_bast_on(self) -> Any:
        """Refuse a handover to come."""
        return self.not_to_come("bast_on")

    def not_to_come(self, name: str) -> Any:
        """Return the day, refused when it lies in the future."""
        given = self.cleaned_data[name]
        if given is not None and given > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        return given

    def clean(self) -> dict[str, Any]:
        """Hold that counts and days fit together, and that atas nama comes with its ground."""
        given = super().clean() or self.cleaned_data
        people, households = given.get("people"), given.get("households")
        if not (fit := rules.people_fit(people, households)):
            self.add_error("people", fit.reason)
        start, end = given.get("started_on"), given.get("finished_on")
        if start and end and end < start:
            self.add_error("finished_on", _("Selesai tidak mungkin sebelum mulai."))
        self.check_whose(given)
        return given

    def check_whose(self, given: dict[str, Any]) -> None:
        """Refuse a source or place the person may not write for, and atas nama without ground."""
        source = self.activity.organisation if self.activity else given.get("organisation")
        place = given.get("region")
        if source is None or place is None:
            return
        verdict = rules.can_record(self.actor, source.pk, place.code)
        if not verdict:
            self.add_error("region", verdict.reason)
        needs_ground = self.activity is None and not rules.is_source(self.actor, source.pk)
        if verdict and needs_ground and not given.get("ground"):
            self.add_error(
                "ground", _("Anda mencatat atas nama %(name)s. Pilih dasarnya.") % {"name": source}
            )

    def facts(self) -> ActivityFacts:
        """Return what was typed as the actions take it."""
        given = {name: self.cleaned_data[name] for name in FACTS}
        given["kind"] = given["kind"] or ActivityKind.OTHER
        given["state"] = given["state"] or ActivityState.RUNNING
        return ActivityFacts(**given)

    def ground_given(self) -> GroundGiven | None:
        """Return on what the record rests, None when it is the source's own or was not said."""
        given = self.cleaned_data
        if not given["ground"]:
            return None
        return GroundGiven(given["ground"], given["ground_note"], given["ground_file"] or None)

    def photos_given(self) -> PhotosGiven:
        """Return the pictures and who says they may be shown."""
        return PhotosGiven(self.cleaned_data["photos"], self.cleaned_data["photo_consent"])


def initial_of(activity: Activity) -> dict[str, Any]:
    """Return what the form starts with for an activity that exists."""
    values = {name: getattr(activity, name) for name in FACTS}
    return {
        **values,
        "organisation": activity.organisation,
        "region": activity.region,
        "version": activity.version,
    }

"""What a person types about the law of a region."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import tokens
from sambung.core.access import Actor
from sambung.core.files import inspect
from sambung.governance import queries, rules
from sambung.governance.models import (
    Decree,
    DecreeKind,
    InstrumentKind,
    LegalInstrument,
    Verification,
)
from sambung.parties.models import Organisation
from sambung.regions.models import Region
from sambung.ui.forms import Form, YearField

WRONG_DAY = {"invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31.")}


def day(label: Any, *, required: bool = False, hint: Any = "") -> forms.DateField:
    """Return a date box."""
    errors = WRONG_DAY | {"required": gettext_lazy("Tulis tanggalnya.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        required=required, label=label, help_text=hint, error_messages=errors, widget=widget
    )


class OnceForm(Form):
    """A form that is sent once, over the version its sender saw."""

    token = forms.CharField(
        max_length=64, widget=forms.HiddenInput, required=False, initial=tokens.new_token
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)


class OwnForm(OnceForm):
    """A form in the name of one of the desks the actor works for."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), empty_label=None, label=gettext_lazy("Oleh")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.houses_of(actor)

    def facts(self) -> dict[str, Any]:
        """Return what was typed about the thing itself."""
        outside = {"token", "version", "organisation", "upload"}
        return {name: value for name, value in self.cleaned_data.items() if name not in outside}

    def in_order(self, given: dict[str, Any], start: str, end: str) -> None:
        """Refuse an end before the start."""
        first, last = given.get(start), given.get(end)
        if first and last and last < first:
            self.add_error(end, _("Selesai tidak mungkin sebelum mulai."))


class InstrumentForm(OwnForm):
    """An instrument of a region: perda, perbup, perdes."""

    kind = forms.ChoiceField(choices=InstrumentKind.choices, label=gettext_lazy("Jenis"))
    number = forms.CharField(
        max_length=60,
        label=gettext_lazy("Nomor"),
        error_messages={"required": gettext_lazy("Tulis nomornya.")},
    )
    year = YearField(required=False, min_value=1945, max_value=2100, label=gettext_lazy("Tahun"))
    title = forms.CharField(
        max_length=300,
        label=gettext_lazy("Tentang"),
        error_messages={"required": gettext_lazy("Tulis tentang apa.")},
    )
    articles = forms.CharField(
        max_length=160, required=False, label=gettext_lazy("Pasal yang lazim dikutip")
    )
    matters = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Yang penting bagi kemitraan"),
    )
    source = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Sumber"),
        help_text=gettext_lazy("Misalnya alamat JDIH daerah."),
    )
    verification = forms.ChoiceField(
        choices=Verification.choices,
        widget=forms.RadioSelect,
        initial=Verification.UNVERIFIED,
        label=gettext_lazy("Sudah diperiksa?"),
    )
    in_force_from = day(gettext_lazy("Berlaku sejak"), hint=gettext_lazy("Kosong: belum diketahui"))
    in_force_to = day(gettext_lazy("Berlaku sampai"))
    replaced_by = forms.ModelChoiceField(
        queryset=LegalInstrument.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum diganti"),
        label=gettext_lazy("Diganti oleh"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaced_by"]
        if isinstance(field, forms.ModelChoiceField):
            own = Q(kept_by__in=queries.houses_of(self.actor)) | Q(kept_by__isnull=True)
            field.queryset = LegalInstrument.objects.filter(own)

    def clean(self) -> dict[str, Any]:
        """Hold that the days are in order, and that what was read names its source."""
        given = super().clean() or self.cleaned_data
        self.in_order(given, "in_force_from", "in_force_to")
        if given.get("verification") == Verification.READ and not given.get("source"):
            self.add_error("source", _("Tulis di mana naskahnya dibaca."))
        return given


class DecreeForm(OwnForm):
    """A decree with its validity."""

    kind = forms.ChoiceField(choices=DecreeKind.choices, label=gettext_lazy("Jenis"))
    number = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nomor"),
        error_messages={"required": gettext_lazy("Tulis nomornya.")},
    )
    title = forms.CharField(
        max_length=300,
        label=gettext_lazy("Tentang"),
        error_messages={"required": gettext_lazy("Tulis tentang apa.")},
    )
    region = forms.CharField(
        max_length=13,
        label=gettext_lazy("Kode wilayah"),
        help_text=gettext_lazy("Daerah Anda, atau desa di dalamnya. Misalnya 63.11.02.2001."),
        error_messages={"required": gettext_lazy("Tulis kode wilayahnya.")},
    )
    dated_on = day(gettext_lazy("Tanggal keputusan"), required=True)
    valid_from = day(gettext_lazy("Berlaku sejak"), hint=gettext_lazy("Kosong: sejak tanggalnya"))
    valid_to = day(gettext_lazy("Berlaku sampai"), hint=gettext_lazy("Kosong: tanpa batas"))
    issuer = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), required=False, label=gettext_lazy("Ditetapkan oleh")
    )
    subject = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), required=False, label=gettext_lazy("Untuk")
    )
    instrument = forms.ModelChoiceField(
        queryset=LegalInstrument.objects.all(), required=False, label=gettext_lazy("Dasarnya")
    )
    upload = forms.FileField(required=False, label=gettext_lazy("Berkas (PDF atau foto)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [hat.region_code or "" for hat in rules.keeping_hats(self.actor)]
        for name in ("issuer", "subject"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queries.bodies_in(codes)

    def clean_region(self) -> Region:
        """Return the region of the code."""
        found = Region.objects.filter(code=self.cleaned_data["region"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("Kode wilayah ini tidak ada."))
        return found

    def clean_upload(self) -> Any:
        """Refuse a file that is not kept here."""
        upload = self.cleaned_data["upload"]
        if upload:
            inspect(upload)
        return upload or None

    def clean(self) -> dict[str, Any]:
        """Hold that the days are in order and the place is the desk's own."""
        given = super().clean() or self.cleaned_data
        self.in_order(given, "valid_from", "valid_to")
        region, house = given.get("region"), given.get("organisation")
        if region and house:
            verdict = rules.can_keep_at(self.actor, house.pk, region.pk)
            if not verdict:
                self.add_error("region", verdict.reason)
        return given


class SeasonForm(OwnForm):
    """Days in which ceremonies and pictures are delicate."""

    from_on = day(gettext_lazy("Mulai"), required=True)
    to_on = day(gettext_lazy("Sampai"), required=True)
    note = forms.CharField(max_length=300, required=False, label=gettext_lazy("Catatan"))

    def clean(self) -> dict[str, Any]:
        """Hold that the days are in order."""
        given = super().clean() or self.cleaned_data
        self.in_order(given, "from_on", "to_on")
        return given


class ReasonForm(OnceForm):
    """Why a decree no longer holds."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )


class InstrumentFilter(django_filters.FilterSet):
    """The register by word, kind, how well it was checked, and whether it was replaced."""

    cari = django_filters.CharFilter(method="holds", label=gettext_lazy("Nomor atau kata"))
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=InstrumentKind.choices,
        label=gettext_lazy("Jenis"),
        empty_label=gettext_lazy("Semua jenis"),
    )
    periksa = django_filters.ChoiceFilter(
        field_name="verification",
        choices=Verification.choices,
        label=gettext_lazy("Pemeriksaan"),
        empty_label=gettext_lazy("Semua"),
    )
    lingkup = django_filters.ChoiceFilter(
        method="in_scope",
        choices=[("nasional", gettext_lazy("nasional")), ("daerah", gettext_lazy("daerah"))],
        label=gettext_lazy("Lingkup"),
        empty_label=gettext_lazy("Nasional dan daerah"),
    )
    keadaan = django_filters.ChoiceFilter(
        method="in_state",
        choices=[("diganti", gettext_lazy("sudah diganti")), ("tidak", gettext_lazy("belum"))],
        label=gettext_lazy("Diganti"),
        empty_label=gettext_lazy("Semua"),
    )

    class Meta:
        model = LegalInstrument
        fields: list[str] = []

    def holds(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep what holds every word in number, title, matters or year."""
        for word in words.replace("\0", "").split()[:5]:
            found = Q(number__icontains=word) | Q(title__icontains=word)
            found |= Q(matters__icontains=word)
            if word.isdecimal() and len(word) == 4:
                found |= Q(year=int(word))
            rows = rows.filter(found)
        return rows

    def in_scope(self, rows: QuerySet[Any], _name: str, scope: str) -> QuerySet[Any]:
        """Keep national or regional ones."""
        is_regional = scope == "daerah"
        kinds = [InstrumentKind.PROVINCE_REGULATION, InstrumentKind.REGENCY_REGULATION]
        kinds += [InstrumentKind.HEAD_REGULATION, InstrumentKind.VILLAGE_REGULATION]
        regional = Q(region__isnull=False) | Q(kind__in=kinds)
        return rows.filter(regional) if is_regional else rows.exclude(regional)

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Keep what was replaced, or what was not."""
        return rows.filter(replaced_by__isnull=state != "diganti")


class DecreeFilter(django_filters.FilterSet):
    """Decrees by word and kind."""

    cari = django_filters.CharFilter(method="holds", label=gettext_lazy("Nomor atau kata"))
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=DecreeKind.choices,
        label=gettext_lazy("Jenis"),
        empty_label=gettext_lazy("Semua jenis"),
    )

    class Meta:
        model = Decree
        fields: list[str] = []

    def holds(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep what holds every word in number or title."""
        for word in words.replace("\0", "").split()[:5]:
            rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
        return rows

"""What a source may type about what it could give; and how the list of offers is narrowed."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.core.files import FileRefused, inspect
from sambung.parties import queries, rules
from sambung.parties.actions import GroundGiven
from sambung.parties.forms.pickers import OnceForm, one_region
from sambung.parties.models import (
    AmountKind,
    GivingWay,
    Ground,
    Offer,
    OfferState,
    OfferTerms,
    Organisation,
)
from sambung.regions.models import Region
from sambung.ui.forms import AngkaField, Form, RupiahField

Cleaned = dict[str, Any]
TERMS = tuple(name for name in OfferTerms.__dataclass_fields__ if name != "programme_id")
LISTS = ("places", "ring_one", "viewers", "intake_months")


def years() -> list[tuple[int, str]]:
    """Return the years an offer may be written for: last year to five years ahead."""
    this = timezone.localdate().year
    return [(year, str(year)) for year in range(this - 1, this + 6)]


def month_choices() -> list[tuple[int, Any]]:
    """Return the twelve months."""
    return list(MONTHS.items())


class OfferForm(OnceForm):
    """An offer of one source for one year, with its places and its readers."""

    year = forms.TypedChoiceField(coerce=int, choices=years, label=gettext_lazy("Untuk tahun"))
    title = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Nama singkat kesanggupan"),
        help_text=gettext_lazy("Misalnya: Air bersih desa ring 1."),
    )
    amount_kind = forms.ChoiceField(
        choices=AmountKind,
        label=gettext_lazy("Berapa jumlahnya?"),
        widget=forms.RadioSelect,
        initial=AmountKind.UNKNOWN,
    )
    amount_rp = RupiahField(required=False, label=gettext_lazy("Jumlah setahun"))
    amount_min_rp = RupiahField(required=False, label=gettext_lazy("Paling sedikit"))
    amount_max_rp = RupiahField(required=False, label=gettext_lazy("Paling banyak"))
    in_kind_rp = RupiahField(required=False, label=gettext_lazy("Nilai barang atau tenaga"))
    in_kind_note = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Barang atau tenaga apa")
    )
    is_nationwide = forms.BooleanField(required=False, label=gettext_lazy("Seluruh Indonesia"))
    place_text = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Tambah wilayah")
    )
    for_water = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Air minum"))
    for_sanitation = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Sanitasi")
    )
    for_hygiene = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Perilaku higienis")
    )
    smallest_ticket_rp = RupiahField(
        required=False, label=gettext_lazy("Dukungan terkecil per kegiatan")
    )
    largest_ticket_rp = RupiahField(
        required=False, label=gettext_lazy("Dukungan terbesar per kegiatan")
    )
    most_partnerships = AngkaField(
        required=False,
        min_value=1,
        max_value=1000,
        label=gettext_lazy("Paling banyak berapa kemitraan"),
        help_text=gettext_lazy("Kosongkan bila tidak dibatasi."),
    )
    most_share_percent = AngkaField(
        min_value=1,
        max_value=100,
        initial=60,
        label=gettext_lazy("Bagian terbesar biaya yang dapat ditanggung"),
        help_text=gettext_lazy("Dari biaya satu kegiatan. Usulan awal 60%, boleh diubah."),
    )
    intake_months = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        choices=month_choices,
        label=gettext_lazy("Bulan usulan diterima"),
        help_text=gettext_lazy("Kosongkan bila sepanjang tahun."),
        widget=forms.CheckboxSelectMultiple,
    )
    gives_by = forms.ChoiceField(
        choices=GivingWay,
        label=gettext_lazy("Cara memberi"),
        widget=forms.RadioSelect,
        initial=GivingWay.BUILDS,
    )
    reports_needed = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Laporan yang diperlukan"),
        help_text=gettext_lazy("Misalnya: foto tiap termin, BAST, daftar penerima sebagai jumlah."),
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        label=gettext_lazy("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    viewer_text = forms.CharField(
        required=False, max_length=160, label=gettext_lazy("Cari organisasi lain")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.organisation = actor, organisation
        self.ask_amounts(not self.is_bound)
        self.found: list[Region] = []  # what the typed name may mean, to choose from
        self.doubt = ""
        self.regions: dict[str, Region] = {}
        self.codes = self.chosen("places")
        self.ring_one = set(self.chosen("ring_one"))
        self.viewer_ids = {
            int(pk) for pk in self.chosen("viewers") if pk.isdecimal() and len(pk) < 19
        }

    def ask_amounts(self, needed: bool) -> None:
        """Show the amounts as needed: each is, once its kind is chosen, which `clean` holds."""
        for names in rules.REQUIRED_AMOUNTS.values():
            for name in names:
                self.fields[name].required = needed

    def chosen(self, name: str) -> list[str]:
        """Return the values ticked for a list that is not a field of its own."""
        if isinstance(self.data, QueryDict) and self.is_bound:
            return self.data.getlist(name)
        return [str(value) for value in self.initial.get(name, [])]

    def clean(self) -> Cleaned:
        """Refuse terms that do not fit, unknown places, and a name that may mean several."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        self.read_places(cleaned.get("place_text", ""))
        may = rules.can_draft_offer(
            self.actor,
            self.organisation,
            self.codes,
            nationwide=cleaned.get("is_nationwide", False),
        )
        if not may:
            self.add_error("place_text", may.reason)
        if not self.errors:
            for field, reason in rules.terms_fit(self.terms()).items():
                self.add_error(field, reason)
        self.ask_amounts(True)
        return cleaned

    def read_places(self, text: str) -> None:
        """Add what was typed to the chosen places; leave the choices when it is unclear."""
        for line in filter(None, (part.strip() for part in text.replace(";", "\n").splitlines())):
            if {region.code for region in queries.regions_meant(line)} & set(self.codes):
                continue  # already ticked among what this name may mean
            try:
                self.codes.append(one_region(line).code)
            except forms.ValidationError as doubt:
                self.add_error("place_text", doubt)
        known = {region.code for region in queries.regions_by_code(self.codes)}
        unknown = [code for code in self.codes if code not in known]
        if unknown:
            words = _("Kode wilayah tidak dikenal: %(code)s.") % {"code": unknown[0][:20]}
            self.add_error("place_text", words)
        self.codes = [code for code in dict.fromkeys(self.codes) if code in known]

    def look(self) -> None:
        """Find what the typed names may mean, to be chosen from; nothing is saved."""
        text = str(self["place_text"].value() or "").strip()
        self.found = queries.regions_meant(text) if text else []
        if text and not self.found:
            self.doubt = _("Wilayah “%(text)s” tidak ditemukan.") % {"text": text[:60]}

    def place_rows(self) -> list[tuple[Region, bool, bool]]:
        """Return the places to draw: (region, chosen, ring 1), the chosen first."""
        chosen = list(queries.regions_by_code(self.codes))
        found = [region for region in self.found if region.code not in self.codes]
        return [
            *((region, True, region.code in self.ring_one) for region in chosen),
            *((region, False, False) for region in found),
        ]

    def viewer_rows(self) -> list[tuple[Organisation, bool]]:
        """Return the organisations that may be named as readers, and whether they are."""
        text = str(self["viewer_text"].value() or "")
        rows = queries.viewer_choices(self.actor, self.codes, self.viewer_ids, text)
        return [(row, row.pk in self.viewer_ids) for row in rows]

    def viewers(self) -> list[Organisation]:
        """Return the organisations named as readers."""
        return list(queries.organisations_visible_to(self.actor).filter(pk__in=self.viewer_ids))

    def terms(self) -> OfferTerms:
        """Return the terms typed."""
        values = {name: self.cleaned_data[name] for name in TERMS}
        return OfferTerms(**{**values, "intake_months": tuple(values["intake_months"])})


class OfferOnBehalfForm(OfferForm):
    """The same, written down atas nama the source, with its ground."""

    ground = forms.ChoiceField(
        choices=Ground, label=gettext_lazy("Dasar catatan ini"), widget=forms.RadioSelect
    )
    ground_note = forms.CharField(
        max_length=300,
        label=gettext_lazy("Nomor surat, tanggal, atau siapa yang berkata"),
        help_text=gettext_lazy("Misalnya: Surat 12/CSR/2026, 20 Oktober 2026."),
    )
    ground_file = forms.FileField(
        required=False,
        label=gettext_lazy("Foto atau PDF surat, notulen, atau layar percakapan"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean_ground_file(self) -> Any:
        """Refuse what is not a picture or a PDF, whatever it calls itself."""
        upload = self.cleaned_data["ground_file"]
        if upload:
            try:
                inspect(upload)
            except FileRefused as refused:
                raise forms.ValidationError(refused.messages) from refused
        return upload

    def ground_given(self) -> GroundGiven:
        """Return the ground."""
        return GroundGiven(
            self.cleaned_data["ground"],
            self.cleaned_data["ground_note"],
            self.cleaned_data["ground_file"] or None,
        )


def initial_of(offer: Offer) -> Cleaned:
    """Return what the form starts with for an offer that exists."""
    places = queries.offer_regions([offer.pk])[offer.pk]
    return {
        **{name: getattr(offer, name) for name in TERMS},
        "version": offer.version,
        "places": [place.code for place in places],
        "ring_one": [place.code for place in places if place.is_ring_one],
        "viewers": [viewer.pk for viewer in queries.viewers_of(offer.pk)],
    }


def typed(data: QueryDict) -> Cleaned:
    """Return what was typed so far as initial values: looking something up loses nothing."""
    return {name: data.getlist(name) if name in LISTS else data.get(name) for name in data}


ORDERS: dict[str, tuple[Any, ...]] = {
    "sumber": ("organisation__name", "-year", "id"),
    "-sumber": ("-organisation__name", "-year", "id"),
    "tahun": ("year", "organisation__name", "id"),
    "-tahun": ("-year", "organisation__name", "id"),
    "jumlah": (F("amount_most_rp").asc(nulls_last=True), "id"),
    "-jumlah": (F("amount_most_rp").desc(nulls_last=True), "id"),
}


class OfferFilter(Form):
    """What to show of the offers one may see."""

    cari = forms.CharField(required=False, max_length=80, label=gettext_lazy("Sumber"))
    tahun = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=lambda: [("", _("Semua tahun")), *years()],
        label=gettext_lazy("Tahun"),
    )
    keadaan = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("Semua keadaan")), *OfferState.choices],
        label=gettext_lazy("Keadaan"),
    )

    def rows(self, actor: Actor) -> QuerySet[Offer]:
        """Return the offers asked for, in the asked order."""
        if not self.is_valid():
            return queries.visible_to(actor).none()
        asked = self.cleaned_data
        rows = queries.offers_among(
            actor, text=asked["cari"], year=asked["tahun"], state=asked["keadaan"]
        )
        return rows.order_by(*ORDERS.get(self.data.get("urut", ""), ORDERS["-tahun"]))

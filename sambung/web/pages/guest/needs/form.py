"""A village's proposal on one page: the five questions of the register, in the same words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sambung.needs import queries, rules
from sambung.needs.models import HygieneNow, Need, SanitationNow, WaterSource
from sambung.parties.models import Organisation
from sambung.regions.models import Level, Region, Service
from sambung.ui.forms import AngkaField, RupiahField
from sambung.web.pages.guest.fields import GuestForm, PhotosField, consent_field

MOST_VILLAGES = 400
# What follows a tick, and what stays empty without it.
FOLLOWED: tuple[tuple[str, dict[str, object]], ...] = (
    ("has_labour", {"labour_person_days": None}),
    ("has_cash", {"cash_per_household_rp": None}),
    ("has_materials", {"materials_note": ""}),
    ("has_village_funds", {"village_funds_rp": None}),
)
# What belongs to one service, and its empty value under another.
OF_SERVICE: tuple[tuple[str, dict[str, object]], ...] = (
    (Service.WATER, {"source_now": "", "distance_m": None}),
    (Service.SANITATION, {"sanitation_now": ""}),
    (Service.HYGIENE, {"hygiene_now": ""}),
)


def villages_of(body: Organisation) -> list[Region]:
    """Return the villages the organisation may propose for: its own, or those in its place."""
    place = body.region
    if place is None:
        return []
    if place.level == Level.VILLAGE:
        return [place]
    rows = Region.objects.filter(level=Level.VILLAGE, code__startswith=f"{place.code}.")
    return list(rows.order_by("name", "code")[:MOST_VILLAGES])


class NeedForm(GuestForm):
    """What a village is without, and what its people can carry."""

    village = forms.ChoiceField(
        label=gettext_lazy("Desa atau kelurahan"),
        error_messages={"invalid_choice": gettext_lazy("Desa ini tidak dapat dipilih di sini.")},
    )
    hamlet = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("Dusun, RT, atau kampung")
    )
    service = forms.ChoiceField(
        choices=Service.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Layanan apa yang belum ada?"),
    )
    source_now = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih sumber air")), *WaterSource.choices],
        required=False,
        label=gettext_lazy("Air sekarang diambil dari mana?"),
    )
    distance_m = AngkaField(
        required=False, max_value=100_000, label=gettext_lazy("Berapa jauh dari rumah?")
    )
    sanitation_now = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih")), *SanitationNow.choices],
        required=False,
        label=gettext_lazy("Sekarang kebanyakan warga ke mana?"),
    )
    hygiene_now = forms.ChoiceField(
        choices=[("", gettext_lazy("Pilih")), *HygieneNow.choices],
        required=False,
        label=gettext_lazy("Bagaimana warga mencuci tangan?"),
    )
    problem = forms.CharField(
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Ceritakan masalahnya"),
        help_text=gettext_lazy("Dua atau tiga kalimat. Jangan menulis nama warga atau nomor KK."),
        error_messages={"required": gettext_lazy("Ceritakan masalahnya dengan singkat.")},
    )
    households = AngkaField(
        min_value=1, max_value=100_000, label=gettext_lazy("Berapa keluarga yang belum terlayani?")
    )
    people = AngkaField(
        min_value=1, max_value=100_000, label=gettext_lazy("Berapa orang semuanya?")
    )
    counted_by = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Siapa yang menghitung?"),
        help_text=gettext_lazy("Misalnya: kader, bidan desa. Sebut tugasnya, bukan nama."),
    )
    has_labour = forms.BooleanField(required=False, label=gettext_lazy("Tenaga gotong royong"))
    labour_person_days = AngkaField(
        required=False, max_value=1_000_000, label=gettext_lazy("Berapa hari orang?")
    )
    has_cash = forms.BooleanField(required=False, label=gettext_lazy("Uang tunai dari warga"))
    cash_per_household_rp = RupiahField(
        required=False, max_value=100_000_000, label=gettext_lazy("Berapa per keluarga?")
    )
    has_materials = forms.BooleanField(required=False, label=gettext_lazy("Bahan setempat"))
    materials_note = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("Bahan apa?")
    )
    has_village_funds = forms.BooleanField(required=False, label=gettext_lazy("Dana desa (APBDes)"))
    village_funds_rp = RupiahField(
        required=False, max_value=100_000_000_000, label=gettext_lazy("Berapa rupiah?")
    )
    operator_name = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Siapa yang akan mengelola setelah dibangun?"),
        help_text=gettext_lazy("Nama lembaga: KPSPAMS, KPP, BUMDes. Bukan nama orang."),
    )
    photos = PhotosField(most=rules.PHOTOS_AT_MOST, label=gettext_lazy("Foto keadaan sekarang"))
    letters = PhotosField(
        most=rules.PHOTOS_AT_MOST, label=gettext_lazy("Surat pengantar kepala desa")
    )
    photo_consent = consent_field()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Organisation, need: Need | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(need) if need else {})
        super().__init__(*args, **kwargs)
        self.villages = villages_of(body)
        field = self.fields["village"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(row.code, row.full_name) for row in self.villages]
        if len(self.villages) == 1:
            field.initial, field.disabled = self.villages[0].code, True
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Refuse counts that cannot be: fewer people than households, more than live there."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        people, code = found.get("people"), found.get("village", "")
        if people is not None:
            known = queries.village_people([code]).get(code)
            verdict = rules.people_fit(people, found.get("households") or 0, known)
            if not verdict:
                self.add_error("people", verdict.reason)
        return found

    def values(self) -> Mapping[str, object]:
        """Return the answers by column; what follows an empty tick is emptied."""
        found = dict(self.cleaned_data)
        chosen = found["village"]
        found["village"] = next(row for row in self.villages if row.code == chosen)
        for tick, empty in FOLLOWED:
            if not found[tick]:
                found |= empty
        for service, empty in OF_SERVICE:
            if found["service"] != service:
                found |= empty
        return found


def initial_of(need: Need) -> dict[str, Any]:
    """Return what the form starts with for a proposal that exists."""
    names = [name for name in NeedForm.base_fields if hasattr(need, name)]
    values = {name: getattr(need, name) for name in names if name not in {"village", "photos"}}
    return {**values, "village": need.village_id}

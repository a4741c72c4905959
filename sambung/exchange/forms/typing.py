"""One page to type what a paper form says, with its picture beside."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.needs import rules
from sambung.needs.lifecycle import ANSWERS, FIELD_CHECKS
from sambung.needs.models import (
    HygieneNow,
    LandLetter,
    LandOwner,
    Need,
    SanitationNow,
    WaterSource,
)
from sambung.parties.models import Organisation, OrganisationKind
from sambung.regions.models import Service
from sambung.ui.formats import MONTHS, language
from sambung.ui.forms import AngkaField, Form, RupiahField

PEOPLE_AT_MOST = 100_000  # one village; the largest kelurahan stay below
FOR_SERVICE = {
    Service.WATER: ("source_now", "distance_m", "dry_months"),
    Service.SANITATION: ("sanitation_now",),
    Service.HYGIENE: ("hygiene_now",),
}
FOLLOWED = {
    "has_labour": ("labour_person_days",),
    "has_cash": ("cash_per_household_rp",),
    "has_materials": ("materials_note",),
    "has_land": ("land_owner", "land_letter"),
    "has_village_funds": ("village_funds_rp",),
}


def pick(choices: Any) -> list[tuple[Any, Any]]:
    """Return choices with an empty one on top."""
    return [("", gettext_lazy("Tidak diisi")), *choices]


class TypingForm(Form):
    """What every typing form carries; saved on the way nothing is required."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    has_asked = forms.BooleanField(
        required=False,
        label=gettext_lazy("Pengirimnya sudah saya hubungi, dan kertas ini memang dari desa itu."),
    )

    def __init__(self, *args: Any, is_known: bool, is_partial: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["has_asked"]
        if is_partial:
            for name, field in self.fields.items():
                field.required = name == "version"

    def shown(self) -> list[Any]:
        """Return the fields a page draws one after the other."""
        return [bound for bound in self.visible_fields() if bound.name != "has_asked"]

    def kept(self) -> dict[str, object]:
        """Return what was typed, as it was typed: kept with the picture, and to go on with."""
        names = [name for name in self.fields if name not in {"version", "has_asked"}]
        found: dict[str, object] = {}
        for name in names:
            key = self.add_prefix(name)
            is_many = isinstance(self.fields[name], forms.MultipleChoiceField)
            data: Any = self.data
            found[name] = data.getlist(key) if is_many else data.get(key, "")
        return {name: value for name, value in found.items() if value not in ("", [])}


class TypedProposalForm(TypingForm):
    """The blank proposal form on one page, in the order of the paper."""

    proposer = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Atas nama siapa?"),
    )
    hamlet = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("Dusun, RT, atau kampung")
    )
    service = forms.ChoiceField(
        choices=Service.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Layanan yang dicentang"),
        error_messages={"required": gettext_lazy("Pilih satu layanan.")},
    )
    problem = forms.CharField(
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Masalahnya, seperti tertulis"),
        help_text=gettext_lazy("Nama warga, NIK, dan nomor KK tidak disalin."),
        error_messages={"required": gettext_lazy("Salin masalahnya dengan singkat.")},
    )
    source_now = forms.ChoiceField(
        choices=pick(WaterSource.choices), required=False, label=gettext_lazy("Air sekarang dari")
    )
    distance_m = AngkaField(required=False, max_value=100_000, label=gettext_lazy("Jauhnya"))
    dry_months = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        label=gettext_lazy("Bulan kering"),
    )
    sanitation_now = forms.ChoiceField(
        choices=pick(SanitationNow.choices),
        required=False,
        label=gettext_lazy("Kebanyakan warga sekarang buang air"),
    )
    hygiene_now = forms.ChoiceField(
        choices=pick(HygieneNow.choices), required=False, label=gettext_lazy("Cuci tangan sekarang")
    )
    households = AngkaField(
        min_value=1,
        max_value=PEOPLE_AT_MOST,
        label=gettext_lazy("KK yang belum terlayani"),
        error_messages={"required": gettext_lazy("Tulis berapa KK.")},
    )
    people = AngkaField(
        min_value=1,
        max_value=PEOPLE_AT_MOST,
        label=gettext_lazy("Orang yang belum terlayani"),
        error_messages={"required": gettext_lazy("Tulis berapa orang.")},
    )
    counted_by = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Dihitung oleh"),
        help_text=gettext_lazy("Tugasnya (kader, bidan desa), bukan namanya."),
    )
    has_labour = forms.BooleanField(required=False, label=gettext_lazy("Tenaga"))
    labour_person_days = AngkaField(
        required=False, max_value=1_000_000, label=gettext_lazy("Hari orang")
    )
    has_cash = forms.BooleanField(required=False, label=gettext_lazy("Uang"))
    cash_per_household_rp = RupiahField(
        required=False, max_value=100_000_000, label=gettext_lazy("Uang per KK")
    )
    has_village_funds = forms.BooleanField(required=False, label=gettext_lazy("Dana desa"))
    village_funds_rp = RupiahField(
        required=False, max_value=100_000_000_000, label=gettext_lazy("Jumlah dana desa")
    )
    has_materials = forms.BooleanField(required=False, label=gettext_lazy("Bahan"))
    materials_note = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("Bahan apa")
    )
    has_land = forms.BooleanField(required=False, label=gettext_lazy("Tanah"))
    land_owner = forms.ChoiceField(
        choices=pick(LandOwner.choices), required=False, label=gettext_lazy("Tanah milik")
    )
    land_letter = forms.ChoiceField(
        choices=pick(LandLetter.choices), required=False, label=gettext_lazy("Surat tanah")
    )
    monthly_fee_rp = RupiahField(
        required=False, max_value=10_000_000, label=gettext_lazy("Iuran per KK per bulan")
    )
    operator_name = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Pengelola sesudah dibangun"),
        help_text=gettext_lazy("Nama lembaga, bukan nama orang."),
    )

    def __init__(
        self,
        *args: Any,
        bodies: QuerySet[Organisation],
        village_name: str,
        village_people: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.village_people = village_people
        proposer = self.fields["proposer"]
        if isinstance(proposer, forms.ModelChoiceField):
            proposer.queryset = bodies
            own = bodies.filter(kind=OrganisationKind.VILLAGE_GOVERNMENT).first()
            proposer.empty_label = None if own else _("Pemerintah %s") % village_name
            self.initial.setdefault("proposer", own.pk if own else None)
        months = self.fields["dry_months"]
        if isinstance(months, forms.TypedMultipleChoiceField):
            months.choices = list(enumerate(MONTHS[language()].split(), start=1))

    def clean(self) -> dict[str, Any]:
        """Refuse counts that cannot be: fewer people than households, more than live there."""
        found = super().clean() or {}
        people, households = found.get("people"), found.get("households")
        if people is not None:
            verdict = rules.people_fit(people, households or 0, self.village_people)
            if not verdict:
                self.add_error("people", verdict.reason)
        return found

    def values(self) -> dict[str, Any]:
        """Return the answers by column of a need; what nobody ticked is not known, never no."""
        skipped = {"version", "has_asked", "proposer"}
        found = {name: value for name, value in self.cleaned_data.items() if name not in skipped}
        for tick, names in FOLLOWED.items():
            is_said = found[tick] or any(found[name] for name in names)
            found[tick] = True if is_said else None
        for service, names in FOR_SERVICE.items():
            if found["service"] != service:
                found |= {name: [] if name == "dry_months" else self.empty(name) for name in names}
        return found

    def empty(self, name: str) -> object:
        """Return what an answer holds that was not asked."""
        return None if isinstance(self.fields[name], AngkaField) else ""


class TypedMinutesForm(TypingForm):
    """Minutes of a village meeting: to which need they belong and how many came."""

    need = forms.ModelChoiceField(
        queryset=Need.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Berita acara untuk usulan yang mana?"),
        error_messages={"required": gettext_lazy("Pilih usulannya.")},
    )
    held_on = forms.DateField(
        required=False,
        label=gettext_lazy("Tanggal musyawarah"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    attended = AngkaField(required=False, max_value=10_000, label=gettext_lazy("Yang hadir"))
    women = AngkaField(
        required=False, max_value=10_000, label=gettext_lazy("Di antaranya perempuan")
    )
    agreed = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Yang disepakati"),
        help_text=gettext_lazy("Nama warga tidak disalin."),
    )

    def __init__(self, *args: Any, needs: QuerySet[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["need"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = needs

    def clean_held_on(self) -> date | None:
        """Refuse a day that is still to come."""
        day: date | None = self.cleaned_data["held_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse more women than people."""
        found = super().clean() or {}
        attended, women = found.get("attended"), found.get("women")
        if attended is not None and women is not None and women > attended:
            self.add_error("women", _("Tidak mungkin lebih banyak dari yang hadir."))
        return found


class TypedVisitForm(TypingForm):
    """The check on the ground as the visit form asks it."""

    households = AngkaField(
        min_value=1, max_value=PEOPLE_AT_MOST, label=gettext_lazy("KK belum terlayani")
    )
    people = AngkaField(
        min_value=1, max_value=PEOPLE_AT_MOST, label=gettext_lazy("Orang belum terlayani")
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Catatan"),
    )

    def __init__(self, *args: Any, village_people: int | None, **kwargs: Any) -> None:
        is_partial = kwargs.get("is_partial", False)
        super().__init__(*args, **kwargs)
        self.village_people = village_people
        for key, label in FIELD_CHECKS:
            self.fields[key] = forms.ChoiceField(
                choices=ANSWERS,
                widget=forms.RadioSelect,
                required=not is_partial,
                label=label,
                error_messages={"required": gettext_lazy("Pilih satu jawaban.")},
            )
        self.order_fields([key for key, _label in FIELD_CHECKS])

    def clean(self) -> dict[str, Any]:
        """Refuse counts that cannot be."""
        found = super().clean() or {}
        people, households = found.get("people"), found.get("households")
        if people is not None and households is not None:
            verdict = rules.people_fit(people, households, self.village_people)
            if not verdict:
                self.add_error("people", verdict.reason)
        return found

    def values(self) -> dict[str, Any]:
        """Return what the check found."""
        found = self.cleaned_data
        checks = {key: found[key] for key, _label in FIELD_CHECKS}
        names = ("note", "people", "households")
        return {"checks": checks, **{name: found[name] for name in names}}

"""What a person may ask of the planner."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.needs.models import Package
from sambung.parties.models import Offer
from sambung.plans import queries
from sambung.plans.actions import Question
from sambung.plans.models import (
    PlaceLevel,
    Scenario,
)
from sambung.regions.models import Region
from sambung.ui.forms import AngkaField, Form

Cleaned = dict[str, Any]
ALL, SOME = "all", "some"


class RegionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place by its full name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name as people say it."""
        return str(obj.full_name)


class ScenarioForm(Form):
    """The question: where, when, whose money, and what matters."""

    region = RegionChoice(label=gettext_lazy("Wilayah"), queryset=Region.objects.none())
    year = forms.TypedChoiceField(label=gettext_lazy("Tahun dukungan"), coerce=int)
    title = forms.CharField(
        label=gettext_lazy("Nama rencana"),
        max_length=120,
        help_text=gettext_lazy("Agar mudah dikenali, misalnya: Balangan 2027."),
    )
    which_packages = forms.ChoiceField(
        label=gettext_lazy("Kegiatan yang ditimbang"),
        choices=[
            (ALL, gettext_lazy("Semua kegiatan siap didukung")),
            (SOME, gettext_lazy("Pilih sebagian")),
        ],
        initial=ALL,
        widget=forms.RadioSelect,
    )
    packages = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Kegiatan"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    which_offers = forms.ChoiceField(
        label=gettext_lazy("Sumber dana yang diajak menghitung"),
        choices=[
            (ALL, gettext_lazy("Semua kesanggupan yang terbuka bagi kami")),
            (SOME, gettext_lazy("Pilih sebagian")),
        ],
        initial=ALL,
        widget=forms.RadioSelect,
    )
    offers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Sumber dana"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    has_floor = forms.BooleanField(
        label=gettext_lazy("Jaga seperempat desa yang paling tertinggal"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Rencana sebisanya menjangkau bagian orang ini di sana lebih dulu."),
    )
    floor_percent = AngkaField(
        label=gettext_lazy("Paling sedikit orang yang dijangkau di desa-desa itu"),
        initial=25,
        max_value=100,
    )
    equity_weight_percent = forms.TypedChoiceField(
        label=gettext_lazy("Bobot orang di desa yang paling tertinggal"),
        coerce=int,
        choices=[
            (0, gettext_lazy("sama dengan yang lain")),
            (25, gettext_lazy("1,25 kali")),
            (50, gettext_lazy("1,5 kali")),
            (100, gettext_lazy("2 kali")),
        ],
        initial=0,
    )
    most_sources = forms.TypedChoiceField(
        label=gettext_lazy("Paling banyak sumber dana untuk satu kegiatan"),
        coerce=int,
        choices=[(n, str(n)) for n in range(1, 6)],
        initial=3,
    )
    company_share_percent = AngkaField(
        label=gettext_lazy("Bagian terbesar satu perusahaan dalam satu kegiatan"),
        initial=60,
        min_value=1,
        max_value=100,
    )
    government_share_percent = AngkaField(
        label=gettext_lazy("Bagian terbesar pemerintah dalam satu kegiatan"),
        initial=80,
        min_value=1,
        max_value=100,
    )
    facilitator_places = AngkaField(
        label=gettext_lazy("Kegiatan yang sanggup didampingi sekaligus"),
        required=False,
        max_value=5000,
        help_text=gettext_lazy("Kosongkan bila tidak dibatasi."),
    )
    places_by = forms.ChoiceField(
        label=gettext_lazy("Batas pendampingan dihitung tiap"),
        choices=PlaceLevel.choices,
        initial=PlaceLevel.REGENCY,
    )
    backstop_years = AngkaField(
        label=gettext_lazy("Cadangan biaya operasi yang ikut dihitung"),
        initial=2,
        max_value=10,
    )
    time_limit_s = forms.TypedChoiceField(
        label=gettext_lazy("Waktu mencari paling lama"),
        coerce=int,
        choices=[
            (10, gettext_lazy("10 detik")),
            (60, gettext_lazy("1 menit")),
            (300, gettext_lazy("5 menit")),
        ],
        initial=60,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, actor: Actor, scenario: Scenario | None = None, **rest: Any
    ) -> None:
        self.scenario = scenario
        super().__init__(*args, **rest)
        self.owner_id = scenario.owner_id if scenario else self._worn(actor)
        today = timezone.localdate()
        years = sorted({*range(today.year, today.year + 4), *([scenario.year] if scenario else [])})
        self._choices("year", [(year, str(year)) for year in years])
        place = actor.worn.region_code if actor.worn else None
        regions = self._field("region", RegionChoice)
        regions.queryset = Region.objects.filter(Q(code=place) | Q(parent_id=place)).order_by(
            "level", "name"
        )
        self.regions_there = {region.pk: region for region in regions.queryset}
        regions.choices = [(pk, region.full_name) for pk, region in self.regions_there.items()]
        if scenario is None:
            self.initial.setdefault("region", place)
            self.initial.setdefault("year", today.year + (1 if today.month > 8 else 0))
        else:
            self.initial = {**_as_typed(scenario), **self.initial}
        self._offer_what_there_is()

    def _worn(self, actor: Actor) -> int:
        return actor.worn.organisation_id if actor.worn else 0

    def _field(self, name: str, kind: type[Any]) -> Any:
        field = self.fields[name]
        assert isinstance(field, kind)  # noqa: S101 - tells the type checker which field it is
        return field

    def _choices(self, name: str, choices: list[tuple[int, str]]) -> None:
        self._field(name, forms.ChoiceField).choices = choices

    def _offer_what_there_is(self) -> None:
        """Fill the two lists with what waits and what stands in the place and year typed."""
        self.packages_there: list[Package] = []
        self.offers_there: list[Offer] = []
        year = str(self["year"].value() or "")
        if self.chosen_region is None or not year.isdecimal() or len(year) > 4:
            return
        self.packages_there = list(queries.packages_for(self.chosen_region, int(year)))
        self.offers_there = list(queries.offers_for(self.owner_id, self.chosen_region, int(year)))
        self._choices(
            "packages", [(p.pk, f"{p.title} ({p.village.name})") for p in self.packages_there]
        )
        self._choices("offers", [(offer.pk, _offer_words(offer)) for offer in self.offers_there])

    @cached_property
    def chosen_region(self) -> Region | None:
        """Return the place typed or suggested, when it is one of those offered."""
        return self.regions_there.get(str(self["region"].value() or ""))

    def clean(self) -> Cleaned:
        """Refuse *some* without any."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        for which, name in (("which_packages", "packages"), ("which_offers", "offers")):
            if cleaned.get(which) == SOME and name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("Pilih paling sedikit satu, atau pakai semuanya."))
        return cleaned

    @property
    def question(self) -> Question:
        """Return the question as the action takes it."""
        data = dict(self.cleaned_data)
        data.pop("version")
        picked = {*data.pop("packages")}, {*data.pop("offers")}
        packages = [row for row in self.packages_there if row.pk in picked[0]]
        offers = [row for row in self.offers_there if row.pk in picked[1]]
        return Question(
            packages=None if data.pop("which_packages") == ALL else tuple(packages),
            offers=None if data.pop("which_offers") == ALL else tuple(offers),
            **data,
        )


def _offer_words(offer: Offer) -> str:
    return f"{offer.organisation}: {offer.title}" if offer.title else str(offer.organisation)


def _as_typed(scenario: Scenario) -> Cleaned:
    """Return a stored question as what a person would have typed."""
    names = set(ScenarioForm.base_fields) - {"which_packages", "packages", "which_offers", "offers"}
    kept = {name: getattr(scenario, name) for name in names - {"region"}}
    packages, offers = queries.picked_by(scenario)
    return kept | {
        "region": scenario.region_id,
        "which_packages": ALL if scenario.takes_all_packages else SOME,
        "which_offers": ALL if scenario.takes_all_offers else SOME,
        "packages": packages or [],
        "offers": offers or [],
    }

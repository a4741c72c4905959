"""What an officer types of a package: year, options, cost lines; interest; weights."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.needs import rules
from sambung.needs.models import Option, OptionKind, Package
from sambung.needs.queries import LineFacts, OptionFacts, Weights
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground, Organisation
from sambung.ui.forms import (
    AngkaField,
    Form,
    PersenField,
    PlainNumberInput,
    RupiahField,
    YearField,
    parse_number,
)

LINES_AT_MOST = 60
PRICE_AT_MOST_RP = 10**12  # a trillion for one unit of anything is a slip of the finger
VOLUME_AT_MOST = Decimal(10**7)


class DecimalField(forms.Field):
    """A number above zero with at most `places` decimals: 12,5 and 12.5 are the same."""

    def __init__(self, *, max_value: Decimal, places: int = 2, **kwargs: Any) -> None:
        self.max_value, self.places = max_value, places
        kwargs.setdefault("widget", PlainNumberInput(keyboard="decimal"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number; words, negatives and zero are refused with an example."""
        if value in self.empty_values:
            return None
        try:
            number = parse_number(str(value).strip().replace(" ", ""))
        except (ValueError, ArithmeticError) as error:
            raise ValidationError(_("Tulis angka di atas nol, misalnya 12,5.")) from error
        step = Decimal(1).scaleb(-self.places)
        if not 0 < number <= self.max_value or number != number.quantize(step):
            raise ValidationError(
                _("Tulis angka di atas nol, paling banyak %(most)s, %(places)d desimal.")
                % {"most": self.max_value, "places": self.places}
            )
        return number


def years_from_now() -> list[int]:
    """Return this year and the four after it."""
    this = timezone.localdate().year
    return list(range(this, this + 5))


class PackageForm(Form):
    """The name of a package and the year in which the work could be funded."""

    title = forms.CharField(max_length=120, label=gettext_lazy("Nama kegiatan"))
    year = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Tahun pelaksanaan"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, package: Package, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = sorted({package.year, *years_from_now()})
        field = self.fields["year"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(year, str(year)) for year in years]


class OptionForm(Form):
    """One option without its lines."""

    kind = forms.ChoiceField(choices=OptionKind.choices, label=gettext_lazy("Jenis kegiatan"))
    title = forms.CharField(max_length=120, label=gettext_lazy("Nama pilihan"))
    people_served = AngkaField(min_value=1, label=gettext_lazy("Orang yang terlayani"))
    expected_years = DecimalField(
        max_value=Decimal(50), places=1, label=gettext_lazy("Berapa tahun diharapkan melayani?")
    )
    years_basis = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Dari mana harapan itu?"),
        help_text=gettext_lazy("Misalnya umur aset dari pabrik, atau pengalaman pengelola serupa."),
    )
    is_years_verified = forms.BooleanField(
        required=False, label=gettext_lazy("Sumbernya sudah saya periksa")
    )
    operation_yearly_rp = RupiahField(
        required=False,
        label=gettext_lazy("Biaya operasi dan pemeliharaan setahun"),
        help_text=gettext_lazy("Kosongkan bila belum dihitung; kosong tidak berarti nol."),
    )
    community_percent = PersenField(
        max_value=90,
        label=gettext_lazy("Bagian yang ditanggung warga"),
        help_text=gettext_lazy("Uang dan tenaga bersama-sama, dari jumlah biaya."),
    )
    needs_government = forms.BooleanField(
        required=False,
        label=gettext_lazy("Perlu peran pemerintah daerah"),
        help_text=gettext_lazy("Untuk sistem baru: izin sumber air, aset, dan pembinaan."),
    )
    price_year = YearField(
        min_value=2010, max_value=2100, label=gettext_lazy("Tahun harga yang dipakai")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, package: Package, village_people: int | None, **kwargs: Any
    ) -> None:
        self.package, self.village_people = package, village_people
        super().__init__(*args, **kwargs)

    def clean_people_served(self) -> int:
        """Refuse more people than wait, or than the village has."""
        served: int = self.cleaned_data["people_served"]
        verdict = rules.served_fit(served, self.package.people, self.village_people)
        if not verdict:
            raise ValidationError(verdict.reason)
        return served

    def facts(self, lines: Sequence[LineFacts]) -> OptionFacts:
        """Return the option with its lines."""
        values = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return OptionFacts(**values, lines=tuple(lines))


def initial_of(option: Option | OptionFacts) -> dict[str, Any]:
    """Return what the form of an option starts with."""
    return {name: getattr(option, name) for name in OptionForm.base_fields if name != "version"}


class LineForm(Form):
    """One cost line; a line left empty is left out."""

    item = forms.CharField(max_length=160, required=False, label=gettext_lazy("Uraian"))
    volume = DecimalField(max_value=VOLUME_AT_MOST, required=False, label=gettext_lazy("Volume"))
    unit = forms.CharField(max_length=20, required=False, label=gettext_lazy("Satuan"))
    unit_price_rp = RupiahField(
        required=False, max_value=PRICE_AT_MOST_RP, label=gettext_lazy("Harga satuan")
    )
    price_year = YearField(
        required=False, min_value=2000, max_value=2100, label=gettext_lazy("Tahun harga")
    )
    price_source = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Sumber harga")
    )
    is_price_verified = forms.BooleanField(required=False, label=gettext_lazy("sudah diperiksa"))

    NEEDED = ("item", "volume", "unit", "unit_price_rp")

    def clean(self) -> dict[str, Any]:
        """Refuse a line that is begun but lacks what it needs."""
        found = super().clean() or {}
        if self.is_empty(found):
            return found
        for name in self.NEEDED:
            if name not in self.errors and found.get(name) in (None, ""):
                self.add_error(name, _("Isi %s.") % str(self.fields[name].label).lower())
        return found

    def is_empty(self, found: dict[str, Any]) -> bool:
        """Return whether nothing at all is typed in this line."""
        return not self.errors and not any(found.get(name) for name in self.NEEDED)


class BaseLineFormSet(BaseFormSet):  # type: ignore[type-arg]  # not generic when it runs
    """The cost lines of an option; at least one must be there."""

    def clean(self) -> None:
        """Refuse an option without any cost line."""
        if not any(self.errors) and not self.lines():
            raise ValidationError(_("Isi sedikitnya satu baris biaya."))

    def lines(self) -> list[LineFacts]:
        """Return the lines that are filled."""
        rows = [form for form in self.forms if not form.is_empty(form.cleaned_data)]
        return [LineFacts(**form.cleaned_data) for form in rows]


LineFormSet = cast(
    type[BaseLineFormSet],
    formset_factory(
        LineForm, formset=BaseLineFormSet, extra=0, max_num=LINES_AT_MOST, validate_max=True
    ),
)


def line_forms(data: Any, lines: Sequence[Any], *, more: int = 2) -> BaseLineFormSet:
    """Return the forms of the lines, with some empty ones to fill."""
    names = list(LineForm.base_fields)
    initial = [{name: getattr(line, name) for name in names} for line in lines]
    return LineFormSet(data, initial=initial + [{} for _n in range(more)], prefix="rab")


class InterestForm(Form):
    """Interest of one of the actor's organisations."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=None,
        label=gettext_lazy("Atas nama"),
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu dari daftar.")},
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Misalnya bagian mana yang diminati, dan kapan dapat dibicarakan."),
    )

    ground = forms.ChoiceField(
        choices=Ground.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Atas dasar apa Anda mencatatnya?"),
        error_messages={"required": gettext_lazy("Pilih dasarnya.")},
    )
    ground_note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Nomor surat, tanggal, atau keterangan"),
    )

    def __init__(self, *args: Any, organisations: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations
        if is_own:
            del self.fields["ground"], self.fields["ground_note"]

    def given(self) -> GroundGiven | None:
        """Return the ground of an interest noted atas nama; None for one's own."""
        if "ground" not in self.cleaned_data:
            return None
        return GroundGiven(self.cleaned_data["ground"], self.cleaned_data["ground_note"])


class WeightsForm(Form):
    """The five weights, which add up to 100, and why they are changed."""

    gap = AngkaField(max_value=100, label=gettext_lazy("Kesenjangan"))
    poverty = AngkaField(max_value=100, label=gettext_lazy("Kemiskinan"))
    readiness = AngkaField(max_value=100, label=gettext_lazy("Kesiapan"))
    service_now = AngkaField(max_value=100, label=gettext_lazy("Layanan sekarang"))
    waiting = AngkaField(max_value=100, label=gettext_lazy("Lama menunggu"))
    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Dibaca siapa pun yang melihat urutan kegiatan."),
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse weights that do not add up to 100."""
        found = super().clean() or {}
        parts = [found.get(name) for name in Weights().columns()]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and sum(known) != 100:
            raise ValidationError(_("Bobot harus berjumlah 100; sekarang %d.") % sum(known))
        return found

    def weights(self) -> Weights:
        """Return the weights."""
        return Weights(**{name: self.cleaned_data[name] for name in Weights().columns()})

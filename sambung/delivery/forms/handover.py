"""What a person may type about a handover: each piece alone, and its completion."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.files import inspect
from sambung.delivery.actions import Completion
from sambung.delivery.forms.asking import OnceForm, day, refuse_to_come
from sambung.facilities import lifecycle as facilities
from sambung.facilities.actions import Built
from sambung.facilities.models import Component
from sambung.governance.models import Decree
from sambung.parties.models import Organisation
from sambung.partnerships.models import Document, Partnership
from sambung.regions.models import Service
from sambung.ui.forms import AngkaField, Form, PlainNumberInput, RupiahField, parse_number

ROWS_MORE = 3  # empty lines offered under the asset list
UNITS = [
    ("", gettext_lazy("pilih satuannya")),
    ("m³", gettext_lazy("per m³")),
    ("bulan", gettext_lazy("per KK per bulan")),
    ("jeriken", gettext_lazy("per jeriken")),
]


def offer(form: Form, name: str, rows: Any) -> None:
    """Offer these rows in a choice of the form."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class PrepareForm(OnceForm):
    """Which facility is handed over."""

    name = forms.CharField(
        max_length=160,
        label=gettext_lazy("Nama sarana"),
        help_text=gettext_lazy("Misalnya: SPAM perpipaan Dusun Hulu."),
        error_messages={"required": gettext_lazy("Tulis nama sarananya.")},
    )
    service = forms.ChoiceField(
        choices=Service.choices, widget=forms.RadioSelect, label=gettext_lazy("Layanannya")
    )
    place_note = forms.CharField(required=False, max_length=300, label=gettext_lazy("Letaknya"))
    people_planned = AngkaField(
        required=False, max_value=10_000_000, label=gettext_lazy("Dirancang untuk berapa orang?")
    )

    def built(self, partnership: Partnership) -> Built:
        """Return what was typed as the actions take it."""
        given = self.cleaned_data
        return Built(
            name=given["name"],
            service=given["service"],
            village=partnership.village,
            place_note=given["place_note"],
            people_planned=given["people_planned"],
        )


class FunctionForm(OnceForm):
    """Does it work, tested on which day."""

    is_function_good = forms.ChoiceField(
        choices=[
            ("yes", gettext_lazy("baik: diuji dan berfungsi")),
            ("no", gettext_lazy("tidak baik: diuji dan belum berfungsi")),
            ("", gettext_lazy("belum diuji")),
        ],
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("Hasil uji fungsi"),
    )
    function_tested_on = day(required=False, label=gettext_lazy("Diuji tanggal"))
    function_note = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Yang diuji"),
        help_text=gettext_lazy("Misalnya: debit di keran terjauh, pompa, sambungan rumah."),
    )

    def clean(self) -> dict[str, Any]:
        """Turn the choice into yes, no or untested; a test has its day."""
        given = super().clean() or self.cleaned_data
        given["is_function_good"] = {"yes": True, "no": False}.get(
            given.get("is_function_good", "")
        )
        if given["is_function_good"] is None:
            given["function_tested_on"] = None
        elif not given.get("function_tested_on"):
            self.add_error("function_tested_on", _("Tulis kapan fungsinya diuji."))
        return given

    def clean_function_tested_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "function_tested_on")


class OwnerForm(OnceForm):
    """Whose the asset is, and its entry in the register."""

    owner = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ditetapkan"),
        label=gettext_lazy("Pemilik aset"),
    )
    register_number = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Nomor dalam buku inventaris"),
        help_text=gettext_lazy("Kosong berarti belum tercatat."),
    )
    registered_on = day(required=False, label=gettext_lazy("Dicatat tanggal"))

    def __init__(self, *args: Any, owners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners)

    def clean_registered_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "registered_on")


class OperatorForm(OnceForm):
    """Who runs it, and by which decree."""

    operator = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada penanggung jawab"),
        label=gettext_lazy("Pengelola"),
        help_text=gettext_lazy("KPSPAMS, PDAM, atau BUMDes."),
    )
    operator_decree = forms.ModelChoiceField(
        queryset=Decree.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada"),
        label=gettext_lazy("SK pengelola"),
    )

    def __init__(
        self,
        *args: Any,
        operators: QuerySet[Organisation],
        decrees: QuerySet[Decree],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "operator", operators)
        offer(self, "operator_decree", decrees)


class TariffForm(OnceForm):
    """What people pay, by which decision, against the real cost of running it."""

    tariff_rp = RupiahField(required=False, label=gettext_lazy("Iuran"))
    tariff_unit = forms.ChoiceField(
        required=False, choices=UNITS, label=gettext_lazy("Satuan iuran")
    )
    tariff_decision = forms.CharField(
        required=False,
        max_length=160,
        label=gettext_lazy("Keputusannya"),
        help_text=gettext_lazy("Misalnya: Perdes 3/2026, atau berita acara musyawarah."),
    )
    tariff_decided_on = day(required=False, label=gettext_lazy("Diputuskan tanggal"))
    income_month_rp = RupiahField(
        required=False, label=gettext_lazy("Penerimaan iuran sebulan (perkiraan)")
    )
    operating_month_rp = RupiahField(
        required=False,
        label=gettext_lazy("Biaya operasi nyata sebulan (BOP)"),
        help_text=gettext_lazy("Listrik, bahan kimia, upah pengelola, perbaikan kecil."),
    )
    operating_basis = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Dasar hitungan biaya"),
        help_text=gettext_lazy("Misalnya: rekening listrik tiga bulan terakhir."),
    )
    bill_month_rp = RupiahField(required=False, label=gettext_lazy("Tagihan satu KK sebulan"))
    household_income_month_rp = RupiahField(
        required=False,
        label=gettext_lazy("Penghasilan satu KK sebulan"),
        help_text=gettext_lazy("Kosong bila tidak diketahui; keterjangkauan lalu tidak dinilai."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse half a decision."""
        given = super().clean() or self.cleaned_data
        decided, words = given.get("tariff_decided_on"), given.get("tariff_decision")
        if decided and not words:
            self.add_error("tariff_decision", _("Tulis keputusannya, misalnya nomor Perdes."))
        if words and not decided and "tariff_decided_on" not in self.errors:
            self.add_error("tariff_decided_on", _("Tulis kapan iurannya diputuskan."))
        return given

    def clean_tariff_decided_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "tariff_decided_on")


class WarrantyForm(OnceForm):
    """Until when the builder mends what breaks."""

    warranty_until = day(
        required=False,
        label=gettext_lazy("Masa pemeliharaan sampai"),
        help_text=gettext_lazy("Sampai tanggal ini pembangun memperbaiki yang rusak."),
    )


class PaperForm(OnceForm):
    """The BAST: one of the partnership's papers, or a scan brought now."""

    document = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada"),
        label=gettext_lazy("BAST di antara dokumen kemitraan"),
    )
    upload = forms.FileField(
        required=False, label=gettext_lazy("Atau unggah pindaian BAST (PDF atau foto)")
    )

    def __init__(self, *args: Any, papers: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "document", papers)

    def clean_upload(self) -> Any:
        """Refuse a file that is not kept here."""
        if self.cleaned_data["upload"]:
            inspect(self.cleaned_data["upload"])
        return self.cleaned_data["upload"]


class QuantityField(forms.Field):
    """How many or how long, with at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PlainNumberInput(keyboard="decimal"), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number; what cannot be read is refused with an example."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            number = parse_number(str(value).strip()).quantize(Decimal("0.01"))
        except (ValueError, ArithmeticError) as error:
            raise ValidationError(_("Tulis angka, misalnya 300 atau 1,5."), "unreadable") from error
        if number > 10**9:
            raise ValidationError(_("Angka ini terlalu besar."), "too_large")
        return number


class AssetForm(Form):
    """One line of the asset list; an empty name leaves it out."""

    name = forms.CharField(required=False, max_length=160, label=gettext_lazy("Bagian sarana"))
    asset_class = forms.ChoiceField(
        required=False,
        choices=[
            ("", gettext_lazy("usulkan dari namanya")),
            *facilities.ASSET_CLASSES.items(),
        ],
        label=gettext_lazy("Golongan aset"),
    )
    quantity = QuantityField(required=False, label=gettext_lazy("Jumlah"))
    unit = forms.CharField(required=False, max_length=20, label=gettext_lazy("Satuan"))
    value_rp = RupiahField(required=False, label=gettext_lazy("Nilai"))
    warranty_until = day(required=False, label=gettext_lazy("Garansi sampai"))

    def clean(self) -> dict[str, Any]:
        """Refuse a line that says something of nothing."""
        given = super().clean() or self.cleaned_data
        said = [given.get(key) for key in ("quantity", "value_rp", "warranty_until")]
        if not given.get("name") and any(value is not None for value in said):
            self.add_error("name", _("Tulis nama bagiannya, atau kosongkan baris ini."))
        return given

    def component(self) -> Component | None:
        """Return the part, with the class its words propose when none was chosen."""
        given = self.cleaned_data
        if not given.get("name"):
            return None
        return Component(
            name=given["name"],
            asset_class=given["asset_class"] or facilities.class_for(given["name"]),
            quantity=given["quantity"],
            unit=given["unit"],
            value_rp=given["value_rp"],
            warranty_until=given["warranty_until"],
        )


AssetFormSet = forms.formset_factory(AssetForm, extra=ROWS_MORE, max_num=60, absolute_max=80)


class CompleteForm(OnceForm):
    """The BAST itself: number, day, both sides; and why each missing thing was done without."""

    number = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nomor BAST"),
        error_messages={"required": gettext_lazy("Tulis nomor BAST.")},
    )
    on = day(label=gettext_lazy("Tanggal BAST"))
    giver = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("pilih pihak"),
        label=gettext_lazy("Yang menyerahkan"),
    )
    receiver = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("pilih pihak"),
        label=gettext_lazy("Yang menerima"),
    )
    paper = forms.FileField(
        required=False,
        label=gettext_lazy("Pindaian BAST (PDF atau foto)"),
        help_text=gettext_lazy("Yang ditandatangani kedua pihak."),
    )
    watch_years = forms.TypedChoiceField(
        coerce=int,
        choices=[(n, gettext_lazy("%s tahun") % n) for n in facilities.WATCH_YEARS],
        widget=forms.RadioSelect,
        label=gettext_lazy("Lama pemantauan"),
    )

    def __init__(
        self,
        *args: Any,
        organisations: Collection[Organisation],
        missing: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(pk__in=[row.pk for row in organisations])
        offer(self, "giver", rows)
        offer(self, "receiver", rows)
        self.missing = missing
        for key, words in missing.items():
            self.fields[f"reason_{key}"] = forms.CharField(
                max_length=300,
                label=words[:1].upper() + words[1:],
                error_messages={"required": _("Tulis alasannya, atau lengkapi dahulu.")},
            )

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")

    def clean_paper(self) -> Any:
        """Refuse a file that is not kept here."""
        if self.cleaned_data["paper"]:
            inspect(self.cleaned_data["paper"])
        return self.cleaned_data["paper"]

    def clean(self) -> dict[str, Any]:
        """Refuse a handover to oneself; a paper that comes now is no longer missing."""
        given = super().clean() or self.cleaned_data
        if given.get("giver") and given.get("giver") == given.get("receiver"):
            self.add_error("receiver", _("Yang menyerahkan dan yang menerima adalah dua pihak."))
        if given.get("paper") and "reason_bast" in self.errors:
            del self.errors["reason_bast"]
        return given

    def completion(self) -> Completion:
        """Return what was typed as the actions take it."""
        given = self.cleaned_data
        return Completion(
            number=given["number"],
            on=given["on"],
            giver=given["giver"],
            receiver=given["receiver"],
            watch_years=given["watch_years"],
            reasons={key: given.get(f"reason_{key}") or "" for key in self.missing},
        )

    def reason_boxes(self) -> list[Any]:
        """Return the boxes for the reasons of what is missing."""
        return [self[f"reason_{key}"] for key in self.missing]

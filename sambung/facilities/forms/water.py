"""The form of a water test: only the parameters of the chosen table."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import tokens
from sambung.core.files import inspect
from sambung.facilities.actions import Sample
from sambung.facilities.forms.fields import DegreeField, Typed, ValueField, day
from sambung.facilities.lifecycle import AS_NITROGEN, PARAMETERS
from sambung.facilities.models import WaterLimit
from sambung.facilities.queries import Table
from sambung.facilities.rules import Measured
from sambung.ui import formats
from sambung.ui.forms import Form

PERCEIVED = [
    ("", gettext_lazy("tidak diuji")),
    ("no", gettext_lazy("tidak berbau")),
    ("yes", gettext_lazy("berbau")),
]
ION = [("ion", gettext_lazy("sebagai NO₃ / NO₂")), ("n", gettext_lazy("sebagai N (nitrogen)"))]


class TableForm(Form):
    """Which regulation's table the sheet is judged by."""

    tabel = forms.ChoiceField(required=False, label=gettext_lazy("Dinilai menurut"))

    def __init__(self, *args: Any, tables: Sequence[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tabel"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(table.key, table_words(table)) for table in tables]


def table_words(table: Table) -> str:
    """Return the name of a table, with a word when another took its place."""
    return _("%s (sudah diganti)") % table.label if table.replaced_by else table.label


def limit_words(limit: WaterLimit) -> str:
    """Return a limit as people read it: paling banyak 0,2 mg/l."""
    bounds = (limit.low, limit.high)
    low, high = ("" if n is None else formats.decimal_text(n, 4) for n in bounds)
    words = {
        "max": _("paling banyak %(high)s %(unit)s"),
        "below": _("kurang dari %(high)s %(unit)s"),
        "range": _("%(low)s sampai %(high)s %(unit)s"),
        "none": _("tidak berbau"),
        "around": _("suhu udara ± %(high)s %(unit)s"),
    }[limit.operator] % {"low": low, "high": high, "unit": limit.unit}
    return words.strip()


class WaterTestForm(Form):
    """A laboratory sheet: what stands on it; an empty box was not tested."""

    sampled_on = day(label=gettext_lazy("Sampel diambil tanggal"))
    laboratory = forms.CharField(
        required=False, max_length=160, label=gettext_lazy("Laboratorium atau alat uji")
    )
    air_temperature = DegreeField(
        low=-5,
        high=60,
        label=gettext_lazy("Suhu udara saat sampel diambil"),
        help_text=gettext_lazy("Tanpa ini suhu air hanya dicatat, tidak dinilai."),
    )
    file = forms.FileField(required=False, label=gettext_lazy("Foto atau PDF lembar hasil"))
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, table: Table, limits: Sequence[WaterLimit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.limits = table, limits
        for limit in limits:
            self.fields[f"r{limit.pk}"] = value_field(limit)
            if limit.parameter in AS_NITROGEN:
                self.fields[f"n{limit.pk}"] = as_nitrogen_field(limit)

    def clean_sampled_on(self) -> Any:
        """Refuse a day to come."""
        if self.cleaned_data["sampled_on"] > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        return self.cleaned_data["sampled_on"]

    def clean_file(self) -> Any:
        """Refuse a file that is not kept here."""
        if self.cleaned_data["file"]:
            inspect(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        """Refuse a sheet on which nothing was tested."""
        cleaned = super().clean() or self.cleaned_data
        given = [cleaned.get(f"r{limit.pk}") for limit in self.limits]
        if not self.errors and not any(given):
            raise ValidationError(
                _("Isi paling sedikit satu hasil. Yang tidak diuji dibiarkan kosong.")
            )
        return cleaned

    def groups(self) -> list[tuple[str, list[Any]]]:
        """Return the boxes by table: those every sample needs, then those for special cases."""
        must = [self.boxes_of(limit) for limit in self.limits if limit.is_mandatory]
        more = [self.boxes_of(limit) for limit in self.limits if not limit.is_mandatory]
        found = [(_("Parameter wajib"), must), (_("Parameter khusus, bila diuji"), more)]
        return [(title, sum(boxes, [])) for title, boxes in found if boxes]

    def boxes_of(self, limit: WaterLimit) -> list[Any]:
        """Return the boxes of one parameter."""
        names = [f"r{limit.pk}", f"n{limit.pk}"]
        return [self[name] for name in names if name in self.fields]

    def sample(self) -> Sample:
        """Return the sheet as the actions take it; values as N are turned into the ion."""
        given = self.cleaned_data
        as_n = frozenset(limit.pk for limit in self.limits if given.get(f"n{limit.pk}") == "n")
        results = {
            limit.pk: measured_of(limit, given[f"r{limit.pk}"], limit.pk in as_n)
            for limit in self.limits
            if given.get(f"r{limit.pk}")
        }
        return Sample(
            sampled_on=given["sampled_on"],
            laboratory=given["laboratory"],
            regulation=self.table.regulation,
            use=self.table.use,
            air_temperature=given["air_temperature"],
            results=results,
            as_nitrogen=as_n & results.keys(),
        )


def value_field(limit: WaterLimit) -> forms.Field:
    """Return the box of one parameter with its limit beside it."""
    label = str(PARAMETERS[limit.parameter])
    if limit.operator == "none":
        return forms.ChoiceField(required=False, choices=PERCEIVED, label=label)
    help_text = _("Batas: %s") % limit_words(limit)
    if limit.only_when_chlorinated:
        help_text += _(". Hanya bila airnya diberi klor.")
    return ValueField(label=label, help_text=help_text)


def as_nitrogen_field(limit: WaterLimit) -> forms.ChoiceField:
    """Return the question whether a laboratory states nitrate or nitrite as nitrogen."""
    factor = formats.decimal_text(AS_NITROGEN[limit.parameter], 2)
    return forms.ChoiceField(
        required=False,
        choices=ION,
        label=_("%s ditulis") % str(PARAMETERS[limit.parameter]).split(" (")[0],
        help_text=_("Lihat lembar ujinya. Sebagai N dikalikan %s supaya sama dengan batasnya.")
        % factor,
    )


def measured_of(limit: WaterLimit, given: Any, is_as_n: bool) -> Measured:
    """Return what one box says."""
    if limit.operator == "none":
        return Measured(is_present=given == "yes")
    typed: Typed = given
    if is_as_n and typed.value is not None:
        return Measured(typed.value * AS_NITROGEN[limit.parameter], typed.is_below)
    return typed.measured()

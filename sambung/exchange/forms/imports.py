"""What an officer gives and types on the road of an import."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import tokens
from sambung.core.files import FileRefused, inspect_table
from sambung.exchange.actions import Matched
from sambung.exchange.models import ImportRow, ImportRun, ImportSheet, ImportState, RecordKind
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground
from sambung.ui.forms import Form

# What a row needs but may tell in another cell: the service in its title, the village by its code.
TOLD_ELSEWHERE = frozenset(["village", "service", "households", "people"])
TABLE_ENDINGS = ".xlsx,.xls,.ods,.csv"
KINDS = [("", gettext_lazy("jangan dimasukkan")), *RecordKind.choices]


class TableForm(Form):
    """One table, given once."""

    file = forms.FileField(
        label=gettext_lazy("Berkas Excel atau CSV"),
        help_text=gettext_lazy("XLSX, XLS, ODS, atau CSV; paling besar 20 MB, 100.000 baris."),
        widget=forms.ClearableFileInput(attrs={"accept": TABLE_ENDINGS}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dahulu."),
            "empty": gettext_lazy("Berkas ini kosong."),
        },
    )
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )

    def clean_file(self) -> Any:
        """Refuse here what would not be kept, so that the reason stands at the field."""
        upload = self.cleaned_data["file"]
        try:
            inspect_table(upload)
        except FileRefused as refusal:
            raise ValidationError(refusal.messages) from refusal
        return upload


class UploadForm(TableForm):
    """A table brought for the first time."""


class ColumnsForm(Form):
    """What each sheet holds, and for each of its columns the field it fills."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheets: list[ImportSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        for sheet in sheets:
            self.fields[f"kind-{sheet.pk}"] = forms.ChoiceField(
                choices=KINDS,
                required=False,
                initial=sheet.kind,
                label=gettext_lazy("Isi lembar ini"),
            )
            for column in range(len(sheet.headers)):
                self.fields[column_name(sheet, column)] = column_field(sheet, column)

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for the same field, naming the columns."""
        cleaned = super().clean() or self.cleaned_data
        for sheet in self.sheets:
            seen: dict[str, int] = {}
            for column in range(len(sheet.headers)):
                name = cleaned.get(column_name(sheet, column), "")
                if name and name in seen:
                    words = _("Sudah dipakai kolom “%s”. Pilih satu saja.")
                    self.add_error(
                        column_name(sheet, column), words % sheet.headers[seen[name]][:60]
                    )
                seen.setdefault(name, column)
        return cleaned

    def kinds(self) -> dict[int, str]:
        """Return the kind said of each sheet, by its key."""
        return {sheet.pk: str(self.cleaned_data[f"kind-{sheet.pk}"]) for sheet in self.sheets}

    def matched(self) -> dict[int, Matched]:
        """Return what was said of every sheet."""
        found = {}
        for sheet in self.sheets:
            chosen = {
                str(name): column
                for column in range(len(sheet.headers))
                if (name := self.cleaned_data.get(column_name(sheet, column)))
            }
            found[sheet.pk] = Matched(str(self.cleaned_data[f"kind-{sheet.pk}"]), chosen)
        return found


def column_name(sheet: ImportSheet, column: int) -> str:
    """Return the name of the field that says what a column means."""
    return f"col-{sheet.pk}-{column}"


def column_field(sheet: ImportSheet, column: int) -> forms.ChoiceField:
    """Return the choice of a field for a column, with what was matched as a start."""
    choices = [("", _("tidak dipakai"))]
    choices += [(field.name, field_label(field)) for field in FIELDS.get(sheet.kind, ())]
    now = next((name for name, number in sheet.columns.items() if number == column), "")
    return forms.ChoiceField(
        choices=choices,
        required=False,
        initial=now,
        label=sheet.headers[column] or _("Kolom %d") % (column + 1),
    )


def field_label(field: Any) -> str:
    """Return the name of a field; one that every row needs says so."""
    words = _(field.label)
    return _("%s (wajib)") % words if field.is_required else words


class RowForm(Form):
    """The texts of one row, as they stand in the file, to be corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: ImportRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        wrong: Mapping[str, str] = {name: words for name, words, _suggestions in row.faults}
        for field in FIELDS.get(row.sheet.kind, ()):
            if field.name in row.sheet.columns or field.name in wrong or field.is_required:
                self.fields[f"cell-{field.name}"] = forms.CharField(
                    required=field.is_required and field.name not in TOLD_ELSEWHERE,
                    max_length=2000,
                    label=_(field.label),
                    initial=row.cells.get(field.name, ""),
                    help_text=_(field.help) if field.help else "",
                )

    def cells(self) -> dict[str, str]:
        """Return field -> the text typed."""
        typed = self.cleaned_data.items()
        return {name[5:]: str(text) for name, text in typed if name.startswith("cell-")}


class CommitForm(Form):
    """On what ground the rows are recorded, said once for all of them."""

    ground = forms.ChoiceField(
        choices=Ground.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Data ini berasal dari apa?"),
        error_messages={"required": gettext_lazy("Pilih dasar catatannya.")},
    )
    note = forms.CharField(
        max_length=300,
        label=gettext_lazy("Sebutkan sumbernya"),
        help_text=gettext_lazy(
            "Misalnya: laporan TJSL 2025 yang dikirim perusahaan, Januari 2026."
        ),
        error_messages={"required": gettext_lazy("Tulis sumbernya dalam satu kalimat.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(
        required=False, max_length=64, initial=tokens.new_token, widget=forms.HiddenInput
    )

    def given(self) -> GroundGiven:
        """Return the ground as it is kept."""
        return GroundGiven(self.cleaned_data["ground"], self.cleaned_data["note"])


class RunFilter(django_filters.FilterSet):
    """Imports by state and by what their sheets hold."""

    keadaan = django_filters.ChoiceFilter(
        field_name="state",
        choices=ImportState.choices,
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )
    isi = django_filters.ChoiceFilter(
        field_name="sheets__kind",
        choices=RecordKind.choices,
        label=gettext_lazy("Isi"),
        empty_label=gettext_lazy("Semua isi"),
        distinct=True,
    )

    class Meta:
        model = ImportRun
        fields: list[str] = []

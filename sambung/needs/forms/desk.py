"""What an officer types at a need: a reason, the checks at the desk and in the field."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.needs import rules
from sambung.needs.lifecycle import ANSWERS, DESK_CHECKS, FIELD_CHECKS
from sambung.needs.models import Need
from sambung.parties.models import Ground
from sambung.ui.forms import AngkaField, Form


class ReasonForm(Form):
    """The reason of a step that needs one."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(Form):
    """A step without words, from the version the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ChecksForm(VersionForm):
    """Checks answered yes, no or not known, and a note."""

    checks: list[tuple[str, Any]] = []

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        self.need = need
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        for key, label in self.checks:
            self.fields[key] = forms.ChoiceField(
                choices=ANSWERS,
                widget=forms.RadioSelect,
                label=label,
                error_messages={"required": gettext_lazy("Pilih satu jawaban.")},
            )
        self.fields["note"] = note

    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Catatan"),
    )

    def answers(self) -> dict[str, object]:
        """Return the answers by check."""
        return {key: self.cleaned_data[key] for key, _label in self.checks}

    def rows(self) -> list[Any]:
        """Return the bound fields of the checks."""
        return [self[key] for key, _label in self.checks]


class DeskForm(ChecksForm):
    """The check at the desk (meja)."""

    checks = DESK_CHECKS


class FieldForm(ChecksForm):
    """The check on the ground (lapangan), with the counts found there."""

    checks = FIELD_CHECKS
    households = AngkaField(
        min_value=1, max_value=100_000, label=gettext_lazy("KK tanpa layanan, menurut lapangan")
    )
    people = AngkaField(
        min_value=1, max_value=100_000, label=gettext_lazy("Orang tanpa layanan, menurut lapangan")
    )

    def __init__(
        self, *args: Any, need: Need, village_people: int | None = None, **kwargs: Any
    ) -> None:
        self.village_people = village_people
        kwargs["initial"] = {
            **kwargs.get("initial", {}),
            "people": need.people,
            "households": need.households,
        }
        super().__init__(*args, need=need, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse counts that cannot be."""
        found = super().clean() or {}
        people, households = found.get("people"), found.get("households")
        if people is not None and households is not None:
            verdict = rules.people_fit(people, households, self.village_people)
            if not verdict:
                self.add_error("people", verdict.reason)
        return found


class SendForm(VersionForm):
    """Sending; who records atas nama also says on what ground."""

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

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["ground"], self.fields["ground_note"]


def check_words(checks: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (label, answer, kind of badge) of the checks stored with a step."""
    labels = dict([*DESK_CHECKS, *FIELD_CHECKS])
    words = dict(ANSWERS)
    kinds = {"yes": "ok", "no": "due", "unknown": "none"}
    rows = [
        (str(labels[key]), str(words[answer]), kinds[answer])
        for key, answer in checks.items()
        if key in labels and answer in words
    ]
    if "people_before" in checks:
        rows.append((_("Jumlah diperbaiki di lapangan"), _("ya"), "info"))
    return rows

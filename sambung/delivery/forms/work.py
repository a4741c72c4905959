"""What a person may type about the work plan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.delivery.actions import MilestoneFacts
from sambung.delivery.forms.asking import (
    OnceForm,
    ReasonForm,
    StatingForm,
    day,
    evidence_field,
    offer_evidence,
    refuse_to_come,
)
from sambung.delivery.models import Milestone
from sambung.partnerships.models import Partnership, Party, Stage
from sambung.ui.forms import AngkaField


class UsualPlanForm(OnceForm):
    """From when to when the work runs."""

    starts_on = day(label=gettext_lazy("Pekerjaan dimulai"))
    due_on = day(label=gettext_lazy("Pekerjaan selesai"))

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_on"), given.get("due_on")
        if start and end and end <= start:
            self.add_error("due_on", _("Tanggal selesai harus sesudah tanggal mulai."))
        return given


class MilestoneForm(OnceForm):
    """What a milestone is and, when it is new, by when."""

    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Tonggak pekerjaan"),
        help_text=gettext_lazy("Misalnya: pipa induk 1.200 m terpasang."),
        error_messages={"required": gettext_lazy("Tulis tonggaknya dalam beberapa kata.")},
    )
    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ditentukan"),
        label=gettext_lazy("Dikerjakan oleh"),
    )
    starts_on = day(required=False, label=gettext_lazy("Mulai"))
    due_on = day(label=gettext_lazy("Tenggat"))
    weight = AngkaField(
        required=False,
        max_value=1000,
        label=gettext_lazy("Bobot"),
        help_text=gettext_lazy("Bagian dari seluruh pekerjaan. Kosong: tidak masuk kurva."),
    )
    stage = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("tidak terikat tahap")), *Stage.choices],
        label=gettext_lazy("Bagian dari tahap"),
    )

    def __init__(
        self,
        *args: Any,
        parties: QuerySet[Party],
        milestone: Milestone | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties
        self.kept_due = milestone.due_on if milestone else None
        if milestone is not None:
            del self.fields["due_on"]  # moved on a page of its own, with a reason

    def clean(self) -> dict[str, Any]:
        """Refuse a start after the due date."""
        given = super().clean() or self.cleaned_data
        due, start = given.get("due_on") or self.kept_due, given.get("starts_on")
        if due and start and start > due:
            self.add_error("starts_on", _("Mulai tidak boleh sesudah tenggatnya."))
        return given

    def facts(self) -> MilestoneFacts:
        """Return the milestone as the actions take it."""
        given = self.cleaned_data
        return MilestoneFacts(
            title=given["title"],
            starts_on=given["starts_on"],
            stage=given["stage"],
            party=given["party"],
            weight=given["weight"] or 0,
        )


class MoveForm(ReasonForm):
    """To when a due date is moved, and why."""

    to_on = day(label=gettext_lazy("Tenggat baru"))
    field_order = ["to_on", "reason"]


class FinishForm(StatingForm):
    """That a milestone is done: since when, in whose word, with what evidence."""

    on = day(label=gettext_lazy("Selesai tanggal"))
    evidence = evidence_field()
    field_order = ["on", "organisation", "ground", "ground_note", "evidence"]

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_evidence(self, partnership)

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        if self.cleaned_data["on"] is None:
            raise ValidationError(_("Isi tanggalnya."))
        return refuse_to_come(self, "on")

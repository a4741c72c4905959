"""What forms of this room share: sent once, over a version, in whose name, on what ground."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground, Organisation
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Document, Grade, Partnership
from sambung.ui.forms import Form


def day(**changes: Any) -> forms.DateField:
    """Return a date field with the calendar of the phone."""
    options: dict[str, Any] = {
        "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "error_messages": {
            "required": gettext_lazy("Isi tanggalnya."),
            "invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31."),
        },
    }
    return forms.DateField(**{**options, **changes})


def refuse_to_come(form: Form, name: str) -> Any:
    """Return the day typed in a field; refuse one that has not happened yet."""
    given = form.cleaned_data[name]
    if given is not None and given > timezone.localdate():
        raise ValidationError(_("Tanggal ini belum terjadi."))
    return given


class OnceForm(Form):
    """A form that is sent once, over the version its sender saw."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class ReasonForm(OnceForm):
    """A step that needs a reason."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )


class VerifyForm(OnceForm):
    """How it was verified, and on what day."""

    grade = forms.ChoiceField(
        choices=[
            (Grade.FIELD, gettext_lazy("Di lapangan: saya melihat sendiri")),
            (Grade.DESK, gettext_lazy("Di meja: dari dokumen dan foto")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("Diperiksa bagaimana?"),
        error_messages={"required": gettext_lazy("Pilih salah satu cara memeriksanya.")},
    )
    on = day(label=gettext_lazy("Diperiksa tanggal"))

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")


class StatingForm(OnceForm):
    """A statement in a party's name; for another party it asks on what ground it is written down.

    One who may write for one party alone is not asked for which.
    """

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Menurut pihak mana?"),
        error_messages={"required": gettext_lazy("Pilih pihak yang menyatakan.")},
    )
    ground = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("pilih dasarnya")), *Ground.choices],
        label=gettext_lazy("Atas dasar apa dicatat?"),
        help_text=gettext_lazy("Hanya bila Anda mencatat pernyataan pihak lain."),
    )
    ground_note = forms.CharField(
        required=False, max_length=300, label=gettext_lazy("Keterangan dasar")
    )

    def __init__(
        self, *args: Any, actor: Actor, organisations: Collection[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = {row.pk for row in organisations if partnership_rules.speaks_for(actor, row.pk)}
        self.only = next(iter(organisations)) if len(organisations) == 1 else None
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Organisation.objects.filter(pk__in=[row.pk for row in organisations])
        if self.only is not None:
            del self.fields["organisation"]
        if self.own == {row.pk for row in organisations}:
            del self.fields["ground"], self.fields["ground_note"]

    def clean(self) -> dict[str, Any]:
        """Ask for the ground when the words are another party's."""
        given = super().clean() or self.cleaned_data
        stating = self.only or given.get("organisation")
        is_other = stating is not None and stating.pk not in self.own
        if is_other and not given.get("ground"):
            self.add_error("ground", _("Pilih dasarnya: surat, foto, notulen, atau telepon."))
        return given

    def organisation_given(self) -> Organisation:
        """Return the party that states."""
        stating: Organisation = self.only or self.cleaned_data["organisation"]
        return stating

    def ground_given(self) -> GroundGiven | None:
        """Return the ground of what was written down for another, None for one's own word."""
        chosen = self.cleaned_data.get("ground")
        return GroundGiven(chosen, self.cleaned_data["ground_note"]) if chosen else None


def evidence_field(**changes: Any) -> "forms.ModelChoiceField[Document]":
    """Return the choice of a document of the partnership as evidence."""
    options: dict[str, Any] = {
        "queryset": Document.objects.none(),
        "required": False,
        "empty_label": gettext_lazy("belum ada"),
        "label": gettext_lazy("Bukti dari dokumen kemitraan"),
        "help_text": gettext_lazy("Sesudah diverifikasi, berkasnya terkunci."),
    }
    return forms.ModelChoiceField(**{**options, **changes})


def offer_evidence(form: Form, partnership: Partnership) -> None:
    """Offer the shared, current documents of the partnership as evidence; without any, none."""
    rows = Document.objects.filter(
        partnership=partnership, is_private=False, is_latest=True, withdrawn_at__isnull=True
    )
    field = form.fields["evidence"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows

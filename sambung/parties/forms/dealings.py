"""What an officer may type about dealings with another party."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.files import inspect
from sambung.parties.forms.organisations import ContactForm, DayInput
from sambung.parties.forms.pickers import NAME_OR_CODE, OnceForm, RegionField
from sambung.parties.models import (
    BudgetSeason,
    Contact,
    Interaction,
    InteractionKind,
)
from sambung.ui.forms import Form, PhoneField

Cleaned = dict[str, Any]


def not_ahead(day: Any) -> Any:
    """Return the day; refuse one that has not come yet."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("Tanggal ini belum tiba. Untuk rencana, tulis tugas."))
    return day


class ContactUpdateForm(ContactForm):
    """What may change of a person to reach."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def contact_initial(contact: Contact) -> Cleaned:
    """Return what the update form starts with."""
    names = ("name", "title", "unit", "phone", "email", "told_on", "version")
    return {name: getattr(contact, name) for name in names}


class ContactEndForm(Form):
    """That a person left the post, and who came after them."""

    until_on = forms.DateField(label=gettext_lazy("Pindah sejak"), widget=DayInput)
    name = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Nama penggantinya"),
        help_text=gettext_lazy("Kosongkan bila belum diketahui."),
    )
    phone = PhoneField(required=False, label=gettext_lazy("Nomor HP pengganti"))
    email = forms.EmailField(required=False, label=gettext_lazy("E-mail pengganti"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> Cleaned:
        """Refuse a successor who cannot be reached."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        unreachable = not cleaned.get("phone") and not cleaned.get("email")
        if not self.errors and cleaned.get("name") and unreachable:
            self.add_error("phone", _("Isi nomor HP atau e-mail."))
        return cleaned


class TalkForm(Form):
    """One meeting, call, message or letter."""

    kind = forms.ChoiceField(
        choices=InteractionKind,
        label=gettext_lazy("Bagaimana"),
        widget=forms.RadioSelect,
        initial=InteractionKind.MEETING,
    )
    on = forms.DateField(label=gettext_lazy("Tanggal"), widget=DayInput)
    contact: "forms.ModelChoiceField[Contact]" = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("Dengan siapa"), empty_label="–"
    )
    text = forms.CharField(
        max_length=2000,
        label=gettext_lazy("Apa yang dibicarakan"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("Surat atau notulen"),
        help_text=gettext_lazy("Foto atau PDF. Boleh kosong."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def __init__(self, *args: Any, contacts: "QuerySet[Contact]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = contacts

    def clean_on(self) -> Any:
        """Refuse a talk that has not taken place."""
        return not_ahead(self.cleaned_data["on"])

    def clean_file(self) -> Any:
        """Refuse what is neither picture nor PDF."""
        file = self.cleaned_data["file"]
        if file:
            inspect(file)
        return file


class TalkAddForm(TalkForm, OnceForm):
    """A talk to write down, with the next step that came of it."""

    step = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Langkah berikutnya"),
        help_text=gettext_lazy("Menjadi tugas Anda. Boleh kosong."),
    )
    step_on = forms.DateField(required=False, label=gettext_lazy("Paling lambat"), widget=DayInput)

    def clean(self) -> Cleaned:
        """Refuse a next step without a day."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        if cleaned.get("step") and not cleaned.get("step_on") and "step_on" not in self.errors:
            self.add_error("step_on", _("Isi paling lambat kapan langkah ini dikerjakan."))
        return cleaned


class TalkUpdateForm(TalkForm):
    """What may change of a talk."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def talk_initial(row: Interaction) -> Cleaned:
    """Return what the update form starts with."""
    return {
        "kind": row.kind,
        "on": row.on,
        "contact": row.contact_id,
        "text": row.text,
        "version": row.version,
    }


class RingForm(Form):
    """A village around a company's site."""

    village = RegionField(label=gettext_lazy("Desa atau kelurahan"), help_text=NAME_OR_CODE)
    source = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Menurut siapa"),
        help_text=gettext_lazy("Misalnya: dokumen AMDAL 2021, atau keterangan perusahaan."),
    )


def months() -> list[tuple[int, Any]]:
    """Return the twelve months."""
    return list(MONTHS.items())


class SeasonForm(Form):
    """When a company takes proposals and decides its budget."""

    proposals_months = forms.TypedMultipleChoiceField(
        coerce=int,
        choices=months,
        required=False,
        label=gettext_lazy("Bulan usulan diterima"),
        widget=forms.CheckboxSelectMultiple,
    )
    decision_months = forms.TypedMultipleChoiceField(
        coerce=int,
        choices=months,
        required=False,
        label=gettext_lazy("Bulan anggaran diputuskan"),
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(max_length=300, required=False, label=gettext_lazy("Keterangan"))
    source = forms.CharField(max_length=200, required=False, label=gettext_lazy("Menurut siapa"))
    version = forms.IntegerField(widget=forms.HiddenInput)


def season_initial(season: BudgetSeason | None) -> Cleaned:
    """Return what the season form starts with."""
    if season is None:
        return {"version": 0}
    names = ("proposals_months", "decision_months", "note", "source", "version")
    return {name: getattr(season, name) for name in names}

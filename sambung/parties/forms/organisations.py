"""What a person may type about organisations, programmes, networks, contacts, invitations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.parties import queries
from sambung.parties.forms.pickers import (
    NAME_OR_CODE,
    OnceForm,
    OrganisationField,
    RegionField,
)
from sambung.parties.models import Organisation, OrganisationKind, Role, Side
from sambung.ui.forms import AngkaField, Form, PhoneField

Cleaned = dict[str, Any]


class DayInput(forms.DateInput):
    """The date box of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OrganisationForm(OnceForm):
    """A party to write down."""

    name = forms.CharField(max_length=160, label=gettext_lazy("Nama organisasi"))
    short_name = forms.CharField(
        max_length=60,
        required=False,
        label=gettext_lazy("Nama singkat"),
        help_text=gettext_lazy("Dipakai di tabel dan daftar."),
    )
    kind = forms.ChoiceField(choices=OrganisationKind, label=gettext_lazy("Jenis"))
    region = RegionField(
        required=False, label=gettext_lazy("Wilayah atau kedudukan"), help_text=NAME_OR_CODE
    )
    about = forms.CharField(
        max_length=2000,
        required=False,
        label=gettext_lazy("Keterangan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OrganisationUpdateForm(Form):
    """The particulars that may change later."""

    name = forms.CharField(max_length=160, label=gettext_lazy("Nama organisasi"))
    short_name = forms.CharField(max_length=60, required=False, label=gettext_lazy("Nama singkat"))
    about = forms.CharField(
        max_length=2000,
        required=False,
        label=gettext_lazy("Keterangan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class TermForm(Form):
    """Something with a first and a last day."""

    from_on = forms.DateField(required=False, label=gettext_lazy("Mulai"), widget=DayInput)
    to_on = forms.DateField(required=False, label=gettext_lazy("Sampai"), widget=DayInput)

    def clean(self) -> Cleaned:
        """Refuse a last day before the first."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("Tanggal akhir sebelum tanggal mulai."))
        return cleaned


class ProgrammeForm(TermForm):
    """A programme and its term."""

    field_order = ("name", "from_on", "to_on")
    name = forms.CharField(max_length=160, label=gettext_lazy("Nama program"))


class NetworkMemberForm(TermForm):
    """An organisation that belongs to a network."""

    field_order = ("member", "from_on", "to_on")
    member = OrganisationField(
        label=gettext_lazy("Organisasi anggota"),
        help_text=gettext_lazy("Ketik namanya seperti tercatat."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        if isinstance(field, OrganisationField):
            field.actor = actor


class LeaveForm(Form):
    """The day something ended."""

    on = forms.DateField(label=gettext_lazy("Sampai tanggal"), widget=DayInput)


class ContactForm(OnceForm):
    """A person to reach at an organisation."""

    name = forms.CharField(max_length=120, label=gettext_lazy("Nama"))
    title = forms.CharField(max_length=120, required=False, label=gettext_lazy("Jabatan"))
    unit = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Bagian"),
        help_text=gettext_lazy("Misalnya: TJSL di lokasi, atau hukum di kantor pusat."),
    )
    phone = PhoneField(required=False, label=gettext_lazy("Nomor HP"))
    email = forms.EmailField(required=False, label=gettext_lazy("E-mail"))
    told_on = forms.DateField(
        required=False,
        label=gettext_lazy("Diberi tahu pada"),
        help_text=gettext_lazy(
            "Kapan orang ini diberi tahu bahwa nama dan nomornya disimpan, dan untuk apa."
        ),
        widget=DayInput,
    )

    def clean(self) -> Cleaned:
        """Refuse a contact that cannot be reached."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Isi nomor HP atau e-mail."))
        return cleaned


class LinkForm(OnceForm):
    """For whom a personal link is made."""

    for_name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nama penerima"),
        help_text=gettext_lazy("Tautan menyapa orang ini dan hanya untuk dia."),
    )
    phone = PhoneField(
        required=False,
        label=gettext_lazy("Nomor WhatsApp"),
        help_text=gettext_lazy("Agar WhatsApp terbuka langsung di percakapannya."),
    )
    days = AngkaField(
        min_value=1, max_value=90, initial=14, label=gettext_lazy("Berlaku berapa hari")
    )


class InviteForm(LinkForm):
    """A person invited to join an organisation with a role."""

    field_order = ("for_name", "phone", "role", "days")
    role = forms.ChoiceField(
        choices=Role, label=gettext_lazy("Perannya"), widget=forms.RadioSelect, initial=Role.MEMBER
    )


SIDES = [("", gettext_lazy("Semua sisi")), *Side.choices]
KINDS = [("", gettext_lazy("Semua jenis")), *OrganisationKind.choices]
ORDERS = {
    "nama": ("name", "id"),
    "-nama": ("-name", "id"),
    "jenis": ("kind", "name", "id"),
    "-jenis": ("-kind", "name", "id"),
    "wilayah": ("region_id", "name", "id"),
    "-wilayah": ("-region_id", "name", "id"),
}


class OrganisationFilter(Form):
    """What to show of the register; anything unknown is said and shows nothing."""

    cari = forms.CharField(required=False, max_length=80, label=gettext_lazy("Nama"))
    sisi = forms.ChoiceField(required=False, choices=SIDES, label=gettext_lazy("Sisi"))
    jenis = forms.ChoiceField(required=False, choices=KINDS, label=gettext_lazy("Jenis"))
    wilayah = RegionField(required=False, label=gettext_lazy("Wilayah"))

    def rows(self, actor: Actor) -> "queries.Organisations":
        """Return the organisations asked for, in the asked order; none for a filter in error."""
        if not self.is_valid():
            return queries.organisations_visible_to(actor).none()
        asked = self.cleaned_data
        rows = queries.organisations_like(actor, asked["cari"])
        return queries.organisations_among(
            rows, side=asked["sisi"], kind=asked["jenis"], region=asked["wilayah"]
        ).order_by(*ORDERS.get(self.data.get("urut", ""), ORDERS["nama"]))


def initial_of(organisation: Organisation) -> Cleaned:
    """Return what the update form starts with."""
    return {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "about": organisation.about,
        "version": organisation.version,
    }

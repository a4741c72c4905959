"""What a person types when a partnership is opened by hand, and when parties join or leave."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.partnerships.forms.fields import OrganisationField, PlaceField
from sambung.partnerships.models import PartyPart, Road, Stage
from sambung.regions.models import Service
from sambung.ui.forms import AngkaField, Form, RupiahField

ROWS_OF_PARTIES = 6  # more join on the page of the partnership
BY_COST = ""


class OpenForm(Form):
    """A partnership without a package: what, where, for whom, with whom, and how far it is."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    village = PlaceField(
        label=gettext_lazy("Di mana?"),
        help_text=gettext_lazy("Desa lebih baik; kecamatan atau kabupaten bila lebih luas."),
        widget=forms.TextInput(attrs={"list": "tempat-pilihan", "autocomplete": "off"}),
    )
    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Judul"),
        help_text=gettext_lazy("Misalnya: Air minum perpipaan RT 3 dan 4."),
    )
    service = forms.ChoiceField(
        choices=Service.choices, widget=forms.RadioSelect, label=gettext_lazy("Untuk layanan apa?")
    )
    about = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Apa yang dibangun atau dikerjakan, untuk siapa?"),
    )
    people_served = AngkaField(
        required=False,
        max_value=10_000_000,
        label=gettext_lazy("Jiwa yang dilayani"),
        help_text=gettext_lazy("Kosong berarti belum diketahui."),
    )
    total_rp = RupiahField(
        required=False,
        label=gettext_lazy("Seluruh biaya"),
        help_text=gettext_lazy("Perkiraan boleh. Kosong berarti belum diketahui."),
    )
    road = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[(BY_COST, gettext_lazy("Menurut biayanya")), *Road.choices],
        initial=BY_COST,
        label=gettext_lazy("Jalur"),
        help_text=gettext_lazy("Pekerjaan kecil lazimnya lewat jalur ringkas, tanpa MoU."),
    )
    is_running = forms.BooleanField(
        required=False,
        label=gettext_lazy("Kemitraan ini sudah berjalan"),
        help_text=gettext_lazy("Dicatat di tahapnya sekarang, dengan tanggal dan dasarnya."),
    )
    stage = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("pilih tahapnya")), *Stage.choices],
        label=gettext_lazy("Tahap sekarang"),
    )
    since = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Di tahap ini sejak"),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, misalnya 2026-03-31.")},
    )
    ground = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Dasarnya"),
        help_text=gettext_lazy("Misalnya: PKS nomor 12/2025, atau berita acara 3 Mei 2026."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["village"]
        if isinstance(place, PlaceField):
            place.near = tuple(hat.region_code for hat in actor.hats if hat.region_code)
        for number in range(1, ROWS_OF_PARTIES + 1):
            label = _("Pihak %d") % number
            self.fields[f"party_{number}"] = OrganisationField(required=False, label=label)
            self.fields[f"party_{number}"].actor = actor  # type: ignore[attr-defined]
            self.fields[f"part_{number}"] = forms.ChoiceField(
                required=False,
                choices=[("", _("pilih perannya")), *PartyPart.choices],
                label=_("Peran pihak %d") % number,
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the stage, day and ground of one that runs, and for the part of each party."""
        given = self.cleaned_data
        if given.get("is_running"):
            for name in ("stage", "since", "ground"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Diisi bila kemitraan sudah berjalan."))
        for number in range(1, ROWS_OF_PARTIES + 1):
            if given.get(f"party_{number}") and not given.get(f"part_{number}"):
                self.add_error(f"part_{number}", _("Pilih perannya."))
        return given

    def party_rows(self) -> list[tuple[Any, Any]]:
        """Return the bound fields of each party: who, and in what part."""
        return [
            (self[f"party_{number}"], self[f"part_{number}"])
            for number in range(1, ROWS_OF_PARTIES + 1)
        ]


class PackageForm(Form):
    """Which sources take part in a partnership opened from a package without a plan."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    sources = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Sumber yang sudah menyatakan minat"),
    )
    other = OrganisationField(
        required=False,
        label=gettext_lazy("Sumber lain"),
        help_text=gettext_lazy("Tulis namanya. Lainnya dapat ditambah sesudah dibuka."),
    )

    def __init__(
        self, *args: Any, actor: Actor, sources: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].actor = actor  # type: ignore[attr-defined]
        field = self.fields["sources"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(pk), name) for pk, name in sources]
        if not sources:
            del self.fields["sources"]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one source."""
        given = self.cleaned_data
        if not given.get("sources") and not given.get("other") and "other" not in self.errors:
            self.add_error("other", _("Pilih atau tulis paling sedikit satu sumber."))
        return given


class PartyForm(Form):
    """Who joins, in what part, and which other roles."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    organisation = OrganisationField(label=gettext_lazy("Siapa?"))
    part = forms.ChoiceField(
        choices=PartyPart.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Peran utamanya"),
        error_messages={"required": gettext_lazy("Pilih peran utamanya.")},
    )
    roles = forms.MultipleChoiceField(
        required=False,
        choices=PartyPart.choices,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Peran lain"),
    )

    def __init__(self, *args: Any, actor: Actor, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].actor = actor  # type: ignore[attr-defined]
        if is_known:
            del self.fields["organisation"]


class LeaveForm(Form):
    """Why a party leaves."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )

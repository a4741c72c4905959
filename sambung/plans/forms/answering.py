"""How an invitation is sent, answered, written down and looked for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import files
from sambung.parties.models import Ground
from sambung.plans import queries
from sambung.plans.actions import Letter, Said
from sambung.plans.models import InvitationState
from sambung.ui.forms import Form, PhoneField, RupiahField

Cleaned = dict[str, Any]


class InviteForm(Form):
    """Which rows of a plan to invite for, by when, and with what words."""

    packages = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Kegiatan"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    answer_by = forms.DateField(
        label=gettext_lazy("Jawaban ditunggu sampai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "Setelah itu ajakan lewat dengan sendirinya dan dananya bebas lagi."
        ),
    )
    message = forms.CharField(
        label=gettext_lazy("Pesan untuk sumber dana"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, lines: tuple[queries.Line, ...], stale: frozenset[int], **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        field = self.fields["packages"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(line.package_id, line.title) for line in lines]
        fresh = [line.package_id for line in lines if line.package_id not in stale]
        self.initial.setdefault("packages", fresh)
        self.initial.setdefault("answer_by", timezone.localdate() + timedelta(days=30))


class LetterField(forms.FileField):
    """A letter or its photo; the content decides, never the name."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse at once what would not be kept."""
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            files.inspect(upload)
        return upload


class AcceptForm(Form):
    """Pledge with the letter."""

    letter = LetterField(
        label=gettext_lazy("Surat kesanggupan"),
        help_text=gettext_lazy("Foto atau PDF surat yang ditandatangani."),
    )
    letter_number = forms.CharField(
        label=gettext_lazy("Nomor surat"),
        max_length=80,
        help_text=gettext_lazy("Seperti tertulis."),
    )

    @property
    def given(self) -> Letter:
        """Return the letter as the action takes it."""
        return Letter(self.cleaned_data["letter"], self.cleaned_data["letter_number"])


class ChangeForm(Form):
    """Propose another amount."""

    amount_rp = RupiahField(label=gettext_lazy("Jumlah yang sanggup dipikul"), min_value=1)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeclineForm(Form):
    """Say why not."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dibaca pengirim ajakan, agar rencana berikutnya lebih cocok."),
    )


class RecordForm(Form):
    """Write down what a source said, and on what ground."""

    state = forms.ChoiceField(
        label=gettext_lazy("Jawaban sumber dana"),
        choices=[
            (InvitationState.ACCEPTED, gettext_lazy("Menyanggupi, suratnya ada")),
            (InvitationState.WILLING, gettext_lazy("Bersedia, surat menyusul")),
            (InvitationState.CHANGED, gettext_lazy("Mengusulkan jumlah lain")),
            (InvitationState.DECLINED, gettext_lazy("Belum dapat")),
        ],
        widget=forms.RadioSelect,
    )
    amount_rp = RupiahField(label=gettext_lazy("Jumlah lain"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    letter = LetterField(label=gettext_lazy("Surat kesanggupan"), required=False)
    letter_number = forms.CharField(
        label=gettext_lazy("Nomor surat"), required=False, max_length=80
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Dasar catatan ini"), choices=Ground.choices, widget=forms.RadioSelect
    )
    ground_note = forms.CharField(
        label=gettext_lazy("Keterangan dasar"),
        max_length=300,
        help_text=gettext_lazy("Misalnya: telepon dengan bagian CSR, 20 November."),
    )

    def clean(self) -> Cleaned:
        """Ask for what the chosen answer needs."""
        cleaned: Cleaned = super().clean() or self.cleaned_data
        needs = {
            InvitationState.ACCEPTED: ("letter", _("Lampirkan suratnya, atau pilih bersedia.")),
            InvitationState.CHANGED: ("amount_rp", _("Isi jumlah yang diusulkan.")),
            InvitationState.DECLINED: ("reason", _("Isi alasannya.")),
        }
        field, words = needs.get(cleaned.get("state", ""), ("", ""))
        if field and not cleaned.get(field) and field not in self.errors:
            self.add_error(field, words)
        return cleaned

    @property
    def said(self) -> Said:
        """Return the answer as the action takes it."""
        data = self.cleaned_data
        letter = Letter(data["letter"], data["letter_number"]) if data["letter"] else None
        return Said(
            state=data["state"],
            ground=data["ground"],
            ground_note=data["ground_note"],
            amount_rp=data["amount_rp"],
            reason=data["reason"],
            letter=letter,
        )


class AnotherForm(Form):
    """Which other source to ask for what is missing, how much and until when."""

    offer = forms.TypedChoiceField(
        label=gettext_lazy("Sumber dana"), coerce=int, widget=forms.RadioSelect
    )
    amount_rp = RupiahField(label=gettext_lazy("Jumlah yang diajak"), min_value=1)
    answer_by = forms.DateField(
        label=gettext_lazy("Jawaban ditunggu sampai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, choices: list[tuple[int, str]], missing_rp: int, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        field = self.fields["offer"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = choices
        self.initial.setdefault("amount_rp", missing_rp)
        self.initial.setdefault("answer_by", timezone.localdate() + timedelta(days=30))


class LinkForm(Form):
    """For whom a personal link is."""

    for_name = forms.CharField(label=gettext_lazy("Nama penerima"), max_length=120)
    for_phone = PhoneField(label=gettext_lazy("Nomor WhatsApp"), required=False)


class ReasonForm(Form):
    """Why an invitation is taken back."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=500)


class InvitationFilter(Form):
    """Which invitations to list."""

    keadaan = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        required=False,
        choices=[("", gettext_lazy("semua")), *InvitationState.choices],
    )
    arah = forms.ChoiceField(
        label=gettext_lazy("Arah"),
        required=False,
        choices=[
            ("", gettext_lazy("semua")),
            ("masuk", gettext_lazy("untuk kami")),
            ("keluar", gettext_lazy("dari kami")),
        ],
    )
    cari = forms.CharField(
        label=gettext_lazy("Cari kegiatan atau sumber"), required=False, max_length=80
    )
    rencana = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**31)

    @property
    def wanted(self) -> Cleaned:
        """Return what was chosen; what cannot be read filters nothing."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

"""What an officer types into a letter."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.parties.forms.organisations import DayInput
from sambung.parties.forms.pickers import OnceForm
from sambung.parties.models import Letter
from sambung.parties.queries.papers import WITH_EVENT
from sambung.ui.forms import Form

Cleaned = dict[str, Any]
EVENT_FIELDS = ("event_on", "event_time", "event_place", "event_agenda")
KEPT: tuple[str, ...] = (
    "recipient",
    "recipient_place",
    "nature",
    "attachment",
    "subject",
    "opening",
    "closing",
)
KEPT += ("copies", "event_time", "event_place", "event_agenda")


def area(rows: int) -> forms.Textarea:
    """Return a text box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class LetterForm(OnceForm):
    """An official letter: number, to whom, what about, what it says, where to meet."""

    number = forms.CharField(
        max_length=80,
        required=False,
        label=gettext_lazy("Nomor surat"),
        help_text=gettext_lazy("Boleh kosong dulu; diisi setelah dari agenda surat."),
    )
    dated_on = forms.DateField(label=gettext_lazy("Tanggal surat"), widget=DayInput)
    nature = forms.CharField(max_length=40, label=gettext_lazy("Sifat"))
    attachment = forms.CharField(max_length=60, label=gettext_lazy("Lampiran"))
    subject = forms.CharField(max_length=200, label=gettext_lazy("Hal"))
    recipient = forms.CharField(
        max_length=600,
        label=gettext_lazy("Yth."),
        help_text=gettext_lazy("Satu baris tiap bagian: jabatan, perusahaan, u.p. siapa."),
        widget=area(3),
    )
    recipient_place = forms.CharField(max_length=120, label=gettext_lazy("di"))
    opening = forms.CharField(max_length=3000, label=gettext_lazy("Isi surat"), widget=area(6))
    event_on = forms.DateField(
        required=False, label=gettext_lazy("Hari, tanggal pertemuan"), widget=DayInput
    )
    event_time = forms.CharField(
        max_length=80,
        required=False,
        label=gettext_lazy("Waktu"),
        help_text=gettext_lazy("Misalnya: pukul 09.00 WITA sampai selesai."),
    )
    event_place = forms.CharField(max_length=200, required=False, label=gettext_lazy("Tempat"))
    event_agenda = forms.CharField(max_length=300, required=False, label=gettext_lazy("Acara"))
    closing = forms.CharField(max_length=2000, label=gettext_lazy("Penutup"), widget=area(4))
    copies = forms.CharField(
        max_length=600,
        required=False,
        label=gettext_lazy("Tembusan"),
        help_text=gettext_lazy("Satu baris tiap penerima. Boleh kosong."),
        widget=area(2),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in WITH_EVENT:
            for name in EVENT_FIELDS:
                del self.fields[name]

    @property
    def kept(self) -> dict[str, str]:
        """Return the words of the letter as it keeps them."""
        data = self.cleaned_data
        day = data.get("event_on")
        words = {name: data.get(name, "") for name in KEPT}
        return {**words, "event_on": day.isoformat() if day else ""}


def letter_initial(letter: Letter) -> Cleaned:
    """Return what the form of a kept letter starts with."""
    return {
        **letter.fields,
        "number": letter.number,
        "dated_on": letter.dated_on,
        "version": letter.version,
    }


class SentForm(Form):
    """The day a letter left the house."""

    sent_on = forms.DateField(label=gettext_lazy("Terkirim pada"), widget=DayInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_sent_on(self) -> Any:
        """Refuse a day that has not come yet."""
        day = self.cleaned_data["sent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day


class VersionForm(Form):
    """Which version of a thing a button was pressed on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

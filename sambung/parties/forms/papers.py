"""What a person may type about an organisation's papers and letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import files
from sambung.parties.models import Letterhead, Organisation
from sambung.ui.forms import Form

Cleaned = dict[str, Any]
MOST_LINES = 5


class LetterheadForm(Form):
    """The head of an organisation's papers and who signs them."""

    lines = forms.CharField(
        max_length=400,
        label=gettext_lazy("Baris kop"),
        help_text=gettext_lazy(
            "Satu baris tiap tingkat, misalnya: PEMERINTAH KABUPATEN …, lalu nama badan atau dinas."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    address = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Alamat, telepon, e-mail"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(
        max_length=80,
        required=False,
        label=gettext_lazy("Tempat surat dibuat"),
        help_text=gettext_lazy("Berdiri di depan tanggal, misalnya Paringin."),
    )
    logo = forms.FileField(
        required=False,
        label=gettext_lazy("Lambang"),
        help_text=gettext_lazy("Foto PNG atau JPEG, sebaiknya persegi."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    without_logo = forms.BooleanField(required=False, label=gettext_lazy("Tanpa lambang"))
    signatory_name = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("Nama penandatangan")
    )
    signatory_title = forms.CharField(
        max_length=160, required=False, label=gettext_lazy("Jabatan penandatangan")
    )
    signatory_number = forms.CharField(
        max_length=30,
        required=False,
        label=gettext_lazy("NIP"),
        help_text=gettext_lazy("Dicetak di bawah nama bila diisi. Bukan NIK."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_lines(self) -> str:
        """Refuse a head of more lines than a page has room for."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines()]
        kept = [line for line in lines if line]
        if len(kept) > MOST_LINES:
            raise forms.ValidationError(_("Paling banyak lima baris."))
        return "\n".join(kept)

    def clean_logo(self) -> Any:
        """Refuse a logo that is no picture."""
        logo = self.cleaned_data["logo"]
        if logo and not files.inspect(logo).kind.startswith("image/"):
            raise forms.ValidationError(_("Lambang harus berupa foto PNG atau JPEG."))
        return logo


def letterhead_initial(organisation: Organisation, head: Letterhead | None) -> Cleaned:
    """Return what the form starts with: what is kept, else the organisation's own name."""
    if head is None:
        return {"lines": organisation.name.upper(), "version": 0}
    names = ("lines", "address", "place", "signatory_name", "signatory_title", "signatory_number")
    return {**{name: getattr(head, name) for name in names}, "version": head.version}

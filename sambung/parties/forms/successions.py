"""Who is invited to take over somebody's duties."""

from django import forms
from django.utils.translation import gettext_lazy

from sambung.parties.forms.pickers import OnceForm
from sambung.ui.forms import PhoneField


class SuccessorForm(OnceForm):
    """The person a personal link is made for."""

    for_name = forms.CharField(max_length=120, label=gettext_lazy("Nama pengganti"))
    phone = PhoneField(
        required=False,
        label=gettext_lazy("Nomor WhatsApp"),
        help_text=gettext_lazy("Agar WhatsApp terbuka langsung di percakapannya."),
    )

"""What a person types to say on what law a partnership rests."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.governance.models import Decree, LegalInstrument
from sambung.governance.queries import decrees_for, instruments_for
from sambung.partnerships.forms.partnership import OnceForm
from sambung.partnerships.models import Agreement, Partnership
from sambung.partnerships.rules import OPEN_TEXT


class CitationForm(OnceForm):
    """One instrument with its articles, or one decree."""

    instrument = forms.ModelChoiceField(
        queryset=LegalInstrument.objects.none(),
        required=False,
        empty_label=gettext_lazy("pilih peraturan"),
        label=gettext_lazy("Peraturan"),
    )
    articles = forms.CharField(
        max_length=160,
        required=False,
        label=gettext_lazy("Pasal"),
        help_text=gettext_lazy("Misalnya: 54; 14 ayat (4)."),
    )
    decree = forms.ModelChoiceField(
        queryset=Decree.objects.none(),
        required=False,
        empty_label=gettext_lazy("pilih keputusan"),
        label=gettext_lazy("Atau keputusan"),
    )
    agreement = forms.ModelChoiceField(
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=gettext_lazy("kemitraan seluruhnya"),
        label=gettext_lazy("Untuk"),
    )
    note = forms.CharField(max_length=300, required=False, label=gettext_lazy("Catatan"))

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        agreements: QuerySet[Agreement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "instrument": instruments_for(partnership.village_id),
            "decree": decrees_for(partnership.village_id),
            "agreement": agreements.filter(state__in=OPEN_TEXT),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Hold that exactly one thing is cited."""
        given = super().clean() or self.cleaned_data
        if bool(given.get("instrument")) == bool(given.get("decree")):
            self.add_error("instrument", _("Pilih satu peraturan atau satu keputusan."))
        return given

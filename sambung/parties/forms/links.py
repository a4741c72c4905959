"""What the holder of a personal link may answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.ui.forms import Form

RIGHT, WRONG = "benar", "koreksi"


class AnswerForm(Form):
    """Whether what was written in one's name is right, and if not, what is."""

    answer = forms.ChoiceField(
        choices=[
            (RIGHT, gettext_lazy("Benar, ini sesuai")),
            (WRONG, gettext_lazy("Ada yang perlu dikoreksi")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("Apakah catatan ini benar?"),
        error_messages={"required": gettext_lazy("Pilih salah satu jawaban.")},
    )
    correction = forms.CharField(
        max_length=1000,
        required=False,
        label=gettext_lazy("Apa yang perlu dikoreksi"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a correction without words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == WRONG and not cleaned.get("correction", "").strip():
            self.add_error("correction", _("Tulis apa yang perlu dikoreksi."))
        return cleaned

    @property
    def is_right(self) -> bool:
        """Return whether the record is confirmed."""
        return bool(self.cleaned_data["answer"] == RIGHT)

"""What a person types about duties: a letter, a ground, a question of one's own, a target."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground
from sambung.partnerships import lifecycle
from sambung.partnerships.actions import DutyTerms
from sambung.partnerships.forms.partnership import OnceForm
from sambung.partnerships.models import Letter, Party, Stage
from sambung.ui.forms import AngkaField, Form

ALL_STAGES = "semua"


class LetterForm(Form):
    """Which party holds which letter at one stage, and on what ground."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Pihak"),
        error_messages={
            "required": gettext_lazy("Pilih salah satu pihak."),
            "invalid_choice": gettext_lazy("Pilih salah satu pihak dari daftar."),
        },
    )
    letter = forms.ChoiceField(
        choices=Letter.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Sebagai"),
        error_messages={"required": gettext_lazy("Pilih sebagai apa.")},
    )
    ground = forms.CharField(
        max_length=160,
        required=False,
        label=gettext_lazy("Dasarnya"),
        help_text=gettext_lazy("Misalnya: surat tugas, perjanjian pasal 6, kesepakatan rapat."),
    )

    def __init__(self, *args: Any, parties: QuerySet[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties


class GroundForm(OnceForm):
    """On what it rests that a party is said to agree."""

    ground = forms.ChoiceField(
        choices=Ground.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Dasar catatan ini"),
        error_messages={"required": gettext_lazy("Pilih dasarnya.")},
    )
    ground_note = forms.CharField(
        max_length=300,
        label=gettext_lazy("Nomor surat, tanggal, atau rapat"),
        help_text=gettext_lazy("Misalnya: berita acara musyawarah desa, 12 Maret 2027."),
        error_messages={"required": gettext_lazy("Sebutkan surat, tanggal, atau rapatnya.")},
    )

    def given(self) -> GroundGiven:
        """Return the ground as the actions take it."""
        return GroundGiven(self.cleaned_data["ground"], self.cleaned_data["ground_note"])


class DutyForm(OnceForm):
    """What a duty asks, in which group, whether it decides, and at which stages it is at work."""

    question = forms.CharField(
        max_length=200,
        label=gettext_lazy("Pertanyaannya"),
        help_text=gettext_lazy("Misalnya: Siapa yang menjaga hutan di sekitar mata air?"),
        error_messages={"required": gettext_lazy("Tulis pertanyaannya.")},
    )
    group = forms.ChoiceField(
        choices=list(lifecycle.GROUP_LABELS.items()),
        widget=forms.RadioSelect,
        label=gettext_lazy("Kelompok"),
        error_messages={"required": gettext_lazy("Pilih salah satu kelompok.")},
    )
    is_critical = forms.BooleanField(
        required=False, label=gettext_lazy("Menentukan: tampil paling atas")
    )
    stages = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Di tahap"),
        help_text=gettext_lazy("Kosongkan untuk memakai tahap yang lazim."),
    )

    def __init__(self, *args: Any, stages: Sequence[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stages"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(stage.value, stage.label) for stage in stages]

    def terms(self) -> DutyTerms:
        """Return what was typed as the actions take it."""
        data = self.cleaned_data
        return DutyTerms(data["question"], data["group"], data["is_critical"], data["stages"])


class ProfileForm(OnceForm):
    """Points for each party: how duties, or money, should be divided."""

    note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Misalnya: hasil rapat para pihak, atau aturan program."),
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = list(parties)
        for party in self.parties:
            self.fields[f"p{party.pk}"] = AngkaField(
                label=str(party), min_value=0, max_value=1000, required=False
            )

    @property
    def rows(self) -> list[Any]:
        """Return the fields of the parties, in their order."""
        return [self[f"p{party.pk}"] for party in self.parties]

    def points(self) -> dict[int, int]:
        """Return the points by party; an empty field is nothing."""
        return {party.pk: self.cleaned_data[f"p{party.pk}"] or 0 for party in self.parties}


class MatrixFilter(Form):
    """Which stage, and which party, of the matrix."""

    tahap = forms.ChoiceField(required=False, label=gettext_lazy("Tahap"))
    pihak = forms.ChoiceField(required=False, label=gettext_lazy("Pihak"))

    def __init__(
        self, *args: Any, stages: Sequence[Stage], parties: Sequence[Party], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "tahap": [(ALL_STAGES, gettext_lazy("Semua tahap"))]
            + [(stage.value, stage.label) for stage in stages],
            "pihak": [("", gettext_lazy("Semua pihak"))]
            + [(str(party.pk), str(party)) for party in parties],
        }
        for name, given in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = given

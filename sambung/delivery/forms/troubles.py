"""What a person may type about issues, risks and ceremonies, and what narrows their list."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from sambung.delivery import lifecycle
from sambung.delivery.actions import TroubleFacts
from sambung.delivery.forms.asking import OnceForm, day
from sambung.delivery.models import Trouble, TroubleKind
from sambung.partnerships.models import Party

OPEN, CLOSED = "terbuka", "ditutup"


def level(label: Any) -> forms.TypedChoiceField:
    """Return a choice of low, middle, high, or not known yet."""
    return forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", gettext_lazy("belum diketahui")), *lifecycle.LEVELS.items()],
        label=label,
    )


class TroubleForm(OnceForm):
    """What is wrong, or may go wrong; who sees to it, by when."""

    kind = forms.ChoiceField(
        choices=[
            (TroubleKind.ISSUE, gettext_lazy("Masalah: sudah terjadi")),
            (TroubleKind.RISK, gettext_lazy("Risiko: dapat terjadi")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("Jenis"),
        error_messages={"required": gettext_lazy("Pilih: masalah atau risiko.")},
    )
    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Apa yang terjadi, atau dapat terjadi?"),
        error_messages={"required": gettext_lazy("Tulis dalam satu kalimat.")},
    )
    note = forms.CharField(
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Keterangan dan rencana"),
    )
    likelihood = level(gettext_lazy("Kemungkinan (untuk risiko)"))
    impact = level(gettext_lazy("Dampak"))
    owner = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum ada penanggung jawab"),
        label=gettext_lazy("Yang menangani"),
    )
    due_on = day(required=False, label=gettext_lazy("Ditangani paling lambat"))

    def __init__(self, *args: Any, parties: QuerySet[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties

    def facts(self) -> TroubleFacts:
        """Return it as the actions take it."""
        names = ("kind", "title", "note", "likelihood", "impact", "owner", "due_on")
        return TroubleFacts(**{name: self.cleaned_data[name] for name in names})


class OutcomeForm(OnceForm):
    """How it ended."""

    outcome = forms.CharField(
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Bagaimana berakhirnya?"),
        error_messages={"required": gettext_lazy("Tulis bagaimana berakhirnya.")},
    )


class CeremonyForm(OnceForm):
    """A ceremony: what and when."""

    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Acara"),
        error_messages={"required": gettext_lazy("Tulis nama acaranya.")},
    )
    on = day(label=gettext_lazy("Tanggal"))
    note = forms.CharField(required=False, max_length=300, label=gettext_lazy("Catatan"))


class TroubleFilter(django_filters.FilterSet):
    """Issues and risks by word, kind, state and who sees to them."""

    cari = django_filters.CharFilter(
        field_name="title", lookup_expr="icontains", label=gettext_lazy("Kata dalam judul")
    )
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=TroubleKind.choices,
        label=gettext_lazy("Jenis"),
        empty_label=gettext_lazy("Masalah dan risiko"),
    )
    keadaan = django_filters.ChoiceFilter(
        method="in_state",
        choices=[(OPEN, gettext_lazy("terbuka")), (CLOSED, gettext_lazy("ditutup"))],
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )

    class Meta:
        model = Trouble
        fields: list[str] = []

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Keep what is open, or what was closed."""
        return rows.filter(closed_on__isnull=state == OPEN)

"""What a person may type about documents, and what narrows their list."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from sambung.core.files import inspect_document
from sambung.parties.models import Organisation
from sambung.partnerships.models import DocumentKind
from sambung.partnerships.queries.papers import Recipe, Said
from sambung.ui.forms import Form

STATES = [
    ("konsep", gettext_lazy("konsep")),
    ("pihak", gettext_lazy("untuk para pihak")),
    ("terbit", gettext_lazy("terbit")),
    ("dasar", gettext_lazy("menjadi dasar")),
    ("ditarik", gettext_lazy("ditarik")),
]
MIME = (
    ".pdf,.docx,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp,"
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)


class UploadForm(Form):
    """A file of a document: PDF, DOCX or photo."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    upload = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy("PDF, DOCX tanpa makro, atau foto JPEG, PNG, WEBP."),
        widget=forms.ClearableFileInput(attrs={"accept": MIME}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya."),
            "empty": gettext_lazy("Berkas ini kosong."),
        },
    )
    number = forms.CharField(max_length=120, required=False, label=gettext_lazy("Nomor dokumen"))
    dated_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Tanggal dokumen"),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31.")},
    )

    def clean_upload(self) -> Any:
        """Refuse what is no document, at the field, with everything typed kept."""
        upload = self.cleaned_data["upload"]
        inspect_document(upload)
        return upload


class DocumentForm(UploadForm):
    """A document that is brought: what it is, whose, and who may read it."""

    kind = forms.ChoiceField(choices=DocumentKind.choices, label=gettext_lazy("Jenis"))
    title = forms.CharField(max_length=200, label=gettext_lazy("Judul"))
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=None,
        label=gettext_lazy("Dokumen siapa"),
        help_text=gettext_lazy(
            "Bila bukan organisasi Anda, dokumen tercatat atas nama pihak itu sampai dibenarkan."
        ),
    )
    is_private = forms.BooleanField(
        required=False,
        label=gettext_lazy("Simpan sebagai konsep"),
        help_text=gettext_lazy("Hanya terbaca oleh organisasi Anda sampai dibagikan."),
    )
    field_order = ("kind", "title", "upload", "number", "dated_on", "organisation", "is_private")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations


class WithdrawForm(Form):
    """Why a document is withdrawn."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )


class DocumentFilter(django_filters.FilterSet):
    """Documents by words, kind, whose, and state."""

    cari = django_filters.CharFilter(method="holds", label=gettext_lazy("Judul atau nomor"))
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=DocumentKind.choices,
        label=gettext_lazy("Jenis"),
        empty_label=gettext_lazy("Semua jenis"),
    )
    milik = django_filters.ChoiceFilter(
        field_name="organisation_id",
        label=gettext_lazy("Milik"),
        empty_label=gettext_lazy("Semua pihak"),
    )
    keadaan = django_filters.ChoiceFilter(
        method="in_state",
        choices=STATES,
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["milik"].extra["choices"] = organisations

    def holds(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep what holds every word in its title or number."""
        for word in words.split()[:5]:
            rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
        return rows

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Keep what stands so."""
        conditions = {
            "konsep": Q(is_private=True),
            "pihak": Q(is_private=False, is_published=False, locked_at__isnull=True),
            "terbit": Q(is_published=True),
            "dasar": Q(locked_at__isnull=False),
        }
        if state not in conditions:
            return rows.filter(withdrawn_at__isnull=False)
        return rows.filter(conditions[state], withdrawn_at__isnull=True)


class PaperForm(Form):
    """What a paper needs beside the facts: whose it is, its day and number, who signs, texts."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        empty_label=None,
        label=gettext_lazy("Dibuat oleh"),
        help_text=gettext_lazy("Kop suratnya dipakai di kepala dokumen."),
    )
    number = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Nomor"),
        help_text=gettext_lazy("Kosongkan bila nomornya belum ada; tersedia titik-titik."),
    )
    dated_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Tanggal"),
        error_messages={
            "required": gettext_lazy("Tulis tanggalnya."),
            "invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31."),
        },
    )
    place = forms.CharField(max_length=80, required=False, label=gettext_lazy("Tempat"))
    signer_name = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("Nama penanda tangan")
    )
    signer_title = forms.CharField(max_length=160, required=False, label=gettext_lazy("Jabatan"))
    signer_number = forms.CharField(
        max_length=30,
        required=False,
        label=gettext_lazy("NIP"),
        help_text=gettext_lazy("Hanya bila dicetak di surat. Jangan menulis NIK."),
    )
    is_private = forms.BooleanField(
        required=False,
        label=gettext_lazy("Simpan sebagai konsep"),
        help_text=gettext_lazy("Hanya terbaca oleh organisasi Anda sampai dibagikan."),
    )

    def __init__(
        self,
        *args: Any,
        recipe: Recipe,
        things: list[tuple[str, str]],
        organisations: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recipe = recipe
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations
        if recipe.about:
            self.fields["about"] = forms.ChoiceField(label=str(recipe.about), choices=things)
        for ask in recipe.asks:
            self.fields[f"text_{ask.key}"] = forms.CharField(
                max_length=6000,
                required=ask.is_needed,
                widget=forms.Textarea(attrs={"rows": 4}),
                label=str(ask.label),
                help_text=str(ask.hint),
                initial=ask.start,
            )

    def text_fields(self) -> list[forms.BoundField]:
        """Return the free texts, for the page."""
        return [self[f"text_{ask.key}"] for ask in self.recipe.asks]

    def said(self) -> Said:
        """Return what was filled in."""
        given = self.cleaned_data
        names = ("dated_on", "number", "place", "signer_name", "signer_title", "signer_number")
        return Said(
            **{name: given[name] for name in names},
            about=given.get("about", ""),
            texts={ask.key: given[f"text_{ask.key}"] for ask in self.recipe.asks},
        )

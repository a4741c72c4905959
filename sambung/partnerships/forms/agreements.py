"""What a person types about agreements: their terms, clauses, reviews, signatories and signing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from sambung.governance.models import Decree
from sambung.parties.models import Ground, Organisation
from sambung.partnerships.forms.partnership import OnceForm
from sambung.partnerships.lifecycle.agreements import OUTCOMES
from sambung.partnerships.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    Contribution,
    Party,
    SigningWay,
)
from sambung.partnerships.queries.agreement_facts import amount_of
from sambung.ui import formats

BAD_DAY = {"invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31.")}


def day(**given: Any) -> forms.DateField:
    """Return a field for one day."""
    given.setdefault("required", False)
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, error_messages=BAD_DAY, **given)


def text(rows: int, **given: Any) -> forms.CharField:
    """Return a field for a longer text."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **given)


def contribution_words(row: Contribution) -> str:
    """Return who gives what, and the amount an agreement would state."""
    what = row.title or row.get_kind_display()
    return f"{row.party.organisation}: {what}, {formats.rupiah(amount_of(row))}"


class TermsForm(OnceForm):
    """Title, place, days and money schedule of an agreement."""

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Tentang"),
        help_text=gettext_lazy("Ditulis sesudah kata TENTANG di kepala naskah."),
    )
    place = forms.CharField(
        max_length=160,
        required=False,
        label=gettext_lazy("Tempat penandatanganan"),
        help_text=gettext_lazy("Kosongkan untuk memakai nama kabupaten atau kotanya."),
    )
    planned_on = day(
        label=gettext_lazy("Hari penandatanganan"),
        help_text=gettext_lazy("Kosongkan bila belum tentu; naskah memberi tempat mengisinya."),
    )
    starts_on = day(
        label=gettext_lazy("Mulai berlaku"),
        help_text=gettext_lazy("Kosongkan bila berlaku sejak ditandatangani."),
    )
    ends_on = day(label=gettext_lazy("Hari terakhir berlaku"))
    contributions = forms.ModelMultipleChoiceField(
        queryset=Contribution.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Kontribusi yang disebut"),
        help_text=gettext_lazy("Jumlahnya tercatat disepakati setelah semua pihak tanda tangan."),
    )

    def __init__(
        self, *args: Any, contributions: QuerySet[Contribution] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if contributions is None:
            del self.fields["contributions"]
        else:
            field = self.fields["contributions"]
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.queryset = contributions

    def name_contributions(self) -> None:
        """Say of each contribution who gives what, and its amount."""
        field = self.fields["contributions"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            rows = field.queryset.all() if field.queryset is not None else []
            field.choices = [(row.pk, contribution_words(row)) for row in rows]

    def clean(self) -> dict[str, Any]:
        """Hold that the end does not come before the start."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("starts_on"), given.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", gettext_lazy("Tanggal berakhir mendahului tanggal mulai."))
        return given


class DraftForm(TermsForm):
    """What kind of agreement is drafted, from which wording, over which earlier one."""

    kind = forms.ChoiceField(
        choices=AgreementKind.choices, widget=forms.RadioSelect, label=gettext_lazy("Jenis naskah")
    )
    template = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Templat"),
        help_text=gettext_lazy("Templat wilayah hanya dipakai untuk jenis yang sama."),
    )
    base = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Perjanjian asal"),
        help_text=gettext_lazy("Untuk adendum, atau untuk memperbarui perjanjian yang berlaku."),
    )
    field_order = ("token", "version", "kind", "template", "base", "title")

    def __init__(
        self,
        *args: Any,
        templates: Sequence[tuple[str, Any]],
        bases: Sequence[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        shipped = ("", gettext_lazy("Templat bawaan Sambung"))
        for name, choices in (("template", [shipped, *templates]), ("base", [("", "–"), *bases])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class ClauseForm(OnceForm):
    """The agreed wording of one clause."""

    heading = forms.CharField(max_length=160, required=False, label=gettext_lazy("Judul pasal"))
    wording = text(
        12,
        max_length=8000,
        label=gettext_lazy("Bunyi yang disepakati"),
        help_text=gettext_lazy("Satu ayat satu baris, diawali (1), (2), atau a., b."),
        error_messages={
            "required": gettext_lazy("Isi pasal tidak boleh kosong."),
            "max_length": gettext_lazy("Terlalu panjang; pecah menjadi beberapa pasal."),
        },
    )


class VersionForm(OnceForm):
    """What changed in a version."""

    note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Catatan versi"),
        help_text=gettext_lazy("Misalnya: sesudah telaah Bagian Hukum."),
    )


class OutsideForm(VersionForm):
    """A DOCX changed outside, with its PDF."""

    docx = forms.FileField(label=gettext_lazy("Naskah DOCX"))
    pdf = forms.FileField(
        label=gettext_lazy("PDF dari naskah yang sama"),
        help_text=gettext_lazy("PDF inilah yang diikat sidiknya saat ditandatangani."),
    )


class ReviewForm(OnceForm):
    """To which desk of which house a version is sent, and by when it should answer."""

    desk = forms.CharField(
        max_length=120,
        label=gettext_lazy("Penelaah"),
        help_text=gettext_lazy("Misalnya: Bagian Hukum, TKKSD, Legal perusahaan."),
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=gettext_lazy("Lembaganya"), empty_label=None
    )
    sent_on = day(required=True, label=gettext_lazy("Dikirim"))
    due_on = day(label=gettext_lazy("Jawaban paling lambat"))

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = houses


class AnswerForm(OnceForm):
    """How a review was answered."""

    outcome = forms.ChoiceField(
        choices=list(OUTCOMES.items()), widget=forms.RadioSelect, label=gettext_lazy("Hasil telaah")
    )
    note = text(
        4,
        max_length=2000,
        required=False,
        label=gettext_lazy("Catatan atau alasan"),
        help_text=gettext_lazy("Wajib bila ada catatan atau dikembalikan."),
    )
    answered_on = day(required=True, label=gettext_lazy("Tanggal jawaban"))


class SignatoryForm(OnceForm):
    """Who signs for a party, and by what mandate."""

    party = forms.ModelChoiceField(
        queryset=Party.objects.none(), label=gettext_lazy("Pihak"), empty_label=None
    )
    name = forms.CharField(max_length=120, label=gettext_lazy("Nama penanda tangan"))
    title = forms.CharField(max_length=160, label=gettext_lazy("Jabatan"))
    mandate = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Dasar kewenangan"),
        help_text=gettext_lazy("Misalnya: Keputusan Bupati Nomor …, akta pendirian, surat kuasa."),
    )
    mandate_decree = forms.ModelChoiceField(
        queryset=Decree.objects.none(),
        required=False,
        label=gettext_lazy("SK atau surat kuasa yang tercatat"),
        empty_label=gettext_lazy("Tidak ada"),
    )
    mandate_until = day(
        label=gettext_lazy("Berlaku sampai"),
        help_text=gettext_lazy("Kosongkan bila tidak ada batasnya."),
    )
    position = forms.IntegerField(
        min_value=1,
        max_value=50,
        required=False,
        label=gettext_lazy("Urutan tanda tangan"),
        help_text=gettext_lazy("Angka sama berarti boleh bersamaan."),
    )

    def __init__(
        self, *args: Any, parties: QuerySet[Party], decrees: QuerySet[Decree], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("party", parties), ("mandate_decree", decrees)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


class SigningForm(OnceForm):
    """The record of one signing."""

    signed_on = day(required=True, label=gettext_lazy("Hari tanda tangan"))
    letter_number = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nomor surat pihak ini"),
        help_text=gettext_lazy("Setiap pihak memberi nomornya sendiri pada naskah."),
    )
    way = forms.ChoiceField(
        choices=SigningWay.choices, widget=forms.RadioSelect, label=gettext_lazy("Caranya")
    )
    provider = forms.CharField(
        max_length=80,
        required=False,
        label=gettext_lazy("Penyelenggara sertifikat elektronik"),
        help_text=gettext_lazy("Misalnya BSrE, hanya untuk tanda tangan tersertifikasi."),
    )
    scan = forms.FileField(
        required=False,
        label=gettext_lazy("Pindaian naskah asli, atau berkas yang tersertifikasi"),
        help_text=gettext_lazy("PDF atau foto; tampak tanda tangan dan meterainya."),
    )
    ground = forms.ChoiceField(choices=Ground.choices, label=gettext_lazy("Dasar atas nama"))
    ground_note = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Keterangan dasar itu")
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"].required = not is_own
        if is_own:
            del self.fields["ground"]
            del self.fields["ground_note"]


class AgreementFilter(django_filters.FilterSet):
    """Agreements by word, kind, state, and whether they end soon."""

    cari = django_filters.CharFilter(method="holds", label=gettext_lazy("Judul, desa, atau pihak"))
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=AgreementKind.choices,
        label=gettext_lazy("Jenis"),
        empty_label=gettext_lazy("Semua jenis"),
    )
    keadaan = django_filters.ChoiceFilter(
        field_name="state",
        choices=AgreementState.choices,
        label=gettext_lazy("Keadaan"),
        empty_label=gettext_lazy("Semua keadaan"),
    )
    habis = django_filters.ChoiceFilter(
        method="ends",
        choices=[
            ("30", gettext_lazy("dalam 30 hari")),
            ("90", gettext_lazy("dalam 90 hari")),
            ("180", gettext_lazy("dalam 180 hari")),
            ("lewat", gettext_lazy("sudah habis")),
        ],
        label=gettext_lazy("Masa berlaku habis"),
        empty_label=gettext_lazy("Kapan saja"),
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def holds(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep what holds every word in its title, its village, or the name of a signing party."""
        for word in words.lower().split()[:5]:
            rows = rows.filter(
                Q(title__icontains=word)
                | Q(partnership__village__search_name__contains=word)
                | Q(
                    pk__in=Agreement.objects.filter(
                        signatories__party__organisation__search_name__contains=word
                    ).values("pk")
                )
            )
        return rows

    def ends(self, rows: QuerySet[Any], _name: str, when: str) -> QuerySet[Any]:
        """Keep what is in force and ends within so many days, or has lapsed."""
        today = timezone.localdate()
        rows = rows.filter(state=AgreementState.IN_FORCE)
        if when == "lewat":
            return rows.filter(ends_on__lt=today)
        last = today + timedelta(days=int(when))
        return rows.filter(ends_on__gte=today, ends_on__lte=last)


class WordingForm(OnceForm):
    """A region's copy of a wording, as one text: every article under its heading."""

    title = forms.CharField(max_length=200, label=gettext_lazy("Judul naskah"))
    opening = text(8, label=gettext_lazy("Pembukaan"))
    clauses = text(
        24,
        label=gettext_lazy("Pasal"),
        help_text=gettext_lazy("Setiap pasal diawali baris “# JUDUL PASAL”."),
    )
    closing = text(4, label=gettext_lazy("Penutup"))
    note = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Apa yang berubah pada versi ini")
    )

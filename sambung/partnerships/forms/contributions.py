"""What a person types about what each party brings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.files import inspect
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground
from sambung.partnerships import rules
from sambung.partnerships.forms.partnership import OnceForm
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    ContributionKind,
    Document,
    Grade,
    Party,
    Way,
)
from sambung.partnerships.queries import ContributionRow, Speaker
from sambung.ui.forms import Form, RupiahField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WRONG_DAY = {"invalid": gettext_lazy("Tulis tanggal, misalnya 2027-03-31.")}


class ContributionForm(OnceForm):
    """What a party brings, in words; the first amount is a proposal."""

    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        empty_label=None,
        label=gettext_lazy("Pihak yang memberi"),
        error_messages={"required": gettext_lazy("Pilih salah satu pihak.")},
    )
    kind = forms.ChoiceField(
        choices=ContributionKind.choices,
        label=gettext_lazy("Jenis"),
        error_messages={"required": gettext_lazy("Pilih jenisnya.")},
    )
    way = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("belum disepakati")), *Way.choices],
        label=gettext_lazy("Cara memberi"),
    )
    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Apa yang diberikan"),
        help_text=gettext_lazy("Misalnya: pipa dan pemasangannya, tenaga gali parit."),
        error_messages={"required": gettext_lazy("Tulis apa yang diberikan.")},
    )
    quantity = forms.CharField(
        max_length=80,
        required=False,
        label=gettext_lazy("Banyaknya"),
        help_text=gettext_lazy("Misalnya: 120 batang, 60 hari orang kerja."),
    )
    proposed_rp = RupiahField(
        required=False,
        label=gettext_lazy("Nilai yang diusulkan"),
        help_text=gettext_lazy("Kosongkan bila belum dapat dinilai."),
    )
    valuation_basis = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Dasar penilaian"),
        help_text=gettext_lazy(
            "Wajib bila yang bukan uang diberi nilai. Misalnya: 60 hari × upah setempat."
        ),
    )

    def __init__(
        self, *args: Any, parties: Sequence[Party] = (), row: Contribution | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.row = row
        if row is not None:
            del self.fields["party"], self.fields["proposed_rp"]
            return
        field = self.fields["party"]
        if isinstance(field, forms.ModelChoiceField):
            ids = [party.pk for party in parties]
            field.queryset = Party.objects.filter(pk__in=ids).select_related("organisation")

    def clean(self) -> dict[str, Any]:
        """Hold that way and kind fit, and that a value has its basis."""
        given = super().clean() or self.cleaned_data
        kind = given.get("kind", "")
        if not (verdict := rules.fits_way(kind, given.get("way", ""))):
            self.add_error("way", verdict.reason)
        has_value = given.get("proposed_rp") is not None
        if kind != ContributionKind.CASH and has_value and not given.get("valuation_basis"):
            words = _("Tulis dasar penilaiannya, misalnya 60 hari × upah setempat.")
            self.add_error("valuation_basis", words)
        return given


class StatementForm(OnceForm):
    """One of the five amounts, on a day, by whom, with what evidence."""

    speaker = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Dinyatakan oleh"))
    amount_rp = RupiahField(
        required=False,
        label=gettext_lazy("Jumlah"),
        help_text=gettext_lazy("Kosongkan bila sudah diberikan tetapi belum dapat dinilai."),
    )
    on = forms.DateField(
        widget=DAY,
        label=gettext_lazy("Tanggal"),
        error_messages=WRONG_DAY | {"required": gettext_lazy("Tulis tanggalnya.")},
    )
    grade = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=Grade.choices,
        label=gettext_lazy("Tingkat pemeriksaan"),
        help_text=gettext_lazy("Meja: memeriksa berkas. Lapangan: melihat sendiri di tempat."),
        error_messages={"required": gettext_lazy("Pilih meja atau lapangan.")},
    )
    evidence = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("tanpa bukti"),
        label=gettext_lazy("Bukti yang sudah ada"),
    )
    upload = forms.FileField(
        required=False,
        label=gettext_lazy("Atau bukti baru"),
        help_text=gettext_lazy("Foto atau PDF. Keterangan lokasi di dalam foto dihapus."),
    )
    note = forms.CharField(
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Wajib bila lebih besar daripada jumlah sebelumnya."),
    )
    ground = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("pilih dasarnya")), *Ground.choices],
        label=gettext_lazy("Bila atas nama: atas dasar apa?"),
    )
    ground_note = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Keterangan dasar"),
        help_text=gettext_lazy("Misalnya: surat nomor 12/CSR/2027."),
    )

    def __init__(
        self,
        *args: Any,
        row: Contribution,
        of: str,
        speakers: Sequence[Speaker],
        documents: Any,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.row, self.of = row, of
        self.speakers = {speaker.key: speaker for speaker in speakers}
        who, evidence = self.fields["speaker"], self.fields["evidence"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [(speaker.key, speaker.words) for speaker in speakers]
        if isinstance(evidence, forms.ModelChoiceField):
            evidence.queryset = documents
        if speakers:
            who.initial = speakers[0].key
        if of != AmountOf.VERIFIED:
            del self.fields["grade"]
        if not any(speaker.is_behalf for speaker in speakers):
            del self.fields["ground"], self.fields["ground_note"]

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_("Tanggalnya belum tiba. Tulis hari jumlah ini dinyatakan."))
        return day

    def clean_upload(self) -> Any:
        """Refuse a file that is not kept here."""
        upload = self.cleaned_data["upload"]
        if upload:
            inspect(upload)
        return upload or None

    def clean(self) -> dict[str, Any]:
        """Hold that atas nama comes with its ground, and a larger amount with a note."""
        given = super().clean() or self.cleaned_data
        speaker = self.speakers.get(given.get("speaker", ""))
        if speaker and speaker.is_behalf and not given.get("ground"):
            self.add_error("ground", _("Anda mencatat atas nama pihak lain. Pilih dasarnya."))
        if rules.is_larger(self.row, self.of, given.get("amount_rp")) and not given.get("note"):
            self.add_error("note", _("Lebih besar daripada jumlah sebelumnya. Tulis sebabnya."))
        return given

    @property
    def speaks(self) -> Speaker:
        """Return who states it."""
        return self.speakers[self.cleaned_data["speaker"]]

    def ground_given(self) -> GroundGiven | None:
        """Return on what a record atas nama rests; None for one's own word."""
        if not self.speaks.is_behalf:
            return None
        return GroundGiven(self.cleaned_data["ground"], self.cleaned_data["ground_note"])


class ContributionFilter(Form):
    """What narrows and sorts the table of five amounts; always usable, also with odd input."""

    pihak = forms.ChoiceField(required=False, label=gettext_lazy("Pihak"))
    jenis = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("Semua jenis")), *ContributionKind.choices],
        label=gettext_lazy("Jenis"),
    )
    cara = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("Semua cara")), *Way.choices],
        label=gettext_lazy("Cara"),
    )
    sampai = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("Sampai mana pun")), *AmountOf.choices],
        label=gettext_lazy("Sampai"),
    )
    temuan = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("Semua")), ("ada", gettext_lazy("yang ada temuannya"))],
        label=gettext_lazy("Temuan"),
    )
    urut = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[ContributionRow], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.rows = rows
        houses = {str(row.organisation.pk): str(row.organisation) for row in rows}
        field = self.fields["pihak"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext_lazy("Semua pihak")), *houses.items()]
        self.given = {}
        if self.is_bound:
            self.is_valid()
            self.given = {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Return whether something is left out."""
        return bool(self.given.keys() - {"urut"})

    def narrowed(self) -> list[ContributionRow]:
        """Return the rows that fit, in the order asked for; unknown amounts come last."""
        return ordered([row for row in self.rows if self.fits(row)], self.given.get("urut", ""))

    def fits(self, row: ContributionRow) -> bool:
        """Return whether a row is asked for."""
        given, it = self.given, row.contribution
        reached = [figure.of for figure in row.figures if figure.is_stated]
        return (
            given.get("pihak", str(row.organisation.pk)) == str(row.organisation.pk)
            and given.get("jenis", it.kind) == it.kind
            and given.get("cara", it.way) == it.way
            and ("sampai" not in given or reached[-1:] == [given["sampai"]])
            and ("temuan" not in given or bool(row.findings))
        )


def ordered(rows: list[ContributionRow], asked: str) -> list[ContributionRow]:
    """Return the rows by party, by name, or by one of the five; by party when nothing is asked."""
    name, is_down = asked.removeprefix("-"), asked.startswith("-")
    if name in AmountOf.values:
        known = [row for row in rows if row.figure(name).amount_rp is not None]
        known.sort(key=lambda row: row.figure(name).amount_rp or 0, reverse=is_down)
        return known + [row for row in rows if row.figure(name).amount_rp is None]
    if name == "apa":
        return sorted(rows, key=lambda row: row.name.lower(), reverse=is_down)
    return sorted(rows, key=lambda row: str(row.organisation).lower(), reverse=is_down)

"""What a person may choose on the needs map; anything unknown falls back, nothing breaks."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sambung.regions import queries
from sambung.regions.actions import VillageFigure, largest_of
from sambung.regions.models import Figure, Region, Service
from sambung.regions.queries import Standing
from sambung.regions.rules import check_code
from sambung.ui.forms import Form, parse_number

SERVICES = [(Service.WATER.value, _("Air minum")), (Service.SANITATION.value, _("Sanitasi"))]
MEASURES = [("orang", _("Jumlah orang")), ("persen", _("Bagian rumah tangga"))]
COLUMNS: dict[str, Figure] = {
    "penduduk": Figure.POPULATION,
    "kk": Figure.HOUSEHOLDS,
    "air_persen": Figure.WATER,
    "sanitasi_persen": Figure.SANITATION,
}
LARGEST_FILE = 2 * 1024 * 1024
MOST_FAULTS = 10
DEFAULT_ORDER = {"orang": "", "persen": "_persen"}


@dataclass(frozen=True)
class Choice:
    """What the map shows: service, year and measure."""

    service: Service
    year: int
    measure: str

    @property
    def year_text(self) -> str:
        """Return the year as the form writes it."""
        return str(self.year)

    @property
    def order(self) -> str:
        """Return the order of the table unless asked: what the map shows, largest first."""
        column = "air" if self.service == Service.WATER else "sanitasi"
        return f"-{column}{DEFAULT_ORDER[self.measure]}"


class MapForm(Form):
    """Service, year, measure, province and a name to look for; read from the address."""

    layanan = forms.ChoiceField(label=_("Layanan"), choices=SERVICES, required=False)
    tahun = forms.ChoiceField(label=_("Tahun"), required=False)
    ukuran = forms.ChoiceField(label=_("Ukuran"), choices=MEASURES, required=False)
    provinsi = forms.ChoiceField(label=_("Provinsi"), required=False)
    cari = forms.CharField(label=_("Nama kabupaten atau kota"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book = queries.atlas()
        services = (Service.WATER, Service.SANITATION)
        years = sorted({year for each in services for year in queries.years_for(each, book)})
        self.fields["tahun"].choices = [(str(y), str(y)) for y in reversed(years)]  # type: ignore[attr-defined]
        self.fields["provinsi"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua provinsi")),
            *((code, book.places[code].name) for code in book.by_province),
        ]
        self.is_valid()

    def choice(self) -> Choice:
        """Return what was chosen, with the newest year and people for what was not or badly."""
        given = self.cleaned_data
        service = Service(given.get("layanan") or Service.SANITATION)
        year = int(given.get("tahun") or 0)
        years = queries.years_for(service, self.book)
        return Choice(
            service=service,
            year=year if year in years else max(years, default=0),
            measure=given.get("ukuran") or "orang",
        )

    def rows(self) -> list[Standing]:
        """Return the kab/kota of the chosen province and name, in the asked order."""
        choice = self.choice()
        codes = self.book.inside(self.cleaned_data.get("provinsi") or None)
        rows = queries.standings(self.book, codes, choice.year)
        order = self.data.get("urut", "")
        ordered = queries.sorted_rows(rows, queries.STANDING_KEYS, order, choice.order)
        return queries.rows_named(ordered, self.cleaned_data.get("cari") or "")


class VillageDataForm(Form):
    """A file of what villages of one region counted themselves, with its source and date."""

    file = forms.FileField(
        label=_("Berkas CSV"),
        help_text=_("Dari lembar kosong di atas, diisi di Excel, lalu disimpan sebagai CSV."),
    )
    source = forms.CharField(
        label=_("Sumber"), max_length=200, help_text=_("Misalnya: Profil desa 2026, Puskesmas.")
    )
    as_of = forms.DateField(
        label=_("Keadaan per tanggal"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region

    def clean_as_of(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate() or day.year < EARLIEST_YEAR:
            raise forms.ValidationError(_("Tanggalnya harus antara tahun 2000 dan hari ini."))
        return day

    def clean_file(self) -> list[VillageFigure]:
        """Return the figures of the file; refuse it whole with the lines that are wrong."""
        found, faults = figures_in(self.cleaned_data["file"], self.region)
        if faults:
            raise forms.ValidationError(faults[:MOST_FAULTS])
        if not found:
            raise forms.ValidationError(_("Tidak ada angka yang terisi di berkas ini."))
        return found


EARLIEST_YEAR = 2000


def figures_in(file: Any, region: Region) -> tuple[list[VillageFigure], list[str]]:
    """Return the figures of an uploaded file and what is wrong with its lines."""
    if (file.size or 0) > LARGEST_FILE:
        return [], [say("Berkas terlalu besar: paling besar 2 MB.")]
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [say("Berkas ini bukan CSV berteks UTF-8. Simpan ulang sebagai “CSV UTF-8”.")]
    delimiter = ";" if text.split("\n", 1)[0].count(";") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    heads = [(name or "").strip().lower() for name in reader.fieldnames or []]
    if "kode" not in heads or not set(heads) & set(COLUMNS):
        return [], [say("Baris pertama harus memuat kolom kode dan sedikitnya satu kolom angka.")]
    reader.fieldnames = heads
    return figures_of(reader, {each.code for each in queries.ground_of(region).villages})


def figures_of(
    reader: "csv.DictReader[str]", known: set[str]
) -> tuple[list[VillageFigure], list[str]]:
    """Return the figures line by line; an empty cell is unknown and gives none."""
    found: list[VillageFigure] = []
    faults: list[str] = []
    seen: set[str] = set()
    for number, cells in enumerate(reader, start=2):
        code = (cells.get("kode") or "").strip()
        if not code:
            continue
        reason = code_fault(code, known, seen)
        for column, figure in COLUMNS.items():
            text = (cells.get(column) or "").strip()
            value = number_of(text, figure)
            if value is not None:
                found.append(VillageFigure(code, figure, value))
            elif text:
                reason = say("%(column)s tidak terbaca atau tidak mungkin: “%(text)s”.") % {
                    "column": column,
                    "text": text[:20],
                }
        if reason:
            faults.append(say("Baris %(line)d: %(reason)s") % {"line": number, "reason": reason})
    return found, faults


def code_fault(code: str, known: set[str], seen: set[str]) -> str:
    """Return what is wrong with the code of a line, '' when nothing is."""
    if code in seen:
        return say("kode %(code)s muncul dua kali.") % {"code": code}
    seen.add(code)
    verdict = check_code(code)
    if not verdict:
        return verdict.reason
    return "" if code in known else say("%(code)s bukan desa di wilayah ini.") % {"code": code}


def number_of(text: str, figure: Figure) -> float | None:
    """Return 84,5 or 84.5 or 1.250 as a number; None for what is none or no village can have."""
    try:
        value = float(parse_number(text.removesuffix("%").strip()))
    except (ValueError, ArithmeticError):
        return None
    return value if value <= largest_of(figure) else None

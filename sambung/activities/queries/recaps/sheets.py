"""The recap as the sheets of a workbook: in full, with the source of every row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities.models import ActivityKind, ActivityState, Answer
from sambung.activities.queries.recaps.figures import Figures, Line
from sambung.activities.queries.recaps.reading import recorded_in
from sambung.activities.queries.recaps.wording import (
    change_rows,
    concerns,
    known_name,
    no_comparison,
    place_name,
    place_word,
    sentences,
    service_name,
    source_note,
    step_name,
    way_name,
)
from sambung.parties.models import GivingWay
from sambung.regions.models import Region, Service

Cell = str | int | float | None
SHEET_ROWS = 1_000_000  # XLSX holds 1,048,576


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the heads of its columns, its rows; None is an empty cell."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


ROW_FIELDS = (
    *("organisation__name", "region_id", "region__name", "place_note", "service", "kind", "title"),
    *("year", "state", "gives_by", "amount_rp", "people", "households", "bast_number", "bast_on"),
    *("works", "is_used", "known_on", "source", "reported_at", "is_simulated"),
)
LABELS: dict[int, type[Any]] = {
    4: Service,
    5: ActivityKind,
    8: ActivityState,
    9: GivingWay,
    15: Answer,
    16: Answer,
}
SEEN = (15, 16)  # answers that may be unknown


def activity_rows(region: Region, year: int) -> list[list[Any]]:
    """Return every activity of the recap as plain codes, to be frozen or written."""
    rows = recorded_in(region, year).order_by("region_id", "organisation__name", "pk")
    return [plain_row(row) for row in rows.values_list(*ROW_FIELDS)[:SHEET_ROWS]]


def plain_row(row: tuple[Any, ...]) -> list[Any]:
    """Return one row as JSON keeps it: days as text, the moment of a report as a day."""
    cells = list(row)
    cells[19] = cells[19] and timezone.localdate(cells[19])
    for at in (14, 17, 19):
        cells[at] = cells[at].isoformat() if cells[at] else ""
    return cells


def worded(rows: Iterable[list[Any]]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows in words of the reader's language; what is unknown stays empty."""
    words = {
        at: {key: str(label) for key, label in choices.choices} | {"": ""}
        for at, choices in LABELS.items()
    }
    for at in SEEN:
        words[at][Answer.UNKNOWN] = ""
    mark = _("SIMULASI")
    for row in rows:
        cells = list(row)
        for at, labels in words.items():
            cells[at] = labels[cells[at]]
        cells[-1] = mark if cells[-1] else ""
        yield tuple(cells)


def row_heads() -> tuple[str, ...]:
    """Return the heads of the sheet of activities."""
    return (
        *(_("Perusahaan / lembaga"), _("Kode wilayah"), _("Wilayah"), _("Catatan tempat")),
        *(_("Layanan"), _("Jenis"), _("Kegiatan"), _("Tahun"), _("Tahap"), _("Cara memberi")),
        *(_("Nilai (Rp)"), _("Orang"), _("KK"), _("Nomor BAST"), _("Tanggal BAST")),
        *(_("Berfungsi"), _("Dipakai"), _("Diketahui per"), _("Sumber")),
        *(_("Dilaporkan sumbernya pada"), _("Simulasi")),
    )


def sheets_of(figures: Figures, rows: Iterable[list[Any]]) -> list[Sheet]:
    """Return all sheets of a recap; the same for a live and for an issued one."""
    return [
        summary_sheet(figures),
        Sheet(_("Kegiatan"), row_heads(), tuple(worded(rows))),
        line_sheet(_("Perusahaan"), _("Perusahaan / lembaga"), figures.companies),
        line_sheet(
            place_word(figures).capitalize(),
            place_word(figures).capitalize(),
            figures.places,
            nameless=place_name("", figures),
        ),
        figures_sheet(_("Layanan"), [(service_name(line.key), line) for line in figures.services]),
        figures_sheet(_("Cara memberi"), [(way_name(line.key), line) for line in figures.ways]),
        known_sheet(figures),
        waiting_sheet(figures),
    ]


def summary_sheet(figures: Figures) -> Sheet:
    """Return the three sentences, the nested amounts and last year's totals."""
    rows: list[tuple[Cell, ...]] = [
        (sentence.replace("*", ""), None, None, None) for sentence in sentences(figures)
    ]
    rows += [
        (step_name(key), sums.activities, sums.amount_rp, sums.amount_unknown)
        for key, sums in figures.steps.items()
    ]
    rows.append(
        (
            _("Masih direncanakan"),
            figures.planned.activities,
            figures.planned.amount_rp,
            figures.planned.amount_unknown,
        )
    )
    rows.append((_("Angka di atas tidak dijumlahkan satu sama lain."), None, None, None))
    changes = change_rows(figures)
    rows.append((_("Dibanding %(year)s") % {"year": figures.year - 1}, None, None, None))
    rows += [(name, before, now, None) for name, before, now in changes]
    if not changes:
        rows.append((no_comparison(figures), None, None, None))
    rows.append((source_note(figures), None, None, None))
    heads = (_("Keterangan"), _("Kegiatan"), _("Nilai (Rp)"), _("Kegiatan tanpa nilai"))
    return Sheet(_("Ringkasan"), heads, tuple(rows))


def number_heads() -> tuple[str, ...]:
    """Return the heads of the figures that every line has."""
    return (
        *(_("Kegiatan"), _("Nilai (Rp)"), _("Kegiatan tanpa nilai"), _("Orang")),
        *(_("Kegiatan tanpa jumlah orang"), _("Tanpa BAST"), _("Tidak berfungsi penuh")),
        _("Belum diketahui berfungsi"),
    )


def numbers_of(line: Line) -> tuple[Cell, ...]:
    """Return the figures of a line; unknown sums stay empty."""
    sums = line.sums
    return (
        *(sums.activities, sums.amount_rp, sums.amount_unknown, sums.people),
        *(sums.people_unknown, sums.without_bast, sums.not_working, sums.unseen),
    )


def line_sheet(name: str, head: str, lines: Iterable[Line], nameless: str = "") -> Sheet:
    """Return companies or places with their services and who or where stands beside."""
    heads = (
        *(head, *number_heads(), _("Air minum"), _("Sanitasi"), _("Perilaku higienis")),
        _("Siapa / di mana"),
    )
    rows = tuple(
        (line.name or nameless, *numbers_of(line), *line.services, ", ".join(line.others))
        for line in lines
    )
    return Sheet(name, heads, rows)


def figures_sheet(name: str, lines: Iterable[tuple[str, Line]]) -> Sheet:
    """Return services or ways of giving; the kinds are not added up."""
    rows = tuple((label, *numbers_of(line)) for label, line in lines)
    return Sheet(name, (name, *number_heads()), rows)


def known_sheet(figures: Figures) -> Sheet:
    """Return how complete the reports are."""
    heads = (_("Yang dilaporkan"), _("Diketahui"), _("Dari"))
    rows = tuple((known_name(each), each.known, each.total) for each in figures.known)
    return Sheet(_("Kelengkapan"), heads, rows)


def waiting_sheet(figures: Figures) -> Sheet:
    """Return what needs attention, and who has reported nothing."""
    rows: list[tuple[Cell, ...]] = [(each.title, each.names) for each in concerns(figures)]
    for each in figures.silent:
        known = (
            _("terakhir tercatat %(year)s") % {"year": each.last_year}
            if each.last_year
            else _("menyatakan kesanggupan")
        )
        rows.append((each.name, _("belum melapor; %(known)s") % {"known": known}))
    return Sheet(_("Perlu perhatian"), (_("Hal"), _("Rincian")), tuple(rows))

"""An answer as the sheets of a workbook: the same figures as the page, in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sambung.plans.queries.seen import Answer, Line
from sambung.plans.queries.wording import assumptions_of, disclaimer
from sambung.ui import formats

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the heads of its columns, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(answer: Answer) -> list[Sheet]:
    """Return the six sheets of an answer."""
    return [
        _summary(answer),
        _packages(_("kegiatan"), answer.chosen, _("Mengapa")),
        _sources(answer),
        _shares(answer),
        _packages(_("tidak terpilih"), answer.left_out, _("Mengapa tidak")),
        _ground(answer),
    ]


def _summary(answer: Answer) -> Sheet:
    run = answer.run
    certificate = answer.certificate
    rows: list[tuple[Cell, ...]] = [
        (_("Rencana"), run.scenario.title),
        (_("Putaran"), run.number),
        (_("Wilayah"), run.scenario.region.full_name),
        (_("Tahun"), run.settings["year"]),
        (_("Orang terlayani"), answer.people),
        (_("Rata-rata tahun layanan"), float(answer.years)),
        (_("Kegiatan terpilih"), len(answer.chosen)),
        (_("Kegiatan ditimbang"), answer.asked),
        (_("Uang dari sumber (Rp)"), answer.cost_rp),
        (_("Bagian warga (Rp)"), answer.community_rp),
        (_("Seberapa baik"), f"{certificate.bold} {certificate.rest}".strip()),
        (_("Selesai dihitung"), formats.date_clock(run.finished_at)),
        (_("Catatan"), disclaimer()),
    ]
    return Sheet(_("ringkasan"), (_("Hal"), _("Isi")), tuple(rows))


def _packages(name: str, lines: Sequence[Line], why: str) -> Sheet:
    heads = (
        *(_("Kegiatan"), _("Desa"), _("Kode desa"), _("Cara"), _("Orang"), _("Tahun layanan")),
        *(_("Biaya pembangunan (Rp)"), _("Biaya dengan cadangan operasi (Rp)")),
        *(_("Bagian warga (Rp)"), _("Dari sumber (Rp)"), why, _("Yang mengubahnya")),
    )
    rows = tuple(
        (
            *(line.title, line.village, line.village_code, line.option, line.people),
            *(float(line.years), line.capital_rp, line.total_rp, line.community_rp),
            *(line.need_rp, line.why, line.change),
        )
        for line in lines
    )
    return Sheet(name, heads, rows)


def _sources(answer: Answer) -> Sheet:
    heads = (
        *(_("Sumber"), _("Yang dapat diajak (Rp)"), _("Dipakai rencana (Rp)"), _("Sisa (Rp)")),
        *(_("Kegiatan"), _("Mengapa bersisa")),
    )
    rows = tuple(
        (s.name, s.budget_rp, s.used_rp, s.left_rp, s.packages, s.why)
        for s in (*answer.sources, *answer.unknown)
    )
    return Sheet(_("sumber"), heads, rows)


def _shares(answer: Answer) -> Sheet:
    rows = tuple(
        (line.title, line.village, payer.name, payer.amount_rp)
        for line in answer.chosen
        for payer in line.payers
    )
    return Sheet(_("pembagian"), (_("Kegiatan"), _("Desa"), _("Sumber"), _("Jumlah (Rp)")), rows)


def _ground(answer: Answer) -> Sheet:
    rows = tuple((label, words) for label, words in assumptions_of(answer.run))
    return Sheet(_("sumber & asumsi"), (_("Hal"), _("Isi")), rows)

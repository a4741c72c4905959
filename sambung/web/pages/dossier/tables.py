"""The tables of a dossier: every fact of a partnership as CSV a spreadsheet opens."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.delivery.models import (
    Condition,
    GoodsStatement,
    Handover,
    Milestone,
    Progress,
    Tranche,
    TrancheStatement,
    Trouble,
)
from sambung.facilities.models import Component, WatchCheck
from sambung.partnerships import queries
from sambung.partnerships.models import (
    Citation,
    Contribution,
    ContributionStatement,
    Declaration,
    Partnership,
    Party,
    PrivateNote,
    RaciCell,
    Responsibility,
    Signature,
    StageStep,
)
from sambung.web.pages.trail import told

FORMULA = ("=", "+", "-", "@", "\t", "\r")
EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Table:
    """One table: its file name, its columns, its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def as_csv(table: Table) -> bytes:
    """Return the table as UTF-8 CSV; a text a spreadsheet would run as a formula is quoted."""
    out = StringIO()
    sheet = csv.writer(out)
    sheet.writerow(table.columns)
    sheet.writerows([cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    """Return a value as it may stand in a cell: unknown is empty, never zero."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def plain(name: str, rows: "QuerySet[Any]", columns: dict[str, str]) -> Table:
    """Return a table straight from the database: heading -> field path."""
    return Table(name, list(columns), list(rows.values_list(*columns.values())))


def tables_of(partnership: Partnership, actor: Actor) -> Iterator[Table]:
    """Yield every table of the dossier, one query each."""
    yield from of_the_road(partnership)
    yield from of_giving(partnership)
    yield from of_delivery(partnership)
    yield from of_handover(partnership)
    own = PrivateNote.objects.filter(
        partnership=partnership,
        organisation_id__in=actor.organisation_ids,
        removed_at__isnull=True,
    )
    yield plain("catatan-sendiri", own, {_("waktu"): "at", _("catatan"): "text"})
    yield history(partnership)


def of_the_road(partnership: Partnership) -> Iterator[Table]:
    """Yield parties, steps, duties, the matrix, grounds and declarations."""
    parties = Party.objects.filter(partnership=partnership)
    yield plain(
        "para-pihak",
        parties,
        {_("pihak"): "organisation__name", _("bagian"): "part", _("keluar"): "left_at"},
    )
    steps = StageStep.objects.filter(partnership=partnership)
    yield plain(
        "tahap",
        steps,
        {_("waktu"): "at", _("dari"): "from_stage", _("ke"): "to_stage", _("alasan"): "reason"},
    )
    duties = Responsibility.objects.filter(partnership=partnership)
    yield plain(
        "peran",
        duties,
        {
            _("peran"): "key",
            _("pihak"): "party__organisation__name",
            _("masih usulan"): "is_proposed",
            _("diperlukan"): "is_needed",
            _("dasar"): "ground",
        },
    )
    cells = RaciCell.objects.filter(responsibility__partnership=partnership)
    yield plain(
        "matriks-peran",
        cells,
        {
            _("peran"): "responsibility__key",
            _("tahap"): "stage",
            _("pihak"): "party__organisation__name",
            _("huruf"): "letter",
            _("masih usulan"): "is_proposed",
        },
    )
    citations = Citation.objects.filter(partnership=partnership)
    yield plain(
        "dasar-hukum",
        citations,
        {
            _("peraturan"): "instrument__title",
            _("keputusan"): "decree__number",
            _("pasal"): "articles",
            _("catatan"): "note",
        },
    )
    declared = Declaration.objects.filter(partnership=partnership)
    yield plain(
        "pernyataan",
        declared,
        {_("pihak"): "organisation__name", _("tentang"): "kind", _("isi"): "text"},
    )


def of_giving(partnership: Partnership) -> Iterator[Table]:
    """Yield contributions, every statement behind their five amounts, and signatures."""
    amounts = ("proposed", "pledged", "agreed", "delivered", "verified")
    columns = {_("pihak"): "party__organisation__name", _("berupa"): "kind", _("apa"): "title"}
    columns |= {f"{name}_rp": f"{name}_rp" for name in amounts}
    columns |= {f"{name}_on": f"{name}_on" for name in amounts}
    columns |= {_("dasar penilaian"): "valuation_basis"}
    given = Contribution.objects.filter(partnership=partnership)
    yield plain("sumbangan", given, columns)
    statements = ContributionStatement.objects.filter(contribution__partnership=partnership)
    yield plain(
        "pernyataan-jumlah",
        statements,
        {
            _("pemberi"): "contribution__party__organisation__name",
            _("angka"): "of",
            _("rupiah"): "amount_rp",
            _("tanggal"): "on",
            _("yang menyatakan"): "organisation__name",
            _("tingkat"): "grade",
            _("bukti"): "evidence__title",
            _("sidik bukti"): "evidence_sha256",
            _("ditarik"): "withdrawn_at",
        },
    )
    signed = Signature.objects.filter(signatory__agreement__partnership=partnership)
    yield plain(
        "tanda-tangan",
        signed,
        {
            _("perjanjian"): "signatory__agreement__title",
            _("pihak"): "signatory__party__organisation__name",
            _("tanggal"): "signed_on",
            _("nomor"): "letter_number",
            _("sidik PDF"): "pdf_sha256",
        },
    )


def of_delivery(partnership: Partnership) -> Iterator[Table]:
    """Yield the work plan, progress, goods, issues, tranches, conditions and statements."""
    yield plain(
        "tonggak",
        Milestone.objects.filter(partnership=partnership),
        {
            _("tonggak"): "title",
            _("mulai"): "starts_on",
            _("tenggat"): "due_on",
            _("bobot"): "weight",
            _("selesai"): "done_on",
            _("terverifikasi"): "verified_on",
            _("pemeriksa"): "verifier__name",
        },
    )
    yield plain(
        "kemajuan",
        Progress.objects.filter(partnership=partnership),
        {
            _("tanggal"): "on",
            _("persen"): "percent",
            _("pelapor"): "organisation__name",
            _("terverifikasi"): "verified_on",
            _("pemeriksa"): "verifier__name",
            _("catatan"): "note",
        },
    )
    yield plain(
        "barang",
        GoodsStatement.objects.filter(goods__contribution__partnership=partnership),
        {
            _("barang"): "goods__name",
            _("satuan"): "goods__unit",
            _("keadaan"): "step",
            _("jumlah"): "quantity",
            _("tanggal"): "on",
            _("yang menyatakan"): "organisation__name",
        },
    )
    yield plain(
        "masalah-dan-risiko",
        Trouble.objects.filter(partnership=partnership),
        {_("jenis"): "kind", _("apa"): "title", _("tenggat"): "due_on", _("hasil"): "outcome"},
    )
    tranches = Tranche.objects.filter(contribution__partnership=partnership)
    yield plain(
        "termin",
        tranches,
        {_("nomor"): "number", _("rupiah"): "amount_rp", _("keadaan"): "state"},
    )
    conditions = Condition.objects.filter(tranche__contribution__partnership=partnership)
    yield plain(
        "syarat-termin",
        conditions,
        {
            _("termin"): "tranche__number",
            _("syarat"): "title",
            _("jenis"): "kind",
            _("terpenuhi"): "met_on",
            _("menurut"): "met_by__name",
        },
    )
    statements = TrancheStatement.objects.filter(tranche__contribution__partnership=partnership)
    yield plain(
        "pernyataan-termin",
        statements,
        {
            _("termin"): "tranche__number",
            _("pernyataan"): "act",
            _("rupiah"): "amount_rp",
            _("tanggal"): "on",
            _("yang menyatakan"): "organisation__name",
            _("sidik bukti"): "evidence_sha256",
        },
    )


def of_handover(partnership: Partnership) -> Iterator[Table]:
    """Yield the handovers, their assets and the checks of the watch."""
    handovers = Handover.objects.filter(partnership=partnership)
    yield plain(
        "serah-terima",
        handovers,
        {
            _("sarana"): "facility__name",
            _("nomor"): "number",
            _("tanggal"): "done_on",
            _("yang menyerahkan"): "giver__name",
            _("yang menerima"): "receiver__name",
            _("pengelola"): "operator__name",
            _("uji fungsi baik"): "is_function_good",
        },
    )
    facility_ids = list(handovers.values_list("facility_id", flat=True))
    yield plain(
        "aset",
        Component.objects.filter(facility_id__in=facility_ids),
        {
            _("aset"): "name",
            _("golongan"): "asset_class",
            _("jumlah"): "quantity",
            _("satuan"): "unit",
            _("nilai rupiah"): "value_rp",
        },
    )
    yield plain(
        "pemantauan",
        WatchCheck.objects.filter(facility_id__in=facility_ids),
        {
            _("pemeriksaan"): "kind",
            _("tenggat"): "due_on",
            _("pemegang tugas"): "organisation__name",
            _("dilakukan"): "done_on",
            _("baik"): "is_good",
        },
    )


def history(partnership: Partnership) -> Table:
    """Return the trail of the partnership in words, newest first."""
    lines = told(queries.history_of(partnership, most=EVERYTHING))
    rows = [
        (timezone.localtime(line.at).isoformat(" ", "seconds"), line.words, line.who, line.reason)
        for line in lines
    ]
    return Table("riwayat", [_("waktu"), _("kejadian"), _("siapa"), _("alasan")], rows)

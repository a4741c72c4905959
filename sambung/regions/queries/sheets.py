"""The same tables as files: head, rows, and the notes that must travel with the figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.regions.models import Figure, Level, Region, RegionKind
from sambung.regions.queries.atlas import atlas
from sambung.regions.queries.ground import ground_of
from sambung.regions.queries.tables import (
    DISTRICT_KEYS,
    STANDING_KEYS,
    VILLAGE_KEYS,
    DistrictRow,
    Standing,
    VillageRow,
    district_rows,
    rows_named,
    sorted_rows,
    standings,
    village_rows,
)

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One table as a file: None is an empty cell, never zero."""

    name: str
    head: list[str]
    rows: list[list[Cell]]
    notes: list[str]


def export_address(code: str) -> str:
    """Return the address of a region's files without their ending; 0 is Indonesia."""
    return reverse("regions:export", args=[code, "csv"]).removesuffix("csv")


def sheet_of(region: Region | None, order: str, text: str) -> Sheet:
    """Return what lies below a region as a file, sorted and filtered as the page was."""
    if region is None or region.level == Level.PROVINCE:
        book = atlas()
        codes = book.by_province if region is None else book.inside(region.code)
        rows = standings(book, codes)
        return standing_sheet(region.full_name if region else _("Indonesia"), rows, order, text)
    if region.level == Level.REGENCY:
        return district_sheet(region, order, text)
    return village_sheet(region, order, text)


def standing_sheet(name: str, rows: Iterable[Standing], order: str, text: str) -> Sheet:
    """Return provinces or kab/kota with both services."""
    shown: list[Standing] = rows_named(
        sorted_rows(list(rows), STANDING_KEYS, order, "-sanitasi"), text
    )
    years = [(row.water.year, row.sanitation.year) for row in shown] or [(0, 0)]
    water, sanitation = years[0]
    return Sheet(
        name=name,
        head=[
            _("Kode"),
            _("Nama"),
            _("Provinsi"),
            _("Penduduk"),
            _("Tanpa air minum layak %(year)d, orang (perkiraan)") % {"year": water},
            _("Tanpa air minum layak %(year)d, persen") % {"year": water},
            _("Tanpa sanitasi layak %(year)d, orang (perkiraan)") % {"year": sanitation},
            _("Tanpa sanitasi layak %(year)d, persen") % {"year": sanitation},
            _("Penduduk miskin, persen"),
            _("Perhatian"),
        ],
        rows=[standing_cells(row) for row in shown],
        notes=official_notes(),
    )


def standing_cells(row: Standing) -> list[Cell]:
    """Return the cells of one province or kab/kota."""
    cautions = [gap.caution for gap in (row.water, row.sanitation) if gap.caution]
    return [
        row.place.code,
        row.place.full_name,
        row.province_name,
        row.population,
        row.water.people_without,
        rounded(row.water.without_pct),
        row.sanitation.people_without,
        rounded(row.sanitation.without_pct),
        rounded(row.poverty_pct),
        ", ".join(dict.fromkeys(cautions)),
    ]


def rounded(value: float | None) -> float | None:
    """Return a percentage with two decimals, as the sources publish it."""
    return None if value is None else round(value, 2)


def official_notes() -> list[str]:
    """Return source, formula and cautions, which travel with every official figure."""
    return [
        _("Sumber: BPS, Susenas; penduduk Ditjen Dukcapil, Desember 2024."),
        _("Orang = penduduk × (100 − persen rumah tangga dengan akses) / 100: perkiraan."),
        _("Layak belum tentu aman. Sel kosong berarti belum ada data, bukan nol."),
        _("Angka Papua Tengah dan Papua Pegunungan perlu dibaca hati-hati."),
    ]


def district_sheet(region: Region, order: str, text: str) -> Sheet:
    """Return the kecamatan of a kab/kota."""
    rows: list[DistrictRow] = rows_named(
        sorted_rows(district_rows(ground_of(region)), DISTRICT_KEYS, order, "nama"), text
    )
    head = [_("Kode"), _("Kecamatan"), _("Desa"), _("Kelurahan"), _("Desa dengan data sendiri")]
    cells: list[list[Cell]] = [
        [row.region.code, row.region.name, row.villages, row.urban_villages, row.with_own]
        for row in rows
    ]
    return Sheet(region.full_name, head, cells, [village_note()])


def village_sheet(region: Region, order: str, text: str) -> Sheet:
    """Return the villages of a kecamatan with what they counted themselves."""
    rows: list[VillageRow] = rows_named(
        sorted_rows(village_rows(ground_of(region)), VILLAGE_KEYS, order, "nama"), text
    )
    head = [
        _("Kode"),
        _("Nama"),
        _("Penduduk"),
        _("Air minum layak, persen KK"),
        _("Sanitasi layak, persen KK"),
        _("Sumber"),
        _("Tahun"),
        _("Simulasi"),
    ]
    return Sheet(region.full_name, head, [village_cells(row) for row in rows], [village_note()])


def village_cells(row: VillageRow) -> list[Cell]:
    """Return the cells of one village; everything is empty where it counted nothing."""
    newest = row.own.newest if row.own else None
    return [
        row.region.code,
        f"{RegionKind(row.region.kind).label} {row.region.name}",
        row.own.value(Figure.POPULATION),
        row.own.value(Figure.WATER),
        row.own.value(Figure.SANITATION),
        newest.source if newest else "",
        newest.year if newest else None,
        _("SIMULASI") if row.own.is_simulated else "",
    ]


def village_note() -> str:
    """Return why the cells of villages may be empty."""
    return _("Angka resmi berhenti di kabupaten/kota. Sel kosong berarti belum ada data desa.")

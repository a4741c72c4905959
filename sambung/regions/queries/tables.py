"""Rows of the tables: places by gap, kecamatan by what their villages counted, villages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sambung.core.text import plain
from sambung.regions.models import Figure, Region, Service
from sambung.regions.queries.atlas import Atlas, Place
from sambung.regions.queries.gaps import Gap, gap_of, latest_year
from sambung.regions.queries.ground import Ground
from sambung.regions.queries.places import OwnFigures


@dataclass(frozen=True)
class Standing:
    """One province or kab/kota with both services."""

    place: Place
    province_name: str
    water: Gap
    sanitation: Gap
    poverty_pct: float | None

    @property
    def population(self) -> int | None:
        """Return the registered population."""
        return self.water.population


@dataclass(frozen=True)
class DistrictRow:
    """One kecamatan: its villages, and how many of them counted for themselves."""

    region: Region
    villages: int
    urban_villages: int
    with_own: int

    @property
    def total(self) -> int:
        """Return desa and kelurahan together."""
        return self.villages + self.urban_villages


@dataclass(frozen=True)
class VillageRow:
    """One village with what it counted itself, or nothing."""

    region: Region
    own: OwnFigures

    @property
    def population(self) -> float | None:
        """Return the people it counted."""
        return self.own.value(Figure.POPULATION)

    @property
    def water_pct(self) -> float | None:
        """Return the share of households with improved water it counted."""
        return self.own.value(Figure.WATER)

    @property
    def sanitation_pct(self) -> float | None:
        """Return the share of households with improved sanitation it counted."""
        return self.own.value(Figure.SANITATION)


def standings(book: Atlas, codes: Iterable[str], year: int | None = None) -> list[Standing]:
    """Return both services of several provinces or kab/kota; of the newest year unless asked."""
    water = year or latest_year(Service.WATER, book)
    sanitation = year or latest_year(Service.SANITATION, book)
    poverty = max(book.years.get(Figure.POVERTY, (0,)))
    return [
        Standing(
            place=book.places[code],
            province_name=book.places[book.places[code].province_code].name,
            water=gap_of(book, code, Service.WATER, water),
            sanitation=gap_of(book, code, Service.SANITATION, sanitation),
            poverty_pct=book.value(code, Figure.POVERTY, poverty),
        )
        for code in codes
    ]


def district_rows(ground: Ground) -> list[DistrictRow]:
    """Return the kecamatan of a kab/kota."""
    return [
        DistrictRow(each, *ground.villages_in(each.code), ground.own_counts.get(each.code, 0))
        for each in ground.districts
    ]


def village_rows(ground: Ground) -> list[VillageRow]:
    """Return the villages of a kecamatan with what they counted."""
    return [
        VillageRow(village, ground.own.get(village.code, OwnFigures()))
        for village in ground.villages
    ]


Key = Callable[[Any], Any]
STANDING_KEYS: dict[str, Key] = {
    "nama": lambda row: plain(row.place.name),
    "provinsi": lambda row: (plain(row.province_name), plain(row.place.name)),
    "penduduk": lambda row: row.population,
    "air": lambda row: row.water.people_without,
    "air_persen": lambda row: row.water.without_pct,
    "air_ubah": lambda row: row.water.change,
    "sanitasi": lambda row: row.sanitation.people_without,
    "sanitasi_persen": lambda row: row.sanitation.without_pct,
    "sanitasi_ubah": lambda row: row.sanitation.change,
    "kemiskinan": lambda row: row.poverty_pct,
}
DISTRICT_KEYS: dict[str, Key] = {
    "nama": lambda row: plain(row.region.name),
    "desa": lambda row: row.total,
    "data": lambda row: row.with_own,
}
VILLAGE_KEYS: dict[str, Key] = {
    "nama": lambda row: plain(row.region.name),
    "jenis": lambda row: (row.region.kind, plain(row.region.name)),
    "penduduk": lambda row: row.population,
    "air": lambda row: row.water_pct,
    "sanitasi": lambda row: row.sanitation_pct,
}


def sorted_rows(rows: Sequence[Any], keys: dict[str, Key], order: str, default: str) -> list[Any]:
    """Return the rows by `nama` or `-air`; an unknown order falls back, unknown values go last."""
    name = order.removeprefix("-")
    if name not in keys:
        order, name = default, default.removeprefix("-")
    key = keys[name]
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    return sorted(known, key=key, reverse=order.startswith("-")) + unknown


def rows_named(rows: Sequence[Any], text: str) -> list[Any]:
    """Return the rows whose place or region holds the typed words; all of them for nothing."""
    wanted = plain(text[:60])
    named = [(row, row.place if isinstance(row, Standing) else row.region) for row in rows]
    return [row for row, thing in named if wanted in plain(thing.full_name)]

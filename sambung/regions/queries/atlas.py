"""All official figures of provinces and kab/kota, read once per process and loaded version.

They change only when a file is loaded, and every main page needs hundreds of them: 552 places and
some 4,600 figures stay in memory (docs/adr/0021-figures-and-names-in-memory.md).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import QuerySet

from sambung.regions.models import Caution, Figure, Indicator, Level, LoadedFile, Region, RegionKind

Version = tuple[tuple[str, str, str], ...]
Thing = TypeVar("Thing")
LEAST_COVERAGE = 0.9  # "since 2021" needs a figure of this share of kab/kota


@dataclass(frozen=True)
class Place:
    """A province or kab/kota as the atlas holds it."""

    code: str
    name: str
    kind: str
    level: int
    province_code: str
    lat: float | None
    lon: float | None
    area_km2: float | None

    @property
    def full_name(self) -> str:
        """Return the name as people say it, in the reader's language."""
        return f"{RegionKind(self.kind).label} {self.name}"


@dataclass(frozen=True)
class Reading:
    """One official figure of one place in one year."""

    year: int
    value: float | None
    source: str
    caution: str = ""

    @property
    def caution_text(self) -> str:
        """Return why to read this with care, in the reader's language."""
        return str(Caution(self.caution).label) if self.caution in Caution.values else self.caution


@dataclass(frozen=True)
class Atlas:
    """Places by code, and readings by (code, figure, year); code None is Indonesia."""

    places: dict[str, Place] = field(default_factory=dict)
    readings: dict[tuple[str | None, str, int], Reading] = field(default_factory=dict)
    regencies: tuple[str, ...] = ()
    by_province: dict[str, tuple[str, ...]] = field(default_factory=dict)
    years: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of kab/kota, by figure
    first_years: dict[str, int] = field(default_factory=dict)  # the first with nearly all of them
    computed: dict[Any, Any] = field(default_factory=dict, compare=False)  # what follows from it

    def reading(self, code: str | None, figure: str, year: int) -> Reading | None:
        """Return one official figure, None where no source speaks of it."""
        return self.readings.get((code, figure, year))

    def value(self, code: str | None, figure: str, year: int) -> float | None:
        """Return the value of an official figure, None when unknown."""
        reading = self.reading(code, figure, year)
        return reading.value if reading else None

    def population(self, code: str) -> int | None:
        """Return the newest registered population of a place."""
        for year in reversed(self.years.get(Figure.POPULATION, ())):
            reading = self.reading(code, Figure.POPULATION, year)
            if reading is not None and reading.value is not None:
                return int(reading.value)
        return None

    def inside(self, code: str | None) -> tuple[str, ...]:
        """Return the kab/kota in a province or in Indonesia (None); of a kab/kota itself."""
        if code is None:
            return self.regencies
        return self.by_province.get(code, (code,))


def loaded_files() -> QuerySet[LoadedFile]:
    """Return the loaded data files, with their rows and when they came in."""
    return LoadedFile.objects.order_by("name")


def version() -> Version:
    """Return which files are loaded: the key of everything kept in memory."""
    rows = LoadedFile.objects.order_by("name").values_list("name", "sha256", "loaded_at")
    return tuple((name, sha256, moment.isoformat()) for name, sha256, moment in rows)


def kept(make: Callable[[], Thing], keep: Callable[[Version], Thing]) -> Thing:
    """Return the thing kept for the loaded version; without loaded files it is made anew."""
    loaded = version()
    return keep(loaded) if loaded else make()


def atlas() -> Atlas:
    """Return the atlas of the loaded figures; one small query when it is in memory."""
    return kept(read_atlas, kept_atlas)


@lru_cache(maxsize=2)
def kept_atlas(loaded: Version) -> Atlas:
    """Return the atlas of one loaded version."""
    return read_atlas()


def read_atlas() -> Atlas:
    """Read the atlas in two queries."""
    places = {
        row[0]: Place(*row)
        for row in Region.objects.filter(level__lte=Level.REGENCY).values_list(
            "code", "name", "kind", "level", "province_code", "lat", "lon", "area_km2"
        )
    }
    rows = Indicator.objects.filter(is_official=True).values_list(
        "region_id", "code", "year", "value", "source", "caution"
    )
    readings: dict[tuple[str | None, str, int], Reading] = {
        (code, figure, year): Reading(year, value, source, caution)
        for code, figure, year, value, source, caution in rows
        if code is None or code in places
    }
    regencies = tuple(code for code, place in places.items() if place.level == Level.REGENCY)
    counts = known_by_year(readings, set(regencies))
    wanted = LEAST_COVERAGE * len(regencies)
    return Atlas(
        places=places,
        readings=readings,
        regencies=regencies,
        by_province={
            province: tuple(code for code in regencies if code.startswith(f"{province}."))
            for province, place in places.items()
            if place.level == Level.PROVINCE
        },
        years={figure: tuple(sorted(years)) for figure, years in counts.items()},
        first_years={
            figure: min(year for year, count in years.items() if count >= wanted)
            for figure, years in counts.items()
            if max(years.values()) >= wanted
        },
    )


def known_by_year(
    readings: dict[tuple[str | None, str, int], Reading], regencies: set[str]
) -> dict[str, Counter[int]]:
    """Return for each figure and year how many kab/kota have a value."""
    counts: dict[str, Counter[int]] = {}
    for (code, figure, year), reading in readings.items():
        if code in regencies and reading.value is not None:
            counts.setdefault(figure, Counter())[year] += 1
    return counts

"""Load the official files: twice changes nothing; a newer file updates what changed."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor
from sambung.regions import rules
from sambung.regions.actions.sources import (
    BORDER_SOURCE,
    BadFile,
    Contents,
    read_borders,
    read_bytes,
    read_places,
    read_province_access,
    read_regency_access,
)
from sambung.regions.models import Boundary, Indicator, Level, LoadedFile, Region

Reader = Callable[[str, bytes, set[str]], Contents]
Row = TypeVar("Row", bound=models.Model)
BATCH = 1000
GONE_NAMED = 50  # how many codes that left the file the trail names
PLACE_FIELDS = [
    *("name", "kind", "level", "parent_id", "province_code", "regency_code", "district_code"),
    *("search_name", "lat", "lon", "has_own_point", "area_km2"),
]
FIGURE_FIELDS = ["value", "unit", "source", "as_of", "caution"]


def places(level: Level) -> Reader:
    """Return the reader of one level of places."""

    def read(name: str, content: bytes, known: set[str]) -> Contents:
        return read_places(name, content, level, known)

    return read


READERS: dict[str, Reader] = {
    "idn_regions/provinces.csv": places(Level.PROVINCE),
    "idn_regions/regencies.csv": places(Level.REGENCY),
    "idn_regions/districts.csv.gz": places(Level.DISTRICT),
    "idn_regions/villages.csv.gz": places(Level.VILLAGE),
    "idn_boundaries/provinces.geojson.gz": read_borders,
    "idn_boundaries/provinces_lowres.geojson.gz": read_borders,
    "idn_boundaries/regencies.geojson.gz": read_borders,
    "idn_boundaries/regencies_lowres.geojson.gz": read_borders,
    "idn_boundaries/districts_simplified.geojson.gz": read_borders,
    "idn_wash_access/access_by_regency.csv": read_regency_access,
    "idn_wash_access/access_by_province.csv": read_province_access,
}


class FileState(StrEnum):
    """What became of one file."""

    SAME = "same"
    LOADED = "loaded"
    UPDATED = "updated"
    OWN_KEPT = "own-kept"  # the operator's own file stands; the shipped one was not loaded


@dataclass(frozen=True)
class FileReport:
    """What loading one file did."""

    name: str
    state: FileState
    rows: int
    created: int = 0
    changed: int = 0
    gone: int = 0


@transaction.atomic
def load_regions(*, by: Actor, folder: Path | None = None) -> list[FileReport]:
    """Load the shipped files, or those found in the operator's folder.

    Raises Refused unless `by` is the system or an operator, BadFile when one line of one file is
    wrong; then nothing is written. A region that left a file is kept and named in the trail.
    """
    rules.can_load_official(by).or_raise()
    loaded = {row.name: row for row in LoadedFile.objects.select_for_update()}
    contents = {name: read_bytes(name, folder) for name in READERS}
    if not any(contents.values()):
        raise BadFile(str(folder), 0, _("tidak ada berkas yang dikenal di folder ini."))
    return [
        load_file(name, content, loaded.get(name), is_shipped=folder is None, by=by)
        for name, content in contents.items()
        if content is not None
    ]


def load_file(
    name: str, content: bytes, loaded: LoadedFile | None, *, is_shipped: bool, by: Actor
) -> FileReport:
    """Load one file unless this very version is in, or the operator's own stands instead."""
    sha256 = hashlib.sha256(content).hexdigest()
    if loaded is not None and loaded.sha256 == sha256:
        return FileReport(name, FileState.SAME, loaded.rows)
    if loaded is not None and is_shipped and not loaded.is_shipped:
        return FileReport(name, FileState.OWN_KEPT, loaded.rows)
    read = READERS[name](name, content, set(Region.objects.values_list("code", flat=True)))
    created, changed, gone = save_contents(name, read)
    row = remember(name, sha256, read.rows, is_shipped=is_shipped)
    counts = {"created": created, "changed": changed, "gone": gone[:GONE_NAMED]}
    audit.record("regions.loaded", row, by=by, file=name, sha256=sha256, counts=counts)
    state = FileState.UPDATED if loaded else FileState.LOADED
    return FileReport(name, state, read.rows, created, changed, len(gone))


def remember(name: str, sha256: str, rows: int, *, is_shipped: bool) -> LoadedFile:
    """Keep which version of the file is in."""
    version = {"sha256": sha256, "rows": rows, "loaded_at": timezone.now()}
    row, __ = LoadedFile.objects.update_or_create(
        name=name, defaults={**version, "is_shipped": is_shipped}
    )
    return row


def save_contents(name: str, read: Contents) -> tuple[int, int, list[str]]:
    """Save what is new or different; return created, changed, and the codes that left the file."""
    created, changed, gone = 0, 0, []
    if read.regions:
        level = read.regions[0].level
        current = {row.pk: row for row in Region.objects.filter(level=level)}
        created, changed = save_rows(Region, read.regions, current, lambda r: r.code, PLACE_FIELDS)
        gone = sorted(set(current) - {row.code for row in read.regions})
    if read.figures:
        counts = save_figures(read.figures)
        created, changed = created + counts[0], changed + counts[1]
    if read.borders:
        counts = save_borders(name, read.borders)
        created, changed = created + counts[0], changed + counts[1]
    return created, changed, gone


def figure_key(row: Indicator) -> tuple[str | None, str, int]:
    """Return what makes a figure the same figure."""
    return (row.region_id, row.code, row.year)


def save_figures(figures: list[Indicator]) -> tuple[int, int]:
    """Save official figures; a village's own figures are never touched."""
    stored = Indicator.objects.filter(code__in={row.code for row in figures}, is_official=True)
    current = {figure_key(row): row for row in stored}
    return save_rows(Indicator, figures, current, figure_key, FIGURE_FIELDS)


def save_borders(name: str, borders: dict[str, str]) -> tuple[int, int]:
    """Save full or low-resolution borders, whichever the file holds."""
    field = "lowres" if "_lowres" in name else "geometry"
    current = {row.pk: row for row in Boundary.objects.filter(pk__in=list(borders))}
    if field == "lowres" and set(borders) - set(current):
        raise BadFile(name, 0, _("muat dahulu batas lengkapnya."))
    rows = [
        Boundary(region_id=code, source=BORDER_SOURCE, **{"geometry": "", field: text})
        for code, text in borders.items()
    ]
    return save_rows(Boundary, rows, current, lambda row: row.pk, [field, "source"])


def save_rows(
    model: type[Row],
    wanted: list[Row],
    current: Mapping[Any, Row],
    key: Callable[[Row], object],
    fields: list[str],
) -> tuple[int, int]:
    """Create the rows that are new and rewrite those that differ; return how many of each."""
    new = [row for row in wanted if key(row) not in current]
    changed = [
        row for row in wanted if key(row) in current and differs(row, current[key(row)], fields)
    ]
    for row in changed:
        row.pk = current[key(row)].pk
    model._default_manager.bulk_create(new, batch_size=BATCH)
    names = [model._meta.get_field(name).name for name in fields]
    model._default_manager.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=names,
    )
    return len(new), len(changed)


def differs(row: models.Model, stored: models.Model, fields: list[str]) -> bool:
    """Return whether any of the fields says something else than what is stored."""
    return any(getattr(row, name) != getattr(stored, name) for name in fields)

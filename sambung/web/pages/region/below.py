"""What lies below a region: provinces and kab/kota by gap, kecamatan, villages with own data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from sambung.regions import queries
from sambung.regions.models import Level, Region
from sambung.regions.queries import Ground
from sambung.ui.charts import SmallMap
from sambung.web.pages.region.outline import thumbnail


@dataclass(frozen=True)
class Below:
    """The rows below a region, sorted and filtered as the address says."""

    kind: str  # wide: provinces, kab/kota; districts; villages; none
    rows: list[Any]
    total: int
    text: str = ""
    export: str = ""  # the address of the files, without its ending
    cards: tuple[tuple[queries.DistrictRow, SmallMap | None], ...] = ()

    @property
    def has_unknown(self) -> bool:
        """Return whether a kecamatan shown has no village with data of its own."""
        return any(not row.with_own for row, _drawing in self.cards)

    @property
    def sources(self) -> list[tuple[str, date | None]]:
        """Return each source of the villages' own data once, with its newest date."""
        owned = [row.own.newest for row in self.rows if self.is_villages and row.own]
        newest: dict[str, date | None] = {}
        for each in sorted(owned, key=lambda row: (row.as_of or date.min, row.pk)):
            newest[each.source] = each.as_of
        return list(newest.items())

    @property
    def is_villages(self) -> bool:
        """Return whether the rows are villages."""
        return self.kind in {"villages", "siblings"}

    @property
    def is_simulated(self) -> bool:
        """Return whether any village shown has simulated data."""
        return self.is_villages and any(row.own.is_simulated for row in self.rows)


def below_of(region: Region | None, ground: Ground, given: QueryDict) -> Below:
    """Return what lies below; a village's page shows its neighbours in the kecamatan."""
    order, text = given.get("urut", ""), given.get("cari", "").replace("\0", "").strip()[:60]
    kind, rows, keys, default = rows_below(region, ground)
    shown = queries.rows_named(queries.sorted_rows(rows, keys, order, default), text)
    return Below(
        kind=kind,
        rows=shown,
        total=len(rows),
        text=text,
        export=queries.export_address(region.code if region else "0"),
        cards=tuple((row, drawing_of(row, ground)) for row in shown) if kind == "districts" else (),
    )


def rows_below(
    region: Region | None, ground: Ground
) -> tuple[str, list[Any], dict[str, queries.Key], str]:
    """Return the kind, the rows, their sort keys and the order they come in."""
    if region is None or region.level == Level.PROVINCE:
        book = queries.atlas()
        codes = book.by_province if region is None else book.inside(region.code)
        return "wide", queries.standings(book, codes), queries.STANDING_KEYS, "-sanitasi"
    if region.level == Level.REGENCY:
        return "districts", queries.district_rows(ground), queries.DISTRICT_KEYS, "nama"
    rows = [row for row in queries.village_rows(ground) if row.region.code != region.code]
    kind = "villages" if region.level == Level.DISTRICT else "siblings"
    return kind, rows, queries.VILLAGE_KEYS, "nama"


def drawing_of(row: queries.DistrictRow, ground: Ground) -> SmallMap | None:
    """Return the small drawing of a kecamatan, None without a border."""
    geometry = ground.borders.get(row.region.code)
    if geometry is None:
        return None
    points = ground.points(row.region.code)
    return thumbnail(row.region, geometry, points, has_own=bool(row.with_own))

"""One kab/kota or kecamatan read whole, in few queries: borders, villages, what they counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sambung.regions.models import Level, Region, RegionKind
from sambung.regions.queries.outlines import Geometry, borders_below, borders_of
from sambung.regions.queries.places import (
    OwnFigures,
    children,
    inside,
    own_counts_by_district,
    own_figures_of,
)


@dataclass(frozen=True)
class Ground:
    """What lies in a kab/kota, or in one kecamatan."""

    districts: tuple[Region, ...] = ()
    borders: dict[str, Geometry] = field(default_factory=dict)  # of the kecamatan
    villages: tuple[Region, ...] = ()
    own_counts: dict[str, int] = field(default_factory=dict)  # villages with own data, by kecamatan
    own: dict[str, OwnFigures] = field(default_factory=dict)  # of one kecamatan and its villages

    def kinds_in(self, district: str) -> Counter[str]:
        """Return how many villages of each kind a kecamatan has."""
        return Counter(each.kind for each in self.villages if each.district_code == district)

    def villages_in(self, district: str) -> tuple[int, int]:
        """Return how many desa (of any kind) and how many kelurahan a kecamatan has."""
        kinds = self.kinds_in(district)
        urban = kinds[RegionKind.URBAN_VILLAGE]
        return kinds.total() - urban, urban

    def points(self, district: str = "") -> list[tuple[float, float]]:
        """Return longitude and latitude of the villages that have a point."""
        return [
            (village.lon, village.lat)
            for village in self.villages
            if village.lon is not None
            and village.lat is not None
            and district in ("", village.district_code)
        ]


def ground_of(region: Region, above: Sequence[Region] = ()) -> Ground:
    """Return the ground of a kab/kota, kecamatan or village; wider regions have none here."""
    if region.level == Level.REGENCY:
        inner = list(Region.objects.filter(inside(region), level__gt=Level.REGENCY))
        return Ground(
            districts=tuple(each for each in inner if each.level == Level.DISTRICT),
            borders=borders_below(region, Level.DISTRICT),
            villages=tuple(each for each in inner if each.level == Level.VILLAGE),
            own_counts=own_counts_by_district(region),
        )
    if region.level == Level.PROVINCE:
        return Ground()
    district = next((each for each in (*above, region) if each.level == Level.DISTRICT), None)
    district = district or Region.objects.get(pk=region.district_code)
    villages = tuple(children(district))
    return Ground(
        districts=(district,),
        borders=borders_of([district.code]),
        villages=villages,
        own=own_figures_of([district.code, *(village.code for village in villages)]),
    )

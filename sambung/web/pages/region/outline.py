"""The outline map of a region: borders of what lies directly below, and its villages as points."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any

from django.utils.translation import gettext as _

from sambung.regions import queries
from sambung.regions.models import Level, Region, Service
from sambung.regions.queries import Ground
from sambung.ui.charts import Outline, Point, Projection, SmallMap, fit, path_of
from sambung.web.pages.region.sections import Mark

WIDTH = 400
TALLEST = 460
VILLAGE_RADIUS = 5.0
Place = tuple[float, float]
LETTER = 7.2  # width of a letter of a map label, about
MOST_NAMES = 14  # more names than this on a map of this size only cover one another
UNKNOWN = "unknown"


def map_of(
    region: Region, ground: Ground, marks: Sequence[Mark] = (), chosen: Service = Service.WATER
) -> SmallMap | None:
    """Return the map of a region, None where no border is known."""
    if region.level == Level.PROVINCE:
        return province_map(region, chosen)
    if region.level == Level.REGENCY:
        return regency_map(region, ground, marks)
    return village_map(region, ground, marks)


def points_of(
    marks: Sequence[Mark], projection: Projection, radius: float = 6
) -> tuple[Point, ...]:
    """Return needs and partnerships as points."""
    return tuple(
        Point(
            *projection.place(mark.lon, mark.lat),
            name=mark.name,
            shape=mark.shape,
            fill=mark.fill,
            radius=radius,
            url=mark.url,
        )
        for mark in marks
    )


def projection_for(geometries: dict[str, dict[str, Any]], width: float) -> Projection | None:
    """Return the projection that fits the geometries, no taller than the page bears."""
    bounds = queries.bounds_of(geometries.values())
    if bounds is None:
        return None
    west, south, east, north = bounds
    stretch = cos(radians((south + north) / 2))
    wide, tall = (east - west) * stretch, north - south
    if wide and tall / wide * width > TALLEST:
        extra = (tall * width / TALLEST - wide) / stretch / 2
        bounds = (west - extra, south, east + extra, north)
    return fit(bounds, width)


def province_map(region: Region, chosen: Service) -> SmallMap | None:
    """Return a province with its kab/kota filled by the share without access."""
    geometries = queries.borders_below(region, Level.REGENCY)
    projection = projection_for(geometries, WIDTH)
    if projection is None:
        return None
    book = queries.atlas()
    year = queries.latest_year(chosen, book)
    gaps = {code: queries.gap_of(book, code, chosen, year) for code in geometries}
    outlines = tuple(
        Outline(
            path=path_of(geometry, projection),
            name=gaps[code].full_name,
            fill=f"m{gaps[code].step}" if gaps[code].step else UNKNOWN,
            url=queries.address_of(code),
        )
        for code, geometry in geometries.items()
    )
    label = _("Peta %(name)s: bagian penduduk tanpa %(service)s layak") % {
        "name": region.full_name,
        "service": chosen.label,
    }
    return SmallMap(label, projection.width, projection.height, outlines)


def regency_map(region: Region, ground: Ground, marks: Sequence[Mark]) -> SmallMap | None:
    """Return a kab/kota with its kecamatan and a point for every village."""
    geometries = ground.borders
    projection = projection_for(geometries, WIDTH)
    if projection is None:
        return None
    districts = {row.code: row for row in ground.districts}
    names = named_places([districts[code] for code in geometries], projection)
    outlines = tuple(
        Outline(
            path=path_of(geometry, projection),
            name=districts[code].full_name,
            fill="paper" if ground.own_counts.get(code) else UNKNOWN,
            url=queries.address_of(code),
            text=districts[code].name if code in names else "",
            text_at=names.get(code),
        )
        for code, geometry in geometries.items()
    )
    return SmallMap(
        label=_("Peta %(name)s: kecamatan dan desa") % {"name": region.full_name},
        width=projection.width,
        height=projection.height,
        outlines=outlines,
        dots=tuple(projection.place(lon, lat) for lon, lat in ground.points()),
        points=points_of(marks, projection),
    )


def village_map(region: Region, ground: Ground, marks: Sequence[Mark]) -> SmallMap | None:
    """Return the kecamatan with its villages as points; a village's own page marks it."""
    projection = projection_for(ground.borders, WIDTH)
    if projection is None:
        return None
    is_village = region.level == Level.VILLAGE
    outlines = tuple(
        Outline(path=path_of(geometry, projection), fill="paper")
        for geometry in ground.borders.values()
    )
    points = [
        point_of(village, projection, is_here=village.code == region.code)
        for village in ground.villages
        if village.lon is not None
    ]
    label = _("Letak %(name)s") if is_village else _("Peta %(name)s: desa dan kelurahan")
    return SmallMap(
        label=label % {"name": region.full_name},
        width=projection.width,
        height=projection.height,
        outlines=outlines,
        points=(*points, *points_of(marks, projection, VILLAGE_RADIUS - 0.5)),
    )


def point_of(village: Region, projection: Projection, *, is_here: bool) -> Point:
    """Return the point of one village; the page's own is larger and named."""
    name = village.full_name
    x, y = projection.place(village.lon or 0, village.lat or 0)
    return Point(
        x=x,
        y=y,
        name=name,
        shape="circle" if village.has_own_point else "ring",
        fill="earth" if is_here else "water",
        radius=8 if is_here else VILLAGE_RADIUS,
        label=name if is_here else "",
        side="right" if x < WIDTH / 2 else "left",
        url="" if is_here else village.get_absolute_url(),
    )


def named_places(regions: Sequence[Region], projection: Projection) -> dict[str, Place]:
    """Return where names stand that find room, a line lower or higher where they must."""
    if len(regions) > MOST_NAMES:
        return {}
    found: dict[str, Place] = {}
    taken: list[tuple[float, float, float, float]] = []
    for region in regions:
        if region.lon is None or region.lat is None:
            continue
        x, y = projection.place(region.lon, region.lat)
        half = LETTER * len(region.name) / 2
        x = min(max(x, half), projection.width - half)
        boxes = [(x - half, y + shift - 11, x + half, y + shift + 4) for shift in (0, 15, -15)]
        box = next((box for box in boxes if not any(meet(box, other) for other in taken)), None)
        if box is not None:
            taken.append(box)
            found[region.code] = (x, box[3] - 4)
    return found


def meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    """Return whether two boxes overlap."""
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def thumbnail(
    region: Region, geometry: dict[str, Any], dots: list[tuple[float, float]], *, has_own: bool
) -> SmallMap:
    """Return a small drawing of one kecamatan with its villages."""
    projection = projection_for({region.code: geometry}, 112) or fit((0, 0, 1, 1), 112)
    scale = min(1.0, 80 / projection.height)
    if scale < 1:
        projection = fit_height(geometry)
    return SmallMap(
        label=region.full_name,
        width=projection.width,
        height=projection.height,
        outlines=(
            Outline(path=path_of(geometry, projection), fill="paper" if has_own else UNKNOWN),
        ),
        dots=tuple(projection.place(lon, lat) for lon, lat in dots),
    )


def fit_height(geometry: dict[str, Any], height: float = 80) -> Projection:
    """Return the projection that fits a tall geometry into a height."""
    bounds = queries.bounds_of([geometry]) or (0, 0, 1, 1)
    west, south, east, north = bounds
    stretch = cos(radians((south + north) / 2))
    width = (height - 12) * (east - west) * stretch / max(north - south, 1e-9) + 12
    return fit(bounds, width)

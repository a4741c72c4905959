"""The drawings of this room: where a village lies in its kecamatan, the shelf, the road."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sambung.needs import queries
from sambung.needs.lifecycle import ROAD
from sambung.needs.models import Need, NeedState, Package
from sambung.regions.models import Level, Region
from sambung.regions.queries import borders_below, borders_of
from sambung.ui.charts import Outline, Point, Projection, Rail, SmallMap, Stage, fit, path_of

WIDE = 480
LEAST_DEGREES = 0.02  # a map of one point still shows some ground
Geometry = dict[str, object]


def frame_of(geometries: Sequence[Geometry], points: Sequence[tuple[float, float]]) -> Projection:
    """Return the projection that holds the borders and the points (lon, lat)."""
    found = [*points, *[corner for shape in geometries for corner in queries.corners_of(shape)]]
    lons, lats = [lon for lon, _lat in found], [lat for _lon, lat in found]
    west, east = min(lons) - LEAST_DEGREES, max(lons) + LEAST_DEGREES
    south, north = min(lats) - LEAST_DEGREES, max(lats) + LEAST_DEGREES
    return fit((west, south, east, north), WIDE)


def village_map(need: Need) -> SmallMap | None:
    """Return the kecamatan of the need's village with its villages; None before one is chosen."""
    if need.village is None:
        return None
    places = queries.near_points(need.village)
    borders = list(borders_of([need.village.district_code]).values())
    own = point_of(need)
    known = [(place.lon or 0.0, place.lat or 0.0) for place in places] + ([own] if own else [])
    if not known and not borders:
        return None
    frame = frame_of(borders, known)
    marks = [village_mark(frame, need.village)]
    if own:
        x, y = frame.place(*own)
        marks.append(Point(x, y, name=_("Titik usulan"), shape="diamond", fill="earth", radius=8))
    return SmallMap(
        label=_("Peta kecamatan dengan %s") % need.village.full_name,
        width=frame.width,
        height=frame.height,
        outlines=tuple(Outline(path_of(border, frame)) for border in borders),
        dots=tuple(frame.place(place.lon or 0, place.lat or 0) for place in places),
        points=tuple(mark for mark in marks if mark is not None),
        ground="sand",
    )


def point_of(need: Need) -> tuple[float, float] | None:
    """Return the need's own point (lon, lat), or None."""
    return None if need.lat is None or need.lon is None else (need.lon, need.lat)


def village_mark(frame: Projection, village: Region) -> Point | None:
    """Return the mark of a village with its name, or None where its place is not known."""
    if village.lon is None or village.lat is None:
        return None
    x, y = frame.place(village.lon, village.lat)
    side = "left" if x > frame.width / 2 else "right"
    return Point(x, y, name=village.full_name, radius=6, label=village.name, side=side)


def shelf_map(regency: Region | None, packages: Sequence[Package], first: int) -> SmallMap | None:
    """Return the kabupaten/kota with the packages shown, numbered from `first` as in the list."""
    if regency is None:
        return None
    borders = list(borders_below(regency, Level.DISTRICT, lowres=True).values())
    borders = borders or list(borders_below(regency, Level.DISTRICT).values())
    placed = [
        (number, package)
        for number, package in enumerate(packages, start=first)
        if package.village.lat is not None and package.village.lon is not None
    ]
    known = [(p.village.lon or 0.0, p.village.lat or 0.0) for _number, p in placed]
    if not borders and not known:
        return None
    frame = frame_of(borders, known)
    return SmallMap(
        label=_("Peta %s dengan nomor kegiatan pada daftar") % regency.full_name,
        width=frame.width,
        height=frame.height,
        outlines=tuple(Outline(path_of(border, frame)) for border in borders),
        points=tuple(package_mark(frame, number, package) for number, package in placed),
        ground="sand",
    )


def package_mark(frame: Projection, number: int, package: Package) -> Point:
    """Return the numbered mark of a package, which leads to its page."""
    x, y = frame.place(package.village.lon or 0, package.village.lat or 0)
    return Point(x, y, name=f"{number}. {package.title}", fill="earth", label=str(number))


def rail_of(need: Need) -> Rail | None:
    """Return the stages of the road; None for a need that left it."""
    if need.state not in {*ROAD, NeedState.RETURNED}:
        return None
    state = NeedState.DRAFT if need.state == NeedState.RETURNED else NeedState(need.state)
    where = ROAD.index(state)
    return Rail(
        _("Perjalanan usulan"),
        tuple(
            Stage(
                str(NeedState(stage).label).capitalize(),
                "done" if n < where else "now" if n == where else "next",
            )
            for n, stage in enumerate(ROAD)
        ),
    )

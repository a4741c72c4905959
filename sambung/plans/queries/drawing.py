"""The pictures of an answer: where the chosen packages are, and from whom money goes where."""

import json
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.plans.queries.seen import Answer, Line
from sambung.regions.models import Boundary, Level, Region
from sambung.ui import formats
from sambung.ui.charts import (
    Flow,
    FlowLink,
    FlowSource,
    FlowTarget,
    Outline,
    Point,
    Projection,
    SmallMap,
    fit,
    path_of,
)

WIDTH = 544.0
LARGEST_RADIUS = 13.0
Box = tuple[float, float, float, float]


def map_of(answer: Answer) -> SmallMap | None:
    """Return the map of chosen and left out packages; None while no border or point is known."""
    region = answer.run.scenario.region
    shapes = _shapes(region)
    lines = [line for line in (*answer.chosen, *answer.left_out) if line.lat is not None]
    bounds = _bounds([geometry for _name, geometry in shapes], lines)
    if bounds is None:
        return None
    projection = fit(bounds, WIDTH, margin=28)
    return SmallMap(
        label=_("Peta kegiatan terpilih dan tidak terpilih di %(region)s")
        % {"region": region.full_name},
        width=WIDTH,
        height=projection.height,
        outlines=tuple(
            Outline(path=path_of(geometry, projection), name=name) for name, geometry in shapes
        ),
        dots=_villages(region, projection),
        points=_points(answer, projection),
        ground="sand",
    )


def _shapes(region: Region) -> list[tuple[str, dict[str, Any]]]:
    """Return the borders one level below the region; its own where it has none below."""
    rows = Boundary.objects.filter(region__parent_id=region.code).select_related("region")
    found = list(rows) or list(Boundary.objects.filter(region=region).select_related("region"))
    return [(row.region.full_name, json.loads(row.geometry)) for row in found]


def _positions(geometry: dict[str, Any]) -> Iterable[tuple[float, float]]:
    places = geometry["coordinates"]
    polygons = [places] if geometry["type"] == "Polygon" else places
    return ((p[0], p[1]) for polygon in polygons for ring in polygon for p in ring)


def _bounds(shapes: Sequence[dict[str, Any]], lines: Sequence[Line]) -> Box | None:
    places = [place for shape in shapes for place in _positions(shape)]
    places += [(line.lon or 0, line.lat or 0) for line in lines]
    if not places:
        return None
    lons, lats = [p[0] for p in places], [p[1] for p in places]
    pad = 0.02 if max(lons) - min(lons) < 0.02 else 0.0
    return min(lons) - pad, min(lats) - pad, max(lons) + pad, max(lats) + pad


def _villages(region: Region, projection: Projection) -> tuple[tuple[float, float], ...]:
    """Return a small point for each village; wider places have too many to draw."""
    if region.level < Level.REGENCY:
        return ()
    column = "regency_code" if region.level == Level.REGENCY else "district_code"
    rows = Region.objects.filter(
        level=Level.VILLAGE, lat__isnull=False, **{column: region.code}
    ).values_list("lon", "lat")
    return tuple(projection.place(lon or 0, lat or 0) for lon, lat in rows)


def _points(answer: Answer, projection: Projection) -> tuple[Point, ...]:
    """Return the marks: circles by people for the chosen, rings for the others."""
    most = max((line.people for line in answer.chosen), default=1)
    return tuple(
        Point(
            *projection.place(line.lon or 0, line.lat or 0),
            name=f"{line.title}: {formats.count(line.people, _('orang'))}",
            shape="circle" if line.is_chosen else "ring",
            radius=max(4.5, LARGEST_RADIUS * sqrt(line.people / most)) if line.is_chosen else 5.0,
            label=line.village,
            figure=formats.count(line.people) if line.is_chosen else "",
            url=reverse("needs:package", args=[line.package_id]),
        )
        for line in (*answer.chosen, *answer.left_out)
        if line.lat is not None
    )


def flow_of(answer: Answer) -> Flow | None:
    """Return who pays for what; None when nothing was chosen."""
    if not answer.chosen:
        return None
    names = list(dict.fromkeys(payer.name for line in answer.chosen for payer in line.payers))
    fills = {payer.name: payer.fill for line in answer.chosen for payer in line.payers}
    sums = {
        name: sum(p.amount_rp for ln in answer.chosen for p in ln.payers if p.name == name)
        for name in names
    }
    ceilings = {s.name: s for s in answer.sources}
    names.sort(key=lambda name: (name not in ceilings, -sums[name]))
    place = {name: number for number, name in enumerate(names)}
    sources = tuple(
        FlowSource(
            name=name,
            text=_source_words(sums[name], ceilings[name].budget_rp if name in ceilings else None),
            fill=fills[name],
            unused_rp=(ceilings[name].left_rp or 0) if name in ceilings else 0,
        )
        for name in names
    )
    return Flow(
        label=_("Aliran uang dari %(sources)s sumber ke %(packages)s kegiatan")
        % {"sources": len(sources), "packages": len(answer.chosen)},
        sources=sources,
        targets=tuple(
            FlowTarget(
                line.village,
                formats.rupiah_words(line.total_rp),
                f"{line.option}, {formats.count(line.people, _('orang'))}",
            )
            for line in answer.chosen
        ),
        links=tuple(
            FlowLink(place[payer.name], number, payer.amount_rp)
            for number, line in enumerate(answer.chosen)
            for payer in line.payers
        ),
    )


def _source_words(used: int, budget: int | None) -> str:
    if budget is None:
        return formats.rupiah_words(used)
    return _("%(used)s dari %(budget)s") % {
        "used": formats.rupiah_words(used),
        "budget": formats.rupiah_words(budget),
    }

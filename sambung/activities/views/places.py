"""Who works where, as a map with the same in a table."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from sambung.activities import queries
from sambung.activities.forms import PlaceFilter
from sambung.activities.models import Activity
from sambung.activities.views.asking import ActorRequest, asked_for
from sambung.activities.views.drawing import map_of
from sambung.regions.models import Level, Region

MOST_MARKS = 150


def activity_map(request: ActorRequest) -> HttpResponse:
    """Show where much is recorded, where a little, and where nobody recorded anything."""
    seen = queries.visible_to(request.actor)
    chosen = PlaceFilter(request.GET, seen, years=queries.years_of(seen))
    region = region_of(request, seen)
    found = queries.who_where(chosen.qs, region)
    inside = chosen.qs.filter(queries.in_place(region.code)) if region else chosen.qs
    marks = queries.village_marks(inside, MOST_MARKS) if shows_villages(region) else []
    context = {
        "filter": chosen,
        "region": region,
        "above": region.parent if region else None,
        "found": found,
        "map": map_of(found, marks),
        "query": request.GET.urlencode(),
        "simulated": inside.filter(is_simulated=True).exists(),
    }
    return render(request, "activities/activity_map.html", context)


def region_of(request: ActorRequest, seen: QuerySet[Activity]) -> Region | None:
    """Return the region asked for, else the one that is home; None for the whole country."""
    asked = asked_for(request, "wilayah")
    if asked == "0":
        return None
    if asked and (found := queries.regency_of(asked)):
        return found
    return queries.home_of(request.actor, seen)


def shows_villages(region: Region | None) -> bool:
    """Return whether villages are marked: in a kabupaten/kota or a kecamatan, not above."""
    return region is not None and region.level >= Level.REGENCY

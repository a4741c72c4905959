"""The page of a region at every level: where it stands, who needs what, who works here, and below.

It shows several rooms, so it stands on the roof; `regions:region` names it (sambung/urls.py).
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.activities.rules import can_read_recap
from sambung.core.access import Actor
from sambung.needs.rules import can_start
from sambung.regions import queries
from sambung.regions.models import Level, Region
from sambung.regions.rules import can_record_figures, check_code
from sambung.web.pages.region.below import below_of
from sambung.web.pages.region.sections import marks_on, sections_of
from sambung.web.pages.region.state import facts_of, state_of

SIMULATED = gettext_lazy(
    "Wilayah, batas, penduduk, dan angka akses nyata. Bagian bertanda SIMULASI adalah rekaan."
)
TEMPLATES = {
    Level.PROVINCE: "web/region.html",
    Level.REGENCY: "web/region.html",
    Level.DISTRICT: "web/region_small.html",
    Level.VILLAGE: "web/region_small.html",
}


def country(request: HttpRequest) -> HttpResponse:
    """Show Indonesia with its provinces."""
    context = {
        "state": state_of(None, request.GET.get("layanan", ""), queries.Ground()),
        "below": below_of(None, queries.Ground(), request.GET),
        "crumbs": [_("Indonesia")],
    }
    return render(request, "web/region.html", context)


def region(request: HttpRequest, code: str) -> HttpResponse:
    """Show one region; a code that is none gets a 404 that says which one may be meant."""
    found, above = queries.region_and_above(request.actor, code)  # type: ignore[attr-defined]
    if found is None:
        return unknown(request, code)
    ground = queries.ground_of(found, above)
    sections = sections_of(request.actor, found)  # type: ignore[attr-defined]
    marks = marks_on(found, sections)
    state = state_of(found, request.GET.get("layanan", ""), ground, above, marks)
    below = below_of(found, ground, request.GET)
    context = {
        "region": found,
        "state": state,
        "share": state.share,
        "sections": sections,
        "below": below,
        "propose_url": propose_url(request.actor, found),  # type: ignore[attr-defined]
        "record_url": record_url(request.actor, found),  # type: ignore[attr-defined]
        "recap_url": recap_url(request.actor, found),  # type: ignore[attr-defined]
        "simulated": any(
            [*(section.is_simulated for section in sections), state.own.is_simulated]
            + [below.is_simulated]
        ),
        "simulated_words": SIMULATED,
        "crumbs": crumbs_of(found, above),
    }
    return render(request, TEMPLATES[Level(found.level)], context)


def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show one region in short, for the sheet over the needs map; 404 for what is none."""
    found = get_object_or_404(queries.coded(request.actor, code))  # type: ignore[attr-defined]
    context = {
        "region": found,
        "facts": facts_of(found, request.GET.get("tahun", "")),
        "sections": sections_of(request.actor, found),  # type: ignore[attr-defined]
    }
    return render(request, "web/_region_sheet.html", context)


def propose_url(actor: Actor, region: Region) -> str:
    """Return where a need of this place is proposed, '' for those known who may not propose."""
    if actor.is_known and not can_start(actor):
        return ""
    address = reverse("needs:need-new")
    return f"{address}?desa={region.code}" if region.level == Level.VILLAGE else address


def record_url(actor: Actor, region: Region) -> str:
    """Return where villages' own figures are recorded, '' for who may not."""
    if region.level == Level.PROVINCE or not can_record_figures(actor, region):
        return ""
    return reverse("regions:village-data", args=[region.code])


def recap_url(actor: Actor, region: Region) -> str:
    """Return the recap of who helped where in this region, '' for who may not read it."""
    if region.level == Level.VILLAGE or not can_read_recap(actor, region.code):
        return ""
    return reverse("activities:recap", args=[region.code])


def unknown(request: HttpRequest, code: str) -> HttpResponse:
    """Say that there is no such region, why, and which may be meant."""
    verdict = check_code(code)
    context = {
        "code": code[:40],
        "reason": verdict.reason if not verdict else "",
        "suggestions": queries.suggestions(code),
    }
    return render(request, "web/region_unknown.html", context, status=404)


def crumbs_of(region: Region, above: Sequence[Region]) -> list[tuple[str, str] | str]:
    """Return the road from Indonesia down to this region."""
    road = [(each.name, each.get_absolute_url()) for each in above]
    return [(_("Indonesia"), reverse("regions:country")), *road, region.name]


urlpatterns = [
    path("wilayah/", country, name="country"),
    path("wilayah/<str:code>/", region, name="region"),
    path("wilayah/<str:code>/lembar/", sheet, name="sheet"),
]

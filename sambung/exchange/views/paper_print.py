"""The printed forms: one A4 page (two for minutes) each, with a QR that opens the right entry.

The words on paper are Indonesian whatever language the reader of the site has chosen: the forms are
filled in and kept by villages.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation

from sambung.activities import queries as activities
from sambung.activities.models import ActivityState
from sambung.core import typeset
from sambung.exchange.models import PaperKind
from sambung.exchange.queries import paper as queries
from sambung.exchange.views.asking import ActorRequest, kind_of, place_of
from sambung.needs import queries as needs
from sambung.needs.lifecycle import FIELD_CHECKS
from sambung.parties.models import GivingWay
from sambung.regions.models import Level, Region
from sambung.ui.formats import full_date
from sambung.ui.parts import PAPER_LOOK

TEMPLATES = Path(settings.BASE_DIR) / "exchange" / "templates" / "exchange" / "kertas"
BLANK = (PaperKind.PROPOSAL, PaperKind.MINUTES, PaperKind.ACTIVITY)
WORDS_AT_MOST = 300  # of what a need says, on its visit form


def paper_blank(request: ActorRequest, kind: str) -> HttpResponse:
    """Return a blank form; `?desa=` prints the names of a place on it."""
    form = kind_of(kind)
    if form not in BLANK:
        raise Http404
    code = request.GET.get("desa", "")
    region = place_of(code) if code else None
    words: dict[str, Any] = {**names_of(region), "organisation": ""}
    if form == PaperKind.ACTIVITY:
        words |= choices()
    path = queries.send_path(form, code)
    return answer(request, form, queries.code_of(form, code), path, words, region=region)


def choices() -> dict[str, list[str]]:
    """Return what the activity form lets one tick."""
    with translation.override("id"):
        states = [state for state in ActivityState if state != ActivityState.STOPPED]
        return {
            "ways": [str(way.label) for way in GivingWay],
            "states": [str(state.label) for state in states],
        }


@login_required
def paper_visit(request: ActorRequest, pk: int) -> HttpResponse:
    """Return the form for checking one need on the ground."""
    need = get_object_or_404(needs.visible_to(request.actor), pk=pk)
    if need.village is None:
        raise Http404
    with translation.override("id"):
        words = {
            "title": f"{need.pk} · {need.title}",
            "hamlet": need.hamlet,
            "proposer": str(need.proposer),
            "problem": need.problem[:WORDS_AT_MOST],
            "counted": needs.people_said(need),
            "checks": [str(label) for _key, label in FIELD_CHECKS],
        }
    code = queries.code_of(PaperKind.VISIT, need.village.code, need.pk)
    path = queries.send_path(PaperKind.VISIT, queries.target_of(queries.NEED, need.pk))
    words = {**names_of(need.village), **words}
    return answer(
        request, "visit", code, path, words, region=need.village, simulated=need.is_simulated
    )


@login_required
def paper_check(request: ActorRequest, pk: int) -> HttpResponse:
    """Return the form for looking whether what an activity built works and is used."""
    activity = get_object_or_404(activities.visible_to(request.actor), pk=pk)
    words = {
        **names_of(activity.region),
        "title": activity.title,
        "source_of": f"{activity.organisation}, {activity.year}",
        "place_note": activity.place_note,
    }
    code = queries.code_of(PaperKind.VISIT, activity.region_id, activity.pk)
    path = queries.send_path(PaperKind.VISIT, queries.target_of(queries.ACTIVITY, activity.pk))
    return answer(
        request,
        "check",
        code.replace("K-", "S-", 1),
        path,
        words,
        region=activity.region,
        simulated=activity.is_simulated,
    )


def names_of(region: Region | None) -> dict[str, str]:
    """Return the names of a place and of those above it; '' where the form stays empty."""
    chain: dict[int, str] = {}
    place = region
    while place is not None:
        chain[place.level] = place.full_name
        place = place.parent
    above = [chain.get(level, "") for level in (Level.DISTRICT, Level.REGENCY)]
    village = chain.get(Level.VILLAGE, "")
    return {
        "village": village,
        "district": above[0],
        "regency": above[1],
        "above": ", ".join(name for name in above if name),
        "place": ", ".join(name for name in (village, above[0]) if name),
    }


def answer(
    request: ActorRequest,
    template: str,
    code: str,
    path: str,
    words: dict[str, Any],
    *,
    region: Region | None,
    simulated: bool = False,
) -> HttpResponse:
    """Set the form and return it as a PDF that opens in the browser."""
    site = settings.PUBLIC_URL or request.build_absolute_uri("/")[:-1]
    place = words.get("regency") or (region.full_name if region else "")
    with translation.override("id"):
        data = {
            **words,
            "code": code,
            "kick": " · ".join(part for part in ("Sambung", place) if part),
            "simulated": simulated,
            "source": urlsplit(site).netloc,
            "printed": full_date(timezone.localdate()),
        }
    content = typeset.pdf(
        TEMPLATES / f"{template}.typ",
        data,
        pictures={"paper.typ": PAPER_LOOK.read_bytes(), "qr.svg": typeset.qr(f"{site}{path}")},
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response

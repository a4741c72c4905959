"""Write an activity down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities import actions, queries, rules
from sambung.activities.forms import ActivityForm, initial_of
from sambung.activities.models import Activity
from sambung.activities.views.asking import (
    ActorRequest,
    activity_of,
    asked_for,
    crumbs_of,
    for_known,
    list_crumb,
    once,
    sent,
)
from sambung.parties.models import Organisation
from sambung.parties.queries import organisations_visible_to
from sambung.parties.rules import may_record
from sambung.regions.models import Region


@for_known
def activity_new(request: ActorRequest) -> HttpResponse:
    """Write an activity down on one page; the same draft sent twice leads to the same page."""
    rules.can_start(request.actor).or_raise()
    if known := known_draft(request):
        return redirect(known)
    form = form_of(request)
    same: list[Activity] = []
    if request.method == "POST" and form.is_valid():
        same = [] if form.cleaned_data["is_other"] else doubles_of(request, form)
        if not same:
            return recorded(request, form)
    return shown(request, form, same)


def known_draft(request: ActorRequest) -> Activity | None:
    """Return what an earlier sending of the same draft already made, if the person may see it."""
    key = request.POST.get("origin_key", "").replace("\0", "")[:64]
    return queries.pages_visible_to(request.actor).filter(origin_key=key).first() if key else None


def form_of(request: ActorRequest) -> ActivityForm:
    """Return the form; source, place and year may be given in the address."""
    start = start_of(request) if request.method != "POST" else {}
    own = own_of(request)
    return ActivityForm(*sent(request), actor=request.actor, own=own, initial=start)


def own_of(request: ActorRequest) -> Organisation | None:
    """Return the organisation a guest link speaks for; others find theirs in the register."""
    guest = request.actor.guest
    return Organisation.objects.filter(pk=guest.organisation_id).first() if guest else None


def start_of(request: ActorRequest) -> dict[str, Any]:
    """Return what the form starts with: one's own company, or what the address names."""
    asked = request.GET
    start: dict[str, Any] = {
        name: asked[name] for name in ("service", "year", "title") if asked.get(name)
    }
    if code := asked_for(request, "wilayah"):
        places = Region.objects.select_related("parent")
        start["region"] = places.filter(pk=code).first() or ""
    register = organisations_visible_to(request.actor)
    if own := own_of(request):
        return start | {"organisation": own}
    if asked.get("organisasi", "").isdecimal():
        start["organisation"] = register.filter(pk=asked["organisasi"][:18]).first() or ""
    elif worn := own_source(request):
        start["organisation"] = register.filter(pk=worn).first() or ""
    return start


def own_source(request: ActorRequest) -> int | None:
    """Return the organisation of the hat worn unless it may write for others."""
    worn = request.actor.worn
    if worn is None or may_record(request.actor):
        return None
    return worn.organisation_id


def doubles_of(request: ActorRequest, form: ActivityForm) -> list[Activity]:
    """Return what may be the same activity already written down."""
    given = form.cleaned_data
    return queries.same_as(
        request.actor,
        organisation_id=given["organisation"].pk,
        region_code=given["region"].code,
        service=given["service"],
        year=given["year"],
    )


def recorded(request: ActorRequest, form: ActivityForm) -> HttpResponse:
    """Write it down and go to its page."""
    given = form.cleaned_data
    answer = once(
        given["token"],
        lambda: actions.record_activity(
            organisation=given["organisation"],
            region=given["region"],
            facts=form.facts(),
            works=given["works"] or "unknown",
            is_used=given["is_used"] or "unknown",
            ground=form.ground_given(),
            photos=form.photos_given(),
            origin_key=given["origin_key"],
            token=given["token"],
            by=request.actor,
        ),
    )
    messages.success(request, _("Realisasi tercatat."))
    return answer


def shown(request: ActorRequest, form: ActivityForm, same: list[Activity]) -> HttpResponse:
    """Show the form; wrong input and possible doubles come back with 422 and what was typed."""
    context = {
        "form": form,
        "same": same,
        "is_own": not may_record(request.actor),
        "crumbs": [list_crumb(), (_("Catat realisasi"), "")],
        "places": queries.places_for(request.actor),
        "sources": queries.sources_for(request.actor),
        "action": reverse("activities:activity-new"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/activity_form.html", context, status=status)


@for_known
def activity_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what is written; atas nama the change waits for the source again."""
    thing = activity_of(request, pk)
    rules.can_edit(request.actor, thing).or_raise()
    form = ActivityForm(
        *sent(request), actor=request.actor, activity=thing, initial=initial_of(thing)
    )
    if form.is_bound and form.is_valid():
        actions.update_activity(
            activity=thing,
            region=form.cleaned_data["region"],
            facts=form.facts(),
            ground=form.ground_given(),
            version=form.cleaned_data["version"] or 0,
            by=request.actor,
        )
        messages.success(request, _("Perubahan tersimpan."))
        return redirect(thing)
    context = {
        "form": form,
        "activity": thing,
        "is_own": rules.is_source(request.actor, thing.organisation_id),
        "crumbs": crumbs_of(thing, _("Ubah")),
        "places": queries.places_for(request.actor),
        "simulated": thing.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/activity_form.html", context, status=status)

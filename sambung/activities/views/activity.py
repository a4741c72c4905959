"""The page of one activity."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render

from sambung.activities import queries, rules
from sambung.activities.models import Activity
from sambung.activities.views.asking import ActorRequest, activity_of, crumbs_of
from sambung.core import files


def activity(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what is known of an activity and how old that is; to the public what is published."""
    thing = activity_of(request, pk)
    sees_all = queries.sees_all_of(request.actor, thing)
    context: dict[str, Any] = {
        "activity": thing,
        "crumbs": crumbs_of(thing),
        "facts": queries.facts_of(thing),
        "photos": list(queries.photos_visible_to(request.actor).filter(activity=thing)),
        "sees_all": sees_all,
        "simulated": thing.is_simulated,
    }
    if sees_all:
        context |= inside_of(request, thing)
    return render(request, "activities/activity.html", context)


def inside_of(request: ActorRequest, thing: Activity) -> dict[str, Any]:
    """Return what only the source, its recorder and the place see."""
    actor = request.actor
    record = queries.record_of(thing)
    return {
        "record": record,
        "checks": list(thing.checks.select_related("organisation")),
        "history": queries.history_of(thing),
        "can_edit": rules.can_edit(actor, thing),
        "can_check": rules.can_check(actor, thing),
    }


@login_required
def activity_photo(request: ActorRequest, pk: int) -> FileResponse:
    """Answer with a photo or paper of an activity the actor may see."""
    photo = get_object_or_404(queries.photos_visible_to(request.actor), pk=pk)
    return files.open_file(photo.file)

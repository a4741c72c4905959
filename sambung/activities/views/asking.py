"""What every view of the room shares: who asks, which activity, how a form is sent once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities import queries
from sambung.activities.models import Activity
from sambung.core import tokens
from sambung.core.access import Actor


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def for_known(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who signed in, and who works without an account by a guest link."""
    signed_in = login_required(view)

    @wraps(view)
    def asked(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = view if request.actor.guest is not None else signed_in
        return known(request, *args, **kwargs)

    return asked


def activity_of(request: ActorRequest, pk: int) -> Activity:
    """Return the activity whose page the actor may open; 404 otherwise."""
    return get_object_or_404(queries.pages_visible_to(request.actor), pk=pk)


def list_crumb() -> tuple[str, str]:
    """Return the first step of every path: the register."""
    return (_("Realisasi"), reverse("activities:activity-list"))


def crumbs_of(activity: Activity, here: str = "") -> list[tuple[str, str]]:
    """Return the path to a page of the activity."""
    if not here:
        return [list_crumb(), (str(activity), "")]
    return [list_crumb(), (str(activity), activity.get_absolute_url()), (here, "")]


def once(token: str, do: Callable[[], Activity]) -> HttpResponse:
    """Do the work of a form and go to the activity; a form sent again goes to the same page."""
    earlier = tokens.result_of(token) if token else ""
    if earlier:
        return redirect(earlier)
    url = do().get_absolute_url()
    if token:
        tokens.remember_result(token, url)
    return redirect(url)


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form was sent with, (None, None) when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def asked_for(request: HttpRequest, name: str, most: int = 13) -> str:
    """Return what the address asks for, cut and without the sign no database takes."""
    return request.GET.get(name, "").replace("\0", "")[:most]

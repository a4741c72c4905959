"""What every view of the room shares: who asks, whose delivery, how a form is sent once."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Actor
from sambung.delivery import queries
from sambung.delivery.rules import Circle
from sambung.partnerships.models import Partnership


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def circle_for(request: ActorRequest, pk: int) -> Circle:
    """Return the circle of the partnership whose delivery the actor may see; 404 otherwise."""
    circle = queries.partnership_for(request.actor, pk)
    if circle is None:
        raise Http404
    return circle


def once(version: int | None = None) -> dict[str, Any]:
    """Return the first values of a form that is sent once, over the version shown."""
    first: dict[str, Any] = {"token": tokens.new_token()}
    return first if version is None else {**first, "version": version}


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form was sent with, (None, None) when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def crumbs_of(partnership: Partnership, *here: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the path to a page of the delivery: pairs of words and address, the last one bare."""
    return [
        (_("Kemitraan"), partnership.list_url()),
        (str(partnership), partnership.get_absolute_url()),
        *here,
    ]


def work_crumb(partnership: Partnership) -> tuple[str, str]:
    """Return the step of every path to the work: its plan."""
    return (_("Pelaksanaan"), reverse("delivery:work", args=[partnership.pk]))

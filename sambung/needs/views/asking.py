"""The request as the pages of this room see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from sambung.core.access import Actor
from sambung.needs import queries
from sambung.needs.models import Need, Package


class ActorRequest(HttpRequest):
    """A request after the actor and htmx middleware."""

    actor: Actor
    htmx: HtmxDetails


def need_of(request: ActorRequest, pk: int) -> Need:
    """Return the need when the actor may see it, else 404."""
    need: Need = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return need


def package_of(request: ActorRequest, pk: int) -> Package:
    """Return the package when the actor may see it, else 404."""
    package: Package = get_object_or_404(queries.packages_visible_to(request.actor), pk=pk)
    return package


__all__ = ["ActorRequest", "HttpResponse", "need_of", "package_of"]

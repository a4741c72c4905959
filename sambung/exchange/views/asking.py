"""The request as the pages of paper forms see it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from sambung.core.access import Actor
from sambung.exchange.models import PaperForm, PaperKind
from sambung.exchange.queries import paper as queries
from sambung.parties.queries import guest_of
from sambung.regions.models import Region


class ActorRequest(HttpRequest):
    """A request after the actor and htmx middleware."""

    actor: Actor
    htmx: HtmxDetails


def sender_of(request: ActorRequest) -> Actor:
    """Return who sends: the person signed in, else the holder of a guest link, else nobody."""
    if request.actor.is_known:
        return request.actor
    guest = guest_of(request.session, request.actor)
    return guest.actor if guest is not None else request.actor


def paper_of(request: ActorRequest, pk: int) -> PaperForm:
    """Return the paper when the actor may see it, else 404."""
    form: PaperForm = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return form


def kind_of(kind: str) -> PaperKind:
    """Return the kind an address names, else 404."""
    if kind not in PaperKind.values:
        raise Http404
    return PaperKind(kind)


def place_of(code: str) -> Region:
    """Return the place an address names, else 404."""
    region = queries.region_of(code)
    if region is None:
        raise Http404
    return region

"""What every view of the room shares: who asks, which partnership, how a form is sent once."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Actor
from sambung.partnerships import queries
from sambung.partnerships.models import Partnership, Responsibility


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def partnership_of(request: ActorRequest, pk: int) -> Partnership:
    """Return the partnership if the actor may see it; 404 otherwise."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def duty_of(partnership: Partnership, pk: int) -> Responsibility:
    """Return a responsibility of this partnership; 404 for one of another."""
    duty = queries.responsibility(partnership, pk)
    if duty is None:
        raise Http404
    return duty


def once(version: int) -> dict[str, object]:
    """Return the first values of a form that is sent once, over the version shown."""
    return {"token": tokens.new_token(), "version": version}


def crumbs_of(partnership: Partnership, here: str = "") -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page under a partnership."""
    last = [(str(partnership), partnership.get_absolute_url()), (here, "")]
    return [(_("Kemitraan"), partnership.list_url()), *(last if here else [(str(partnership), "")])]

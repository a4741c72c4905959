"""What the pages of this room need of their request."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from sambung.core.access import Actor
from sambung.exchange import queries
from sambung.exchange.models import ImportRun


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def run_of(request: ActorRequest, pk: int) -> ImportRun:
    """Return the import when the actor is an officer of its organisation, else 404."""
    run: ImportRun = get_object_or_404(queries.runs_visible_to(request.actor), pk=pk)
    return run


def version_of(request: ActorRequest) -> int:
    """Return the version a small form was drawn from; 0, which none has, when it says none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def number_of(request: ActorRequest, name: str) -> int:
    """Return a key that a small form sends; 0, which none has, when it is no number."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 15 else 0


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, None when the page is only looked at; an empty form is sent too."""
    return request.POST if request.method == "POST" else None

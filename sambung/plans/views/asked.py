"""What every view of this room needs: the request with its actor, and forms that act once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from sambung.core import tokens
from sambung.core.access import Actor
from sambung.plans.models import Invitation, Run, Scenario

Leads = Scenario | Run | Invitation | str


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def act_once(request: ActorRequest, act: Callable[[str], Leads]) -> HttpResponseRedirect:
    """Do what the form asks and go where it leads; a repeat goes to the same place, doing nothing.

    `act` gets the form's one-time token and returns the page or the thing to go to.
    """
    earlier = repeated(request)
    if earlier is not None:
        return earlier
    token = request.POST.get("token", "")[:64]
    answer: HttpResponseRedirect = redirect(act(token))
    if token:
        tokens.remember_result(token, answer.url)
    return answer


def repeated(request: ActorRequest) -> HttpResponseRedirect | None:
    """Return where the same form led the first time, or None when it is new."""
    token = request.POST.get("token", "")[:64]
    earlier = tokens.result_of(token) if token else ""
    return HttpResponseRedirect(earlier) if earlier else None

"""Give every request an id and an actor; turn refusals and conflicts into pages that say why."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from sambung.core.access import Actor, Conflict, Refused
from sambung.core.logs import REQUEST_ID, new_request_id
from sambung.parties.queries import actor_for

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("sambung.request")
PERMISSIONS = "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"


class RequestLogMiddleware:
    """Write one structured line per request, under an id that also goes back to the browser.

    The route is written, never the path: a path may hold the secret of a personal link.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request and log it."""
        token = REQUEST_ID.set(new_request_id(request.headers.get("X-Request-Id", "")))
        started = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = REQUEST_ID.get()
            response.setdefault("Permissions-Policy", PERMISSIONS)
            log.info("request", extra=facts_of(request, response, time.monotonic() - started))
            return response
        finally:
            REQUEST_ID.reset(token)


def facts_of(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """Return what the log says of a request: no path, no address, no name."""
    match = request.resolver_match
    user = getattr(request, "user", None)
    return {
        "method": request.method,
        "route": match.route if match else "(unknown)",
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "user": getattr(user, "pk", None),
    }


class ActorMiddleware:
    """Set `request.actor`: the person and their hats, loaded at first use."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the lazy actor and go on."""
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, wearing the hat sent with the form, else the one chosen in the session.

    A form sent in a hat the person no longer has is worn by nobody: the rule then refuses.
    """
    actor = actor_for(request.user, worn_id=request.session.get("hat"))
    sent = request.POST.get("hat", "") if request.method == "POST" else ""
    if not sent:
        return actor
    return replace(actor, worn=actor.hat_in(int(sent)) if sent.isdigit() else None)


class RefusalMiddleware:
    """Show the reason of a Refused (403) or a Conflict (409); nothing was written."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; exceptions come back through process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for a refusal or a conflict, None for anything else."""
        if isinstance(error, Refused):
            return render(request, "web/refused.html", {"reason": error.reason}, status=403)
        if isinstance(error, Conflict):
            return render(request, "web/conflict.html", {"reason": error.reason}, status=409)
        return None

"""Give every request an id and an actor; turn refusals and conflicts into pages that say why."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.functional import SimpleLazyObject

from sambung.core.access import Actor, Conflict, Hat, Refused
from sambung.core.logs import REQUEST_ID, new_request_id
from sambung.parties.queries import actor_for
from sambung.web.pages.offline import person_key

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
        """Attach the lazy actor and go on; the sign no database takes never reaches a view."""
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, wearing the hat sent with the form, else the one chosen in the session.

    A form sent in a hat the person no longer has is worn by nobody: the rule then refuses.
    """
    actor = actor_for(request.user, worn_id=request.session.get("hat"))
    sent = request.POST.get("hat", "") if request.method == "POST" else ""
    if not sent:
        return actor
    return replace(actor, worn=worn_as(actor, sent))


def worn_as(actor: Actor, sent: str) -> Hat | None:
    """Return the hat that a form names by its organisation, None for any other text."""
    return next((hat for hat in actor.hats if str(hat.organisation_id) == sent), None)


class RefusalMiddleware:
    """Show the reason of a Refused (403) or a Conflict (409); nothing was written."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; exceptions come back through process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for a refusal or a conflict, None for anything else."""
        if isinstance(error, Refused | Conflict) and is_from_outbox(request):
            status = 403 if isinstance(error, Refused) else 409
            return JsonResponse({"reason": error.reason}, status=status)
        if isinstance(error, Refused):
            context = {"reason": error.reason, "typed": typed_words(request)}
            return render(request, "web/refused.html", context, status=403)
        if isinstance(error, Conflict):
            context = {"reason": error.reason, "typed": typed_words(request)}
            return render(request, "web/conflict.html", context, status=409)
        return None


def is_from_outbox(request: HttpRequest) -> bool:
    """Return whether a phone sends a kept form in the background and reads the answer as data."""
    return request.headers.get("X-Outbox") == "1"


class PhoneMiddleware:
    """Tell the phone whose pages it may keep, and answer its outbox without sending it elsewhere.

    The name in the header is a keyed hash of person and hat; when it changes, the service worker
    forgets every page it kept. A redirect would hide from the outbox whether the form was taken.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, then mark a page or unfold a redirect."""
        response = self.get_response(request)
        if is_from_outbox(request) and response.status_code in (302, 303):
            return unfolded(response)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            response["X-Sambung-Person"] = person_key(request.actor)  # type: ignore[attr-defined]
        return response


def unfolded(response: HttpResponse) -> HttpResponse:
    """Return where a form led, or that its sender must sign in first.

    What the next page will say travels in a cookie of the redirect, so cookies go along.
    """
    url = response["Location"]
    if url.startswith(resolve_url(settings.LOGIN_URL)):
        return JsonResponse({"login": url}, status=401)
    answer = JsonResponse({"url": url})
    answer.cookies = response.cookies
    return answer


NOT_TYPED = frozenset({"csrfmiddlewaretoken", "token", "version", "hat", "next", "origin_key"})
LEAST_TYPED = 12  # signs; shorter answers are quickly given again


def typed_words(request: HttpRequest) -> list[str]:
    """Return the longer texts of a form that could not be taken, to be copied: nothing is lost."""
    if request.method != "POST":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        for text in texts
        if name not in NOT_TYPED and "password" not in name and len(text) >= LEAST_TYPED
    ]

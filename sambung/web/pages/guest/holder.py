"""Who holds a guest link, and how their forms act once and lose nothing that was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sambung.core import tokens
from sambung.core.access import Actor, Conflict, Refused
from sambung.parties import actions, queries
from sambung.parties.models import Organisation
from sambung.parties.queries import Guest
from sambung.web.middleware import typed_words


class GuestRequest(HttpRequest):
    """A request of a browser that holds a guest link, shut or not."""

    actor: Actor
    guest: Guest


View = Callable[..., HttpResponseBase]


def for_guests(view: View) -> View:
    """Let a view be asked by browsers with a guest link alone; for others it does not exist.

    A link that is shut answers a look with the reason. What was typed reaches the view, which
    shows it again and does nothing.
    """

    @never_cache
    @wraps(view)
    def asked(request: GuestRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guest = queries.guest_of(request.session, request.actor)
        if guest is None:
            raise Http404(_("Halaman ini hanya terbuka lewat tautan pribadi."))
        request.guest = guest
        if not guest.verdict and request.method != "POST":
            return shut(request)
        return view(request, *args, **kwargs)

    return asked


def body_of(request: GuestRequest) -> Organisation:
    """Return for whom the guest works."""
    return request.guest.link.organisation


def shut(request: GuestRequest) -> HttpResponse:
    """Say why the link does not open any more, and what to do."""
    context = page_of(request) | {"typed": typed_words(request)}
    return render(request, "web/guest/shut.html", context, status=403)


def page_of(request: GuestRequest) -> dict[str, Any]:
    """Return what every guest page shows."""
    body = body_of(request)
    return {
        "guest": request.guest,
        "body": body,
        "shut": request.guest.verdict.reason,
        "simulated": body.is_simulated,
    }


Act = Callable[[str], str]


def form_page(
    request: GuestRequest, form: Form, template: str, act: Act, context: dict[str, Any]
) -> HttpResponse:
    """Do what a form asks, once, and go where it leads; or show it again with what was typed.

    `act` gets the one-time token, does the work and returns the address to go to. What it refuses
    is said at the form. A shut link changes nothing.
    """
    if request.method == "POST" and request.guest.verdict and form.is_valid():
        earlier = tokens.result_of(token_of(request))
        if earlier:
            return redirect(earlier)
        try:
            return done(request, act)
        except (Refused, Conflict) as refused:
            form.add_error(None, refused.reason)
        except ValidationError as refused:
            form.add_error(None, refused)
    status = status_of(request, form)
    return render(request, template, page_of(request) | {"form": form} | context, status=status)


def status_of(request: GuestRequest, form: Form) -> int:
    """Return 403 for a shut link, 422 for a form that was refused, else 200."""
    if not request.guest.verdict:
        return 403
    return 422 if form.is_bound else 200


def token_of(request: GuestRequest) -> str:
    """Return the one-time token of the form."""
    return request.POST.get("token", "")[:64]


def done(request: GuestRequest, act: Act) -> HttpResponse:
    """Do the work, remember where it led, and note that the holder was here."""
    token = token_of(request)
    url = act(token)
    if token:
        tokens.remember_result(token, url)
    actions.note_visit(request.guest.link)
    messages.success(request, _("Terkirim. Terima kasih."))
    return redirect(url)

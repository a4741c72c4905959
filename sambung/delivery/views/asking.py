"""What every view of the room shares: who asks, whose delivery, how a form is sent once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Actor
from sambung.delivery import queries, rules
from sambung.delivery.rules import Circle
from sambung.parties.models import Organisation
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


@dataclass(frozen=True)
class Ask:
    """What a page of one step says: its title, what it is for, and its button."""

    title: str
    lede: str
    button: str
    kind: str = ""
    keeps: bool = False  # typed without signal, it is kept on the phone and sent later


def asked(
    request: ActorRequest, partnership: Partnership, form: Form, ask: Ask, back: tuple[str, str]
) -> HttpResponse:
    """Show the form of one step; wrong input comes back with 422 and what was typed."""
    context = {
        "partnership": partnership,
        "form": form,
        "ask": ask,
        "back": back[1],
        "crumbs": crumbs_of(partnership, back, (ask.title, "")),
        "simulated": partnership.is_simulated,
    }
    return render(request, "delivery/step.html", context, status=422 if form.is_bound else 200)


def stating_organisations(request: ActorRequest, circle: Circle) -> list[Organisation]:
    """Return the parties for which the actor may state something, in the order they joined."""
    return queries.organisations_at_table(circle, rules.states_for(request.actor, circle))


def step(
    request: ActorRequest,
    circle: Circle,
    form: Any,
    ask: Ask,
    do: Callable[[], None],
    words: str,
) -> HttpResponse:
    """Take one step when its form is right, else show the form."""
    if form.is_bound and form.is_valid():
        do()
        messages.success(request, words)
        return to_work(circle.partnership)
    return asked(request, circle.partnership, form, ask, work_crumb(circle.partnership))


def to_work(partnership: Partnership) -> HttpResponse:
    """Lead back to the work."""
    return redirect(work_crumb(partnership)[1])


def kept(form: Any, *names: str) -> dict[str, Any]:
    """Return the named values with the token and version of the form."""
    return {name: form.cleaned_data[name] for name in (*names, "token", "version")}

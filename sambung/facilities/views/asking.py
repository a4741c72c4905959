"""What every view of the room shares: who asks, which facility, how a form is shown."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.facilities import queries
from sambung.facilities.models import Facility
from sambung.parties.models import Organisation


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


@dataclass(frozen=True)
class Ask:
    """What a page of one step says: its title, what it is for, and its button."""

    title: str
    lede: str
    button: str
    kind: str = ""


def facility_of(request: ActorRequest, pk: int) -> Facility:
    """Return the facility if the actor may see it; 404 otherwise."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def crumbs_of(facility: Facility, here: str = "") -> list[tuple[str, str]]:
    """Return the path to a page of the facility."""
    first = (_("Sarana"), reverse("facilities:facility-list"))
    if not here:
        return [first, (facility.name, "")]
    return [first, (facility.name, facility.get_absolute_url()), (here, "")]


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form was sent with, (None, None) when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def shown(
    request: ActorRequest, facility: Facility, form: Form, ask: Ask, **more: object
) -> HttpResponse:
    """Show a form about the facility; wrong input comes back with 422 and what was typed."""
    context = {
        "facility": facility,
        "form": form,
        "ask": ask,
        "crumbs": crumbs_of(facility, ask.title),
        "simulated": facility.is_simulated,
        **more,
    }
    status = 422 if form.is_bound else 200
    template = str(more.get("template", "facilities/step.html"))
    return render(request, template, context, status=status)


def holders_for(facility: Facility) -> Any:
    """Return who may be named for a check: the parties, the owner and the operator."""
    own = [facility.owner_id, facility.operator_id]
    ids = [*facility.parties.values_list("pk", flat=True), *(pk for pk in own if pk is not None)]
    return Organisation.objects.filter(pk__in=ids).order_by("name")

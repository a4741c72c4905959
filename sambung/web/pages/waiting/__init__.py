"""*Yang menunggu Anda*: the home of somebody who signed in, one list over all rooms by date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sambung.core.access import Actor
from sambung.exchange import queries as exchange_queries
from sambung.exchange import rules as exchange_rules
from sambung.parties.models import User
from sambung.web.pages.waiting import followed, rows, words

SHOWN = 20


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor
    user: User


def waiting_home(request: ActorRequest) -> HttpResponse:
    """Show what waits for the person, what they follow, and what else they may do."""
    actor, today = request.actor, timezone.localdate()
    found = rows.waiting_for(actor)
    shown = found if request.GET.get("semua") else found[:SHOWN]
    region = followed.home_region(actor)
    running = followed.partnerships_of(actor, region)
    context = {
        "today": timezone.now(),
        "region": region,
        "lede": words.lede(found, today),
        "rows": [words.drawn(row, today) for row in shown],
        "hidden": len(found) - len(shown),
        "total": len(found),
        "strip": words.strip(found, today),
        "map": followed.map_of(region, found, running, today),
        "followed": followed.followed_partnerships(running, today),
        "place": followed.followed_region(actor, region),
        "figures": followed.network_figures(actor),
        "also": followed.also(actor),
        "starts_from_excel": bool(exchange_rules.can_import(actor)) and not has_imports(actor),
        "simulated": request.user.is_simulated,
    }
    return render(request, "web/home_waiting.html", context)


def has_imports(actor: Actor) -> bool:
    """Return whether somebody of the person's organisations brought a table before."""
    return exchange_queries.runs_visible_to(actor).exists()

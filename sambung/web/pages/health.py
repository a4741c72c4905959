"""Is it well: one answer for monitors, one page for the operator of the installation."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from sambung.core import health
from sambung.core.access import Actor


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages can be served, else 503; says whether a worker lives."""
    pulse = health.pulse()
    facts = {
        "database": pulse.database,
        "migrated": pulse.migrated,
        "trail_guarded": pulse.trail_guarded,
        "worker": pulse.has_worker,
        "worker_seconds": pulse.worker_seconds and round(pulse.worker_seconds, 1),
    }
    return JsonResponse(facts, status=200 if pulse.is_well else 503)


@never_cache
def operator_health(request: HttpRequest) -> HttpResponse:
    """Show workers, queue and trail to the operator; nobody else learns that the page exists."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.is_operator:
        raise Http404
    return render(request, "web/health.html", {"pulse": health.pulse(), "rounds": health.rounds()})

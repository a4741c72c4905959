"""Beranda: the national story for visitors; what waits for you for those who signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sambung.regions.models import Service
from sambung.web.pages.nation import nation
from sambung.web.pages.waiting import ActorRequest, waiting_home


def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for somebody who signed in, the national story to everybody else."""
    return waiting_home(request) if request.actor.is_known else visitor_home(request)


def visitor_home(request: HttpRequest) -> HttpResponse:
    """Tell the national story of one service; anything but water is sanitation."""
    is_water = request.GET.get("layanan") == Service.WATER
    service = Service.WATER if is_water else Service.SANITATION
    context = {
        "nation": nation(service, get_language() or "id"),
        "service": service,
    }
    return render(request, "web/home_visitor.html", context)

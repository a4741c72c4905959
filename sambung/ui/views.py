"""The gallery: every part in every state, in one theme at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sambung.ui.gallery import specimens

THEMES = ("light", "dark")


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the parts; ?tema=dark shows them in the dark, whatever the device prefers."""
    theme = request.GET.get("tema", "light")
    theme = theme if theme in THEMES else "light"
    context = {"theme": theme, "simulated": True, **specimens(theme[0])}
    return render(request, "ui/gallery.html", context)

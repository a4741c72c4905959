"""What every page of the room needs of its request."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from sambung.core import tokens
from sambung.core.access import Actor

PER_PAGE = 25
Row = TypeVar("Row", bound=Model)


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def page_of(request: HttpRequest, rows: QuerySet[Row]) -> "Page[Row]":
    """Return the page of a list asked for by ?hal=, the nearest when there is none."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))


def once(token: str, do: Callable[[], Any]) -> HttpResponse:
    """Do the work of a form and go where it leads; a form sent again goes to the same page."""
    earlier = tokens.result_of(token) if token else ""
    if earlier:
        return redirect(earlier)
    url = do().get_absolute_url()
    tokens.remember_result(token, url)
    return redirect(url)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, None when the page is only looked at; an empty form is sent too."""
    return request.POST if request.method == "POST" else None

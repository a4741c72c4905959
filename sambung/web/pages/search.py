"""Search over everything a person may see: each room offers its rows, this page puts them together.

A room joins with a function `queries.search_rows(actor, text)` and one line in SOURCES.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sambung.activities import queries as activities
from sambung.core.access import Actor
from sambung.core.text import SearchRow
from sambung.needs import queries as needs
from sambung.parties import queries as parties
from sambung.partnerships import queries as partnerships
from sambung.regions import queries as regions
from sambung.regions import rules as region_rules

LONGEST = 80  # letters of a search; more are cut off
WHILE_TYPING = 4  # rows of each room in the drop-down


@dataclass(frozen=True)
class Group:
    """The findings of one room under its word."""

    words: Any
    rows: list[SearchRow]


Rows = Callable[[Actor, str], Iterable[SearchRow]]

SOURCES: tuple[tuple[Any, Rows], ...] = (
    (_("Wilayah"), regions.search_rows),
    (_("Kegiatan dan usulan"), needs.search_rows),
    (_("Kemitraan"), partnerships.search_rows),
    (_("Realisasi"), activities.search_rows),
    (_("Pihak"), parties.search_rows),
)


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, as a page or, while typing, as a short list."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    groups = found_for(request.actor, text)  # type: ignore[attr-defined]
    context = {
        "text": text,
        "groups": groups,
        "region_count": regions.name_count(),
        "total": sum(len(group.rows) for group in groups),
        "lost_zero": not text.isalpha() and region_rules.looks_shortened(text) and "." in text,
    }
    if request.htmx:  # type: ignore[attr-defined]
        context["groups"] = [Group(group.words, group.rows[:WHILE_TYPING]) for group in groups]
        return render(request, "web/_search_results.html", context)
    return render(request, "web/search.html", context)


def found_for(actor: Actor, text: str) -> list[Group]:
    """Return the groups that found something, in their order."""
    if not text:
        return []
    groups = [Group(words, list(rows(actor, text))) for words, rows in SOURCES]
    return [group for group in groups if group.rows]

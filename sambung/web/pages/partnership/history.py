"""The history of one partnership: every sealed line, narrowed by what, and as CSV."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.models import Entry
from sambung.partnerships import queries, rules
from sambung.partnerships.models import Partnership
from sambung.web.pages.dossier.tables import as_csv, history
from sambung.web.pages.trail import told

PER_PAGE = 50
# The first words of the verbs, as a person would ask for them.
ABOUT = {
    "tahap": ("partnership.", "stage.", "need."),
    "peran": ("responsibility.", "cell.", "profile.", "duty."),
    "uang": ("contribution.", "tranche.", "account.", "condition."),
    "perjanjian": ("agreement.", "signature.", "clause.", "review.", "signatory."),
    "dokumen": ("document.",),
    "pelaksanaan": ("milestone.", "progress.", "goods.", "trouble.", "check.", "ceremony."),
    "serah-terima": ("handover.", "facility.", "water."),
}


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def readable(request: ActorRequest, pk: int) -> Partnership:
    """Return the partnership whose history the actor may read; 404 or the rule's reason else."""
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    rules.can_read_letters(request.actor, thing, queries.organisation_ids_of(thing)).or_raise()
    return thing


def history_page(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the history, newest first, fifty lines a page."""
    thing = readable(request, pk)
    about = request.GET.get("tentang", "")
    page = Paginator(narrowed(queries.entries_of(thing), about), PER_PAGE).get_page(
        request.GET.get("hal")
    )
    context: dict[str, Any] = {
        "partnership": thing,
        "page": page,
        "lines": told(queries.lines_of(list(page.object_list))),
        "about": about,
        "choices": choices(),
        "simulated": thing.is_simulated,
    }
    return render(request, "web/partnership_history.html", context)


def choices() -> list[tuple[str, str]]:
    """Return what the history may be narrowed to, in words."""
    words = {
        "tahap": _("tahap dan pembukaan"),
        "peran": _("peran"),
        "uang": _("sumbangan dan termin"),
        "perjanjian": _("perjanjian"),
        "dokumen": _("dokumen"),
        "pelaksanaan": _("pelaksanaan"),
        "serah-terima": _("serah terima"),
    }
    return [("", _("semua")), *words.items()]


def narrowed(entries: QuerySet[Entry], about: str) -> QuerySet[Entry]:
    """Return the lines about one subject; an unknown word narrows nothing."""
    starts = ABOUT.get(about)
    if starts is None:
        return entries
    pattern = "^(" + "|".join(start.replace(".", r"\.") for start in starts) + ")"
    return entries.filter(verb__regex=pattern)


def history_file(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the whole history as CSV."""
    thing = readable(request, pk)
    response = HttpResponse(as_csv(history(thing)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="riwayat-kemitraan-{thing.pk}.csv"'
    return response

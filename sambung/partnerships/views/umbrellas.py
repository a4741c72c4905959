"""Umbrella agreements: the list, one of them, its shares, what lies under it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files, tokens
from sambung.core.access import Conflict
from sambung.parties.queries import organisations_visible_to
from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.forms import LinkForm, ReasonForm, ShareForm, UmbrellaForm
from sambung.partnerships.models import Partnership, Umbrella
from sambung.partnerships.views.asking import ActorRequest, once

PER_PAGE = 20
MOST_OFFERED = 300
FACTS = ("title", "number", "signed_on", "starts_on", "ends_on", "note")


def umbrella_of(request: ActorRequest, pk: int) -> Umbrella:
    """Return the agreement if the actor may see it; 404 otherwise."""
    return get_object_or_404(queries.umbrellas_visible_to(request.actor), pk=pk)


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page about umbrella agreements."""
    top = (_("Kemitraan"), Partnership.list_url())
    return [top, (_("Perjanjian payung"), reverse("partnerships:umbrella-list")), *more]


@login_required
def umbrella_list(request: ActorRequest) -> HttpResponse:
    """Show the umbrella agreements the actor may see."""
    rows = queries.listed_umbrellas(request.actor).order_by("-ended_at", "title", "pk")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("hal")),
        "may_add": bool(rules.can_start_umbrella(request.actor, lifecycle.SOURCES)),
        "crumbs": [crumbs()[0], (_("Perjanjian payung"), "")],
    }
    return render(request, "partnerships/umbrella_list.html", context)


@login_required
def umbrella(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one agreement: set aside against agreed, and the partnerships under it."""
    row = umbrella_of(request, pk)
    shares = queries.share_rows(row, request.actor)
    may_change = bool(rules.can_change_umbrella(request.actor, row))
    under = queries.partnerships_under(row, request.actor)
    context = {
        "umbrella": row,
        "shares": shares,
        "set_aside_rp": queries.total_of([share.set_aside_rp for share in shares]),
        "agreed_rp": queries.total_of([share.agreed_rp for share in shares]),
        "under": [(one, bool(rules.can_link(request.actor, row, one))) for one in under],
        "may_change": may_change,
        "share_form": ShareForm(initial={"token": tokens.new_token()}) if may_change else None,
        "link_form": link_form(request, row),
        "crumbs": crumbs((row.title, "")),
        "simulated": row.is_simulated,
    }
    return render(request, "partnerships/umbrella.html", context)


def link_form(request: ActorRequest, row: Umbrella) -> LinkForm | None:
    """Return the form that puts a partnership under it; None where there is nothing to put."""
    if row.ended_at is not None:
        return None
    rows = queries.linkable(row, request.actor)
    return LinkForm(rows=rows) if rows.exists() else None


@login_required
def umbrella_new(request: ActorRequest) -> HttpResponse:
    """Write an umbrella agreement down."""
    rules.can_start_umbrella(request.actor, lifecycle.SOURCES).or_raise()
    form = UmbrellaForm(*sent(request), actor=request.actor, initial=once(0))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        verdict = rules.can_record_umbrella(request.actor, given["organisation"].pk)
        if verdict:
            made = actions.record_umbrella(
                organisation=given["organisation"],
                facts=facts_of(given),
                upload=given["upload"],
                token=given["token"],
                by=request.actor,
            )
            messages.success(request, _("Dicatat. Tulis bagian tiap daerah dan tahun."))
            return redirect(made)
        form.add_error("organisation", verdict.reason)
    return asked(request, form, _("Catat perjanjian payung"), None)


@login_required
def umbrella_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what is written of an umbrella agreement."""
    row = umbrella_of(request, pk)
    rules.can_change_umbrella(request.actor, row).or_raise()
    start = once(row.version) | {name: getattr(row, name) for name in FACTS}
    form = UmbrellaForm(*sent(request), actor=request.actor, is_known=True, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_umbrella(
            umbrella=row,
            facts=facts_of(given),
            upload=given["upload"],
            version=given["version"],
            token=given["token"],
            by=request.actor,
        )
        messages.success(request, _("Perubahan disimpan."))
        return redirect(row)
    return asked(request, form, _("Ubah perjanjian payung"), row)


@login_required
def umbrella_end(request: ActorRequest, pk: int) -> HttpResponse:
    """End it with a reason."""
    row = umbrella_of(request, pk)
    rules.can_change_umbrella(request.actor, row).or_raise()
    form = ReasonForm(request.POST or None, initial=once(row.version))
    if request.method == "POST" and form.is_valid():
        actions.end_umbrella(umbrella=row, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Perjanjian payung diakhiri dengan alasannya."))
        return redirect(row)
    return asked(request, form, _("Akhiri perjanjian payung"), row)


@login_required
def umbrella_share(request: ActorRequest, pk: int) -> HttpResponse:
    """Write what is set aside for a district in a year."""
    row = umbrella_of(request, pk)
    rules.can_change_umbrella(request.actor, row).or_raise()
    form = ShareForm(request.POST or None, initial={"token": tokens.new_token()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_share(umbrella=row, by=request.actor, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error("region", conflict.reason)
        else:
            messages.success(request, _("Bagian daerah disimpan."))
            return redirect(row)
    return asked(request, form, _("Tulis bagian daerah"), row)


@require_POST
@login_required
def umbrella_share_remove(request: ActorRequest, pk: int, share_pk: int) -> HttpResponse:
    """Take a district's year out."""
    row = umbrella_of(request, pk)
    actions.remove_share(share=get_object_or_404(row.shares, pk=share_pk), by=request.actor)
    messages.success(request, _("Bagian daerah dihapus."))
    return redirect(row)


@require_POST
@login_required
def umbrella_link(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a partnership under it, or take one out."""
    row = umbrella_of(request, pk)
    asked_pk = request.POST.get("partnership", "")
    if not asked_pk.isascii() or not asked_pk.isdecimal():
        raise Http404
    rows = queries.visible_to(request.actor)
    partnership = get_object_or_404(rows, pk=asked_pk[:18])
    if request.POST.get("act") == "lepas":
        actions.unlink_umbrella(umbrella=row, partnership=partnership, by=request.actor)
        messages.success(request, _("Kemitraan tidak lagi di bawah perjanjian ini."))
    else:
        actions.link_umbrella(umbrella=row, partnership=partnership, by=request.actor)
        messages.success(request, _("Kemitraan kini di bawah perjanjian ini."))
    return redirect(row)


@login_required
def umbrella_file(request: ActorRequest, pk: int) -> FileResponse:
    """Answer with the file of the agreement."""
    row = umbrella_of(request, pk)
    if row.file is None:
        raise Http404
    return files.open_file(row.file)


def sent(request: ActorRequest) -> tuple[Any, Any]:
    """Return what was sent, for a form; nothing when the page is only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def facts_of(given: dict[str, Any]) -> actions.UmbrellaFacts:
    """Return what a valid form says of the agreement."""
    return actions.UmbrellaFacts(**{name: given[name] for name in FACTS})


def asked(
    request: ActorRequest,
    form: UmbrellaForm | ShareForm | ReasonForm,
    title: str,
    row: Umbrella | None,
) -> HttpResponse:
    """Show the form; wrong input comes back with 422 and what was typed."""
    context: dict[str, Any] = {
        "umbrella": row,
        "form": form,
        "title": title,
        "crumbs": crumbs(*([(row.title, row.get_absolute_url())] if row else []), (title, "")),
    }
    if row is None:
        context["organisations"] = organisations_visible_to(request.actor)[:MOST_OFFERED]
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/umbrella_form.html", context, status=status)

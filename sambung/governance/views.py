"""Pages of the law: the public register, decrees of a region, seasons to be careful in."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files, tokens
from sambung.core.access import Actor
from sambung.governance import actions, queries, rules
from sambung.governance.forms import (
    DecreeFilter,
    DecreeForm,
    InstrumentFilter,
    InstrumentForm,
    OnceForm,
    ReasonForm,
    SeasonForm,
)
from sambung.governance.models import Decree, LegalInstrument

PER_PAGE = 25
ORDERS = {"nomor": "number", "tahun": "year", "judul": "title", "jenis": "kind"}
DECREE_ORDERS = {"tanggal": "dated_on", "sampai": "valid_to", "nomor": "number"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def list_crumb() -> tuple[str, str]:
    """Return the first step of every path: the register."""
    return (_("Dasar hukum"), reverse("governance:instrument-list"))


def ordered(rows: QuerySet[Any], asked: str, orders: dict[str, str], usual: str) -> QuerySet[Any]:
    """Return the rows in the order asked for; unknown values come last."""
    field = orders.get(asked.removeprefix("-"))
    if field is None:
        return rows.order_by(usual, "pk")
    key = F(field)
    order = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def instrument_rows(request: ActorRequest) -> tuple[InstrumentFilter, QuerySet[LegalInstrument]]:
    """Return the filters and the register narrowed and ordered by them."""
    filters = InstrumentFilter(request.GET, queryset=queries.instruments())
    return filters, ordered(filters.qs, request.GET.get("urut", ""), ORDERS, "kind")


def told(thing: LegalInstrument) -> dict[str, Any]:
    """Return an instrument with whether it holds and how well it was checked."""
    today = timezone.localdate()
    return {
        "it": thing,
        "lapse": queries.lapse_of(thing, today),
        "caution": queries.caution_of(thing),
    }


def instrument_list(request: ActorRequest) -> HttpResponse:
    """Show the public register."""
    filters, rows = instrument_rows(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "filters": filters,
        "page": page,
        "rows": [told(row) for row in page.object_list],
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "may_add": bool(rules.can_keep(request.actor)),
        "sees_decrees": request.actor.is_known,
    }
    return render(request, "governance/instrument_list.html", context)


def instrument_export(request: ActorRequest) -> HttpResponse:
    """Answer with the same rows as XLSX."""
    _filters, rows = instrument_rows(request)
    head = [_("Jenis"), _("Nomor"), _("Tahun"), _("Tentang"), _("Pasal"), _("Yang penting")]
    head += [_("Sumber"), _("Pemeriksaan"), _("Berlaku sejak"), _("Berlaku sampai"), _("Diganti")]
    lines = [
        [
            *(it.get_kind_display(), it.number, it.year, it.title, it.articles, it.matters),
            *(it.source, it.get_verification_display(), day_of(it.in_force_from)),
            *(day_of(it.in_force_to), str(it.replaced_by or "")),
        ]
        for it in rows
    ]
    return workbook("dasar-hukum", _("Dasar hukum"), head, lines)


def day_of(day: Any) -> str:
    """Return a day for a workbook; an empty cell when it is not known."""
    return day.isoformat() if day else ""


def workbook(name: str, title: str, head: list[str], lines: list[list[Any]]) -> HttpResponse:
    """Return the lines as a file to download."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, line)
        sheet.set_column(0, len(head) - 1, 24)
        sheet.freeze_panes(1, 0)
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    file = f"{name}-{timezone.localdate():%Y%m%d}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def instrument(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one instrument: what matters of it, by whose reading, and what replaced it."""
    thing = get_object_or_404(queries.instruments(), pk=pk)
    context = {
        **told(thing),
        "replaces": list(thing.replaces.all()),
        "may_edit": bool(rules.can_edit_instrument(request.actor, thing)),
        "crumbs": [list_crumb(), (str(thing), "")],
    }
    return render(request, "governance/instrument.html", context)


@login_required
def instrument_edit(request: ActorRequest, pk: int | None = None) -> HttpResponse:
    """Write down, or change, an instrument of one's own region."""
    thing = get_object_or_404(queries.instruments(), pk=pk) if pk is not None else None
    rules.can_keep(request.actor).or_raise()
    if thing is not None:
        rules.can_edit_instrument(request.actor, thing).or_raise()
    start = start_of(request, thing, list(InstrumentForm.base_fields))
    form = InstrumentForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        thing = actions.save_instrument(
            organisation=given["organisation"],
            facts=form.facts(),
            instrument=thing,
            version=given["version"],
            token=given["token"],
            by=request.actor,
        )
        messages.success(request, _("Peraturan disimpan."))
        return redirect(thing)
    here = str(thing) if thing else _("Tulis peraturan daerah")
    return shown(request, form, here, "instrument", reverse("governance:instrument-list"))


def start_of(
    request: ActorRequest, thing: LegalInstrument | Decree | None, names: list[str]
) -> dict[str, Any]:
    """Return what a form starts with: the thing as it is, or the hat worn."""
    if thing is None:
        worn = request.actor.worn
        return {"organisation": worn.organisation_id if worn else None, "version": 0}
    start = {name: getattr(thing, name) for name in names if hasattr(thing, name)}
    start |= {"organisation": thing.kept_by_id, "token": tokens.new_token()}
    return start | {"region": thing.region_id}


def shown(
    request: ActorRequest, form: OnceForm, here: str, purpose: str, back: str
) -> HttpResponse:
    """Show a form; wrong input comes back with 422 and what was typed."""
    context = {
        "form": form,
        "here": here,
        "purpose": purpose,
        "back": back,
        "crumbs": [list_crumb(), (here, "")],
    }
    status = 422 if form.is_bound else 200
    return render(request, "governance/form.html", context, status=status)


def decree_rows(request: ActorRequest) -> tuple[DecreeFilter, QuerySet[Decree]]:
    """Return the filters and the decrees the actor may see, narrowed and ordered."""
    filters = DecreeFilter(request.GET, queryset=queries.decrees_visible_to(request.actor))
    asked = request.GET.get("urut", "")
    return filters, ordered(filters.qs, asked, DECREE_ORDERS, "-dated_on")


@login_required
def decree_list(request: ActorRequest) -> HttpResponse:
    """Show the decrees of one's region with what lapses."""
    filters, rows = decree_rows(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    today = timezone.localdate()
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, queries.lapse_of(row, today)) for row in page.object_list],
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "may_add": bool(rules.can_keep(request.actor)),
        "crumbs": [list_crumb(), (_("Keputusan"), "")],
        "simulated": any(row.is_simulated for row in page.object_list),
    }
    return render(request, "governance/decree_list.html", context)


@login_required
def decree_export(request: ActorRequest) -> HttpResponse:
    """Answer with the same decrees as XLSX."""
    _filters, rows = decree_rows(request)
    today = timezone.localdate()
    head = [_("Jenis"), _("Nomor"), _("Tentang"), _("Tanggal"), _("Sejak"), _("Sampai")]
    head += [_("Untuk"), _("Wilayah"), _("Keadaan"), _("Sifat data")]
    lines = [
        [
            *(it.get_kind_display(), it.number, it.title, day_of(it.dated_on)),
            *(day_of(it.valid_from), day_of(it.valid_to), str(it.subject or "")),
            *(it.region.full_name, queries.lapse_of(it, today).words),
            _("SIMULASI") if it.is_simulated else "",
        ]
        for it in rows
    ]
    return workbook("keputusan", _("Keputusan"), head, lines)


def decree_of(request: ActorRequest, pk: int) -> Decree:
    """Return the decree if the actor may see it; 404 otherwise."""
    return get_object_or_404(queries.decrees_visible_to(request.actor), pk=pk)


@login_required
def decree(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one decree."""
    thing = decree_of(request, pk)
    context = {
        "it": thing,
        "lapse": queries.lapse_of(thing, timezone.localdate()),
        "may_edit": bool(rules.can_edit_decree(request.actor, thing)),
        "crumbs": [
            list_crumb(),
            (_("Keputusan"), reverse("governance:decree-list")),
            (str(thing), ""),
        ],
        "simulated": thing.is_simulated,
    }
    return render(request, "governance/decree.html", context)


@login_required
def decree_edit(request: ActorRequest, pk: int | None = None) -> HttpResponse:
    """Write down, or change, a decree of one's own region."""
    thing = decree_of(request, pk) if pk is not None else None
    rules.can_keep(request.actor).or_raise()
    if thing is not None:
        rules.can_edit_decree(request.actor, thing).or_raise()
    start = start_of(request, thing, list(DecreeForm.base_fields))
    form = DecreeForm(
        request.POST or None, request.FILES or None, actor=request.actor, initial=start
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        thing = actions.save_decree(
            organisation=given["organisation"],
            facts=form.facts(),
            upload=given["upload"],
            decree=thing,
            version=given["version"],
            token=given["token"],
            by=request.actor,
        )
        messages.success(request, _("Keputusan disimpan."))
        return redirect(thing)
    here = str(thing) if thing else _("Tulis keputusan")
    return shown(request, form, here, "decree", reverse("governance:decree-list"))


@login_required
def decree_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Say, with a reason, that a decree no longer holds."""
    thing = decree_of(request, pk)
    rules.can_edit_decree(request.actor, thing).or_raise()
    form = ReasonForm(request.POST or None, initial={"version": thing.version})
    if request.method == "POST" and form.is_valid():
        actions.withdraw_decree(decree=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Keputusan dicabut. Kemitraan yang mengutipnya ditandai."))
        return redirect(thing)
    return shown(request, form, _("Cabut %s") % thing, "withdraw", thing.get_absolute_url())


@login_required
def decree_file(request: ActorRequest, pk: int) -> FileResponse:
    """Answer with the file of a decree."""
    thing = decree_of(request, pk)
    if thing.file is None:
        raise Http404
    return files.open_file(thing.file)


@login_required
def season_list(request: ActorRequest) -> HttpResponse:
    """Show and set the days in which ceremonies and pictures are delicate."""
    rules.can_keep(request.actor).or_raise()
    start = start_of(request, None, [])
    form = SeasonForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data}
        given.pop("version")
        actions.set_season(by=request.actor, **given)
        messages.success(request, _("Masa pemilihan dicatat."))
        return redirect("governance:season-list")
    rows = [
        (season, bool(rules.can_remove_season(request.actor, season)))
        for season in queries.seasons_of(request.actor)
    ]
    context = {
        "form": form,
        "rows": rows,
        "crumbs": [list_crumb(), (_("Masa pemilihan"), "")],
    }
    status = 422 if form.is_bound else 200
    return render(request, "governance/season_list.html", context, status=status)


@require_POST
@login_required
def season_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a season out."""
    season = get_object_or_404(queries.seasons_of(request.actor), pk=pk)
    actions.remove_season(season=season, by=request.actor)
    messages.success(request, _("Masa pemilihan dihapus."))
    return redirect("governance:season-list")

"""The road of an import, page by page: bring, match, look over, let in, take back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core import tokens
from sambung.core.access import Refused
from sambung.exchange import actions, queries, rules
from sambung.exchange.forms import ColumnsForm, RunFilter, UploadForm
from sambung.exchange.lifecycle import MOVING
from sambung.exchange.models import ImportRun, ImportState
from sambung.exchange.views.asked import ActorRequest, posted, run_of, version_of
from sambung.exchange.views.preview import done_page, preview_page

PER_PAGE = 20
ORDERS = {
    "-waktu": ("-pk",),
    "waktu": ("pk",),
    "nama": ("file_name", "-pk"),
    "-baris": ("-counts__rows", "-pk"),
}


def filtered(request: ActorRequest) -> tuple[RunFilter, QuerySet[ImportRun]]:
    """Return the filter of the list and the imports it keeps, in the order asked."""
    chosen = RunFilter(request.GET, queries.runs_visible_to(request.actor))
    order = ORDERS.get(request.GET.get("urut", ""), ORDERS["-waktu"])
    return chosen, chosen.qs.order_by(*order)


@login_required
@require_GET
def import_list(request: ActorRequest) -> HttpResponse:
    """Show the imports of the person's organisations, newest first."""
    chosen, rows = filtered(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "filter": chosen,
        "page": page,
        "kinds": queries.kinds_of([run.pk for run in page]),
        "is_narrowed": any(request.GET.get(name) for name in chosen.filters),
        "can_import": bool(rules.can_import(request.actor)),
        "query": request.GET.urlencode(),
        "order": request.GET.get("urut", "-waktu"),
        "orders": [
            ("-waktu", _("Terbaru")),
            ("waktu", _("Terlama")),
            ("nama", _("Nama berkas")),
            ("-baris", _("Baris terbanyak")),
        ],
        "simulated": any(run.is_simulated for run in page),
    }
    return render(request, "exchange/import_list.html", context)


@login_required
def import_new(request: ActorRequest) -> HttpResponse:
    """Take one file; what is in it is found out by itself."""
    rules.can_import(request.actor).or_raise()
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent:
        earlier = tokens.result_of(request.POST.get("token", "")[:64])
        if earlier:
            return redirect(earlier)
        if form.is_valid():
            token = form.cleaned_data["token"]
            run = actions.start_import(
                upload=form.cleaned_data["file"], by=request.actor, token=token
            )
            tokens.remember_result(token, run.get_absolute_url())
            return redirect(run)
    worn = request.actor.worn
    context = {
        "form": form,
        "crumbs": [(_("Data masuk"), reverse("exchange:import-list")), _("Berkas baru")],
        "organisation": worn.organisation_name if worn else "",
        "latest": queries.runs_visible_to(request.actor).filter(
            state__in=[ImportState.MATCHING, ImportState.PREVIEW]
        )[:3],
    }
    return render(request, "exchange/import_new.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def import_page(request: ActorRequest, pk: int) -> HttpResponse:
    """Show an import where it stands: at work, columns, rows to look over, done, or ended."""
    run = run_of(request, pk)
    if run.state in MOVING:
        return render(request, "exchange/import_moving.html", moving(request, run))
    if run.state == ImportState.MATCHING:
        return redirect("exchange:import-columns", pk=run.pk)
    if run.state == ImportState.PREVIEW:
        return preview_page(request, run)
    return done_page(request, run)


def moving(request: ActorRequest, run: ImportRun) -> dict[str, Any]:
    """Return what the page of an import at work shows."""
    return {
        "run": run,
        "crumbs": crumbs_of(run),
        "is_moving": run.state in MOVING,
        "progress": queries.progress_of(run),
        "can_drop": bool(rules.can_drop(request.actor, run)),
        "simulated": run.is_simulated,
    }


def crumbs_of(run: ImportRun, *more: str) -> list[tuple[str, str] | str]:
    """Return the way to an import."""
    way: list[tuple[str, str] | str] = [(_("Data masuk"), reverse("exchange:import-list"))]
    return [*way, (run.file_name, run.get_absolute_url()), *more] if more else [*way, run.file_name]


@login_required
@require_GET
def import_progress(request: ActorRequest, pk: int) -> HttpResponse:
    """Say how far the work is, for the page that waits; once it ended the page is drawn anew."""
    run = run_of(request, pk)
    response = render(request, "exchange/_import_progress.html", moving(request, run))
    if run.state not in MOVING:
        response["HX-Refresh"] = "true"
    return response


@login_required
def import_columns(request: ActorRequest, pk: int) -> HttpResponse:
    """Show which column means what, with sample values; changed here, remembered for next time."""
    run = run_of(request, pk)
    rules.can_match(request.actor, run).or_raise()
    sheets = queries.sheets_of(run)
    form = ColumnsForm(posted(request), sheets=sheets, initial={"version": run.version})
    if request.method == "POST":
        if kinds_changed(request, run, form):
            return redirect("exchange:import-columns", pk=run.pk)
        if form.is_valid() and save_columns(request, run, form):
            return redirect(run)
    context = {
        "run": run,
        "form": form,
        "crumbs": crumbs_of(run, _("Kolom")),
        "sheets": [sheet_of(form, sheet) for sheet in sheets if sheet.headers],
        "earlier": queries.earlier_runs(run).first(),
        "simulated": run.is_simulated,
    }
    status = 422 if form.errors else 200
    return render(request, "exchange/import_columns.html", context, status=status)


def kinds_changed(request: ActorRequest, run: ImportRun, form: ColumnsForm) -> bool:
    """Match the columns anew for sheets that are said to hold something else than before."""
    changed = False
    for sheet in form.sheets:
        kind = request.POST.get(f"kind-{sheet.pk}", sheet.kind)
        if kind != sheet.kind and kind in dict(form.fields[f"kind-{sheet.pk}"].choices):  # type: ignore[attr-defined]
            actions.rematch(run=run, sheet=sheet, kind=kind, by=request.actor)
            changed = changed or bool(kind)
    return changed


def save_columns(request: ActorRequest, run: ImportRun, form: ColumnsForm) -> bool:
    """Have the rows read so; False, with the reason on the form, when something lacks."""
    version = form.cleaned_data["version"]
    try:
        actions.set_columns(run=run, matched=form.matched(), by=request.actor, version=version)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


def sheet_of(form: ColumnsForm, sheet: Any) -> dict[str, Any]:
    """Return a sheet with its columns: header, samples, and the choice of what it means."""
    columns = [
        {
            "header": header,
            "samples": [row[number] for row in sheet.samples if number < len(row) and row[number]],
            "field": form[f"col-{sheet.pk}-{number}"],
            "is_matched": number in sheet.columns.values(),
        }
        for number, header in enumerate(sheet.headers)
        if header or any(number < len(row) and row[number] for row in sheet.samples)
    ]
    return {"sheet": sheet, "kind": form[f"kind-{sheet.pk}"], "columns": columns}


@login_required
@require_POST
def import_drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Give an import up before anything went in."""
    run = run_of(request, pk)
    actions.drop_import(run=run, by=request.actor)
    return redirect("exchange:import-list")


@login_required
def import_undo(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask once more, say what stands against it, and take out what an import brought."""
    run = run_of(request, pk)
    verdict = rules.can_undo(request.actor, run, queries.built_on(run))
    if request.method == "POST":
        actions.undo_import(
            run=run,
            by=request.actor,
            version=version_of(request),
            reason=request.POST.get("reason", "")[:300],
        )
        return redirect(run)
    context = {
        "run": run,
        "crumbs": crumbs_of(run, _("Batalkan impor")),
        "verdict": verdict,
        "simulated": run.is_simulated,
    }
    return render(request, "exchange/import_undo.html", context)

"""Look the rows over before they go in, mend them, and see what came of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sambung.exchange import actions, queries, rules
from sambung.exchange.forms import CommitForm, RowForm, TableForm
from sambung.exchange.models import ImportRow, ImportRun, RecordKind
from sambung.exchange.spreadsheets.companies import company_key
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.views.asked import ActorRequest, number_of, posted, run_of, version_of

PER_PAGE = 25
SHOWN = 6  # cells of a row on the list; all of them on its own page


def preview_page(
    request: ActorRequest, run: ImportRun, form: CommitForm | None = None
) -> HttpResponse:
    """Show what would go in, what is known already and what is wrong, faults first."""
    views = views_of(run)
    asked = request.GET.get("lihat", "")
    view = asked if asked in queries.VIEWS else next((key for key, _w, n in views if n), "masuk")
    page = Paginator(queries.rows_of(run, view), PER_PAGE).get_page(request.GET.get("hal"))
    mending = queries.mending(run) if run.counts.get("faulty") else None
    labels = labels_of(run)
    for group in mending.groups if mending else []:
        group.label = labels[group.sheet_id].get(group.field, "")
    context = {
        "run": run,
        "crumbs": [(_("Data masuk"), reverse("exchange:import-list")), run.file_name],
        "counts": run.counts,
        "views": views,
        "view": view,
        "page": page,
        "rows": [shown_row(row) for row in page],
        "mending": mending,
        "companies": new_companies(run),
        "known_names": queries.company_names() if run.counts.get("ready") else [],
        "earlier": queries.earlier_runs(run).first(),
        "form": form or CommitForm(initial=ground_before(run)),
        "return_form": TableForm(),
        "verdict": rules.can_commit(request.actor, run),
        "simulated": run.is_simulated,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "exchange/import_preview.html", context, status=status)


def new_companies(run: ImportRun) -> list[tuple[str, int]]:
    """Return the companies to be written down, each once however its name is written, and rows."""
    found: dict[str, tuple[str, int]] = {}
    for name, rows in queries.unknown_companies(run):
        key = company_key(name)
        first, before = found.get(key, (name, 0))
        found[key] = (first, before + rows)
    return list(found.values())


def ground_before(run: ImportRun) -> dict[str, Any]:
    """Return what the form of the ground starts with."""
    return {"version": run.version, "ground": run.ground_kind, "note": run.ground}


def views_of(run: ImportRun) -> list[tuple[str, str, int]]:
    """Return the ways to look at the rows: key, words, how many."""
    counts = run.counts
    return [
        ("perbaiki", _("perlu diperbaiki"), counts.get("faulty", 0)),
        ("masuk", _("akan masuk"), counts.get("ready", 0)),
        ("ada", _("sudah ada"), counts.get("known", 0)),
        ("lewati", _("dilewati"), counts.get("left_out", 0)),
    ]


def labels_of(run: ImportRun) -> dict[int, dict[str, str]]:
    """Return for each sheet the names of its fields in words."""
    return {
        sheet.pk: {field.name: _(field.label) for field in FIELDS.get(sheet.kind, ())}
        for sheet in queries.sheets_of(run)
    }


def shown_row(row: ImportRow) -> dict[str, Any]:
    """Return a row for the list: its number, the cells that matter, faulty ones first."""
    wrong = {name: (words, suggestions) for name, words, suggestions in row.faults}
    fields = [field for field in FIELDS.get(row.sheet.kind, ()) if field.name in row.cells]
    lacking = [
        field
        for field in FIELDS.get(row.sheet.kind, ())
        if field.name in wrong and field.name not in row.cells
    ]
    cells = [
        {
            "name": field.name,
            "label": _(field.label),
            "text": row.cells.get(field.name, ""),
            "words": wrong.get(field.name, ("", []))[0],
            "suggestions": wrong.get(field.name, ("", []))[1],
        }
        for field in [*lacking, *fields]
    ]
    faulty = [cell for cell in cells if cell["words"]]
    sound = [cell for cell in cells if not cell["words"] and cell["text"]]
    return {"row": row, "faulty": faulty, "sound": sound[:SHOWN], "title": title_of(row)}


def title_of(row: ImportRow) -> str:
    """Return what names a row to a person: its title, company or village, else its number."""
    for name in ("title", "company", "problem", "village", "name"):
        if text := str(row.cells.get(name, "")).strip():
            return text[:120]
    return _("Baris %d") % row.number


@login_required
def import_row(request: ActorRequest, pk: int, row_pk: int) -> HttpResponse:
    """Correct the texts of one row; it is checked again at once."""
    run = run_of(request, pk)
    rules.can_correct(request.actor, run).or_raise()
    row: ImportRow = get_object_or_404(queries.rows_of(run), pk=row_pk)
    form = RowForm(posted(request), row=row, initial={"version": run.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        actions.correct_row(row=row, cells=form.cells(), by=request.actor, version=version)
        if not row.has_faults:
            messages.success(request, _("Baris %d sudah benar.") % row.number)
            return redirect(run)
        return redirect("exchange:import-row", pk=run.pk, row_pk=row.pk)
    context = {
        "run": run,
        "row": row,
        "form": form,
        "title": title_of(row),
        "wrong": [
            (form[f"cell-{name}"].label, words, suggestions, name)
            for name, words, suggestions in row.faults
            if f"cell-{name}" in form.fields
        ],
        "others": [words for name, words, _s in row.faults if f"cell-{name}" not in form.fields],
        "crumbs": [
            (_("Data masuk"), reverse("exchange:import-list")),
            (run.file_name, run.get_absolute_url()),
            _("Baris %d") % row.number,
        ],
        "simulated": run.is_simulated,
    }
    return render(request, "exchange/import_row.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def import_mend(request: ActorRequest, pk: int) -> HttpResponse:
    """Put one text in place of another in all faulty rows that have it."""
    run = run_of(request, pk)
    changed = actions.replace_text(
        run=run,
        sheet_id=number_of(request, "sheet"),
        field=request.POST.get("field", "")[:40],
        text=request.POST.get("text", ""),
        value=request.POST.get("value", "").strip()[:2000],
        by=request.actor,
        version=version_of(request),
    )
    words = ngettext("%d baris diperbaiki.", "%d baris diperbaiki.", changed)
    messages.success(request, words % changed)
    return redirect(run)


@login_required
@require_POST
def import_companies(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that companies nobody knew are new, or which known one is meant."""
    run = run_of(request, pk)
    if "value" in request.POST:
        actions.replace_company(
            run=run,
            name=request.POST.get("name", ""),
            value=request.POST["value"][:160],
            by=request.actor,
            version=version_of(request),
        )
        return redirect(run)
    actions.accept_new_companies(
        run=run,
        names=request.POST.getlist("name"),
        by=request.actor,
        version=version_of(request),
    )
    return redirect(run)


@login_required
@require_POST
def import_leave_out(request: ActorRequest, pk: int) -> HttpResponse:
    """Leave one row out, or all that are faulty; or take one in again."""
    run = run_of(request, pk)
    row_id = number_of(request, "row")
    actions.leave_out(
        run=run,
        by=request.actor,
        version=version_of(request),
        row_ids=[row_id] if row_id else [],
        is_out=request.POST.get("out") != "0",
    )
    return redirect(run)


@login_required
@require_POST
def import_return(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the mended file in place of the first one."""
    run = run_of(request, pk)
    form = TableForm(request.POST, request.FILES)
    if form.is_valid():
        actions.return_file(
            run=run,
            upload=form.cleaned_data["file"],
            by=request.actor,
            version=version_of(request),
            token=form.cleaned_data["token"],
        )
    else:
        messages.error(request, " ".join(map(str, form.errors.get("file", []))))
    return redirect(run)


@login_required
@require_POST
def import_commit(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the sound rows in, on the ground said once for all of them."""
    run = run_of(request, pk)
    form = CommitForm(request.POST)
    if not form.is_valid():
        return preview_page(request, run, form)
    actions.request_commit(
        run=run,
        given=form.given(),
        by=request.actor,
        version=form.cleaned_data["version"],
        token=form.cleaned_data["token"],
    )
    return redirect(run)


def done_page(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """Show what came in and where to find it; or why an import ended otherwise."""
    kinds = dict(RecordKind.choices)
    came_in = run.counts.get("came_in", {})
    context = {
        "run": run,
        "crumbs": [(_("Data masuk"), reverse("exchange:import-list")), run.file_name],
        "counts": run.counts,
        "came_in": [
            *((kinds.get(kind, kind), count) for kind, count in came_in.items()),
            *([(_("organisasi baru"), made)] if (made := len(run.counts.get("made", []))) else []),
        ],
        "links": links_of(run, came_in),
        "can_undo": bool(rules.can_work_on(request.actor, run)),
        "can_drop": bool(rules.can_drop(request.actor, run)),
        "simulated": run.is_simulated,
    }
    return render(request, "exchange/import_done.html", context)


def links_of(run: ImportRun, came_in: dict[str, int]) -> list[tuple[str, str]]:
    """Return where to look at what came in: register, map, recap, lists."""
    found: list[tuple[str, str]] = []
    if came_in.get(RecordKind.ACTIVITIES):
        found += [
            (_("Buka daftar realisasi"), reverse("activities:activity-list")),
            (_("Lihat rekap dan petanya"), reverse("activities:recap", args=[run.region_id])),
        ]
    if came_in.get(RecordKind.NEEDS) or came_in.get(RecordKind.PACKAGES):
        found.append((_("Buka daftar usulan"), reverse("needs:need-list")))
    if came_in.get(RecordKind.COMPANIES):
        found.append((_("Buka daftar para pihak"), reverse("parties:organisation-list")))
    if came_in.get(RecordKind.OFFERS):
        found.append((_("Buka kesanggupan"), reverse("parties:offer-list")))
    if came_in.get(RecordKind.VILLAGES):
        found.append((_("Buka wilayah"), run.region.get_absolute_url()))
    return found

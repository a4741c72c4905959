"""Files to take away: templates to fill in, the marked file, the file as it came, the list."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sambung.core import files
from sambung.exchange import actions, queries, rules
from sambung.exchange.models import RecordKind
from sambung.exchange.spreadsheets import write
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.places import PlaceRow
from sambung.exchange.spreadsheets.read import TableRefused
from sambung.exchange.views.asked import ActorRequest, run_of
from sambung.exchange.views.imports import filtered
from sambung.regions.models import Region

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
XLSX = files.TABLES[".xlsx"]


@login_required
@require_GET
def template_list(request: ActorRequest) -> HttpResponse:
    """Offer a workbook to fill in for each kind of record."""
    kinds = [
        {
            "kind": kind,
            "label": label,
            "fields": [field for field in FIELDS.get(kind, ()) if field.is_required],
            "more": sum(not field.is_required for field in FIELDS.get(kind, ())),
        }
        for kind, label in RecordKind.choices
    ]
    crumbs = [(_("Data masuk"), reverse("exchange:import-list")), _("Contoh berkas")]
    return render(request, "exchange/template_list.html", {"kinds": kinds, "crumbs": crumbs})


@login_required
@require_GET
def template_file(request: ActorRequest, kind: str) -> HttpResponse:
    """Hand out the workbook of one kind, with the places of the person's own region."""
    rules.can_import(request.actor).or_raise()
    worn = request.actor.worn
    if kind not in RecordKind.values or worn is None:
        raise Http404
    region = Region.objects.get(pk=worn.region_code)
    places = [PlaceRow(*row[:3], row[3] or "") for row in queries.place_rows(region)]
    data = write.template(kind, region_name=region.full_name, villages=places)
    return workbook(data, _("contoh-%s") % kind)


@login_required
@require_GET
def import_marked(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand the person's own file back, with every faulty cell coloured and explained."""
    run = run_of(request, pk)
    try:
        data = write.marked_book(actions.marked_sheets(run))
    except TableRefused as refusal:
        raise Http404 from refusal
    return workbook(data, _("%s-perlu-diperbaiki") % run.file_name.rsplit(".", 1)[0])


@login_required
@require_GET
def import_file(request: ActorRequest, pk: int) -> FileResponse:
    """Hand the file back as it came; never shown in the browser."""
    run = run_of(request, pk)
    if run.file is None:
        raise Http404
    response = files.open_file(run.file)
    response.as_attachment = True
    return response


def workbook(data: bytes, name: str) -> HttpResponse:
    """Return a workbook as a download."""
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_GET
def import_export(request: ActorRequest, fmt: str) -> HttpResponse:
    """Return the list of imports as it is narrowed now."""
    _chosen, runs = filtered(request)
    heads = [_("Berkas"), _("Keadaan"), _("Tanggal"), _("Baris"), _("Masuk"), _("SHA-256")]
    rows = [
        [
            run.file_name,
            str(run.get_state_display()),
            run.created_at,
            run.counts.get("rows"),
            sum(run.counts.get("came_in", {}).values()) if run.counts.get("came_in") else None,
            run.sha256,
        ]
        for run in runs[:20_000]
    ]
    return list_file(fmt, _("data-masuk"), heads, rows)


def list_file(fmt: str, name: str, heads: list[str], rows: list[list[object]]) -> HttpResponse:
    """Return a table as XLSX or CSV; 404 for a format that is not offered."""
    table: list[list[str | int]] = [[*heads], *[[plain(cell) for cell in row] for row in rows]]
    if fmt == "xlsx":
        return workbook(book(name, table), name)
    if fmt == "csv":
        text = StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(table)
        response = HttpResponse("\ufeff" + text.getvalue(), "text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    raise Http404


def plain(value: object) -> str | int:
    """Return a value as a sheet keeps it; what could be taken for a formula stays a text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    return f"'{value}" if str(value).startswith(DANGEROUS) else str(value)


def book(name: str, table: Sequence[Sequence[str | int]]) -> bytes:
    """Return the table as a workbook of one sheet, without formulas."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook_file:
        sheet = workbook_file.add_worksheet(name[:31])
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
        sheet.set_column(0, len(table[0]) - 1, 22)
    return out.getvalue()

"""The register as a list with its sums, and the same as a sheet."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import queries, rules
from sambung.activities.forms import ActivityFilter
from sambung.activities.models import Activity
from sambung.activities.views.asking import ActorRequest, asked_for
from sambung.parties import queries as parties
from sambung.regions.models import Region

PER_PAGE = 25
MOST_IN_FILE = 100_000
ORDERS = {
    "tahun": "year",
    "nama": "title",
    "sumber": "organisation__name",
    "nilai": "amount_rp",
    "orang": "people",
    "diketahui": "known_on",
}
NEWEST = "-tahun"


def pages_of(ids: QuerySet[Any, Any], rows: int) -> "Paginator[Any]":
    """Return the pages of a list whose rows were counted with its sums already."""
    pages = Paginator(ids, PER_PAGE)
    pages.count = rows
    return pages


def narrowed(request: ActorRequest) -> ActivityFilter:
    """Return the filter over what the actor may see."""
    rows = queries.visible_to(request.actor)
    return ActivityFilter(request.GET, rows, facets=queries.facets_of(rows))


def ordered(rows: QuerySet[Activity], asked: str) -> QuerySet[Activity]:
    """Return the rows in the order asked for, else newest year first; unknown comes last."""
    field = ORDERS.get(asked.removeprefix("-"))
    if field is None or asked == NEWEST:
        return rows.order_by("-year", "-pk")
    key = F(field)
    order = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(order, "-pk")


def activity_list(request: ActorRequest) -> HttpResponse:
    """Show the activities one may see (the public: what is published), with what they add up to."""
    chosen = narrowed(request)
    totals = queries.totals_of(chosen.qs)
    order = request.GET.get("urut", NEWEST)
    ids = ordered(chosen.qs, order).values_list("pk", flat=True)
    page = pages_of(ids, totals.rows).get_page(request.GET.get("hal"))
    shown = queries.in_order(list(page.object_list))
    records = parties.on_behalf_of(queries.LABEL, [row.pk for row in shown])
    context = {
        "filter": chosen,
        "page": page,
        "rows": [(row, records.get(row.pk)) for row in shown],
        "totals": totals,
        "place": place_of(request),
        "is_narrowed": any(request.GET.get(name) for name in chosen.filters),
        "can_start": rules.can_start(request.actor),
        "reads_recaps": rules.reads_recaps(request.actor),
        "simulated": any(row.is_simulated for row in shown),
        "query": request.GET.urlencode(),
        "order": order,
        "orders": order_words(),
    }
    return render(request, "activities/activity_list.html", context)


def place_of(request: ActorRequest) -> Region | None:
    """Return the place the address narrows the list to, to say so above it."""
    code = asked_for(request, "wilayah")
    return Region.objects.filter(pk=code).first() if code else None


def order_words() -> list[tuple[str, str]]:
    """Return the orders a list offers, in words."""
    return [
        (NEWEST, _("Terbaru")),
        ("-nilai", _("Nilai terbesar")),
        ("-orang", _("Orang terbanyak")),
        ("diketahui", _("Paling lama tidak dilihat")),
        ("nama", _("Nama")),
    ]


def activity_export(request: ActorRequest) -> HttpResponse:
    """Answer with the list as it is narrowed now, as XLSX; simulated rows say so in each line."""
    rows = ordered(narrowed(request).qs, request.GET.get("urut", NEWEST))
    found = rows.select_related("organisation", "region__parent")[:MOST_IN_FILE]
    response = HttpResponse(
        sheet_of(list(found)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"realisasi-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sheet_of(rows: list[Activity]) -> bytes:
    """Return the workbook: one line per activity, whole rupiah as numbers, unknown left empty."""
    out = BytesIO()
    kept = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, kept) as book:
        sheet = book.add_worksheet(_("Realisasi"))
        sheet.write_row(0, 0, head_words(), book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [plain(cell) for cell in line_of(row)])
        sheet.set_column(0, 22, 18)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def plain(cell: Any) -> Any:
    """Return a cell as a sheet keeps it: nothing a person typed becomes a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return "" if cell is None else cell


def head_words() -> list[str]:
    """Return the column heads of the workbook."""
    return [
        *(_("Tahun"), _("Sumber"), _("Kegiatan"), _("Kode wilayah"), _("Tempat"), _("Kecamatan")),
        *(_("Layanan"), _("Jenis"), _("Nilai (Rp)"), _("Cara memberi"), _("Sampai mana")),
        *(_("Nomor BAST"), _("Tanggal BAST"), _("Jiwa"), _("KK"), _("Berfungsi"), _("Dipakai")),
        *(_("Diketahui per"), _("Diketahui dari"), _("Dilaporkan sumbernya"), _("Sifat data")),
    ]


def line_of(row: Activity) -> list[Any]:
    """Return one line of the workbook."""
    above = row.region.parent.full_name if row.region.parent else ""
    reported = _("ya") if row.reported_at else _("belum")
    return [
        *(row.year, row.organisation.name, row.title, row.region_id, row.region.full_name, above),
        *(row.get_service_display(), row.get_kind_display(), row.amount_rp),
        *(row.get_gives_by_display(), row.get_state_display(), row.bast_number, iso(row.bast_on)),
        *(row.people, row.households, row.get_works_display(), row.get_is_used_display()),
        *(iso(row.known_on), row.source, reported, _("SIMULASI") if row.is_simulated else ""),
    ]


def iso(day: Any) -> str:
    """Return a day as sheets sort it, empty when it is not known."""
    return day.isoformat() if day else ""

"""The list of facilities with its filters, and the same as a sheet."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.facilities import queries
from sambung.facilities.forms import FacilityFilter
from sambung.facilities.models import Facility
from sambung.facilities.views.asking import ActorRequest
from sambung.regions.models import Service
from sambung.ui import formats

PER_PAGE = 20
MOST_IN_FILE = 20_000
ORDERS = {
    "nama": "name",
    "serah": "opened_on",
    "orang": "people_planned",
    "pantau": "next_check",
    "terlambat": "late_checks",
}


def facility_list(request: ActorRequest) -> HttpResponse:
    """Show the facilities the actor may see, narrowed and sorted."""
    filters = narrowed(request)
    page = Paginator(ordered(filters.qs, request.GET.get("urut", "")), PER_PAGE).get_page(
        request.GET.get("hal")
    )
    context = {
        "filters": filters,
        "page": page,
        "rows": rows_of(list(page.object_list)),
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "simulated": any(row.is_simulated for row in page.object_list),
    }
    return render(request, "facilities/facility_list.html", context)


def facility_export(request: ActorRequest) -> HttpResponse:
    """Answer with the same rows as XLSX; simulated rows say so in every line."""
    found = ordered(narrowed(request).qs, request.GET.get("urut", ""))[:MOST_IN_FILE]
    response = HttpResponse(
        sheet_of(rows_of(list(found))),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"sarana-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def narrowed(request: ActorRequest) -> FacilityFilter:
    """Return the filters over what the actor may see."""
    return FacilityFilter(
        request.GET,
        queryset=queries.listed(request.actor),
        regencies=queries.regencies_of(request.actor),
    )


def ordered(rows: QuerySet[Facility], asked: str) -> QuerySet[Facility]:
    """Return the rows in the order asked for, else newest handover first; unknown comes last."""
    field = ORDERS.get(asked.removeprefix("-"))
    if field is None:
        return queries.newest_first(rows)
    key = F(field)
    order = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def rows_of(facilities: list[Facility]) -> list[dict[str, Any]]:
    """Return each facility with its newest water test judged, in four queries for all."""
    tests = queries.newest_of(facilities, timezone.localdate())
    return [
        {
            "facility": facility,
            "service": Service(facility.service).label,
            "needs_water": facility.service == Service.WATER,
            "water": tests.get(facility.pk),
        }
        for facility in facilities
    ]


def sheet_of(rows: list[dict[str, Any]]) -> bytes:
    """Return the workbook: one line per facility."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Sarana"))
        sheet.write_row(0, 0, head_words(), book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, line_of(row))
        sheet.set_column(0, 1, 36)
        sheet.set_column(2, 14, 18)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def head_words() -> list[str]:
    """Return the column heads of the workbook."""
    return [
        *(_("Sarana"), _("Desa"), _("Kode desa"), _("Layanan"), _("Keadaan")),
        *(_("Diserahterimakan"), _("Pemilik"), _("Nomor inventaris"), _("Pengelola")),
        *(_("Orang (rancangan)"), _("Uji air terakhir"), _("Mutu air"), _("Peraturan")),
        *(_("Pemeriksaan berikutnya"), _("Pemeriksaan terlambat"), _("Sifat data")),
    ]


def line_of(row: dict[str, Any]) -> list[Any]:
    """Return one line of the workbook; what nobody knows stays an empty cell."""
    facility, water = row["facility"], row["water"]
    untested = _("belum diuji") if row["needs_water"] else ""
    return [
        *(facility.name, facility.village.full_name, facility.village_id, str(row["service"])),
        *(facility.get_state_display(), day_words(facility.opened_on)),
        *(str(facility.owner or ""), facility.register_number, str(facility.operator or "")),
        *(facility.people_planned, day_words(facility.tested_on)),
        *(water.words if water else untested, water.test.regulation if water else ""),
        *(day_words(facility.next_check), facility.late_checks),
        _("SIMULASI") if facility.is_simulated else "",
    ]


def day_words(day: Any) -> str:
    """Return a day in words, empty when it is not known."""
    return formats.full_date(day) if day else ""

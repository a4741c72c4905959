"""The needs map, its data, and the tables of regions as files."""

import csv
import io
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambung.regions import actions, queries, rules
from sambung.regions.forms import COLUMNS, MapForm, VillageDataForm
from sambung.regions.models import Level, Region
from sambung.regions.queries import Payload, Sheet
from sambung.ui import formats
from sambung.ui.charts import CircleLegend, Ramp

KEEP_FOR_EVER = "public, max-age=31536000, immutable"
KEEP_A_WHILE = "public, max-age=600"
PER_PAGE = 25
FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def map_page(request: HttpRequest) -> HttpResponse:
    """Show the needs map and the same as a table; both answer to the same address."""
    form = MapForm(request.GET)
    rows = form.rows()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "form": form,
        "choice": form.choice(),
        "page": page,
        "total": queries.gap_of(form.book, None, form.choice().service, form.choice().year),
        "data": map_addresses(),
        "ramp": Ramp(_("Warna: bagian rumah tangga tanpa akses layak")),
        "circles": CircleLegend(_("Lingkaran: jumlah orang"), circle_sizes()),
    }
    return render(request, "regions/map.html", context)


def map_addresses() -> dict[str, str]:
    """Return where the map finds its data; the mark of the version lets browsers keep it."""
    mark = f"?v={queries.data_version()}"
    return {
        "borders": reverse("regions:map-borders") + mark,
        "figures": f"{reverse('regions:map-figures')}{mark}-{get_language()}",
        "closer": reverse("regions:map-closer", args=["KODE"]) + mark,
        "sheet": reverse("regions:sheet", args=["KODE"]),
    }


def circle_sizes() -> tuple[tuple[float, str], ...]:
    """Return the legend of circles, at the size they have when all of Indonesia is in view."""
    sizes = (1_000_000, 500_000, 200_000)
    return tuple((round(0.0115 * size**0.5, 1), formats.count_words(size)) for size in sizes)


def map_export(request: HttpRequest, form: str) -> HttpResponse:
    """Send the table of the map as a file, sorted and filtered as the page was."""
    chosen = MapForm(request.GET)
    order = request.GET.get("urut", "")
    return file_of(queries.standing_sheet(_("Peta kebutuhan"), chosen.rows(), order, ""), form)


def below_export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Send what lies below a region as a file; code 0 is Indonesia."""
    region = None
    if code != "0":
        region = queries.coded(request.actor, code).first()  # type: ignore[attr-defined]
        if region is None or region.level == Level.VILLAGE:
            raise Http404
    order, text = request.GET.get("urut", ""), request.GET.get("cari", "")
    return file_of(queries.sheet_of(region, order, text), form)


@login_required
def village_data(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file of what villages counted themselves; 404 for who may not, or no such place."""
    region = recordable(request, code)
    form = VillageDataForm(request.POST or None, request.FILES or None, region=region)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        count = actions.record_village_figures(
            figures=given["file"],
            year=given["as_of"].year,
            source=given["source"],
            as_of=given["as_of"],
            by=request.actor,  # type: ignore[attr-defined]
        )
        words = _("%(count)s angka dicatat.") % {"count": formats.count(count)}
        messages.success(request, words if count else _("Tidak ada yang berubah."))
        return redirect(region)
    context = {
        "form": form,
        "region": region,
        "crumbs": [(region.full_name, region.get_absolute_url()), _("Data desa")],
    }
    return render(request, "regions/village_data.html", context)


@login_required
def village_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Send the empty sheet: one line per village, ready to fill in."""
    region = recordable(request, code)
    rows: list[list[Any]] = [
        [village.code, village.full_name, *[None] * len(COLUMNS)]
        for village in queries.ground_of(region).villages
    ]
    return file_of(Sheet(f"{region.full_name} desa", ["kode", "nama", *COLUMNS], rows, []), "csv")


def recordable(request: HttpRequest, code: str) -> Region:
    """Return the kab/kota, kecamatan or village whose figures the person may record."""
    region = get_object_or_404(
        queries.coded(request.actor, code),  # type: ignore[attr-defined]
        level__gt=Level.PROVINCE,
    )
    if not rules.can_record_figures(request.actor, region):  # type: ignore[attr-defined]
        raise Http404
    return region


def country_borders(request: HttpRequest) -> HttpResponse:
    """Send the borders of all kab/kota."""
    return sent(request, queries.country_borders())


def country_figures(request: HttpRequest) -> HttpResponse:
    """Send the figures of all kab/kota in the reader's language."""
    answer = sent(request, queries.country_figures(get_language() or "id"))
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer


def closer_borders(request: HttpRequest, code: str) -> HttpResponse:
    """Send a province's kab/kota, or a kab/kota's kecamatan and villages."""
    region = get_object_or_404(
        queries.coded(request.actor, code),  # type: ignore[attr-defined]
        level__lte=Level.REGENCY,
    )
    if region.level == Level.PROVINCE:
        return sent(request, queries.province_borders(region))
    # Villages add figures of their own at any time: this answer is not kept for ever.
    return sent(request, queries.regency_borders(region), KEEP_A_WHILE)


def sent(request: HttpRequest, payload: Payload, keep: str = KEEP_FOR_EVER) -> HttpResponse:
    """Return a payload with its tag, gzipped for whoever takes it; 304 for whoever has it."""
    if payload.etag in request.headers.get("If-None-Match", ""):
        answer = HttpResponse(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(payload.gzipped, content_type="application/json")
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(payload.plain, content_type="application/json")
    answer["ETag"] = payload.etag
    answer["Cache-Control"] = keep if "v" in request.GET else KEEP_A_WHILE
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def file_of(sheet: Sheet, form: str) -> HttpResponse:
    """Return a sheet as CSV or XLSX."""
    content = csv_bytes(sheet) if form == "csv" else xlsx_bytes(sheet)
    kind = (
        "text/csv; charset=utf-8"
        if form == "csv"
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(sheet)}.{form}"'
    return answer


def file_name(sheet: Sheet) -> str:
    """Return a plain file name."""
    return "sambung-" + "-".join(sheet.name.lower().split()).encode("ascii", "ignore").decode()


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell


def csv_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as CSV with a byte order mark, so that Excel reads the letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.head)
    writer.writerows([safe(cell) for cell in row] for row in sheet.rows)
    if sheet.notes:
        writer.writerows([[], *([note] for note in sheet.notes)])
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as XLSX; codes are text cells, notes stand on a sheet of their own."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        page = book.add_worksheet(_("Data"))
        page.write_row(0, 0, sheet.head, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                write_cell(page, number, column, cell)
        page.freeze_panes(1, 2)
        page.set_column(0, 0, 14)
        page.set_column(1, 2, 32)
        page.set_column(3, len(sheet.head), 18)
        notes = book.add_worksheet(_("Catatan"))
        notes.set_column(0, 0, 100)
        for number, note in enumerate(sheet.notes):
            notes.write_string(number, 0, note)
    return out.getvalue()


def write_cell(page: Any, row: int, column: int, cell: Any) -> None:
    """Write one cell: unknown stays empty, text stays text."""
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    else:
        page.write_number(row, column, cell)

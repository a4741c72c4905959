"""What the pages of a recap share: its region, its crumbs, its files."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.queries.recaps import Sheet
from sambung.activities.views.asking import ActorRequest, list_crumb
from sambung.regions.models import Level, Region
from sambung.regions.queries import coded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, NARROWEST = 60, 10
LARGE = 9999  # from here on with separators; a year is not
MEASURED = 200  # rows looked at for the width of a column


def region_of(request: ActorRequest, code: str) -> Region:
    """Return the region whose recap the actor may read; 404 for others and for villages."""
    region = coded(request.actor, code).first()
    if region is None or region.level == Level.VILLAGE:
        raise Http404
    if not rules.can_read_recap(request.actor, region.code):
        raise Http404
    return region


def recap_crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the path to a page of recaps."""
    return [list_crumb(), (_("Rekap"), reverse("activities:recap-list")), *steps]


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Return a PDF that opens in the browser and is named when saved."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def workbook_answer(sheets: Sequence[Sheet], name: str, *, is_simulated: bool) -> HttpResponse:
    """Return the sheets as XLSX: texts stay texts, unknown stays empty, SIMULASI on every sheet."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        looks = {
            "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True}),
            "mark": book.add_format({"bold": True, "font_color": "#8A5A00"}),
            "number": book.add_format({"num_format": "#,##0"}),
        }
        mark = _("SIMULASI: data rekaan untuk contoh, bukan kegiatan sebenarnya.")
        for sheet in sheets:
            fill(book.add_worksheet(sheet.name[:31].replace("/", "-")), sheet, looks)
            page = book.worksheets()[-1]
            if is_simulated:
                page.write_string(0, 0, mark, looks["mark"])
                page.set_header(f'&C&"Arial,Bold"&14{_("SIMULASI")}')
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["X-Robots-Tag"] = "noindex"
    return response


def fill(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    """Write heads on the second line, rows below; the first line is for the mark."""
    for column, head in enumerate(sheet.heads):
        page.write_string(1, column, str(head), looks["head"])
        cells = [len(str(row[column])) for row in sheet.rows[:MEASURED] if row[column] is not None]
        width = max(NARROWEST, min(WIDEST, max([len(str(head)), *cells]) + 2))
        page.set_column(column, column, width)
    text, number, large = page.write_string, page.write_number, looks["number"]
    for line, row in enumerate(sheet.rows, start=2):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                text(line, column, cell)
            else:
                number(line, column, cell, large if cell > LARGE else None)
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)

"""Write sheets as an XLSX file; every sheet says what a plan is and is not."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sambung.plans.queries import Sheet, disclaimer

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 48


def workbook(sheets: Sequence[Sheet], *, name: str, is_simulated: bool) -> HttpResponse:
    """Return the sheets as a file; texts stay texts, so that nothing typed becomes a formula."""
    out = BytesIO()
    mark = _("SIMULASI") if is_simulated else ""
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 2, "text_wrap": True})
        warning = book.add_format({"bold": True, "font_color": "#8A5A00"})
        number = book.add_format({"num_format": "#,##0"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:31].replace("/", "-"))
            page.write_string(0, 0, f"{mark} {disclaimer()}".strip(), warning)
            page.set_header(f'&C&"Arial,Bold"&14{mark} {disclaimer()}')
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.freeze_panes(3, 0)
            _fill(page, sheet, bold, number)
    response = HttpResponse(out.getvalue(), content_type=KIND)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _fill(page: object, sheet: Sheet, bold: object, number: object) -> None:
    """Write heads and rows from the third line on; unknown stays an empty cell."""
    write, text = page.write, page.write_string  # type: ignore[attr-defined]
    for column, head in enumerate(sheet.heads):
        text(2, column, str(head), bold)
        cells = [len(str(row[column])) for row in sheet.rows if row[column] is not None]
        width = min(WIDEST, max([len(str(head)), *cells]) + 2)
        page.set_column(column, column, width)  # type: ignore[attr-defined]
    for line, row in enumerate(sheet.rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text(line, column, cell)
            elif cell is not None:
                write(line, column, cell, number if isinstance(cell, int) else None)

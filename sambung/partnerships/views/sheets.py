"""Answers that are a workbook: one bold line of heads, whole rupiah as numbers, no formulas."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(file: str, title: str, head: list[str], lines: list[list[Any]]) -> HttpResponse:
    """Return the lines as a file to download."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, line)
        sheet.set_column(0, 1, 32)
        sheet.set_column(2, max(2, len(head) - 1), 18)
        sheet.freeze_panes(1, 1)
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer

"""Lists as files: CSV for everybody, XLSX for Excel; a cell never becomes a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter
from django.http import Http404, HttpResponse

Cell = str | int | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def table_file(
    form: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """Return the table as csv or xlsx; an unknown form is a page that does not exist."""
    if form == "csv":
        content, kind = csv_text(head, rows).encode("utf-8-sig"), "text/csv; charset=utf-8"
    elif form == "xlsx":
        content, kind = xlsx_bytes(head, rows), XLSX
    else:
        raise Http404
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def safe(cell: Cell) -> Cell:
    """Return the cell so that a spreadsheet shows it and never computes it."""
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return the table as CSV; unknown is an empty cell, never zero."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def xlsx_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as one sheet with a bold, frozen head."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(head) - 1, 0), 24)
        sheet.write_row(0, 0, head, bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return out.getvalue()

"""Lists as files: CSV and XLSX with a row that says so when something in them is simulated."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, TypeVar

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

Row = TypeVar("Row")
Column = tuple[str, Callable[[Row], Any]]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Any) -> Any:
    """Return a value as a sheet keeps it: local dates as text, and no formulas people typed."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def watermark() -> str:
    """Return the row that stands above simulated data."""
    return _("SIMULASI: data rekaan untuk contoh, bukan usulan sebenarnya.")


def answer_file(
    fmt: str, name: str, columns: Sequence[Column[Any]], rows: Sequence[Any]
) -> HttpResponse:
    """Return the rows as a download; 404 for a format that is not offered."""
    table = [[title for title, _read in columns]]
    table += [[plain(read(row)) for _title, read in columns] for row in rows]
    if any(getattr(row, "is_simulated", False) for row in rows):
        table.insert(0, [watermark()])
    if fmt == "csv":
        return csv_file(name, table)
    if fmt == "xlsx":
        return xlsx_file(name, table)
    raise Http404


def csv_file(name: str, table: list[list[Any]]) -> HttpResponse:
    """Return the table as CSV that a spreadsheet opens with its letters whole."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(table)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_file(name: str, table: list[list[Any]]) -> HttpResponse:
    """Return the table as XLSX; codes stay text, so no zero is lost."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name[:31])
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
        sheet.set_column(0, max(len(row) for row in table) - 1, 18)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(out.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response

"""The list of papers as a file: CSV or XLSX, with a row that says so when some are simulated."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.exchange.models import PaperForm
from sambung.exchange.queries.paper import code_of_form

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_of(forms: Sequence[PaperForm], fmt: str) -> tuple[bytes, str]:
    """Return the bytes and media type of the list; nothing for a format that is not offered."""
    table = table_of(forms)
    if fmt == "csv":
        text = StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(table)
        return ("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8"
    return (workbook_of(table), XLSX) if fmt == "xlsx" else (b"", "")


def table_of(forms: Sequence[PaperForm]) -> list[list[Any]]:
    """Return the head and one row per paper."""
    head = [_("Nomor"), _("Formulir"), _("Kode"), _("Kode wilayah"), _("Tempat"), _("Masuk")]
    table = [[*head, _("Keadaan"), _("Alasan")], *[row_of(form) for form in forms]]
    if any(form.is_simulated for form in forms):
        table.insert(0, [_("SIMULASI: data rekaan untuk contoh.")])
    return table


def row_of(form: PaperForm) -> list[Any]:
    """Return a paper as a row; a formula somebody typed stays text."""
    reason = f"'{form.state_reason}" if form.state_reason.startswith(DANGEROUS) else None
    return [
        form.pk,
        str(form.get_kind_display()),
        code_of_form(form),
        form.region_id,
        form.region.full_name,
        timezone.localtime(form.sent_at).strftime("%Y-%m-%d %H:%M"),
        str(form.get_state_display()),
        reason or form.state_reason,
    ]


def workbook_of(table: list[list[Any]]) -> bytes:
    """Return the table as XLSX; codes stay text, so no zero is lost."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Kertas masuk"))
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
        sheet.set_column(0, 7, 20)
    return out.getvalue()

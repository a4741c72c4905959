"""Every agreement one may see, narrowed by state and end, and the same as a sheet."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.partnerships import queries
from sambung.partnerships.forms import AgreementFilter
from sambung.partnerships.models import Agreement
from sambung.partnerships.queries import AgreementRow
from sambung.partnerships.views.asking import ActorRequest
from sambung.ui import formats

PER_PAGE = 20
ORDERS = {"berakhir": "ends_on", "judul": "title", "berlaku": "in_force_on"}


def agreements_all(request: ActorRequest) -> HttpResponse:
    """Show the agreements the actor may see, over all partnerships."""
    filters, rows = narrowed(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "filters": filters,
        "page": page,
        "rows": queries.agreement_rows(list(page.object_list)),
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
    }
    return render(request, "partnerships/agreements_all.html", context)


def agreements_export(request: ActorRequest) -> HttpResponse:
    """Answer with the same rows as a workbook."""
    _filters, rows = narrowed(request)
    response = HttpResponse(
        sheet_of(queries.agreement_rows(list(rows))),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"perjanjian-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def narrowed(request: ActorRequest) -> tuple[AgreementFilter, QuerySet[Agreement]]:
    """Return the filters and the rows they leave, in the order asked for."""
    visible = queries.visible_agreements(request.actor)
    filters = AgreementFilter(request.GET, queryset=visible)
    asked = request.GET.get("urut", "")
    field = ORDERS.get(asked.removeprefix("-"))
    if field is None:
        return filters, filters.qs.order_by("-pk")
    key = F(field)
    order = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
    return filters, filters.qs.order_by(order, "pk")


def sheet_of(rows: list[AgreementRow]) -> bytes:
    """Return the workbook: one line per agreement."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Perjanjian"))
        sheet.write_row(0, 0, head_words(), book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, line_of(row))
        sheet.set_column(0, 2, 32)
        sheet.set_column(3, 10, 18)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def head_words() -> list[str]:
    """Return the column heads of the workbook."""
    return [
        *(_("Perjanjian"), _("Kemitraan"), _("Desa"), _("Jenis"), _("Keadaan")),
        *(_("Para pihak"), _("Sudah tanda tangan"), _("Berlaku sejak"), _("Berakhir")),
        *(_("Sisa hari"), _("Sifat data")),
    ]


def line_of(row: AgreementRow) -> list[Any]:
    """Return one line of the workbook; what nobody knows stays an empty cell."""
    thing = row.agreement
    sides = "; ".join(str(side.signatory.party.organisation) for side in row.sides)
    return [
        *(thing.title, thing.partnership.title, thing.partnership.village.full_name),
        *(str(thing.get_kind_display()), row.words, sides, row.signed),
        formats.full_date(thing.in_force_on) if thing.in_force_on else None,
        formats.full_date(thing.ends_on) if thing.ends_on else None,
        row.days_left,
        _("SIMULASI") if thing.partnership.is_simulated else "",
    ]

"""The list of partnerships with its filters and map, and the same as a sheet."""

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.partnerships import queries, rules
from sambung.partnerships.forms import PartnershipFilter
from sambung.partnerships.models import Partnership
from sambung.partnerships.queries import Mark
from sambung.partnerships.views.asking import ActorRequest
from sambung.ui import formats
from sambung.ui.charts import SmallMap

PER_PAGE = 20
MOST_ON_MAP = 60
ORDERS = {
    "judul": "title",
    "tahap": "stage",
    "kesanggupan": "pledged_rp",
    "jiwa": "people_served",
    "dibuka": "opened_at",
}


def partnership_list(request: ActorRequest) -> HttpResponse:
    """Show the partnerships the actor may see, narrowed and sorted, with a map."""
    filters = narrowed(request)
    rows = ordered(filters.qs, request.GET.get("urut", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "filters": filters,
        "page": page,
        "rows": rows_of(list(page.object_list)),
        "map": map_of_rows(rows),
        "may_open": bool(rules.can_open_by_hand(request.actor)),
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "simulated": any(row.is_simulated for row in page.object_list),
    }
    return render(request, "partnerships/partnership_list.html", context)


def partnership_export(request: ActorRequest) -> HttpResponse:
    """Answer with the same rows as XLSX; simulated rows say so in every line."""
    rows = list(ordered(narrowed(request).qs, request.GET.get("urut", "")))
    response = HttpResponse(
        sheet_of(rows_of(rows)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"kemitraan-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def narrowed(request: ActorRequest) -> PartnershipFilter:
    """Return the filters over what the actor may see."""
    return PartnershipFilter(
        request.GET,
        queryset=queries.listed(request.actor),
        regencies=queries.regencies_of(request.actor),
    )


def ordered(rows: QuerySet[Partnership], asked: str) -> QuerySet[Partnership]:
    """Return the rows in the order asked for, else newest first; unknown sums come last."""
    field = ORDERS.get(asked.removeprefix("-"))
    if field is None:
        return rows.order_by("-opened_at", "-pk")
    key = F(field)
    order = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def rows_of(partnerships: list[Partnership]) -> list[dict[str, Any]]:
    """Return each partnership with its parties and empty duties, in two queries for all."""
    ids = [partnership.pk for partnership in partnerships]
    parties, orphans = queries.parties_of_many(ids), queries.orphans_of(ids)
    today = timezone.localdate()
    return [
        {
            "partnership": partnership,
            "parties": [str(party) for party in parties.get(partnership.pk, [])],
            "orphans": orphans[partnership.pk],
            "late_days": late_days(partnership, today),
        }
        for partnership in partnerships
    ]


def late_days(partnership: Partnership, today: date) -> int:
    """Return how many days the stage is over its date; 0 when it is not."""
    due = partnership.stage_due_on
    if due is None or partnership.closed_at is not None:
        return 0
    return max((today - due).days, 0)


def map_of_rows(rows: QuerySet[Partnership]) -> SmallMap | None:
    """Return the map of where these partnerships are, at most so many marks."""
    placed = rows.select_related(None).select_related("village").defer("about")
    shown = [row for row in placed[:MOST_ON_MAP] if row.village.lat and row.village.lon]
    if not shown:
        return None
    marks = [
        Mark(
            lat=row.village.lat or 0.0,
            lon=row.village.lon or 0.0,
            name=f"{row.title}: {row.get_stage_display()}",
            shape="ring" if row.closed_at else "circle",
            label=row.village.name if len(shown) <= 6 else "",
            url=row.get_absolute_url(),
        )
        for row in shown
    ]
    region = queries.common_region(row.village for row in shown)
    return queries.map_of(region, marks, _("Letak kemitraan"))


def sheet_of(rows: list[dict[str, Any]]) -> bytes:
    """Return the workbook: one line per partnership, whole rupiah as numbers."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Kemitraan"))
        sheet.write_row(0, 0, head_words(), book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, line_of(row))
        sheet.set_column(0, 1, 36)
        sheet.set_column(2, 9, 18)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def head_words() -> list[str]:
    """Return the column heads of the workbook."""
    return [
        *(_("Kemitraan"), _("Desa"), _("Kode desa"), _("Tahap"), _("Jalur")),
        *(_("Para pihak"), _("Jiwa dilayani"), _("Biaya (Rp)"), _("Kesanggupan (Rp)")),
        *(_("Peran penting belum ada"), _("Dibuka"), _("Keadaan"), _("Sifat data")),
    ]


def line_of(row: dict[str, Any]) -> list[Any]:
    """Return one line of the workbook; what nobody knows stays an empty cell."""
    partnership = row["partnership"]
    state = _("ditutup") if partnership.closed_at else _("berjalan")
    return [
        *(partnership.title, partnership.village.full_name, partnership.village_id),
        *(partnership.get_stage_display(), partnership.get_road_display()),
        *("; ".join(row["parties"]), partnership.people_served, partnership.total_rp),
        *(partnership.pledged_rp, row["orphans"], formats.full_date(partnership.opened_at)),
        *(state, _("SIMULASI") if partnership.is_simulated else ""),
    ]

"""The shelf: packages ready to be supported, as a list, a small map and a file."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.needs import queries
from sambung.needs.forms import ShelfFilter
from sambung.needs.models import Package
from sambung.needs.views.asking import ActorRequest
from sambung.needs.views.drawing import shelf_map
from sambung.needs.views.files import Column, answer_file
from sambung.regions.models import Region
from sambung.ui.formats import decimal_text

PER_PAGE = 20
ORDERS = {
    "prioritas": ("priority", "pk"),
    "orang": ("people", "pk"),
    "biaya": ("lowest_total_rp", "pk"),
    "perorang": ("lowest_rp_per_person", "pk"),
}


def filtered(request: ActorRequest) -> tuple[ShelfFilter, QuerySet[Package], Region | None]:
    """Return the filter, the rows it keeps in the order asked, and the kabupaten/kota chosen."""
    regency = Region.objects.filter(pk=request.GET.get("kabupaten", ""), level=2).first()
    rows = queries.shelf()
    if regency is not None:
        rows = rows.filter(village__regency_code=regency.code)
    this = timezone.localdate().year
    chosen = ShelfFilter(
        request.GET,
        rows,
        districts=queries.districts_of([regency.code]) if regency else [],
        years=list(range(this, this + 5)),
    )
    order = request.GET.get("urut", "-prioritas")
    columns = ORDERS.get(order.lstrip("-"), ORDERS["prioritas"])
    keys = [f"-{column}" for column in columns] if order.startswith("-") else list(columns)
    return chosen, chosen.qs.order_by(*keys), regency


def shelf(request: ActorRequest) -> HttpResponse:
    """Show the packages ready to be supported, narrowed and sorted, twenty at a time."""
    chosen, rows, regency = filtered(request)
    page = Paginator(rows.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("hal"))
    shown = queries.in_order(rows, list(page.object_list))
    counts = queries.interest_counts(shown)
    interests = queries.interested_in(request.actor) if request.actor.is_known else {}
    context: dict[str, Any] = {
        "filter": chosen,
        "page": page,
        "rows": [
            (row, interests.get(row.pk), priority_words(row), counts.get(row.pk, 0))
            for row in shown
        ],
        "regency": regency,
        "regencies": queries.regencies_on_shelf(),
        "is_narrowed": any(request.GET.get(name) for name in chosen.filters),
        "map": shelf_map(regency, shown, page.start_index()),
        "first": page.start_index(),
        "simulated": any(row.is_simulated for row in shown),
        "all_simulated": all(row.is_simulated for row in shown),
        "query": request.GET.urlencode(),
        "this_year": timezone.localdate().year,
        "orders": [
            ("-prioritas", _("Prioritas")),
            ("-orang", _("Orang terbanyak")),
            ("perorang", _("Biaya per orang")),
        ],
        "order": request.GET.get("urut", "-prioritas"),
    }
    return render(request, "needs/shelf.html", context)


def priority_words(package: Package) -> str:
    """Return the stored priority in words; empty while it was never computed."""
    if package.priority is None:
        return ""
    return _("prioritas %s") % decimal_text(package.priority, 1)


def shelf_export(request: ActorRequest, fmt: str) -> HttpResponse:
    """Return the shelf as it is narrowed now, as CSV or XLSX."""
    _chosen, rows, _regency = filtered(request)
    columns: list[Column[Package]] = [
        (_("Nomor"), lambda row: row.pk),
        (_("Kegiatan"), lambda row: row.title),
        (_("Kode desa"), lambda row: row.village_id),
        (_("Desa"), lambda row: row.village.full_name),
        (_("Layanan"), lambda row: row.get_service_display()),
        (_("Tahun"), lambda row: row.year),
        (_("Jiwa"), lambda row: row.people),
        (_("KK"), lambda row: row.households),
        (_("Biaya terendah (Rp)"), lambda row: row.lowest_total_rp),
        (_("Biaya per orang (Rp)"), lambda row: row.lowest_rp_per_person),
        (_("Prioritas (0–100)"), lambda row: float(row.priority) if row.priority else None),
    ]
    return answer_file(fmt, _("kegiatan-siap-didukung"), columns, list(rows[:20_000]))

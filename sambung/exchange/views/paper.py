"""The forms to print, and the papers that came in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sambung.activities import queries as activities
from sambung.exchange.forms.paper import PaperFilter
from sambung.exchange.models import PaperForm, PaperState
from sambung.exchange.queries import paper as queries
from sambung.exchange.queries import paper_sheets
from sambung.exchange.views.asking import ActorRequest
from sambung.needs import queries as needs
from sambung.needs.models import NeedState
from sambung.regions.models import Region

PER_PAGE = 20
THINGS_SHOWN = 12
FIRST_ORDER = "masuk"
ORDERS = {
    "masuk": ("sent_at", "pk"),
    "tempat": ("region__search_name", "pk"),
    "jenis": ("kind", "-pk"),
    "keadaan": ("state", "-pk"),
}
TO_VISIT = [NeedState.SENT, NeedState.DESK_VERIFIED]


def paper_forms(request: ActorRequest) -> HttpResponse:
    """Show every form to print; a village prints its names on them and adds its own things."""
    code = request.GET.get("desa", "")
    region = queries.region_of(code) if code else None
    if code and region is None:
        raise Http404
    text = request.GET.get("cari", "")[:100]
    context: dict[str, Any] = {
        "region": region,
        "text": text,
        "found": queries.villages_like(text) if text else [],
        "suffix": f"?desa={region.code}" if region else "",
        "waiting": queries.waiting_for(request.actor).count() if request.actor.is_known else 0,
    }
    if region is not None:
        context |= things_in(request, region)
    return render(request, "exchange/paper_forms.html", context)


def things_in(request: ActorRequest, region: Region) -> dict[str, Any]:
    """Return what of the place has a form of its own: needs to visit, activities, packages."""
    place = needs.below([region.code], "village")
    to_visit = needs.visible_to(request.actor).filter(place, state__in=TO_VISIT)
    done = activities.visible_to(request.actor).filter(needs.below([region.code], "region"))
    shelf = needs.packages_visible_to(request.actor).filter(place)
    return {
        "needs": list(to_visit.order_by("-pk")[:THINGS_SHOWN]),
        "activities": list(done.order_by("-year", "-pk")[:THINGS_SHOWN]),
        "packages": list(shelf.order_by("title", "pk")[:THINGS_SHOWN]),
    }


def filtered(request: ActorRequest) -> tuple[PaperFilter, QuerySet[PaperForm]]:
    """Return the filter of the list and the rows it keeps, in the order asked."""
    rows = queries.visible_to(request.actor)
    districts = needs.districts_of(needs.reading_codes(request.actor))
    chosen = PaperFilter(request.GET, rows, districts=districts)
    order = request.GET.get("urut", f"-{FIRST_ORDER}")
    columns = ORDERS.get(order.lstrip("-"), ORDERS[FIRST_ORDER])
    is_down = order.startswith("-")
    turned = [turn(column) if is_down else column for column in columns]
    return chosen, chosen.qs.order_by(*turned)


def turn(column: str) -> str:
    """Return the column in the other direction."""
    return column.removeprefix("-") if column.startswith("-") else f"-{column}"


@login_required
def paper_list(request: ActorRequest) -> HttpResponse:
    """Show the papers the person may see, narrowed and sorted, twenty at a time."""
    chosen, rows = filtered(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "filter": chosen,
        "page": page,
        "papers": [(form, queries.code_of_form(form)) for form in page.object_list],
        "is_narrowed": any(request.GET.get(name) for name in chosen.filters),
        "waiting": queries.waiting_for(request.actor).count(),
        "simulated": any(form.is_simulated for form in page.object_list),
        "query": request.GET.urlencode(),
        "states": PaperState,
    }
    return render(request, "exchange/paper_list.html", context)


@login_required
def paper_export(request: ActorRequest, fmt: str) -> HttpResponse:
    """Return the list as it is narrowed now, as CSV or XLSX; senders are not in it."""
    _chosen, rows = filtered(request)
    content, media_type = paper_sheets.sheet_of(list(rows[:20_000]), fmt)
    if not content:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{_("kertas-masuk")}.{fmt}"'
    return response

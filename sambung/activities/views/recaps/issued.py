"""Recaps as issued: the list, one of them from frozen data alone, withdrawing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.actions.recaps import withdraw_recap
from sambung.activities.forms.recaps import CompareForm, RecapFilter, WithdrawForm
from sambung.activities.models import Recap
from sambung.activities.queries import recaps
from sambung.activities.views.asking import ActorRequest, list_crumb
from sambung.activities.views.recaps.answering import (
    pdf_answer,
    recap_crumbs,
    workbook_answer,
)

PER_PAGE = 25
ORDERS = {
    "terbit": ("issued_at",),
    "wilayah": ("region__name", "year", "number"),
    "tahun": ("year", "number"),
    "nomor": ("letter_number",),
}


def recap_of(request: ActorRequest, pk: int) -> Recap:
    """Return the issued recap the actor may read; 404 otherwise."""
    return get_object_or_404(recaps.recaps_visible_to(request.actor), pk=pk)


def title_of(recap: Recap) -> str:
    """Return the name of an issued recap."""
    return _("%(region)s %(year)s, nomor %(number)s") % {
        "region": recap.region.full_name,
        "year": recap.year,
        "number": recap.number,
    }


def chosen(request: ActorRequest) -> RecapFilter:
    """Return the filter over the recaps the actor may read."""
    return RecapFilter(request.GET, recaps.recaps_visible_to(request.actor).defer("data"))


def ordered(rows: QuerySet[Recap], asked: str) -> QuerySet[Recap]:
    """Return the rows in the order asked for, newest issue first otherwise."""
    fields = ORDERS.get(asked.removeprefix("-"))
    if fields is None:
        return rows.order_by("-issued_at", "-pk")
    sign = "-" if asked.startswith("-") else ""
    return rows.order_by(*(f"{sign}{field}" for field in fields), "-pk")


@login_required
def recap_list(request: ActorRequest) -> HttpResponse:
    """Show the recaps issued for the regions the person answers for, and where to make one."""
    narrowed = chosen(request)
    rows = ordered(narrowed.qs, request.GET.get("urut", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "filter": narrowed,
        "page": page,
        "is_narrowed": any(request.GET.get(name) for name in narrowed.filters),
        "regions": recaps.regions_of(request.actor),
        "year": timezone.localdate().year,
        "query": request.GET.urlencode(),
        "compare": CompareForm(recaps=recaps.recaps_visible_to(request.actor).defer("data")),
        "crumbs": [list_crumb(), (_("Rekap"), "")],
        "simulated": any(row.is_simulated for row in page.object_list),
    }
    return render(request, "activities/recap_list.html", context)


@login_required
def recap_list_export(request: ActorRequest) -> HttpResponse:
    """Answer with the list as it is narrowed now, as XLSX."""
    rows = list(ordered(chosen(request).qs, request.GET.get("urut", "")))
    sheet = recaps.Sheet(_("Rekap terbit"), list_heads(), tuple(list_row(row) for row in rows))
    mark = any(row.is_simulated for row in rows)
    return workbook_answer([sheet], "rekap-terbit", is_simulated=mark)


def list_heads() -> tuple[str, ...]:
    """Return the heads of the exported list."""
    return (
        *(_("Wilayah"), _("Tahun"), _("Nomor rekap"), _("Nomor surat"), _("Diterbitkan oleh")),
        *(_("Diterbitkan pada"), _("Ditarik pada"), _("Alasan"), _("SHA-256"), _("Simulasi")),
    )


def list_row(row: Recap) -> tuple[Any, ...]:
    """Return one line of the exported list."""
    withdrawn = timezone.localdate(row.withdrawn_at).isoformat() if row.withdrawn_at else ""
    return (
        *(row.region.full_name, row.year, row.number, row.letter_number, row.organisation.name),
        *(timezone.localdate(row.issued_at).isoformat(), withdrawn, row.withdrawn_reason),
        *(row.sha256, _("SIMULASI") if row.is_simulated else ""),
    )


@login_required
def recap_issued(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a recap as issued, from its frozen data alone, whatever the register says today."""
    recap = recap_of(request, pk)
    figures = recaps.figures_in(recap)
    context = {
        "recap": recap,
        "region": recap.region,
        "year": recap.year,
        "previous_year": recap.year - 1,
        "figures": figures,
        "shown": recaps.shown(figures, is_live=False),
        "share": recaps.share_text(figures, recap.get_absolute_url()),
        "title": title_of(recap),
        "is_whole": recaps.is_whole(recap),
        "can_withdraw": rules.can_withdraw_recap(request.actor, recap),
        "crumbs": recap_crumbs((title_of(recap), "")),
        "simulated": recap.is_simulated,
    }
    return render(request, "activities/recap_issued.html", context)


@login_required
def recap_issued_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the page as issued; a withdrawn one says so across the page."""
    recap = recap_of(request, pk)
    document = dict(recap.data["document"])
    if recap.withdrawn_at is not None:
        document["marks"] = ["DITARIK", *document["marks"]]
    name = f"rekap-{recap.region_id}-{recap.year}-{recap.number}"
    return pdf_answer(recaps.pdf_of(document), name)


@login_required
def recap_issued_workbook(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the workbook as issued."""
    recap = recap_of(request, pk)
    sheets = recaps.sheets_of(recaps.figures_in(recap), recap.data["rows"])
    name = f"rekap-{recap.region_id}-{recap.year}-{recap.number}"
    return workbook_answer(sheets, name, is_simulated=recap.is_simulated)


@login_required
def recap_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Withdraw an issued recap with its reason."""
    recap = recap_of(request, pk)
    rules.can_withdraw_recap(request.actor, recap).or_raise()
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_recap(recap=recap, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Rekap ditarik. Halamannya tetap dapat dibaca."))
        return redirect(recap)
    context = {
        "recap": recap,
        "title": title_of(recap),
        "form": form,
        "crumbs": recap_crumbs((title_of(recap), recap.get_absolute_url()), (_("Tarik"), "")),
        "simulated": recap.is_simulated,
    }
    status = 422 if form.errors else 200
    return render(request, "activities/recap_withdraw.html", context, status=status)

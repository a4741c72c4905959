"""*Perusahaan*: the officer's list of companies: last talk, next step, season, what they report."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sambung.activities import queries as activities
from sambung.core.access import Actor, Refused
from sambung.parties.models import Organisation
from sambung.parties.queries import dealings
from sambung.parties.rules import RECORDING_KINDS
from sambung.ui.forms import Form

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN, LATE, STILL, NEVER = "dibuka", "terlambat", "tanpa", "belum"
STATES = [
    ("", gettext_lazy("Semua")),
    (OPEN, gettext_lazy("Musim usulan sedang dibuka")),
    (LATE, gettext_lazy("Langkah terlambat")),
    (STILL, gettext_lazy("Tanpa langkah berikutnya")),
    (NEVER, gettext_lazy("Belum pernah dihubungi")),
]
ORDERS = {
    "nama": F("name").asc(),
    "-nama": F("name").desc(),
    "kontak": F("last_on").asc(nulls_first=True),
    "-kontak": F("last_on").desc(nulls_last=True),
    "langkah": F("next_on").asc(nulls_last=True),
    "-langkah": F("next_on").desc(nulls_last=True),
}


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


class CompanyFilter(Form):
    """What to show of the companies; anything unknown is said and shows nothing."""

    cari = forms.CharField(required=False, max_length=80, label=gettext_lazy("Nama"))
    keadaan = forms.ChoiceField(required=False, choices=STATES, label=gettext_lazy("Keadaan"))

    def rows(self, actor: Actor) -> QuerySet[Organisation]:
        """Return the companies asked for, in the asked order; none for a filter in error."""
        rows = dealings.companies_visible_to(actor)
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        rows = in_state(actor, dealings.companies_like(rows, asked["cari"], None), asked["keadaan"])
        return rows.order_by(ORDERS.get(self.data.get("urut", ""), ORDERS["nama"]), "id")


def in_state(actor: Actor, rows: QuerySet[Organisation], state: str) -> QuerySet[Organisation]:
    """Return those of the companies that stand so."""
    if state == OPEN:
        return rows.filter(pk__in=dealings.open_now(actor))
    if state == LATE:
        return rows.filter(Q(next_on__lt=timezone.localdate()))
    if state == STILL:
        return rows.filter(Q(next_on__isnull=True))
    return rows.filter(Q(last_on__isnull=True)) if state == NEVER else rows


@dataclass(frozen=True)
class Shown:
    """One company of the list with what is known of its reports."""

    row: dealings.CompanyRow
    kind: str
    reports: str


def shown(actor: Actor, companies: Sequence[Organisation]) -> list[Shown]:
    """Return companies with their dealings and reports; the same questions for any number."""
    known = years_of(actor, [company.pk for company in companies])
    this = timezone.localdate().year
    return [
        Shown(row, *report_words(known.get(row.company.pk, (None, None)), this))
        for row in dealings.company_rows(actor, companies)
    ]


def years_of(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
    """Return the last year with an activity, and the last the company reported itself."""
    rows = (
        activities.visible_to(actor)
        .filter(organisation_id__in=ids)
        .order_by()
        .values_list("organisation_id")
        .annotate(last=Max("year"), told=Max("year", filter=Q(reported_at__isnull=False)))
    )
    return {pk: (last, told) for pk, last, told in rows}


def report_words(years: tuple[int | None, int | None], this: int) -> tuple[str, str]:
    """Return the badge of what a company reports: unknown is never zero."""
    last, told = years
    if told is not None and told >= this - 1:
        return "ok", _("melapor %(year)s") % {"year": told}
    if told is not None:
        return "due", _("terakhir melapor %(year)s") % {"year": told}
    if last is not None:
        return "due", _("tercatat sampai %(year)s, belum dibenarkan") % {"year": last}
    return "none", _("belum ada laporan")


def keeper_or_refuse(actor: Actor) -> None:
    """Raise Refused unless some hat is of a house that works with companies."""
    if not any(hat.organisation_kind in RECORDING_KINDS for hat in actor.hats):
        raise Refused(_("Daftar ini untuk petugas yang bekerja dengan perusahaan."))


@login_required
@require_GET
def company_list(request: ActorRequest) -> HttpResponse:
    """Show the companies an officer works with, narrowed and sorted."""
    keeper_or_refuse(request.actor)
    form = CompanyFilter(request.GET)
    page = Paginator(form.rows(request.actor), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"form": form, "page": page, "rows": shown(request.actor, list(page))}
    return render(request, "web/company_list.html", context)


@login_required
@require_GET
def company_export(request: ActorRequest) -> HttpResponse:
    """Return the list as narrowed, as a workbook."""
    keeper_or_refuse(request.actor)
    rows = shown(request.actor, list(CompanyFilter(request.GET).rows(request.actor)))
    response = HttpResponse(workbook(map(cells, rows)), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="perusahaan.xlsx"'
    return response


def cells(one: Shown) -> list[str]:
    """Return one company as cells of a file; unknown is an empty cell."""
    talk, step = one.row.talk, one.row.step
    return [
        one.row.company.name,
        one.row.company.region.full_name if one.row.company.region else _("nasional"),
        talk.on.isoformat() if talk else "",
        f"{talk.get_kind_display()}: {talk.text}"[:500] if talk else "",
        step.task.text if step else "",
        step.task.due_on.isoformat() if step else "",
        step.task.owner.name if step else "",
        one.row.season,
        one.reports,
        "SIMULASI" if one.row.company.is_simulated else "",
    ]


def workbook(rows: Any) -> bytes:
    """Return the rows as one sheet; a cell never becomes a formula or a link."""
    head = [_("Perusahaan"), _("Wilayah"), _("Kontak terakhir"), _("Isi pembicaraan")]
    head += [_("Langkah berikutnya"), _("Paling lambat"), _("Dikerjakan oleh"), _("Musim usulan")]
    head += [_("Laporan"), _("Simulasi")]
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Perusahaan")[:31])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(head) - 1, 24)
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return out.getvalue()

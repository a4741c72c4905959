"""The recap of a region and year as the register stands now; preview, workbook, issuing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.actions.recaps import issue_recap
from sambung.activities.forms.recaps import IssueForm, YearForm
from sambung.activities.queries import recaps
from sambung.activities.views.asking import ActorRequest
from sambung.activities.views.recaps.answering import (
    pdf_answer,
    recap_crumbs,
    region_of,
    workbook_answer,
)
from sambung.core import tokens
from sambung.parties.queries import letterhead_of
from sambung.regions.models import Region


def asked_year(request: ActorRequest) -> int:
    """Return the year of the address, this year when there is none."""
    return YearForm(request.GET).year()


@login_required
def recap(request: ActorRequest, code: str) -> HttpResponse:
    """Show who helped where in a region in one year, with what is not known beside it."""
    region, year = region_of(request, code), asked_year(request)
    figures = recaps.recap_of(region, year, request.actor)
    address = f"{reverse('activities:recap', args=[code])}?tahun={year}"
    context: dict[str, Any] = {
        "region": region,
        "year": year,
        "previous_year": year - 1,
        "compare_url": f"{reverse('activities:recap-compare')}?wilayah={code}&tahun={year}",
        "form": YearForm(initial={"tahun": str(year)}),
        "figures": figures,
        "shown": recaps.shown(figures),
        "share": recaps.share_text(figures, address),
        "crumbs": recap_crumbs((region.full_name, "")),
        "can_issue": rules.can_issue_recap(request.actor, region.code),
        "issued": list(issued_of(request, region, year)[:5]),
        "simulated": figures.is_simulated,
    }
    return render(request, "activities/recap.html", context)


def issued_of(request: ActorRequest, region: Region, year: int) -> Any:
    """Return the recaps issued of this region and year, newest first."""
    found = recaps.recaps_visible_to(request.actor).filter(region=region, year=year)
    return found.defer("data").order_by("-number")


@login_required
def recap_pdf(request: ActorRequest, code: str) -> HttpResponse:
    """Answer with the one page as a preview: it says so across the page."""
    region, year = region_of(request, code), asked_year(request)
    figures = recaps.recap_of(region, year, request.actor)
    worn = request.actor.worn
    letterhead = letterhead_of(worn.organisation_id) if worn else None
    head = recaps.head_of(letterhead, worn.organisation_name if worn else region.full_name)
    content = recaps.pdf_of(recaps.document_of(figures, head))
    return pdf_answer(content, f"pratinjau-rekap-{region.code}-{year}")


@login_required
def recap_workbook(request: ActorRequest, code: str) -> HttpResponse:
    """Answer with the recap in full as XLSX."""
    region, year = region_of(request, code), asked_year(request)
    figures = recaps.recap_of(region, year, request.actor)
    sheets = recaps.sheets_of(figures, recaps.activity_rows(region, year))
    name = f"rekap-{region.code}-{year}"
    return workbook_answer(sheets, name, is_simulated=figures.is_simulated)


@login_required
def recap_issue(request: ActorRequest, code: str) -> HttpResponse:
    """Ask for the letter number, then freeze and number the recap; a repeat issues nothing new."""
    region, year = region_of(request, code), asked_year(request)
    rules.can_issue_recap(request.actor, region.code).or_raise()
    token = request.POST.get("token", "")[:64]
    if earlier := tokens.result_of(token) if token else "":
        return redirect(earlier)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = issue_recap(region=region, year=year, by=request.actor, **form.cleaned_data)
        tokens.remember_result(token, made.get_absolute_url())
        messages.success(request, _("Rekap diterbitkan dan dibekukan."))
        return redirect(made)
    back = f"{reverse('activities:recap', args=[code])}?tahun={year}"
    worn = request.actor.worn
    context = {
        "region": region,
        "year": year,
        "form": form,
        "back": back,
        "letterhead": letterhead_of(worn.organisation_id) if worn else None,
        "organisation": worn,
        "crumbs": recap_crumbs((region.full_name, back), (_("Terbitkan"), "")),
    }
    return render(
        request, "activities/recap_issue.html", context, status=422 if form.errors else 200
    )

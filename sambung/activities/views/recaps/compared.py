"""Two recaps side by side: two issued ones, or this year with the year before."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities.forms.recaps import CompareForm, YearForm
from sambung.activities.queries import recaps
from sambung.activities.queries.recaps import Figures
from sambung.activities.views.asking import ActorRequest
from sambung.activities.views.recaps.answering import recap_crumbs, region_of
from sambung.activities.views.recaps.issued import title_of

Side = tuple[str, str, Figures]  # its name, its address, what it says


@login_required
def recap_compare(request: ActorRequest) -> HttpResponse:
    """Show what changed between two issued recaps (a, b) or between two years (wilayah, tahun)."""
    code = request.GET.get("wilayah", "")
    sides = live_sides(request, code) if code else issued_sides(request)
    if sides is None:
        return redirect("activities:recap-list")
    (before_name, before_url, before), (now_name, now_url, now) = sides
    context = {
        "before": {"name": before_name, "url": before_url, "figures": before},
        "now": {"name": now_name, "url": now_url, "figures": now},
        "comparison": recaps.comparison_of(before, now),
        "is_same_place": before.region_code == now.region_code,
        "crumbs": recap_crumbs((_("Perbandingan"), "")),
        "simulated": before.is_simulated or now.is_simulated,
    }
    return render(request, "activities/recap_compare.html", context)


def live_sides(request: ActorRequest, code: str) -> tuple[Side, Side]:
    """Return the year before and the year asked for, as the register stands now."""
    region = region_of(request, code)
    year = YearForm(request.GET).year()

    def side(of_year: int) -> Side:
        url = f"{reverse('activities:recap', args=[code])}?tahun={of_year}"
        figures = recaps.recap_of(region, of_year, request.actor)
        return f"{region.full_name} {of_year}", url, figures

    return side(year - 1), side(year)


def issued_sides(request: ActorRequest) -> tuple[Side, Side] | None:
    """Return the two issued recaps in the order of their issue, None when two were not named."""
    form = CompareForm(request.GET, recaps=recaps.recaps_visible_to(request.actor))
    if not form.is_valid():
        return None
    pair = sorted(
        (form.cleaned_data["a"], form.cleaned_data["b"]),
        key=lambda recap: (recap.year, recap.issued_at),
    )
    one, other = (
        (title_of(recap), recap.get_absolute_url(), recaps.figures_in(recap)) for recap in pair
    )
    return one, other

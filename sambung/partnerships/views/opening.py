"""Open a partnership by hand, or from a package without a plan."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Conflict
from sambung.needs import queries as needs_queries
from sambung.needs.models import Package
from sambung.parties.models import Organisation
from sambung.parties.queries import organisations_visible_to
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import ROWS_OF_PARTIES, OpenForm, PackageForm
from sambung.partnerships.models import Partnership, PartyPart
from sambung.partnerships.views.asking import ActorRequest
from sambung.regions.models import Level, Region

MOST_OFFERED = 300


@login_required
def partnership_new(request: ActorRequest) -> HttpResponse:
    """Open a partnership without a package; one that already runs is entered at its stage."""
    rules.can_open_by_hand(request.actor).or_raise()
    form = OpenForm(
        request.POST or None, actor=request.actor, initial={"token": tokens.new_token()}
    )
    if request.method == "POST" and (known := tokens.result_of(request.POST.get("token", ""))):
        return redirect(known)
    if request.method == "POST" and form.is_valid():
        verdict = rules.can_open_by_hand(request.actor, form.cleaned_data["village"].code)
        if verdict and (made := opened(request, form)) is not None:
            return redirect(made)
        if not verdict:
            form.add_error("village", verdict.reason)
    context = {
        "form": form,
        "crumbs": [(_("Kemitraan"), Partnership.list_url()), (_("Buka kemitraan"), "")],
        "organisations": organisations_visible_to(request.actor)[:MOST_OFFERED],
        "places": places_of(request),
        "packages": queries.packages_to_open(request.actor),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/partnership_new.html", context, status=status)


def opened(request: ActorRequest, form: OpenForm) -> Partnership | None:
    """Open it as the form says; None when it was refused, with the reason in the form."""
    given = form.cleaned_data
    names = ("title", "about", "service", "people_served", "total_rp")
    entered = None
    if given["is_running"]:
        entered = actions.Entered(given["stage"], given["since"], given["ground"])
    try:
        made = actions.open_by_hand(
            village=given["village"],
            facts=actions.ByHand(**{name: given[name] for name in names}),
            parties=joining_of(given),
            road=given["road"],
            entered=entered,
            by=request.actor,
            token=given["token"],
        )
    except Conflict as conflict:
        form.add_error("stage" if given["is_running"] else None, conflict.reason)
        return None
    tokens.remember_result(given["token"], made.get_absolute_url())
    messages.success(request, _("Kemitraan dibuka. Lengkapi pihak dan perannya."))
    return made


def joining_of(given: dict[str, Any]) -> list[actions.Joining]:
    """Return the parties named; one named twice gets both parts."""
    parts: dict[int, tuple[Organisation, list[str]]] = {}
    for number in range(1, ROWS_OF_PARTIES + 1):
        organisation = given.get(f"party_{number}")
        if organisation is not None:
            row = parts.setdefault(organisation.pk, (organisation, []))
            row[1].append(given[f"part_{number}"])
    return [
        actions.Joining(organisation, named[0], tuple(named[1:]))
        for organisation, named in parts.values()
    ]


def places_of(request: ActorRequest) -> list[Region]:
    """Return the villages of the actor's own places, as the form offers them."""
    codes = [hat.region_code for hat in request.actor.hats if hat.region_code]
    near = Region.objects.filter(level=Level.VILLAGE, regency_code__in=codes)
    return list(near.select_related("parent").order_by("name")[:MOST_OFFERED])


@login_required
def partnership_from_package(request: ActorRequest, package_pk: int) -> HttpResponse:
    """Open a partnership from a package with the sources the desk picks, without a plan."""
    rows = needs_queries.packages_visible_to(request.actor)
    package = get_object_or_404(rows, pk=package_pk)
    rules.can_open_package(request.actor, package.village_id).or_raise()
    interested = list(needs_queries.interests_visible_to(request.actor, package))
    form = PackageForm(
        request.POST or None,
        actor=request.actor,
        sources=[(row.organisation_id, str(row.organisation)) for row in interested],
        initial={"token": tokens.new_token()},
    )
    if request.method == "POST" and form.is_valid():
        made = opened_from(request, package, form)
        if made is not None:
            return redirect(made)
    context = {
        "form": form,
        "package": package,
        "crumbs": [(_("Kemitraan"), Partnership.list_url()), (_("Buka kemitraan"), "")],
        "organisations": organisations_visible_to(request.actor)[:MOST_OFFERED],
        "simulated": package.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/partnership_from_package.html", context, status=status)


def opened_from(request: ActorRequest, package: Package, form: PackageForm) -> Partnership | None:
    """Open it with the sources picked; None when it was refused, with the reason in the form."""
    given = form.cleaned_data
    picked = list(Organisation.objects.filter(pk__in=given.get("sources") or []))
    picked += [given["other"]] if given.get("other") else []
    option = package.options.order_by("position").first()
    try:
        made = actions.open_by_hand(
            village=package.village,
            package=package,
            facts=actions.ByHand(
                title=package.title,
                service=package.service,
                people_served=option.people_served if option else None,
                total_rp=option.total_rp if option else None,
                community_rp=option.community_rp if option else None,
            ),
            parties=[actions.Joining(one, PartyPart.SOURCE) for one in picked],
            by=request.actor,
            token=given["token"],
        )
    except Conflict as conflict:
        form.add_error(None, conflict.reason)
        return None
    messages.success(request, _("Kemitraan dibuka. Kesanggupan tiap sumber dicatat di sini."))
    return made

"""Offers: the list one may see, the page of one, its form, and its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Actor, Conflict
from sambung.parties import actions, queries, rules
from sambung.parties.forms import OfferFilter, OfferForm, OfferOnBehalfForm
from sambung.parties.forms.offers import initial_of, typed
from sambung.parties.models import Organisation
from sambung.parties.views.exports import table_file
from sambung.parties.views.request import ActorRequest, once, page_of


@login_required
@require_GET
def offer_list(request: ActorRequest) -> HttpResponse:
    """Show the offers of one's own organisations and those opened to them."""
    form = OfferFilter(request.GET)
    page = page_of(request, form.rows(request.actor))
    rows = queries.offer_rows(list(page.object_list))
    mine = [hat for hat in request.actor.hats if rules.is_official(hat)]
    context = {"form": form, "page": page, "rows": rows, "mine": mine}
    context["may_record"] = rules.may_record(request.actor)
    return render(request, "parties/offer_list.html", context)


@login_required
@require_GET
def offer_export(request: ActorRequest, form: str) -> HttpResponse:
    """Return the offers as narrowed, as a file."""
    rows = queries.offer_rows(list(OfferFilter(request.GET).rows(request.actor)))
    return table_file(form, "kesanggupan", queries.offer_head(), map(queries.offer_cells, rows))


@login_required
@require_GET
def offer(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one offer to its source and whom it names."""
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    context = {
        "thing": thing,
        "simulated": thing.is_simulated,
        "summary": queries.offer_summary(thing),
        "places": queries.offer_regions([pk])[pk],
        "viewers": queries.viewers_of(pk).exclude(pk=thing.recorded_by_organisation_id or 0),
        "on_behalf": queries.on_behalf_of("parties.offer", [pk]).get(pk),
        "history": queries.history_of(thing),
        "warning": rules.intake_warning(thing.intake_months, timezone.localdate()),
        "may_update": rules.can_update_offer(request.actor, thing),
        "steps": queries.offer_steps(request.actor, thing),
    }
    return render(request, "parties/offer.html", context)


def form_for(
    request: ActorRequest, organisation: Organisation, initial: dict[str, Any] | None = None
) -> OfferForm:
    """Return the form: with its ground when the hat worn is not of the source itself."""
    kind = OfferOnBehalfForm if rules.is_on_behalf(request.actor, organisation.pk) else OfferForm
    given: dict[str, Any] = {"actor": request.actor, "organisation": organisation}
    if request.method != "POST":
        return kind(initial=initial or {}, **given)
    if "look" in request.POST:
        form = kind(initial=typed(request.POST), **given)
        form.look()
        return form
    return kind(request.POST, request.FILES, **given)


def written(form: OfferForm) -> dict[str, Any]:
    """Return what the actions take of a valid form."""
    given = form.ground_given() if isinstance(form, OfferOnBehalfForm) else None
    return {
        "terms": form.terms(),
        "regions": form.codes,
        "ring_one": form.ring_one,
        "viewers": form.viewers(),
        "ground": given,
    }


def start_of(actor: Actor, source: Organisation) -> dict[str, Any]:
    """Return what a new form starts with: next year, the place at hand, and who governs it."""
    place = actor.worn.region_code if actor.worn else None
    if not rules.is_on_behalf(actor, source.pk):
        place = source.region_id
    return {
        "year": timezone.localdate().year + 1,
        "places": [place] if place else [],
        "viewers": queries.governing_ids(place) if place else [],
    }


@login_required
def offer_create(request: ActorRequest) -> HttpResponse:
    """Write an offer of one's own organisation, or atas nama another."""
    worn = request.actor.worn
    asked = request.GET.get("organisasi") or str(worn.organisation_id if worn else 0)
    register = queries.organisations_visible_to(request.actor)
    source = get_object_or_404(register, pk=asked[:18] if asked.isdecimal() else 0)
    rules.can_draft_offer(request.actor, source, [], nationwide=False).or_raise()
    form = form_for(request, source, start_of(request.actor, source))
    if form.is_bound and form.is_valid():
        return once(
            form.cleaned_data["token"],
            lambda: actions.draft_offer(
                organisation=source,
                by=request.actor,
                is_simulated=source.is_simulated,
                token=form.cleaned_data["token"],
                **written(form),
            ),
        )
    return render(request, "parties/offer_form.html", {"form": form, "source": source})


@login_required
def offer_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Change an offer; atas nama the change waits for the source again."""
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    rules.can_update_offer(request.actor, thing).or_raise()
    form = form_for(request, thing.organisation, initial_of(thing))
    if form.is_bound and form.is_valid():
        try:
            actions.update_offer(
                offer=thing,
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                **written(form),
            )
        except Conflict as conflict:
            form.add_error(None, conflict.reason)
        else:
            messages.success(request, _("Kesanggupan tersimpan."))
            return redirect(thing)
    context = {"form": form, "source": thing.organisation, "thing": thing}
    return render(request, "parties/offer_form.html", context)


@require_POST
@login_required
def place_find(request: ActorRequest, pk: int) -> HttpResponse:
    """Return the places the typed name may mean, as the part of the form that holds them."""
    source = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    form = OfferForm(initial=typed(request.POST), actor=request.actor, organisation=source)
    form.look()
    return render(request, "parties/_offer_places.html", {"form": form, "source": source})


STEPS = {
    "buka": ("parties/offer_publish.html", actions.publish_offer, "published"),
    "jeda": ("parties/offer_pause.html", actions.pause_offer, "paused"),
    "tutup": ("parties/offer_close.html", actions.close_offer, "closed"),
}


def stepping(request: ActorRequest, pk: int, step: str) -> HttpResponse:
    """Ask once, then take the step on the version the person saw."""
    template, act, state = STEPS[step]
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    queries.may_step(request.actor, thing, state).or_raise()
    if request.method == "POST":
        version = request.POST.get("version", "")
        extra = {} if step == "buka" else {"reason": request.POST.get("reason", "")[:300]}
        act(
            offer=thing,
            version=int(version[:9]) if version.isdecimal() else 0,
            by=request.actor,
            **extra,
        )
        messages.success(request, DONE[step]())
        return redirect(thing)
    context = {
        "thing": thing,
        "simulated": thing.is_simulated,
        "viewers": queries.viewers_of(pk),
        "summary": queries.offer_summary(thing),
    }
    return render(request, template, context)


DONE = {
    "buka": lambda: _("Kesanggupan dibuka."),
    "jeda": lambda: _("Kesanggupan dijeda."),
    "tutup": lambda: _("Kesanggupan ditutup."),
}


@login_required
def offer_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Open an offer to whom it names."""
    return stepping(request, pk, "buka")


@login_required
def offer_pause(request: ActorRequest, pk: int) -> HttpResponse:
    """Pause an offer."""
    return stepping(request, pk, "jeda")


@login_required
def offer_close(request: ActorRequest, pk: int) -> HttpResponse:
    """Close an offer."""
    return stepping(request, pk, "tutup")

"""The handover (BAST): its checklist, its completion, and its undoing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Refused
from sambung.delivery import actions, queries, rules
from sambung.delivery.forms.asking import ReasonForm
from sambung.delivery.forms.handover import CompleteForm, PrepareForm
from sambung.delivery.models import Handover, HandoverState
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import (
    ActorRequest,
    Ask,
    asked,
    circle_for,
    crumbs_of,
    once,
    sent,
)
from sambung.facilities import rules as facility_rules
from sambung.partnerships.models import Partnership


def list_crumb(partnership: Partnership) -> tuple[str, str]:
    """Return the step of every path to a handover."""
    return (_("Serah terima"), reverse("delivery:handover-list", args=[partnership.pk]))


def handover_for(circle: Circle, pk: int) -> Handover:
    """Return the handover of this partnership; 404 for one of another."""
    handover = queries.handover_of(circle, pk)
    if handover is None:
        raise Http404
    return handover


def handover_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the handovers of a partnership; when there is one alone, lead to it."""
    circle = circle_for(request, pk)
    rows = queries.handovers_of(circle.partnership)
    if len(rows) == 1:
        return redirect(rows[0])
    context = {
        "partnership": circle.partnership,
        "crumbs": crumbs_of(circle.partnership, (_("Serah terima"), "")),
        "rows": rows,
        "may_prepare": bool(rules.can_prepare(request.actor, circle)),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/handover_list.html", context)


@login_required
def handover_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Say which facility will be handed over."""
    circle = circle_for(request, pk)
    partnership = circle.partnership
    rules.can_prepare(request.actor, circle).or_raise()
    package = partnership.package
    start = {
        **once(),
        "name": partnership.title,
        "service": partnership.service or (package.service if package else ""),
        "people_planned": partnership.people_served,
    }
    form = PrepareForm(request.POST or None, initial=start)
    if form.is_bound and form.is_valid():
        handover = actions.prepare_handover(
            circle=circle,
            built=form.built(partnership),
            token=form.cleaned_data["token"],
            by=request.actor,
        )
        messages.success(request, _("Serah terima disiapkan. Lengkapi satu per satu."))
        return redirect(handover)
    lede = _("Satu serah terima untuk satu sarana. Peresmian bukan serah terima.")
    ask = Ask(_("Siapkan serah terima"), lede, _("Siapkan"))
    return asked(request, partnership, form, ask, list_crumb(partnership))


def handover(request: ActorRequest, pk: int, handover_pk: int) -> HttpResponse:
    """Show the checklist: what is there, what is missing in words, who will look after it."""
    circle = circle_for(request, pk)
    thing = handover_for(circle, handover_pk)
    partnership, facility = circle.partnership, thing.facility
    checklist = queries.checklist_of(thing, timezone.localdate())
    instrument, book = queries.instrument_for(facility.owner)
    is_prepared = thing.state == HandoverState.PREPARED
    may_change = bool(rules.can_change_handover(request.actor, circle, thing))
    context = {
        "partnership": partnership,
        "handover": thing,
        "facility": facility,
        "checklist": checklist,
        "holders": queries.holders_of(partnership),
        "instrument": instrument,
        "book": book,
        "crumbs": crumbs_of(partnership, list_crumb(partnership), (facility.name, "")),
        "is_prepared": is_prepared,
        "may_change": may_change,
        "may_test": may_change and bool(facility_rules.can_record_test(request.actor, facility)),
        "may_cancel": bool(rules.can_cancel(request.actor, circle, thing)),
        "may_prepare": bool(rules.can_prepare(request.actor, circle)),
        "simulated": partnership.is_simulated,
    }
    return render(request, "delivery/handover.html", context)


@login_required
def handover_complete(request: ActorRequest, pk: int, handover_pk: int) -> HttpResponse:
    """Do the handover; what is missing needs a reason each."""
    circle = circle_for(request, pk)
    thing = handover_for(circle, handover_pk)
    rules.can_change_handover(request.actor, circle, thing).or_raise()
    checklist = queries.checklist_of(thing, timezone.localdate())
    organisations = queries.organisations_at_table(circle, circle.party_ids)
    form = CompleteForm(
        *sent(request),
        organisations=organisations,
        missing=checklist.missing,
        initial={**once(thing.version), "watch_years": thing.watch_years},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.complete_handover(
                handover=thing,
                circle=circle,
                completion=form.completion(),
                paper=form.cleaned_data["paper"] or None,
                version=form.cleaned_data["version"],
                token=form.cleaned_data["token"],
                by=request.actor,
            )
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Diserahterimakan. Pemantauannya dimulai."))
            return redirect(thing.facility)
    context = {
        "partnership": circle.partnership,
        "handover": thing,
        "form": form,
        "missing": checklist.missing,
        "holders": queries.holders_of(circle.partnership),
        "crumbs": crumbs_of(
            circle.partnership,
            list_crumb(circle.partnership),
            (thing.facility.name, thing.get_absolute_url()),
            (_("Selesaikan"), ""),
        ),
        "simulated": circle.partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "delivery/handover_complete.html", context, status=status)


@login_required
def handover_cancel(request: ActorRequest, pk: int, handover_pk: int) -> HttpResponse:
    """Undo a handover before any check was recorded."""
    circle = circle_for(request, pk)
    thing = handover_for(circle, handover_pk)
    rules.can_cancel(request.actor, circle, thing).or_raise()
    form = ReasonForm(request.POST or None, initial=once(thing.version))
    if form.is_bound and form.is_valid():
        try:
            again = actions.cancel_handover(
                handover=thing, circle=circle, by=request.actor, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Serah terima dibatalkan; alasannya tetap terbaca."))
            return redirect(again)
    lede = _("Hanya sebelum ada pemeriksaan yang dicatat. Isiannya menunggu di serah terima baru.")
    ask = Ask(_("Batalkan serah terima"), lede, _("Batalkan"), "danger")
    back = (thing.facility.name, thing.get_absolute_url())
    return asked(request, circle.partnership, form, ask, back)

"""The whole proposal on one page: the form a phone keeps and sends when the signal returns."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.core.access import Conflict
from sambung.needs import actions, queries, rules
from sambung.needs.forms import HeadForm, WholeForm
from sambung.needs.models import Need
from sambung.needs.views.asking import ActorRequest, need_of
from sambung.parties.models import Organisation
from sambung.regions.models import Level, Region


@login_required
def need_whole_new(request: ActorRequest) -> HttpResponse:
    """Propose on one page; the same draft sent twice from a phone is one proposal."""
    rules.can_start(request.actor).or_raise()
    proposers = queries.proposers_for(request.actor)
    return answer(request, Need(village=own_village(list(proposers[:2]))), head(request, proposers))


@login_required
def need_whole(request: ActorRequest, pk: int) -> HttpResponse:
    """Go on with a draft on one page, from the version that was seen."""
    need = need_of(request, pk)
    if request.method != "POST":
        rules.can_edit(request.actor, need).or_raise()
    proposers = Organisation.objects.filter(pk=need.proposer_id)
    return answer(request, need, head(request, proposers, version=need.version))


def own_village(proposers: list[Organisation]) -> Region | None:
    """Return the village of the only organisation one proposes for, None when there is a choice."""
    place = proposers[0].region if len(proposers) == 1 else None
    return place if place is not None and place.level == Level.VILLAGE else None


def head(
    request: ActorRequest, proposers: QuerySet[Organisation], version: int | None = None
) -> HeadForm:
    """Return the form of who proposes, with a new key for a draft that begins here."""
    return HeadForm(
        request.POST if request.method == "POST" else None,
        proposers=proposers,
        own_ids=request.actor.organisation_ids,
        initial={"origin_key": str(uuid4()), "version": version},
    )


def answer(request: ActorRequest, need: Need, head: HeadForm) -> HttpResponse:
    """Show the page, send what was posted, or say what stands in the way."""
    is_posted = request.method == "POST"
    code = request.POST.get("village", "") or need.village_id or ""
    kept = [need.village_id] if need.village_id else []
    form = WholeForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        need=need,
        head=head,
        villages=queries.villages_kept(request.actor, kept, request.GET.get("kabupaten", "")),
        village_people=queries.village_people([code]).get(code),
    )
    if not is_posted:
        return page(request, need, form)
    if not form.is_valid():
        return page(request, need, form, status=422)
    try:
        return redirect("needs:need-sent", send(request, need, form).pk)
    except Conflict as conflict:
        return conflicting(request, need, form, conflict)


def send(request: ActorRequest, need: Need, form: WholeForm) -> Need:
    """Send a new proposal, or a draft that was begun before."""
    data, whole = form.head.cleaned_data, form.whole()
    if need.pk is None:
        return actions.send_new(
            whole=whole,
            key=data["origin_key"],
            proposer=data["proposer"],
            by=request.actor,
            given=form.head.given(),
        )
    return actions.send_edited(
        need=need,
        whole=whole,
        key=data["origin_key"],
        version=data["version"] or -1,
        by=request.actor,
        given=form.head.given(),
    )


def conflicting(
    request: ActorRequest, need: Need, form: WholeForm, conflict: Conflict
) -> HttpResponse:
    """Show both texts side by side: what was sent now, and what stands here; nothing was written.

    A phone that sends in the background gets the same as data.
    """
    found = queries.visible_to(request.actor)
    key = form.head.cleaned_data["origin_key"]
    theirs = found.filter(pk=need.pk).first() or found.filter(origin_key=key).first()
    rows = form.differences(theirs) if theirs else []
    if request.headers.get("X-Outbox"):
        told = {
            "reason": conflict.reason,
            "rows": rows,
            "version": theirs.version if theirs and need.pk else None,
            "url": reverse("needs:need", args=[theirs.pk]) if theirs else "",
        }
        return JsonResponse(told, status=409)
    if theirs is not None and need.pk:
        form.head.data = {**request.POST.dict(), "version": str(theirs.version)}
    more: dict[str, object] = {"conflict": conflict.reason, "differences": rows}
    return page(request, need, form, status=409, more=more)


def page(
    request: ActorRequest,
    need: Need,
    form: WholeForm,
    status: int = 200,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    """Return the page with what was typed."""
    context: dict[str, object] = {
        "need": need,
        "form": form,
        "is_new": need.pk is None,
        "is_wide": queries.wide_regencies(request.actor) if need.pk is None else [],
        "within": request.GET.get("kabupaten", ""),
        "photos": need.photos.select_related("file") if need.pk else [],
        "promise_days": rules.ANSWER_WITHIN_DAYS,
        "simulated": need.is_simulated,
        "title": _("Usulan dalam satu halaman"),
    }
    return render(request, "needs/need_whole.html", context | (more or {}), status=status)

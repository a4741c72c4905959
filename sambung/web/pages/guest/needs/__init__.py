"""A village without an account proposes, sees what became of it and why, mends and sends again."""

from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sambung.core import files
from sambung.needs import actions, queries, rules
from sambung.needs.lifecycle import EDITABLE
from sambung.needs.models import Need, NeedState, PhotoKind
from sambung.parties import queries as parties
from sambung.web.pages.guest.activities import consent_words
from sambung.web.pages.guest.holder import (
    GuestRequest,
    body_of,
    for_guests,
    form_page,
    page_of,
    shut,
)
from sambung.web.pages.guest.needs.form import NeedForm

LATER = "nanti"  # the button that keeps a proposal without sending it


def own_need(request: GuestRequest, pk: int) -> Need:
    """Return a proposal of the organisation itself, else 404."""
    need: Need = get_object_or_404(queries.visible_to(request.guest.actor), pk=pk)
    return need


@for_guests
def need_new(request: GuestRequest) -> HttpResponse:
    """Take a proposal on one page, with its photos."""
    if request.guest.verdict:
        rules.can_start(request.guest.actor).or_raise()
    return need_page(request, None)


@for_guests
def need_edit(request: GuestRequest, pk: int) -> HttpResponse:
    """Mend a proposal that was returned or never sent, and send it."""
    if not request.guest.verdict:
        return need_page(request, None)
    need = own_need(request, pk)
    rules.can_edit(request.guest.actor, need).or_raise()
    return need_page(request, need)


def need_page(request: GuestRequest, need: Need | None) -> HttpResponse:
    """Show the form and take it: keep it for later, or send it to the desk."""
    form = NeedForm(request.POST or None, request.FILES or None, body=body_of(request), need=need)

    def act(token: str) -> str:
        kept = keep(request, form, need, token)
        return reverse("web:guest-need", args=[kept.pk])

    context = {
        "need": need,
        "photos": need.photos.select_related("file") if need else [],
        "promise_days": rules.ANSWER_WITHIN_DAYS,
    }
    return form_page(request, form, "web/guest/need_form.html", act, context)


@transaction.atomic
def keep(request: GuestRequest, form: NeedForm, need: Need | None, token: str) -> Need:
    """Write the proposal with its files and send it, all or nothing."""
    by, values = request.guest.actor, form.values()
    kept = need or actions.start_need(proposer=body_of(request), by=by, token=token)
    version = form.cleaned_data["version"] if need else kept.version
    for screen in sorted(rules.SCREENS)[:4]:
        kept = actions.save_screen(
            need=kept, screen=screen, values=values, version=version or 0, by=by
        )
        version = kept.version
    keep_files(request, form, kept)
    if request.POST.get("aksi") == LATER:
        return kept
    again = kept.state == NeedState.RETURNED
    return (actions.resend if again else actions.send_need)(need=kept, by=by)


def keep_files(request: GuestRequest, form: NeedForm, need: Need) -> None:
    """Keep the photos and letters that came with the form."""
    by, given = request.guest.actor, form.cleaned_data
    consent = consent_words(request, agreed=given["photo_consent"])
    for kind, name in ((PhotoKind.PHOTO, "photos"), (PhotoKind.LETTER, "letters")):
        for upload in given[name]:
            stored = files.store(upload, owner=need, by=by)
            said = consent if kind == PhotoKind.PHOTO else ""
            actions.add_photo(need=need, file=stored, by=by, kind=kind, consent_by=said)


@for_guests
@require_GET
def need(request: GuestRequest, pk: int) -> HttpResponse:
    """Show a proposal: where it stands, since when, why, and what comes next."""
    thing = own_need(request, pk)
    context: dict[str, Any] = page_of(request) | {
        "need": thing,
        "steps": thing.steps.select_related("organisation"),
        "summary": queries.summary_of(thing),
        "photos": thing.photos.select_related("file"),
        "may_edit": thing.state in EDITABLE,
        "record": parties.on_behalf_of("needs.need", [pk]).get(pk),
        "promise_days": rules.ANSWER_WITHIN_DAYS,
    }
    return render(request, "web/guest/need.html", context)


@for_guests
@require_GET
def photo(request: GuestRequest, pk: int) -> FileResponse:
    """Serve a picture or letter of the organisation's own proposal."""
    found = get_object_or_404(queries.photos_visible_to(request.guest.actor), pk=pk)
    return files.open_file(found.file)


@require_POST
@for_guests
def photo_remove(request: GuestRequest, pk: int) -> HttpResponse:
    """Take a picture or letter off a proposal that is still being written."""
    if not request.guest.verdict:
        return shut(request)
    found = get_object_or_404(queries.photos_visible_to(request.guest.actor), pk=pk)
    actions.remove_photo(photo=found, by=request.guest.actor)
    return redirect("web:guest-need-edit", found.need_id)

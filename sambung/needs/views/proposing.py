"""Proposing a need: begin, five screens saved as one goes, review, send."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core import files, tokens
from sambung.core.access import Conflict
from sambung.needs import actions, queries, rules
from sambung.needs.forms import (
    CarriedForm,
    FileForm,
    MapForm,
    PeopleForm,
    ProblemForm,
    ScreenForm,
    SendForm,
    StartForm,
    WhereForm,
)
from sambung.needs.models import Need, NeedState
from sambung.needs.views.asking import ActorRequest, need_of
from sambung.needs.views.drawing import village_map
from sambung.parties.actions import GroundGiven
from sambung.regions.models import Level
from sambung.ui.formats import clock

LAST = 5


@login_required
def need_new(request: ActorRequest) -> HttpResponse:
    """Begin a proposal: for whom, what will be asked; drafts to go on with."""
    rules.can_start(request.actor).or_raise()
    proposers = queries.proposers_for(request.actor)
    form = StartForm(
        request.POST or None, proposers=proposers, initial={"token": tokens.new_token()}
    )
    if request.method == "POST" and form.is_valid():
        proposer = form.cleaned_data["proposer"]
        place = proposer.region
        is_village = place is not None and place.level == Level.VILLAGE
        need = actions.start_need(
            proposer=proposer,
            village=place if is_village else None,
            by=request.actor,
            token=form.cleaned_data["token"],
        )
        return redirect("needs:need-screen", need.pk, 1)
    drafts = queries.visible_to(request.actor).filter(state__in=[NeedState.DRAFT])
    context = {"form": form, "proposers": list(proposers), "drafts": drafts[:10]}
    return render(request, "needs/need_new.html", context)


def form_for(request: ActorRequest, need: Need, n: int, *, is_partial: bool) -> ScreenForm:
    """Return the form of a screen, holding what was posted."""
    data = request.POST if request.method == "POST" else None
    given: dict[str, Any] = {"need": need, "is_partial": is_partial}
    if n == 1:
        chosen = [code for code in [request.POST.get("village"), need.village_id] if code]
        text = request.POST.get("cari", "")
        given["choices"] = queries.villages_for(request.actor, text, chosen)
        return WhereForm(data, **given)
    if n == 3:
        people = queries.village_people([need.village_id or ""])
        return PeopleForm(data, village_people=people.get(need.village_id or ""), **given)
    kinds: dict[int, type[ScreenForm]] = {2: ProblemForm, 4: CarriedForm, 5: MapForm}
    return kinds[n](data, **given)


@login_required
def need_screen(request: ActorRequest, pk: int, n: int) -> HttpResponse:
    """Ask one of the five questions; save the answer and go on, or stay with what was typed."""
    need = need_of(request, pk)
    if not 1 <= n <= LAST:
        raise Http404
    rules.can_edit(request.actor, need).or_raise()
    aim = request.POST.get("aksi", "")
    form = form_for(request, need, n, is_partial=request.method == "POST" and aim != "lanjut")
    file_form = FileForm(request.POST or None, request.FILES or None) if n == LAST else None
    is_clean = form.is_valid() and (file_form is None or file_form.is_valid())
    if request.method != "POST" or aim == "cari" or not is_clean:
        return screen_page(request, need, n, form, file_form)
    try:
        save(request, need, n, form.values(), file_form)
    except Conflict as conflict:
        need.refresh_from_db()
        return screen_page(request, need, n, form, file_form, conflict=conflict.reason)
    if aim == "lanjut":
        return (
            redirect("needs:need-screen", pk, n + 1)
            if n < LAST
            else redirect("needs:need-send", pk)
        )
    return redirect("needs:need-screen", pk, n) if aim == "berkas" else redirect("needs:need", pk)


@transaction.atomic
def save(
    request: ActorRequest,
    need: Need,
    n: int,
    values: Mapping[str, object],
    file_form: FileForm | None,
) -> None:
    """Save the screen and its files together, or nothing."""
    version = request.POST.get("version", "")
    actions.save_screen(
        need=need,
        screen=n,
        values=values,
        version=int(version[:9]) if version.isdecimal() else -1,
        by=request.actor,
    )
    for kind, upload in file_form.uploads() if file_form else []:
        stored = files.store(upload, owner=need, by=request.actor)
        actions.add_photo(need=need, file=stored, by=request.actor, kind=kind)


def screen_page(
    request: ActorRequest,
    need: Need,
    n: int,
    form: ScreenForm,
    file_form: FileForm | None,
    conflict: str = "",
) -> HttpResponse:
    """Return the page of a screen with what was typed."""
    sent = [form, *([file_form] if file_form else [])]
    is_refused = any(one.is_bound and not one.is_valid() for one in sent)
    context: dict[str, object] = {
        "need": need,
        "n": n,
        "total": LAST,
        "back": n - 1,
        "form": form,
        "file_form": file_form,
        "conflict": conflict,
        "search": request.POST.get("cari", ""),
        "searched": request.POST.get("aksi") == "cari",
        "answers": answers_of(need),
        "simulated": need.is_simulated,
        "promise_days": rules.ANSWER_WITHIN_DAYS,
    }
    if n == LAST:
        context["photos"] = need.photos.select_related("file")
        context["map"] = village_map(need)
    status = 409 if conflict else 422 if is_refused and request.POST.get("aksi") != "cari" else 200
    return render(request, f"needs/screen_{n}.html", context, status=status)


def answers_of(need: Need) -> list[tuple[int, str, str]]:
    """Return the five questions with what is answered so far."""
    village = need.village.full_name if need.village else ""
    count = need.photos.count()
    has_point = need.lat is not None
    last = [
        _("%d berkas") % count if count else "",
        _("titik di peta") if has_point else "",
    ]
    return [
        (1, _("Di mana?"), ", ".join(part for part in [need.hamlet, village] if part)),
        (2, _("Apa masalahnya?"), need.problem),
        (3, _("Berapa keluarga?"), queries.who_words(need)),
        (4, _("Apa yang ditanggung?"), queries.carried_words(need)),
        (5, _("Foto, surat, dan peta"), ", ".join(part for part in last if part)),
    ]


@login_required
@require_POST
def need_autosave(request: ActorRequest, pk: int, n: int) -> HttpResponse:
    """Save what is typed so far on a screen, quietly; what cannot be saved yet changes nothing."""
    need = need_of(request, pk)
    if not 1 <= n <= LAST:
        raise Http404
    form = form_for(request, need, n, is_partial=True)
    if not form.is_valid():
        return JsonResponse({"version": need.version}, status=422)
    try:
        save(request, need, n, form.values(), None)
    except Conflict as conflict:
        return JsonResponse({"words": conflict.reason}, status=409)
    words = _("Tersimpan, %s") % clock(need.saved_at)
    return JsonResponse({"version": need.version, "words": words})


@login_required
@require_GET
def village_search(request: ActorRequest, pk: int) -> HttpResponse:
    """Return villages to choose from while the person types."""
    need = need_of(request, pk)
    text = request.GET.get("cari", "")
    chosen = [need.village_id] if need.village_id else []
    choices = queries.villages_for(request.actor, text, chosen)
    form = WhereForm(need=need, choices=choices)
    return render(
        request, "needs/_villages.html", {"form": form, "searched": bool(text), "search": text}
    )


@login_required
def need_send(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the whole proposal once more, what lacks and what may be the same; then send it."""
    need = need_of(request, pk)
    rules.can_edit(request.actor, need).or_raise()
    is_own = need.proposer_id in request.actor.organisation_ids
    is_again = need.state == NeedState.RETURNED
    form = SendForm(
        request.POST or None, is_own=is_own or is_again, initial={"version": need.version}
    )
    verdict = rules.can_send(request.actor, need)
    if request.method == "POST" and form.is_valid():
        verdict.or_raise()
        send(request, need, form, is_again=is_again)
        return redirect("needs:need-sent", pk)
    context = {
        "need": need,
        "form": form,
        "is_own": is_own,
        "is_again": is_again,
        "missing": rules.missing_to_send(need),
        "duplicates": queries.duplicates_of(need),
        "answers": answers_of(need),
        "photos": need.photos.select_related("file"),
        "completeness": queries.completeness_of([need])[need.pk],
        "simulated": need.is_simulated,
        "promise_days": rules.ANSWER_WITHIN_DAYS,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "needs/need_send.html", context, status=status)


def send(request: ActorRequest, need: Need, form: SendForm, *, is_again: bool) -> None:
    """Send the need for the first time, or again after it was returned."""
    version = form.cleaned_data["version"]
    if is_again:
        actions.resend(need=need, by=request.actor, version=version)
        return
    given = None
    if "ground" in form.cleaned_data:
        given = GroundGiven(form.cleaned_data["ground"], form.cleaned_data["ground_note"])
    actions.send_need(need=need, by=request.actor, version=version, given=given)


@login_required
def need_sent(request: ActorRequest, pk: int) -> HttpResponse:
    """Say the number of what was just sent, and what happens next and when."""
    need = need_of(request, pk)
    if need.sent_at is None:
        raise Http404
    context = {
        "need": need,
        "promise_days": rules.ANSWER_WITHIN_DAYS,
        "simulated": need.is_simulated,
        "share": queries.share_text(need),
    }
    return render(request, "needs/need_sent.html", context)


@login_required
@require_GET
def photo(request: ActorRequest, pk: int) -> FileResponse:
    """Serve a picture or letter of a need to those who may see the need."""
    found = get_object_or_404(queries.photos_visible_to(request.actor), pk=pk)
    return files.open_file(found.file)


@login_required
@require_POST
def photo_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a picture or letter off a need that is still being written."""
    found = get_object_or_404(queries.photos_visible_to(request.actor), pk=pk)
    actions.remove_photo(photo=found, by=request.actor)
    return redirect("needs:need-screen", found.need_id, LAST)


def blank_sheet(request: ActorRequest) -> HttpResponse:
    """Show the five questions as one A4 page to fill in by hand."""
    return render(request, "needs/blank_sheet.html", {"lines": range(6)})

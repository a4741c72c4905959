"""Records atas nama, and the personal links by which people without accounts answer."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Actor, Verdict
from sambung.core.files import open_file
from sambung.parties import actions, queries, rules
from sambung.parties.forms import AnswerForm, LinkForm
from sambung.parties.models import LinkPurpose, OnBehalf, PersonalLink, Role, User
from sambung.parties.views.request import ActorRequest, posted


def secret_of(request: ActorRequest) -> str:
    """Return what this browser proves itself with as holder of its links."""
    return str(request.session.get(queries.SECRET, ""))


@login_required
@require_GET
def on_behalf(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one record made atas nama to both parties of it."""
    record = get_object_or_404(queries.on_behalf_visible_to(request.actor), pk=pk)
    context = {
        "record": record,
        "simulated": record.organisation.is_simulated,
        "subject_url": queries.subject_url(record),
        "links": queries.links_of(record),
        "may_answer": rules.can_answer_on_behalf(request.actor, record),
        "may_send": rules.acts_for(request.actor, record.recorded_in_id),
        "may_guest": rules.can_create_guest_link(
            request.actor,
            record.organisation,
            Role.MEMBER,
            has_people=queries.has_people(record.organisation_id),
        ),
        "is_ours": record.organisation_id in request.actor.organisation_ids,
    }
    return render(request, "parties/on_behalf.html", context)


@login_required
@require_GET
def on_behalf_ground(request: ActorRequest, pk: int) -> FileResponse:
    """Serve the letter or photo a record rests on, to both parties of it."""
    record = get_object_or_404(queries.on_behalf_visible_to(request.actor), pk=pk)
    if record.ground_file is None:
        raise Http404
    return open_file(record.ground_file)


@login_required
def on_behalf_link(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a personal link with which the party confirms, and show it once to send by WhatsApp."""
    record = get_object_or_404(queries.on_behalf_visible_to(request.actor), pk=pk)
    rules.can_create_link(request.actor, record.organisation).or_raise()
    form = LinkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        link, raw = actions.create_link(
            purpose=LinkPurpose.CONFIRM,
            organisation=record.organisation,
            subject=record,
            target=reverse("parties:confirm", args=[record.pk]),
            for_name=data["for_name"],
            for_phone=data["phone"],
            days=data["days"],
            token=data["token"],
            by=request.actor,
        )
        words = _("%(by)s mencatat keterangan atas nama %(name)s. Mohon dibaca dan dibenarkan.")
        said = words % {"by": record.recorded_in, "name": record.organisation}
        sending = queries.sending(link, raw, said, site=request.build_absolute_uri("/"))
        back = reverse("parties:on-behalf", args=[record.pk])
        return render(request, "parties/link_send.html", {"sending": sending, "back": back})
    context = {"form": form, "record": record}
    return render(request, "parties/on_behalf_link.html", context)


@login_required
def on_behalf_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the party's own officer confirm or correct, signed in."""
    record = get_object_or_404(queries.on_behalf_visible_to(request.actor), pk=pk)
    rules.can_answer_on_behalf(request.actor, record).or_raise()
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        answer(form, record, by=request.actor)
        messages.success(request, _("Terima kasih. Jawaban Anda tercatat."))
        return redirect("parties:on-behalf", pk=record.pk)
    return render(request, "parties/on_behalf_answer.html", {"form": form, "record": record})


def answer(form: AnswerForm, record: OnBehalf, **given: Any) -> None:
    """Confirm or correct the record as the form says."""
    if form.is_right:
        actions.confirm_on_behalf(on_behalf=record, **given)
    else:
        words = form.cleaned_data["correction"]
        actions.correct_on_behalf(on_behalf=record, correction=words, **given)


@never_cache
def link(request: ActorRequest, token: str) -> HttpResponse:
    """Ask whether the reader is the one it was sent to; only their "yes" ties it to the browser.

    Looking alone changes nothing: WhatsApp itself opens links to draw a preview.
    """
    found = queries.link_by_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        secret = secret_of(request) or secrets.token_urlsafe(24)
        held = actions.hold_link(raw=token, secret=secret, by=request.actor)
        request.session[queries.SECRET] = secret
        if held.purpose == LinkPurpose.GUEST:
            request.session[queries.GUEST] = held.pk
            request.session.set_expiry(held.expires_at)
        return redirect(held.target or reverse("parties:join", args=[held.pk]))
    context = {
        "link": found,
        "verdict": queries.may_hold(found, secret_of(request), request.actor),
        "is_guest": found.purpose == LinkPurpose.GUEST,
    }
    return render(request, "parties/link.html", context)


def held_or_404(request: ActorRequest, purpose: str, pk: int) -> PersonalLink:
    """Return the link this browser holds for the purpose and thing; otherwise there is no page."""
    held = queries.links_held(secret_of(request), purpose)
    key = "pk" if purpose == LinkPurpose.JOIN else "subject_id"
    return get_object_or_404(held, **{key: pk})


@never_cache
def join(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the holder of a join link join with their account, or make one first."""
    held = held_or_404(request, LinkPurpose.JOIN, pk)
    if request.method == "POST" and request.actor.is_known:
        user = get_object_or_404(User, pk=request.actor.user_id)
        actions.join_by_link(link=held, secret=secret_of(request), user=user, by=request.actor)
        request.session["hat"] = held.organisation_id
        messages.success(
            request, _("Anda sekarang anggota %(name)s.") % {"name": held.organisation}
        )
        return redirect(held.organisation)
    verdict = queries.may_hold(held, secret_of(request), request.actor)
    context = {"link": held, "verdict": verdict, "simulated": held.organisation.is_simulated}
    return render(request, "parties/join.html", context)


@never_cache
def confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the holder of a link its one record, without an account, to confirm or correct once."""
    held = held_or_404(request, LinkPurpose.CONFIRM, pk)
    record = get_object_or_404(queries.current_records(), pk=pk)
    by = queries.actor_by_link(held, user_id=request.actor.user_id)
    form = AnswerForm(posted(request))
    verdict = may_confirm(held, record, request, by)
    if request.method == "POST":
        verdict.or_raise()
        if form.is_valid():
            answer(form, record, by=by, link=held, secret=secret_of(request))
            return redirect("parties:confirm", pk=pk)
    context = {
        "form": form,
        "record": record,
        "link": held,
        "verdict": verdict,
        "simulated": record.organisation.is_simulated,
    }
    return render(request, "parties/confirm.html", context)


def may_confirm(held: PersonalLink, record: OnBehalf, request: ActorRequest, by: Actor) -> Verdict:
    """Return whether the holder may still answer the record."""
    verdict = queries.may_hold(held, secret_of(request), request.actor)
    return verdict and rules.can_answer_on_behalf(by, record)


@require_POST
@login_required
def link_revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a link back before it is used."""
    found = get_object_or_404(queries.links_visible_to(request.actor), pk=pk)
    actions.revoke_link(link=found, by=request.actor)
    messages.success(request, _("Tautan ditarik. Tidak dapat dipakai lagi."))
    is_guest = found.purpose == LinkPurpose.GUEST
    return redirect("parties:guest-link-list" if is_guest else "parties:me")

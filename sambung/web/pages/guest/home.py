"""The one page of who works without an account: what waits, what they can do, what is theirs."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sambung.activities import queries as activities
from sambung.activities.models import Activity
from sambung.core.access import Actor
from sambung.needs import queries as needs
from sambung.needs import rules as need_rules
from sambung.needs.models import Need, NeedState
from sambung.parties import actions
from sambung.parties import queries as parties
from sambung.parties import rules as party_rules
from sambung.parties.models import Offer, OnBehalf, Organisation, User
from sambung.partnerships import queries as partnerships
from sambung.partnerships.models import Partnership
from sambung.plans import queries as plans
from sambung.plans.models import Invitation, InvitationState
from sambung.ui import formats
from sambung.web.pages.guest.holder import GuestRequest, body_of, for_guests, page_of, shut

MOST_ROWS = 20
TOLD = "guest_told"  # the session key: the notice on personal data was shown


@dataclass(frozen=True)
class Waits:
    """One thing that waits for the organisation, in words."""

    title: str
    context: str
    url: str
    verb: str


@for_guests
@require_GET
def home(request: GuestRequest) -> HttpResponse:
    """Show what waits for the organisation, what it can do, and what is its own."""
    guest, body = request.guest, body_of(request)
    actor, is_first = guest.actor, TOLD not in request.session
    request.session[TOLD] = True
    actions.note_visit(guest.link)
    context = page_of(request) | {
        "is_first": is_first,
        "waiting": waiting_for(actor, body),
        "gives": bool(party_rules.can_give(body)),
        "proposes": bool(need_rules.can_start(actor)),
        "offers": offers_of(actor, body),
        "activities": activities_of(actor, body),
        "needs": needs_of(actor),
        "invitations": invitations_of(actor, body)[:MOST_ROWS],
        "partnerships": partnerships_of(actor, body),
    }
    return render(request, "web/guest/home.html", context)


def offers_of(actor: Actor, body: Organisation) -> list[Offer]:
    """Return the organisation's own offers, newest first."""
    return list(parties.offers_of(actor, body.pk).order_by("-year", "-pk")[:MOST_ROWS])


def activities_of(actor: Actor, body: Organisation) -> list[Activity]:
    """Return what the organisation itself did, newest first."""
    rows = activities.visible_to(actor).filter(organisation=body).select_related("region")
    return list(rows.order_by("-year", "-pk")[:MOST_ROWS])


def needs_of(actor: Actor) -> list[Need]:
    """Return what the organisation proposed, the last moved first."""
    return list(needs.visible_to(actor)[:MOST_ROWS])


def invitations_of(actor: Actor, body: Organisation) -> list[Invitation]:
    """Return the invitations to the organisation itself, newest first."""
    rows = plans.invitations_visible_to(actor).filter(organisation=body)
    return list(rows.order_by("-sent_at", "-pk"))


def partnerships_of(actor: Actor, body: Organisation) -> list[Partnership]:
    """Return the partnerships the organisation is a party of."""
    rows = partnerships.visible_to(actor).filter(parties__organisation=body)
    return list(rows.order_by("-stage_since", "-pk")[:MOST_ROWS])


def waiting_for(actor: Actor, body: Organisation) -> list[Waits]:
    """Return what waits for the organisation: answers, confirmations, proposals to mend."""
    return [
        *[answer_row(row) for row in invitations_of(actor, body) if waits_for_answer(row)],
        *[record_row(row) for row in parties.waiting_for_confirmation(actor)],
        *[need_row(row) for row in needs_of(actor) if row.state in MENDED],
    ]


MENDED = {NeedState.RETURNED, NeedState.DRAFT}


def waits_for_answer(row: Invitation) -> bool:
    """Return whether the invitation still waits for the source."""
    states = {InvitationState.SENT, InvitationState.WILLING}
    return row.state in states and row.answer_by > timezone.now()


def answer_row(row: Invitation) -> Waits:
    """Return an invitation as something that waits."""
    context = _("%(who)s mengajak memikul %(amount)s. Dijawab sampai %(day)s.") % {
        "who": row.sent_for,
        "amount": formats.rupiah_words(row.amount_rp),
        "day": formats.full_date(row.answer_by),
    }
    title = _("Jawab ajakan: %s") % row.package
    return Waits(title, context, row.get_absolute_url(), _("Jawab"))


def record_row(row: OnBehalf) -> Waits:
    """Return a record atas nama as something that waits."""
    what = [str(value) for _label, value in row.summary[:2]]
    title = _("Benarkan %(kind)s: %(what)s") % {
        "kind": subject_words(row.subject_label),
        "what": ", ".join(what)[:80] or "…",
    }
    context = _("%(who)s mencatatnya atas nama %(body)s pada %(day)s.") % {
        "who": row.recorded_in,
        "body": row.organisation,
        "day": formats.full_date(row.recorded_at),
    }
    return Waits(title, context, reverse("web:guest-record", args=[row.pk]), _("Baca"))


def subject_words(label: str) -> str:
    """Return what kind of thing was recorded, in words."""
    known: dict[str, Any] = {
        "parties.offer": _("kesanggupan"),
        "needs.need": _("usulan"),
        "plans.invitation": _("jawaban ajakan"),
        "activities.activity": _("kegiatan"),
        "partnerships.responsibility": _("peran"),
    }
    return str(known.get(label, _("catatan")))


def need_row(row: Need) -> Waits:
    """Return a proposal that was returned, or never sent, as something that waits."""
    url = reverse("web:guest-need-edit", args=[row.pk])
    name = row.title or _("Usulan tanpa judul")
    if row.state == NeedState.RETURNED:
        return Waits(_("Perbaiki usulan: %s") % name, row.state_reason, url, _("Perbaiki"))
    context = _("Belum dikirim. Tersimpan %s.") % formats.full_date(row.saved_at)
    return Waits(_("Lanjutkan usulan: %s") % name, context, url, _("Lanjutkan"))


@for_guests
def leave(request: GuestRequest) -> HttpResponse:
    """End the link on this device, after saying what that means."""
    guest = request.guest
    if request.method == "POST":
        actions.leave_link(link=guest.link, secret=guest.secret, by=guest.actor)
        forget(request)
        messages.success(
            request, _("Selesai. Tautan Anda berakhir; tidak ada yang tersisa di perangkat ini.")
        )
        return redirect("web:home")
    return render(request, "web/guest/leave.html", page_of(request))


def forget(request: GuestRequest) -> None:
    """Take the guest link out of the session."""
    for name in (parties.GUEST, TOLD):
        request.session.pop(name, None)


def join(request: GuestRequest) -> HttpResponse:
    """Let the holder open an account, or use theirs, and join with the role they were given."""
    guest = parties.guest_of(request.session, request.actor)
    if guest is None:
        return redirect("web:home")
    request.guest = guest
    verdict = parties.may_hold(guest.link, guest.secret, request.actor)
    if not verdict:
        return shut(request)
    if request.method == "POST" and request.actor.is_known:
        user = get_object_or_404(User, pk=request.actor.user_id)
        actions.join_by_link(link=guest.link, secret=guest.secret, user=user, by=request.actor)
        forget(request)
        body = body_of(request)
        request.session["hat"] = body.pk
        messages.success(request, _("Anda sekarang anggota %(name)s.") % {"name": body})
        return redirect(body)
    return render(request, "web/guest/join.html", page_of(request))

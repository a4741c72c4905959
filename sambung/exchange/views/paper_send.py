"""What the QR on a form opens: send its photo, or fill it in here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities import queries as activities
from sambung.core import tokens
from sambung.core.access import Actor
from sambung.exchange.actions import paper as actions
from sambung.exchange.forms.paper import SendPaperForm
from sambung.exchange.models import PaperKind
from sambung.exchange.queries import paper as queries
from sambung.exchange.rules import paper as rules
from sambung.exchange.views.asking import ActorRequest, kind_of, place_of, sender_of
from sambung.needs import queries as needs
from sambung.regions.models import Level, Region

NEEDS_VILLAGE = rules.OPEN_KINDS


def paper_where(request: ActorRequest, kind: str) -> HttpResponse:
    """Ask for which village, when the paper does not say."""
    form = kind_of(kind)
    if form == PaperKind.VISIT:
        raise Http404
    return where_page(request, form, "")


def where_page(request: ActorRequest, kind: PaperKind, within: str) -> HttpResponse:
    """Return the page that finds the village by its name."""
    text = request.GET.get("cari", "")[:100]
    found = [
        (village, queries.send_path(kind, village.code))
        for village in queries.villages_like(text, within)
    ]
    context = {"kind": kind, "text": text, "found": found}
    return render(request, "exchange/paper_where.html", context)


def paper_send(request: ActorRequest, kind: str, target: str) -> HttpResponse:
    """Take the photo of a filled form, from a phone, with or without an account."""
    form_kind, sender = kind_of(kind), sender_of(request)
    about = queries.about_of(target)
    if (form_kind == PaperKind.VISIT) != (about is not None):
        raise Http404
    region, here = aim_of(request, about) if about else (place_of(target), "")
    if form_kind in NEEDS_VILLAGE and region.level != Level.VILLAGE:
        return where_page(request, form_kind, region.code)
    return send_page(request, form_kind, region, sender, about, here)


def aim_of(request: ActorRequest, about: tuple[str, int]) -> tuple[Region, str]:
    """Return the place of the thing a visit form is about, and where it is typed directly."""
    label, number = about
    if label == queries.NEED:
        need = get_object_or_404(needs.visible_to(request.actor), pk=number, village__isnull=False)
        return need.village, reverse("needs:need-verify-field", args=[number])  # type: ignore[return-value]
    activity = get_object_or_404(activities.visible_to(request.actor), pk=number)
    return activity.region, activity.get_absolute_url()


def here_of(kind: PaperKind, region: Region) -> str:
    """Return where the same is filled in on the site; '' where paper alone is kept."""
    if kind == PaperKind.PROPOSAL:
        return f"{reverse('needs:need-new')}?desa={region.code}"
    if kind == PaperKind.ACTIVITY:
        return f"{reverse('activities:activity-new')}?wilayah={region.code}"
    return ""


def send_page(
    request: ActorRequest,
    kind: PaperKind,
    region: Region,
    sender: Actor,
    about: tuple[str, int] | None,
    here: str,
) -> HttpResponse:
    """Show the two ways, and keep the photos that were sent."""
    verdict = rules.can_send(sender, kind, region)
    is_known = rules.is_known_sender(sender, kind, region.code)
    asks: dict[str, Any] = {
        "is_known": is_known or sender.is_known,
        "initial": {"token": tokens.new_token()},
    }
    form = SendPaperForm(request.POST or None, request.FILES or None, **asks)
    if request.method == "POST" and form.is_valid():
        return sent(request, kind, region, sender, about, form)
    context = {
        "kind": kind,
        "title": kind.label,
        "region": region,
        "form": form,
        "verdict": verdict,
        "is_known": is_known,
        "here": here or here_of(kind, region),
        "has_account": request.actor.is_known,
        "code": queries.code_of(kind, region.code, about[1] if about else None),
        "next": request.get_full_path(),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "exchange/paper_send.html", context, status=status)


def sent(
    request: ActorRequest,
    kind: PaperKind,
    region: Region,
    sender: Actor,
    about: tuple[str, int] | None,
    form: SendPaperForm,
) -> HttpResponse:
    """Keep the paper and say its number; a repeat of the same sending leads to the same number."""
    given: dict[str, Any] = form.cleaned_data
    known = tokens.result_of(given["token"])
    if known:
        return redirect(known)
    paper = actions.send_paper(
        kind=kind,
        region=region,
        pages=given["pages"],
        by=sender,
        about=about,
        name=given.get("name", ""),
        phone=given.get("phone", ""),
        note=given["note"],
        token=given["token"],
        origin_key=given["origin_key"] or None,
    )
    there = reverse("exchange:paper-sent", args=[paper.pk])
    tokens.remember_result(given["token"], there)
    messages.success(request, _("Foto diterima."))
    return redirect(there)


def paper_sent(request: ActorRequest, pk: int) -> HttpResponse:
    """Say the number of what was sent and what happens next; it tells nothing else of it."""
    context = {"number": pk, "may_see": queries.visible_to(request.actor).filter(pk=pk).exists()}
    return render(request, "exchange/paper_sent.html", context)

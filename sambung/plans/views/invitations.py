"""Invite from a plan; see, answer, record and take back invitations."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core import files, tokens
from sambung.core.access import Actor, Refused
from sambung.parties import queries as parties_queries
from sambung.parties.models import LinkPurpose, Offer
from sambung.plans import actions, bridge, queries, rules
from sambung.plans.forms import (
    AcceptForm,
    AnotherForm,
    ChangeForm,
    DeclineForm,
    InvitationFilter,
    InviteForm,
    LinkForm,
    ReasonForm,
    RecordForm,
)
from sambung.plans.models import OPEN_STATES, Invitation
from sambung.plans.views.asked import ActorRequest, act_once, repeated
from sambung.plans.views.workbook import workbook
from sambung.ui import formats

PER_PAGE = 30


@login_required
def run_invite(request: ActorRequest, pk: int) -> HttpResponse:
    """Choose rows of a plan, read what will be sent, and invite."""
    thing = get_object_or_404(queries.own_runs(request.actor), pk=pk)
    rules.can_invite(request.actor, thing).or_raise()
    earlier = repeated(request)
    if earlier is not None:
        return earlier
    answer = queries.answer_of(thing, request.actor)
    lines = tuple(line for line in answer.chosen if line.can_be_invited)
    outdated = queries.outdated(thing)
    stale = frozenset().union(*(change.package_ids for change in outdated))
    form = InviteForm(request.POST or None, lines=lines, stale=stale)
    if request.method == "POST" and form.is_valid():

        def act(token: str) -> str:
            actions.send_invitations(run=thing, by=request.actor, token=token, **form.cleaned_data)
            return f"{reverse('plans:invitation-list')}?rencana={thing.pk}"

        return act_once(request, act)
    context = {
        "run": thing,
        "crumbs": [
            (_("Rencana"), reverse("plans:scenario-list")),
            (str(thing.scenario), thing.get_absolute_url()),
            _("Ajakan"),
        ],
        "disclaimer": queries.disclaimer(),
        "form": form,
        "lines": lines,
        "choices": list(zip(lines, form["packages"], strict=True)),
        "outdated": outdated,
        "stale": stale,
        "token": tokens.new_token(),
        "simulated": thing.is_simulated,
    }
    status = 422 if form.errors else 200
    return render(request, "plans/run_invite.html", context, status=status)


@login_required
@require_GET
def invitation_list(request: ActorRequest) -> HttpResponse:
    """Show the invitations one sent and those one received, with filters."""
    form = InvitationFilter(request.GET)
    rows = queries.invitation_rows(request.actor, form.wanted)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context: dict[str, object] = {
        "crumbs": [(_("Rencana"), reverse("plans:scenario-list")), _("Ajakan")],
        "disclaimer": queries.disclaimer(),
        "page": page,
        "form": form,
        "is_filtered": bool(form.wanted),
    }
    context["simulated"] = any(row.is_simulated for row in page)
    return render(request, "plans/invitation_list.html", context)


@login_required
@require_GET
def invitation_export(request: ActorRequest) -> HttpResponse:
    """Hand out the list as a workbook, with the same filters."""
    rows = list(queries.invitation_rows(request.actor, InvitationFilter(request.GET).wanted))
    is_simulated = any(row.is_simulated for row in rows)
    return workbook([queries.invitation_sheet(rows)], name="ajakan.xlsx", is_simulated=is_simulated)


def who_asks(request: ActorRequest, pk: int) -> tuple[Actor, actions.Held | None]:
    """Return the actor: the holder of this invitation's personal link, else who is signed in.

    Else the guest of the source; their link is not spent by an answer.
    """
    secret = str(request.session.get(parties_queries.SECRET, ""))
    link = parties_queries.held_link(secret, LinkPurpose.ANSWER, Invitation(pk=pk))
    if link is None:
        guest = parties_queries.guest_of(request.session, request.actor)
        return (guest.actor if guest and guest.verdict else request.actor), None
    if link.revoked_at:  # sent to the wrong person, perhaps: nothing more is shown
        parties_queries.may_hold(link, secret, request.actor).or_raise()
    actor = parties_queries.actor_by_link(link, user_id=request.actor.user_id)
    return actor, actions.Held(link, secret)


def _invitation(request: ActorRequest, pk: int) -> tuple[Invitation, Actor, actions.Held | None]:
    """Return an invitation the person may see, with who they are towards it."""
    actor, held = who_asks(request, pk)
    if not actor.is_known and held is None and actor.guest is None:
        guest = parties_queries.guest_of(request.session, actor)
        if guest is not None:
            guest.verdict.or_raise()
        raise Http404
    return get_object_or_404(queries.invitations_visible_to(actor), pk=pk), actor, held


AnswerForm = AcceptForm | ChangeForm | DeclineForm
ANSWERS: dict[str, type[AnswerForm]] = {
    "accept": AcceptForm,
    "change": ChangeForm,
    "decline": DeclineForm,
}


def invitation(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one invitation: what is asked, of whom, until when, and the ways to answer.

    A source without an account comes here by its personal link.
    """
    thing, actor, held = _invitation(request, pk)
    forms: dict[str, AnswerForm] = {name: kind() for name, kind in ANSWERS.items()}
    status = 200
    if request.method == "POST":
        name = request.POST.get("answer", "")
        if name == "promise":
            return act_once(request, lambda token: _promise(thing, actor, token, request))
        if name not in ANSWERS:
            raise Refused(_("Pilih salah satu jawaban."))
        form = ANSWERS[name](request.POST, request.FILES)
        if form.is_valid():
            return act_once(
                request, lambda token: _answer(form, thing, actor, held, token, request)
            )
        forms[name], status = form, 422
    page = render(request, "plans/invitation.html", _page(thing, actor, forms), status=status)
    if not actor.is_known:  # a personal link leaves nothing on a phone that may be borrowed
        add_never_cache_headers(page)
    return page


def _page(thing: Invitation, actor: Actor, forms: dict[str, AnswerForm]) -> dict[str, object]:
    is_owner = rules.sees_as_owner(actor, thing.run.scenario.owner)
    return {
        "invitation": thing,
        "crumbs": crumbs_of(thing, is_known=actor.is_known),
        "disclaimer": queries.disclaimer(),
        "can_open_run": actor.is_known,
        "promise_token": tokens.new_token(),
        "change_token": tokens.new_token(),
        "decline_token": tokens.new_token(),
        "is_owner": is_owner,
        "is_source": thing.organisation_id in actor.organisation_ids
        or actor.link_organisation_id == thing.organisation_id,
        "accept_form": forms["accept"],
        "change_form": forms["change"],
        "decline_form": forms["decline"],
        "record_form": RecordForm(),
        "link_form": LinkForm(),
        "reason_form": ReasonForm(),
        "can_answer": bool(rules.can_answer(actor, thing)),
        "needs_hat": rules.needs_other_hat(actor, thing),
        "can_record": bool(rules.can_answer_on_behalf(actor, thing)),
        "can_withdraw": bool(rules.can_withdraw_invitation(actor, thing)),
        "can_accept_change": bool(rules.can_accept_change(actor, thing)),
        "can_ask_another": is_owner and bool(rules.can_invite(actor, thing.run)),
        "can_confirm": bool(rules.can_confirm_answer(actor, thing)),
        "facts": queries.facts_of(thing, actor, is_owner),
        "history": parties_queries.history_of(thing) if is_owner else [],
        "has_people": parties_queries.has_people(thing.organisation_id) if is_owner else True,
        "token": tokens.new_token(),
        "simulated": thing.is_simulated,
    }


def crumbs_of(thing: Invitation, *, is_known: bool) -> list[tuple[str, str] | str]:
    """Return the way to an invitation; the holder of a personal link has only this page."""
    if not is_known:
        return [str(thing.package)]
    return [
        (_("Rencana"), reverse("plans:scenario-list")),
        (_("Ajakan"), reverse("plans:invitation-list")),
        str(thing.package),
    ]


def _version(request: ActorRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _promise(thing: Invitation, actor: Actor, token: str, request: ActorRequest) -> Invitation:
    return actions.promise_invitation(
        invitation=thing, by=actor, version=_version(request), token=token
    )


def _answer(
    form: AnswerForm,
    thing: Invitation,
    actor: Actor,
    held: actions.Held | None,
    token: str,
    request: ActorRequest,
) -> Invitation:
    common: dict[str, Any] = {"invitation": thing, "by": actor, "version": _version(request)}
    common |= {"held_link": held, "token": token}
    if isinstance(form, AcceptForm):
        return actions.accept_invitation(letter=form.given, **common)
    if isinstance(form, ChangeForm):
        return actions.change_invitation(**form.cleaned_data, **common)
    return actions.decline_invitation(**form.cleaned_data, **common)


@login_required
def invitation_record(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down what the source said, atas nama, with its ground."""
    thing = get_object_or_404(queries.invitations_visible_to(request.actor), pk=pk)
    rules.can_answer_on_behalf(request.actor, thing).or_raise()
    form = RecordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return act_once(
            request,
            lambda token: actions.record_answer(
                invitation=thing,
                said=form.said,
                by=request.actor,
                version=_version(request),
                token=token,
            ),
        )
    context = {"invitation": thing, "form": form, "token": tokens.new_token()}
    context |= {"crumbs": crumbs_of(thing, is_known=True), "disclaimer": queries.disclaimer()}
    context["simulated"] = thing.is_simulated
    status = 422 if form.errors else 200
    return render(request, "plans/invitation_record.html", context, status=status)


@login_required
def invitation_link(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a personal link for a source without an account, to send by one's own WhatsApp."""
    thing = get_object_or_404(queries.invitations_visible_to(request.actor), pk=pk)
    rules.can_answer_on_behalf(request.actor, thing).or_raise()
    form = LinkForm(request.POST or None)
    context: dict[str, object] = {"invitation": thing, "form": form, "address": ""}
    context |= {"crumbs": crumbs_of(thing, is_known=True), "disclaimer": queries.disclaimer()}
    if request.method == "POST" and form.is_valid():
        link, raw = actions.create_answer_link(
            invitation=thing, by=request.actor, **form.cleaned_data
        )
        base = settings.PUBLIC_URL or request.build_absolute_uri("/")[:-1]
        address = f"{base}{reverse('parties:link', args=[raw])}"
        text = quote(queries.invitation_text(thing, link.for_name, address))
        context["address"] = address
        context["whatsapp"] = f"https://wa.me/{link.for_phone.lstrip('+')}?text={text}"
    context["simulated"] = thing.is_simulated
    status = 422 if form.errors else 200
    return render(request, "plans/invitation_link.html", context, status=status)


@login_required
def invitation_another(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask another source for what is missing of a package."""
    thing = get_object_or_404(queries.invitations_visible_to(request.actor), pk=pk)
    rules.can_invite(request.actor, thing.run).or_raise()
    missing = queries.missing_of(thing)
    offers = _offers_for(thing)
    names = [(pk, _offer_words(row)) for pk, row in offers.items()]
    form = AnotherForm(request.POST or None, choices=names, missing_rp=missing)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        return act_once(
            request,
            lambda token: actions.invite_another(
                invitation=thing,
                offer=Offer.objects.get(pk=data["offer"]),
                amount_rp=data["amount_rp"],
                answer_by=data["answer_by"],
                by=request.actor,
                token=token,
            ),
        )
    context = {
        "invitation": thing,
        "crumbs": crumbs_of(thing, is_known=True),
        "disclaimer": queries.disclaimer(),
        "form": form,
        "missing_rp": missing,
        "has_offers": bool(offers),
        "token": tokens.new_token(),
        "simulated": thing.is_simulated,
    }
    status = 422 if form.errors else 200
    return render(request, "plans/invitation_another.html", context, status=status)


def _offers_for(thing: Invitation) -> dict[int, queries.SourceRow]:
    """Return the offers that may serve the package, have something left, and were not asked yet."""
    scenario = thing.run.scenario
    asked = Invitation.objects.filter(package_id=thing.package_id, state__in=OPEN_STATES)
    offers = queries.offers_for(scenario.owner_id, scenario.region, scenario.year).exclude(
        pk__in=asked.values("offer_id")
    )
    return {
        row.id: row
        for row in queries.source_rows(offers)
        if row.left_rp != 0
        and row.slots_left != 0
        and bridge.reaches(row, thing.package.service, thing.package.village)
    }


def _offer_words(row: queries.SourceRow) -> str:
    if row.left_rp is None:
        return _("%(name)s: jumlahnya belum diketahui") % {"name": row.name}
    left = formats.rupiah_words(row.left_rp)
    return _("%(name)s: masih ada %(left)s") % {"name": row.name, "left": left}


@login_required
@require_POST
def invitation_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    thing = get_object_or_404(queries.invitations_visible_to(request.actor), pk=pk)
    actions.withdraw_invitation(
        invitation=thing,
        reason=request.POST.get("reason", ""),
        by=request.actor,
        version=_version(request),
    )
    return redirect(thing)


@login_required
@require_POST
def invitation_accept_change(request: ActorRequest, pk: int) -> HttpResponse:
    """Agree to the amount the source proposes."""
    thing = get_object_or_404(queries.invitations_visible_to(request.actor), pk=pk)
    actions.accept_change(invitation=thing, by=request.actor, version=_version(request))
    return redirect(thing)


@require_POST
def invitation_confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """Say, as the source, that what was written in its name is right."""
    thing, actor, held = _invitation(request, pk)
    actions.confirm_answer(invitation=thing, by=actor, version=_version(request), held_link=held)
    return redirect(thing)


@require_GET
def invitation_letter(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand out the letter to both sides of the invitation."""
    thing, _actor, _held = _invitation(request, pk)
    if thing.letter is None:
        raise Http404
    return files.open_file(thing.letter)  # type: ignore[return-value]

"""One tranche: its page, and the form of each statement about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.delivery import actions, lifecycle, queries, rules
from sambung.delivery.actions import OnGround, Said, Step
from sambung.delivery.forms import StatementForm, today
from sambung.delivery.models import Tranche, TrancheAct
from sambung.delivery.queries import TranchePage
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import ActorRequest, Ask, circle_for, crumbs_of, once, sent
from sambung.delivery.views.crumbs import money_crumb, tranche_crumb
from sambung.parties.models import Organisation
from sambung.partnerships import actions as partnership_actions
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Document, DocumentKind

A = TrancheAct
PAPER_OF = {
    A.CLAIM: DocumentKind.PAYMENT_REQUEST,
    A.TRANSFER: DocumentKind.EVIDENCE,
    A.RECEIVE: DocumentKind.RECEIPT,
    A.ACCOUNT: DocumentKind.EVIDENCE,
}
DONE_BY = {
    A.VERIFY: actions.verify_tranche,
    A.TRANSFER: actions.state_transfer,
    A.RECEIVE: actions.state_receipt,
    A.ACCOUNT: actions.account_for_tranche,
    A.SETTLE: actions.settle_tranche,
}
ENDED_BY = {A.RETURN: actions.return_tranche, A.CANCEL: actions.cancel_tranche}


def page_for(circle: Circle, pk: int) -> TranchePage:
    """Return the tranche of this partnership; 404 for one of another."""
    page = queries.tranche_page(circle, pk)
    if page is None:
        raise Http404
    return page


def tranche(request: ActorRequest, pk: int, tranche_pk: int) -> HttpResponse:
    """Show one tranche: where it stands, its conditions, the next act, what was stated."""
    circle = circle_for(request, pk)
    page = page_for(circle, tranche_pk)
    account = page.row.tranche.account
    is_told = bool(account and rules.can_read_number(request.actor, circle, account))
    acts = [
        (lifecycle.SLUG_OF[act], lifecycle.ACT_WORDS[act]) for act in page.acts_of(request.actor)
    ]
    context = {
        "partnership": circle.partnership,
        "page": page,
        "row": page.row,
        "tranche": page.row.tranche,
        "acts": acts,
        "number": shown_number(page, whole=is_told),
        "judging": [
            (row, bool(rules.can_judge_condition(request.actor, page.table, row.condition)))
            for row in page.row.conditions
        ],
        "may_change": bool(rules.can_change_conditions(request.actor, page.table)),
        "pairs": pairs_of(page),
        "crumbs": crumbs_of(
            circle.partnership, money_crumb(circle.partnership), (page.row.title, "")
        ),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/tranche.html", context)


def shown_number(page: TranchePage, *, whole: bool) -> str:
    """Return the account number as this person may read it."""
    account = page.row.tranche.account
    if account is None:
        return ""
    return account.number if whole else queries.masked(account.number)


def pairs_of(page: TranchePage) -> list[Any]:
    """Return the newest words of payer and payee, side by side."""
    return [told for act in (A.TRANSFER, A.RECEIVE) if (told := page.newest(act)) is not None]


@login_required
def tranche_act(request: ActorRequest, pk: int, tranche_pk: int, slug: str) -> HttpResponse:
    """Make one statement of a tranche; a form sent again leads to the same page."""
    if slug not in lifecycle.ACT_SLUGS:
        raise Http404
    act = lifecycle.ACT_SLUGS[slug]
    circle = circle_for(request, pk)
    page = page_for(circle, tranche_pk)
    if tokens.result_of(request.POST.get("token", "")):
        return redirect(page.row.tranche)
    if request.method != "POST":
        rules.can_act(request.actor, page.table, act).or_raise()
    form = form_of(request, circle, page, act)
    if form.is_bound and form.is_valid():
        perform(request, circle, page, act, form)
        tokens.remember_result(form.cleaned_data["token"], page.row.tranche.get_absolute_url())
        messages.success(request, _("Tercatat. %s") % queries.tranche_row(page.row.tranche).line)
        return redirect(page.row.tranche)
    ask = Ask(
        str(lifecycle.ACT_WORDS[act]),
        str(lifecycle.ACT_HINTS[act]),
        str(lifecycle.ACT_WORDS[act]),
        kind="danger" if act == A.CANCEL else "",
    )
    context = {
        "partnership": circle.partnership,
        "row": page.row,
        "form": form,
        "ask": ask,
        "side": side_of(request, page, act),
        "back": page.row.tranche.get_absolute_url(),
        "crumbs": crumbs_of(
            circle.partnership,
            money_crumb(circle.partnership),
            tranche_crumb(page.row),
            (ask.title, ""),
        ),
        "simulated": circle.partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "delivery/tranche_step.html", context, status=status)


def form_of(
    request: ActorRequest, circle: Circle, page: TranchePage, act: TrancheAct
) -> StatementForm:
    """Return the form of a statement with the amounts of the step before."""
    most = most_of(page, act)
    first = {**once(page.row.tranche.version), "on": today()}
    if act not in {A.RECEIVE}:
        first["amount_rp"] = most
    first["account"] = page.row.tranche.account_id
    return StatementForm(
        *sent(request),
        act=act,
        accounts=queries.open_accounts_of(circle).filter(organisation=page.row.tranche.payee),
        papers=queries.papers_for(circle, request.actor).filter(is_private=False),
        is_on_behalf=side_of(request, page, act) is not None,
        most_rp=most,
        initial=first,
    )


def most_of(page: TranchePage, act: TrancheAct) -> int | None:
    """Return the largest amount the step may state: what the step before it said."""
    before = {A.VERIFY: A.CLAIM, A.TRANSFER: A.VERIFY, A.SETTLE: A.ACCOUNT}
    if act in before:
        earlier = page.newest(before[act])
        return earlier.amount_rp if earlier else None
    return page.row.received_rp if act == A.ACCOUNT else page.row.tranche.amount_rp


def side_of(request: ActorRequest, page: TranchePage, act: TrancheAct) -> Organisation | None:
    """Return the side in whose name somebody else would write this down, None for one's own."""
    sides = {
        **dict.fromkeys(lifecycle.PAYEE_ACTS, page.row.tranche.payee),
        **dict.fromkeys(lifecycle.PAYER_ACTS, page.row.tranche.contribution.party.organisation),
    }
    side: Organisation | None = sides.get(act)
    if side is None or partnership_rules.speaks_for(request.actor, side.pk):
        return None
    return side


@transaction.atomic
def perform(
    request: ActorRequest, circle: Circle, page: TranchePage, act: TrancheAct, form: StatementForm
) -> Tranche:
    """Do what the form asks for; the file sent with it is kept only when the step is."""
    given = form.cleaned_data
    step = Step(
        circle=circle,
        tranche=page.row.tranche,
        by=request.actor,
        version=given["version"],
        token=given["token"],
        on_ground=ground_of(given),
    )
    if act in ENDED_BY:
        return ENDED_BY[act](step=step, reason=given["reason"])
    said = Said(
        amount_rp=given["amount_rp"],
        on=given["on"],
        evidence=evidence_of(request, page, act, given),
        note=given["note"],
        grade=given.get("grade", ""),
    )
    if act == A.CLAIM:
        return actions.claim_tranche(step=step, said=said, account=given["account"])
    return DONE_BY[act](step=step, said=said)


def ground_of(given: dict[str, Any]) -> OnGround | None:
    """Return the ground of a record atas nama, or None for one's own word."""
    if "ground" not in given:
        return None
    return OnGround(given["ground"], given["ground_note"], given["ground_file"] or None)


def evidence_of(
    request: ActorRequest, page: TranchePage, act: TrancheAct, given: dict[str, Any]
) -> Document | None:
    """Return the evidence: chosen, or the file sent with the form kept as a document."""
    if not given.get("upload"):
        chosen: Document | None = given.get("evidence")
        return chosen
    rules.can_act(request.actor, page.table, act).or_raise()
    is_payer = act in lifecycle.PAYER_ACTS
    side = page.row.tranche.contribution.party.organisation if is_payer else page.row.tranche.payee
    return partnership_actions.add_document(
        partnership=page.table.circle.partnership,
        upload=given["upload"],
        kind=PAPER_OF[act],
        title=_("%(act)s, %(tranche)s")
        % {"act": lifecycle.ACT_WORDS[act], "tranche": page.row.title},
        organisation=side,
        by=request.actor,
        dated_on=given["on"],
        subject=page.row.tranche,
        ground=given.get("ground", ""),
    )

"""Who answers for what: the whole list, and the forms that change one row of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.forms import GroundForm, OnceForm, ProposeForm, ReasonForm
from sambung.partnerships.models import Partnership, Responsibility
from sambung.partnerships.views.asking import (
    ActorRequest,
    crumbs_of,
    duty_of,
    once,
    partnership_of,
)


def responsibility_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show every duty with who answers, what lacks, and how evenly they are shared."""
    partnership = partnership_of(request, pk)
    page = queries.duties_for_page(partnership, request.actor)
    ids = queries.organisation_ids_of(partnership)
    reads = rules.can_read_letters(request.actor, partnership, ids)
    findings = page.findings if reads else ()
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Peran")),
        "page": page,
        "groups": grouped(page.others),
        "graves": [finding for finding in findings if finding.is_grave],
        "others": [finding for finding in findings if not finding.is_grave],
        "may_lead": bool(rules.can_keep_catalogue(request.actor, partnership)),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/responsibility_list.html", context)


def grouped(rows: Sequence[queries.DutyRow]) -> list[tuple[str, list[queries.DutyRow]]]:
    """Return the rows under the four groups in their order, empty groups left out."""
    found = [
        (str(label), [row for row in rows if row.group == group])
        for group, label in lifecycle.GROUP_LABELS.items()
    ]
    return [(label, same) for label, same in found if same]


@login_required
def responsibility_propose(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Ask which party should answer for a duty, and propose it."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    ids = [party.organisation_id for party in queries.parties_of(partnership)]
    rules.can_propose_responsible(request.actor, partnership, ids).or_raise()
    parties = partnership.parties.filter(left_at__isnull=True).select_related("organisation")
    form = ProposeForm(request.POST or None, parties=parties, initial=once(duty.version))
    if request.method == "POST" and form.is_valid():
        actions.propose_responsible(
            responsibility=duty, by=request.actor, **kept(form, "party", "ground")
        )
        return done(request, partnership, duty)
    return asked(request, partnership, duty, form, "propose")


@login_required
def responsibility_answer(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Let the party that would carry the duty accept it, or refuse it with a reason."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    holder = duty.party.organisation_id if duty.party else None
    rules.can_answer_responsibility(request.actor, duty, holder).or_raise()
    form = ReasonForm(request.POST or None, initial=once(duty.version))
    form.fields["reason"].required = request.POST.get("answer") == "refuse"
    if request.method == "POST" and form.is_valid():
        if request.POST.get("answer") == "refuse":
            actions.refuse_responsibility(
                responsibility=duty, by=request.actor, **kept(form, "reason")
            )
        else:
            actions.accept_responsibility(responsibility=duty, by=request.actor, **kept(form))
        return done(request, partnership, duty)
    return asked(request, partnership, duty, form, "answer")


@login_required
def responsibility_release(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Let the party that carries the duty give it up with a reason."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    holder = duty.party.organisation_id if duty.party else None
    rules.can_release_responsibility(request.actor, duty, holder).or_raise()
    form = ReasonForm(request.POST or None, initial=once(duty.version))
    if request.method == "POST" and form.is_valid():
        actions.release_responsibility(
            responsibility=duty, by=request.actor, **kept(form, "reason")
        )
        return done(request, partnership, duty)
    return asked(request, partnership, duty, form, "release")


@login_required
def responsibility_need(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Let the convening desk say that this partnership does without a duty, or needs it again."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    rules.can_keep_catalogue(request.actor, partnership).or_raise()
    form = ReasonForm(request.POST or None, initial=once(duty.version))
    if request.method == "POST" and form.is_valid():
        actions.set_needed(
            responsibility=duty,
            is_needed=not duty.is_needed,
            by=request.actor,
            **kept(form, "reason"),
        )
        return done(request, partnership, duty)
    return asked(request, partnership, duty, form, "need")


@login_required
def responsibility_withdraw(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Let who proposed a party for a duty take that back with a reason."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    is_open = duty.is_proposed and duty.party_id is not None
    rules.can_withdraw_proposal(
        request.actor, partnership, duty.proposed_by_id, is_proposed=is_open
    ).or_raise()
    form = ReasonForm(request.POST or None, initial=once(duty.version))
    if request.method == "POST" and form.is_valid():
        actions.withdraw_proposal(responsibility=duty, by=request.actor, **kept(form, "reason"))
        return done(request, partnership, duty)
    return asked(request, partnership, duty, form, "withdraw")


@login_required
def responsibility_record(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Let a desk or a facilitator write down that a party said yes, with the ground."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    organisation = duty.party.organisation if duty.party else None
    ids = queries.organisation_ids_of(partnership)
    rules.can_record_answer(
        request.actor, partnership, organisation, ids, is_proposed=duty.is_proposed
    ).or_raise()
    form = GroundForm(request.POST or None, initial=once(duty.version))
    if request.method == "POST" and form.is_valid():
        actions.record_agreed(
            responsibility=duty, ground=form.given(), by=request.actor, **kept(form)
        )
        return done(request, partnership, duty)
    return asked(request, partnership, duty, form, "record")


def kept(form: OnceForm, *names: str) -> dict[str, Any]:
    """Return the named values with the token and version of the form."""
    return {name: form.cleaned_data[name] for name in (*names, "token", "version")}


def done(request: ActorRequest, partnership: Partnership, duty: Responsibility) -> HttpResponse:
    """Say where the duty stands now and lead back to the partnership."""
    question = lifecycle.question_of(duty)
    who = str(duty.party) if duty.party else _("belum ada penanggung jawab")
    state = (
        _("%(question)s %(who)s (usulan)")
        if duty.is_proposed and duty.party and duty.recorded_at is None
        else (_("%(question)s %(who)s"))
    )
    messages.success(request, state % {"question": question, "who": who})
    return redirect(f"{partnership.get_absolute_url()}#siapa")


def asked(
    request: ActorRequest,
    partnership: Partnership,
    duty: Responsibility,
    form: OnceForm,
    purpose: str,
) -> HttpResponse:
    """Show the form of one duty; wrong input comes back with 422 and what was typed."""
    context = {
        "partnership": partnership,
        "row": queries.duty_row(duty, request.actor),
        "form": form,
        "purpose": purpose,
        "crumbs": crumbs_of(partnership, _("Peran")),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/responsibility_form.html", context, status=status)

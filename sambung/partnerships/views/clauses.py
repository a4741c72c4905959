"""The text of an agreement, clause by clause: template wording beside the agreed one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import tokens
from sambung.core.access import Conflict
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import ClauseForm
from sambung.partnerships.lifecycle.comparing import pair
from sambung.partnerships.models import Agreement, AgreementState, Clause
from sambung.partnerships.views.agreement_asking import agreement_of, clause_of, crumbs_of
from sambung.partnerships.views.asking import ActorRequest, once


def clause_list(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Show the whole text with its changes marked, and what may be done with each clause."""
    thing = agreement_of(request, pk, agreement_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    clauses, number, rows = queries.clauses_of(thing), 0, []
    for clause in clauses:
        is_article = clause.part == "article" and not clause.is_removed
        number += is_article
        rows.append(
            {
                "clause": clause,
                "label": _("Pasal %s") % number if is_article else clause.get_part_display(),
                "pair": pair("", clause.template_wording, clause.wording),
                "is_own": not clause.template_wording,
            }
        )
    context = {
        "agreement": thing,
        "rows": rows,
        "may_edit": bool(rules.can_edit_text(request.actor, thing, ids)),
        "crumbs": crumbs_of(thing, _("Naskah")),
        "simulated": thing.partnership.is_simulated,
    }
    return render(request, "partnerships/clause_list.html", context)


@login_required
def clause_add(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Add an article of one's own."""
    thing = agreement_of(request, pk, agreement_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    rules.can_edit_text(request.actor, thing, ids).or_raise()
    form = ClauseForm(request.POST or None, initial=once(0))
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("heading", "wording", "token")}
        clause = actions.add_clause(agreement=thing, by=request.actor, **given)
        messages.success(request, _("Pasal ditambahkan di akhir."))
        return redirect(f"{text_url(thing)}#c{clause.pk}")
    return shown(request, thing, form, None)


@login_required
def clause_edit(request: ActorRequest, pk: int, agreement_pk: int, clause_pk: int) -> HttpResponse:
    """Write the agreed wording; of two editors the second keeps his words and sees the first's."""
    thing = agreement_of(request, pk, agreement_pk)
    clause = clause_of(thing, clause_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    rules.can_edit_text(request.actor, thing, ids).or_raise()
    start = once(clause.version) | {"heading": clause.heading, "wording": clause.wording}
    form = ClauseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_clause(clause=clause, by=request.actor, **form.cleaned_data)
        except Conflict as error:
            return collided(request, thing, clause_pk, form, error.reason)
        messages.success(request, _("Bunyi pasal disimpan."))
        return redirect(f"{text_url(thing)}#c{clause.pk}")
    return shown(request, thing, form, clause)


def collided(
    request: ActorRequest, thing: Agreement, clause_pk: int, form: ClauseForm, reason: str
) -> HttpResponse:
    """Show what the other wrote beside what was typed; sending again writes over it knowingly."""
    clause = clause_of(thing, clause_pk)
    typed = form.cleaned_data
    again = ClauseForm(initial=once(clause.version) | {k: typed[k] for k in ("heading", "wording")})
    return shown(request, thing, again, clause, reason=reason, typed=typed["wording"], status=409)


@require_POST
@login_required
def clause_act(
    request: ActorRequest, pk: int, agreement_pk: int, clause_pk: int, act: str
) -> HttpResponse:
    """Move a clause, take it out, or put it back."""
    thing = agreement_of(request, pk, agreement_pk)
    clause, by = clause_of(thing, clause_pk), request.actor
    if act in {"naik", "turun"}:
        actions.move_clause(clause=clause, up=act == "naik", by=by)
    elif act == "keluarkan":
        actions.remove_clause(clause=clause, by=by)
    elif act == "pulihkan":
        actions.restore_clause(clause=clause, by=by)
    else:
        raise Http404
    return redirect(f"{text_url(thing)}#c{clause.pk}")


def text_url(thing: Agreement) -> str:
    """Return the address of the whole text."""
    return reverse("partnerships:clause-list", args=[thing.partnership_id, thing.pk])


def shown(
    request: ActorRequest,
    thing: Agreement,
    form: ClauseForm,
    clause: Clause | None,
    *,
    reason: str = "",
    typed: str = "",
    status: int = 0,
) -> HttpResponse:
    """Show the form of one clause beside the wording of its template."""
    context = {
        "agreement": thing,
        "clause": clause,
        "form": form,
        "reason": reason,
        "pair": pair("", clause.wording, typed) if clause and reason else None,
        "token": tokens.new_token(),
        "is_draft": thing.state == AgreementState.DRAFT,
        "crumbs": crumbs_of(thing, _("Pasal")),
        "simulated": thing.partnership.is_simulated,
    }
    code = status or (422 if form.is_bound else 200)
    return render(request, "partnerships/clause_form.html", context, status=code)

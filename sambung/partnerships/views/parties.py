"""The parties of a partnership: who takes part as what; join, change roles, leave."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Conflict
from sambung.parties.queries import organisations_visible_to
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import LeaveForm, PartyForm
from sambung.partnerships.models import Partnership, Party, PartyPart
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, partnership_of

MOST_OFFERED = 300


def party_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show who takes part as what, and who left."""
    partnership = partnership_of(request, pk)
    rows: list[dict[str, Any]] = [
        {
            "party": party,
            "parts": [PartyPart(part).label for part in (party.part, *party.roles)],
            "may_leave": party.left_at is None and bool(rules.can_leave(request.actor, party)),
        }
        for party in queries.all_parties_of(partnership)
    ]
    reads_letters = rules.can_read_letters(
        request.actor, partnership, queries.organisation_ids_of(partnership)
    )
    context = {
        "partnership": partnership,
        "here": [row for row in rows if row["party"].left_at is None],
        "left": [row for row in rows if row["party"].left_at is not None] if reads_letters else [],
        "may_change": bool(rules.can_change_parties(request.actor, partnership)),
        "crumbs": crumbs_of(partnership, _("Para pihak")),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/party_list.html", context)


@login_required
def party_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Let an organisation of the register join."""
    partnership = partnership_of(request, pk)
    rules.can_change_parties(request.actor, partnership).or_raise()
    form = PartyForm(
        request.POST or None, actor=request.actor, initial={"token": tokens.new_token()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            party = actions.add_party(
                partnership=partnership, by=request.actor, **form.cleaned_data
            )
        except Conflict as conflict:
            form.add_error("organisation", conflict.reason)
        else:
            return done(request, partnership, _("%s bergabung.") % party)
    return asked(request, partnership, form, _("Tambah pihak"))


@login_required
def party_roles(request: ActorRequest, pk: int, party_pk: int) -> HttpResponse:
    """Change in what part, and which other roles, a party takes part."""
    partnership, party = party_of(request, pk, party_pk)
    rules.can_change_parties(request.actor, partnership).or_raise()
    start = {"part": party.part, "roles": party.roles, "token": tokens.new_token()}
    form = PartyForm(request.POST or None, actor=request.actor, is_known=True, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.set_roles(party=party, by=request.actor, **form.cleaned_data)
        return done(request, partnership, _("Peran %s diubah.") % party)
    return asked(request, partnership, form, _("Ubah peran pihak"), party)


@login_required
def party_leave(request: ActorRequest, pk: int, party_pk: int) -> HttpResponse:
    """Write down, with a reason, that a party leaves."""
    partnership, party = party_of(request, pk, party_pk)
    rules.can_leave(request.actor, party).or_raise()
    form = LeaveForm(request.POST or None, initial={"token": tokens.new_token()})
    if request.method == "POST" and form.is_valid():
        actions.leave_party(party=party, by=request.actor, **form.cleaned_data)
        messages.success(
            request, _("%s keluar. Peran yang dipegangnya mencari pihak lain.") % party
        )
        return redirect(partnership.list_url())
    return asked(request, partnership, form, _("Keluar dari kemitraan"), party)


def party_of(request: ActorRequest, pk: int, party_pk: int) -> tuple[Partnership, Party]:
    """Return the partnership and one of its parties that did not leave; 404 otherwise."""
    partnership = partnership_of(request, pk)
    rows = partnership.parties.filter(left_at__isnull=True)
    party = get_object_or_404(rows.select_related("organisation", "partnership"), pk=party_pk)
    return partnership, party


def done(request: ActorRequest, partnership: Partnership, words: str) -> HttpResponse:
    """Say what happened and lead back to the parties."""
    messages.success(request, words)
    return redirect("partnerships:party-list", partnership.pk)


def asked(
    request: ActorRequest,
    partnership: Partnership,
    form: PartyForm | LeaveForm,
    title: str,
    party: Party | None = None,
) -> HttpResponse:
    """Show the form; wrong input comes back with 422 and what was typed."""
    context: dict[str, Any] = {
        "partnership": partnership,
        "party": party,
        "form": form,
        "title": title,
        "crumbs": crumbs_of(partnership, title),
        "simulated": partnership.is_simulated,
    }
    if party is None:
        context["organisations"] = organisations_visible_to(request.actor)[:MOST_OFFERED]
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/party_form.html", context, status=status)

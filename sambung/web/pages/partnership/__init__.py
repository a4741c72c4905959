"""The page of one partnership: stages, who answers for what, money, delivery, papers, history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sambung.core.access import Actor
from sambung.partnerships import queries, rules
from sambung.partnerships.models import Partnership
from sambung.web.pages.partnership import due, head, money, people
from sambung.web.pages.trail import Told, told


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def partnership(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one partnership to its parties, its desk, and everybody once all agreed to publish."""
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return render(request, "web/partnership.html", page_of(thing, request.actor))


def page_of(thing: Partnership, actor: Actor) -> dict[str, Any]:
    """Return everything the page shows."""
    parties = queries.parties_of(thing)
    ids = [party.organisation_id for party in parties]
    duties = queries.responsibilities_of(thing)
    rows = [queries.duty_row(duty, actor, ids) for duty in duties]
    contributions = queries.contributions_of(thing)
    amounts = queries.amounts_of([thing.pk])[thing.pk]
    divisions = queries.shares_of(duties, parties)
    is_inside = bool(rules.can_read_letters(actor, thing, ids))
    return {
        "partnership": thing,
        "crumbs": head.crumbs(thing),
        "rail": head.rail(thing),
        "lede": head.lede(thing, parties),
        "groups": people.groups([row for row in rows if row.is_critical]),
        "other_groups": people.groups([row for row in rows if not row.is_critical]),
        "orphans_sentence": people.orphans_sentence(rows),
        "balance_sentence": people.balance_sentence(divisions),
        "blocks": people.blocks(divisions),
        "amounts": money.amounts_chart(amounts, thing),
        "contributions": contributions,
        "parties": people.party_rows(parties, contributions),
        "letters": money.letters(contributions),
        "dues": due.dues(thing, rows),
        "history": told(queries.history_of(thing)) if is_inside else list[Told](),
        "is_inside": is_inside,
        "may_lead": bool(rules.can_lead(actor, thing)),
        "may_publish": bool(rules.can_agree_to_publish(actor, thing, ids)),
        "own_agreed": people.own_agreed(actor, parties),
        "share": queries.share_text(thing, parties, amounts, rows),
        "simulated": thing.is_simulated,
    }

"""The page of one partnership: stages, who answers for what, money, delivery, papers, history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sambung.core.access import Actor
from sambung.partnerships import queries, rules
from sambung.partnerships.models import Partnership
from sambung.web.pages.partnership import delivery, due, head, money, papers, people


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def partnership(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one partnership to its parties, its desk, and everybody once all agreed to publish."""
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    return render(request, "web/partnership.html", page_of(thing, request.actor))


def page_of(thing: Partnership, actor: Actor) -> dict[str, Any]:
    """Return everything the page shows; what only parties read is not even asked for others."""
    parties = queries.parties_of(thing)
    ids = [party.organisation_id for party in parties]
    is_inside = bool(rules.can_read_letters(actor, thing, ids))
    duties = queries.duties_for_page(thing, actor, parties)
    contributions = queries.contribution_rows(thing, with_statements=False)
    amounts = money.amounts_of(contributions)
    work = delivery.section(thing) if is_inside else delivery.Running()
    return {
        "partnership": thing,
        "is_inside": is_inside,
        **head.section(thing, parties, work.percent),
        **people.section(parties, contributions, duties, actor),
        **money.section(amounts, contributions),
        **papers.section(thing, actor, ids),
        "work": work,
        "dues": due.dues(thing, duties.rows, work),
        "may_lead": bool(rules.can_lead(actor, thing)),
        "may_publish": bool(rules.can_agree_to_publish(actor, thing, ids)),
        "share": queries.share_text(thing, parties, amounts, duties.rows),
        "simulated": thing.is_simulated,
    }

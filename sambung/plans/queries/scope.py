"""Which scenarios, runs and invitations a person may see; there is no second way to them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from sambung.core.access import Actor
from sambung.plans.models import Invitation, Run, RunState, Scenario, Share
from sambung.plans.rules import MANDATE_KINDS
from sambung.regions.models import Region


def of_the_house(actor: Actor, path: str = "") -> Q:
    """Return the condition that an owner, reached by `path`, is of the actor's house."""
    places = [
        hat.region_code
        for hat in actor.hats
        if hat.region_code and hat.organisation_kind in MANDATE_KINDS
    ]
    return Q(**{f"{path}owner_id__in": actor.organisation_ids}) | Q(
        **{f"{path}owner__region_id__in": places, f"{path}owner__kind__in": MANDATE_KINDS}
    )


def scenarios_visible_to(actor: Actor) -> QuerySet[Scenario]:
    """Return the scenarios of the actor's house."""
    return Scenario.objects.filter(of_the_house(actor)).select_related("owner", "region")


def visible_to(actor: Actor) -> QuerySet[Run]:
    """Return the runs of the actor's house, and those shared with them as source or as party."""
    mine = actor.organisation_ids
    around = {
        code
        for hat in actor.hats
        if hat.region_code
        for code in Region(code=hat.region_code).ancestor_codes
    }
    asked = Exists(Invitation.objects.filter(run_id=OuterRef("pk"), organisation_id__in=mine))
    named = Exists(
        Share.objects.filter(allocation__run_id=OuterRef("pk"), offer__organisation_id__in=mine)
    )
    shared = Q(shared_at__isnull=False, state=RunState.DONE)
    return Run.objects.filter(
        of_the_house(actor, "scenario__")
        | (shared & (Q(scenario__region_id__in=around) | asked | named))
    ).select_related("scenario", "scenario__owner", "scenario__region", "requested_by")


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations the actor's house sent, and those sent to the actor's own bodies."""
    mine = set(actor.organisation_ids)
    if actor.link_organisation_id is not None:
        mine.add(actor.link_organisation_id)
    return Invitation.objects.filter(
        of_the_house(actor, "run__scenario__") | Q(organisation_id__in=mine)
    ).select_related(
        *("run__scenario__owner", "run__scenario__region", "package__village", "option"),
        *("offer", "organisation", "sent_for", "partnership", "letter"),
    )

"""The partnership whose delivery is looked at, and who sits at its table."""

from collections.abc import Collection

from django.db.models import QuerySet

from sambung.core.access import Actor
from sambung.delivery.rules import Circle, can_see
from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle
from sambung.partnerships import queries as partnership_queries
from sambung.partnerships.models import Partnership, Party, Responsibility

SUPERVISION = "supervision"  # the duty of the catalogue whose holder may verify


def circle_of(partnership: Partnership) -> Circle:
    """Return the partnership with its parties and its supervisor, in two queries."""
    rows = list(
        Party.objects.filter(partnership=partnership, left_at__isnull=True).values_list(
            "organisation_id", "organisation__kind"
        )
    )
    supervisor = (
        Responsibility.objects.filter(
            partnership=partnership, key=SUPERVISION, is_proposed=False, party__left_at__isnull=True
        )
        .values_list("party__organisation_id", flat=True)
        .first()
    )
    return Circle(
        partnership=partnership,
        party_ids=frozenset(pk for pk, _kind in rows),
        facilitator_ids=frozenset(pk for pk, kind in rows if kind in lifecycle.FACILITATORS),
        supervisor_id=supervisor,
    )


def partnership_for(actor: Actor, pk: int) -> Circle | None:
    """Return the circle of a partnership whose delivery the actor may see, or None.

    Views answer 404 for None: an outsider learns nothing, and the public reads the partnership's
    own page.
    """
    partnership = partnership_queries.visible_to(actor).filter(pk=pk).first()
    if partnership is None:
        return None
    circle = circle_of(partnership)
    return circle if can_see(actor, circle) else None


def parties_at_table(circle: Circle) -> QuerySet[Party]:
    """Return the parties that have not left, as they joined."""
    rows = Party.objects.filter(partnership=circle.partnership, left_at__isnull=True)
    return rows.select_related("organisation").order_by("id")


def organisations_at_table(circle: Circle, only: Collection[int]) -> list[Organisation]:
    """Return the organisations of those parties, those of `only`."""
    rows = parties_at_table(circle).filter(organisation_id__in=only)
    return [party.organisation for party in rows]

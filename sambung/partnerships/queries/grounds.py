"""On what law a partnership rests, and which rest on law that no longer holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from sambung.core.access import Actor
from sambung.governance import queries as governance_queries
from sambung.governance.models import Decree, LegalInstrument
from sambung.governance.queries import Lapse
from sambung.partnerships.models import Citation, Partnership
from sambung.partnerships.queries.agreements import visible_agreements
from sambung.partnerships.queries.lists import within

NAMED = ("instrument__replaced_by", "decree__instrument", "decree__region", "agreement")


@dataclass(frozen=True)
class LegalGround:
    """One cited instrument or decree with whether it still holds."""

    citation: Citation
    thing: LegalInstrument | Decree
    lapse: Lapse
    caution: str  # how well it was checked; empty when it was read

    @property
    def is_flagged(self) -> bool:
        """Return whether nothing should rest on it any more."""
        return self.lapse.is_lapsed

    @property
    def title(self) -> str:
        """Return what it is about."""
        return self.thing.title


def grounds_of(
    partnership: Partnership, today: date | None = None, *, actor: Actor | None = None
) -> list[LegalGround]:
    """Return what the partnership and its agreements cite, flagged ones first; one query.

    An agreement the actor may not see cites nothing for them; without an actor, everything.
    """
    rows = partnership.citations.select_related(*NAMED).order_by("id")
    if actor is not None:
        seen = visible_agreements(actor).filter(partnership=partnership).order_by()
        rows = rows.filter(Q(agreement__isnull=True) | Q(agreement__in=seen.values("pk")))
    found = list(grounds(rows, today or timezone.localdate()))
    return sorted(found, key=lambda ground: not ground.is_flagged)


def grounds(rows: Iterable[Citation], today: date) -> Iterable[LegalGround]:
    """Return each citation with whether its ground holds; costs no query."""
    for row in rows:
        thing = row.instrument or row.decree
        if thing is None:
            continue
        caution = governance_queries.caution_of(row.instrument) if row.instrument else ""
        yield LegalGround(row, thing, governance_queries.lapse_of(thing, today), caution)


def lapsed_citations(
    region_code: str, today: date | None = None
) -> list[tuple[Partnership, list[LegalGround]]]:
    """Return the open partnerships of a region that rest on a lapsed ground, in one query."""
    day = today or timezone.localdate()
    suspect = (
        Q(instrument__replaced_by__isnull=False)
        | Q(instrument__in_force_to__lt=day)
        | Q(decree__withdrawn_at__isnull=False)
        | Q(decree__valid_to__lt=day)
    )
    places = within(region_code)
    of_place = Q(partnership__in=Partnership.objects.filter(places, closed_at__isnull=True))
    rows = Citation.objects.filter(suspect & of_place).select_related("partnership", *NAMED)
    found: dict[int, tuple[Partnership, list[LegalGround]]] = {}
    for ground in grounds(rows.order_by("partnership_id", "id"), day):
        if ground.is_flagged:
            whose = ground.citation.partnership
            found.setdefault(whose.pk, (whose, []))[1].append(ground)
    return list(found.values())

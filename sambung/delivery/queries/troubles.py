"""Issues and risks with how grave they are, and ceremonies with the note of the season."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from sambung.core.access import Actor
from sambung.delivery import lifecycle, rules
from sambung.delivery.models import Ceremony, Trouble
from sambung.delivery.rules import Circle
from sambung.governance.models import ElectionSeason
from sambung.partnerships.models import Partnership


def troubles_of(partnership: Partnership) -> QuerySet[Trouble]:
    """Return the issues and risks with what a row shows: open ones first, then the newest."""
    rows = Trouble.objects.filter(partnership=partnership)
    return rows.select_related("partnership", "owner__organisation", "organisation").order_by(
        F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "-id"
    )


def trouble_of(partnership: Partnership, pk: int) -> Trouble | None:
    """Return one of them, or None."""
    return troubles_of(partnership).filter(pk=pk).first()


@dataclass(frozen=True)
class TroubleRow:
    """One issue or risk as the list shows it."""

    trouble: Trouble
    exposure: int | None  # likelihood times impact of a risk
    kind: str  # of its badge
    likelihood: str
    impact: str
    late_days: int
    may_change: bool

    @property
    def is_open(self) -> bool:
        """Return whether it still wants somebody."""
        return self.trouble.closed_on is None


def trouble_row(trouble: Trouble, actor: Actor, circle: Circle, today: date) -> TroubleRow:
    """Return the row of one; costs no query when it was loaded by troubles_of."""
    exposure = lifecycle.exposure(trouble.likelihood, trouble.impact)
    is_late = trouble.closed_on is None and trouble.due_on is not None and trouble.due_on < today
    return TroubleRow(
        trouble=trouble,
        exposure=exposure,
        kind=lifecycle.exposure_kind(exposure),
        likelihood=str(lifecycle.LEVELS.get(trouble.likelihood or 0, "")),
        impact=str(lifecycle.LEVELS.get(trouble.impact or 0, "")),
        late_days=(today - trouble.due_on).days if is_late and trouble.due_on else 0,
        may_change=bool(rules.can_plan(actor, circle)),
    )


@dataclass(frozen=True)
class CeremonyRow:
    """A ceremony, and the season it falls in."""

    ceremony: Ceremony
    season: ElectionSeason | None


def ceremonies_of(partnership: Partnership) -> list[CeremonyRow]:
    """Return the ceremonies with the election season of each, in two queries."""
    rows = list(Ceremony.objects.filter(partnership=partnership).select_related("organisation"))
    seasons = seasons_of(partnership) if rows else []
    return [CeremonyRow(row, season_at(seasons, row.on)) for row in rows]


def seasons_of(partnership: Partnership) -> list[ElectionSeason]:
    """Return the election seasons set for where the partnership is."""
    codes = partnership.village.ancestor_codes
    return list(ElectionSeason.objects.filter(region_id__in=codes))


def season_at(seasons: list[ElectionSeason], day: date) -> ElectionSeason | None:
    """Return the season a day falls in, or None."""
    return next((one for one in seasons if one.from_on <= day <= one.to_on), None)


def open_troubles(partnership: Partnership, most: int = 5) -> list[Trouble]:
    """Return the open ones, those due first, in one query."""
    rows = (
        troubles_of(partnership)
        .filter(closed_on__isnull=True)
        .order_by(F("due_on").asc(nulls_last=True), "-id")
    )
    return list(rows[:most])

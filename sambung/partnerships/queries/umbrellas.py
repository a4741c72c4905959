"""Umbrella agreements: who sees them, what lies under them, set aside against agreed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from sambung.core.access import Actor
from sambung.partnerships import rules
from sambung.partnerships.models import Contribution, Partnership, Umbrella, UmbrellaShare
from sambung.partnerships.queries.lists import visible_to
from sambung.regions.models import Region


def umbrellas_visible_to(actor: Actor) -> QuerySet[Umbrella]:
    """Return those of the actor's own houses, and those that name a district of their desk."""
    rows = Umbrella.objects.select_related("organisation", "kept_by")
    if actor.is_operator:
        return rows
    own = [hat.organisation_id for hat in actor.hats]
    if actor.link_organisation_id is not None:
        own.append(actor.link_organisation_id)
    seen = Q(organisation_id__in=own) | Q(kept_by_id__in=own)
    codes = [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.READING and hat.region_code
    ]
    if codes:
        named = Q(region_id__in=codes) | Q(region__province_code__in=codes)
        seen |= Q(pk__in=UmbrellaShare.objects.filter(named).values("umbrella_id"))
    return rows.filter(seen)


def listed_umbrellas(actor: Actor) -> QuerySet[Umbrella]:
    """Return what the actor may see with how many districts and partnerships each holds."""
    return umbrellas_visible_to(actor).annotate(districts=Count("shares__region", distinct=True))


@dataclass(frozen=True)
class ShareRow:
    """One district in one year: set aside and agreed; None is not known, never zero."""

    region: Region
    year: int | None  # None: agreed, but nobody said when
    share: UmbrellaShare | None
    set_aside_rp: int | None
    agreed_rp: int | None
    unknown: int  # contributions under it whose amount is not agreed yet

    @property
    def over_rp(self) -> int:
        """Return by how much more was agreed than set aside; 0 when it fits or is not known."""
        if self.agreed_rp is None or self.set_aside_rp is None:
            return 0
        return max(self.agreed_rp - self.set_aside_rp, 0)


def partnerships_under(umbrella: Umbrella, actor: Actor) -> list[Partnership]:
    """Return the partnerships under it that the actor may see."""
    return list(visible_to(actor).filter(umbrella=umbrella).order_by("village__name", "pk"))


def linkable(umbrella: Umbrella, actor: Actor) -> QuerySet[Partnership]:
    """Return open partnerships of its company, in its districts, that are under none yet."""
    codes = umbrella.shares.values("region_id")
    return visible_to(actor).filter(
        village__regency_code__in=codes,
        parties__organisation=umbrella.organisation_id,
        parties__left_at__isnull=True,
        umbrella__isnull=True,
        closed_at__isnull=True,
    )


def share_rows(umbrella: Umbrella, actor: Actor) -> list[ShareRow]:
    """Return each district and year, of what the actor may see; in three queries."""
    shares = list(umbrella.shares.select_related("region"))
    agreed, unknown = _agreed(umbrella)
    held = {(share.region_id, share.year): share for share in shares}
    regions = {share.region_id: share.region for share in shares}
    missing = {code for code, _year in [*agreed, *unknown]} - set(regions)
    regions |= {region.code: region for region in Region.objects.filter(code__in=missing)}
    rows = [
        ShareRow(
            region=regions[code],
            year=year,
            share=held.get((code, year or 0)),
            set_aside_rp=held[(code, year)].amount_rp if year and (code, year) in held else None,
            agreed_rp=agreed.get((code, year)),
            unknown=unknown.get((code, year), 0),
        )
        for code, year in {*held, *agreed, *unknown}
        if code in regions and sees_district(actor, umbrella, code)
    ]
    return sorted(rows, key=lambda row: (row.year or 9999, row.region.name))


def sees_district(actor: Actor, umbrella: Umbrella, code: str) -> bool:
    """Return whether the actor sees the amounts of a district: its desk its own, the house all."""
    houses = [umbrella.organisation_id, umbrella.kept_by_id]
    if actor.is_operator or rules.belongs_to(actor, houses):
        return True
    return any(
        hat.organisation_kind in rules.READING and rules.covers(hat, code) for hat in actor.hats
    )


def _agreed(
    umbrella: Umbrella,
) -> tuple[dict[tuple[str, int | None], int], dict[tuple[str, int | None], int]]:
    """Return agreed sums, and how many contributions have none, by district and year."""
    rows = Contribution.objects.filter(
        partnership__umbrella=umbrella,
        party__organisation=umbrella.organisation_id,
        withdrawn_at__isnull=True,
    ).values_list("partnership__village__regency_code", "agreed_on", "agreed_rp")
    agreed: dict[tuple[str, int | None], int] = defaultdict(int)
    unknown: dict[tuple[str, int | None], int] = defaultdict(int)
    for code, day, amount in rows:
        key = (code, day.year if day else None)
        if amount is None:
            unknown[key] += 1
        else:
            agreed[key] += amount
    return dict(agreed), dict(unknown)


def total_of(amounts: Sequence[int | None]) -> int | None:
    """Return the sum of what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None

"""Which partnerships an actor may see, in lists, places and search."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.text import SearchRow, plain
from sambung.parties.models import Organisation
from sambung.partnerships import rules
from sambung.partnerships.models import (
    Contribution,
    Partnership,
    Party,
)
from sambung.regions.models import Region


def within(code: str) -> Q:
    """Return the condition that a partnership's village lies in the region."""
    if not code:
        return Q()
    columns = ("province_code", "regency_code", "district_code", "code")
    return Q(**{f"village__{columns[code.count('.')]}": code})


def visible_to(actor: Actor) -> QuerySet[Partnership]:
    """Return what the actor may see: own parties', own region's desk's, and published ones."""
    seen = Q(is_published=True)
    organisation_ids = set(actor.organisation_ids)
    if actor.link_organisation_id is not None:
        organisation_ids.add(actor.link_organisation_id)
    if organisation_ids:
        own = Party.objects.filter(organisation_id__in=organisation_ids, left_at__isnull=True)
        seen |= Q(pk__in=own.values("partnership_id"))
    for hat in actor.hats:
        if hat.organisation_kind in rules.READING and hat.region_code:
            seen |= within(hat.region_code)
    rows = Partnership.objects.select_related("village__parent__parent")
    return rows if actor.is_operator else rows.filter(seen)


def of(codes: Iterable[str], actor: Actor) -> dict[str, list[Partnership]]:
    """Return the open partnerships the actor may see in each of the regions, in one query."""
    wanted = list(codes)
    found: dict[str, list[Partnership]] = {code: [] for code in wanted}
    places = Q()
    for code in wanted:
        places |= within(code)
    rows = visible_to(actor).filter(places, closed_at__isnull=True) if wanted else []
    for partnership in rows:
        for code in partnership.village.ancestor_codes:
            if code in found:
                found[code].append(partnership)
    return found


def parties_of_many(partnership_ids: Collection[int]) -> dict[int, list[Organisation]]:
    """Return the organisations of each partnership, in one query."""
    found: dict[int, list[Organisation]] = defaultdict(list)
    rows = Party.objects.filter(
        partnership_id__in=partnership_ids, left_at__isnull=True
    ).select_related("organisation")
    for party in rows.order_by("id"):
        found[party.partnership_id].append(party.organisation)
    return dict(found)


def listed(actor: Actor) -> QuerySet[Partnership]:
    """Return what the actor may see with what a list sorts by; unknown sums stay empty."""
    pledged = (
        Contribution.objects.filter(partnership=OuterRef("pk"), withdrawn_at__isnull=True)
        .order_by()
        .values("partnership")
        .annotate(total=Sum("pledged_rp"))
        .values("total")
    )
    return visible_to(actor).annotate(pledged_rp=Subquery(pledged))


def regencies_of(actor: Actor) -> list[Region]:
    """Return the kabupaten/kota in which the actor may see a partnership."""
    codes = visible_to(actor).order_by().values("village__regency_code").distinct()
    return list(Region.objects.filter(code__in=codes).order_by("name"))


def search_rows(actor: Actor, text: str, most: int = 5) -> list[SearchRow]:
    """Return partnerships the actor may see whose title or village holds every word."""
    condition = Q()
    for word in plain(text).split()[:5]:
        condition &= Q(title__icontains=word) | Q(village__search_name__contains=word)
    if not condition:
        return []
    return [
        SearchRow(
            title=partnership.title,
            context=partnership.village.full_name,
            kind=_("kemitraan"),
            url=partnership.get_absolute_url(),
            is_simulated=partnership.is_simulated,
        )
        for partnership in visible_to(actor).filter(condition)[:most]
    ]

"""Which facilities an actor may see, in lists, places and search."""

from collections.abc import Iterable

from django.db.models import (
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.text import SearchRow, plain
from sambung.facilities import rules
from sambung.facilities.models import Facility, WatchCheck, WaterTest
from sambung.regions.models import Region

COLUMNS = ("province_code", "regency_code", "district_code", "code")


def within(code: str, facility: str = "") -> Q:
    """Return the condition that a facility (`facility__`: of a row) lies in the region."""
    return Q(**{f"{facility}village__{COLUMNS[code.count('.')]}": code}) if code else Q()


def organisations_of(actor: Actor) -> set[int]:
    """Return the organisations the actor belongs to, or speaks for by a link."""
    own = set(actor.organisation_ids)
    if actor.link_organisation_id is not None:
        own.add(actor.link_organisation_id)
    return own


def visible_to(actor: Actor) -> QuerySet[Facility]:
    """Return what the actor may see: own parties', own region's officials', and published ones."""
    rows = Facility.objects.select_related("village__parent__parent", "owner", "operator")
    if actor.is_operator:
        return rows
    seen = Q(is_published=True)
    own = organisations_of(actor)
    if own:
        read = Facility.parties.through.objects.filter(organisation_id__in=own)
        seen |= Q(pk__in=read.values("facility_id"))
        seen |= Q(owner_id__in=own) | Q(operator_id__in=own)
    for hat in actor.hats:
        if hat.organisation_kind in rules.READING and hat.region_code:
            seen |= within(hat.region_code)
    return rows.filter(seen)


def listed(actor: Actor) -> QuerySet[Facility]:
    """Return what the actor may see, with its late checks, next check and newest water test."""
    today = timezone.localdate()
    tests = WaterTest.objects.filter(facility=OuterRef("pk"), withdrawn_at__isnull=True)
    waiting = WatchCheck.objects.filter(facility=OuterRef("pk"), done_on__isnull=True)
    late = waiting.filter(due_on__lt=today).order_by().values("facility")
    return visible_to(actor).annotate(
        late_checks=Coalesce(Subquery(late.annotate(n=Count("pk")).values("n")), 0),
        next_check=Subquery(
            waiting.order_by("due_on").values("due_on")[:1], output_field=DateField()
        ),
        tested_on=Subquery(
            tests.order_by("-sampled_on").values("sampled_on")[:1], output_field=DateField()
        ),
    )


def regencies_of(actor: Actor) -> list[Region]:
    """Return the kab/kota in which the actor sees a facility."""
    codes = visible_to(actor).order_by().values("village__regency_code").distinct()
    return list(Region.objects.filter(code__in=codes).order_by("name"))


def of(codes: Iterable[str], actor: Actor) -> dict[str, list[Facility]]:
    """Return the facilities the actor may see in each of the regions, in one query."""
    wanted = list(codes)
    found: dict[str, list[Facility]] = {code: [] for code in wanted}
    places = Q()
    for code in wanted:
        places |= within(code)
    for facility in visible_to(actor).filter(places) if wanted else []:
        for code in facility.village.ancestor_codes:
            if code in found:
                found[code].append(facility)
    return found


def with_words(words: str) -> Q:
    """Return the condition that every word stands in the name, the village, owner or operator."""
    wanted = Q()
    for word in plain(words).split()[:5]:
        wanted &= (
            Q(name__icontains=word)
            | Q(village__search_name__contains=word)
            | Q(owner__search_name__contains=word)
            | Q(operator__search_name__contains=word)
        )
    return wanted


def search_rows(actor: Actor, text: str, most: int = 5) -> list[SearchRow]:
    """Return the facilities a search finds."""
    if not plain(text):
        return []
    found = visible_to(actor).filter(with_words(text))[:most]
    return [
        SearchRow(
            title=row.name,
            context=row.village.full_name,
            kind=_("sarana"),
            url=row.get_absolute_url(),
            is_simulated=row.is_simulated,
        )
        for row in found
    ]


def newest_first(rows: QuerySet[Facility]) -> QuerySet[Facility]:
    """Return the rows by the day of their handover, those not handed over yet last."""
    return rows.order_by(F("opened_on").desc(nulls_last=True), "-pk")

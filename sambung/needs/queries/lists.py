"""Lists and counts of needs and packages: of a region, on the shelf, alike, found by a word."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import reduce
from math import cos, hypot, radians
from operator import or_
from typing import TypeVar

from django.db.models import Case, Count, Model, Q, QuerySet, When
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from rapidfuzz import fuzz

from sambung.core.access import Actor
from sambung.core.text import SearchRow
from sambung.needs import rules
from sambung.needs.models import Interest, Need, NeedState, NeedStep, Package, PackageState
from sambung.needs.queries.visible import below, desk_codes, packages_visible_to, visible_to
from sambung.parties.models import Organisation
from sambung.regions.models import Level, Region

NEAR_M = 1000
ALIKE = 60  # of 100, rapidfuzz token set ratio of the two descriptions
CLOSED = frozenset([NeedState.DRAFT, NeedState.WITHDRAWN, NeedState.NOT_NOW, NeedState.SERVED])
WAITING_FOR_DESK = frozenset([NeedState.SENT, NeedState.DESK_VERIFIED, NeedState.FIELD_VERIFIED])


def days_ago(days: int) -> datetime:
    """Return the moment so many days ago."""
    return timezone.now() - timedelta(days=days)


def districts_of(codes: Iterable[str]) -> list[Region]:
    """Return the kecamatan inside the places, by name: what a list can be narrowed to."""
    held = Region.objects.filter(level=Level.DISTRICT)
    wanted = sorted(set(codes))
    columns = {2: "province_code", 5: "regency_code", 8: "code"}
    parts = [Q(**{columns[len(code)]: code}) for code in wanted if len(code) in columns]
    parts += [Q(code=code[:8]) for code in wanted if len(code) > 8]
    return list(held.filter(reduce(or_, parts, Q(pk__in=[]))).order_by("name"))


def regencies_on_shelf() -> list[Region]:
    """Return the kabupaten/kota that have packages on the shelf, by name."""
    codes = (
        Package.objects.filter(state=PackageState.READY)
        .order_by()
        .annotate(regency=Substr("village_id", 1, 5))
        .values_list("regency", flat=True)
        .distinct()
    )
    return list(Region.objects.filter(code__in=list(codes)).order_by("name"))


def shelf() -> QuerySet[Package]:
    """Return the packages on the shelf, ready to be supported: anybody may see them."""
    return (
        Package.objects.filter(state=PackageState.READY)
        .select_related("village", "village__parent", "need")
        .order_by("-priority", "pk")
    )


def interest_counts(packages: Sequence[Package]) -> dict[int, int]:
    """Return how many organisations are interested in each package that has any, in one query."""
    rows = Interest.objects.filter(package__in=packages, withdrawn_at__isnull=True)
    return dict(rows.order_by().values_list("package").annotate(n=Count("pk")))


def of(region_codes: Iterable[str]) -> dict[str, list[Package]]:
    """Return the packages on the shelf by region code (any level), in one query."""
    codes = sorted(set(region_codes))
    rows = (
        Package.objects.filter(below(codes, "village"), state=PackageState.READY)
        .select_related("village")
        .order_by("-priority", "pk")
    )
    found: dict[str, list[Package]] = {code: [] for code in codes}
    for package in rows:
        for code in package.village.ancestor_codes:
            if code in found:
                found[code].append(package)
    return found


def needs_of(region_codes: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return the number of needs by state for each region code (any level), in one query.

    Drafts are not counted: they are nobody's business yet.
    """
    codes = sorted(set(region_codes))
    rows = (
        Need.objects.filter(below(codes, "village"))
        .exclude(state=NeedState.DRAFT)
        .filter(sent_at__isnull=False)
        .values("village_id", "state")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: dict[str, dict[str, int]] = {code: defaultdict(int) for code in codes}
    for row in rows:
        parts = row["village_id"].split(".")
        for depth in range(1, len(parts) + 1):
            code = ".".join(parts[:depth])
            if code in found:
                found[code][row["state"]] += row["n"]
    return {code: dict(counts) for code, counts in found.items()}


def needs_in(actor: Actor, region_codes: Iterable[str]) -> QuerySet[Need]:
    """Return the needs the actor may see in the regions, newest step first."""
    return visible_to(actor).filter(below(region_codes, "village"))


def by_next_step(rows: QuerySet[Need]) -> QuerySet[Need]:
    """Return the needs with those at a desk first, the earliest promise before the later ones."""
    open_states = [NeedState.RETURNED, *WAITING_FOR_DESK]
    is_closed = Case(When(state__in=open_states, then=0), default=1)
    return rows.order_by(is_closed, "answer_due_on", "state_since", "pk")


def waiting_for(actor: Actor) -> QuerySet[Need]:
    """Return what waits for the actor as proposer (returned) or at the desk, oldest first."""
    own = Q(state=NeedState.RETURNED) & (
        Q(proposer_id__in=actor.organisation_ids) | Q(created_by_id=actor.user_id)
    )
    at_desk = below(desk_codes(actor), "village") & Q(state__in=WAITING_FOR_DESK)
    at_desk &= ~Q(created_by_id=actor.user_id) & ~Q(proposer_id__in=actor.organisation_ids)
    return visible_to(actor).filter(own | at_desk).order_by("answer_due_on", "state_since", "pk")


def duplicates_of(need: Need) -> list[Need]:
    """Return needs that may be the same: same village and service, or near and in like words."""
    if need.village is None or not need.service:
        return []
    rows = (
        Need.objects.filter(village__regency_code=need.village.regency_code, service=need.service)
        .exclude(pk=need.pk)
        .exclude(state__in=[NeedState.DRAFT, NeedState.WITHDRAWN])
        .select_related("village", "proposer")
    )
    return [other for other in rows if is_alike(need, other)]


def is_alike(need: Need, other: Need) -> bool:
    """Return whether two needs of one service may be the same."""
    if need.village_id == other.village_id:
        return True
    gap = distance_m(need, other)
    if gap is None or gap > NEAR_M:
        return False
    words = [f"{n.title} {n.hamlet} {n.problem}".lower() for n in (need, other)]
    return fuzz.token_set_ratio(*words) >= ALIKE


def distance_m(need: Need, other: Need) -> float | None:
    """Return the metres between two needs' points, or None when one has no point."""
    if None in (need.lat, need.lon, other.lat, other.lon):
        return None
    lat, lon = need.lat or 0.0, need.lon or 0.0
    north = ((other.lat or 0.0) - lat) * 111_195
    east = ((other.lon or 0.0) - lon) * 111_195 * cos(radians(lat))
    return hypot(north, east)


def search_rows(actor: Actor, text: str, limit: int = 8) -> list[SearchRow]:
    """Return packages and needs the actor may see whose title holds the words."""
    words = text.split()[:5]
    if not words:
        return []
    holds = Q()
    for word in words:
        holds &= Q(title__icontains=word)
    packages = packages_visible_to(actor).filter(holds)[:limit]
    needs = visible_to(actor).filter(holds)[:limit]
    rows = [
        SearchRow(p.title, where_of(p), "package", reverse("needs:package", args=[p.pk]))
        for p in packages
    ]
    rows += [
        SearchRow(n.title, n.get_state_display(), "need", reverse("needs:need", args=[n.pk]))
        for n in needs
    ]
    return rows[:limit]


def where_of(package: Package) -> str:
    """Return the kecamatan of a package's village in words."""
    parent = package.village.parent
    return parent.full_name if parent else package.village.full_name


Row = TypeVar("Row", bound=Model)


def in_order(rows: QuerySet[Row], ids: Sequence[int]) -> list[Row]:
    """Return the rows of the ids in their order: sort narrow, fetch wide only what is shown."""
    found = rows.order_by().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def steps_of(need: Need) -> Sequence[NeedStep]:
    """Return the steps of a need with who took them, oldest first."""
    return list(need.steps.select_related("by", "organisation").order_by("pk"))


def own_sources(actor: Actor, package: Package) -> QuerySet[Organisation]:
    """Return the actor's organisations that may still say they are interested in the package."""
    if package.state not in {PackageState.READY, PackageState.INVITED}:
        return Organisation.objects.none()
    ids = [
        hat.organisation_id
        for hat in actor.hats
        if hat.role in rules.DECIDING and rules.is_interested_side(hat)
    ]
    said = Interest.objects.filter(package=package, withdrawn_at__isnull=True)
    rows = Organisation.objects.filter(pk__in=ids).exclude(pk__in=said.values("organisation"))
    return rows.order_by("name", "pk")


def possible_sources(package: Package) -> QuerySet[Organisation]:
    """Return the bodies whose interest the desk may note: of its place, or of the whole country."""
    said = Interest.objects.filter(package=package, withdrawn_at__isnull=True)
    codes = Region(code=package.village_id).ancestor_codes
    return (
        Organisation.objects.filter(Q(region__isnull=True) | Q(region_id__in=codes))
        .filter(kind__in=rules.SOURCE_KINDS)
        .exclude(pk__in=said.values("organisation"))
        .order_by("name", "pk")
    )


def interested_in(actor: Actor) -> dict[int, Interest]:
    """Return the actor's own organisations' interests by package."""
    rows = Interest.objects.filter(
        organisation_id__in=actor.organisation_ids, withdrawn_at__isnull=True
    )
    return {row.package_id: row for row in rows}

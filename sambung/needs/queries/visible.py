"""Who sees which needs and packages; a view has no other way to a row."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from sambung.core.access import Actor
from sambung.needs import rules
from sambung.needs.lifecycle import PACKAGE_PUBLIC
from sambung.needs.models import Interest, Need, NeedPhoto, NeedState, Option, Package
from sambung.parties.rules import own_ids
from sambung.regions.models import Region


def below(codes: Iterable[str], field: str) -> Q:
    """Return the condition that `field` (a region) is one of the places or lies below one.

    A subquery and not a join, so that each side of an OR finds its own index.
    """
    columns = {2: "province_code", 5: "regency_code", 8: "district_code"}
    parts = [
        Q(**{columns[len(code)]: code}) if len(code) in columns else Q(code=code)
        for code in sorted(set(codes))
    ]
    if not parts:
        return Q(pk__in=[])
    return Q(**{f"{field}__in": Region.objects.filter(reduce(or_, parts)).order_by().values("pk")})


def reading_codes(actor: Actor) -> list[str]:
    """Return the places whose sent needs the actor may read."""
    return [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.READING and hat.region_code is not None
    ]


def desk_codes(actor: Actor) -> list[str]:
    """Return the places where the actor works at the desk."""
    return [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.DESK and hat.region_code is not None
    ]


def visible_to(actor: Actor) -> QuerySet[Need]:
    """Return the needs the actor may see: their own, and those sent from their own region."""
    needs = Need.objects.select_related("village", "village__parent", "proposer")
    if not actor.is_known:  # a guest sees what its own organisation proposed, nothing else
        return needs.filter(proposer_id__in=own_ids(actor))
    own = Q(proposer_id__in=actor.organisation_ids) | Q(created_by_id=actor.user_id)
    sent = ~Q(state=NeedState.DRAFT) & Q(sent_at__isnull=False)
    if actor.is_operator:
        return needs.filter(own | sent)
    return needs.filter(own | (sent & below(reading_codes(actor), "village")))


def packages_visible_to(actor: Actor) -> QuerySet[Package]:
    """Return the packages the actor may see: the shelf for all, drafts for desk and proposer."""
    packages = Package.objects.select_related("village", "village__parent", "organisation", "need")
    shown = Q(state__in=PACKAGE_PUBLIC)
    if actor.is_known:
        shown |= below(desk_codes(actor), "village")
        shown |= Q(need__proposer_id__in=actor.organisation_ids)
    return packages.filter(shown)


def options_visible_to(actor: Actor) -> QuerySet[Option]:
    """Return the options of packages the actor may see."""
    packages = packages_visible_to(actor).values("pk")
    return Option.objects.filter(package__in=packages).select_related(
        "package", "package__village", "package__need"
    )


def photos_visible_to(actor: Actor) -> QuerySet[NeedPhoto]:
    """Return the pictures and letters of needs the actor may see."""
    return NeedPhoto.objects.filter(need__in=visible_to(actor).values("pk")).select_related(
        "file", "need"
    )


def interests_visible_to(actor: Actor, package: Package) -> QuerySet[Interest]:
    """Return who is interested: all of them for the desk, else one's own alone."""
    interests = Interest.objects.filter(package=package, withdrawn_at__isnull=True)
    if rules.desk_hat(actor, package.village_id) is None:
        interests = interests.filter(organisation_id__in=actor.organisation_ids)
    return interests.select_related("organisation", "package").order_by("at")


def may_work_in(actor: Actor) -> list[Region]:
    """Return the kabupaten/kota at whose desk the actor may decide."""
    codes = [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.DESK and hat.role in rules.DECIDING and hat.region_code
    ]
    return list(Region.objects.filter(code__in=codes))

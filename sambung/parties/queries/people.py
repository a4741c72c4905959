"""Who people are, which hats they have, and who answers for a place."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from sambung.core.access import ANONYMOUS, Actor, Hat
from sambung.parties import rules
from sambung.parties.models import Membership, Role, User
from sambung.regions.models import Region

OFFICIAL_ROLES = [Role.OFFICER, Role.SIGNATORY, Role.HEAD]


def hats_of(user: User) -> tuple[Hat, ...]:
    """Return the person's current hats, in one query."""
    memberships = (
        Membership.objects.filter(user=user, ended_at__isnull=True)
        .select_related("organisation")
        .order_by("organisation__name", "id")
    )
    return tuple(
        Hat(
            organisation_id=membership.organisation_id,
            organisation_name=str(membership.organisation),
            organisation_kind=membership.organisation.kind,
            side=membership.organisation.side,
            role=membership.role,
            region_code=membership.organisation.region_id,
        )
        for membership in memberships
    )


def actor_for(user: User | AnonymousUser, *, worn_id: int | None = None) -> Actor:
    """Return the actor of a person, wearing the named hat, else the first."""
    if not isinstance(user, User):
        return ANONYMOUS
    hats = hats_of(user)
    worn = next((hat for hat in hats if hat.organisation_id == worn_id), hats[0] if hats else None)
    return Actor(
        user_id=user.pk,
        name=user.name,
        hats=hats,
        worn=worn,
        is_operator=user.is_superuser,
        organisation_ids=frozenset(hat.organisation_id for hat in hats),
    )


def members_of(organisation_id: int) -> QuerySet[Membership]:
    """Return an organisation's current memberships with their people, highest role first."""
    return (
        Membership.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
        .select_related("user")
        .order_by("user__name", "id")
    )


def has_people(organisation_id: int) -> bool:
    """Return whether anybody holds a hat of the organisation now."""
    return members_of(organisation_id).exists()


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the memberships of the actor's own organisations."""
    return Membership.objects.filter(
        organisation_id__in=actor.organisation_ids, ended_at__isnull=True
    ).select_related("user", "organisation")


def memberships_of(user_id: int) -> QuerySet[Membership]:
    """Return all memberships a person has or had, newest first."""
    return (
        Membership.objects.filter(user_id=user_id)
        .select_related("organisation")
        .order_by("ended_at", "-id")
    )


def officials_of(organisation_ids: Collection[int]) -> QuerySet[User]:
    """Return the people who may act for any of the organisations."""
    return User.objects.filter(
        pk__in=Membership.objects.filter(
            organisation_id__in=organisation_ids, ended_at__isnull=True, role__in=OFFICIAL_ROLES
        ).values("user_id")
    ).order_by("id")


def officers_in(region_code: str, kinds: Iterable[str] = rules.GOVERNING_KINDS) -> QuerySet[User]:
    """Return the people who act for bodies of these kinds in whose place the region lies."""
    above = Region(code=region_code).ancestor_codes
    return User.objects.filter(
        pk__in=Membership.objects.filter(
            organisation__kind__in=list(kinds),
            organisation__region_id__in=above,
            ended_at__isnull=True,
            role__in=OFFICIAL_ROLES,
        ).values("user_id")
    ).order_by("id")


def person_for_sign_in(*, email: str = "", phone: str = "") -> User | None:
    """Return the active or inactive person with this e-mail or phone number."""
    if phone:
        return User.objects.filter(phone=phone).first()
    return User.objects.filter(email__iexact=email).first() if email else None

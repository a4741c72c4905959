"""Guest links: one person works for an organisation without an account, until the link's day."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sambung.core import audit
from sambung.core.access import Actor
from sambung.parties import queries, rules
from sambung.parties.actions.links import make_link
from sambung.parties.actions.once import once
from sambung.parties.models import LinkPurpose, Organisation, PersonalLink, Role

GUEST_DAYS = 30
SEEN_EVERY = timedelta(minutes=10)


@transaction.atomic
def create_guest_link(
    *,
    organisation: Organisation,
    for_name: str,
    by: Actor,
    phone: str = "",
    days: int = GUEST_DAYS,
    role: str = Role.MEMBER,
    target: str = "",
    token: str = "",
) -> tuple[PersonalLink, str]:
    """Make a link with which one person acts for the organisation; return it with its secret.

    `role` is what the person gets when they open an account from it.
    """
    has_people = queries.has_people(organisation.pk)
    rules.can_create_guest_link(by, organisation, role, has_people=has_people).or_raise()
    once(token)
    return make_link(
        purpose=LinkPurpose.GUEST,
        organisation=organisation,
        for_name=for_name,
        for_phone=phone,
        by=by,
        days=days,
        role=role,
        target=target,
    )


@transaction.atomic
def leave_link(*, link: PersonalLink, secret: str, by: Actor) -> PersonalLink:
    """End a guest link at its holder's wish: nobody who uses the device later opens it again."""
    rules.can_leave_link(link, queries.token_hash(secret)).or_raise()
    left = PersonalLink.objects.filter(pk=link.pk, left_at__isnull=True)
    if left.update(left_at=timezone.now()):
        audit.record("link.left", link, by=by, scope=link.organisation)
    link.refresh_from_db()
    return link


def note_visit(link: PersonalLink) -> None:
    """Remember when the holder was last here, at most every ten minutes."""
    now = timezone.now()
    PersonalLink.objects.filter(
        Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - SEEN_EVERY), pk=link.pk
    ).exclude(holder_hash="").update(last_used_at=now)

"""What is held about one person, found by their account, number or address."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from sambung.core.access import Actor
from sambung.core.models import Entry
from sambung.parties.models import (
    Contact,
    DataRequest,
    Membership,
    Notice,
    PersonalLink,
    RequestState,
    User,
)

MOST_ROWS = 5000


@dataclass(frozen=True)
class Found:
    """Where a number or address stands in the register."""

    accounts: list[User]
    contacts: list[Contact]
    links: int

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was found."""
        return not (self.accounts or self.contacts or self.links)


def reached_by(phone: str | None, email: str | None) -> Q:
    """Return the condition that a row carries this number or address; never matches empties."""
    condition = Q(pk__in=[])
    if phone:
        condition |= Q(phone=phone)
    if email:
        condition |= Q(email__iexact=email)
    return condition


def contacts_about(phone: str | None, email: str | None) -> QuerySet[Contact]:
    """Return contacts with this number or address, with whose they are and who keeps them."""
    return Contact.objects.filter(reached_by(phone, email)).select_related(
        "organisation", "kept_by"
    )


def links_to(phone: str | None) -> QuerySet[PersonalLink]:
    """Return the personal links sent to this number."""
    if not phone:
        return PersonalLink.objects.none()
    return PersonalLink.objects.filter(for_phone=phone).select_related("organisation")


def found_about(request: DataRequest) -> Found:
    """Return what the register holds under the number and address of a request."""
    reached = reached_by(request.phone, request.email)
    return Found(
        accounts=list(User.objects.filter(reached, is_active=True)),
        contacts=list(contacts_about(request.phone, request.email)),
        links=links_to(request.phone).count(),
    )


def data_requests_visible_to(actor: Actor) -> QuerySet[DataRequest]:
    """Return all requests to operators, none to anybody else."""
    if not actor.is_operator:
        return DataRequest.objects.none()
    return DataRequest.objects.select_related("answered_by")


def open_requests(phone: str, email: str) -> tuple[int, int]:
    """Return how many requests wait: of this person, and in all."""
    waiting = DataRequest.objects.filter(state=RequestState.OPEN)
    return waiting.filter(reached_by(phone, email)).count(), waiting.count()


def proven(user: User) -> tuple[str | None, str | None]:
    """Return the number and address that are shown to be the person's own, None for the others.

    Anybody may sign up with a number or address; what others keep under it is not theirs to read.
    """
    addresses = EmailAddress.objects.filter(user=user, email__iexact=user.email or "")
    has_email = bool(user.email) and addresses.filter(verified=True).exists()
    return user.phone if user.phone_verified else None, user.email if has_email else None


def held_about(user: User) -> dict[str, Any]:
    """Return everything held about an account, as plain values ready for JSON.

    What others keep under its number or address is there once these are proven; else it is
    asked for (ask_about_data).
    """
    phone, email = proven(user)
    memberships = Membership.objects.filter(user=user).select_related("organisation")
    entries = Entry.objects.filter(actor_id=user.pk).order_by("id")[:MOST_ROWS]
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "phone": user.phone,
            "phone_verified": user.phone_verified,
            "language": user.language,
            "joined_at": user.joined_at,
            "last_login": user.last_login,
            "told_at": user.told_at,
        },
        "memberships": [
            {
                "organisation": row.organisation.name,
                "role": row.role,
                "title": row.title,
                "from_on": row.from_on,
                "ended_at": row.ended_at,
            }
            for row in memberships
        ],
        "contacts": [
            {
                "organisation": row.organisation.name,
                "kept_by": row.kept_by.name,
                "name": row.name,
                "title": row.title,
                "unit": row.unit,
                "phone": row.phone,
                "email": row.email,
            }
            for row in contacts_about(phone, email)
        ],
        "links_sent_to_you": [
            {"organisation": row.organisation.name, "purpose": row.purpose, "at": row.created_at}
            for row in links_to(phone)
        ],
        "notices": [
            {"text": row.text, "at": row.at, "read_at": row.read_at}
            for row in Notice.objects.filter(user=user)[:MOST_ROWS]
        ],
        "acts": [
            {
                "at": row.at,
                "verb": row.verb,
                "subject": f"{row.subject_label} {row.subject_id}",
                "data": row.data,
            }
            for row in entries
        ],
    }

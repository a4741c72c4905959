"""What somebody holds in an organisation, and how it passed to another (pindah tugas)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.jobs import resolve
from sambung.core.registry import DUTIES
from sambung.parties.models import Contact, Membership, Succession, Task, User
from sambung.parties.queries.people import OFFICIAL_ROLES, members_of
from sambung.parties.queries.tasks import open_tasks

UNDO_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Held:
    """One kind of thing a person holds, in words, and how many of it."""

    name: str
    words: str
    count: int


def tasks_held(user_id: int, organisation_id: int) -> tuple[str, int]:
    """Return how many open tasks of the organisation the person owns."""
    return _("tugas yang belum selesai"), tasks_of(user_id, organisation_id).count()


def tasks_of(user_id: int, organisation_id: int) -> QuerySet[Task]:
    """Return the open tasks of the organisation that the person owns."""
    return open_tasks(Task.objects.filter(owner_id=user_id, kept_by_id=organisation_id))


def contacts_held(user_id: int, organisation_id: int) -> tuple[str, int]:
    """Return how many contacts of the organisation the person tends."""
    return _("kontak yang diurus"), contacts_of(user_id, organisation_id).count()


def contacts_of(user_id: int, organisation_id: int) -> QuerySet[Contact]:
    """Return the contacts of the organisation that the person tends."""
    rows = Contact.objects.filter(keeper_id=user_id, kept_by_id=organisation_id)
    return rows.select_related("organisation").order_by("organisation__name", "name")


def held_by(user_id: int, organisation_id: int) -> list[Held]:
    """Return everything that would pass, by kind, asked of every room that registered one."""
    found = []
    for name, duty in DUTIES.items():
        words, count = resolve(duty.count)(user_id, organisation_id)
        found.append(Held(name, words, count))
    return found


def successors_for(membership: Membership) -> QuerySet[Membership]:
    """Return the colleagues who may take over."""
    return members_of(membership.organisation_id).exclude(user_id=membership.user_id)


def is_last_official(membership: Membership) -> bool:
    """Return whether nobody else may act for the organisation once this person is gone."""
    if membership.role not in OFFICIAL_ROLES:
        return False
    others = successors_for(membership).filter(role__in=OFFICIAL_ROLES, user__is_active=True)
    return not others.exists()


def is_last_hat(membership: Membership) -> bool:
    """Return whether the person belongs to no other organisation."""
    others = Membership.objects.filter(user_id=membership.user_id, ended_at__isnull=True)
    return not others.exclude(pk=membership.pk).exists()


def successions_visible_to(actor: Actor) -> QuerySet[Succession]:
    """Return how duties passed in the actor's own organisations."""
    return Succession.objects.filter(organisation_id__in=actor.organisation_ids).select_related(
        "organisation", "leaver", "successor", "by", "link"
    )


def open_successions(actor: Actor, organisation_id: int) -> QuerySet[Succession]:
    """Return those of an organisation that wait or can still be taken back."""
    since = timezone.now() - UNDO_WITHIN
    return successions_visible_to(actor).filter(
        Q(done_at__isnull=True) | Q(done_at__gte=since),
        organisation_id=organisation_id,
        undone_at__isnull=True,
    )


def waiting_succession(leaver_id: int, organisation_id: int) -> Succession | None:
    """Return what was prepared for somebody invited and has not passed yet."""
    return Succession.objects.filter(
        leaver_id=leaver_id,
        organisation_id=organisation_id,
        done_at__isnull=True,
        undone_at__isnull=True,
    ).first()


def is_erased(user: User) -> bool:
    """Return whether the person had their account erased: nothing passes back to it."""
    return not user.is_active and not user.has_usable_password()

"""Who works without an account: the link a browser holds, and the links made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor, Hat, Verdict, refuse
from sambung.parties.models import LinkPurpose, PersonalLink, Role
from sambung.parties.queries.links import links_held, links_visible_to, may_hold
from sambung.ui.formats import full_date

SECRET = "link_secret"  # noqa: S105 - the session key of what a browser holds its links by
GUEST = "guest_link"  # the session key of the guest link last opened


@dataclass(frozen=True)
class Guest:
    """The guest link of a browser, and whether it may be used now."""

    link: PersonalLink
    verdict: Verdict
    secret: str

    @property
    def actor(self) -> Actor:
        """Return who acts: the organisation's guest, or nobody when the link is shut."""
        return actor_by_link(self.link) if self.verdict else Actor()


def guest_hat(link: PersonalLink) -> Hat:
    """Return for whom the holder of a guest link speaks, as far as the rules look at it."""
    body = link.organisation
    return Hat(
        organisation_id=body.pk,
        organisation_name=str(body),
        organisation_kind=body.kind,
        side=body.side,
        role=Role.MEMBER,
        region_code=body.region_id,
    )


def actor_by_link(link: PersonalLink, *, user_id: int | None = None) -> Actor:
    """Return the holder of a personal link as an actor without hats."""
    is_guest = link.purpose == LinkPurpose.GUEST
    return Actor(
        user_id=user_id,
        name=link.for_name,
        link_organisation_id=link.organisation_id,
        link_id=link.pk,
        guest=guest_hat(link) if is_guest and user_id is None else None,
    )


def guest_of(session: Mapping[str, Any], signed_in: Actor) -> Guest | None:
    """Return the guest link this browser opened last, shut or not; None without one.

    Who is signed in acts in their own name: their guest link waits until they sign out or join.
    """
    secret, pk = str(session.get(SECRET, "")), session.get(GUEST)
    if not secret or not isinstance(pk, int):
        return None
    rows = links_held(secret, LinkPurpose.GUEST).select_related("organisation__region")
    link = rows.filter(pk=pk).first()
    if link is None:
        return None
    verdict = may_hold(link, secret, signed_in)
    if verdict and signed_in.is_known:
        verdict = refuse(_("Anda sedang masuk dengan akun %(name)s.") % {"name": signed_in.name})
    return Guest(link, verdict, secret)


def guest_links_visible_to(actor: Actor) -> QuerySet[PersonalLink]:
    """Return the guest links the actor made, and those of bodies that are theirs or they keep."""
    if actor.user_id is None:
        return PersonalLink.objects.none()
    return links_visible_to(actor).filter(purpose=LinkPurpose.GUEST)


STATES = ("terkirim", "dibuka", "lewat", "ditarik", "selesai")


def link_state(link: PersonalLink) -> tuple[str, str, str]:
    """Return where a guest link stands: its key, the kind of badge, and the words."""
    if link.used_at:
        return "selesai", "ok", _("membuka akun %(day)s") % {"day": full_date(link.used_at)}
    if link.left_at:
        return (
            "selesai",
            "none",
            _("diakhiri pemegangnya %(day)s") % {"day": full_date(link.left_at)},
        )
    if link.revoked_at:
        return "ditarik", "none", _("ditarik %(day)s") % {"day": full_date(link.revoked_at)}
    if link.expires_at <= timezone.now():
        return "lewat", "late", _("habis masanya %(day)s") % {"day": full_date(link.expires_at)}
    if link.opened_at:
        seen = link.last_used_at or link.opened_at
        return "dibuka", "ok", _("dibuka, terakhir dipakai %(day)s") % {"day": full_date(seen)}
    return "terkirim", "due", _("terkirim, belum dibuka")

"""Who opens a partnership by hand, and who lets parties join and leave."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.partnerships.lifecycle import FACILITATORS, SOURCES
from sambung.partnerships.models import Partnership, Party
from sambung.partnerships.rules.partnership import (
    DECIDING,
    DESK,
    covers,
    has_hat,
    is_convener,
    speaks_for,
)


def opening_hat(actor: Actor, code: str = "") -> Hat | None:
    """Return the hat in which the actor may open at the place (anywhere: in some place), or None.

    The hat worn goes first: what one opens is opened in the name of that organisation.
    """
    worn = [actor.worn] if actor.worn else []
    for hat in [*worn, *actor.hats]:
        if hat.role not in DECIDING:
            continue
        if hat.organisation_kind in SOURCES | FACILITATORS:
            return hat
        if hat.organisation_kind in DESK and (not code or covers(hat, code)):
            return hat
    return None


def can_open_by_hand(actor: Actor, code: str = "") -> Verdict:
    """The desk of the place, or an officer of a source or facilitator, opens by hand."""
    if opening_hat(actor, code) is not None:
        return ALLOWED
    return refuse(
        _("Kemitraan dibuka oleh petugas daerahnya, pihak yang membiayai, atau fasilitator.")
    )


def can_open_package(actor: Actor, code: str) -> Verdict:
    """Without a plan, a package becomes a partnership by the desk of its place alone."""
    if has_hat(actor, DESK, code):
        return ALLOWED
    return refuse(_("Kemitraan dari kegiatan ini dibuka oleh petugas daerahnya."))


def can_change_parties(actor: Actor, partnership: Partnership) -> Verdict:
    """The convening desk, or who opened the partnership, names parties and their roles."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    opener = partnership.opened_by_id
    if is_convener(actor, partnership) or (opener is not None and speaks_for(actor, opener)):
        return ALLOWED
    return refuse(_("Pihak ditambah oleh petugas daerah atau yang membuka kemitraan ini."))


def can_leave(actor: Actor, party: Party) -> Verdict:
    """A party leaves by itself; the desk writes down that one left."""
    if party.left_at is not None:
        return refuse(_("Pihak ini sudah keluar."))
    if party.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_convener(actor, party.partnership) or speaks_for(actor, party.organisation_id):
        return ALLOWED
    return refuse(_("Keluar dicatat oleh pihak itu sendiri atau petugas daerah."))

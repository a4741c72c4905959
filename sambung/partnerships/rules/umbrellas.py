"""Who sees, writes and links umbrella agreements."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.partnerships.lifecycle import FACILITATORS
from sambung.partnerships.models import Partnership, Umbrella
from sambung.partnerships.rules.partnership import DECIDING, DESK, is_convener, speaks_for


def recording_hat(actor: Actor, organisation_id: int | None = None) -> Hat | None:
    """Return the hat that may write an umbrella agreement of the organisation, or None.

    Its own officer, or a desk or facilitator who writes it down for others; the hat worn first.
    """
    hats = [hat for hat in actor.hats if hat.role in DECIDING]
    own = [hat for hat in hats if hat.organisation_id == organisation_id]
    scribes = [hat for hat in hats if hat.organisation_kind in DESK | FACILITATORS]
    found = [*own, *sorted(scribes, key=lambda hat: hat != actor.worn)]
    return found[0] if found else None


def can_start_umbrella(actor: Actor, source_kinds: Collection[str]) -> Verdict:
    """An officer of a source for itself, or a desk or facilitator for others, writes one down."""
    is_source = any(
        hat.organisation_kind in source_kinds and hat.role in DECIDING for hat in actor.hats
    )
    if is_source or recording_hat(actor) is not None:
        return ALLOWED
    return refuse(_("Perjanjian payung dicatat oleh sumbernya, petugas daerah, atau fasilitator."))


def can_record_umbrella(actor: Actor, organisation_id: int) -> Verdict:
    """Nobody of another company writes one company's agreement."""
    if recording_hat(actor, organisation_id) is not None:
        return ALLOWED
    return refuse(_("Perjanjian payung ini dicatat oleh sumbernya sendiri atau petugas daerah."))


def can_change_umbrella(actor: Actor, umbrella: Umbrella) -> Verdict:
    """The company's officers and those of whoever wrote it down change it, while it runs."""
    if umbrella.ended_at is not None:
        return refuse(_("Perjanjian payung ini sudah diakhiri."))
    if speaks_for(actor, umbrella.organisation_id) or speaks_for(actor, umbrella.kept_by_id):
        return ALLOWED
    return refuse(_("Perjanjian payung diubah oleh sumbernya atau yang mencatatnya."))


def can_link(actor: Actor, umbrella: Umbrella, partnership: Partnership) -> Verdict:
    """The partnership's desk, or who may change the umbrella, puts one under the other."""
    if umbrella.ended_at is not None:
        return refuse(_("Perjanjian payung ini sudah diakhiri."))
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_convener(actor, partnership):
        return ALLOWED
    return can_change_umbrella(actor, umbrella)

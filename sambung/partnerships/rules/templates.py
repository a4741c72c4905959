"""Who keeps a road: the desk of its region, an officer of its programme; the shipped one nobody."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.parties.models import Programme
from sambung.partnerships.models import RoadTemplate
from sambung.partnerships.rules.partnership import DECIDING, DESK, speaks_for


def desk_hats(actor: Actor) -> list[Hat]:
    """Return the hats in which the actor keeps roads for a region, the worn one first."""
    hats = [hat for hat in actor.hats if hat.organisation_kind in DESK and hat.role in DECIDING]
    return sorted((hat for hat in hats if hat.region_code), key=lambda hat: hat != actor.worn)


def can_keep_for_region(actor: Actor, region_code: str) -> Verdict:
    """The desk of that very region makes and changes its roads."""
    if any(hat.region_code == region_code for hat in desk_hats(actor)):
        return ALLOWED
    return refuse(_("Jalur daerah diatur oleh petugas daerah itu sendiri."))


def can_keep_for_programme(actor: Actor, programme: Programme) -> Verdict:
    """An officer of the organisation that runs the programme makes and changes its roads."""
    if speaks_for(actor, programme.organisation_id):
        return ALLOWED
    return refuse(_("Jalur program diatur oleh pengelola program itu."))


def can_edit_template(actor: Actor, template: RoadTemplate) -> Verdict:
    """The newest version is changed by who keeps it; an older one stands as it was."""
    if not template.is_current:
        return refuse(_("Versi ini sudah diganti. Ubah versi yang berlaku."))
    if template.region_id is not None:
        return can_keep_for_region(actor, template.region_id)
    if template.programme is not None:
        return can_keep_for_programme(actor, template.programme)
    if actor.is_operator:
        return ALLOWED
    return refuse(_("Jalur nasional diatur oleh pengelola Sambung. Buat versi daerah Anda."))

"""Who keeps legal instruments, decrees and seasons of a region."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.governance.models import Decree, ElectionSeason, LegalInstrument
from sambung.parties.models import OrganisationKind as K
from sambung.parties.models import Role

DESK = frozenset([K.BAPPEDA, K.POKJA, K.OPD, K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT])
# Reads the decrees of its own region, beside those who keep them.
READING = DESK | frozenset([K.DISTRICT_OFFICE, K.VILLAGE_GOVERNMENT, K.NGO, K.UNIVERSITY])
DECIDING = frozenset([Role.OFFICER, Role.SIGNATORY, Role.HEAD])


def keeping_hats(actor: Actor) -> list[Hat]:
    """Return the hats in which the actor keeps the law of a region."""
    return [
        hat
        for hat in actor.hats
        if hat.organisation_kind in DESK and hat.role in DECIDING and hat.region_code
    ]


def keeps(actor: Actor, organisation_id: int | None, region_code: str | None) -> bool:
    """Return whether the actor keeps the law of this place in the organisation."""
    return any(
        hat.organisation_id == organisation_id
        and region_code is not None
        and f"{region_code}.".startswith(f"{hat.region_code}.")
        for hat in keeping_hats(actor)
    )


def can_keep(actor: Actor) -> Verdict:
    """A desk writes down instruments, decrees and seasons of its own region."""
    if keeping_hats(actor):
        return ALLOWED
    return refuse(_("Dasar hukum daerah ditulis oleh petugas daerahnya."))


def can_keep_at(actor: Actor, organisation_id: int | None, region_code: str | None) -> Verdict:
    """A desk writes in its own name, for its own region or a place in it."""
    if keeps(actor, organisation_id, region_code):
        return ALLOWED
    return refuse(_("Anda hanya dapat menulis untuk daerah organisasi Anda sendiri."))


def can_edit_instrument(actor: Actor, instrument: LegalInstrument) -> Verdict:
    """What was shipped stays as it is; a desk changes what it wrote itself."""
    if instrument.kept_by_id is None:
        return refuse(_("Peraturan ini dari daftar bersama. Tulis peraturan daerah Anda sendiri."))
    return can_keep_at(actor, instrument.kept_by_id, instrument.region_id)


def can_edit_decree(actor: Actor, decree: Decree) -> Verdict:
    """The desk that keeps a decree changes or withdraws it while it stands."""
    if decree.withdrawn_at is not None:
        return refuse(_("Keputusan ini sudah dicabut."))
    return can_keep_at(actor, decree.kept_by_id, decree.region_id)


def can_remove_season(actor: Actor, season: ElectionSeason) -> Verdict:
    """The desk that set a season takes it out."""
    return can_keep_at(actor, season.kept_by_id, season.region_id)

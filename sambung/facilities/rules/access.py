"""Who may see a facility, write down its water and its checks, and name who checks."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.facilities.models import Facility, FacilityState, WatchCheck, WaterTest
from sambung.parties.models import OrganisationKind as K
from sambung.parties.models import Role

DESK = frozenset([K.BAPPEDA, K.POKJA, K.OPD])
# Read every facility of their own region, beside its parties.
READING = DESK | frozenset(
    [K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT, K.DISTRICT_OFFICE, K.PUSKESMAS]
    + [K.NGO, K.UNIVERSITY]
)
DECIDING = frozenset([Role.OFFICER, Role.SIGNATORY, Role.HEAD])


def covers(hat: Hat, code: str) -> bool:
    """Return whether the hat's own region holds the place; national hats hold none here."""
    return hat.region_code is not None and f"{code}.".startswith(f"{hat.region_code}.")


def is_desk(actor: Actor, facility: Facility) -> bool:
    """Return whether the actor decides at the desk of the facility's district."""
    return any(
        hat.organisation_kind in DESK and hat.role in DECIDING and covers(hat, facility.village_id)
        for hat in actor.hats
    )


def speaks_for(actor: Actor, organisation_id: int | None) -> bool:
    """Return whether the actor may bind the organisation: its officer, or by its own link."""
    if organisation_id is None:
        return False
    hat = actor.hat_in(organisation_id)
    if hat is not None and hat.role in DECIDING:
        return True
    return actor.link_organisation_id == organisation_id


def is_of(actor: Actor, facility: Facility) -> bool:
    """Return whether the actor decides in a party, the owner or the operator of the facility."""
    own = {party.pk for party in facility.parties.all()}
    own |= {pk for pk in (facility.owner_id, facility.operator_id) if pk is not None}
    return any(speaks_for(actor, pk) for pk in own)


def can_read_all(actor: Actor, facility: Facility) -> Verdict:
    """Parties and the officials of the place read files and names; the public does not."""
    if actor.is_operator or is_of(actor, facility) or is_desk(actor, facility):
        return ALLOWED
    own = {party.pk for party in facility.parties.all()}
    if any(hat.organisation_id in own for hat in actor.hats):
        return ALLOWED
    if any(
        hat.organisation_kind in READING and covers(hat, facility.village_id) for hat in actor.hats
    ):
        return ALLOWED
    return refuse(_("Berkas dan catatan dibaca oleh para pihak dan petugas daerahnya."))


def can_change(actor: Actor, facility: Facility) -> Verdict:
    """Parties, owner, operator and the desk write down what they know of a facility."""
    if is_of(actor, facility) or is_desk(actor, facility):
        return ALLOWED
    return refuse(_("Sarana ini dicatat oleh para pihak, pemilik, pengelola, atau petugas daerah."))


def can_record_test(actor: Actor, facility: Facility) -> Verdict:
    """A water test is also written down by those who read the place: its Puskesmas and its OPD."""
    if facility.state == FacilityState.ENDED:
        return refuse(_("Sarana ini tidak dipakai lagi."))
    reads = any(
        hat.organisation_kind in READING
        and hat.role in DECIDING
        and covers(hat, facility.village_id)
        for hat in actor.hats
    )
    return ALLOWED if reads else can_change(actor, facility)


def can_withdraw_test(actor: Actor, test: WaterTest) -> Verdict:
    """A test is withdrawn by the organisation that wrote it down, or by the desk."""
    if test.withdrawn_at is not None:
        return refuse(_("Hasil uji ini sudah ditarik."))
    if speaks_for(actor, test.organisation_id) or is_desk(actor, test.facility):
        return ALLOWED
    return refuse(_("Hasil uji ditarik oleh yang mencatatnya atau oleh petugas daerah."))


def can_do_check(actor: Actor, check: WatchCheck) -> Verdict:
    """A check is done once, by its duty holder; or written down by the desk."""
    if check.done_on is not None:
        return refuse(_("Pemeriksaan ini sudah dicatat."))
    if speaks_for(actor, check.organisation_id) or is_desk(actor, check.facility):
        return ALLOWED
    if check.organisation_id is None:
        return can_change(actor, check.facility)
    return refuse(_("Pemeriksaan dicatat oleh penanggung jawabnya atau petugas daerah."))


def can_reassign(actor: Actor, check: WatchCheck) -> Verdict:
    """Who holds an open check may pass it on; so may the desk, and anyone of it when nobody does.

    Naming another party is a proposal only in words: the duty itself is agreed in the partnership.
    """
    if check.done_on is not None:
        return refuse(_("Pemeriksaan ini sudah dicatat."))
    if speaks_for(actor, check.organisation_id) or is_desk(actor, check.facility):
        return ALLOWED
    if check.organisation_id is None:
        return can_change(actor, check.facility)
    return refuse(_("Pemeriksaan dialihkan oleh penanggung jawabnya atau petugas daerah."))


def can_add_check(actor: Actor, facility: Facility) -> Verdict:
    """A check is added to the watch of a facility that was handed over."""
    if facility.state != FacilityState.OPEN:
        return refuse(_("Pemantauan dimulai sesudah serah terima."))
    return can_change(actor, facility)

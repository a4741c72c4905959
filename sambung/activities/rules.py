"""Who may record, change, check and publish what a company or programme did."""

from django.utils.translation import gettext as _

from sambung.activities.models import Activity, ActivityState, Recap
from sambung.core.access import ALLOWED, Actor, Hat, Refused, Verdict, refuse
from sambung.needs.rules import covers, desk_hat
from sambung.parties.models import OrganisationKind as K
from sambung.parties.models import Role
from sambung.parties.rules import GOVERNING_KINDS, guest_in, hat_covers, may_record
from sambung.ui.formats import count

# Read everything of their own region: who answers for it, and who facilitates in it. A company,
# a bank or a forum of companies does not: it sees its own and what was published.
READING = frozenset(
    [K.BAPPEDA, K.POKJA, K.OPD, K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT, K.DISTRICT_OFFICE]
    + [K.VILLAGE_GOVERNMENT, K.PUSKESMAS, K.FORUM_PKP, K.NGO, K.UNIVERSITY]
)
DECIDING = frozenset([Role.OFFICER, Role.SIGNATORY, Role.HEAD])
PHOTOS_AT_MOST = 12
# Make and read the recap of a place: who answers for it. Companies and villages do not.
RECAPPING = GOVERNING_KINDS | {K.OPD}


def is_source(actor: Actor, organisation_id: int) -> bool:
    """Return whether the actor may speak for the organisation: its officer, or its guest link."""
    hat = actor.hat_in(organisation_id)
    if hat is not None and hat.role in DECIDING:
        return True
    return guest_in(actor, organisation_id)


def is_recorder(actor: Actor, activity: Activity) -> bool:
    """Return whether the actor is an officer of the organisation that wrote it down."""
    hat = actor.hat_in(activity.recorded_in_id)
    return hat is not None and hat.role in DECIDING


def reading_hat(actor: Actor, code: str) -> Hat | None:
    """Return an official hat that reads the register of the place, or None."""
    return next(
        (
            hat
            for hat in actor.hats
            if hat.organisation_kind in READING
            and hat.role in DECIDING
            and hat.region_code is not None
            and covers(hat, code)
        ),
        None,
    )


def can_start(actor: Actor) -> Verdict:
    """Say whether the actor may record any activity: their own organisation's, or atas nama."""
    if actor.guest is not None or may_record(actor):
        return ALLOWED
    if any(hat.role in DECIDING for hat in actor.hats):
        return ALLOWED
    return refuse(_("Realisasi dicatat oleh petugas daerah, fasilitator, atau sumbernya sendiri."))


def can_record(actor: Actor, organisation_id: int, code: str) -> Verdict:
    """Say whether the actor may record what the organisation did there.

    The organisation itself may, anywhere; officers and facilitators of the place may atas nama.
    """
    if is_source(actor, organisation_id):
        return ALLOWED
    if not may_record(actor) or actor.worn is None:
        return refuse(
            _("Realisasi dicatat oleh petugas daerah, fasilitator, atau sumbernya sendiri.")
        )
    if not covers(actor.worn, code):
        return refuse(_("Tempat ini di luar wilayah %s.") % actor.worn.organisation_name)
    return ALLOWED


def is_own_report(activity: Activity) -> bool:
    """Return whether the source itself wrote it down."""
    return activity.recorded_in_id == activity.organisation_id


def can_edit(actor: Actor, activity: Activity) -> Verdict:
    """Say whether the actor may change what is written: the source; atas nama the recorder or desk.

    What the source itself reported is changed by the source alone.
    """
    if activity.removed_at is not None:
        return refuse(_("Realisasi ini sudah dikeluarkan dari daftar. Kembalikan dahulu."))
    if is_source(actor, activity.organisation_id):
        return ALLOWED
    if is_own_report(activity):
        return refuse(_("Ini laporan sumbernya sendiri. Mintalah sumbernya memperbaiki."))
    if is_recorder(actor, activity) or desk_hat(actor, activity.region_id):
        return ALLOWED
    return refuse(_("Catatan ini diubah oleh yang mencatat, sumbernya, atau petugas daerah."))


def can_check(actor: Actor, activity: Activity) -> Verdict:
    """Say whether the actor may write down whether it works: who belongs to it or to the place."""
    if activity.removed_at is not None:
        return refuse(_("Realisasi ini sudah dikeluarkan dari daftar. Kembalikan dahulu."))
    if is_source(actor, activity.organisation_id) or is_recorder(actor, activity):
        return ALLOWED
    if reading_hat(actor, activity.region_id):
        return ALLOWED
    return refuse(_("Pemeriksaan dicatat oleh sumbernya, desa, fasilitator, atau petugas daerah."))


def can_lead(actor: Actor, activity: Activity) -> Verdict:
    """Say whether the actor may hand over, stop, link: the source, its recorder, or the desk."""
    if activity.removed_at is not None:
        return refuse(_("Realisasi ini sudah dikeluarkan dari daftar. Kembalikan dahulu."))
    if is_source(actor, activity.organisation_id) or is_recorder(actor, activity):
        return ALLOWED
    if desk_hat(actor, activity.region_id):
        return ALLOWED
    return refuse(_("Langkah ini milik sumbernya, yang mencatat, atau petugas daerah."))


def can_hand_over(actor: Actor, activity: Activity) -> Verdict:
    """Say whether the handover (BAST) may be written down now."""
    if activity.state == ActivityState.STOPPED:
        return refuse(_("Kegiatan ini berhenti. Lanjutkan dahulu, baru catat serah terimanya."))
    return can_lead(actor, activity)


def can_stop(actor: Actor, activity: Activity) -> Verdict:
    """Say whether it may be marked as stopped: not after the handover."""
    if activity.state in {ActivityState.HANDED_OVER, ActivityState.STOPPED}:
        return refuse(_("Keadaannya sudah: %s.") % activity.get_state_display())
    return can_lead(actor, activity)


def can_resume(actor: Actor, activity: Activity) -> Verdict:
    """Say whether a stopped activity may go on."""
    if activity.state != ActivityState.STOPPED:
        return refuse(_("Kegiatan ini tidak sedang berhenti."))
    return can_lead(actor, activity)


def can_remove(actor: Actor, activity: Activity) -> Verdict:
    """Say whether it may leave the register: who may change it; a published one not."""
    if activity.published_at is not None:
        return refuse(_("Realisasi ini tampil untuk publik. Tarik dahulu dari publik."))
    return can_edit(actor, activity)


def can_restore(actor: Actor, activity: Activity) -> Verdict:
    """Say whether what was removed may come back: by its source, its recorder, or the desk."""
    if activity.removed_at is None:
        return refuse(_("Realisasi ini masih ada dalam daftar."))
    if is_source(actor, activity.organisation_id) or is_recorder(actor, activity):
        return ALLOWED
    if desk_hat(actor, activity.region_id):
        return ALLOWED
    return refuse(_("Dikembalikan oleh sumbernya, yang mencatat, atau petugas daerah."))


def can_ask_source(actor: Actor, activity: Activity) -> Verdict:
    """Say whether the actor may ask the source to confirm or to agree to publishing."""
    if activity.removed_at is not None or activity.published_at is not None:
        return refuse(_("Tidak ada yang perlu diminta lagi."))
    worn = actor.worn
    if worn is None or not may_record(actor) or worn.organisation_id == activity.organisation_id:
        return refuse(_("Persetujuan diminta oleh petugas daerah atau fasilitator."))
    return can_lead(actor, activity)


def can_publish(actor: Actor, activity: Activity, *, has_agreed: bool) -> Verdict:
    """Say whether the public may see it: by the source's own act, or by the desk once it agreed.

    `has_agreed`: the source confirmed a record that said it would be published.
    """
    if activity.removed_at is not None or activity.published_at is not None:
        return refuse(_("Realisasi ini sudah tampil, atau sudah dikeluarkan dari daftar."))
    if is_source(actor, activity.organisation_id):
        return ALLOWED
    if not has_agreed:
        return refuse(_("Tampil untuk publik setelah sumbernya sendiri setuju. Mintalah dahulu."))
    return can_lead(actor, activity)


def can_unpublish(actor: Actor, activity: Activity) -> Verdict:
    """Say whether it may be taken from the public: by its source, its recorder, or the desk."""
    if activity.published_at is None:
        return refuse(_("Realisasi ini belum tampil untuk publik."))
    return can_lead(actor, activity)


def people_fit(people: int | None, households: int | None) -> Verdict:
    """Say whether the counts are possible: no fewer people than households."""
    if people is None or households is None or people >= households:
        return ALLOWED
    return refuse(
        _("%(people)s jiwa tidak mungkin kurang dari %(households)s KK.")
        % {"people": count(people), "households": count(households)}
    )


def recaps_place(hat: Hat | None, code: str) -> bool:
    """Return whether the hat answers for the place, its own or one inside."""
    return (
        hat is not None
        and hat.region_code is not None
        and hat.organisation_kind in RECAPPING
        and hat_covers(hat, code)
    )


def can_read_recap(actor: Actor, code: str) -> Verdict:
    """Say whether the actor may read the recap of the place: whoever answers for it."""
    if actor.is_operator or any(recaps_place(hat, code) for hat in actor.hats):
        return ALLOWED
    return refuse(_("Rekap dibaca oleh pemerintah daerah wilayah itu sendiri."))


def reads_recaps(actor: Actor) -> bool:
    """Return whether the actor answers for any region."""
    return any(recaps_place(hat, hat.region_code or "") for hat in actor.hats)


def can_issue_recap(actor: Actor, code: str) -> Verdict:
    """Say whether the actor may issue or withdraw a recap: an officer in the hat worn now."""
    worn = actor.worn
    if worn is not None and worn.role in DECIDING and recaps_place(worn, code):
        return ALLOWED
    return refuse(_("Rekap diterbitkan oleh petugas pemerintah daerah wilayah itu sendiri."))


def recapping_hat(actor: Actor, code: str) -> Hat:
    """Return the hat worn, in which a recap is issued; raise Refused for who may not."""
    verdict = can_issue_recap(actor, code)
    if actor.worn is None or not verdict:
        raise Refused(verdict.reason)
    return actor.worn


def can_withdraw_recap(actor: Actor, recap: Recap) -> Verdict:
    """Say whether the recap may be withdrawn: once, by an officer of its region."""
    if recap.withdrawn_at is not None:
        return refuse(_("Rekap ini sudah ditarik."))
    return can_issue_recap(actor, recap.region_id)

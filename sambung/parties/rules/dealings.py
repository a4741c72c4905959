"""Who may work with a company's page, its papers, tasks, and pass duties on."""

from datetime import datetime

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties.models import Contact, Membership, Organisation, Role, Succession, Task
from sambung.parties.rules.hats import RANK, acts_for, may_record, officer_of


def can_edit_letterhead(actor: Actor, organisation: Organisation) -> Verdict:
    """An organisation's own officers say how its papers look."""
    if actor.is_operator or acts_for(actor, organisation.pk):
        return ALLOWED
    return refuse(_("Kop surat diatur oleh petugas organisasi itu sendiri."))


def can_keep_dealings(actor: Actor, organisation: Organisation) -> Verdict:
    """Officers who work with other parties keep their own notes on them, each house its own."""
    if actor.worn is None or not may_record(actor):
        return refuse(_("Catatan hubungan ditulis oleh petugas yang bekerja dengan pihak ini."))
    if actor.worn.organisation_id == organisation.pk:
        return refuse(_("Ini organisasi Anda sendiri; catatan hubungan untuk pihak lain."))
    return ALLOWED


def can_edit_dealing(actor: Actor, kept_by_id: int) -> Verdict:
    """What a house wrote down for itself is changed by its own officers."""
    if officer_of(actor, kept_by_id):
        return ALLOWED
    return refuse(_("Catatan ini diubah oleh petugas organisasi yang menyimpannya."))


def can_add_task(actor: Actor, owner_id: int) -> Verdict:
    """Anybody with a hat writes tasks for themselves; officers also for their colleagues."""
    if actor.worn is None:
        return refuse(_("Anda belum menjadi anggota organisasi mana pun."))
    if owner_id == actor.user_id or officer_of(actor, actor.worn.organisation_id):
        return ALLOWED
    return refuse(_("Tugas untuk orang lain dibagikan oleh petugas organisasi."))


def can_work_task(actor: Actor, task: Task) -> Verdict:
    """A task is changed by its owner or an officer of the organisation it belongs to."""
    is_own = task.owner_id == actor.user_id and actor.hat_in(task.kept_by_id) is not None
    if is_own or officer_of(actor, task.kept_by_id):
        return ALLOWED
    return refuse(_("Tugas ini diurus oleh pemiliknya atau petugas organisasinya."))


def can_edit_contact(actor: Actor, contact: Contact) -> Verdict:
    """A contact is changed by officers of the house that keeps it, or of its own organisation."""
    if officer_of(actor, contact.kept_by_id) or officer_of(actor, contact.organisation_id):
        return ALLOWED
    return refuse(_("Kontak diubah oleh petugas yang menyimpannya atau organisasinya sendiri."))


def can_pass_duties(actor: Actor, membership: Membership, successor: Membership | None) -> Verdict:
    """A person hands over what they hold; an officer of at least their role may do it for them."""
    is_own = actor.user_id is not None and actor.user_id == membership.user_id
    role = membership.role if RANK[Role(membership.role)] else Role.OFFICER
    if not is_own and not acts_for(actor, membership.organisation_id, at_least=role):
        return refuse(_("Tugas dipindahkan oleh orangnya sendiri atau pimpinan organisasinya."))
    if successor is None:
        return ALLOWED
    is_colleague = successor.organisation_id == membership.organisation_id
    if not is_colleague or successor.ended_at or successor.user_id == membership.user_id:
        return refuse(_("Pilih pengganti dari anggota organisasi yang sama."))
    return ALLOWED


def can_undo_succession(actor: Actor, succession: Succession, since: datetime) -> Verdict:
    """Within seven days the successor, or an officer of at least that role, takes it back."""
    if succession.undone_at:
        return refuse(_("Pindah tugas ini sudah dibatalkan."))
    if succession.done_at and succession.done_at < since:
        return refuse(_("Lewat tujuh hari, pindah tugas tidak dapat dibatalkan lagi."))
    named = {succession.successor_id, None if succession.done_at else succession.leaver_id}
    if actor.user_id is not None and actor.user_id in named:
        return ALLOWED
    role = succession.passed.get("role", Role.OFFICER)
    at_least = role if RANK[Role(role)] else Role.OFFICER
    if acts_for(actor, succession.organisation_id, at_least=at_least):
        return ALLOWED
    return refuse(_("Pindah tugas dibatalkan oleh penggantinya atau pimpinan organisasinya."))

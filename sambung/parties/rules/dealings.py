"""Who may work with a company's page, its papers, tasks, and pass duties on."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties.models import Contact, Organisation, Task
from sambung.parties.rules.hats import acts_for, may_record, officer_of


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

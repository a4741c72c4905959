"""Who may bring a table, who may go on with it, and when it may be taken back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, SYSTEM, Actor, Verdict, refuse
from sambung.exchange.lifecycle import OPEN
from sambung.exchange.models import ImportRun, ImportState
from sambung.parties.rules import acts_for, may_record

CORRECTABLE = frozenset([ImportState.PREVIEW])


def can_import(actor: Actor) -> Verdict:
    """Say whether the actor may bring a table: an officer who records for others, of a place."""
    if not actor.is_known:
        return refuse(_("Masuk dahulu untuk memasukkan data dari Excel."))
    if not may_record(actor) or actor.worn is None:
        return refuse(_("Data dari Excel dimasukkan oleh petugas atau fasilitator wilayah."))
    if actor.worn.region_code is None:
        return refuse(_("Peran yang dipakai sekarang tidak punya wilayah. Ganti peran dahulu."))
    return ALLOWED


def can_work_on(actor: Actor, run: ImportRun) -> Verdict:
    """Say whether the actor goes on with an import: an officer of its organisation, in that hat."""
    if actor is SYSTEM or acts_for(actor, run.organisation_id):
        return ALLOWED
    return refuse(
        _("Impor ini milik %s. Ganti peran Anda di pojok atas, lalu lanjutkan.") % run.organisation
    )


def can_drop(actor: Actor, run: ImportRun) -> Verdict:
    """Say whether an import may be given up: nothing of it went in, and nothing is going in."""
    if run.state not in OPEN:
        return refuse(_("Impor ini tidak dapat dihentikan lagi: %s.") % state_words(run))
    return can_work_on(actor, run)


def can_match(actor: Actor, run: ImportRun) -> Verdict:
    """Say whether the columns may be matched (again): before anything went in."""
    if run.state not in {ImportState.MATCHING, ImportState.PREVIEW}:
        return refuse(_("Kolom tidak dapat diubah lagi: %s.") % state_words(run))
    return can_work_on(actor, run)


def can_correct(actor: Actor, run: ImportRun) -> Verdict:
    """Say whether rows may be corrected or left out: while they are looked over."""
    if run.state not in CORRECTABLE:
        return refuse(_("Baris tidak dapat diubah lagi: %s.") % state_words(run))
    return can_work_on(actor, run)


def can_commit(actor: Actor, run: ImportRun) -> Verdict:
    """Say whether the looked-over rows may go in."""
    if run.state != ImportState.PREVIEW:
        return refuse(_("Impor ini belum siap dimasukkan: %s.") % state_words(run))
    return can_work_on(actor, run)


def can_undo(actor: Actor, run: ImportRun, built_on: Sequence[str]) -> Verdict:
    """Say whether what went in may be taken out: as long as nothing was built on it."""
    if run.state != ImportState.DONE:
        return refuse(_("Hanya impor yang sudah masuk yang dapat dibatalkan."))
    if built_on:
        return refuse(
            _("Impor ini tidak dapat dibatalkan, karena sudah dipakai: %s.") % "; ".join(built_on)
        )
    return can_work_on(actor, run)


def state_words(run: ImportRun) -> str:
    """Return the state in words."""
    return str(run.get_state_display())

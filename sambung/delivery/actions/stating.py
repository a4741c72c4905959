"""What every statement shares: in whose name it is made, once, and over the version seen."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor, Conflict, Refused
from sambung.delivery import rules
from sambung.delivery.rules import Circle
from sambung.parties.actions import GroundGiven, record_on_behalf
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.actions import lock_document
from sambung.partnerships.models import Document, Partnership

M = TypeVar("M", bound=Model)

__all__ = [
    "change",
    "in_name_of",
    "lock",
    "not_to_come",
    "of_partnership",
    "once",
    "reasoned",
    "shown",
]


def in_name_of(
    *,
    subject: Model,
    circle: Circle,
    organisation: Organisation,
    by: Actor,
    ground: GroundGiven | None,
) -> None:
    """Let a party state for itself; written down for another it needs a ground and stays so marked.

    Call after the subject has its number; raises Refused without a ground.
    """
    rules.can_state(by, circle, organisation.pk).or_raise()
    if partnership_rules.speaks_for(by, organisation.pk):
        return
    if ground is None or not ground.ground:
        raise Refused(_("Pilih dasar mencatat atas nama pihak lain: surat, foto, atau notulen."))
    record_on_behalf(
        subject=subject,
        organisation=organisation,
        by=by,
        ground=ground.ground,
        note=ground.note,
        file=ground.file,
        stored=ground.stored,
    )


def not_to_come(day: date) -> None:
    """Refuse a day that has not happened yet."""
    if day > timezone.localdate():
        raise Refused(_("Tanggal ini belum terjadi."))


def reasoned(reason: str) -> str:
    """Return the reason as it is kept; refuse an empty one."""
    if not reason.strip():
        raise Refused(_("Tulis alasannya dalam satu kalimat, supaya pihak lain mengerti."))
    return reason.strip()[:300]


def of_partnership(document: Document | None, partnership: Partnership) -> Document | None:
    """Return the document if it may serve as evidence here; Conflict when it may not."""
    if document is None:
        return None
    if document.partnership_id != partnership.pk or document.withdrawn_at is not None:
        raise Conflict(_("Dokumen ini bukan dari kemitraan ini, atau sudah ditarik."))
    if document.is_private:
        raise Conflict(_("Dokumen ini masih konsep; bagikan dahulu sebelum menjadi bukti."))
    return document


def shown(document: Document | None) -> str:
    """Return the hash of a document's file as it is now; empty without one."""
    return document.file.sha256 if document is not None and document.file is not None else ""


def change(thing: M, version: int | None, *, words: str = "", **changes: Any) -> M:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = thing.version if version is None else version  # type: ignore[attr-defined]
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=seen)
    if not rows.update(version=F("version") + 1, **changes):
        raise Conflict(words or _("Ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    thing.refresh_from_db()
    return thing


def lock(document: Document | None) -> None:
    """Keep the version a verification rests on as it is; another file is a new version."""
    if document is not None:
        lock_document(document)

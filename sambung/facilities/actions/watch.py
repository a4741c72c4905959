"""The checks of the watch: done with an outcome, passed on with a reason, added."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Refused
from sambung.facilities import rules
from sambung.facilities.models import Facility, WatchCheck
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation


@dataclass(frozen=True)
class Seen:
    """What a check found."""

    on: date
    is_good: bool
    note: str = ""


@transaction.atomic
def record_check(
    *,
    check: WatchCheck,
    seen: Seen,
    by: Actor,
    file: "UploadedFile[Any] | None" = None,
    version: int | None = None,
    token: str = "",
) -> WatchCheck:
    """Write down a check that was done, once: good or not, what was seen, with a photo.

    Not good needs words. The facility is locked, so that its handover is not undone meanwhile.
    """
    Facility.objects.select_for_update().get(pk=check.facility_id)
    rules.can_do_check(by, check).or_raise()
    once(token)
    if seen.on > timezone.localdate():
        raise Refused(_("Tanggal ini belum terjadi."))
    if not seen.is_good and not seen.note.strip():
        raise Refused(_("Tulis apa yang tidak baik, supaya dapat diperbaiki."))
    change(
        check,
        version,
        done_on=seen.on,
        is_good=seen.is_good,
        note=seen.note.strip()[:300],
        done_by_id=by.user_id,
    )
    if file is not None:
        check.file = files.store(file, owner=check, by=by)
        check.save(update_fields=["file"])
    audit.record(
        "watch.checked", check, by=by, scope=check.facility, kind=check.kind, is_good=seen.is_good
    )
    return check


@transaction.atomic
def reassign_check(
    *,
    check: WatchCheck,
    organisation: Organisation | None,
    holder: str,
    due_on: date,
    reason: str,
    by: Actor,
    version: int | None = None,
) -> WatchCheck:
    """Name another duty holder, or move the day, with a reason; the earlier stays in the trail."""
    rules.can_reassign(by, check).or_raise()
    if not reason.strip():
        raise Refused(_("Tulis alasannya dalam satu kalimat."))
    before_id, before_on = check.organisation_id, str(check.due_on)
    new_id = organisation.pk if organisation else None
    try:
        with transaction.atomic():
            change(
                check, version, organisation_id=new_id, holder=holder.strip()[:160], due_on=due_on
            )
    except IntegrityError as error:
        raise Refused(_("Pada tanggal itu sudah ada pemeriksaan yang sama.")) from error
    audit.record(
        "watch.reassigned",
        check,
        by=by,
        scope=check.facility,
        kind=check.kind,
        party=new_id,
        reason=reason.strip()[:300],
        from_party=before_id,
        from_on=before_on,
    )
    return check


@transaction.atomic
def add_check(
    *,
    facility: Facility,
    kind: str,
    due_on: date,
    by: Actor,
    organisation: Organisation | None = None,
    token: str = "",
) -> WatchCheck:
    """Add a check to the watch of an open facility."""
    rules.can_add_check(by, facility).or_raise()
    once(token)
    if facility.opened_on is not None and due_on < facility.opened_on:
        raise Refused(_("Tanggal ini sebelum serah terima."))
    check, is_new = WatchCheck.objects.get_or_create(
        facility=facility, kind=kind, due_on=due_on, defaults={"organisation": organisation}
    )
    if not is_new:
        raise Refused(_("Pada tanggal itu sudah ada pemeriksaan yang sama."))
    audit.record("watch.added", check, by=by, scope=facility, kind=kind, due_on=str(due_on))
    return check


def change(check: WatchCheck, version: int | None, **values: object) -> None:
    """Write the values on an open check nobody changed since `version` (or since it was read)."""
    seen = check.version if version is None else version
    changed = WatchCheck.objects.filter(pk=check.pk, version=seen, done_on__isnull=True).update(
        version=F("version") + 1, **values
    )
    if not changed:
        raise Conflict(_("Pemeriksaan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    check.refresh_from_db()

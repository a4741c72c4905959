"""Take an activity on: handed over, stopped and resumed, linked, removed and brought back."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.models import Activity, ActivityState
from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Refused
from sambung.needs.models import Package
from sambung.needs.queries import packages_visible_to
from sambung.partnerships import queries as partnerships
from sambung.partnerships.models import Partnership


def moved(activity: Activity, version: int | None, **values: Any) -> Activity:
    """Save the values over the version the person saw, else raise Conflict."""
    rows = Activity.objects.filter(pk=activity.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(**values, version=F("version") + 1, saved_at=timezone.now()):
        raise Conflict(
            _("Realisasi ini baru saja diubah orang lain. Muat ulang halamannya, lalu ulangi.")
        )
    activity.refresh_from_db()
    return activity


@transaction.atomic
def hand_over(
    *,
    activity: Activity,
    by: Actor,
    number: str = "",
    on: date | None = None,
    file: "UploadedFile[Any] | None" = None,
    version: int | None = None,
) -> Activity:
    """Record the handover (BAST) with its number, day and paper, as far as they are known."""
    rules.can_hand_over(by, activity).or_raise()
    handed = moved(
        activity,
        version,
        state=ActivityState.HANDED_OVER,
        bast_number=number.strip() or activity.bast_number,
        bast_on=on or activity.bast_on,
    )
    if file is not None:
        stored = files.store(file, owner=handed, by=by)
        handed.photos.create(file=stored, caption=_("BAST"), is_bast=True)
    audit.record("activity.handed_over", handed, by=by, on=str(on or ""))
    return handed


@transaction.atomic
def stop_activity(
    *, activity: Activity, reason: str, by: Actor, version: int | None = None
) -> Activity:
    """Record that the activity stopped before it was handed over, and why."""
    rules.can_stop(by, activity).or_raise()
    before, words = activity.state, must_say(reason)
    stopped = moved(activity, version, state=ActivityState.STOPPED)
    audit.record("activity.stopped", stopped, by=by, before=before, reason=words)
    return stopped


@transaction.atomic
def resume_activity(*, activity: Activity, by: Actor, version: int | None = None) -> Activity:
    """Record that a stopped activity goes on."""
    rules.can_resume(by, activity).or_raise()
    resumed = moved(activity, version, state=ActivityState.RUNNING)
    audit.record("activity.resumed", resumed, by=by)
    return resumed


@transaction.atomic
def remove_activity(
    *, activity: Activity, reason: str, by: Actor, version: int | None = None
) -> Activity:
    """Take an activity out of the register with a reason; its row and trail stay."""
    rules.can_remove(by, activity).or_raise()
    words = must_say(reason)
    removed = moved(activity, version, removed_at=timezone.now(), removed_reason=words[:300])
    audit.record("activity.removed", removed, by=by, reason=words)
    return removed


@transaction.atomic
def restore_activity(*, activity: Activity, by: Actor, version: int | None = None) -> Activity:
    """Bring back what was taken out of the register."""
    rules.can_restore(by, activity).or_raise()
    back = moved(activity, version, removed_at=None, removed_reason="")
    audit.record("activity.restored", back, by=by)
    return back


@transaction.atomic
def link_activity(
    *,
    activity: Activity,
    by: Actor,
    package: Package | None = None,
    partnership: Partnership | None = None,
    version: int | None = None,
) -> Activity:
    """Tie the activity to a package or a partnership the actor sees, or to none of them."""
    rules.can_lead(by, activity).or_raise()
    if package and not packages_visible_to(by).filter(pk=package.pk).exists():
        raise Refused(_("Kegiatan siap didukung itu tidak dapat Anda lihat."))
    if partnership and not partnerships.visible_to(by).filter(pk=partnership.pk).exists():
        raise Refused(_("Kemitraan itu tidak dapat Anda lihat."))
    linked = moved(activity, version, package=package, partnership=partnership)
    audit.record(
        "activity.linked",
        linked,
        by=by,
        package=package.pk if package else None,
        partnership=partnership.pk if partnership else None,
    )
    return linked


def must_say(reason: str) -> str:
    """Return the reason; refuse an empty one."""
    if not reason.strip():
        raise Refused(_("Tulis alasannya dalam satu kalimat."))
    return reason.strip()

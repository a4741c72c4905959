"""Look at an activity again: checks and photos, and what they say now."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.actions.recording import PhotosGiven, add_photos
from sambung.activities.models import Activity, ActivityCheck, ActivityPhoto, Answer
from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.models import StoredFile
from sambung.parties.actions.once import once


@dataclass(frozen=True)
class CheckFacts:
    """What somebody saw on one day."""

    on: date
    works: str = Answer.UNKNOWN
    is_used: str = Answer.UNKNOWN
    people: int | None = None
    note: str = ""


@transaction.atomic
def check_activity(
    *,
    activity: Activity,
    facts: CheckFacts,
    by: Actor,
    photos: PhotosGiven | None = None,
    origin_key: str = "",
    token: str = "",
) -> ActivityCheck:
    """Write down whether it works and is used, seen on one day; the same key writes it once.

    The activity then says the latest known answer to each; an older day changes no newer answer.
    """
    rules.can_check(by, activity).or_raise()
    if known := known_check(activity, origin_key):
        return known
    once(token)
    if facts.on > timezone.localdate():
        raise Refused(_("Tanggal ini belum terjadi."))
    keep_first_word(activity)
    check = activity.checks.create(
        on=facts.on,
        works=facts.works,
        is_used=facts.is_used,
        people=facts.people,
        note=facts.note.strip(),
        by_id=by.user_id,
        organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
        origin_key=origin_key or None,
    )
    say_latest(activity)
    if photos is not None:
        add_photos(activity=activity, photos=photos, by=by, origin_key=origin_key)
    audit.record("activity.checked", activity, by=by, works=facts.works, is_used=facts.is_used)
    return check


def keep_first_word(activity: Activity) -> None:
    """Keep as a check what an import said of its working: a later look adds to it."""
    is_said = {activity.works, activity.is_used} != {Answer.UNKNOWN}
    if is_said and not activity.checks.exists():
        activity.checks.create(
            on=activity.known_on or timezone.localdate(activity.created_at),
            works=activity.works,
            is_used=activity.is_used,
            by_id=activity.created_by_id,
            organisation_id=activity.recorded_in_id,
        )


def known_check(activity: Activity, origin_key: str) -> ActivityCheck | None:
    """Return the check that came with the key; Conflict when it was of another activity."""
    known = ActivityCheck.objects.filter(origin_key=origin_key).first() if origin_key else None
    if known is not None and known.activity_id != activity.pk:
        raise Conflict(_("Kiriman dengan tanda ini sudah tercatat di realisasi lain."))
    return known


def say_latest(activity: Activity) -> None:
    """Keep on the activity the latest known answers, and the newest day anything is known of."""
    rows = list(activity.checks.all())  # the newest day first
    known = [row.on for row in rows] + [activity.known_on or date.min]
    activity.works = next((row.works for row in rows if row.works != Answer.UNKNOWN), "unknown")
    activity.is_used = next(
        (row.is_used for row in rows if row.is_used != Answer.UNKNOWN), "unknown"
    )
    activity.known_on = max(known)
    activity.save(update_fields=["works", "is_used", "known_on", "saved_at"])


@transaction.atomic
def attach_paper(*, activity: Activity, file: StoredFile, by: Actor) -> None:
    """Keep the picture of a paper form with the activity it speaks of; it is never published.

    Attached twice it is kept once.
    """
    rules.can_check(by, activity).or_raise()
    caption = _("formulir kertas")
    _photo, is_new = activity.photos.get_or_create(file=file, defaults={"caption": caption})
    if is_new:
        audit.record("activity.photo_added", activity, by=by, file=file.sha256)


@transaction.atomic
def remove_photo(*, photo: ActivityPhoto, by: Actor) -> None:
    """Take a photo or paper off the activity; its bytes go with the next sweep."""
    rules.can_check(by, photo.activity).or_raise()
    rules.can_lead(by, photo.activity).or_raise()
    audit.record("activity.photo_removed", photo.activity, by=by, file=photo.file.sha256)
    photo.delete()

"""Write an activity down: by its source, or atas nama on a ground."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import queries, rules
from sambung.activities.models import (
    Activity,
    ActivityKind,
    ActivityPhoto,
    ActivityState,
    Answer,
)
from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Refused
from sambung.parties.actions import GroundGiven, record_on_behalf
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation
from sambung.regions.models import Region


@dataclass(frozen=True)
class ActivityFacts:
    """What is known of an activity; what nobody knows stays None or empty."""

    service: str
    title: str
    year: int
    kind: str = ActivityKind.OTHER
    place_note: str = ""
    programme_id: int | None = None
    started_on: date | None = None
    finished_on: date | None = None
    amount_rp: int | None = None
    gives_by: str = ""
    state: str = ActivityState.RUNNING
    bast_number: str = ""
    bast_on: date | None = None
    people: int | None = None
    households: int | None = None
    note: str = ""
    source: str = ""
    known_on: date | None = None  # None: today


@dataclass(frozen=True)
class PhotosGiven:
    """Pictures that come with a form, and who says they may be shown."""

    files: "Sequence[UploadedFile[Any]]" = ()
    consent_by: str = ""
    caption: str = ""


@transaction.atomic
def record_activity(
    *,
    organisation: Organisation,
    region: Region,
    facts: ActivityFacts,
    by: Actor,
    ground: GroundGiven | None = None,
    works: str = Answer.UNKNOWN,
    is_used: str = Answer.UNKNOWN,
    photos: PhotosGiven | None = None,
    origin_key: str = "",
    is_simulated: bool = False,
    token: str = "",
) -> Activity:
    """Write down what the organisation did there; atas nama needs a ground.

    The same `origin_key` from the same hands gives the same activity and writes nothing. Refuses
    who belongs neither to the source nor to the place, and counts that do not fit together.
    """
    rules.can_record(by, organisation.pk, region.code).or_raise()
    if known := known_by(origin_key, by):
        return known
    once(token)
    rules.people_fit(facts.people, facts.households).or_raise()
    try:
        with transaction.atomic():
            activity = create(organisation, region, facts, by, origin_key, is_simulated)
    except IntegrityError:
        if known := known_by(origin_key, by):
            return known
        raise
    audit.record("activity.recorded", activity, by=by, year=facts.year, state=facts.state)
    if not rules.is_source(by, organisation.pk):
        record_ground(activity, ground, by=by)
    if works != Answer.UNKNOWN or is_used != Answer.UNKNOWN:
        first_look(activity, works, is_used, by=by)
    if photos is not None:
        add_photos(activity=activity, photos=photos, by=by, origin_key=origin_key)
    return activity


def known_by(origin_key: str, by: Actor) -> Activity | None:
    """Return the activity that came with the key; Conflict when other hands wrote it."""
    known = queries.by_origin(origin_key)
    if known is None:
        return None
    if known.created_by_id == by.user_id or known.recorded_in_id in by.organisation_ids:
        return known
    raise Conflict(_("Kiriman dengan tanda ini sudah tercatat oleh orang lain."))


def create(
    organisation: Organisation,
    region: Region,
    facts: ActivityFacts,
    by: Actor,
    origin_key: str,
    is_simulated: bool,
) -> Activity:
    """Create the row; the source's own report counts as reported now."""
    now = timezone.now()
    is_own = rules.is_source(by, organisation.pk)
    return Activity.objects.create(
        organisation=organisation,
        region=region,
        recorded_in_id=organisation.pk if is_own or by.worn is None else by.worn.organisation_id,
        created_by_id=by.user_id,
        reported_at=now if is_own else None,
        origin_key=origin_key or None,
        is_simulated=is_simulated or organisation.is_simulated,
        **columns(facts),
    )


def columns(facts: ActivityFacts) -> dict[str, Any]:
    """Return the facts as columns; what was not dated is known as of today."""
    return {**asdict(facts), "known_on": facts.known_on or timezone.localdate()}


def record_ground(activity: Activity, given: GroundGiven | None, *, by: Actor) -> None:
    """Mark the activity as written atas nama its source; refuses without a ground."""
    if given is None:
        raise Refused(_("Sebutkan dasar catatan ini: surat, foto, notulen, atau telepon."))
    record_on_behalf(
        subject=activity,
        organisation=activity.organisation,
        by=by,
        ground=given.ground,
        note=given.note,
        file=given.file,
        stored=given.stored,
        summary=queries.summary_of(activity),
    )


def first_look(activity: Activity, works: str, is_used: str, *, by: Actor) -> None:
    """Keep what the recorder says of its working as the first check."""
    activity.checks.create(
        on=activity.known_on or timezone.localdate(),
        works=works,
        is_used=is_used,
        by_id=by.user_id,
        organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
    )
    Activity.objects.filter(pk=activity.pk).update(works=works, is_used=is_used)
    activity.works, activity.is_used = works, is_used


def add_photos(
    *, activity: Activity, photos: PhotosGiven, by: Actor, origin_key: str = ""
) -> list[ActivityPhoto]:
    """Keep pictures of the activity; a picture that came before with the same key is not doubled.

    Refused above the number kept, and for who may not check the activity.
    """
    rules.can_check(by, activity).or_raise()
    had = activity.photos.count()
    if had + len(photos.files) > rules.PHOTOS_AT_MOST:
        raise Refused(_("Paling banyak %d foto untuk satu realisasi.") % rules.PHOTOS_AT_MOST)
    kept = []
    for number, upload in enumerate(photos.files):
        key = f"{origin_key[:56]}:{number}" if origin_key else None
        if key and ActivityPhoto.objects.filter(origin_key=key).exists():
            continue
        stored = files.store(upload, owner=activity, by=by)
        kept.append(
            activity.photos.create(
                file=stored,
                caption=photos.caption,
                consent_by=photos.consent_by.strip(),
                origin_key=key,
            )
        )
        audit.record("activity.photo_added", activity, by=by, file=stored.sha256)
    return kept

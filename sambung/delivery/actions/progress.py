"""How far the work is: stated by one party with photos, verified or returned by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files
from sambung.core.access import ALLOWED, Actor, Conflict, Refused
from sambung.delivery import lifecycle, queries, rules
from sambung.delivery.actions.facts import tell
from sambung.delivery.actions.stating import in_name_of, not_to_come, once, reasoned
from sambung.delivery.models import Progress, ProgressPhoto
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Contribution, Grade, Partnership

MOST_PHOTOS = 12


@dataclass(frozen=True)
class PhotosTaken:
    """Pictures that come with a report: at which mark, when and where; who agreed to show them."""

    files: "Sequence[UploadedFile[Any]]" = ()
    mark: int = 0
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    caption: str = ""
    consent_by: str = ""


@transaction.atomic
def state_progress(
    *,
    partnership: Partnership,
    percent: int,
    on: date,
    organisation: Organisation,
    by: Actor,
    note: str = "",
    contribution: Contribution | None = None,
    photos: PhotosTaken | None = None,
    ground: GroundGiven | None = None,
    token: str = "",
) -> Progress:
    """State how far the work is on a day, of the whole or of one contribution.

    Lower than what was verified before needs a note; the verified word itself stays.
    """
    circle = queries.circle_of(partnership)
    rules.can_state(by, circle, organisation.pk).or_raise()
    once(token)
    not_to_come(on)
    _check(partnership, percent, note, contribution)
    row = Progress.objects.create(
        partnership=partnership,
        contribution=contribution,
        on=on,
        percent=percent,
        note=note.strip()[:600],
        organisation=organisation,
        by_id=by.user_id,
        at=timezone.now(),
        token=token,
    )
    in_name_of(subject=row, circle=circle, organisation=organisation, by=by, ground=ground)
    _add_photos(row, photos or PhotosTaken(), by)
    _record("progress.stated", row, by, party=organisation.pk)
    return row


@transaction.atomic
def verify_progress(
    *, progress: Progress, grade: str, by: Actor, on: date | None = None, token: str = ""
) -> Progress:
    """Verify what another stated of the progress; once.

    Raises Refused for one's own claim, Conflict when it was answered meanwhile.
    """
    verifier = _verifier(by, progress)
    once(token)
    if grade not in Grade.values:
        raise Refused(_("Pilih: diverifikasi di meja atau di lapangan."))
    day = on or timezone.localdate()
    not_to_come(day)
    if day < progress.on:
        raise Refused(_("Verifikasi tidak mendahului hari laporannya."))
    _answer(progress, verified_on=day, verifier_id=verifier, grade=grade)
    _record("progress.verified", progress, by, grade=grade, organisation_id=verifier)
    if progress.percent == 100 and progress.contribution_id is None:
        tell(progress.partnership, "works_done", by)
    return progress


@transaction.atomic
def return_progress(*, progress: Progress, reason: str, by: Actor, token: str = "") -> Progress:
    """Send a report of progress back, with a reason; it counts no longer."""
    verifier = _verifier(by, progress)
    why = reasoned(reason)
    once(token)
    _answer(progress, returned_at=timezone.now(), return_reason=why)
    _record("progress.returned", progress, by, reason=why, organisation_id=verifier)
    return progress


@transaction.atomic
def publish_photo(*, photo: ProgressPhoto, consent_by: str, by: Actor) -> ProgressPhoto:
    """Show a photo to the public of a published partnership; needs who says there is consent."""
    _may_show(photo, by).or_raise()
    if not consent_by.strip():
        raise Refused(_("Tulis siapa yang menyatakan ada persetujuan."))
    photo.consent_by, photo.is_published = consent_by.strip()[:120], True
    photo.save(update_fields=["consent_by", "is_published"])
    audit.record(
        "progress_photo.published",
        photo,
        by=by,
        scope=photo.progress.partnership,
        mark=photo.mark,
        file=photo.file.sha256,
    )
    return photo


@transaction.atomic
def hide_photo(*, photo: ProgressPhoto, by: Actor) -> ProgressPhoto:
    """Take a photo from the public at once, also when the partnership is closed."""
    _may_hide(photo, by).or_raise()
    photo.is_published = False
    photo.save(update_fields=["is_published"])
    audit.record(
        "progress_photo.hidden",
        photo,
        by=by,
        scope=photo.progress.partnership,
        mark=photo.mark,
        file=photo.file.sha256,
    )
    return photo


def _may_show(photo: ProgressPhoto, by: Actor) -> Any:
    """Return whether the actor decides if the photo is public: who stated it, or who convenes."""
    circle = queries.circle_of(photo.progress.partnership)
    return rules.can_state(by, circle, photo.progress.organisation_id)


def _may_hide(photo: ProgressPhoto, by: Actor) -> Any:
    """Return whether the actor takes it from the public: consent ends on any day."""
    circle = queries.circle_of(photo.progress.partnership)
    if partnership_rules.speaks_for(by, photo.progress.organisation_id):
        return ALLOWED
    return ALLOWED if rules.writes_for_others(by, circle) else _may_show(photo, by)


def _check(
    partnership: Partnership, percent: int, note: str, contribution: Contribution | None
) -> None:
    """Refuse an impossible percent, a step back without a note, another's contribution."""
    if not 0 <= percent <= 100:
        raise Refused(_("Kemajuan ditulis dari 0 sampai 100 persen."))
    if contribution is not None and contribution.partnership_id != partnership.pk:
        raise Conflict(_("Sumbangan ini bukan dari kemitraan itu."))
    last = queries.last_verified(partnership, contribution)
    if last is not None and percent < last.percent and not note.strip():
        raise Refused(
            _("Lebih rendah dari %(last)s%% yang sudah terverifikasi. Tulis sebabnya di catatan.")
            % {"last": last.percent}
        )


def _add_photos(progress: Progress, photos: PhotosTaken, by: Actor) -> None:
    """Keep the pictures of a report; they are not public until somebody publishes them."""
    if len(photos.files) > MOST_PHOTOS:
        raise Refused(_("Paling banyak %d foto untuk satu laporan.") % MOST_PHOTOS)
    if photos.mark not in lifecycle.MARKS:
        raise Refused(_("Foto diambil pada 0, 25, 50, 75, atau 100 persen."))
    for upload in photos.files:
        progress.photos.create(
            file=files.store(upload, owner=progress, by=by),
            mark=photos.mark,
            taken_at=photos.taken_at,
            latitude=photos.latitude,
            longitude=photos.longitude,
            caption=photos.caption.strip()[:160],
            consent_by=photos.consent_by.strip()[:120],
            is_published=bool(photos.consent_by.strip()),
        )


def _verifier(by: Actor, progress: Progress) -> int | None:
    """Return in whose name the actor verifies; refuse who has a part in the claim."""
    circle = queries.circle_of(progress.partnership)
    claimants, person_id = queries.claimants_of_progress(progress), progress.by_id
    rules.can_verify(by, circle, claimants=claimants, person_id=person_id).or_raise()
    return rules.verifies_in(by, circle, claimants=claimants, person_id=person_id)


def _answer(progress: Progress, **changes: Any) -> None:
    """Write the answer if nobody answered meanwhile."""
    waiting = Progress.objects.filter(
        pk=progress.pk, verified_on__isnull=True, returned_at__isnull=True
    )
    if not waiting.update(**changes):
        raise Conflict(_("Laporan ini sudah diverifikasi atau dikembalikan."))
    progress.refresh_from_db()


def _record(verb: str, progress: Progress, by: Actor, **data: Any) -> None:
    """Write the entry on the page of the partnership."""
    percent = progress.percent
    audit.record(verb, progress, by=by, scope=progress.partnership, percent=percent, **data)

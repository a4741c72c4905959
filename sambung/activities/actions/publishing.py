"""Change what is written, ask the source, and show it to the public once the source agreed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import queries, rules
from sambung.activities.actions.recording import ActivityFacts, columns
from sambung.activities.actions.stepping import moved
from sambung.activities.models import Activity
from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.parties.actions import GroundGiven, notify, record_on_behalf
from sambung.parties.models import OnBehalf
from sambung.regions.models import Region


@transaction.atomic
def update_activity(
    *,
    activity: Activity,
    region: Region,
    facts: ActivityFacts,
    by: Actor,
    version: int,
    ground: GroundGiven | None = None,
) -> Activity:
    """Change what is written. By the source it then counts as its own report.

    Atas nama, the change waits for the source again and is no longer public.
    """
    rules.can_edit(by, activity).or_raise()
    rules.can_record(by, activity.organisation_id, region.code).or_raise()
    rules.people_fit(facts.people, facts.households).or_raise()
    is_own = rules.is_source(by, activity.organisation_id)
    whose = {"reported_at": timezone.now()} if is_own else dict.fromkeys(WORD_OF_SOURCE)
    changed = moved(activity, version, region=region, **columns(facts), **whose)
    audit.record("activity.updated", changed, by=by, year=facts.year, state=facts.state)
    if not is_own:
        record_again(changed, ground, by=by)
    return changed


WORD_OF_SOURCE = ("reported_at", "published_at", "publish_asked_at")


def record_again(activity: Activity, given: GroundGiven | None, *, by: Actor) -> OnBehalf | None:
    """Put the changed words before the source again, on the ground given or the one before."""
    before = queries.record_of(activity)
    if given is None and before is not None:
        given = GroundGiven(before.ground, before.ground_note)
    return put_before_source(activity, given, by=by) if given is not None else None


def put_before_source(
    activity: Activity, given: GroundGiven, *, by: Actor, to_publish: bool = False
) -> OnBehalf:
    """Write the record that the source is asked to confirm."""
    return record_on_behalf(
        subject=activity,
        organisation=activity.organisation,
        by=by,
        ground=given.ground,
        note=given.note,
        file=given.file,
        summary=queries.summary_of(activity, to_publish=to_publish),
    )


@transaction.atomic
def ask_source(
    *, activity: Activity, by: Actor, to_publish: bool = False, ground: GroundGiven | None = None
) -> OnBehalf | None:
    """Ask the source to confirm the record, and with `to_publish` to agree that it is public.

    What the source reported itself needs no record: it is told, and answers on the page.
    """
    rules.can_ask_source(by, activity).or_raise()
    if to_publish or activity.publish_asked_at is not None:
        # An earlier question about publishing is gone with its record.
        moved(activity, None, publish_asked_at=timezone.now() if to_publish else None)
    audit.record("activity.source_asked", activity, by=by, to_publish=to_publish)
    if activity.reported_at is not None:
        tell_source(activity)
        return None
    before = queries.record_of(activity)
    if ground is None and before is not None:
        ground = GroundGiven(before.ground, before.ground_note)
    if ground is None:
        raise Refused(_("Sebutkan dasar catatan ini: surat, foto, notulen, atau telepon."))
    return put_before_source(activity, ground, by=by, to_publish=to_publish)


def tell_source(activity: Activity) -> None:
    """Tell the source's own people that they are asked to agree to publishing."""
    notify(
        text=lambda: (
            _("Petugas daerah meminta persetujuan Anda menampilkan realisasi: %s.") % activity
        ),
        url=activity.get_absolute_url(),
        organisation=activity.organisation,
    )


@transaction.atomic
def publish_activity(*, activity: Activity, by: Actor, version: int | None = None) -> Activity:
    """Show the activity to the public: by its source, or by the desk once the source agreed."""
    record = queries.record_of(activity)
    agreed = queries.has_agreed(activity, record)
    rules.can_publish(by, activity, has_agreed=agreed).or_raise()
    now = timezone.now()
    confirmed = record.confirmed_at if record is not None else None
    shown = moved(
        activity,
        version,
        published_at=now,
        reported_at=activity.reported_at or confirmed or now,
    )
    audit.record("activity.published", shown, by=by)
    return shown


@transaction.atomic
def unpublish_activity(*, activity: Activity, by: Actor, version: int | None = None) -> Activity:
    """Take the activity from the public; it stays in the register.

    When its source does, what it agreed to before is withdrawn with it.
    """
    rules.can_unpublish(by, activity).or_raise()
    is_own = rules.is_source(by, activity.organisation_id)
    asked_at = None if is_own else activity.publish_asked_at
    hidden = moved(activity, version, published_at=None, publish_asked_at=asked_at)
    audit.record("activity.unpublished", hidden, by=by)
    return hidden

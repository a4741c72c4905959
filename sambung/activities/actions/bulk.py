"""Many activities at once, as an import brings them: all of them known by their key, none twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from sambung.activities.models import Activity
from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.core.bulk import delete_rows, insert_rows
from sambung.needs.rules import covers
from sambung.parties.rules import is_official, may_record

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """One activity as it is to be kept: whose, where, what makes it the same, and its columns."""

    organisation_id: int
    region_id: str
    origin_key: str
    columns: Mapping[str, object]


@transaction.atomic
def keep_activities(
    drafts: Iterable[ActivityDraft], *, by: Actor, run: Model, is_simulated: bool = False
) -> int:
    """Keep what sources did, written down in the hat of `by`; return how many were new.

    `run` is the import they came with; its page shows the one line the trail has of them.
    A key that is in the register already is passed over. Refuses a place outside the hat's own.
    """
    worn = by.worn
    if worn is None or not is_official(worn):
        raise Refused(_("Realisasi dicatat oleh petugas daerah, fasilitator, atau sumbernya."))
    kept = 0
    for batch in batches(drafts):
        for draft in batch:
            refuse_unless_allowed(by, draft)
        known = known_keys(batch)
        fresh = {draft.origin_key: draft for draft in batch if draft.origin_key not in known}
        rows = (row_of(draft, by, run, is_simulated) for draft in fresh.values())
        kept += insert_rows(Activity, rows)
    audit.record("activity.bulk_kept", run, by=by, count=kept)
    return kept


def refuse_unless_allowed(by: Actor, draft: ActivityDraft) -> None:
    """Raise Refused unless the hat worn is of the source, or records for others in that place."""
    worn = by.worn
    if worn is None or draft.organisation_id == worn.organisation_id:
        return
    if not may_record(by) or not covers(worn, draft.region_id):
        raise Refused(_("Tempat ini di luar wilayah %s.") % worn.organisation_name)


def row_of(draft: ActivityDraft, by: Actor, run: Model, is_simulated: bool) -> Mapping[str, object]:
    """Return the columns of the row of a draft."""
    return {
        **draft.columns,
        "organisation_id": draft.organisation_id,
        "region_id": draft.region_id,
        "origin_key": draft.origin_key,
        "origin_run": run.pk,
        "recorded_in_id": by.worn.organisation_id if by.worn else draft.organisation_id,
        "created_by_id": by.user_id,
        "is_simulated": is_simulated,
    }


def known_keys(batch: list[ActivityDraft]) -> set[str]:
    """Return which keys of a batch the register has."""
    keys = [draft.origin_key for draft in batch]
    rows = Activity.objects.filter(origin_key__in=keys)
    return {key for key in rows.values_list("origin_key", flat=True) if key}


@transaction.atomic
def remove_activities_of_run(*, run: Model, by: Actor) -> int:
    """Take out all that came with one import; whoever calls has asked that nothing rests on it."""
    rows = Activity.objects.filter(origin_run=run.pk)
    if by.worn is None or rows.exclude(recorded_in_id=by.worn.organisation_id).exists():
        raise Refused(_("Yang dimasukkan organisasi lain tidak dapat Anda keluarkan."))
    removed = delete_rows(rows)
    audit.record("activity.bulk_removed", run, by=by, count=removed)
    return removed


def batches(drafts: Iterable[ActivityDraft]) -> Iterator[list[ActivityDraft]]:
    """Yield the drafts in lists of at most BATCH."""
    each = iter(drafts)
    while batch := list(islice(each, BATCH)):
        yield batch

"""Rows become activities, recorded atas nama their sources."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from sambung.activities.actions.bulk import ActivityDraft, keep_activities
from sambung.activities.models import Activity
from sambung.exchange.actions.becoming.arrivals import Arrivals
from sambung.exchange.models import RecordKind

DAYS = frozenset(["started_on", "finished_on", "bast_on", "known_on"])
COLUMNS = (
    frozenset(
        ["place_note", "service", "kind", "title", "year", "amount_rp", "gives_by", "state"]
        + ["bast_number", "people", "households", "works", "is_used", "note", "source"]
    )
    | DAYS
)

LONGEST = {
    each.name: each.max_length
    for each in Activity._meta.concrete_fields
    if each.max_length is not None
}


def become_activities(arrivals: Arrivals) -> int:
    """Keep the rows in the register and return how many were new."""
    return keep_activities(
        drafts(arrivals),
        by=arrivals.by,
        run=arrivals.run,
        is_simulated=arrivals.run.is_simulated,
    )


def drafts(arrivals: Arrivals) -> Iterator[ActivityDraft]:
    """Yield what is to be kept, row by row; a row without a source names the file."""
    source = arrivals.run.file_name[:200]
    today = timezone.localdate(arrivals.run.created_at)
    for key, said in arrivals.facts(RecordKind.ACTIVITIES):
        columns = columns_of(said)
        columns.setdefault("source", source)
        columns.setdefault("known_on", today)
        yield ActivityDraft(
            organisation_id=arrivals.organisation_id(said),
            region_id=said.get("region") or arrivals.run.region_id,
            origin_key=key,
            columns=columns,
        )


def columns_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of an activity that a row fills; what it does not say stays unknown."""
    said = {
        name: value
        for name, value in values.items()
        if name in COLUMNS and value is not None and value != ""
    }
    for name in DAYS & said.keys():
        said[name] = date.fromisoformat(said[name])
    for name in ("title", "place_note", "note", "source", "bast_number"):
        if name in said:
            said[name] = str(said[name])[: LONGEST.get(name)]
    return said

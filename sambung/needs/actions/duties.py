"""Drafts pass to a successor with everything else their author held."""

from collections.abc import Sequence

from sambung.needs.models import Need
from sambung.needs.queries.duties import drafts_of


def pass_drafts(
    *, from_id: int, to_id: int, organisation_id: int, only: Sequence[int] | None = None
) -> list[int]:
    """Give unsent proposals to another to go on with; return which.

    Called inside the action that passes all duties, which asks its rule and keeps the trail.
    """
    rows = drafts_of(from_id, organisation_id)
    rows = rows if only is None else rows.filter(pk__in=only)
    ids = list(rows.values_list("pk", flat=True))
    Need.objects.filter(pk__in=ids).update(created_by_id=to_id)
    return ids

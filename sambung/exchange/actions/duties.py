"""Open imports pass to a successor with everything else somebody held."""

from collections.abc import Sequence

from sambung.exchange.models import ImportRun
from sambung.exchange.queries.duties import imports_of


def pass_imports(
    *, from_id: int, to_id: int, organisation_id: int, only: Sequence[int] | None = None
) -> list[int]:
    """Give unfinished imports to another to go on with; return which.

    Called inside the action that passes all duties, which asks its rule and keeps the trail.
    """
    rows = imports_of(from_id, organisation_id)
    rows = rows if only is None else rows.filter(pk__in=only)
    ids = list(rows.values_list("pk", flat=True))
    ImportRun.objects.filter(pk__in=ids).update(created_by_id=to_id)
    return ids

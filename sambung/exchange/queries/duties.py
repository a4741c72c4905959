"""Open imports that pass to a successor."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sambung.exchange.models import ImportRun, ImportState

OPEN = [
    *(ImportState.READING, ImportState.MATCHING, ImportState.CHECKING),
    *(ImportState.PREVIEW, ImportState.IMPORTING),
]


def imports_of(user_id: int, organisation_id: int) -> QuerySet[ImportRun]:
    """Return the imports the person began for the organisation and has not finished."""
    return ImportRun.objects.filter(
        created_by_id=user_id, organisation_id=organisation_id, state__in=OPEN
    )


def imports_held(user_id: int, organisation_id: int) -> tuple[str, int]:
    """Return how many open imports would pass."""
    return _("impor tabel yang belum selesai"), imports_of(user_id, organisation_id).count()

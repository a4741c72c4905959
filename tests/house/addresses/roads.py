"""Roads, what their stages need, partnerships opened by hand, and umbrella agreements."""

from typing import Any

from sambung.partnerships.models import Partnership, StageRecord
from tests.house.addresses.table import SEE_LOGIN, Address

CLOSED = {"is_published": False, "closed_at": None}


def need() -> dict[str, Any]:
    """Return an example of a need that every shipped road has."""
    row = Partnership.objects.filter(**CLOSED).order_by("pk")[0]
    return {"pk": row.pk, "stage": "operasi", "key": "tariff_decided"}


def record() -> dict[str, Any]:
    """Return an example of a record of a need, written down here where the demo has none."""
    row = Partnership.objects.filter(**CLOSED).order_by("pk")[0]
    found, _made = StageRecord.objects.get_or_create(
        partnership=row,
        stage="operasi",
        key="tariff_decided",
        undone_at=None,
        defaults={"kind": "fact", "note": "Musdes", "on": row.opened_at, "at": row.opened_at},
    )
    return {"pk": row.pk, "record_pk": found.pk}


ROWS: list[Address] = [
    Address("partnerships:need-record", need, visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:need-undo", record, visitor=SEE_LOGIN, outsider=404),
]

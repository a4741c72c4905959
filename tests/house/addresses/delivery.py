"""Delivery: the work, the money outside, the handover."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from sambung.delivery.models import Milestone, Progress, ProgressPhoto
from sambung.partnerships.models import Partnership
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, of

CLOSED = {"is_published": False, "closed_at": None}
IDEAS = of(Partnership, **CLOSED)
HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}


def under(model: type[Model], key: str, path: str = "", **where: Any) -> Callable[[], Any]:
    """Return an example of a thing of a running partnership that is not public.

    `path` leads from the thing to its partnership ("contribution__").
    """

    def example() -> dict[str, Any]:
        closed = {f"{path}partnership__{name}": value for name, value in CLOSED.items()}
        rows = model._default_manager.filter(**closed, **where).order_by("pk")
        row = rows.values_list(f"{path}partnership_id", "pk").first()
        if row is None:
            raise LookupError(f"the demo world has no {model.__name__} with {where}")
        return {"pk": row[0], key: row[1]}

    return example


STONE = under(Milestone, "milestone_pk", done_on=None, dropped_at=None)
STATED = under(Milestone, "milestone_pk", done_on__isnull=False, verified_on=None)

REPORT = under(Progress, "report_pk", verified_on=None, returned_at=None)
PHOTO = under(ProgressPhoto, "photo_pk", "progress__")

WORK = [
    Address("delivery:work", IDEAS, visitor=404, outsider=404),
    Address("delivery:usual-plan", IDEAS, **HIDDEN),
    Address("delivery:milestone-add", IDEAS, **HIDDEN),
    Address("delivery:milestone-edit", STONE, **HIDDEN),
    Address("delivery:milestone-move", STONE, **HIDDEN),
    Address("delivery:milestone-finish", STONE, **HIDDEN),
    Address("delivery:milestone-verify", STATED, **HIDDEN),
    Address("delivery:milestone-return", STATED, **HIDDEN),
    Address("delivery:milestone-drop", STONE, **HIDDEN),
    Address("delivery:progress-add", IDEAS, **HIDDEN),
    Address("delivery:progress-verify", REPORT, **HIDDEN),
    Address("delivery:progress-return", REPORT, **HIDDEN),
    Address("delivery:progress-photo", PHOTO, visitor=404, outsider=404, kind="file"),
    Address("delivery:photo-show", PHOTO, **HIDDEN),
    Address("delivery:photo-hide", PHOTO, **POST_ONLY),
]

ROWS: list[Address] = [*WORK]

"""Partnerships: the list, the duties, the forms. The page of one stands among the web's."""

from typing import Any

from sambung.partnerships.models import Contribution, Partnership, Responsibility
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, of

CLOSED = {"is_published": False, "closed_at": None}


def duty(**where: Any) -> Any:
    """Return an example of a duty of a partnership that is not public."""

    def example() -> dict[str, Any]:
        row = (
            Responsibility.objects.filter(
                partnership__is_published=False, partnership__closed_at=None, **where
            )
            .order_by("pk")
            .first()
        )
        if row is None:
            raise LookupError(f"the demo world has no duty with {where}")
        return {"pk": row.partnership_id, "duty_pk": row.pk}

    return example


def letter() -> dict[str, Any]:
    """Return an example of a letter of a partnership."""
    row = Contribution.objects.filter(letter__isnull=False).order_by("pk").first()
    if row is None:
        raise LookupError("the demo world has no letter in a partnership")
    return {"pk": row.partnership_id, "contribution_pk": row.pk}


EMPTY = duty(party=None, is_needed=True)
OF_ENERGI = {"party__organisation__name": "PT Contoh Banua Energi"}

ROWS: list[Address] = [
    Address("partnerships:partnership-list"),
    Address("partnerships:partnership-export", kind="file"),
    Address(
        "partnerships:responsibility-list", of(Partnership, **CLOSED), visitor=404, outsider=404
    ),
    Address("partnerships:responsibility-propose", EMPTY, visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:responsibility-need", EMPTY, visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:responsibility-answer",
        duty(is_proposed=True, **OF_ENERGI),
        visitor=SEE_LOGIN,
        outsider=404,
        who="citra",
    ),
    Address(
        "partnerships:responsibility-release",
        duty(is_proposed=False, **OF_ENERGI),
        visitor=SEE_LOGIN,
        outsider=404,
        who="citra",
    ),
    Address(
        "partnerships:partnership-step",
        of(Partnership, **CLOSED),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address(
        "partnerships:partnership-close",
        of(Partnership, **CLOSED),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address("partnerships:partnership-publish", of(Partnership, **CLOSED), **POST_ONLY),
    Address("partnerships:contribution-letter", letter, visitor=404, outsider=404, kind="file"),
]

"""Delivery: the work, the money outside, the handover."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from sambung.delivery.models import (
    Account,
    Condition,
    Goods,
    Handover,
    Milestone,
    Progress,
    ProgressPhoto,
    Tranche,
    Trouble,
)
from sambung.partnerships.models import Contribution, Partnership
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

GIVEN = under(Contribution, "contribution_pk", way="goods", withdrawn_at=None)
BUILT = under(Contribution, "contribution_pk", way="builds", withdrawn_at=None)
GOODS = under(Goods, "goods_pk", "contribution__", removed_at=None)
TROUBLE = under(Trouble, "trouble_pk", closed_on=None)
ENDED = under(Trouble, "trouble_pk", closed_on__isnull=False)


def delivered() -> dict[str, Any]:
    """Return goods with the step a giver states."""
    return {**GOODS(), "step": "dikirim"}


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
    Address("delivery:given", IDEAS, visitor=404, outsider=404),
    Address("delivery:goods-add", GIVEN, **HIDDEN),
    Address("delivery:goods-remove", GOODS, **HIDDEN),
    Address("delivery:goods-state", delivered, **HIDDEN),
    Address("delivery:goods-use", GOODS, **HIDDEN),
    Address("delivery:final-check", BUILT, **HIDDEN),
    Address("delivery:ceremony-add", IDEAS, **HIDDEN),
    Address("delivery:trouble-list", IDEAS, visitor=404, outsider=404),
    Address("delivery:trouble-export", IDEAS, visitor=404, outsider=404, kind="file"),
    Address("delivery:trouble-add", IDEAS, **HIDDEN),
    Address("delivery:trouble-edit", TROUBLE, **HIDDEN),
    Address("delivery:trouble-close", TROUBLE, **HIDDEN),
    Address("delivery:trouble-reopen", ENDED, **HIDDEN),
]


def condition() -> dict[str, Any]:
    """Return an example of a condition of a tranche."""
    row = (
        Condition.objects.filter(
            tranche__contribution__partnership__is_published=False,
            tranche__contribution__partnership__closed_at=None,
            kind="document",
            tranche__state="closed",
        )
        .order_by("pk")
        .values_list("tranche__contribution__partnership_id", "tranche_id", "pk")
        .first()
    )
    if row is None:
        raise LookupError("the demo world has no condition of a closed tranche")
    return dict(zip(("pk", "tranche_pk", "condition_pk"), row, strict=True))


def account() -> dict[str, Any]:
    """Return an example of an account of a party, under a partnership that is not public."""
    organisations = Account.objects.values_list("organisation_id", "pk")
    for organisation_id, account_pk in organisations:
        where = {"parties__organisation_id": organisation_id, **CLOSED}
        partnership = Partnership.objects.filter(**where).order_by("pk").first()
        if partnership is not None:
            return {"pk": partnership.pk, "account_pk": account_pk}
    raise LookupError("the demo world has no account of a party")


def with_money() -> dict[str, Any]:
    """Return an example of a partnership with a tranche."""
    return {"pk": TRANCHE()["pk"]}


TRANCHE = under(Tranche, "tranche_pk", "contribution__")
STILL_OPEN = under(Tranche, "tranche_pk", "contribution__", state__in=["closed", "open"])


def cancelling() -> dict[str, Any]:
    """Return the address at which a tranche is cancelled."""
    return {**STILL_OPEN(), "slug": "batalkan"}


MONEY = [
    Address("delivery:tranche-list", with_money, visitor=404, outsider=404),
    Address("delivery:tranche-export", with_money, visitor=404, outsider=404, kind="file"),
    Address("delivery:tranche-plan", with_money, **HIDDEN),
    Address("delivery:account-list", with_money, visitor=404, outsider=404),
    Address("delivery:account-add", with_money, **HIDDEN),
    Address("delivery:account-end", account, **POST_ONLY),
    Address("delivery:tranche", TRANCHE, visitor=404, outsider=404),
    Address("delivery:tranche-act", cancelling, **HIDDEN),
    Address("delivery:condition-add", STILL_OPEN, **HIDDEN),
    Address("delivery:condition-accept", condition, **HIDDEN),
    Address("delivery:condition-return", condition, **HIDDEN),
    Address("delivery:condition-remove", condition, **POST_ONLY),
]

HANDOVERS = under(Handover, "handover_pk", state="prepared")
DONE = under(Handover, "handover_pk", state="done")


def piece() -> dict[str, Any]:
    """Return the example of one piece of a checklist."""
    return {**HANDOVERS(), "piece": "uji-fungsi"}


HANDOVER = [
    Address("delivery:handover-list", IDEAS, visitor=404, outsider=404),
    Address("delivery:handover-new", IDEAS, **HIDDEN),
    Address("delivery:handover", HANDOVERS, visitor=404, outsider=404),
    Address("delivery:handover-complete", HANDOVERS, **HIDDEN),
    Address("delivery:handover-cancel", DONE, **HIDDEN),
    Address("delivery:handover-piece", piece, **HIDDEN),
]

ROWS: list[Address] = [*WORK, *MONEY, *HANDOVER]

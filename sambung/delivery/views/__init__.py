"""Pages of the delivery room, all under one partnership."""

from sambung.delivery.views.handover import (
    handover,
    handover_cancel,
    handover_complete,
    handover_list,
    handover_new,
)
from sambung.delivery.views.handover_pieces import handover_piece
from sambung.delivery.views.money import (
    account_add,
    account_end,
    account_list,
    condition_accept,
    condition_add,
    condition_remove,
    condition_return,
    tranche_export,
    tranche_list,
    tranche_plan,
)
from sambung.delivery.views.progress import (
    photo_hide,
    photo_show,
    progress_add,
    progress_photo,
    progress_return,
    progress_verify,
)
from sambung.delivery.views.tranche import (
    tranche,
    tranche_act,
)
from sambung.delivery.views.work import (
    milestone_add,
    milestone_drop,
    milestone_edit,
    milestone_finish,
    milestone_move,
    milestone_return,
    milestone_verify,
    usual_plan,
    work,
)

__all__ = [
    "account_add",
    "account_end",
    "account_list",
    "condition_accept",
    "condition_add",
    "condition_remove",
    "condition_return",
    "handover",
    "handover_cancel",
    "handover_complete",
    "handover_list",
    "handover_new",
    "handover_piece",
    "milestone_add",
    "milestone_drop",
    "milestone_edit",
    "milestone_finish",
    "milestone_move",
    "milestone_return",
    "milestone_verify",
    "photo_hide",
    "photo_show",
    "progress_add",
    "progress_photo",
    "progress_return",
    "progress_verify",
    "tranche",
    "tranche_act",
    "tranche_export",
    "tranche_list",
    "tranche_plan",
    "usual_plan",
    "work",
]

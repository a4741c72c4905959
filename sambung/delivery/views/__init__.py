"""Pages of the delivery room, all under one partnership."""

from sambung.delivery.views.progress import (
    photo_hide,
    photo_show,
    progress_add,
    progress_photo,
    progress_return,
    progress_verify,
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
    "usual_plan",
    "work",
]

"""Every write of the delivery room."""

from sambung.delivery.actions.progress import (
    PhotosTaken,
    hide_photo,
    publish_photo,
    return_progress,
    state_progress,
    verify_progress,
)
from sambung.delivery.actions.work import (
    MilestoneFacts,
    add_milestone,
    add_usual_plan,
    drop_milestone,
    finish_milestone,
    move_due,
    return_milestone,
    update_milestone,
    verify_milestone,
)

__all__ = [
    "MilestoneFacts",
    "PhotosTaken",
    "hide_photo",
    "publish_photo",
    "return_progress",
    "state_progress",
    "verify_progress",
    "add_milestone",
    "add_usual_plan",
    "drop_milestone",
    "finish_milestone",
    "move_due",
    "return_milestone",
    "update_milestone",
    "verify_milestone",
]

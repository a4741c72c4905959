"""Every write of the delivery room."""

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
    "add_milestone",
    "add_usual_plan",
    "drop_milestone",
    "finish_milestone",
    "move_due",
    "return_milestone",
    "update_milestone",
    "verify_milestone",
]

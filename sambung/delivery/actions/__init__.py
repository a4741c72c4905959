"""Every write of the delivery room."""

from sambung.delivery.actions.accounts import (
    add_account,
    end_account,
)
from sambung.delivery.actions.evidence import (
    keep_evidence,
)
from sambung.delivery.actions.money import (
    OnGround,
    Said,
    Step,
    account_for_tranche,
    cancel_tranche,
    claim_tranche,
    return_tranche,
    settle_tranche,
    state_receipt,
    state_transfer,
    verify_tranche,
)
from sambung.delivery.actions.planning import (
    accept_condition,
    add_condition,
    plan_tranche,
    remove_condition,
    return_condition,
)
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
    "keep_evidence",
    "MilestoneFacts",
    "OnGround",
    "PhotosTaken",
    "Said",
    "Step",
    "accept_condition",
    "account_for_tranche",
    "add_account",
    "add_condition",
    "add_milestone",
    "add_usual_plan",
    "cancel_tranche",
    "claim_tranche",
    "drop_milestone",
    "end_account",
    "finish_milestone",
    "hide_photo",
    "move_due",
    "plan_tranche",
    "publish_photo",
    "remove_condition",
    "return_condition",
    "return_milestone",
    "return_progress",
    "return_tranche",
    "settle_tranche",
    "state_progress",
    "state_receipt",
    "state_transfer",
    "update_milestone",
    "verify_milestone",
    "verify_progress",
    "verify_tranche",
]

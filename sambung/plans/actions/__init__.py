"""Every write of the plans room."""

from sambung.plans.actions.answers import (
    Held,
    Letter,
    Said,
    accept_invitation,
    change_invitation,
    confirm_answer,
    decline_invitation,
    promise_invitation,
    record_answer,
)
from sambung.plans.actions.invitations import (
    accept_change,
    create_answer_link,
    lapse_due,
    lapse_invitations,
    send_invitations,
    take_up,
    withdraw_invitation,
)
from sambung.plans.actions.runs import (
    cancel_run,
    perform_run,
    replay_run,
    request_run,
    run_ended,
    share_run,
)
from sambung.plans.actions.scenarios import (
    Question,
    copy_scenario,
    create_scenario,
    update_scenario,
)
from sambung.plans.actions.shortfall import invite_another

__all__ = [
    "Held",
    "Letter",
    "Question",
    "Said",
    "accept_change",
    "accept_invitation",
    "cancel_run",
    "change_invitation",
    "confirm_answer",
    "copy_scenario",
    "create_answer_link",
    "create_scenario",
    "decline_invitation",
    "invite_another",
    "lapse_due",
    "lapse_invitations",
    "perform_run",
    "promise_invitation",
    "record_answer",
    "replay_run",
    "request_run",
    "run_ended",
    "send_invitations",
    "share_run",
    "take_up",
    "update_scenario",
    "withdraw_invitation",
]

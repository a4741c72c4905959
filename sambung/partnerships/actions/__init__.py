"""Every write of the partnerships room."""

from sambung.partnerships.actions.checklist import (
    record_fact,
    record_need,
    take_back_fact,
    undo_need,
)
from sambung.partnerships.actions.contributions import (
    add_contribution,
    change_contribution,
    withdraw_contribution,
)
from sambung.partnerships.actions.duties import (
    accept_responsibility,
    propose_responsible,
    refuse_responsibility,
    release_responsibility,
    set_needed,
)
from sambung.partnerships.actions.opening import PledgedContribution, open_partnership
from sambung.partnerships.actions.papers import (
    add_document,
    body_of,
    lock_document,
    make_document,
    publish_document,
    replace_document,
    share_document,
    withdraw_document,
)
from sambung.partnerships.actions.publishing import agree_to_publish, take_back_publishing
from sambung.partnerships.actions.road import close_partnership, set_stage_due, step_stage
from sambung.partnerships.actions.statements import (
    state_contribution,
    withdraw_statement,
)

__all__ = [
    "withdraw_statement",
    "state_contribution",
    "withdraw_contribution",
    "change_contribution",
    "add_contribution",
    "add_document",
    "body_of",
    "lock_document",
    "make_document",
    "publish_document",
    "replace_document",
    "share_document",
    "withdraw_document",
    "PledgedContribution",
    "accept_responsibility",
    "add_contribution",
    "agree_to_publish",
    "change_contribution",
    "close_partnership",
    "open_partnership",
    "propose_responsible",
    "record_fact",
    "record_need",
    "refuse_responsibility",
    "release_responsibility",
    "set_needed",
    "set_stage_due",
    "state_contribution",
    "step_stage",
    "take_back_fact",
    "take_back_publishing",
    "undo_need",
    "withdraw_contribution",
    "withdraw_statement",
]

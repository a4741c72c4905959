"""Every write of the partnerships room."""

from sambung.partnerships.actions.agreement_reviews import answer_review, send_for_review
from sambung.partnerships.actions.agreement_texts import freeze_text, upload_text
from sambung.partnerships.actions.agreements import (
    cancel_agreement,
    draft_agreement,
    leave_agreement,
    refill_agreement,
    share_agreement,
    update_agreement,
)
from sambung.partnerships.actions.by_hand import ByHand, Entered, Joining, open_by_hand
from sambung.partnerships.actions.checklist import (
    record_fact,
    record_need,
    take_back_fact,
    undo_need,
)
from sambung.partnerships.actions.clauses import (
    add_clause,
    edit_clause,
    move_clause,
    remove_clause,
    restore_clause,
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
from sambung.partnerships.actions.parties import add_party, leave_party, set_roles
from sambung.partnerships.actions.publishing import agree_to_publish, take_back_publishing
from sambung.partnerships.actions.road import close_partnership, set_stage_due, step_stage
from sambung.partnerships.actions.signatories import remove_signatory, set_signatory
from sambung.partnerships.actions.signing import (
    Signed,
    record_signing,
    reopen_text,
    start_signing,
    withdraw_signing,
)
from sambung.partnerships.actions.statements import (
    state_contribution,
    withdraw_statement,
)
from sambung.partnerships.actions.wordings import keep_wording

__all__ = [
    "keep_wording",
    "withdraw_signing",
    "start_signing",
    "reopen_text",
    "record_signing",
    "Signed",
    "set_signatory",
    "remove_signatory",
    "restore_clause",
    "remove_clause",
    "move_clause",
    "edit_clause",
    "add_clause",
    "upload_text",
    "freeze_text",
    "send_for_review",
    "answer_review",
    "update_agreement",
    "share_agreement",
    "refill_agreement",
    "leave_agreement",
    "draft_agreement",
    "cancel_agreement",
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
    "ByHand",
    "Entered",
    "Joining",
    "PledgedContribution",
    "accept_responsibility",
    "add_contribution",
    "add_document",
    "add_party",
    "agree_to_publish",
    "body_of",
    "change_contribution",
    "close_partnership",
    "leave_party",
    "lock_document",
    "make_document",
    "open_by_hand",
    "open_partnership",
    "propose_responsible",
    "publish_document",
    "record_fact",
    "record_need",
    "refuse_responsibility",
    "release_responsibility",
    "replace_document",
    "set_needed",
    "set_roles",
    "set_stage_due",
    "share_document",
    "state_contribution",
    "step_stage",
    "take_back_fact",
    "take_back_publishing",
    "undo_need",
    "withdraw_contribution",
    "withdraw_document",
    "withdraw_statement",
]

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
from sambung.partnerships.actions.by_hand import (
    ByHand,
    Entered,
    Joining,
    open_by_hand,
)
from sambung.partnerships.actions.catalogue import (
    DutyTerms,
    add_duty,
    change_duty,
)
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
    record_agreed,
    refuse_responsibility,
    release_responsibility,
    set_needed,
    withdraw_proposal,
)
from sambung.partnerships.actions.giving import (
    choose_rule,
    declare,
    remove_note,
    save_rule,
    withdraw_declaration,
    write_note,
)
from sambung.partnerships.actions.grounds import (
    cite,
    remove_citation,
)
from sambung.partnerships.actions.matrix import (
    accept_letter,
    propose_letter,
    record_letter,
    refuse_letter,
    release_letter,
    withdraw_letter,
)
from sambung.partnerships.actions.opening import (
    PledgedContribution,
    open_partnership,
)
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
from sambung.partnerships.actions.parties import (
    add_party,
    leave_party,
    set_roles,
)
from sambung.partnerships.actions.profile import (
    agree_profile,
    propose_profile,
    record_profile,
)
from sambung.partnerships.actions.publishing import (
    agree_to_publish,
    take_back_publishing,
)
from sambung.partnerships.actions.road import (
    close_partnership,
    set_stage_due,
    step_stage,
)
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
from sambung.partnerships.actions.templates import (
    change_template,
    copy_template,
    return_to_version,
)
from sambung.partnerships.actions.umbrellas import (
    UmbrellaFacts,
    change_umbrella,
    end_umbrella,
    link_umbrella,
    record_umbrella,
    remove_share,
    set_share,
    unlink_umbrella,
)
from sambung.partnerships.actions.wordings import keep_wording

__all__ = [
    "ByHand",
    "DutyTerms",
    "Entered",
    "Joining",
    "PledgedContribution",
    "Signed",
    "UmbrellaFacts",
    "accept_letter",
    "accept_responsibility",
    "add_clause",
    "add_contribution",
    "add_document",
    "add_duty",
    "add_party",
    "agree_profile",
    "agree_to_publish",
    "answer_review",
    "body_of",
    "cancel_agreement",
    "change_contribution",
    "change_duty",
    "change_template",
    "change_umbrella",
    "choose_rule",
    "cite",
    "close_partnership",
    "copy_template",
    "declare",
    "draft_agreement",
    "edit_clause",
    "end_umbrella",
    "freeze_text",
    "keep_wording",
    "leave_agreement",
    "leave_party",
    "link_umbrella",
    "lock_document",
    "make_document",
    "move_clause",
    "open_by_hand",
    "open_partnership",
    "propose_letter",
    "propose_profile",
    "propose_responsible",
    "publish_document",
    "record_agreed",
    "record_fact",
    "record_letter",
    "record_need",
    "record_profile",
    "record_signing",
    "record_umbrella",
    "refill_agreement",
    "refuse_letter",
    "refuse_responsibility",
    "release_letter",
    "release_responsibility",
    "remove_citation",
    "remove_clause",
    "remove_note",
    "remove_share",
    "remove_signatory",
    "reopen_text",
    "replace_document",
    "restore_clause",
    "return_to_version",
    "save_rule",
    "send_for_review",
    "set_needed",
    "set_roles",
    "set_share",
    "set_signatory",
    "set_stage_due",
    "share_agreement",
    "share_document",
    "start_signing",
    "state_contribution",
    "step_stage",
    "take_back_fact",
    "take_back_publishing",
    "undo_need",
    "unlink_umbrella",
    "update_agreement",
    "upload_text",
    "withdraw_contribution",
    "withdraw_declaration",
    "withdraw_document",
    "withdraw_letter",
    "withdraw_proposal",
    "withdraw_signing",
    "withdraw_statement",
    "write_note",
]

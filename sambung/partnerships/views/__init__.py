"""Pages of this room alone; the page of one partnership joins rooms and stands in web."""

from sambung.partnerships.views.balance import (
    balance,
    profile,
    profile_agree,
    profile_record,
)
from sambung.partnerships.views.catalogue import (
    responsibility_add,
    responsibility_edit,
)
from sambung.partnerships.views.checklist import need_record, need_undo
from sambung.partnerships.views.contributions import (
    contribution,
    contribution_add,
    contribution_change,
    contribution_export,
    contribution_list,
    contribution_state,
    contribution_withdraw,
    evidence_file,
    statement_withdraw,
)
from sambung.partnerships.views.documents import (
    document,
    document_add,
    document_export,
    document_file,
    document_list,
    document_open,
    document_replace,
    document_withdraw,
)
from sambung.partnerships.views.duties import (
    responsibility_answer,
    responsibility_list,
    responsibility_need,
    responsibility_propose,
    responsibility_record,
    responsibility_release,
    responsibility_withdraw,
)
from sambung.partnerships.views.giving import (
    contribution_rule,
    contribution_rule_edit,
    contribution_rules,
    declaration_list,
    declaration_withdraw,
    note_list,
    note_remove,
)
from sambung.partnerships.views.grounds import ground_list, ground_remove
from sambung.partnerships.views.lists import partnership_export, partnership_list
from sambung.partnerships.views.matrix import (
    letter,
    letter_record,
    matrix,
    slot,
)
from sambung.partnerships.views.matrix_sheet import matrix_export
from sambung.partnerships.views.opening import partnership_from_package, partnership_new
from sambung.partnerships.views.papers import paper_kinds, paper_make
from sambung.partnerships.views.parties import party_leave, party_list, party_new, party_roles
from sambung.partnerships.views.road import (
    contribution_letter,
    partnership_close,
    partnership_publish,
    partnership_step,
)
from sambung.partnerships.views.templates import (
    template,
    template_compare,
    template_copy,
    template_edit,
    template_list,
    template_return,
    template_shipped,
)
from sambung.partnerships.views.umbrellas import (
    umbrella,
    umbrella_edit,
    umbrella_end,
    umbrella_file,
    umbrella_link,
    umbrella_list,
    umbrella_new,
    umbrella_share,
    umbrella_share_remove,
)







from sambung.partnerships.views.agreement_lists import (agreements_all, agreements_export)

from sambung.partnerships.views.agreement_steps import (review_answer, review_send, signatory_remove, signatory_set, signing_record, signing_scan, signing_withdraw)

from sambung.partnerships.views.agreement_texts import (text_compare, text_file, text_freeze, text_upload)

from sambung.partnerships.views.agreements import (agreement, agreement_act, agreement_draft, agreement_list, agreement_reason, agreement_terms)

from sambung.partnerships.views.clauses import (clause_act, clause_add, clause_edit, clause_list)

from sambung.partnerships.views.wordings import (wording_edit, wording_list)

__all__ = [
    "agreement",
    "agreement_act",
    "agreement_draft",
    "agreement_list",
    "agreement_reason",
    "agreement_terms",
    "agreements_all",
    "agreements_export",
    "balance",
    "clause_act",
    "clause_add",
    "clause_edit",
    "clause_list",
    "contribution",
    "contribution_add",
    "contribution_change",
    "contribution_export",
    "contribution_letter",
    "contribution_list",
    "contribution_rule",
    "contribution_rule_edit",
    "contribution_rules",
    "contribution_state",
    "contribution_withdraw",
    "declaration_list",
    "declaration_withdraw",
    "document",
    "document_add",
    "document_export",
    "document_file",
    "document_list",
    "document_open",
    "document_replace",
    "document_withdraw",
    "evidence_file",
    "ground_list",
    "ground_remove",
    "letter",
    "letter_record",
    "matrix",
    "matrix_export",
    "need_record",
    "need_undo",
    "note_list",
    "note_remove",
    "paper_kinds",
    "paper_make",
    "partnership_close",
    "partnership_export",
    "partnership_from_package",
    "partnership_list",
    "partnership_new",
    "partnership_publish",
    "partnership_step",
    "party_leave",
    "party_list",
    "party_new",
    "party_roles",
    "profile",
    "profile_agree",
    "profile_record",
    "responsibility_add",
    "responsibility_answer",
    "responsibility_edit",
    "responsibility_list",
    "responsibility_need",
    "responsibility_propose",
    "responsibility_record",
    "responsibility_release",
    "responsibility_withdraw",
    "review_answer",
    "review_send",
    "signatory_remove",
    "signatory_set",
    "signing_record",
    "signing_scan",
    "signing_withdraw",
    "slot",
    "statement_withdraw",
    "template",
    "template_compare",
    "template_copy",
    "template_edit",
    "template_list",
    "template_return",
    "template_shipped",
    "text_compare",
    "text_file",
    "text_freeze",
    "text_upload",
    "umbrella",
    "umbrella_edit",
    "umbrella_end",
    "umbrella_file",
    "umbrella_link",
    "umbrella_list",
    "umbrella_new",
    "umbrella_share",
    "umbrella_share_remove",
    "wording_edit",
    "wording_list",
]

"""Every write of the needs room, by theme."""

from sambung.needs.actions.interest import record_interest, withdraw_interest
from sambung.needs.actions.marking import (
    back_to_ready,
    mark_in_partnership,
    mark_invited,
    mark_served,
)
from sambung.needs.actions.packaging import (
    add_option,
    draft_package,
    make_ready,
    remove_option,
    set_cost_lines,
    update_option,
    update_package,
    withdraw_package,
)
from sambung.needs.actions.proposing import (
    add_photo,
    attach_paper,
    remove_photo,
    resend,
    save_screen,
    send_need,
    start_need,
    take_up_again,
)
from sambung.needs.actions.receiving import NeedDraft, receive_needs, unreceive_needs
from sambung.needs.actions.shelving import PackageDraft, receive_packages, unreceive_packages
from sambung.needs.actions.verifying import (
    reopen,
    return_need,
    set_not_now,
    verify_desk,
    verify_field,
    withdraw_need,
)
from sambung.needs.actions.weighing import refresh_priorities, set_priority_weights
from sambung.needs.actions.whole import Whole, send_edited, send_new

__all__ = [
    "Whole",
    "NeedDraft",
    "PackageDraft",
    "add_option",
    "add_photo",
    "attach_paper",
    "back_to_ready",
    "draft_package",
    "make_ready",
    "mark_in_partnership",
    "mark_invited",
    "mark_served",
    "receive_needs",
    "receive_packages",
    "record_interest",
    "refresh_priorities",
    "remove_option",
    "remove_photo",
    "reopen",
    "resend",
    "return_need",
    "save_screen",
    "send_edited",
    "send_need",
    "send_new",
    "set_cost_lines",
    "set_not_now",
    "set_priority_weights",
    "start_need",
    "take_up_again",
    "unreceive_needs",
    "unreceive_packages",
    "update_option",
    "update_package",
    "verify_desk",
    "verify_field",
    "withdraw_interest",
    "withdraw_need",
    "withdraw_package",
]

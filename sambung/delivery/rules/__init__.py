"""Who sees, states and verifies the delivery of a partnership."""

from sambung.delivery.rules.seeing import (
    Circle,
    can_check_works,
    can_plan,
    can_see,
    can_state,
    can_verify,
    checks_in,
    convening_codes,
    states_for,
    verifies_in,
)

__all__ = [
    "Circle",
    "can_check_works",
    "can_plan",
    "can_see",
    "can_state",
    "can_verify",
    "checks_in",
    "convening_codes",
    "states_for",
    "verifies_in",
]

"""Every read of the delivery room, by theme."""

from sambung.delivery.queries.partnership import (
    circle_of,
    organisations_at_table,
    parties_at_table,
    partnership_for,
)
from sambung.delivery.queries.work import (
    MilestoneRow,
    PlanCount,
    claimants_of,
    count_of,
    is_replaced,
    milestone_of,
    milestones_of,
    plan_of,
    row_of,
)

__all__ = [
    "MilestoneRow",
    "PlanCount",
    "circle_of",
    "claimants_of",
    "count_of",
    "is_replaced",
    "milestone_of",
    "milestones_of",
    "organisations_at_table",
    "parties_at_table",
    "partnership_for",
    "plan_of",
    "row_of",
]

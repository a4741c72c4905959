"""Every read of the delivery room, by theme."""

from sambung.delivery.queries.partnership import (
    circle_of,
    organisations_at_table,
    parties_at_table,
    partnership_for,
)
from sambung.delivery.queries.progress import (
    Latest,
    ReportRow,
    claimants_of_progress,
    contributions_built,
    curve_for,
    last_verified,
    latest_of,
    photos_visible_to,
    public_photos_of,
    report_of,
    reports_of,
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
    "Latest",
    "MilestoneRow",
    "ReportRow",
    "claimants_of_progress",
    "contributions_built",
    "curve_for",
    "last_verified",
    "latest_of",
    "photos_visible_to",
    "public_photos_of",
    "report_of",
    "reports_of",
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

"""What companies and programmes did, with or without a partnership, and the recaps of it."""

from sambung.activities.models.activity import (
    Activity,
    ActivityCheck,
    ActivityKind,
    ActivityPhoto,
    ActivityState,
    Answer,
)
from sambung.activities.models.recap import Recap

__all__ = [
    "Activity",
    "ActivityCheck",
    "ActivityKind",
    "ActivityPhoto",
    "ActivityState",
    "Answer",
    "Recap",
]

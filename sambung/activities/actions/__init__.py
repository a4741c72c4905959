"""Every write of the activities room, by theme."""

from sambung.activities.actions.bulk import (
    ActivityDraft,
    keep_activities,
    remove_activities_of_run,
)
from sambung.activities.actions.recording import (
    ActivityFacts,
    PhotosGiven,
    add_photos,
    record_activity,
)

__all__ = [
    "ActivityDraft",
    "ActivityFacts",
    "PhotosGiven",
    "add_photos",
    "keep_activities",
    "record_activity",
    "remove_activities_of_run",
]

"""Every write of the activities room, by theme."""

from sambung.activities.actions.bulk import (
    ActivityDraft,
    keep_activities,
    remove_activities_of_run,
)
from sambung.activities.actions.looking import (
    CheckFacts,
    attach_paper,
    check_activity,
    remove_photo,
)
from sambung.activities.actions.publishing import (
    ask_source,
    publish_activity,
    unpublish_activity,
    update_activity,
)
from sambung.activities.actions.recording import (
    ActivityFacts,
    PhotosGiven,
    add_photos,
    record_activity,
)
from sambung.activities.actions.stepping import (
    hand_over,
    link_activity,
    remove_activity,
    restore_activity,
    resume_activity,
    stop_activity,
)

__all__ = [
    "ActivityDraft",
    "ActivityFacts",
    "CheckFacts",
    "PhotosGiven",
    "add_photos",
    "ask_source",
    "attach_paper",
    "check_activity",
    "hand_over",
    "keep_activities",
    "link_activity",
    "publish_activity",
    "record_activity",
    "remove_activities_of_run",
    "remove_activity",
    "remove_photo",
    "restore_activity",
    "resume_activity",
    "stop_activity",
    "unpublish_activity",
    "update_activity",
]

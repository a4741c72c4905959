"""Pages of this room alone."""

from sambung.activities.views.activity import activity, activity_photo
from sambung.activities.views.lists import activity_export, activity_list
from sambung.activities.views.places import activity_map
from sambung.activities.views.recording import activity_edit, activity_new
from sambung.activities.views.steps import (
    activity_ask,
    activity_check,
    activity_hand_over,
    activity_link,
    activity_publish,
    activity_remove,
    activity_restore,
    activity_resume,
    activity_stop,
    photo_add,
    photo_remove,
)

__all__ = [
    "activity",
    "activity_ask",
    "activity_check",
    "activity_edit",
    "activity_export",
    "activity_hand_over",
    "activity_link",
    "activity_list",
    "activity_map",
    "activity_new",
    "activity_photo",
    "activity_publish",
    "activity_remove",
    "activity_restore",
    "activity_resume",
    "activity_stop",
    "photo_add",
    "photo_remove",
]

"""Pages of this room alone."""

from sambung.activities.views.activity import activity, activity_photo
from sambung.activities.views.lists import activity_export, activity_list
from sambung.activities.views.recording import activity_new

__all__ = [
    "activity",
    "activity_export",
    "activity_list",
    "activity_new",
    "activity_photo",
]

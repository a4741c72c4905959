"""What a person may type about activities."""

from sambung.activities.forms.activity import ActivityForm, initial_of
from sambung.activities.forms.lists import ActivityFilter

__all__ = ["ActivityFilter", "ActivityForm", "initial_of"]

"""What people send on of an activity by their own WhatsApp."""

from django.utils.translation import gettext as _

from sambung.activities.models import Activity, Answer
from sambung.ui import formats
from sambung.ui.parts import ShareText


def share_text(activity: Activity) -> ShareText:
    """Return plain lines about an activity; one that is not public says that one must sign in."""
    return ShareText.of(
        activity.title,
        f"{activity.organisation}, {activity.year}",
        activity.region.full_name,
        _("Nilai: %s") % formats.rupiah_words(activity.amount_rp),
        _("Sampai mana: %s") % activity.get_state_display(),
        "" if activity.works == Answer.UNKNOWN else works_words(activity),
        "" if activity.known_on is None else known_words(activity),
        path=activity.get_absolute_url(),
        is_private=activity.published_at is None,
        is_simulated=activity.is_simulated,
    )


def works_words(activity: Activity) -> str:
    """Return whether it works, in words."""
    return _("Berfungsi: %s") % activity.get_works_display()


def known_words(activity: Activity) -> str:
    """Return how old the knowledge is, in words."""
    return _("Diketahui per %s") % formats.full_date(activity.known_on)

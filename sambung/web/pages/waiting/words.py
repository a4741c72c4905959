"""How urgent a thing is, in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.ui import charts, formats
from sambung.web.pages.waiting.row import Waiting

STRIP_DAYS = 42


@dataclass(frozen=True)
class Drawn:
    """One row ready to draw: day, month, badge, and whether its button is filled."""

    row: Waiting
    day: str
    month: str
    kind: str
    badge: str
    is_urgent: bool


def drawn(row: Waiting, today: date) -> Drawn:
    """Return the row with its date block and badge; filled buttons are for late and today."""
    if row.due_on is None:
        return Drawn(row, "–", "", "none", _("tanpa tenggat"), False)
    day, month = formats.short_date(row.due_on).split(" ", 1)
    kind, badge = urgency(row.due_on, today)
    return Drawn(row, day, month, kind, badge, row.due_on <= today)


def urgency(due_on: date, today: date) -> tuple[str, str]:
    """Return the badge of a date: late, today, a weekday of this week, next week, or days left."""
    days = (due_on - today).days
    if days < 0:
        return "late", ngettext("Terlambat %(n)s hari", "Terlambat %(n)s hari", -days) % {
            "n": formats.count(-days)
        }
    if days == 0:
        return "due", _("Hari ini")
    if days == 1:
        return "info", _("Besok")
    if days < 7:
        return "info", formats.weekday(due_on)
    if days < 14:
        return "info", _("Pekan depan")
    return "info", ngettext("%(n)s hari lagi", "%(n)s hari lagi", days) % {"n": formats.count(days)}


def lede(rows: Sequence[Waiting], today: date) -> str:
    """Return how much waits, in one sentence; a kind word when nothing does."""
    if not rows:
        return _("Tidak ada yang menunggu Anda saat ini.")
    dates = [row.due_on for row in rows]
    late = sum(1 for day in dates if day is not None and day < today)
    now = sum(1 for day in dates if day == today)
    parts = [
        ngettext("%(n)s terlambat", "%(n)s terlambat", late) % {"n": formats.count(late)},
        ngettext("%(n)s untuk hari ini", "%(n)s untuk hari ini", now) % {"n": formats.count(now)},
        ngettext("%(n)s sesudahnya", "%(n)s sesudahnya", len(rows) - late - now)
        % {"n": formats.count(len(rows) - late - now)},
    ]
    told = [words for words, n in zip(parts, (late, now, len(rows) - late - now), strict=True) if n]
    return f"{', '.join(told)}."


def strip(rows: Sequence[Waiting], today: date) -> charts.DueStrip | None:
    """Return the strip of the coming six weeks, None when nothing has a date in it."""
    dated = [
        charts.Due(row.due_on, urgency(row.due_on, today)[0], row.title)
        for row in rows
        if row.due_on is not None and (row.due_on - today).days <= STRIP_DAYS
    ]
    if not dated:
        return None
    return charts.DueStrip(_("Yang jatuh tempo dalam enam pekan"), today, tuple(dated), STRIP_DAYS)

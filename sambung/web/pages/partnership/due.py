"""What is due on the page of one partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.partnerships import lifecycle, queries
from sambung.partnerships.models import Partnership
from sambung.partnerships.queries import DutyRow
from sambung.ui import formats
from sambung.web.pages.partnership.delivery import Running, dues_of


@dataclass(frozen=True)
class DueRow:
    """One thing due on the page: how urgent, by when, what, and for whom."""

    kind: str
    words: str
    title: str
    who: str


def due_words(day: date) -> tuple[str, str]:
    """Return the badge of a date: late, due within two weeks, or later."""
    days = (day - timezone.localdate()).days
    if days < 0:
        words = ngettext("Terlambat %(n)s hari", "Terlambat %(n)s hari", -days) % {"n": -days}
        return "late", words
    return ("due" if days <= 14 else "info"), formats.full_date(day)


def dues(thing: Partnership, rows: Sequence[DutyRow], work: Running) -> list[DueRow]:
    """Return what is due: the stage, duties to answer or fill, milestones, tranches."""
    if thing.closed_at is not None:
        return []
    found: list[tuple[date, str, str]] = dues_of(work)
    if thing.stage_due_on is not None:
        papers = str(lifecycle.STAGE_PAPERS[thing.stage])
        title = _("Selesaikan tahap %s") % str(thing.get_stage_display()).lower()
        found.append((thing.stage_due_on, title, papers))
    for waiting in queries.waiting_in(thing, [row.duty for row in rows]):
        found.append((waiting.due_on, *waiting_words(waiting)))
    return [
        DueRow(*due_words(day), title=title, who=who)
        for day, title, who in sorted(found, key=lambda item: item[0])
    ]


def waiting_words(waiting: queries.Waiting) -> tuple[str, str]:
    """Return title and who for duties that wait."""
    questions = list(waiting.questions)
    if waiting.kind == queries.WaitingKind.ANSWER:
        title = ngettext("Jawab %(n)s usulan peran", "Jawab %(n)s usulan peran", len(questions)) % {
            "n": formats.count(len(questions))
        }
        return title, _("pihak yang diusulkan")
    title = ngettext(
        "Tetapkan %(n)s penanggung jawab", "Tetapkan %(n)s penanggung jawab", len(questions)
    ) % {"n": formats.count(len(questions))}
    return title, " ".join(questions)

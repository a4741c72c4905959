"""What runs: how far the works are, the next milestones, tranches, handovers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sambung.delivery import queries
from sambung.delivery.models import Handover
from sambung.delivery.queries import TrancheRow, Work
from sambung.partnerships.models import Partnership
from sambung.ui import formats


@dataclass(frozen=True)
class Running:
    """What the page tells of the delivery; empty where nothing was planned yet."""

    work: Work | None = None
    tranches: Sequence[TrancheRow] = ()
    handovers: Sequence[Handover] = ()

    @property
    def percent(self) -> int | None:
        """Return the newest percent another party verified, else the newest one stated."""
        if self.work is None:
            return None
        latest = self.work.latest
        point = latest.stated if latest.verified is None else latest.verified
        return None if point is None else round(point.percent)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was planned or stated yet."""
        is_planned = self.work is not None and not self.work.is_empty
        return not (is_planned or self.tranches or self.handovers)

    @property
    def sentence(self) -> str:
        """Return how many milestones are verified and late, in words."""
        if self.work is None or not self.work.total:
            return ""
        words = _("%(verified)s dari %(total)s tonggak terverifikasi.") % {
            "verified": formats.count(self.work.verified),
            "total": formats.count(self.work.total),
        }
        if not self.work.late:
            return words
        return words + " " + _("%s terlambat.") % formats.count(self.work.late)


def section(thing: Partnership) -> Running:
    """Return the work, the tranches and the handovers of a partnership."""
    return Running(
        work=queries.work_of(thing, with_troubles=False),
        tranches=queries.tranches_of(thing),
        handovers=queries.handovers_of(thing),
    )


def dues_of(running: Running) -> list[tuple[date, str, str]]:
    """Return what is due in the works: day, what, who."""
    milestones = running.work.next if running.work is not None else ()
    rows = [
        (row.milestone.due_on, row.milestone.title, str(row.milestone.party or ""))
        for row in milestones
    ]
    rows += [
        (row.tranche.due_on, row.title, row.words)
        for row in running.tranches
        if row.is_running and row.tranche.due_on is not None
    ]
    return rows

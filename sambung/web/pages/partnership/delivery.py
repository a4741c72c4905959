"""What runs: the percent of the works, the next milestones, tranches, handovers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sambung.core.access import Actor
from sambung.delivery import queries
from sambung.delivery.queries import HandoverRow, MilestoneRow, TrancheRow, WorkPage
from sambung.partnerships.models import Partnership

NEXT_MILESTONES = 4


@dataclass(frozen=True)
class Work:
    """What the page tells of the delivery; empty where nothing was planned yet."""

    page: WorkPage | None = None
    milestones: Sequence[MilestoneRow] = ()
    tranches: Sequence[TrancheRow] = ()
    handovers: Sequence[HandoverRow] = ()

    @property
    def percent(self) -> int | None:
        """Return the newest percent another party verified, else the newest one stated."""
        if self.page is None:
            return None
        return self.page.verified_percent or self.page.stated_percent

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was planned or stated yet."""
        return not (self.milestones or self.tranches or self.handovers or self.percent)


def nothing() -> Work:
    """Return what those see who only read a published page."""
    return Work()


def section(thing: Partnership, actor: Actor, party_ids: Sequence[int]) -> Work:
    """Return the work, the tranches and the handovers of a partnership."""
    page = queries.work_of(thing)
    return Work(
        page=page,
        milestones=page.open_milestones[:NEXT_MILESTONES],
        tranches=queries.tranches_of(thing),
        handovers=queries.handovers_of(thing),
    )


def dues_of(work: Work) -> list[tuple[date, str, str]]:
    """Return what is due in the works: day, what, who."""
    rows = [
        (
            row.milestone.due_on,
            row.milestone.title,
            str(row.milestone.party) if row.milestone.party else "",
        )
        for row in work.milestones
    ]
    rows += [
        (row.tranche.due_on, row.title, row.words)
        for row in work.tranches
        if row.is_running and row.tranche.due_on is not None
    ]
    return rows

"""Reports of progress, their photos, and the curve they make with the plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from sambung.core.access import Actor
from sambung.delivery import lifecycle, rules
from sambung.delivery.lifecycle import Curve, CurvePoint, PlanStep
from sambung.delivery.models import Progress, ProgressPhoto
from sambung.delivery.rules import Circle
from sambung.partnerships import queries as partnership_queries
from sambung.partnerships.models import Contribution, Partnership, Way


def progress_of(partnership: Partnership) -> QuerySet[Progress]:
    """Return the reports, newest day first, with everything a row shows, in two queries."""
    photos = ProgressPhoto.objects.select_related("file").order_by("mark", "id")
    return (
        Progress.objects.filter(partnership=partnership)
        .select_related(
            *("partnership", "organisation", "verifier", "contribution__party__organisation")
        )
        .prefetch_related(Prefetch("photos", queryset=photos))
        .order_by("-on", "-id")
    )


def report_of(partnership: Partnership, pk: int) -> Progress | None:
    """Return one report of the partnership, or None."""
    return progress_of(partnership).filter(pk=pk).first()


def claimants_of_progress(progress: Progress) -> list[int | None]:
    """Return the organisations whose own word it is: who stated it, and who gives what it is of."""
    giver = progress.contribution.party.organisation_id if progress.contribution else None
    return [progress.organisation_id, giver]


def last_verified(partnership: Partnership, contribution: Contribution | None) -> Progress | None:
    """Return the newest verified report of the whole work, or of one contribution."""
    rows = Progress.objects.filter(
        partnership=partnership, contribution=contribution, verified_on__isnull=False
    )
    return rows.order_by("-on", "-id").first()


@dataclass(frozen=True)
class ReportRow:
    """One report as the page shows it."""

    report: Progress
    photos: tuple[ProgressPhoto, ...]
    may_verify: bool
    may_show: bool
    why_not_verify: str = ""

    @property
    def state(self) -> str:
        """Return verified, returned or stated."""
        if self.report.verified_on is not None:
            return "verified"
        return "returned" if self.report.returned_at is not None else "stated"


def reports_of(circle: Circle, actor: Actor) -> list[ReportRow]:
    """Return all reports as rows, in two queries."""
    return [report_row(row, actor, circle) for row in progress_of(circle.partnership)]


def report_row(report: Progress, actor: Actor, circle: Circle) -> ReportRow:
    """Return the row of one report; costs no query when it was loaded by progress_of."""
    verdict = rules.can_verify(
        actor, circle, claimants=claimants_of_progress(report), person_id=report.by_id
    )
    is_waiting = report.verified_on is None and report.returned_at is None
    return ReportRow(
        report=report,
        photos=tuple(report.photos.all()),
        may_verify=is_waiting and bool(verdict),
        may_show=bool(rules.can_state(actor, circle, report.organisation_id)),
        why_not_verify=verdict.reason if is_waiting else "",
    )


def curve_for(milestones: Iterable[Any], reports: Sequence[Progress]) -> Curve:
    """Return the curve of the whole work; returned reports and dropped milestones are not in it.

    Reports of one contribution are of that part, not of the whole. The milestones are those of
    milestones_of, which know the date each had first.
    """
    live = [row for row in milestones if row.dropped_at is None]
    said = [
        row
        for row in sorted(reports, key=lambda row: (row.on, row.pk))
        if row.returned_at is None and row.contribution_id is None
    ]
    starts = [row.starts_on for row in live if row.starts_on is not None and row.weight]
    return lifecycle.curve_of(
        steps=[PlanStep(row.due_on, row.weight, row.first_due_on) for row in live],
        stated=[(row.on, row.percent) for row in said],
        verified=[(row.on, row.percent) for row in said if row.verified_on is not None],
        starts_on=min(starts, default=None),
    )


@dataclass(frozen=True)
class Latest:
    """The last word of each kind and its day, and what the plan foresees for today."""

    stated: CurvePoint | None
    verified: CurvePoint | None
    planned: float | None


def latest_of(curve: Curve) -> Latest:
    """Return where the work stands by its curve."""
    return Latest(
        stated=curve.stated[-1] if curve.stated else None,
        verified=curve.verified[-1] if curve.verified else None,
        planned=curve.planned_at(timezone.localdate()),
    )


def contributions_built(partnership: Partnership) -> QuerySet[Contribution]:
    """Return what companies of the partnership build by their own vendors."""
    rows = Contribution.objects.filter(
        partnership=partnership, way=Way.BUILDS, withdrawn_at__isnull=True
    )
    return rows.select_related("party__organisation").order_by("id")


def photos_visible_to(actor: Actor) -> QuerySet[ProgressPhoto]:
    """Return the photos a person may open: those at the table theirs, the public published ones."""
    seen = partnership_queries.visible_to(actor)
    inside = Q(progress__partnership_id__in=read_by(actor).values("pk"))
    public = Q(is_published=True, progress__partnership__is_published=True)
    return ProgressPhoto.objects.filter(
        inside | public, progress__partnership_id__in=seen.values("pk")
    ).select_related("file", "progress__partnership")


def read_by(actor: Actor) -> QuerySet[Partnership]:
    """Return the partnerships whose delivery the actor may see, as one query."""
    rows = Partnership.objects.order_by()
    if actor.is_operator:
        return rows
    own = set(actor.organisation_ids) | {actor.link_organisation_id}
    seen = Q(parties__organisation_id__in=[pk for pk in own if pk], parties__left_at__isnull=True)
    for code in rules.convening_codes(actor):
        seen |= partnership_queries.within(code)
    return rows.filter(seen).distinct()


def public_photos_of(partnership: Partnership) -> list[ProgressPhoto]:
    """Return what the public of a published partnership may see of the work, in one query."""
    if not partnership.is_published:
        return []
    rows = ProgressPhoto.objects.filter(progress__partnership=partnership, is_published=True)
    return list(rows.select_related("file", "progress").order_by("mark", "id"))

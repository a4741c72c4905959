"""The marks of the work, the usual plan, where a milestone stands, and how grave a risk is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.delivery.models import Milestone

MARKS = (0, 25, 50, 75, 100)  # at which photos are taken

USUAL_TITLES: dict[int, Promise] = {
    0: _("Pekerjaan dimulai, lokasi diukur"),
    25: _("Pekerjaan seperempat jadi"),
    50: _("Pekerjaan setengah jadi"),
    75: _("Pekerjaan tiga perempat jadi"),
    100: _("Pekerjaan selesai, siap diperiksa"),
}

LEVELS: dict[int, Promise] = {1: _("rendah"), 2: _("sedang"), 3: _("tinggi")}


class MilestoneState(models.TextChoices):
    """Where a milestone stands; only a person moves it, time only makes it late."""

    DROPPED = "dropped", _("dibatalkan")
    VERIFIED = "verified", _("terverifikasi")
    STATED = "stated", _("dinyatakan selesai")
    LATE = "late", _("terlambat")
    RETURNED = "returned", _("dikembalikan")
    PLANNED = "planned", _("direncanakan")


@dataclass(frozen=True)
class UsualStep:
    """One milestone of the usual plan."""

    mark: int
    title: str
    starts_on: date
    due_on: date
    weight: int


def usual_plan(starts_on: date, due_on: date) -> list[UsualStep]:
    """Return five milestones at 0, 25, 50, 75 and 100 %, evenly spread from start to end."""
    days = (due_on - starts_on).days
    steps, before = [], starts_on
    for mark in MARKS:
        day = starts_on + timedelta(days=days * mark // 100)
        steps.append(UsualStep(mark, str(USUAL_TITLES[mark]), before, day, 25 if mark else 0))
        before = day
    return steps


def state_of(milestone: Milestone, today: date) -> MilestoneState:
    """Return where the milestone stands today; late is late, whatever was returned or hoped."""
    if milestone.dropped_at is not None:
        return MilestoneState.DROPPED
    if milestone.verified_on is not None:
        return MilestoneState.VERIFIED
    if milestone.done_on is not None:
        return MilestoneState.STATED
    if milestone.due_on < today:
        return MilestoneState.LATE
    return MilestoneState.RETURNED if milestone.returned_at else MilestoneState.PLANNED


def exposure(likelihood: int | None, impact: int | None) -> int | None:
    """Return likelihood times impact, 1 to 9; None when either is not known."""
    return None if likelihood is None or impact is None else likelihood * impact


def exposure_kind(value: int | None) -> str:
    """Return the badge of an exposure: from 6 grave, from 3 to watch; unknown is hatched."""
    if value is None:
        return "none"
    if value >= 6:
        return "late"
    return "due" if value >= 3 else "info"

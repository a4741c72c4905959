"""Where the partnership stands: crumbs, the first sentence, the rail of stages."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.partnerships import queries
from sambung.partnerships.models import Partnership, Party, Stage
from sambung.partnerships.queries import RailStage
from sambung.regions.models import Level, Region
from sambung.ui import charts, formats


def crumbs(thing: Partnership) -> list[tuple[str, str]]:
    """Return the kabupaten, the kecamatan and the village, as the region pages have them."""
    above: list[tuple[str, str]] = []
    place: Region | None = thing.village
    while place is not None and place.level > Level.PROVINCE:
        above.append((place.name, place.get_absolute_url()))
        place = place.parent if place.level > Level.REGENCY else None
    return above[::-1]


def lede(thing: Partnership, parties: Sequence[Party]) -> str:
    """Return the first sentence: how many parties, for whom, at which stage."""
    if thing.closed_at is not None:
        return _("Ditutup %(when)s: %(reason)s") % {
            "when": formats.full_date(thing.closed_at),
            "reason": thing.closing_reason,
        }
    sentence = who_and_for_whom(thing, sum(1 for party in parties if party.left_at is None))
    if thing.stage_due_on is None:
        return f"{sentence}."
    due = _("direncanakan selesai %(when)s") % {"when": formats.month_year(thing.stage_due_on)}
    return f"{sentence}; {due}."


def who_and_for_whom(thing: Partnership, parties: int) -> str:
    """Return how many parties work for how many people, and the stage of now."""
    stage = {"n": formats.count(parties), "stage": str(thing.get_stage_display()).lower()}
    if thing.people_served is None:
        return (
            _("%(n)s pihak; jumlah warganya belum diketahui. Sekarang di tahap %(stage)s") % stage
        )
    return ngettext(
        "%(n)s pihak bekerja untuk %(people)s jiwa. Sekarang di tahap %(stage)s",
        "%(n)s pihak bekerja untuk %(people)s jiwa. Sekarang di tahap %(stage)s",
        parties,
    ) % (stage | {"people": formats.count(thing.people_served)})


def section(thing: Partnership, parties: Sequence[Party], percent: int | None) -> dict[str, Any]:
    """Return the crumbs, the first sentence and the rail."""
    return {
        "crumbs": crumbs(thing),
        "lede": lede(thing, parties),
        "rail": rail(thing, percent),
    }


def rail(thing: Partnership, percent: int | None = None) -> charts.Rail:
    """Return the stages of the partnership's own road: done with their month, now, next."""
    stages = queries.rail_of(thing, queries.template_of(thing), queries.steps_of(thing))
    return charts.Rail(
        _("Tahap kemitraan"), tuple(drawn(stage, thing, percent) for stage in stages)
    )


def drawn(stage: RailStage, thing: Partnership, percent: int | None) -> charts.Stage:
    """Return one stage as the rail draws it; works under way show how far they are."""
    if stage.state == "now":
        shown = percent if stage.key == Stage.CONSTRUCTION else None
        return charts.Stage(stage.label, "now", until(thing), late=late(thing), percent=shown)
    if stage.state == "skipped":
        return charts.Stage(stage.label, "done", _("dilewati"))
    return charts.Stage(stage.label, stage.state, in_short(stage.at))


def in_short(moment: datetime | date | None) -> str:
    """Return Jan 2026, or nothing."""
    if moment is None:
        return ""
    year = moment.year if not isinstance(moment, datetime) else timezone.localtime(moment).year
    return f"{formats.month_short(moment)} {year}"


def until(thing: Partnership) -> str:
    """Return by when the stage of now should be done, in short."""
    due = thing.stage_due_on
    return "" if due is None else _("sampai %(when)s") % {"when": in_short(due)}


def late(thing: Partnership) -> str:
    """Return how late the stage is in words, or nothing."""
    due = thing.stage_due_on
    if due is None or thing.closed_at is not None or due >= timezone.localdate():
        return ""
    days = (timezone.localdate() - due).days
    return ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", days) % {"n": days}

"""Where the partnership stands: crumbs, the first sentence, the rail of stages."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.partnerships import lifecycle, queries
from sambung.partnerships.models import Partnership, Party, Stage
from sambung.regions.models import Level, Region
from sambung.ui import charts, formats


def crumbs(thing: Partnership) -> list[tuple[str, str]]:
    """Return the kabupaten, the kecamatan and the village, as the region pages have them."""
    above: list[tuple[str, str]] = []
    place: Region | None = thing.village
    while place is not None and place.level > Level.PROVINCE:
        above.append((place.name, place.get_absolute_url()))
        place = place.parent
    return above[::-1]


def lede(thing: Partnership, parties: Sequence[Party]) -> str:
    """Return the first sentence: how many parties, for whom, at which stage."""
    if thing.closed_at is not None:
        return _("Ditutup %(when)s: %(reason)s") % {
            "when": formats.full_date(thing.closed_at),
            "reason": thing.closing_reason,
        }
    sentence = ngettext(
        "%(n)s pihak bekerja untuk %(people)s jiwa. Sekarang di tahap %(stage)s",
        "%(n)s pihak bekerja untuk %(people)s jiwa. Sekarang di tahap %(stage)s",
        len(parties),
    ) % {
        "n": formats.count(len(parties)),
        "people": formats.count(thing.people_served),
        "stage": str(thing.get_stage_display()).lower(),
    }
    if thing.stage_due_on is None:
        return f"{sentence}."
    due = _("direncanakan selesai %(when)s") % {"when": formats.month_year(thing.stage_due_on)}
    return f"{sentence}; {due}."


def rail(thing: Partnership) -> charts.Rail:
    """Return the stages of the partnership's road: done with their month, now, next."""
    stages = lifecycle.ROADS[thing.road]
    place = stages.index(Stage(thing.stage))
    done_at = {step.from_stage: step.at for step in queries.steps_of(thing)}
    drawn = []
    for number, stage in enumerate(stages):
        if number < place:
            when = in_short(done_at.get(stage))
            drawn.append(charts.Stage(str(stage.label), "done", when))
        elif number == place:
            drawn.append(charts.Stage(str(stage.label), "now", until(thing), late=late(thing)))
        else:
            drawn.append(charts.Stage(str(stage.label), "next"))
    return charts.Rail(_("Tahap kemitraan"), tuple(drawn))


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

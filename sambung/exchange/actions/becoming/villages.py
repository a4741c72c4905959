"""Rows become a village's own figures, with their source and date; official ones stay."""

from collections import defaultdict
from datetime import date

from django.utils import timezone

from sambung.exchange.actions.becoming.arrivals import Arrivals, keep_subjects
from sambung.exchange.models import ImportRow, RecordKind
from sambung.regions.actions import VillageFigure, record_village_figures
from sambung.regions.models import Figure, Region

Source = tuple[int, str, date]
FIGURES = {figure.value: figure for figure in Figure}
OTHER_NAMES = {"people": Figure.POPULATION}


def become_villages(arrivals: Arrivals) -> int:
    """Record the figures of the rows, per source and date, and return how many rows came in."""
    rows = list(arrivals.rows(RecordKind.VILLAGES))
    by_source: dict[Source, list[VillageFigure]] = defaultdict(list)
    for row in rows:
        by_source[source_of(row, arrivals)] += figures_of(row)
    for (year, source, as_of), figures in by_source.items():
        record_village_figures(
            figures=figures,
            year=year,
            source=source,
            as_of=as_of,
            by=arrivals.by,
            is_simulated=arrivals.run.is_simulated,
        )
    regions = Region.objects.in_bulk({str(row.values["region"]) for row in rows})
    return keep_subjects([(row, regions[row.values["region"]]) for row in rows])


def source_of(row: ImportRow, arrivals: Arrivals) -> Source:
    """Return of which year, from what and of which day the figures of a row are."""
    said = row.values
    day = said.get("as_of")
    as_of = date.fromisoformat(str(day)) if day else timezone.localdate(arrivals.run.created_at)
    source = str(said.get("source") or arrivals.run.file_name)[:200]
    return int(said.get("year") or as_of.year), source, as_of


def figures_of(row: ImportRow) -> list[VillageFigure]:
    """Return every figure the row holds; what it does not say is left as it was."""
    code = str(row.values["region"])
    named = FIGURES | OTHER_NAMES
    return [
        VillageFigure(code, named[name], float(value))
        for name, value in row.values.items()
        if name in named and isinstance(value, (int, float))
    ]

"""Record what a village or kecamatan itself counted; official figures are never touched here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.regions import rules
from sambung.regions.models import Figure, Indicator, Level, Region

UNITS = {Figure.POPULATION: "orang", Figure.HOUSEHOLDS: "KK"}
LARGEST_COUNT = 1_000_000  # people in one village or kecamatan


def largest_of(figure: Figure) -> int:
    """Return the largest value a village or kecamatan can have."""
    return LARGEST_COUNT if figure in UNITS else 100


@dataclass(frozen=True)
class VillageFigure:
    """One figure of one village or kecamatan; None is unknown, not zero."""

    region_code: str
    figure: Figure
    value: float | None


@transaction.atomic
def record_village_figures(
    *,
    figures: Sequence[VillageFigure],
    year: int,
    source: str,
    as_of: date,
    by: Actor,
    is_simulated: bool = False,
) -> int:
    """Record figures that come from villages themselves and return how many were new or changed.

    Raises Refused for a region of kab/kota or wider (official figures stop there), a region
    outside the actor's own, a figure without source, or a value no village can have.
    """
    regions = Region.objects.in_bulk({row.region_code for row in figures})
    for row in figures:
        refuse_unless_sound(row, regions.get(row.region_code), source, by)
    stored = {
        (row.region_id, row.code): row
        for row in Indicator.objects.filter(region__in=regions, year=year)
    }
    changed = [
        row
        for row in figures
        if (old := stored.get((row.region_code, row.figure))) is None or old.value != row.value
    ]
    for row in changed:
        Indicator.objects.update_or_create(
            region_id=row.region_code,
            code=row.figure,
            year=year,
            defaults={
                "value": row.value,
                "unit": UNITS.get(row.figure, "%"),
                "source": source,
                "as_of": as_of,
                "is_official": False,
                "is_simulated": is_simulated,
            },
        )
    for code in sorted({row.region_code for row in changed}):
        audit.record("region.figures-recorded", regions[code], by=by, year=year, source=source)
    return len(changed)


def refuse_unless_sound(row: VillageFigure, region: Region | None, source: str, by: Actor) -> None:
    """Raise Refused with the reason unless this figure may stand."""
    if region is None:
        raise Refused(_("Wilayah %(code)s tidak dikenal.") % {"code": row.region_code})
    if region.level < Level.DISTRICT:
        raise Refused(_("Angka provinsi dan kabupaten/kota hanya dari sumber resmi."))
    rules.can_record_figures(by, region).or_raise()
    if not source.strip():
        raise Refused(_("Sebutkan sumber datanya."))
    limit = largest_of(row.figure)
    if row.value is not None and not 0 <= row.value <= limit:
        raise Refused(
            _("%(value)g untuk %(region)s tidak mungkin: harus 0 sampai %(limit)d.")
            % {"value": row.value, "region": region.full_name, "limit": limit}
        )

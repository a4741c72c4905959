"""Rows become proposals (usulan), taken in at the desk atas nama the villages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from sambung.exchange.actions.becoming.arrivals import Arrivals, keep_subjects
from sambung.exchange.models import ImportRow, RecordKind
from sambung.needs.actions import NeedDraft, receive_needs
from sambung.needs.models import Need, NeedState
from sambung.regions.models import Region
from sambung.ui.formats import rupiah

COLUMNS = frozenset(
    ["title", "service", "hamlet", "lat", "lon", "problem", "source_now", "distance_m"]
    + ["sanitation_now", "hygiene_now", "dry_months", "people", "households", "counted_by"]
    + ["has_labour", "labour_person_days", "has_cash", "cash_per_household_rp", "has_materials"]
    + ["materials_note", "has_village_funds", "village_funds_rp", "monthly_fee_rp"]
    + ["operator_name", "has_land", "land_owner", "land_letter"]
)

LONGEST = {
    each.name: each.max_length for each in Need._meta.concrete_fields if each.max_length is not None
}


def become_needs(arrivals: Arrivals) -> int:
    """Take the rows in as proposals and return how many; those that lack something are drafts."""
    rows = list(arrivals.rows(RecordKind.NEEDS))
    villages = Region.objects.in_bulk({str(row.values["region"]) for row in rows})
    drafts = [NeedDraft(villages[row.values["region"]], columns_of(row)) for row in rows]
    needs = receive_needs(
        drafts, by=arrivals.by, given=arrivals.given, is_simulated=arrivals.run.is_simulated
    )
    arrivals.also["drafts"] = sum(need.state == NeedState.DRAFT for need in needs)
    return keep_subjects(list(zip(rows, needs, strict=True)))


def columns_of(row: ImportRow) -> dict[str, object]:
    """Return the columns of a need that a row fills, cut to what they hold."""
    said: dict[str, object] = {}
    for name in COLUMNS & row.values.keys():
        value = row.values[name]
        if value is None or value == "":
            continue
        most = LONGEST.get(name) if isinstance(value, str) else None
        said[name] = value[:most] if most else value
    said["problem"] = problem_of(row.values)[: LONGEST["problem"]]
    return said


def problem_of(said: Mapping[str, Any]) -> str:
    """Return what the row says is the matter, else what it asks for, and the cost it names."""
    words = str(said.get("problem") or said.get("note") or said.get("title") or "")
    if said.get("estimate_rp"):
        estimate = rupiah(said["estimate_rp"])
        words = _("%(words)s (perkiraan biaya menurut berkas: %(estimate)s)") % {
            "words": words,
            "estimate": estimate,
        }
    return words

"""Rows become packages (kegiatan siap didukung) that wait to be put on the shelf."""

from decimal import Decimal
from typing import Any

from sambung.exchange.actions.becoming.arrivals import Arrivals, keep_subjects
from sambung.exchange.models import ImportRow, RecordKind
from sambung.needs.actions import NeedDraft, PackageDraft, receive_packages
from sambung.regions.models import Region


def become_packages(arrivals: Arrivals) -> int:
    """Take the rows in as packages with their needs and return how many."""
    rows = list(arrivals.rows(RecordKind.PACKAGES))
    villages = Region.objects.in_bulk({str(row.values["region"]) for row in rows})
    source = arrivals.run.file_name
    drafts = [draft_of(row, villages[row.values["region"]], source) for row in rows]
    packages = receive_packages(
        drafts, by=arrivals.by, given=arrivals.given, is_simulated=arrivals.run.is_simulated
    )
    return keep_subjects(list(zip(rows, packages, strict=True)))


def draft_of(row: ImportRow, village: Region, source: str) -> PackageDraft:
    """Return one row as the desk's package."""
    said = row.values
    columns = {name: said[name] for name in ("title", "service", "people", "households")}
    columns["problem"] = str(said.get("note") or "")
    return PackageDraft(
        need=NeedDraft(village, columns),
        year=int(said["year"]),
        kind=str(said["option_kind"]),
        total_rp=int(said["total_rp"]),
        people_served=int(said.get("people_served") or said["people"]),
        price_source=str(said.get("source") or source),
        expected_years=decimal(said.get("expected_years")),
        years_basis=str(said.get("years_basis") or ""),
        operation_yearly_rp=said.get("operation_yearly_rp"),
        price_year=said.get("price_year"),
        community_percent=decimal(said.get("community_percent")),
    )


def decimal(value: Any) -> Decimal | None:
    """Return a number with one digit after the comma, None when it is not known."""
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"))

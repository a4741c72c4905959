"""Wordings of documents: those shipped, and the copies a region keeps."""

from sambung.partnerships.models import AgreementKind, DocumentTemplate


def wordings_for(village_code: str) -> list[DocumentTemplate]:
    """Return the current copies of wordings in the regions above a village, nearest first."""
    parts = village_code.split(".")
    codes = [".".join(parts[: n + 1]) for n in range(len(parts))]
    rows = DocumentTemplate.objects.filter(
        is_current=True, region_id__in=codes, kind__in=AgreementKind.values
    ).select_related("region")
    return sorted(rows, key=lambda row: (row.kind, -len(str(row.region_id)), row.name))


def wordings_kept(region_code: str) -> list[DocumentTemplate]:
    """Return every version a region keeps, newest first."""
    rows = DocumentTemplate.objects.filter(region_id=region_code, kind__in=AgreementKind.values)
    return list(rows.select_related("region", "kept_by").order_by("kind", "name", "-number"))

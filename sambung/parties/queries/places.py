"""Which region a person means by a name or a code."""

from collections.abc import Collection

from django.db.models import QuerySet

from sambung.core.text import plain
from sambung.regions.models import Region
from sambung.regions.queries import find


def regions_by_code(codes: Collection[str]) -> QuerySet[Region]:
    """Return the regions with these codes, widest first."""
    return Region.objects.filter(code__in=codes).select_related("parent").order_by("level", "code")


def regions_meant(text: str, *, most: int = 8) -> list[Region]:
    """Return the regions a name or code may mean, likeliest first; one alone is certain.

    A whole code, or a name that only one region has, is certain; slips are forgiven only when
    nothing is called so.
    """
    found = find(text, limit=most)
    typed = plain(text)
    whole = [hit for hit in found if hit.code == typed]
    named = [hit for hit in found if typed in {plain(hit.name), plain(hit.full_name)}]
    kept = whole or named or found
    regions = {region.code: region for region in regions_by_code([hit.code for hit in kept])}
    return [regions[hit.code] for hit in kept if hit.code in regions]

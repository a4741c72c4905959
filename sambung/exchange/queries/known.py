"""What is known already: places and companies to find names in, and rows that came in before."""

from sambung.needs.queries import below
from sambung.parties.models import Organisation
from sambung.parties.models import OrganisationKind as K
from sambung.regions.models import Level, Region

GIVING_KINDS = [K.COMPANY, K.STATE_COMPANY, K.BANK, K.FOUNDATION, K.ZAKAT, K.DONOR, K.NGO]
GIVING_KINDS += [K.UNIVERSITY, K.PROGRAMME, K.MEDIA, K.FORUM_TJSL, K.WATER_UTILITY]

Place = tuple[str, str, str, str]  # code, name, kind, code of what it lies in


def place_rows(region: Region) -> list[Place]:
    """Return the region and every kecamatan and village below it, in one query."""
    places = Region.objects.filter(below([region.code], "pk"), level__gte=Level.REGENCY)
    return list(places.order_by("code").values_list("code", "name", "kind", "parent_id"))


def company_names(most: int = 300) -> list[str]:
    """Return names of organisations that give, to choose from while one types."""
    rows = Organisation.objects.filter(kind__in=GIVING_KINDS).order_by("name")
    return list(rows.values_list("name", flat=True)[:most])


def company_rows() -> list[tuple[int, str, str]]:
    """Return every organisation that may have given something: id, name, short name."""
    rows = Organisation.objects.filter(kind__in=GIVING_KINDS).order_by("pk")
    return list(rows.values_list("pk", "name", "short_name"))

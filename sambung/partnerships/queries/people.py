"""Who convenes and who speaks for the people of a village."""

from sambung.core.text import plain
from sambung.parties.models import Organisation
from sambung.parties.models import OrganisationKind as K
from sambung.partnerships import lifecycle


def convener_of(village_code: str) -> Organisation | None:
    """Return who convenes in the kabupaten/kota of a village: its Bappeda, else its Pokja."""
    regency_code = ".".join(village_code.split(".")[:2])
    found = {
        organisation.kind: organisation
        for organisation in Organisation.objects.filter(
            region_id=regency_code, kind__in=[K.BAPPEDA, K.POKJA]
        ).order_by("-id")
    }
    return found.get(K.BAPPEDA) or found.get(K.POKJA)


def community_bodies(village_code: str, operator_name: str) -> list[Organisation]:
    """Return the community bodies of a village; when one is named in the need, that one alone."""
    bodies = list(
        Organisation.objects.filter(
            region_id=village_code, kind__in=lifecycle.COMMUNITY | {K.BKM}
        ).order_by("id")
    )
    named = [body for body in bodies if operator_name and _is_named(body, operator_name)]
    return named or bodies


def _is_named(body: Organisation, name: str) -> bool:
    """Return whether the body carries the name a person typed."""
    return plain(name) in {plain(body.name), plain(body.short_name)}

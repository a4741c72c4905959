"""The fixed cast: who they are and where they belong.

Ayu plans for the district (Bappeda Balangan), Budi runs the utility, Citra funds (a company),
Dimas facilitates, Gani heads the village of Hauwai, Hana heads the Pokja,
Eka is from another district (Bappeda Tabalong) and must never see.
"""

from dataclasses import dataclass

from sambung.core.access import Actor
from sambung.parties.models import Membership, Organisation, Role, User
from sambung.parties.queries import actor_for
from sambung.regions.models import Region
from tests.worlds import valley


@dataclass(frozen=True)
class Cast:
    """People, their organisations and the valley they live in."""

    regions: dict[str, Region]
    bappeda: Organisation
    pokja: Organisation
    utility: Organisation
    company: Organisation
    facilitators: Organisation
    village: Organisation
    other_bappeda: Organisation
    ayu: User
    budi: User
    citra: User
    dimas: User
    eka: User
    gani: User
    hana: User

    def actor(self, user: User, organisation: Organisation | None = None) -> Actor:
        """Return the person as actor, wearing the hat of the organisation."""
        return actor_for(user, worn_id=organisation.pk if organisation else None)


def person(name: str, organisation: Organisation, role: str) -> User:
    """Create a person with one hat."""
    user = User.objects.create(name=name, email=f"{name.split()[0].lower()}@example.org")
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def make_cast() -> Cast:
    """Create the whole cast in the valley."""
    regions = valley()
    balangan, tabalong = regions["63.11"], regions["63.09"]

    def org(name: str, kind: str, region: Region | None) -> Organisation:
        return Organisation.objects.create(
            name=name, kind=kind, region=region, search_name=name.lower(), is_simulated=True
        )

    organisations = {
        "bappeda": org("Bappeda Balangan", "bappeda", balangan),
        "pokja": org("Pokja PKP Balangan", "pokja", balangan),
        "utility": org("PDAM Contoh Balangan", "pdam", balangan),
        "company": org("PT Contoh Banua Energi", "perusahaan", balangan),
        "facilitators": org("Yayasan Contoh Sehat", "lsm", balangan),
        "village": org("Pemerintah Desa Hauwai", "pemdes", regions["63.11.02.2001"]),
        "other_bappeda": org("Bappeda Tabalong", "bappeda", tabalong),
    }
    return Cast(
        regions=regions,
        **organisations,
        ayu=person("Ayu", organisations["bappeda"], Role.OFFICER),
        budi=person("Budi", organisations["utility"], Role.SIGNATORY),
        citra=person("Citra", organisations["company"], Role.SIGNATORY),
        dimas=person("Dimas", organisations["facilitators"], Role.OFFICER),
        eka=person("Eka", organisations["other_bappeda"], Role.OFFICER),
        gani=person("Gani", organisations["village"], Role.HEAD),
        hana=person("Hana", organisations["pokja"], Role.HEAD),
    )

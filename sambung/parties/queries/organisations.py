"""Organisations as the register shows them, with their programmes, networks and contacts."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.text import SearchRow, plain
from sambung.parties.models import (
    SIDE_OF,
    Contact,
    NetworkMember,
    Organisation,
    OrganisationKind,
    Programme,
)
from sambung.parties.rules import COMPETING_KINDS, GOVERNING_KINDS
from sambung.regions.models import Region

Organisations = QuerySet[Organisation]


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the register of parties: names and kinds for whoever signed in, else none."""
    if not actor.is_known:
        return Organisation.objects.none()
    return Organisation.objects.select_related("region")


def organisations_like(actor: Actor, text: str) -> QuerySet[Organisation]:
    """Return the visible organisations whose name has every word of the text."""
    rows = organisations_visible_to(actor)
    for word in plain(text).split():
        rows = rows.filter(search_name__contains=word)
    return rows


def search_rows(actor: Actor, text: str, limit: int = 20) -> list[SearchRow]:
    """Return the organisations a search finds, best first."""
    if not plain(text):
        return []
    return [
        SearchRow(
            title=row.name,
            context=place_of(row) or _("nasional"),
            kind=row.get_kind_display(),
            url=row.get_absolute_url(),
            score=0.0 if row.search_name.startswith(plain(text)) else 1.0,
            is_simulated=row.is_simulated,
        )
        for row in organisations_like(actor, text)[:limit]
    ]


def place_of(organisation: Organisation) -> str:
    """Return the name of the organisation's place, or an empty string."""
    return organisation.region.full_name if organisation.region else ""


def programmes_of(organisation_id: int) -> QuerySet[Programme]:
    """Return an organisation's programmes, newest first."""
    return Programme.objects.filter(organisation_id=organisation_id).order_by("-from_on", "name")


def network_members_of(network_id: int) -> QuerySet[NetworkMember]:
    """Return who belongs to the network."""
    return (
        NetworkMember.objects.filter(network_id=network_id)
        .select_related("member", "member__region")
        .order_by("member__name")
    )


def network_rows_visible_to(actor: Actor) -> QuerySet[NetworkMember]:
    """Return memberships of networks: public among those who signed in, as the register is."""
    if not actor.is_known:
        return NetworkMember.objects.none()
    return NetworkMember.objects.select_related("network", "member")


def networks_of(organisation_id: int) -> QuerySet[NetworkMember]:
    """Return the networks the organisation belongs to."""
    return (
        NetworkMember.objects.filter(member_id=organisation_id)
        .select_related("network")
        .order_by("network__name")
    )


def contacts_visible_to(actor: Actor) -> QuerySet[Contact]:
    """Return contacts: for the organisation's own people and for those who wrote them down."""
    mine = actor.organisation_ids
    return Contact.objects.filter(
        Q(organisation_id__in=mine) | Q(kept_by_id__in=mine)
    ).select_related("kept_by", "organisation")


def organisations_among(
    rows: QuerySet[Organisation], *, side: str = "", kind: str = "", region: Region | None = None
) -> QuerySet[Organisation]:
    """Return those of the rows on the side, of the kind, and in the region or below it."""
    if side:
        rows = rows.filter(kind__in=[each for each, of in SIDE_OF.items() if of == side])
    if kind:
        rows = rows.filter(kind=kind)
    if region is not None:
        rows = rows.filter(Q(region_id=region.code) | Q(region__code__startswith=f"{region.code}."))
    return rows


def viewer_choices(
    actor: Actor, codes: Collection[str], chosen: Collection[int], text: str
) -> QuerySet[Organisation]:
    """Return who may be named to read an offer: those who govern its places, and who is asked for.

    Other companies are never among them.
    """
    above = {part for code in codes for part in Region(code=code).ancestor_codes}
    wanted = Q(kind__in=GOVERNING_KINDS, region_id__in=above) | Q(pk__in=chosen)
    if plain(text):
        wanted |= Q(search_name__contains=plain(text))
    rows = organisations_visible_to(actor).filter(wanted).exclude(kind__in=COMPETING_KINDS)
    return rows.order_by("name")[:40]


def register_row(row: Organisation) -> list[str | int | None]:
    """Return one organisation as cells of a file."""
    return [
        *(row.name, row.short_name, row.get_kind_display(), str(row.side.label)),
        *(row.region_id or "", place_of(row), "SIMULASI" if row.is_simulated else ""),
    ]


def governing_ids(region_code: str) -> list[int]:
    """Return the Pokja and Bappeda that answer for the kab/kota of a region."""
    regency = ".".join(region_code.split(".")[:2])
    kinds = [OrganisationKind.POKJA, OrganisationKind.BAPPEDA]
    rows = Organisation.objects.filter(region_id=regency, kind__in=kinds)
    return list(rows.values_list("pk", flat=True))

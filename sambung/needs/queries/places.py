"""What is known of the places of needs: people of a village, figures of its kabupaten/kota."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.needs import rules
from sambung.needs.models import Need
from sambung.needs.queries.visible import below
from sambung.parties.models import Organisation
from sambung.regions.models import Indicator, Level, Region, Service
from sambung.regions.queries import find
from sambung.ui.formats import count

ACCESS_CODE = {
    Service.WATER: "water_pct",
    Service.SANITATION: "sanitation_pct",
    Service.HYGIENE: "sanitation_pct",
}


VILLAGES_SHOWN = 8
VILLAGES_KEPT = 1000  # more than any kabupaten has
PROVINCE_LENGTH = 2  # of a province's code
VILLAGES_SOUGHT = 400  # the name may be common elsewhere; the own region's are picked from these


def proposers_for(actor: Actor) -> QuerySet[Organisation]:
    """Return for whom the actor may begin a proposal: own bodies, or villages of the desk."""
    own = [hat.organisation_id for hat in actor.hats if hat.organisation_kind in rules.PROPOSING]
    desks = [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.DESK and hat.role in rules.DECIDING and hat.region_code
    ]
    return (
        Organisation.objects.filter(
            Q(pk__in=own) | (Q(kind__in=rules.PROPOSING) & below(desks, "region"))
        )
        .select_related("region")
        .order_by("name", "pk")
    )


def villages_for(actor: Actor, text: str, chosen: Collection[str]) -> list[Region]:
    """Return villages the actor may propose for: those chosen first, then those like the text."""
    hits = find(text, limit=VILLAGES_SOUGHT, levels=[Level.VILLAGE]) if text.strip() else []
    like = [hit.code for hit in hits if rules.can_propose(actor, hit.code)]
    wanted = [*chosen, *[code for code in like if code not in chosen][:VILLAGES_SHOWN]]
    found = Region.objects.filter(level=Level.VILLAGE).select_related("parent").in_bulk(wanted)
    return [found[code] for code in wanted if code in found]


def villages_kept(actor: Actor, chosen: Collection[str], within: str = "") -> list[Region]:
    """Return the villages of the actor's own area, few enough to be kept on a phone.

    A hat that reaches farther than one kabupaten names the kabupaten (`within`) first.
    """
    own = {
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.PROPOSING | rules.DESK and hat.region_code
    }
    codes = {code for code in own if len(code) > PROVINCE_LENGTH}
    if len(within) > PROVINCE_LENGTH and rules.can_propose(actor, within):
        codes.add(within)
    found = (
        Region.objects.filter(Q(pk__in=list(chosen)) | below_or_at(codes), level=Level.VILLAGE)
        .select_related("parent")
        .order_by("district_code", "name")
    )
    return list(found[:VILLAGES_KEPT])


def below_or_at(codes: Collection[str]) -> Q:
    """Return the condition that a region is one of the places or lies below one."""
    return Q(pk__in=list(codes)) | Q(regency_code__in=codes) | Q(district_code__in=codes)


def wide_regencies(actor: Actor) -> list[Region]:
    """Return the kabupaten/kota to choose from for a hat that reaches more than one of them."""
    hats = [hat for hat in actor.hats if hat.organisation_kind in rules.PROPOSING]
    wide = [hat for hat in hats if len(hat.region_code or "") <= PROVINCE_LENGTH]
    if not wide:
        return []
    regencies = Region.objects.filter(level=Level.REGENCY).order_by("code")
    return [place for place in regencies if any(rules.covers(hat, place.code) for hat in wide)]


def corners_of(geometry: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield every (lon, lat) of the rings of a border."""
    places = geometry.get("coordinates", [])
    polygons = [places] if geometry.get("type") == "Polygon" else places
    for polygon in polygons:
        for ring in polygon:
            yield from ((point[0], point[1]) for point in ring)


def near_points(village: Region) -> list[Region]:
    """Return the villages of the same kecamatan that have a point, for a small map."""
    return list(
        Region.objects.filter(
            district_code=village.district_code, level=Level.VILLAGE, lat__isnull=False
        ).order_by("code")
    )


def latest(codes: Iterable[str], names: Iterable[str]) -> dict[tuple[str, str], Indicator]:
    """Return the newest known figure by (region, name), in one query."""
    rows = Indicator.objects.filter(
        region_id__in=set(codes), code__in=set(names), value__isnull=False
    ).order_by("year")
    return {(row.region_id or "", row.code): row for row in rows}


def village_people(codes: Iterable[str]) -> dict[str, int]:
    """Return the people of each village whose profile was imported; others are absent."""
    found = latest(codes, ["population"])
    return {code: int(row.value) for (code, _name), row in found.items() if row.value is not None}


def summary_of(need: Need) -> list[tuple[str, str]]:
    """Return what a need says as (question, answer), for whoever must confirm or read it aloud."""
    village = need.village.full_name if need.village else ""
    rows = [
        (_("Di mana?"), ", ".join(part for part in [need.hamlet, village] if part)),
        (_("Apa masalahnya?"), need.problem),
        (_("Berapa orang?"), who_words(need)),
        (_("Apa yang ditanggung?"), carried_words(need)),
    ]
    return [(question, answer) for question, answer in rows if answer]


def who_words(need: Need) -> str:
    """Return how many people and households, and who counted; empty when not said."""
    if need.people is None or need.households is None:
        return ""
    words = _("%(people)s jiwa, %(households)s KK") % {
        "people": count(need.people),
        "households": count(need.households),
    }
    return f"{words} ({need.counted_by})" if need.counted_by else words


def carried_words(need: Need) -> str:
    """Return what the village carries, in one line; empty when nothing is said."""
    parts = [
        (need.has_labour, _("tenaga")),
        (need.has_cash, _("uang tunai")),
        (need.has_materials, _("bahan setempat")),
        (need.has_land, _("tanah")),
        (need.has_village_funds, _("dana desa")),
    ]
    return ", ".join(str(words) for is_given, words in parts if is_given)


def title_for(need: Need) -> str:
    """Return the title a need carries: its service and its place."""
    if need.village is None:
        return ""
    service = Service(need.service).label.capitalize() if need.service else _("Usulan")
    place = ", ".join(part for part in [need.hamlet.strip(), need.village.full_name] if part)
    return f"{service}: {place}"[:120]

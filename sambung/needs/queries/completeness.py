"""Completeness of needs: what is there and what still lacks. Apart from priority, and no gate."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sambung.needs.models import LandLetter, Need, NeedPhoto, NeedState, PhotoKind
from sambung.regions.models import Service

VERIFIED = frozenset(
    [NeedState.FIELD_VERIFIED, NeedState.READY, NeedState.INVITED]
    + [NeedState.IN_PARTNERSHIP, NeedState.SERVED]
)


@dataclass(frozen=True)
class Item:
    """One thing a complete need has, and whether it is there."""

    label: str
    is_done: bool
    screen: int  # where it can be mended


def completeness_of(needs: Sequence[Need]) -> dict[int, list[Item]]:
    """Return the items of each need, in one query for the files of all."""
    kinds: dict[int, set[str]] = defaultdict(set)
    rows = NeedPhoto.objects.filter(need__in=[need.pk for need in needs])
    for need_id, kind in rows.values_list("need_id", "kind"):
        kinds[need_id].add(kind)
    return {need.pk: items_of(need, kinds[need.pk]) for need in needs}


def items_of(need: Need, kinds: set[str]) -> list[Item]:
    """Return the items of one need whose files are of these kinds."""
    now: dict[str, str] = {
        Service.WATER: need.source_now,
        Service.SANITATION: need.sanitation_now,
        Service.HYGIENE: need.hygiene_now,
    }
    land_letter = need.land_letter in {LandLetter.GRANT, LandLetter.USE_PERMIT}
    items = [
        Item(_("Masalah dan layanan sekarang"), bool(need.problem and now.get(need.service)), 2),
        Item(_("Jumlah jiwa dan KK, dengan penghitungnya"), has_count(need), 3),
        Item(_("Sumbangan warga atau desa"), carries_something(need), 4),
        Item(_("Pengelola setelah dibangun"), bool(need.operator_name), 4),
        Item(_("Titik di peta"), need.lat is not None and need.lon is not None, 5),
        Item(_("Foto keadaan sekarang"), PhotoKind.PHOTO in kinds, 5),
        Item(_("Surat pengantar kepala desa"), PhotoKind.LETTER in kinds, 5),
        Item(_("Berita acara musyawarah desa"), PhotoKind.MINUTES in kinds, 5),
        Item(_("Diperiksa di lapangan"), need.state in VERIFIED, 0),
    ]
    if need.service == Service.WATER:  # toilets and taps stand on the families' own land
        items.insert(4, Item(_("Tanah dengan suratnya"), bool(need.land_owner and land_letter), 4))
    return items


def has_count(need: Need) -> bool:
    """Return whether people and households are counted, and by whom."""
    return bool(need.people and need.households and need.counted_by)


def carries_something(need: Need) -> bool:
    """Return whether the village says it carries anything."""
    return any(
        [need.has_labour, need.has_cash, need.has_materials, need.has_village_funds, need.has_land]
    )


def share_done(items: Sequence[Item]) -> Decimal:
    """Return how many percent of the items are there."""
    return Decimal(100 * sum(item.is_done for item in items)) / len(items)

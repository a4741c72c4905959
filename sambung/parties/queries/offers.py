"""Offers: for the source itself and whom it names; never for other companies."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from sambung.core.access import Actor, Verdict, refuse
from sambung.core.text import plain
from sambung.parties import lifecycle
from sambung.parties.models import (
    AmountKind,
    Offer,
    OfferRegion,
    OfferState,
    OfferViewer,
    OnBehalf,
    Organisation,
)
from sambung.parties.queries.links import on_behalf_of
from sambung.parties.rules import can_close_offer, keeps_offer, own_ids
from sambung.regions.models import Region, Service
from sambung.ui import formats


@dataclass(frozen=True)
class OfferPlace:
    """One region an offer may serve, with all below it."""

    code: str
    name: str
    is_ring_one: bool


def visible_to(actor: Actor) -> QuerySet[Offer]:
    """Return the offers of the actor's organisations, and those opened to them (no drafts)."""
    mine = actor.organisation_ids
    named = OfferViewer.objects.filter(offer_id=OuterRef("pk"), organisation_id__in=mine)
    return Offer.objects.filter(
        Q(organisation_id__in=own_ids(actor))
        | Q(recorded_by_organisation_id__in=mine)
        | (Exists(named) & ~Q(state=OfferState.DRAFT))
    ).select_related("organisation", "organisation__region", "recorded_by_organisation")


def serving(region_code: str) -> Q:
    """Return the condition that an offer may serve in the region, above or below it."""
    above = Region(code=region_code).ancestor_codes
    places = OfferRegion.objects.filter(offer_id=OuterRef("pk")).filter(
        Q(region_id__in=above) | Q(region__code__startswith=f"{region_code}.")
    )
    return Q(is_nationwide=True) | Q(Exists(places))


def offers_open_to(actor: Actor, region_code: str, year: int) -> QuerySet[Offer]:
    """Return the published offers of the year that the actor may see and that reach the region."""
    return visible_to(actor).filter(serving(region_code), state=OfferState.PUBLISHED, year=year)


def offers_of(actor: Actor, organisation_id: int) -> QuerySet[Offer]:
    """Return the offers of one organisation that the actor may see."""
    return visible_to(actor).filter(organisation_id=organisation_id)


def offer_regions(offer_ids: Collection[int]) -> dict[int, list[OfferPlace]]:
    """Return where each offer may serve, in one query; nationwide offers have no rows."""
    places: dict[int, list[OfferPlace]] = defaultdict(list)
    rows = OfferRegion.objects.filter(offer_id__in=offer_ids).select_related("region")
    for row in rows.order_by("region__level", "region_id"):
        places[row.offer_id].append(
            OfferPlace(row.region_id, row.region.full_name, row.is_ring_one)
        )
    return {offer_id: places.get(offer_id, []) for offer_id in offer_ids}


def viewers_of(offer_id: int) -> QuerySet[Organisation]:
    """Return the organisations a source named as readers of the offer."""
    return Organisation.objects.filter(
        pk__in=OfferViewer.objects.filter(offer_id=offer_id).values("organisation_id")
    )


def offer_summary(offer: Offer) -> list[tuple[str, str]]:
    """Return the offer in words, as (label, value) pairs: what a party is asked to confirm."""
    places = offer_regions([offer.pk])[offer.pk]
    where = _("seluruh Indonesia") if offer.is_nationwide else "; ".join(p.name for p in places)
    rows = [
        (_("Tahun"), str(offer.year)),
        (_("Jumlah"), amount_words(offer)),
        (_("Natura"), formats.rupiah(offer.in_kind_rp) if offer.in_kind_rp is not None else ""),
        (_("Wilayah"), where or _("belum disebut")),
        (_("Layanan"), ", ".join(services_of(offer))),
        (_("Cara memberi"), offer.get_gives_by_display()),
        (_("Besar dukungan"), ticket_words(offer)),
        (_("Paling banyak kemitraan"), partnerships_words(offer)),
        (_("Bagian terbesar"), formats.percent(offer.most_share_percent, 0)),
        (_("Masa usulan"), months_words(offer.intake_months)),
        (_("Laporan yang diminta"), offer.reports_needed),
    ]
    return [(label, value) for label, value in rows if value]


def amount_words(offer: Offer) -> str:
    """Return the stated amount, range, or that it is not known yet."""
    if offer.amount_kind == AmountKind.EXACT:
        return formats.rupiah(offer.amount_rp)
    if offer.amount_kind == AmountKind.RANGE:
        return f"{formats.rupiah(offer.amount_min_rp)} – {formats.rupiah(offer.amount_max_rp)}"
    return _("belum diketahui")


def ticket_words(offer: Offer) -> str:
    """Return the smallest and largest support per partnership, or "" without limits."""
    low, high = offer.smallest_ticket_rp, offer.largest_ticket_rp
    if low is None and high is None:
        return ""
    if high is None:
        return _("paling sedikit %(low)s") % {"low": formats.rupiah(low)}
    if low is None:
        return _("paling banyak %(high)s") % {"high": formats.rupiah(high)}
    return f"{formats.rupiah(low)} – {formats.rupiah(high)}"


def partnerships_words(offer: Offer) -> str:
    """Return how many partnerships the source can take, or "" without a limit."""
    return "" if offer.most_partnerships is None else formats.count(offer.most_partnerships)


def services_of(offer: Offer) -> list[str]:
    """Return the names of the services an offer supports."""
    flags = [
        (offer.for_water, Service.WATER),
        (offer.for_sanitation, Service.SANITATION),
        (offer.for_hygiene, Service.HYGIENE),
    ]
    return [str(service.label) for chosen, service in flags if chosen]


def months_words(months: Collection[int]) -> str:
    """Return the months in which proposals are taken; all year when none is named."""
    if not months:
        return _("sepanjang tahun")
    return ", ".join(str(MONTHS[month]) for month in sorted(months))


def offers_among(
    actor: Actor, *, text: str = "", year: int | None = None, state: str = ""
) -> QuerySet[Offer]:
    """Return the visible offers of sources like the text, of the year, in the state.

    `amount_most_rp` is the exact amount or the upper end of the range, NULL when unknown.
    """
    rows = visible_to(actor).annotate(amount_most_rp=Coalesce("amount_rp", "amount_max_rp"))
    for word in plain(text).split():
        rows = rows.filter(organisation__search_name__contains=word)
    if year:
        rows = rows.filter(year=year)
    return rows.filter(state=state) if state else rows


@dataclass(frozen=True)
class OfferRow:
    """One offer as lists show it."""

    offer: Offer
    amount: str
    places: str
    ring_one: int
    on_behalf: OnBehalf | None


def offer_rows(offers: list[Offer]) -> list[OfferRow]:
    """Return offers with their amount, places and atas nama record, in two queries for all."""
    ids = [offer.pk for offer in offers]
    places, records = offer_regions(ids), on_behalf_of("parties.offer", ids)
    return [
        OfferRow(
            offer=offer,
            amount=short_amount(offer),
            places=places_words(offer, places[offer.pk]),
            ring_one=sum(place.is_ring_one for place in places[offer.pk]),
            on_behalf=records.get(offer.pk),
        )
        for offer in offers
    ]


def short_amount(offer: Offer) -> str:
    """Return the amount in short words, for lists."""
    if offer.amount_kind == AmountKind.EXACT:
        return formats.rupiah_words(offer.amount_rp)
    if offer.amount_kind == AmountKind.RANGE:
        low, high = offer.amount_min_rp, offer.amount_max_rp
        return f"{formats.rupiah_words(low)} – {formats.rupiah_words(high)}"
    return _("belum diketahui")


def places_words(offer: Offer, places: list[OfferPlace]) -> str:
    """Return the widest two places and how many more; or the whole country."""
    if offer.is_nationwide:
        return _("seluruh Indonesia")
    if not places:
        return _("belum disebut")
    names = ", ".join(place.name for place in places[:2])
    more = len(places) - 2
    return _("%(names)s dan %(more)s lagi") % {"names": names, "more": more} if more > 0 else names


def offer_head() -> list[str]:
    """Return the head of the offers as a file."""
    return [
        *(_("Sumber"), _("Tahun"), _("Keadaan"), _("Jenis jumlah"), _("Jumlah (Rp)")),
        *(_("Paling sedikit (Rp)"), _("Paling banyak (Rp)"), _("Natura (Rp)"), _("Wilayah")),
        *(_("Bagian terbesar (%)"), _("Atas nama"), _("Simulasi")),
    ]


def offer_cells(row: OfferRow) -> list[str | int | None]:
    """Return one offer as cells of a file; unknown is empty, never zero."""
    offer = row.offer
    return [
        *(offer.organisation.name, offer.year, offer.get_state_display()),
        *(offer.get_amount_kind_display(), offer.amount_rp),
        *(offer.amount_min_rp, offer.amount_max_rp, offer.in_kind_rp, row.places),
        *(offer.most_share_percent, _("ya") if row.on_behalf else ""),
        "SIMULASI" if offer.is_simulated else "",
    ]


@dataclass(frozen=True)
class OfferStep:
    """One step an offer may take now: its name in addresses and its verb."""

    url: str
    verb: str
    is_main: bool


def offer_steps(actor: Actor, offer: Offer) -> list[OfferStep]:
    """Return the steps of the lifecycle this actor may take now."""
    words = {
        OfferState.PUBLISHED: ("offer-publish", _("Buka kesanggupan")),
        OfferState.PAUSED: ("offer-pause", _("Jeda")),
        OfferState.CLOSED: ("offer-close", _("Tutup")),
    }
    return [
        OfferStep(reverse(f"parties:{name}", args=[offer.pk]), verb, state == OfferState.PUBLISHED)
        for state, (name, verb) in words.items()
        if state in lifecycle.OFFER_STEPS[offer.state] and keeps_offer(actor, offer)
    ]


def may_step(actor: Actor, offer: Offer, state: str) -> Verdict:
    """Return whether the actor may take the offer to the state now, and if not, why."""
    if state not in lifecycle.OFFER_STEPS[offer.state]:
        return refuse(
            _("Kesanggupan ini sekarang %(now)s; langkah ini tidak tersedia.")
            % {"now": offer.get_state_display()}
        )
    return can_close_offer(actor, offer)

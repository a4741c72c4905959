"""A partnership in the valley, opened by the actions themselves."""

from sambung.needs.models import Package
from sambung.parties.models import Offer, Organisation
from sambung.partnerships import actions
from sambung.partnerships.actions import PledgedContribution
from sambung.partnerships.models import Partnership
from tests.cast import Cast
from tests.needs.world import ready


def offer_of(organisation: Organisation, amount_rp: int = 500_000_000) -> Offer:
    """Return an open offer of the organisation."""
    return Offer.objects.create(
        organisation=organisation,
        year=2027,
        title="Kesanggupan uji",
        state="published",
        amount_kind="exact",
        amount_rp=amount_rp,
        is_nationwide=True,
    )


def pledge(cast: Cast, amount_rp: int, offer: Offer | None = None) -> PledgedContribution:
    """Return what the company pledged with a numbered letter."""
    return PledgedContribution(
        organisation=cast.company,
        offer=offer or offer_of(cast.company),
        amount_rp=amount_rp,
        letter_number="012/CSR/2026",
    )


def opened(cast: Cast, package: Package | None = None, **changes: object) -> Partnership:
    """Return a partnership of the company and the village, opened by Ayu of Bappeda."""
    package = package or ready(cast, **changes)
    option = package.options.get(position=1)
    return actions.open_partnership(
        package=package,
        option=option,
        contributions=[pledge(cast, option.total_rp - option.community_rp)],
        by=cast.actor(cast.ayu),
    )

"""Offers: written, opened, paused and closed by whom; terms that do not fit change nothing."""

import pytest

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries
from sambung.parties.actions import GroundGiven
from sambung.parties.models import AmountKind, Notice, Offer, OfferState, OfferTerms, OnBehalf

pytestmark = pytest.mark.db

EXACT = OfferTerms(year=2027, amount_kind=AmountKind.EXACT, amount_rp=750_000_000)


def drafted(cast, **given):
    """Return Citra's draft for her own company."""
    given = {"terms": EXACT, "regions": ["63.11"], **given}
    return actions.draft_offer(
        organisation=cast.company, by=cast.actor(cast.citra, cast.company), **given
    )


def test_draft_offer_by_its_source_is_kept_with_places_and_trail(cast):
    offer = drafted(cast, regions=["63.11", "63.11.02.2001"], ring_one={"63.11.02.2001"})
    assert offer.state == OfferState.DRAFT
    places = queries.offer_regions([offer.pk])[offer.pk]
    assert [(p.code, p.is_ring_one) for p in places] == [("63.11", False), ("63.11.02.2001", True)]
    assert Entry.objects.filter(verb="offer.drafted", scope_id=str(offer.pk)).count() == 1
    assert not OnBehalf.objects.exists()


def test_draft_offer_for_another_company_is_refused(cast):
    with pytest.raises(Refused, match="petugas sumber dana"):
        actions.draft_offer(
            organisation=cast.company,
            terms=EXACT,
            regions=["63.11"],
            by=cast.actor(cast.budi, cast.utility),
        )
    assert not Offer.objects.exists()


def test_draft_offer_on_behalf_without_ground_is_refused(cast):
    with pytest.raises(Refused, match="dasar catatan"):
        actions.draft_offer(
            organisation=cast.company,
            terms=EXACT,
            regions=["63.11"],
            by=cast.actor(cast.ayu, cast.bappeda),
        )
    assert not Offer.objects.exists()


def test_draft_offer_on_behalf_with_ground_waits_for_the_company(cast):
    offer = actions.draft_offer(
        organisation=cast.company,
        terms=EXACT,
        regions=["63.11"],
        by=cast.actor(cast.ayu, cast.bappeda),
        ground=GroundGiven("letter", "Surat 12/CSR"),
    )
    record = queries.on_behalf_of("parties.offer", [offer.pk])[offer.pk]
    assert (record.confirmed_at, record.recorded_in) == (None, cast.bappeda)
    assert ["Jumlah", "Rp750.000.000"] in record.summary
    assert Notice.objects.filter(user=cast.citra).count() == 1


@pytest.mark.parametrize(
    ("regions", "nationwide"), [(["63.09.01"], False), (["63.11"], True), (["63"], False)]
)
def test_draft_offer_on_behalf_beyond_own_place_is_refused(cast, regions, nationwide):
    with pytest.raises(Refused, match="wilayah Anda sendiri"):
        actions.draft_offer(
            organisation=cast.company,
            terms=OfferTerms(year=2027, is_nationwide=nationwide),
            regions=regions,
            by=cast.actor(cast.ayu, cast.bappeda),
            ground=GroundGiven("call"),
        )


@pytest.mark.parametrize(
    "terms",
    [
        OfferTerms(year=2027, amount_kind="exact", amount_rp=-1),
        OfferTerms(year=2027, amount_kind="exact", amount_rp=10**15 + 1),
        OfferTerms(year=2027, amount_kind="exact"),
        OfferTerms(year=2027, amount_kind="range", amount_min_rp=9, amount_max_rp=8),
        OfferTerms(year=2027, smallest_ticket_rp=9, largest_ticket_rp=8),
        OfferTerms(year=2027, intake_months=(13,)),
        OfferTerms(year=2027, most_share_percent=101),
        OfferTerms(year=2027, most_partnerships=0),
        OfferTerms(year=1999),
        OfferTerms(year=2027, for_water=False, for_sanitation=False, for_hygiene=False),
    ],
)
def test_draft_offer_with_terms_that_do_not_fit_is_refused(cast, terms):
    with pytest.raises(Refused):
        drafted(cast, terms=terms)
    assert not Offer.objects.exists()


def test_draft_offer_for_a_code_with_a_lost_zero_is_refused(cast):
    with pytest.raises(Refused, match=r"tidak dikenal: 63\.11\.2"):
        drafted(cast, regions=["63.11.2"])
    assert not Offer.objects.exists()


def test_draft_offer_twice_with_one_token_is_written_once(cast):
    drafted(cast, token="t1")
    with pytest.raises(Conflict, match="sudah terkirim"):
        drafted(cast, token="t1")
    assert Offer.objects.count() == 1


def test_draft_offer_opened_to_another_company_is_refused(cast):
    other = actions.create_organisation(
        name="PT Contoh Lain", kind="perusahaan", by=cast.actor(cast.ayu, cast.bappeda)
    )
    with pytest.raises(Refused, match="tidak dibuka kepada perusahaan lain"):
        drafted(cast, viewers=[other])
    drafted(cast, viewers=[cast.bappeda])


def test_update_offer_on_an_old_version_changes_nothing(cast):
    offer = drafted(cast)
    citra = cast.actor(cast.citra, cast.company)
    two = OfferTerms(year=2027, amount_kind="exact", amount_rp=2)
    actions.update_offer(offer=offer, version=1, terms=two, regions=["63.11"], by=citra)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.update_offer(offer=offer, version=1, terms=EXACT, regions=["63.11"], by=citra)
    assert Offer.objects.get().amount_rp == 2


def test_update_offer_to_unknown_amount_drops_the_old_amount(cast):
    offer = drafted(cast)
    actions.update_offer(
        offer=offer,
        version=1,
        terms=OfferTerms(year=2027, amount_rp=5),
        regions=["63.11"],
        by=cast.actor(cast.citra, cast.company),
    )
    assert (offer.amount_kind, offer.amount_rp) == ("unknown", None)


def test_publish_offer_without_a_place_is_refused(cast):
    offer = drafted(cast, regions=[])
    with pytest.raises(Refused, match="Sebutkan dulu wilayah"):
        actions.publish_offer(offer=offer, version=1, by=cast.actor(cast.citra, cast.company))


def test_publish_offer_tells_whom_it_names(cast):
    offer = drafted(cast, viewers=[cast.bappeda])
    actions.publish_offer(offer=offer, version=1, by=cast.actor(cast.citra, cast.company))
    assert Notice.objects.get(user=cast.ayu).url == f"/pihak/kesanggupan/{offer.pk}/"


def test_publish_offer_by_two_officers_at_once_happens_once(cast):
    offer = drafted(cast)
    seen_by_second = Offer.objects.get(pk=offer.pk)
    citra = cast.actor(cast.citra, cast.company)
    actions.publish_offer(offer=offer, version=1, by=citra)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.publish_offer(offer=seen_by_second, version=1, by=citra)
    assert Entry.objects.filter(verb="offer.published").count() == 1


def test_offer_road_pauses_reopens_and_closes_for_good(cast):
    offer, citra = drafted(cast), cast.actor(cast.citra, cast.company)
    actions.publish_offer(offer=offer, version=1, by=citra)
    actions.pause_offer(offer=offer, version=2, by=citra, reason="anggaran ditinjau")
    actions.publish_offer(offer=offer, version=3, by=citra)
    actions.close_offer(offer=offer, version=4, by=citra)
    with pytest.raises(Conflict, match="sekarang ditutup"):
        actions.publish_offer(offer=offer, version=5, by=citra)
    with pytest.raises(Refused, match="sudah ditutup"):
        actions.update_offer(offer=offer, version=5, terms=EXACT, by=citra)


@pytest.mark.parametrize("verb", ["publish_offer", "pause_offer", "close_offer"])
def test_offer_moved_by_an_outsider_is_refused(cast, verb):
    offer = drafted(cast)
    with pytest.raises(Refused):
        getattr(actions, verb)(offer=offer, version=1, by=cast.actor(cast.eka))
    assert Offer.objects.get().state == OfferState.DRAFT

"""Every constraint of the parties room is broken once; nothing of it gets in."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.parties.models import (
    Contact,
    Membership,
    NetworkMember,
    Offer,
    OfferRegion,
    OfferViewer,
    OnBehalf,
    Organisation,
    PersonalLink,
    Programme,
    User,
    normal_phone,
)

pytestmark = pytest.mark.db
DAY, EARLIER = "2026-05-02", "2026-05-01"


def refused(model, **values) -> None:
    """Hold that the database refuses such a row."""
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_user_without_mail_and_number_is_refused(db):
    refused(User, name="Siapa")


def test_user_with_a_number_in_use_is_refused(db):
    User.objects.create(name="A", phone="+628111111111")
    refused(User, name="B", phone="+628111111111")


def test_organisation_twice_in_a_region_or_without_is_refused(cast):
    refused(Organisation, name=cast.company.name, kind="perusahaan", region=cast.company.region)
    Organisation.objects.create(name="Jejaring", kind="jejaring")
    refused(Organisation, name="Jejaring", kind="jejaring")


def test_organisation_of_unknown_kind_is_refused(cast):
    refused(Organisation, name="X", kind="entah")


@pytest.mark.parametrize(
    "values", [{"role": "raja"}, {"from_on": DAY, "to_on": EARLIER, "role": "member"}]
)
def test_membership_that_cannot_be_is_refused(cast, values):
    refused(Membership, user=cast.eka, organisation=cast.company, **values)


def test_membership_twice_at_once_is_refused(cast):
    refused(Membership, user=cast.citra, organisation=cast.company, role="member")
    Membership.objects.filter(user=cast.citra).update(ended_at=timezone.now())
    Membership.objects.create(user=cast.citra, organisation=cast.company, role="member")


def test_programme_twice_or_ending_early_is_refused(cast):
    Programme.objects.create(organisation=cast.company, name="P")
    refused(Programme, organisation=cast.company, name="P")
    refused(Programme, organisation=cast.company, name="Q", from_on=DAY, to_on=EARLIER)


def test_network_member_twice_itself_or_ending_early_is_refused(cast):
    NetworkMember.objects.create(network=cast.pokja, member=cast.company)
    refused(NetworkMember, network=cast.pokja, member=cast.company)
    refused(NetworkMember, network=cast.pokja, member=cast.pokja)
    late = {"from_on": DAY, "to_on": EARLIER}
    refused(NetworkMember, network=cast.pokja, member=cast.village, **late)


def test_contact_that_cannot_be_reached_is_refused(cast):
    refused(Contact, organisation=cast.company, kept_by=cast.bappeda, name="X")


@pytest.mark.parametrize(
    "values",
    [
        {"in_kind_rp": -1},
        {"in_kind_rp": 10**15 + 1},
        {"amount_kind": "exact"},
        {"amount_kind": "unknown", "amount_rp": 5},
        {"amount_kind": "range", "amount_min_rp": 2},
        {"amount_kind": "range", "amount_min_rp": 2, "amount_max_rp": 1},
        {"smallest_ticket_rp": 2, "largest_ticket_rp": 1},
        {"most_share_percent": 0},
        {"most_share_percent": 101},
        {"most_partnerships": 0},
        {"state": "entah"},
        {"gives_by": "entah"},
        {"year": 2014},
        {"for_water": False, "for_sanitation": False, "for_hygiene": False},
    ],
)
def test_offer_that_cannot_be_is_refused(cast, values):
    refused(Offer, **{"organisation": cast.company, "year": 2027, **values})


def test_offer_region_and_viewer_twice_are_refused(cast):
    offer = Offer.objects.create(organisation=cast.company, year=2027)
    OfferRegion.objects.create(offer=offer, region_id="63.11")
    refused(OfferRegion, offer=offer, region_id="63.11")
    OfferViewer.objects.create(offer=offer, organisation=cast.pokja)
    refused(OfferViewer, offer=offer, organisation=cast.pokja)


def record(cast, **values) -> dict[str, object]:
    """Return the values of a record atas nama the company."""
    return {
        "subject_label": "parties.offer",
        "subject_id": "1",
        "organisation": cast.company,
        "recorded_by": cast.ayu,
        "recorded_in": cast.bappeda,
        "ground": "letter",
        **values,
    }


def test_on_behalf_that_cannot_be_is_refused(cast):
    refused(OnBehalf, **record(cast, ground="mimpi"))
    refused(OnBehalf, **record(cast, recorded_in=cast.company))
    now = timezone.now()
    refused(OnBehalf, **record(cast, confirmed_at=now, corrected_at=now))
    OnBehalf.objects.create(**record(cast))
    refused(OnBehalf, **record(cast))
    OnBehalf.objects.update(replaced_at=now)
    OnBehalf.objects.create(**record(cast))


@pytest.mark.parametrize("values", [{"purpose": "entah"}, {"used_at": timezone.now()}])
def test_link_that_cannot_be_is_refused(cast, values):
    given = {"token_hash": "h", "purpose": "join", "organisation": cast.company, "for_name": "X"}
    moments = {"created_at": timezone.now(), "expires_at": timezone.now()}
    refused(PersonalLink, **{**given, **moments, "created_by": cast.ayu, **values})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("62812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("+1 202 555 0101", "+12025550101"),
        ("dua belas", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_normal_phone_reads_what_people_write(typed, kept):
    assert normal_phone(typed) == kept

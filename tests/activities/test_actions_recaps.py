"""Issue and withdraw: who may, what is frozen, what the trail keeps."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from sambung.activities.actions.recaps import issue_recap, withdraw_recap
from sambung.activities.models import Activity, Recap
from sambung.activities.queries import recaps
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties.actions.papers import save_letterhead
from sambung.parties.models import Membership, Offer, OfferViewer, Role
from tests.activities.world import recorded

pytestmark = pytest.mark.db
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def issued(cast, who=None, **given) -> Recap:
    """Issue the recap of Balangan 2026 as Ayu, or as somebody else."""
    region = cast.regions["63.11"]
    return issue_recap(region=region, year=2026, by=who or cast.actor(cast.ayu), **given)


def test_issue_recap_freezes_numbers_and_records(cast):
    recorded(cast, year=2026, amount_rp=5_000_000)
    first, second = issued(cast, letter_number="050/1"), issued(cast)
    assert (first.number, second.number) == (1, 2)
    assert first.letter_number == "050/1"
    assert first.organisation == cast.bappeda
    first.refresh_from_db()
    assert recaps.is_whole(first)
    assert recaps.figures_in(first).totals.amount_rp == 5_000_000
    entry = Entry.objects.filter(verb="recap.issued").earliest("id")
    assert entry.data == {"year": 2026, "number": 1, "sha256": first.sha256}


def test_issue_recap_tells_nobody_of_an_offer_that_its_issuer_alone_may_read(cast):
    offer = Offer.objects.create(
        organisation=cast.utility, year=2026, state="published", is_nationwide=True
    )
    OfferViewer.objects.create(offer=offer, organisation=cast.bappeda)
    assert recaps.figures_in(issued(cast)).silent == ()


def test_issue_recap_of_another_region_or_by_a_company_is_refused(cast):
    for user in (cast.eka, cast.citra, cast.dimas, cast.gani, cast.budi):
        with pytest.raises(Refused, match="petugas pemerintah daerah"):
            issued(cast, cast.actor(user))
    assert not Recap.objects.exists()
    issued(cast, cast.actor(cast.hana))
    assert Recap.objects.count() == 1


def test_issue_recap_by_a_plain_member_is_refused(cast):
    Membership.objects.filter(user=cast.ayu).update(role=Role.MEMBER)
    with pytest.raises(Refused):
        issued(cast)


def test_issue_recap_with_a_spent_token_is_refused(cast):
    issued(cast, token="sekali")
    with pytest.raises(Conflict):
        issued(cast, token="sekali")
    assert Recap.objects.count() == 1


def test_issued_recap_is_the_same_after_the_register_and_letterhead_change(
    cast, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    by = cast.actor(cast.ayu)
    logo = SimpleUploadedFile("lambang.png", PIXEL, "image/png")
    save_letterhead(organisation=cast.bappeda, lines="SATU", logo=logo, version=0, by=by)
    recorded(cast, year=2026)
    recap = issued(cast)
    before = recaps.pdf_of(recap.data["document"])
    assert recap.data["document"]["logo"]
    Activity.objects.update(title="Lain", amount_rp=1, people=1)
    save_letterhead(organisation=cast.bappeda, lines="DUA", without_logo=True, version=1, by=by)
    again = Recap.objects.get(pk=recap.pk)
    assert recaps.pdf_of(again.data["document"]) == before
    assert again.data["document"]["head"] == ["SATU"]


def test_changed_data_no_longer_match_their_hash(cast):
    recap = issued(cast)
    recap.data["figures"]["year"] = 1999
    assert not recaps.is_whole(recap)


def test_withdraw_recap_keeps_it_with_its_reason_once(cast):
    recap = issued(cast)
    with pytest.raises(Refused):
        withdraw_recap(recap=recap, reason="iseng", by=cast.actor(cast.eka))
    gone = withdraw_recap(recap=recap, reason="Angka keliru", by=cast.actor(cast.ayu))
    assert gone.withdrawn_reason == "Angka keliru"
    with pytest.raises(Refused, match="sudah ditarik"):
        withdraw_recap(recap=recap, reason="Lagi", by=cast.actor(cast.ayu))
    assert issued(cast).number == 2
    assert Entry.objects.filter(verb="recap.withdrawn").count() == 1


@pytest.mark.parametrize(
    "change",
    [{"number": 1}, {"number": 9, "withdrawn_at": "2026-01-01T00:00Z", "withdrawn_reason": ""}],
    ids=["number twice", "withdrawn without reason"],
)
def test_recap_constraints_hold(change, cast):
    recap = issued(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recap.objects.create(
            region=recap.region,
            year=2026,
            organisation=cast.bappeda,
            data={},
            sha256="0" * 64,
            issued_by=cast.ayu,
            issued_at=recap.issued_at,
            **change,
        )

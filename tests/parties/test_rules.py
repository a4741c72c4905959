"""How far a hat reaches, who may record and invite, and when a source takes proposals."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sambung.core.access import ANONYMOUS, SYSTEM, Actor, Hat
from sambung.parties import rules
from sambung.parties.models import Membership, Offer, Organisation, PersonalLink

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def hat(kind: str = "bappeda", place: str | None = "63.11", role: str = "officer") -> Hat:
    """Return a hat of organisation 7."""
    return Hat(7, "Uji", kind, "government", role, place)


def wearing(worn: Hat, **given) -> Actor:
    """Return a person with this one hat."""
    ids = frozenset({worn.organisation_id})
    return Actor(user_id=1, name="Uji", hats=(worn,), worn=worn, organisation_ids=ids, **given)


@pytest.mark.parametrize(
    ("place", "region", "covers"),
    [
        ("63.11", "63.11", True),
        ("63.11", "63.11.02.2001", True),
        ("63", "63.11.02", True),
        ("63.11", "63", False),
        ("63.1", "63.11", False),
        ("63.09", "63.11", False),
        (None, "63.11", False),
    ],
)
def test_hat_covers_its_place_and_all_below(place, region, covers):
    assert rules.hat_covers(hat(place=place), region) is covers


def test_hat_of_a_ministry_without_a_place_covers_the_country():
    assert rules.hat_covers(hat("kementerian", None), "94.01")


@pytest.mark.parametrize("kind", ["bappeda", "pokja", "pemkab", "pemprov"])
def test_governs_with_a_governing_hat(kind):
    assert rules.governs(wearing(hat(kind)), "63.11.02")
    assert not rules.governs(wearing(hat(kind)), "63.09")


@pytest.mark.parametrize("kind", ["perusahaan", "lsm", "pemdes", "opd"])
def test_governs_with_another_hat_is_no(kind):
    assert not rules.governs(wearing(hat(kind)), "63.11.02")


def test_acts_for_region_as_a_plain_member_is_no():
    assert rules.acts_for_region(wearing(hat()), "63.11")
    assert not rules.acts_for_region(wearing(hat(role="member")), "63.11")


def test_acts_for_in_another_hat_is_no():
    both = wearing(hat())
    assert rules.acts_for(both, 7)
    assert not rules.acts_for(replace(both, worn=replace(hat(), organisation_id=8)), 7)
    assert not rules.acts_for(ANONYMOUS, 7)


@pytest.mark.parametrize(
    ("role", "given", "allowed"),
    [
        ("officer", "member", True),
        ("officer", "officer", True),
        ("officer", "head", False),
        ("head", "head", True),
        ("member", "member", False),
    ],
)
def test_can_invite_up_to_ones_own_role(role, given, allowed):
    own = Organisation(pk=7, kind="bappeda")
    assert rules.can_invite(wearing(hat(role=role)), own, given, has_people=True).allowed is allowed


def test_can_invite_by_the_registrar_only_the_first_person():
    company = Organisation(pk=9, kind="perusahaan", registered_by_id=7)
    assert rules.can_invite(wearing(hat()), company, "head", has_people=False)
    verdict = rules.can_invite(wearing(hat()), company, "head", has_people=True)
    assert "sudah punya orang sendiri" in verdict.reason


def test_can_invite_into_an_unregistered_body_by_its_place_only():
    village = Organisation(pk=9, kind="pemdes", region_id="63.11.02.2001")
    assert rules.can_invite(wearing(hat()), village, "head", has_people=False)
    stranger = wearing(hat(place="63.09"))
    assert not rules.can_invite(stranger, village, "head", has_people=False)


def test_can_end_membership_of_a_higher_role_is_refused():
    head = Membership(user_id=2, organisation_id=7, role="head")
    assert not rules.can_end_membership(wearing(hat()), head)
    assert rules.can_end_membership(wearing(hat(role="head")), head)
    assert rules.can_end_membership(wearing(hat(role="member")), replace_user(head))


def replace_user(row: Membership) -> Membership:
    """Return the membership as the actor's own."""
    row.user_id = 1
    return row


@pytest.mark.parametrize(
    ("kind", "region", "allowed"),
    [
        ("perusahaan", None, True),
        ("perusahaan", "31.71", True),
        ("pemdes", "63.11.02.2001", True),
        ("pemdes", "63.09.01.2001", False),
        ("kpspams", None, False),
    ],
)
def test_can_create_organisation_of_a_place_only_there(kind, region, allowed):
    assert rules.can_create_organisation(wearing(hat()), kind, region).allowed is allowed


@pytest.mark.parametrize("kind", ["lsm", "kampus", "forum_pkp", "forum_tjsl", "jejaring"])
def test_can_create_organisation_that_reads_a_place_only_there(kind):
    assert rules.can_create_organisation(wearing(hat()), kind, "63.11.02")
    assert rules.can_create_organisation(wearing(hat()), kind, None)
    assert not rules.can_create_organisation(wearing(hat()), kind, "63.09")
    assert not rules.can_create_organisation(wearing(hat()), kind, "63")


@pytest.mark.parametrize("kind", ["bappeda", "pokja", "pemkab"])
def test_can_create_organisation_that_governs_only_as_one_that_does(kind):
    assert rules.can_create_organisation(wearing(hat()), kind, "63.11")
    assert not rules.can_create_organisation(wearing(hat("lsm")), kind, "63.11")


def test_can_create_organisation_as_a_company_is_refused():
    assert not rules.can_create_organisation(wearing(hat("perusahaan")), "perusahaan", None)


@pytest.mark.parametrize(
    ("months", "day", "says"),
    [
        ([], date(2026, 11, 20), ""),
        ([10, 11], date(2026, 11, 20), ""),
        ([1, 2], date(2026, 11, 20), "Januari 2027 (2 bulan lagi)"),
        ([12], date(2026, 11, 20), "Desember 2026 (1 bulan lagi)"),
        ([3], date(2026, 4, 1), "Maret 2027 (11 bulan lagi)"),
    ],
)
def test_intake_warning_says_when_it_opens_again(months, day, says):
    assert says in rules.intake_warning(months, day)
    assert bool(rules.intake_warning(months, day)) is bool(says)


def test_can_record_and_send_only_as_officer_or_facilitator():
    company = Organisation(pk=9, kind="perusahaan")
    assert rules.can_record_on_behalf(wearing(hat("lsm")), company)
    assert not rules.can_record_on_behalf(wearing(hat("pemdes")), company)
    assert not rules.can_record_on_behalf(ANONYMOUS, company)
    assert rules.can_create_link(wearing(hat()), company)
    assert not rules.can_create_link(wearing(hat("pemdes")), company)
    assert not rules.can_create_link(ANONYMOUS, company)


def test_can_invite_as_operator_anywhere():
    company = Organisation(pk=9, kind="perusahaan")
    assert rules.can_invite(SYSTEM, company, "head", has_people=True)


def link(**given) -> PersonalLink:
    """Return a link sent by person 5, open for a week."""
    given = {"created_by_id": 5, "expires_at": NOW + timedelta(days=7), **given}
    return PersonalLink(for_name="Bu Citra", organisation_id=7, **given)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"used_at": NOW}, "sudah dipakai"),
        ({"revoked_at": NOW}, "ditarik"),
        ({"expires_at": NOW}, "sudah lewat"),
        ({"holder_hash": "other"}, "perangkat lain"),
        ({"created_by_id": 1}, "Anda yang membuat"),
    ],
)
def test_can_hold_link_that_is_not_yours_or_not_open_is_refused(given, says):
    assert rules.can_hold_link(link(), "mine", wearing(hat()), NOW)
    assert says in rules.can_hold_link(link(**given), "mine", wearing(hat()), NOW).reason


def test_keeps_offer_by_source_and_recorder_only():
    offer = Offer(organisation_id=9, recorded_by_organisation_id=7)
    assert rules.keeps_offer(wearing(hat()), offer)
    assert not rules.keeps_offer(wearing(replace(hat(), organisation_id=8)), offer)

"""Who may start, record and read: decisions without a query."""

import pytest

from sambung.activities import rules
from sambung.core.access import ANONYMOUS, Actor, Hat
from tests.activities import world

pytestmark = pytest.mark.db


@pytest.mark.parametrize(
    ("who", "may"), [("ayu", True), ("dimas", True), ("citra", True), ("gani", True)]
)
def test_officials_may_start(cast, who, may):
    assert bool(rules.can_start(cast.actor(getattr(cast, who)))) is may


def test_visitor_may_not_start(cast):
    verdict = rules.can_start(ANONYMOUS)
    assert not verdict
    assert "petugas" in verdict.reason


def test_facilitator_records_atas_nama_and_company_only_for_itself(cast):
    code = world.HAUWAI
    assert rules.can_record(cast.actor(cast.dimas), cast.company.pk, code)
    refusal = rules.can_record(cast.actor(cast.citra), cast.utility.pk, code)
    assert "sumbernya sendiri" in refusal.reason
    outside = rules.can_record(cast.actor(cast.ayu), cast.company.pk, "63.09.01.2001")
    assert "di luar wilayah" in outside.reason


def test_guest_link_is_the_source_and_a_link_to_confirm_is_not(cast):
    hat = Hat(cast.company.pk, "PT", "perusahaan", "biz", "member", None)
    guest = Actor(name="Rina", link_organisation_id=cast.company.pk, guest=hat)
    assert rules.is_source(guest, cast.company.pk)
    assert rules.can_start(guest)
    confirming = Actor(name="Rina", link_organisation_id=cast.company.pk)
    assert not rules.is_source(confirming, cast.company.pk)


def test_plain_member_reads_and_does_not_check(cast):
    thing = world.own(cast)
    hat = Hat(cast.bappeda.pk, "Bappeda", "bappeda", "gov", "member", "63.11")
    member = Actor(user_id=1, hats=(hat,), worn=hat)
    assert rules.reading_hat(member, world.HAUWAI) is None
    assert not rules.can_check(member, thing)


def test_counts_must_fit_together():
    assert rules.people_fit(None, 5)
    assert rules.people_fit(5, 5)
    assert "tidak mungkin" in rules.people_fit(4, 5).reason

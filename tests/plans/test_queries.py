"""What is left, what may be seen, what is said; and that lists cost the same for any length."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sambung.core.access import Actor
from sambung.partnerships.models import Contribution, Partnership, Party
from sambung.plans import actions, queries
from sambung.plans.models import Invitation, Run
from sambung.plans.queries.words import WHY_CHOSEN, WHY_LEFT, WHY_NOT, gap_percent, sentence
from tests.plans.conftest import JT, NOW

pytestmark = pytest.mark.db


def partnership(world, **amounts):
    """Return a partnership in which the company contributes from its offer."""
    row = Partnership.objects.create(
        package=world.uren, village=world.uren.village, title="x", stage_since=NOW,
        people_served=1, opened_at=NOW,
    )  # fmt: skip
    party = Party.objects.create(
        partnership=row, organisation=world.cast.company, part="source", joined_at=NOW
    )
    Contribution.objects.create(
        partnership=row, party=party, offer=world.company, kind="cash", **amounts
    )
    return row


def left(world):
    return queries.left_of([world.company.pk])[world.company.pk]


def test_left_of_counts_the_agreed_amount_once_it_is_there(world):
    partnership(world, proposed_rp=90 * JT, pledged_rp=80 * JT)
    assert (left(world).pledged_rp, left(world).slots_left) == (80 * JT, 1)
    Contribution.objects.update(agreed_rp=70 * JT)
    assert left(world).left_rp == 180 * JT


def test_left_of_a_closed_partnership_keeps_only_what_was_delivered(world):
    row = partnership(world, pledged_rp=80 * JT, delivered_rp=30 * JT)
    Partnership.objects.filter(pk=row.pk).update(closed_at=NOW, closing_reason="x")
    assert left(world).left_rp == 220 * JT


def test_left_of_an_unknown_amount_is_unknown_not_zero(world):
    assert queries.left_of([world.foundation.pk])[world.foundation.pk].left_rp is None


def test_left_of_never_falls_below_zero(world):
    partnership(world, pledged_rp=900 * JT)
    assert left(world).left_rp == 0


def test_left_of_many_offers_is_one_query(world, invited, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.left_of([world.apbd.pk, world.company.pk, world.bank.pk, world.foundation.pk])


def test_visible_to_is_the_house_until_it_is_shared(world, finished):
    cast = world.cast
    people = {name: cast.actor(getattr(cast, name)) for name in ("ayu", "hana", "citra", "gani")}

    def seen(actor):
        return queries.visible_to(actor).filter(pk=finished.pk).exists()

    assert [name for name, actor in people.items() if seen(actor)] == ["ayu", "hana"]
    actions.share_run(run=finished, by=people["ayu"])
    assert all(seen(actor) for actor in people.values())
    assert not seen(cast.actor(cast.eka)) and not seen(Actor())


def test_invitations_visible_to_the_holder_of_a_link_are_its_organisations_alone(world, invited):
    link = Actor(name="Bank", link_organisation_id=world.bank_body.pk)
    assert [row.pk for row in queries.invitations_visible_to(link)] == [invited["Uren bank"].pk]


def test_answer_of_a_company_holds_no_other_amount_anywhere(world, finished):
    answer = queries.answer_of(finished, world.cast.actor(world.cast.citra))
    names = {payer.name for line in answer.chosen for payer in line.payers}
    assert names == {"PT Contoh Banua Energi", "Sumber lain", "Warga (tunai dan natura)"}
    assert [source.name for source in answer.sources] == ["PT Contoh Banua Energi"]
    assert answer.unknown == () and answer.ladder == ()
    text = str(queries.sheets_of(answer)) + queries.share_text(answer).text("https://x")
    assert "Bank Contoh" not in text and "Yayasan Contoh" not in text and "Bappeda" not in text


def test_answer_of_says_why_and_what_would_change_it(world, finished):
    answer = queries.answer_of(finished, world.cast.actor(world.cast.ayu))
    assert answer.people == 700 and str(answer.years) == "12.9"
    why = {line.village: line.why for line in answer.chosen}
    assert "Paling banyak orang" in why["Hauwai"]
    (pudak,) = answer.left_out
    assert "bersama-sama kurang Rp800 ribu" in pudak.why
    assert "biayanya turun Rp800 ribu" in pudak.change


@pytest.mark.parametrize(
    ("objective", "proven", "status", "words", "is_ok"),
    [
        (1000, 1000, "optimal", "Tidak ada rencana lain yang lebih baik", True),
        (1000, 1004, "optimal", "Rencana lain paling banyak 0,4% lebih baik.", True),
        (1000, 1032, "stopped_with_gap", "Belum selesai dibandingkan:", False),
    ],
)
def test_certificate_uses_the_words_that_may_be_said(
    world, finished, objective, proven, status, words, is_ok
):
    finished.objective_pd, finished.proven_bound_pd = objective, proven
    finished.claimed_bound_pd = objective
    finished.verification = {"status": status, "claimed_by": "HiGHS"}
    certificate = queries.answer_of(finished, world.cast.actor(world.cast.ayu)).certificate
    assert (certificate.bold, certificate.is_ok) == (words, is_ok)
    assert ("Menurut HiGHS" in certificate.claim) is (proven > objective)


def test_gap_percent_is_rounded_up_never_down():
    assert str(gap_percent(1000, 1000)) == "0.0"
    assert str(gap_percent(1_000_000, 1_000_001)) == "0.1"


def test_every_reason_has_words():
    fact = {"code": "", "rp": 5, "people": 3, "n": 2, "rank": 1, "percent": 60, "source": "s1"}
    for table in (WHY_CHOSEN, WHY_NOT, WHY_LEFT):
        for code in table:
            words = sentence(table, fact | {"code": code}, {})
            assert words and "{" not in words and "s1" not in words


def test_progress_of_says_how_near_it_is(world):
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    assert "Menunggu giliran" in queries.progress_of(run).words
    run.state = "running"
    assert "Menyiapkan" in queries.progress_of(run).words


def test_comparison_of_warns_when_the_difference_is_within_the_bounds(world, finished):
    by = world.cast.actor(world.cast.ayu)
    other = Run.objects.get(pk=finished.pk)
    other.objective_pd = finished.objective_pd - 5
    other.proven_bound_pd = finished.objective_pd + 5
    comparison = queries.comparison_of(finished, other, by)
    assert comparison.gap_overlap and not comparison.enters and len(comparison.stays) == 2


def test_facts_of_hides_the_others_from_a_source(world, invited):
    row = invited["Hauwai company"]
    facts = queries.facts_of(row, world.cast.actor(world.cast.citra), is_owner=False)
    assert facts.others == () and facts.need_rp == 340 * JT and facts.missing_rp == 0


def test_waiting_invitations_leave_out_what_is_overdue(world, invited):
    citra = world.cast.actor(world.cast.citra)
    assert len(queries.waiting_invitations(citra)) == 1
    Invitation.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    assert queries.waiting_invitations(citra) == []
    (row,) = queries.invitation_rows(citra, {"keadaan": "lapsed"})
    assert row.standing == "lapsed"


def test_lists_cost_the_same_for_one_row_and_many(world, finished, django_assert_num_queries):
    ayu = world.cast.actor(world.cast.ayu)
    with django_assert_num_queries(2):
        queries.scenario_rows(ayu)
    for _ in range(5):
        actions.copy_scenario(scenario=world.scenario, title="lagi", by=ayu)
    with django_assert_num_queries(2):
        assert len(queries.scenario_rows(ayu)) == 6

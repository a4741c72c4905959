"""The road of a tranche: each side states its own, nobody states two, money never enters."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.delivery import actions, queries
from sambung.delivery.models import Account, Condition, Tranche, TrancheStatement
from sambung.parties.models import Membership, OnBehalf
from sambung.partnerships.models import Contribution, Partnership
from tests.delivery.money_world import (
    CALL,
    TRANCHE_RP,
    accounted,
    claimed,
    document,
    money_world,
    received,
    said,
    transferred,
    verified,
)

pytestmark = pytest.mark.db


@pytest.fixture
def world(cast):
    return money_world(cast)


def row(tranche):
    return queries.tranche_row(tranche)


# ---- the road ----


def test_tranche_walks_to_its_end_and_the_contribution_follows(world, cast):
    tranche = received(world)
    world.contribution.refresh_from_db()
    assert (tranche.state, world.contribution.delivered_rp) == ("received", TRANCHE_RP)
    assert world.contribution.verified_rp is None
    done = actions.account_for_tranche(
        step=world.step(tranche, cast.gani), said=said(29_000_000, evidence=world.paper())
    )
    settled = actions.settle_tranche(
        step=world.step(done, cast.ayu), said=said(29_000_000, grade="lapangan")
    )
    world.contribution.refresh_from_db()
    assert (settled.state, world.contribution.verified_rp) == ("settled", 29_000_000)
    verbs = list(Entry.objects.filter(verb__startswith="tranche.").values_list("verb", flat=True))
    assert verbs[-6:] == [
        *("tranche.claimed", "tranche.verified", "tranche.transferred"),
        *("tranche.received", "tranche.accounted", "tranche.settled"),
    ]


def test_amount_larger_than_the_step_before_is_refused_with_the_figure(world, cast):
    tranche = world.tranche()
    with pytest.raises(Conflict, match=r"Rp30\.000\.000"):
        claimed(world, tranche, amount_rp=TRANCHE_RP + 1)
    with pytest.raises(Conflict, match="Tulis jumlahnya"):
        claimed(world, tranche, amount_rp=None)
    tranche = claimed(world, tranche, amount_rp=20_000_000)
    with pytest.raises(Conflict, match=r"Rp20\.000\.000"):
        actions.verify_tranche(step=world.step(tranche, cast.ayu), said=said(grade="meja"))
    given = said(20_000_000, grade="meja")
    tranche = actions.verify_tranche(step=world.step(tranche, cast.ayu), said=given)
    with pytest.raises(Conflict, match=r"Rp20\.000\.000"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said(21_000_000))


def test_statements_of_a_day_to_come_without_paper_or_of_too_much_use_are_refused(world, cast):
    tranche = world.tranche()
    with pytest.raises(Conflict, match="belum terjadi"):
        claimed(world, tranche, on=timezone.localdate() + timedelta(days=1))
    verified(world, tranche)
    with pytest.raises(Conflict, match="bukti transfer"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said(note=""))
    actions.state_transfer(step=world.step(tranche, cast.citra), said=said())
    actions.state_receipt(step=world.step(tranche, cast.gani), said=said())
    with pytest.raises(Conflict, match="bukti pemakaian"):
        actions.account_for_tranche(step=world.step(tranche, cast.gani), said=said())
    with pytest.raises(Conflict, match="lebih dari"):
        given = said(TRANCHE_RP + 1, evidence=world.paper())
        actions.account_for_tranche(step=world.step(tranche, cast.gani), said=given)


def test_verified_by_another_than_claimant_and_by_nobody_with_a_hat_there(world, cast):
    tranche = claimed(world)
    with pytest.raises(Refused):
        actions.verify_tranche(step=world.step(tranche, cast.gani), said=said(grade="meja"))
    Membership.objects.create(user=cast.ayu, organisation=cast.village, role="member")
    with pytest.raises(Refused, match="sendiri"):
        actions.verify_tranche(step=world.step(tranche, cast.ayu), said=said(grade="meja"))
    with pytest.raises(Refused):
        actions.verify_tranche(step=world.step(tranche, cast.eka), said=said(grade="meja"))
    done = actions.verify_tranche(step=world.step(tranche, cast.citra), said=said(grade="meja"))
    assert done.state == "verified"


def test_transfer_only_by_payer_and_receipt_only_by_payee(world, cast):
    tranche = verified(world)
    for user in (cast.gani, cast.ayu):
        with pytest.raises(Refused):
            actions.state_transfer(step=world.step(tranche, user), said=said())
    tranche = actions.state_transfer(step=world.step(tranche, cast.citra), said=said())
    for user in (cast.citra, cast.ayu):
        with pytest.raises(Refused):
            actions.state_receipt(step=world.step(tranche, user), said=said())
    assert actions.state_receipt(step=world.step(tranche, cast.gani), said=said())


def test_person_with_both_hats_speaks_for_one_side_only(world, cast):
    Membership.objects.create(user=cast.citra, organisation=cast.village, role="officer")
    tranche = plan_by_ayu(world)
    actions.claim_tranche(step=world.step(tranche, cast.citra), said=said())
    actions.verify_tranche(step=world.step(tranche, cast.ayu), said=said(grade="meja"))
    with pytest.raises(Refused, match="pihak lain dalam termin"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said())


def plan_by_ayu(world):
    return actions.plan_tranche(
        circle=world.circle,
        contribution=world.contribution,
        payee=world.cast.village,
        amount_rp=TRANCHE_RP,
        account=world.account(),
        by=world.cast.actor(world.cast.ayu),
    )


@pytest.mark.parametrize(("first", "second"), [(25_000_000, TRANCHE_RP), (0, TRANCHE_RP)])
def test_differing_statements_stand_side_by_side_until_they_agree(world, cast, first, second):
    tranche = transferred(world)
    actions.state_receipt(step=world.step(tranche, cast.gani), said=said(first))
    seen = row(tranche)
    assert (seen.state, seen.transferred_rp, seen.received_rp) == ("disputed", TRANCHE_RP, first)
    assert Contribution.objects.get(pk=world.contribution.pk).delivered_rp is None
    done = actions.state_receipt(step=world.step(tranche, cast.gani), said=said(second))
    assert done.state == "received"


def test_payer_corrects_its_own_word_and_the_dispute_ends(world, cast):
    tranche = transferred(world)
    actions.state_receipt(step=world.step(tranche, cast.gani), said=said(25_000_000))
    done = actions.state_transfer(step=world.step(tranche, cast.citra), said=said(25_000_000))
    assert done.state == "received"
    world.contribution.refresh_from_db()
    assert world.contribution.delivered_rp == 25_000_000


def test_returned_with_reason_can_be_claimed_again_and_cancelled_cannot(world, cast):
    tranche = claimed(world)
    step = world.step(tranche, cast.ayu)
    with pytest.raises(Conflict, match="Tulis alasannya"):
        actions.return_tranche(step=step, reason=" ")
    with pytest.raises(Refused):
        actions.return_tranche(step=world.step(tranche, cast.gani), reason="salah")
    back = actions.return_tranche(step=step, reason="RAB belum ditandatangani")
    assert (back.state, back.round) == ("open", 2)
    assert verified(world, back).state == "verified"
    held = actions.return_tranche(step=world.step(tranche, cast.citra), reason="rekening berubah")
    assert held.state == "open"
    gone = actions.cancel_tranche(step=world.step(tranche, cast.citra), reason="anggaran dicabut")
    assert gone.state == "cancelled"
    with pytest.raises(Refused):
        claimed(world, gone)
    assert world.tranche(amount_rp=100_000_000)


def test_account_of_use_is_returned_and_shown_again_and_never_settled_by_a_side(world, cast):
    tranche = accounted(world)
    for user in (cast.gani, cast.citra):
        with pytest.raises(Refused):
            actions.settle_tranche(step=world.step(tranche, user), said=said(grade="meja"))
    back = actions.return_tranche(step=world.step(tranche, cast.ayu), reason="kuitansi kurang")
    assert back.state == "received"
    given = said(evidence=world.paper())
    again = actions.account_for_tranche(step=world.step(tranche, cast.gani), said=given)
    assert again.state == "accounted"
    world.contribution.refresh_from_db()
    assert world.contribution.delivered_rp == TRANCHE_RP


# ---- atas nama ----


def test_on_behalf_needs_a_ground_and_a_side_without_accounts(world, cast):
    tranche = world.tranche(world.kkm)
    step = world.step(tranche, cast.ayu)
    with pytest.raises(Conflict, match="atas nama"):
        actions.claim_tranche(step=step, said=said())
    done = actions.claim_tranche(step=replace(step, on_ground=CALL), said=said())
    record = OnBehalf.objects.get()
    assert (done.state, record.organisation, record.ground) == ("claimed", world.kkm, "call")
    with_people = world.tranche()
    step = world.step(with_people, cast.ayu, on_ground=CALL)
    with pytest.raises(Refused, match="punya orang sendiri"):
        actions.claim_tranche(step=step, said=said())


def test_who_wrote_down_one_side_neither_verifies_nor_writes_the_other(world, cast):
    tranche = world.tranche(world.kkm)
    actions.claim_tranche(step=world.step(tranche, cast.ayu, on_ground=CALL), said=said())
    judge = world.step(tranche, cast.ayu)
    with pytest.raises(Refused, match="pihak lain"):
        actions.verify_tranche(step=judge, said=said(grade="meja"))
    actions.verify_tranche(step=world.step(tranche, cast.citra), said=said(grade="meja"))
    Membership.objects.filter(organisation=cast.company).delete()
    step = world.step(tranche, cast.ayu, on_ground=CALL)
    with pytest.raises(Refused, match="pihak lain"):
        actions.state_transfer(step=step, said=said())
    OnBehalf.objects.update(confirmed_at=timezone.now())
    assert actions.state_transfer(step=step, said=said()).state == "transferred"
    with pytest.raises(Refused, match="pihak lain"):
        actions.state_receipt(step=step, said=said())
    OnBehalf.objects.update(confirmed_at=timezone.now())
    assert actions.state_receipt(step=step, said=said()).state == "received"


# ---- twice ----


def test_claim_twice_by_token_version_or_state_happens_once(world, cast):
    tranche = world.tranche()
    step = world.step(tranche, cast.gani, token="t1", version=1)
    actions.claim_tranche(step=step, said=said())
    for again in (step, replace(step, token="t2"), replace(step, token="t3", version=None)):
        with pytest.raises((Conflict, Refused)):
            actions.claim_tranche(step=again, said=said())
    assert TrancheStatement.objects.filter(act="claim").count() == 1


def test_closed_partnership_takes_no_statement(world, cast):
    tranche = claimed(world)
    Partnership.objects.update(closed_at=timezone.now(), closing_reason="selesai")
    world.partnership.refresh_from_db()
    with pytest.raises(Refused, match="ditutup"):
        actions.verify_tranche(step=world.step(tranche, cast.ayu), said=said(grade="meja"))
    with pytest.raises(Refused, match="ditutup"):
        world.tranche()
    with pytest.raises(Refused, match="ditutup"):
        world.account(number="5555555")


def test_tranche_of_another_partnership_is_no_tranche_here(world, cast):
    tranche = world.tranche()
    elsewhere = queries.circle_of(Partnership.objects.get(pk=world.partnership.pk))
    other = replace(elsewhere, partnership=Partnership(pk=0, village_id="63.11.02.2001"))
    with pytest.raises(Conflict, match="bukan dari kemitraan"):
        actions.claim_tranche(
            step=replace(world.step(tranche, cast.gani), circle=other), said=said()
        )


# ---- the database ----


def broken(change):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    return str(refused.value)


def test_database_keeps_tranches_and_statements_whole(world):
    tranche = claimed(world)
    rows = Tranche.objects.filter(pk=tranche.pk)
    assert "tranche_state_known" in broken(lambda: rows.update(state="x"))
    assert "tranche_of_something" in broken(lambda: rows.update(amount_rp=0))
    assert "tranche_amounts" in broken(lambda: rows.update(amount_rp=10**16))
    twice = TrancheStatement.objects.get(act="claim")
    twice.pk = None
    broken(lambda: twice.save(force_insert=True))
    statements = TrancheStatement.objects.all()
    assert "tranche_statement_amounts" in broken(lambda: statements.update(amount_rp=-1))
    assert "sent_back_with_reason" in broken(lambda: statements.update(act="return", note=""))
    twice.round, twice.token = 9, "once"
    twice.save(force_insert=True)
    twice.pk, twice.round = None, 10
    broken(lambda: twice.save(force_insert=True))
    again = Tranche.objects.get(pk=tranche.pk)
    again.pk = None
    broken(lambda: again.save(force_insert=True))
    account = Account.objects.get()
    account.pk = None
    broken(lambda: account.save(force_insert=True))
    conditions = Condition.objects.create(tranche=tranche, kind="document", document_kind="bukti")
    met = Condition.objects.filter(pk=conditions.pk)
    assert "condition_met" in broken(lambda: met.update(met_on=timezone.localdate()))


def test_rows_speak_for_themselves(world):
    tranche = claimed(world)
    assert str(tranche).endswith("termin 1")
    assert str(TrancheStatement.objects.get(act="claim")).endswith("claim")
    assert str(Account.objects.get()).startswith("Bank Kalsel")
    assert document(world.partnership, world.kkm).title == "Bukti"

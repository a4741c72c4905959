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
from sambung.parties.models import Contact, Membership, OnBehalf
from sambung.partnerships.models import Agreement, Contribution, Document, Partnership
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


# ---- accounts ----


def test_account_of_institution_is_kept_and_a_persons_name_is_refused(world, cast):
    account = world.account(number="0011 2233.44", name_on_account="Pemerintah Desa Hauwai")
    assert (account.number, account.kept_by) == ("0011223344", cast.bappeda)
    with pytest.raises(Refused, match="nama orang"):
        world.account(number="99887766", name_on_account="Gani", ground="bendahara desa")
    with pytest.raises(Refused, match="nama orang"):
        world.account(number="99887766", name_on_account="Ibu Ratna", ground="bendahara")
    Contact.objects.create(
        organisation=cast.village, kept_by=cast.bappeda, name="Siti Aminah", phone="+62812"
    )
    with pytest.raises(Refused, match="nama orang"):
        world.account(number="99887766", name_on_account="SITI AMINAH", ground="bendahara")


def test_account_with_another_name_needs_a_ground(world):
    with pytest.raises(Refused, match="Tulis dasarnya"):
        world.account(name_on_account="Rekening Kas Hauwai Lama")
    account = world.account(name_on_account="Rekening Kas Hauwai Lama", ground="akta 12/2020")
    assert account.ground == "akta 12/2020"


def test_account_is_written_down_once_and_only_with_a_number(world):
    world.account(number="123456789")
    with pytest.raises(Conflict, match="sudah tercatat"):
        world.account(number="1234 56789")
    with pytest.raises(Conflict, match="nomor rekening"):
        world.account(number="12AB")


def test_account_of_a_forum_of_an_outsider_or_by_an_outsider_is_refused(world, cast):
    with pytest.raises(Refused, match="bukan pihak"):
        world.account(cast.utility)
    with pytest.raises(Refused, match="lembaganya sendiri"):
        actions.add_account(
            circle=world.circle,
            organisation=cast.village,
            bank="B",
            number="123456",
            name_on_account=cast.village.name,
            by=cast.actor(cast.eka),
        )
    cast.village.kind = "forum_tjsl"
    with pytest.raises(Refused, match="tidak menerima uang"):
        world.account(cast.village)


def test_treasury_only_of_the_region_and_only_with_a_grant_agreement(world, cast):
    with pytest.raises(Refused, match="hanya milik pemerintah daerah"):
        world.account(is_treasury=True)
    with pytest.raises(Refused, match="RKUD"):
        world.account(cast.bappeda)
    with pytest.raises(Conflict, match="NPHD"):
        world.account(cast.bappeda, is_treasury=True)
    grant(world)
    assert world.account(cast.bappeda, is_treasury=True).is_treasury


def grant(world, **changes):
    values = {"kind": "nphd", "title": "NPHD", "owner": world.cast.bappeda, "state": "in_force"}
    day = {"in_force_on": timezone.localdate()}
    return Agreement.objects.create(partnership=world.partnership, **(values | day | changes))


def test_tranche_into_the_treasury_stops_when_the_grant_lapses(world, cast):
    agreement = grant(world)
    account = world.account(cast.bappeda, is_treasury=True)
    tranche = world.tranche(cast.bappeda, account=account)
    assert tranche.grant == agreement
    actions.claim_tranche(step=world.step(tranche, cast.ayu), said=said())
    actions.verify_tranche(step=world.step(tranche, cast.citra), said=said(grade="meja"))
    Agreement.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Conflict, match="NPHD"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said())


def test_account_is_ended_by_its_own_and_stops_the_transfer(world, cast):
    tranche = verified(world)
    account = Account.objects.get()
    with pytest.raises(Refused):
        actions.end_account(account=account, circle=world.circle, by=cast.actor(cast.citra))
    actions.end_account(account=account, circle=world.circle, by=cast.actor(cast.gani))
    with pytest.raises(Refused, match="sudah diakhiri"):
        actions.end_account(account=account, circle=world.circle, by=cast.actor(cast.gani))
    with pytest.raises(Conflict, match="rekening penerima"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said())


# ---- planning ----


def test_tranches_never_pass_the_agreed_amount(world):
    first = world.tranche(amount_rp=60_000_000)
    with pytest.raises(Conflict, match=r"Rp110\.000\.000.*Rp100\.000\.000"):
        world.tranche(amount_rp=50_000_000)
    second = world.tranche(amount_rp=40_000_000)
    assert (first.number, second.number) == (1, 2)
    Contribution.objects.filter(pk=world.contribution.pk).update(agreed_rp=None)
    assert world.tranche(amount_rp=900_000_000).number == 3
    with pytest.raises(Conflict, match="lebih dari nol"):
        world.tranche(amount_rp=0)


def test_tranche_is_planned_by_payer_or_desk_for_a_party_and_never_by_its_payee(world, cast):
    given = {
        "circle": world.circle,
        "contribution": world.contribution,
        "payee": cast.village,
        "amount_rp": 5,
    }
    for user in (cast.gani, cast.eka):
        with pytest.raises(Refused, match="disusun"):
            actions.plan_tranche(**given, by=cast.actor(user))
    ayu = cast.actor(cast.ayu)
    assert actions.plan_tranche(**given, by=ayu).state == "closed"
    with pytest.raises(Conflict, match="penerima uangnya sendiri"):
        actions.plan_tranche(**(given | {"payee": cast.company}), by=ayu)
    with pytest.raises(Conflict, match="salah satu pihak"):
        actions.plan_tranche(**(given | {"payee": cast.utility}), by=ayu)
    with pytest.raises(Refused, match="menerima uangnya"):
        actions.plan_tranche(**(given | {"payee": cast.bappeda}), by=ayu)
    Contribution.objects.filter(pk=world.contribution.pk).update(way="goods")
    with pytest.raises(Refused, match="rekening lembaga"):
        actions.plan_tranche(**given, by=ayu)


# ---- conditions ----


def condition(world, tranche, kind="document", user=None, **given):
    given = given or {"document_kind": "kemajuan"}
    by = world.cast.actor(user or world.cast.citra)
    return actions.add_condition(circle=world.circle, tranche=tranche, kind=kind, by=by, **given)


def accept(world, wanted, paper, user):
    wanted.refresh_from_db()
    by = world.cast.actor(user)
    return actions.accept_condition(
        circle=world.circle, condition=wanted, document=paper, by=by, version=wanted.version
    )


def test_tranche_opens_only_when_every_condition_is_verified(world, cast):
    tranche = world.tranche()
    wanted = condition(world, tranche, document_kind="kemajuan", title="foto 50 % terverifikasi")
    other = Contribution.objects.exclude(pk=world.contribution.pk).filter(
        partnership=world.partnership
    )
    community = other.first()
    condition(world, tranche, kind="contribution", contribution=community)
    assert row(tranche).state == "closed"
    assert "foto 50 % terverifikasi" in row(tranche).line
    assert row(tranche).line.startswith("Termin 1 – menunggu:")
    with pytest.raises(Refused, match="syarat belum terpenuhi"):
        claimed(world, tranche)
    accept(world, wanted, world.paper("kemajuan"), cast.ayu)
    assert row(tranche).state == "closed"
    Contribution.objects.filter(pk=community.pk).update(
        verified_on=timezone.localdate(), verified_rp=5, verifier=cast.bappeda
    )
    assert row(tranche).state == "open"
    assert claimed(world, tranche).state == "claimed"


def test_condition_is_accepted_by_another_than_payee_and_owner_and_locks_the_paper(world, cast):
    tranche = world.tranche()
    wanted = condition(world, tranche)
    paper = world.paper("kemajuan", cast.company)
    for user in (cast.gani, cast.citra):
        with pytest.raises(Refused, match="sendiri"):
            accept(world, wanted, paper, user)
    with pytest.raises(Conflict, match="Jenis dokumen"):
        accept(world, wanted, world.paper("bukti"), cast.ayu)
    with pytest.raises(Conflict, match="dibagikan"):
        accept(world, wanted, world.paper("kemajuan", is_private=True), cast.ayu)
    met = accept(world, wanted, paper, cast.ayu)
    paper.refresh_from_db()
    assert (met.met_by, met.document_sha256, bool(paper.locked_at)) == (
        cast.bappeda,
        "a" * 64,
        True,
    )
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.accept_condition(
            circle=world.circle,
            condition=wanted,
            document=paper,
            by=cast.actor(cast.ayu),
            version=1,
        )


def test_condition_returned_with_reason_counts_no_longer(world, cast):
    tranche = world.tranche()
    wanted = condition(world, tranche)
    accept(world, wanted, world.paper("kemajuan"), cast.ayu)
    wanted.refresh_from_db()
    given = {"circle": world.circle, "condition": wanted, "by": cast.actor(cast.ayu)}
    with pytest.raises(Conflict, match="apa yang kurang"):
        actions.return_condition(**given, reason=" ")
    actions.return_condition(**given, reason="Foto tidak terbaca")
    assert row(tranche).conditions[0].standing == "returned"


def test_conditions_are_named_by_the_planner_until_the_claim(world, cast):
    tranche = world.tranche()
    with pytest.raises(Refused, match="disusun"):
        condition(world, tranche, user=cast.gani)
    for given in ({"document_kind": "zzz"}, {"kind": "milestone"}):
        with pytest.raises(Conflict, match="Pilih dokumen"):
            condition(world, tranche, **({"kind": "document"} | given))
    with pytest.raises(Conflict, match="Pilih dokumen"):
        condition(world, tranche, kind="contribution", contribution=world.contribution)
    wanted = condition(world, tranche)
    actions.remove_condition(circle=world.circle, condition=wanted, by=cast.actor(cast.citra))
    assert not Condition.objects.exists()
    claimed(world, tranche)
    with pytest.raises(Refused, match="tidak lagi diubah"):
        condition(world, tranche)


def test_evidence_replaced_after_acceptance_stops_the_transfer_until_verified_again(world, cast):
    tranche = world.tranche()
    wanted = condition(world, tranche)
    paper = world.paper("kemajuan")
    accept(world, wanted, paper, cast.ayu)
    verified(world, tranche)
    Document.objects.filter(pk=paper.pk).update(is_latest=False)
    newer = world.paper("kemajuan", sha="b" * 64, replaces=paper, edition=2)
    assert row(tranche).badge == ("late", "bukti diganti sesudah diverifikasi")
    assert row(tranche).conditions[0].badge[1] == "bukti diganti sesudah diverifikasi"
    with pytest.raises(Refused, match="Verifikasi ulang"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said())
    accept(world, wanted, newer, cast.ayu)
    tranche.refresh_from_db()
    done = actions.state_transfer(step=world.step(tranche, cast.citra), said=said())
    assert done.state == "transferred"


def test_claims_evidence_replaced_after_verification_is_flagged_until_verified_again(world, cast):
    paper = world.paper("permintaan")
    tranche = verified(world, evidence=paper)
    Document.objects.filter(pk=paper.pk).update(is_latest=False)
    world.paper("permintaan", sha="c" * 64, replaces=paper, edition=2)
    assert row(tranche).is_stale
    with pytest.raises(Refused, match="Verifikasi ulang"):
        actions.state_transfer(step=world.step(tranche, cast.citra), said=said())
    actions.verify_tranche(step=world.step(tranche, cast.ayu), said=said(grade="lapangan"))
    assert not row(tranche).is_stale
    assert actions.state_transfer(step=world.step(tranche, cast.citra), said=said())


def test_file_changed_under_the_same_document_is_seen(world, cast):
    tranche = world.tranche()
    wanted = condition(world, tranche)
    paper = world.paper("kemajuan")
    accept(world, wanted, paper, cast.ayu)
    paper.file.sha256 = "f" * 64
    paper.file.save()
    assert row(tranche).conditions[0].standing == "replaced"


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

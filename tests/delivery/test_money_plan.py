"""Accounts of institutions, the plan of tranches, and the conditions that open them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.delivery import actions, queries
from sambung.delivery.models import Account, Condition
from sambung.parties.models import Contact
from sambung.partnerships.models import Agreement, Contribution, Document
from tests.delivery.money_world import (
    claimed,
    money_world,
    said,
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


def test_who_kept_a_paper_for_another_does_not_accept_it(world, cast):
    wanted = condition(world, world.tranche())
    paper = world.paper("kemajuan", cast.company, by=cast.ayu)
    with pytest.raises(Refused, match="Anda sendiri"):
        accept(world, wanted, paper, cast.ayu)
    assert accept(world, wanted, paper, cast.hana).met_by == cast.pokja


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

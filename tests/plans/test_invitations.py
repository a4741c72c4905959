"""From a plan to answers: what is reserved, what is a pledge, what opens, what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sambung.core.access import Actor, Conflict, Refused
from sambung.needs.models import Need, PackageState
from sambung.parties.models import Notice, OnBehalf
from sambung.partnerships.models import Contribution, Partnership
from sambung.plans import actions, queries
from sambung.plans.models import Invitation, InvitationState, Run
from tests.plans.conftest import JT, letter

pytestmark = pytest.mark.db


def by_link(invitation) -> Actor:
    """Return the source of an invitation as one who came by its personal link."""
    return Actor(name="Penerima", link_organisation_id=invitation.organisation_id)


def accept(invitation, by=None):
    invitation.refresh_from_db()
    return actions.accept_invitation(
        invitation=invitation,
        letter=letter(),
        by=by or by_link(invitation),
        version=invitation.version,
    )


def soon(days=30):
    return timezone.localdate() + timedelta(days=days)


def test_send_invitations_reserves_and_pledges_nothing(world, invited):
    left = queries.left_of([world.company.pk, world.apbd.pk, world.bank.pk])
    assert left[world.company.pk].left_rp == 0
    assert left[world.apbd.pk].left_rp == (150 - 110) * JT
    assert left[world.bank.pk].reserved_rp == 60 * JT
    assert not Contribution.objects.exists()
    world.hauwai.refresh_from_db()
    assert world.hauwai.state == PackageState.INVITED
    assert Need.objects.get(pk=world.hauwai.need_id).state == "invited"
    assert Notice.objects.filter(user=world.cast.citra).count() == 1
    assert Run.objects.get().shared_at is not None


def test_send_invitations_by_the_outsider_is_refused(world, finished):
    for person in (world.cast.eka, world.cast.citra, world.cast.gani):
        with pytest.raises(Refused):
            actions.send_invitations(
                run=finished,
                packages=[world.hauwai.pk],
                answer_by=soon(),
                by=world.cast.actor(person),
            )
    assert not Invitation.objects.exists()


def test_send_invitations_twice_is_refused_and_changes_nothing(world, finished, invited):
    with pytest.raises(Conflict, match="ajakan dikirim"):
        actions.send_invitations(
            run=finished,
            packages=[world.hauwai.pk],
            answer_by=soon(),
            by=world.cast.actor(world.cast.ayu),
        )
    assert Invitation.objects.count() == 4


def test_send_invitations_for_a_day_that_is_past_is_refused(world, finished):
    for day in (timezone.localdate(), soon(400)):
        with pytest.raises(Refused, match="Batas waktu"):
            actions.send_invitations(
                run=finished,
                packages=[world.uren.pk],
                answer_by=day,
                by=world.cast.actor(world.cast.ayu),
            )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("company", {"state": "closed"}), "tidak lagi terbuka"),
        (("company", {"version": 2}), "Contoh Banua Energi diubah"),
        (("hauwai", {"version": 9}), "diubah setelah"),
        (("hauwai", {"state": "withdrawn"}), "ditarik"),
    ],
)
def test_send_invitations_from_an_outdated_plan_names_what_changed(world, finished, change, words):
    thing = getattr(world, change[0])
    type(thing).objects.filter(pk=thing.pk).update(**change[1])
    with pytest.raises(Conflict, match=words):
        actions.send_invitations(
            run=finished,
            packages=[world.hauwai.pk],
            answer_by=soon(),
            by=world.cast.actor(world.cast.ayu),
        )
    assert not Invitation.objects.exists()


def test_send_invitations_when_the_money_went_elsewhere_says_what_is_left(world, finished):
    other = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    Invitation.objects.create(
        run=other, package=world.pudak, option=world.pudak.options.first(), offer=world.apbd,
        organisation=world.cast.bappeda, amount_rp=100 * JT, sent_at=timezone.now(),
        answer_by=timezone.now() + timedelta(days=9), sent_by=world.cast.ayu,
        sent_for=world.cast.bappeda,
    )  # fmt: skip
    with pytest.raises(Conflict, match="tinggal Rp50 juta"):
        actions.send_invitations(
            run=finished,
            packages=[world.hauwai.pk],
            answer_by=soon(),
            by=world.cast.actor(world.cast.ayu),
        )


def test_accept_invitation_by_all_sources_opens_the_partnership(world, invited):
    accept(invited["Hauwai company"], world.cast.actor(world.cast.citra))
    assert not Partnership.objects.exists()
    accept(invited["Hauwai apbd"], world.cast.actor(world.cast.ayu))
    partnership = Partnership.objects.get()
    pledged = dict(
        Contribution.objects.filter(offer__isnull=False).values_list("offer_id", "pledged_rp")
    )
    assert pledged == {world.company.pk: 250 * JT, world.apbd.pk: 90 * JT}
    rows = Invitation.objects.filter(package=world.hauwai)
    assert {row.partnership_id for row in rows} == {partnership.pk}
    world.hauwai.refresh_from_db()
    assert world.hauwai.state == PackageState.IN_PARTNERSHIP
    assert queries.left_of([world.company.pk])[world.company.pk].pledged_rp == 250 * JT


def test_accept_invitation_by_another_company_is_refused(world, invited):
    with pytest.raises(Refused, match="dijawab oleh"):
        accept(invited["Uren bank"], world.cast.actor(world.cast.citra))
    accept(invited["Uren bank"])


def test_accept_invitation_a_second_time_changes_nothing(world, invited):
    row = invited["Hauwai company"]
    accept(row)
    with pytest.raises(Refused, match="disanggupi"):
        accept(row)
    with pytest.raises(Conflict, match="sudah berubah"):
        actions.decline_invitation(invitation=row, reason="tidak jadi", by=by_link(row), version=1)


def test_accept_invitation_after_its_day_is_refused(world, invited):
    Invitation.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="sudah lewat"):
        accept(invited["Hauwai company"])
    assert queries.left_of([world.company.pk])[world.company.pk].left_rp == 250 * JT


def test_lapse_due_frees_the_money_and_the_package(world, invited):
    Invitation.objects.filter(package=world.uren).update(
        answer_by=timezone.now() - timedelta(minutes=1)
    )
    assert actions.lapse_due() == 2
    world.uren.refresh_from_db()
    assert world.uren.state == PackageState.READY
    assert Invitation.objects.filter(state=InvitationState.LAPSED).count() == 2
    assert actions.lapse_due() == 0


def test_promise_invitation_keeps_the_reservation_but_is_no_pledge(world, invited):
    row = invited["Hauwai company"]
    actions.promise_invitation(invitation=row, by=by_link(row), version=row.version)
    row.refresh_from_db()
    assert row.state == InvitationState.WILLING and not row.is_pledge
    assert queries.left_of([world.company.pk])[world.company.pk].reserved_rp == 250 * JT
    accept(row)


def test_change_invitation_waits_for_the_owner_and_then_for_the_letter(world, invited):
    row = invited["Hauwai apbd"]
    source = by_link(row)
    actions.change_invitation(
        invitation=row, amount_rp=100 * JT, reason="pagu naik", by=source, version=row.version
    )
    row.refresh_from_db()
    with pytest.raises(Refused):
        actions.accept_change(
            invitation=row, by=world.cast.actor(world.cast.eka), version=row.version
        )
    actions.accept_change(invitation=row, by=world.cast.actor(world.cast.hana), version=row.version)
    accept(row)
    row.refresh_from_db()
    assert (row.amount_rp, row.answered_rp) == (100 * JT, 100 * JT)
    accept(invited["Hauwai company"])
    assert Partnership.objects.count() == 1


@pytest.mark.parametrize("amount", [0, 341 * JT])
def test_change_invitation_beyond_the_need_is_refused(world, invited, amount):
    row = invited["Hauwai apbd"]
    with pytest.raises(Refused, match="kebutuhan kegiatan"):
        actions.change_invitation(
            invitation=row, amount_rp=amount, reason="x", by=by_link(row), version=row.version
        )


def test_change_invitation_to_less_than_the_need_opens_nothing(world, invited):
    row = invited["Hauwai apbd"]
    actions.change_invitation(
        invitation=row, amount_rp=50 * JT, reason="x", by=by_link(row), version=row.version
    )
    row.refresh_from_db()
    actions.accept_change(invitation=row, by=world.cast.actor(world.cast.ayu), version=row.version)
    accept(row)
    accept(invited["Hauwai company"])
    assert not Partnership.objects.exists()
    facts = queries.facts_of(row, world.cast.actor(world.cast.ayu), is_owner=True)
    assert facts.missing_rp == 40 * JT


def test_decline_invitation_needs_a_reason_and_frees_the_last_ones_package(world, invited):
    bank, apbd = invited["Uren bank"], invited["Uren apbd"]
    with pytest.raises(Refused, match="alasannya"):
        actions.decline_invitation(invitation=bank, reason=" ", by=by_link(bank), version=1)
    actions.decline_invitation(
        invitation=bank, reason="anggaran habis", by=by_link(bank), version=1
    )
    world.uren.refresh_from_db()
    assert world.uren.state == PackageState.INVITED
    actions.withdraw_invitation(
        invitation=apbd, reason="hitung ulang", by=world.cast.actor(world.cast.ayu), version=1
    )
    world.uren.refresh_from_db()
    assert world.uren.state == PackageState.READY


def test_withdraw_invitation_that_is_a_pledge_is_refused(world, invited):
    row = invited["Hauwai company"]
    accept(row)
    row.refresh_from_db()
    with pytest.raises(Refused, match="sudah dijawab"):
        actions.withdraw_invitation(
            invitation=row, reason="x", by=world.cast.actor(world.cast.ayu), version=row.version
        )


def test_record_answer_on_behalf_is_no_pledge_until_the_source_says_so(world, invited):
    row = invited["Hauwai company"]
    accept(invited["Hauwai apbd"])
    said = actions.Said(
        state="accepted", ground="letter", ground_note="surat diantar", letter=letter()
    )
    actions.record_answer(
        invitation=row, said=said, by=world.cast.actor(world.cast.ayu), version=row.version
    )
    row.refresh_from_db()
    assert row.state == InvitationState.ACCEPTED and not row.is_pledge
    assert not Partnership.objects.exists()
    with pytest.raises(Refused):
        actions.confirm_answer(
            invitation=row, by=world.cast.actor(world.cast.ayu), version=row.version
        )
    actions.confirm_answer(
        invitation=row, by=world.cast.actor(world.cast.citra), version=row.version
    )
    assert Partnership.objects.count() == 1


def test_record_answer_accepting_without_a_letter_is_refused(world, invited):
    row = invited["Hauwai company"]
    with pytest.raises(Refused, match="bersedia"):
        actions.record_answer(
            invitation=row,
            said=actions.Said(state="accepted", ground="call", ground_note="telepon"),
            by=world.cast.actor(world.cast.ayu),
            version=row.version,
        )


def test_answered_on_behalf_is_taken_up_from_the_sources_own_word(world, invited):
    row = invited["Hauwai company"]
    accept(invited["Hauwai apbd"])
    actions.record_answer(
        invitation=row,
        said=actions.Said(state="accepted", ground="letter", ground_note="x", letter=letter()),
        by=world.cast.actor(world.cast.ayu),
        version=row.version,
    )
    OnBehalf.objects.update(confirmed_at=timezone.now(), confirmed_by_name="Citra")
    ((held, on_behalf),) = queries.answered_on_behalf()
    actions.take_up(held, on_behalf)
    assert Partnership.objects.count() == 1


def test_answered_on_behalf_that_is_corrected_waits_for_the_owner(world, invited):
    row = invited["Hauwai company"]
    actions.record_answer(
        invitation=row,
        said=actions.Said(state="accepted", ground="letter", ground_note="x", letter=letter()),
        by=world.cast.actor(world.cast.ayu),
        version=row.version,
    )
    OnBehalf.objects.update(corrected_at=timezone.now(), correction="bukan segitu")
    ((held, on_behalf),) = queries.answered_on_behalf()
    actions.take_up(held, on_behalf)
    row.refresh_from_db()
    assert (row.state, row.reason) == (InvitationState.CHANGED, "bukan segitu")


def declined_by_the_bank(invited):
    """Let the bank decline after the other source has pledged."""
    accept(invited["Uren apbd"])
    bank = invited["Uren bank"]
    actions.decline_invitation(invitation=bank, reason="habis", by=by_link(bank), version=1)
    return bank


def another(world, invitation, offer, amount, by=None):
    return actions.invite_another(
        invitation=invitation,
        offer=offer,
        amount_rp=amount,
        answer_by=soon(),
        by=by or world.cast.actor(world.cast.ayu),
    )


def test_invite_another_fills_what_is_missing_and_opens_the_partnership(world, invited):
    bank = declined_by_the_bank(invited)
    world.uren.refresh_from_db()
    assert world.uren.state == PackageState.INVITED
    assert queries.missing_of(bank) == 60 * JT
    row = another(world, bank, world.foundation, 60 * JT)
    assert Notice.objects.filter(url=row.get_absolute_url()).count() == 0  # no account yet
    accept(row)
    assert Partnership.objects.filter(package=world.uren).count() == 1


def test_invite_another_for_more_than_is_missing_is_refused(world, invited):
    bank = declined_by_the_bank(invited)
    with pytest.raises(Refused, match="belum ada sumbernya"):
        another(world, bank, world.foundation, 61 * JT)
    with pytest.raises(Refused, match="petugas pemilik"):
        another(world, bank, world.foundation, JT, by=world.cast.actor(world.cast.eka))
    assert Invitation.objects.count() == 4


def test_invite_another_whose_offer_is_used_up_is_refused(world, invited):
    bank = declined_by_the_bank(invited)
    with pytest.raises(Conflict, match="tidak cukup lagi"):
        another(world, bank, world.company, 60 * JT)


def test_invite_another_that_was_asked_already_is_refused(world, invited):
    bank = declined_by_the_bank(invited)
    with pytest.raises(Conflict, match="sudah diajak"):
        another(world, bank, world.apbd, 10 * JT)

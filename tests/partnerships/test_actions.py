"""Duties and stages: who may, what refuses, what two people at once do."""

from datetime import date

import pytest

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.needs.models import Package, PackageState
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Partnership, Responsibility, Stage
from tests.needs.world import ready
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def duty(partnership, key):
    return Responsibility.objects.get(partnership=partnership, key=key)


def party(partnership, organisation):
    return partnership.parties.get(organisation=organisation)


def test_propose_by_outsider_is_refused_and_by_party_waits_for_the_burdened(cast):
    partnership = opened(cast)
    row = duty(partnership, "apbd")
    given = {"responsibility": row, "party": party(partnership, cast.company), "ground": "rapat"}
    with pytest.raises(Refused):
        actions.propose_responsible(**given, by=cast.actor(cast.eka))
    actions.propose_responsible(**given, by=cast.actor(cast.gani))
    assert (row.is_proposed, row.party.organisation) == (True, cast.company)
    assert Entry.objects.filter(verb="responsibility.proposed").count() == 1


def test_propose_for_own_party_is_accepted_at_once(cast):
    partnership = opened(cast)
    row = duty(partnership, "apbd")
    actions.propose_responsible(
        responsibility=row,
        party=party(partnership, cast.company),
        ground="",
        by=cast.actor(cast.citra),
    )
    assert row.is_proposed is False
    assert row.accepted_at is not None


def test_propose_over_an_accepted_duty_is_a_conflict(cast):
    partnership = opened(cast)
    row = duty(partnership, "capital")
    actions.accept_responsibility(responsibility=row, by=cast.actor(cast.citra))
    with pytest.raises(Conflict, match="sudah dipegang"):
        actions.propose_responsible(
            responsibility=row,
            party=party(partnership, cast.village),
            ground="",
            by=cast.actor(cast.ayu),
        )
    with pytest.raises(Conflict, match="sudah dipegang"):
        actions.set_needed(responsibility=row, is_needed=False, reason="x", by=cast.actor(cast.ayu))


def test_propose_a_party_of_another_partnership_is_a_conflict(cast):
    first, second = opened(cast), opened(cast, ready(cast))
    with pytest.raises(Conflict, match="tidak ikut"):
        actions.propose_responsible(
            responsibility=duty(first, "apbd"),
            party=party(second, cast.company),
            ground="",
            by=cast.actor(cast.ayu),
        )


def test_two_people_proposing_at_once_only_the_first_is_written(cast):
    partnership = opened(cast)
    row, same = duty(partnership, "apbd"), duty(partnership, "apbd")
    ayu = cast.actor(cast.ayu)
    actions.propose_responsible(
        responsibility=row, party=party(partnership, cast.village), ground="", by=ayu
    )
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.propose_responsible(
            responsibility=same, party=party(partnership, cast.company), ground="", by=ayu
        )
    same.refresh_from_db()
    assert same.party.organisation == cast.village


def test_refused_action_leaves_the_token_unspent(cast):
    partnership = opened(cast)
    row, token = duty(partnership, "capital"), tokens.new_token()
    with pytest.raises(Refused):
        actions.accept_responsibility(responsibility=row, by=cast.actor(cast.gani), token=token)
    assert tokens.spend(token)


def test_accept_nothing_or_twice_is_refused(cast):
    partnership = opened(cast)
    citra = cast.actor(cast.citra)
    with pytest.raises(Refused, match="Tidak ada usulan"):
        actions.accept_responsibility(responsibility=duty(partnership, "apbd"), by=citra)
    row = duty(partnership, "capital")
    actions.accept_responsibility(responsibility=row, by=citra)
    with pytest.raises(Refused, match="Tidak ada usulan"):
        actions.accept_responsibility(responsibility=row, by=citra)


def test_refuse_and_release_need_reasons_and_leave_nobody(cast):
    partnership = opened(cast)
    citra = cast.actor(cast.citra)
    row = duty(partnership, "capital")
    with pytest.raises(Conflict, match="alasannya"):
        actions.refuse_responsibility(responsibility=row, reason=" ", by=citra)
    actions.accept_responsibility(responsibility=row, by=citra)
    with pytest.raises(Refused, match="pihak yang memegangnya"):
        actions.release_responsibility(responsibility=row, reason="x", by=cast.actor(cast.gani))
    actions.release_responsibility(responsibility=row, reason="Anggaran berubah", by=citra)
    assert row.party is None
    with pytest.raises(Refused, match="belum dipegang"):
        actions.release_responsibility(responsibility=row, reason="x", by=citra)


def test_duties_of_a_closed_partnership_stand_still(cast):
    partnership = opened(cast)
    ayu, citra = cast.actor(cast.ayu), cast.actor(cast.citra)
    actions.accept_responsibility(responsibility=duty(partnership, "capital"), by=citra)
    actions.close_partnership(partnership=partnership, reason="Sumber mundur", by=ayu)
    kept, asked = duty(partnership, "capital"), duty(partnership, "construction")
    for refused in (
        lambda: actions.propose_responsible(
            responsibility=asked, party=party(partnership, cast.village), ground="", by=ayu
        ),
        lambda: actions.accept_responsibility(responsibility=asked, by=citra),
        lambda: actions.release_responsibility(responsibility=kept, reason="x", by=citra),
        lambda: actions.step_stage(partnership=partnership, to=Stage.MOU, by=ayu),
        lambda: actions.close_partnership(partnership=partnership, reason="x", by=ayu),
    ):
        with pytest.raises(Refused, match="sudah ditutup"):
            refused()


def test_stage_goes_forward_back_and_unready_with_a_reason(cast):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu)
    with pytest.raises(Refused, match="melewati"):
        actions.step_stage(partnership=partnership, to=Stage.CONSTRUCTION, by=ayu)
    with pytest.raises(Refused, match="belum lengkap"):
        actions.step_stage(partnership=partnership, to=Stage.MOU, by=ayu)
    with pytest.raises(Refused, match="alasan kembali"):
        actions.step_stage(partnership=partnership, to=Stage.DATA, by=ayu)
    with pytest.raises(Refused, match="petugas"):
        actions.step_stage(partnership=partnership, to=Stage.MOU, by=cast.actor(cast.citra))
    due = date(2027, 3, 31)
    actions.step_stage(partnership=partnership, to=Stage.MOU, due_on=due, reason="x", by=ayu)
    assert (partnership.stage, partnership.stage_due_on) == (Stage.MOU, date(2027, 3, 31))
    actions.step_stage(partnership=partnership, to=Stage.DATA, reason="data lama", by=ayu)
    steps = queries.steps_of(partnership)
    assert (steps[-1].to_stage, steps[-1].reason) == (Stage.DATA, "data lama")


def test_stage_moved_meanwhile_is_a_conflict_and_a_repeat_too(cast):
    partnership = opened(cast)
    ayu, token = cast.actor(cast.ayu), tokens.new_token()
    same = Partnership.objects.get(pk=partnership.pk)
    actions.step_stage(partnership=partnership, to=Stage.MOU, reason="x", by=ayu, token=token)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.step_stage(partnership=same, to=Stage.MOU, reason="x", by=ayu)
    with pytest.raises(Conflict, match="sudah terkirim"):
        actions.step_stage(
            partnership=partnership, to=Stage.AGREEMENT, reason="x", by=ayu, token=token
        )


def test_reaching_operation_serves_the_need_and_closing_later_keeps_it_served(cast):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu)
    for stage in list(Stage)[list(Stage).index(partnership.stage) + 1 :]:
        actions.step_stage(partnership=partnership, to=stage, reason="x", by=ayu)
    package = Package.objects.get(pk=partnership.package_id)
    assert package.state == PackageState.SERVED
    assert partnership.stage_due_on is not None
    partnership.package.refresh_from_db()
    with pytest.raises(Refused, match="tidak ada di jalur"):
        actions.step_stage(partnership=partnership, to=Stage.EVALUATION, by=ayu)
    actions.close_partnership(partnership=partnership, reason="Selesai", by=ayu)
    package.refresh_from_db()
    assert package.state == PackageState.SERVED


def test_close_needs_a_reason_and_lets_the_package_start_again(cast):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu)
    with pytest.raises(Refused, match="alasan"):
        actions.close_partnership(partnership=partnership, reason=" ", by=ayu)
    actions.close_partnership(partnership=partnership, reason="Sumber mundur", by=ayu)
    again = opened(cast, Package.objects.get(pk=partnership.package_id))
    assert again.pk != partnership.pk


def test_due_date_is_set_by_the_desk_alone(cast):
    partnership = opened(cast)
    with pytest.raises(Refused):
        actions.set_stage_due(partnership=partnership, due_on=None, by=cast.actor(cast.citra))
    actions.set_stage_due(partnership=partnership, due_on=date(2027, 1, 5), by=cast.actor(cast.ayu))
    assert partnership.stage_due_on == date(2027, 1, 5)


def test_page_is_public_only_when_every_party_agreed_for_itself(cast):
    partnership = opened(cast)
    with pytest.raises(Refused):
        actions.agree_to_publish(partnership=partnership, by=cast.actor(cast.dimas))
    for user in (cast.ayu, cast.citra):
        actions.agree_to_publish(partnership=partnership, by=cast.actor(user))
    assert partnership.is_published is False
    actions.agree_to_publish(partnership=partnership, by=cast.actor(cast.gani))
    assert partnership.is_published is True
    actions.take_back_publishing(partnership=partnership, by=cast.actor(cast.gani))
    assert partnership.is_published is False

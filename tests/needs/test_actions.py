"""Each action and what it refuses; success and refusal share one world."""

import pytest

from sambung.core.access import Conflict, Refused
from sambung.core.jobs import Work
from sambung.core.models import Entry, Job, JobState
from sambung.needs import actions
from sambung.needs.actions.weighing import refresh_all
from sambung.needs.models import Need, NeedState, Package, PackageState, PhotoKind
from sambung.needs.queries import Weights
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Notice
from tests.needs import world

pytestmark = pytest.mark.db


def verbs(thing):
    rows = Entry.objects.filter(scope_label=thing._meta.label_lower, scope_id=str(thing.pk))
    return list(rows.order_by("pk").values_list("verb", flat=True))


def test_need_goes_the_whole_road_to_the_shelf(cast):
    package = world.ready(cast)
    need = package.need
    assert need.state == NeedState.READY
    assert package.state == PackageState.READY
    states = [step.to_state for step in need.steps.all()]
    assert states == ["sent", "desk_verified", "field_verified", "ready"]
    assert package.lowest_total_rp == 245_000_000 + 24_500_000 + 92 * 2_000_000
    assert package.priority is not None
    assert verbs(need)[-4:] == [
        "need.sent",
        "need.desk_verified",
        "need.field_verified",
        "need.made_ready",
    ]


# ---- proposing ----


def test_start_need_in_an_organisation_not_ones_own_is_refused(cast):
    gani = cast.actor(cast.gani)
    with pytest.raises(Refused, match="bukan anggota"):
        actions.start_need(proposer=cast.facilitators, by=gani)
    actions.start_need(proposer=cast.village, by=gani)
    assert Need.objects.count() == 1


def test_save_screen_by_another_is_refused(cast):
    need = world.draft(cast)
    for person in [cast.ayu, cast.dimas, cast.eka]:
        with pytest.raises(Refused):
            actions.save_screen(
                need=need,
                screen=3,
                values={"people": 1},
                version=need.version,
                by=cast.actor(person),
            )


def test_save_screen_touches_only_the_columns_of_its_screen(cast):
    need = world.draft(cast)
    actions.save_screen(
        need=need,
        screen=1,
        values={"hamlet": "RT 3", "state": "ready", "people": 9},
        version=need.version,
        by=cast.actor(cast.gani),
    )
    assert (need.hamlet, need.state, need.people) == ("RT 3", NeedState.DRAFT, 497)
    assert need.title == "Air minum: RT 3, Desa Hauwai"


def test_save_screen_keeps_a_title_of_its_own(cast):
    need, gani = world.draft(cast), cast.actor(cast.gani)
    mine = {"title": "Air bersih Hauwai", "service": "water"}
    actions.save_screen(need=need, screen=2, values=mine, version=need.version, by=gani)
    actions.save_screen(
        need=need, screen=1, values={"hamlet": "RT 3"}, version=need.version, by=gani
    )
    assert need.title == "Air bersih Hauwai"


def test_save_screen_with_an_old_version_is_a_conflict(cast):
    need, gani = world.draft(cast), cast.actor(cast.gani)
    old = need.version
    actions.save_screen(need=need, screen=3, values={"people": 300}, version=old, by=gani)
    with pytest.raises(Conflict):
        actions.save_screen(need=need, screen=3, values={"people": 200}, version=old, by=gani)
    need.refresh_from_db()
    assert need.people == 300


@pytest.mark.parametrize(
    ("screen", "values", "match"),
    [
        (3, {"people": 100, "households": 142}, "tidak mungkin kurang"),
        (3, {"people": 700, "households": 142}, "Profil desa mencatat 650"),
        (5, {"lat": -6.2, "lon": 106.8}, "km dari"),
    ],
)
def test_save_screen_refuses_what_cannot_be(cast, screen, values, match):
    need, gani = world.draft(cast), cast.actor(cast.gani)
    world.profile(cast, 650)
    with pytest.raises(Refused, match=match):
        actions.save_screen(need=need, screen=screen, values=values, version=need.version, by=gani)


@pytest.mark.parametrize("code", ["63.11", "63.11.02.2002", "63.09.01.2001"])
def test_save_screen_refuses_a_place_that_is_not_ones_village(cast, code):
    need, gani = world.draft(cast), cast.actor(cast.gani)
    values = {"village": cast.regions[code]}
    with pytest.raises(Refused):
        actions.save_screen(need=need, screen=1, values=values, version=need.version, by=gani)


def test_send_need_promises_an_answer_and_tells_the_desk(cast):
    need = world.sent(cast)
    assert (need.answer_due_on - need.sent_at.date()).days in range(13, 17)
    told = set(Notice.objects.values_list("user__name", flat=True))
    assert told == {"Ayu", "Hana"}


def test_send_need_incomplete_or_twice_is_refused(cast):
    gani = cast.actor(cast.gani)
    empty = actions.start_need(proposer=cast.village, by=gani)
    with pytest.raises(Refused, match="masih kurang"):
        actions.send_need(need=empty, by=gani)
    need = world.sent(cast)
    with pytest.raises(Conflict):
        actions.send_need(need=need, by=gani)


def test_send_need_atas_nama_needs_a_ground(cast):
    ayu = cast.actor(cast.ayu)
    need = actions.start_need(proposer=cast.village, village=cast.village.region, by=ayu)
    for screen, values in world.FACTS.items():
        actions.save_screen(need=need, screen=screen, values=values, version=need.version, by=ayu)
    with pytest.raises(Refused, match="atas dasar apa"):
        actions.send_need(need=need, by=ayu)
    actions.send_need(need=need, by=ayu, given=GroundGiven("letter", "141/2026"))
    with pytest.raises(Refused, match="Anda pengusulnya"):
        actions.verify_desk(need=need, by=ayu)
    actions.verify_desk(need=need, by=cast.actor(cast.hana))


def test_photos_are_added_and_removed_until_sent(cast, stored_file):
    need, gani = world.draft(cast), cast.actor(cast.gani)
    first = actions.add_photo(need=need, file=stored_file, by=gani, kind=PhotoKind.LETTER)
    for _n in range(7):
        actions.add_photo(need=need, file=stored_file, by=gani)
    with pytest.raises(Refused, match="Paling banyak 8"):
        actions.add_photo(need=need, file=stored_file, by=gani)
    actions.remove_photo(photo=first, by=gani)
    actions.send_need(need=need, by=gani)
    with pytest.raises(Refused):
        actions.remove_photo(photo=need.photos.first(), by=gani)


# ---- the desk ----


def test_return_and_resend_keep_what_was_typed_and_tell_the_proposer(cast):
    need = world.sent(cast)
    ayu, gani = cast.actor(cast.ayu), cast.actor(cast.gani)
    first_sent = need.sent_at
    with pytest.raises(Refused, match="Tulis alasannya"):
        actions.return_need(need=need, reason=" ", by=ayu)
    actions.return_need(need=need, reason="Surat tanah belum ada", by=ayu)
    assert need.people == 497
    assert Notice.objects.filter(user=cast.gani, text__contains="Surat tanah").exists()
    actions.save_screen(
        need=need, screen=4, values={"land_letter": "grant"}, version=need.version, by=gani
    )
    actions.resend(need=need, by=gani)
    assert (need.state, need.sent_at) == (NeedState.SENT, first_sent)


def test_verify_desk_twice_at_once_changes_once_and_names_who_and_when(cast):
    need = world.sent(cast)
    seen_by_hana = Need.objects.get(pk=need.pk)
    actions.verify_desk(need=need, by=cast.actor(cast.ayu))
    with pytest.raises(Conflict, match=r"lolos pemeriksaan meja: Ayu, Bappeda Balangan, .* 20\d\d"):
        actions.verify_desk(need=seen_by_hana, by=cast.actor(cast.hana))
    assert need.steps.filter(to_state="desk_verified").count() == 1


def test_verify_desk_of_what_changed_since_it_was_read_is_a_conflict(cast):
    need = world.sent(cast)
    with pytest.raises(Conflict):
        actions.verify_desk(need=need, by=cast.actor(cast.ayu), version=need.version - 1)


def test_verify_field_replaces_counts_and_keeps_the_old_ones(cast):
    need = world.sent(cast)
    ayu = cast.actor(cast.ayu)
    actions.verify_desk(need=need, by=ayu)
    with pytest.raises(Refused):
        actions.verify_field(need=need, by=ayu, people=10, households=20)
    actions.verify_field(need=need, by=ayu, people=450, households=130)
    assert (need.people, need.households) == (450, 130)
    assert need.steps.last().checks == {"people_before": 497, "households_before": 142}


def test_verify_field_before_the_desk_is_a_conflict(cast):
    need = world.sent(cast)
    with pytest.raises(Conflict):
        actions.verify_field(need=need, by=cast.actor(cast.ayu))


def test_withdraw_and_set_not_now_take_the_package_off_the_shelf(cast):
    ayu, gani = cast.actor(cast.ayu), cast.actor(cast.gani)
    first, second = world.ready(cast), world.ready(cast)
    actions.withdraw_need(need=first.need, reason="Sudah ada dari APBDes", by=gani)
    actions.set_not_now(need=second.need, reason="Tanah sengketa", by=ayu)
    assert set(Package.objects.values_list("state", flat=True)) == {PackageState.WITHDRAWN}
    actions.reopen(need=second.need, by=ayu)
    assert second.need.state == NeedState.SENT
    actions.take_up_again(need=first.need, by=gani)
    assert first.need.state == NeedState.DRAFT


def test_withdraw_need_while_sources_are_invited_is_a_conflict(cast):
    package = world.ready(cast)
    actions.mark_invited(package=package, by=cast.actor(cast.ayu))
    package.need.refresh_from_db()
    with pytest.raises(Conflict):
        actions.withdraw_need(need=package.need, reason="x", by=cast.actor(cast.gani))


# ---- interest and weights ----


def test_interest_said_twice_is_once_and_can_be_taken_back_and_said_again(cast):
    package, citra = world.ready(cast), cast.actor(cast.citra)
    first = actions.record_interest(package=package, organisation=cast.company, by=citra)
    again = actions.record_interest(package=package, organisation=cast.company, by=citra)
    assert first == again
    with pytest.raises(Refused):
        actions.withdraw_interest(interest=first, by=cast.actor(cast.eka))
    actions.withdraw_interest(interest=first, by=citra)
    actions.withdraw_interest(interest=first, by=citra)
    anew = actions.record_interest(package=package, organisation=cast.company, by=citra)
    assert anew != first


def test_interest_atas_nama_needs_a_ground(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    with pytest.raises(Refused, match="atas dasar apa"):
        actions.record_interest(package=package, organisation=cast.company, by=ayu)
    given = GroundGiven("call", "telepon 20 November")
    actions.record_interest(package=package, organisation=cast.company, by=ayu, given=given)
    assert Notice.objects.filter(user=cast.citra, text__contains="atas nama").exists()


def test_weights_without_sum_or_reason_are_refused(cast):
    ayu, balangan = cast.actor(cast.ayu), cast.regions["63.11"]
    with pytest.raises(Refused, match="sekarang 110"):
        actions.set_priority_weights(regency=balangan, weights=Weights(gap=40), reason="x", by=ayu)
    with pytest.raises(Refused, match="Tulis alasan"):
        actions.set_priority_weights(regency=balangan, weights=Weights(), reason=" ", by=ayu)
    row = actions.set_priority_weights(
        regency=balangan, weights=Weights(gap=40, poverty=10), reason="Rapat", by=ayu
    )
    assert verbs(balangan) == ["weights.set"]
    assert row.gap == 40


def test_daily_job_recomputes_every_score_once(cast):
    package = world.ready(cast)
    Package.objects.update(priority=None)
    job = Job.objects.create(
        name="needs.refresh_priorities",
        state=JobState.RUNNING,
        run_after=package.created_at,
        created_at=package.created_at,
    )
    refresh_all(Work(job))
    package.refresh_from_db()
    assert package.priority is not None

"""Packages: what each action does and refuses; success and refusal share one world."""

from decimal import Decimal

import pytest

from sambung.core.access import Conflict, Refused
from sambung.needs import actions
from sambung.needs.models import NeedState, Package, PackageState
from sambung.needs.queries import LineFacts
from tests.needs import world

pytestmark = pytest.mark.db


def test_draft_package_only_from_a_field_verified_need_and_once(cast):
    ayu = cast.actor(cast.ayu)
    early = world.sent(cast)
    with pytest.raises(Refused, match="lolos pemeriksaan lapangan"):
        actions.draft_package(need=early, by=ayu)
    need = world.field_verified(cast)
    with pytest.raises(Refused):
        actions.draft_package(need=need, by=cast.actor(cast.dimas))
    actions.draft_package(need=need, by=ayu)
    with pytest.raises(Conflict, match="sudah ada"):
        actions.draft_package(need=need, by=ayu)


def test_add_option_serving_more_than_there_are_is_refused(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    world.profile(cast, 450)
    with pytest.raises(Refused, match="Profil desa mencatat 450"):
        actions.add_option(package=package, facts=world.option_facts(people_served=460), by=ayu)
    actions.add_option(package=package, facts=world.option_facts(people_served=450), by=ayu)


def test_add_option_stops_at_five_and_reuses_a_freed_place(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    for _n in range(4):
        actions.add_option(package=package, facts=world.option_facts(), by=ayu)
    with pytest.raises(Refused, match="paling banyak 5"):
        actions.add_option(package=package, facts=world.option_facts(), by=ayu)
    actions.remove_option(option=package.options.get(position=2), by=ayu)
    again = actions.add_option(package=package, facts=world.option_facts(), by=ayu)
    assert again.position == 2


def test_update_option_with_an_old_version_is_a_conflict(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    option = package.options.get()
    old = package.version
    actions.update_option(option=option, facts=world.option_facts(), version=old, by=ayu)
    with pytest.raises(Conflict):
        actions.update_option(option=option, facts=world.option_facts(), version=old, by=ayu)


def test_content_changes_move_the_version_and_steps_do_not(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    before = package.version
    actions.mark_invited(package=package, by=ayu)
    assert package.version == before
    actions.back_to_ready(package=package, by=ayu)
    actions.set_cost_lines(
        option=package.options.get(),
        lines=[LineFacts("Pipa", Decimal("2"), "m", 1_000)],
        by=ayu,
    )
    package.refresh_from_db()
    assert package.version == before + 1
    assert package.lowest_total_rp == 2_000


def test_set_cost_lines_adds_up_in_whole_rupiah(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    option = package.options.get()
    lines = [
        LineFacts("a", Decimal("1.5"), "m", 333),  # 499.5 -> 500
        LineFacts("b", Decimal("0.33"), "m", 100),  # 33
        LineFacts("c", Decimal("3"), "m", 1),
    ]
    actions.set_cost_lines(option=option, lines=lines, by=ayu)
    assert option.total_rp == 536
    assert option.community_rp == 107  # 20% of 536 = 107.2, rounded down
    assert option.need_rp == 429
    assert sum(line.amount_rp for line in option.lines.all()) == option.total_rp


def test_set_cost_lines_beyond_what_can_be_recorded_is_refused(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    option = package.options.get()
    before = option.total_rp
    with pytest.raises(Refused, match="melampaui batas"):
        actions.set_cost_lines(
            option=option, lines=[LineFacts("x", Decimal("2"), "ls", 10**15)], by=ayu
        )
    option.refresh_from_db()
    assert option.total_rp == before
    assert option.lines.count() == 3


def test_remove_option_leaves_at_least_one_on_the_shelf(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    with pytest.raises(Refused, match="sedikitnya satu pilihan"):
        actions.remove_option(option=package.options.get(), by=ayu)


def test_editing_once_sources_are_invited_is_refused(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    actions.mark_invited(package=package, by=ayu)
    with pytest.raises(Refused, match="ajakan dikirim"):
        actions.add_option(package=package, facts=world.option_facts(), by=ayu)


def test_make_ready_without_costs_or_from_an_old_page_is_refused(cast):
    ayu = cast.actor(cast.ayu)
    package = actions.draft_package(need=world.field_verified(cast), by=ayu)
    with pytest.raises(Conflict):
        actions.make_ready(package=package, by=ayu, version=package.version - 1)
    actions.set_cost_lines(option=package.options.get(), lines=[], by=ayu)
    package.refresh_from_db()
    with pytest.raises(Refused, match="belum punya rincian biaya"):
        actions.make_ready(package=package, by=ayu)


def test_update_package_renames_and_sets_the_year(cast):
    package, ayu = world.ready(cast), cast.actor(cast.ayu)
    actions.update_package(package=package, title="SPAM Hauwai", year=2028, by=ayu)
    assert (package.title, package.year) == ("SPAM Hauwai", 2028)
    with pytest.raises(Refused):
        actions.update_package(package=package, title="x", year=2028, by=cast.actor(cast.eka))


def test_withdrawn_draft_package_is_taken_up_again_as_it_was(cast):
    ayu = cast.actor(cast.ayu)
    need = world.field_verified(cast)
    package = actions.draft_package(need=need, by=ayu)
    actions.withdraw_package(package=package, reason="salah jenis", by=ayu)
    need.refresh_from_db()
    again = actions.draft_package(need=need, by=ayu)
    assert (again.pk, again.state) == (package.pk, PackageState.DRAFT)


def test_marks_follow_the_road_of_a_partnership(cast):
    package, citra = world.ready(cast), cast.actor(cast.citra)
    actions.mark_invited(package=package, by=citra)
    actions.mark_invited(package=package, by=citra)  # a second source: nothing changes
    actions.mark_in_partnership(package=package, by=citra)
    with pytest.raises(Conflict, match="dalam kemitraan"):
        actions.mark_in_partnership(package=Package(pk=package.pk, state="ready"), by=citra)
    actions.mark_served(package=package, by=citra)
    package.need.refresh_from_db()
    assert package.need.state == NeedState.SERVED


def test_back_to_ready_of_a_ready_package_changes_nothing(cast):
    package = world.ready(cast)
    steps = package.need.steps.count()
    actions.back_to_ready(package=package, by=cast.actor(cast.ayu))
    assert package.need.steps.count() == steps

"""The two tables of steps: total, closed, and nothing outside them."""

import pytest

from sambung.needs.lifecycle import NEED_STEPS, PACKAGE_STEPS, ROAD, Who, steps_from
from sambung.needs.models import NeedState, PackageState


@pytest.mark.parametrize("state", list(NeedState))
def test_every_need_state_is_reached_and_left_unless_it_is_the_end(state):
    reached = {step.to for step in NEED_STEPS.values()} | {NeedState.DRAFT}
    assert state in reached
    assert bool(steps_from(state)) is (state != NeedState.SERVED)


@pytest.mark.parametrize("state", list(PackageState))
def test_every_package_state_is_reached_and_left_unless_it_is_the_end(state):
    reached = {step.to for step in PACKAGE_STEPS.values()}
    assert state in reached
    left = {start for step in PACKAGE_STEPS.values() for start in step.start}
    assert (state in left) is (state != PackageState.SERVED)


def test_every_refusal_needs_a_reason():
    refusals = {NeedState.RETURNED, NeedState.NOT_NOW, NeedState.WITHDRAWN}
    for step in NEED_STEPS.values():
        assert step.needs_reason is (step.to in refusals)


def test_who_takes_each_step_is_as_written():
    by = {who: {s.name for s in NEED_STEPS.values() if s.who == who} for who in Who}
    assert by == {
        Who.PROPOSER: {"send", "resend", "withdraw", "take_up_again"},
        Who.VERIFIER: {"return", "verify_desk", "verify_field", "set_not_now", "reopen"},
        Who.PLANNER: {"make_ready", "unready"},
        Who.ROAD: {"invite", "join", "back_to_ready", "serve"},
    }


def test_the_straight_road_is_walked_by_steps_of_the_table():
    for start, to in zip(ROAD, ROAD[1:], strict=False):
        assert any(start in s.start and s.to == to for s in NEED_STEPS.values())

"""Two at the same moment, and a process killed in the middle: one whole act, or none."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection

from sambung.core import seals
from sambung.core.models import Entry, FormToken
from sambung.delivery import actions
from sambung.delivery.models import Tranche, TrancheStatement
from sambung.partnerships.models import Contribution
from tests.cast import make_cast
from tests.core.soak import ROOT
from tests.delivery.money_world import TRANCHE_RP, claimed, money_world, said, verified
from tests.parties.test_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


@pytest.fixture
def world():
    return money_world(make_cast())


def ended_once(ends):
    """Return whether exactly one went through and the other was told."""
    return ends.count("done") == 1 and set(ends) <= {"done", "Conflict", "Refused"}


def test_claimed_twice_at_once_is_claimed_once(world):
    tranche = world.tranche()
    step = world.step(tranche, world.cast.gani, version=1)
    both = [replace(step, token=token) for token in ("a", "b")]
    ends = at_once(*(lambda s=s: actions.claim_tranche(step=s, said=said()) for s in both))
    assert ended_once(ends)
    assert TrancheStatement.objects.filter(act="claim").count() == 1
    assert Entry.objects.filter(verb="tranche.claimed").count() == 1


def test_verified_and_returned_at_once_is_one_of_them(world):
    tranche = claimed(world)
    by_ayu, by_citra = (
        world.step(tranche, user, version=2) for user in (world.cast.ayu, world.cast.citra)
    )
    ends = at_once(
        lambda: actions.verify_tranche(step=by_ayu, said=said(grade="meja")),
        lambda: actions.return_tranche(step=by_citra, reason="belum lengkap"),
    )
    assert ended_once(ends)
    tranche.refresh_from_db()
    told = TrancheStatement.objects.exclude(act="claim").get()
    assert (told.act, tranche.state) in {("verify", "verified"), ("return", "open")}


def test_transferred_twice_at_once_is_transferred_once(world):
    tranche = verified(world)
    step = world.step(tranche, world.cast.citra)
    ends = at_once(*(lambda: actions.state_transfer(step=step, said=said()) for _each in "ab"))
    assert ended_once(ends)
    assert TrancheStatement.objects.filter(act="transfer").count() == 1


def test_two_plans_at_once_never_pass_the_agreed_amount(world):
    world.account()

    def plan():
        world.tranche(amount_rp=60_000_000)

    assert at_once(plan, plan) == ["Conflict", "done"]
    assert Tranche.objects.get().amount_rp == 60_000_000


def database_url() -> str:
    """Return the address of the database this test uses, for another process."""
    if settings.IS_SQLITE:
        return f"sqlite:///{connection.settings_dict['NAME']}"
    given = connection.settings_dict
    where = f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    return f"postgres://{given['USER']}{password}@{where}"


def kill_at(place, tranche, user) -> None:
    """Let another process claim the tranche and kill it with -9 at the place."""
    argv = [sys.executable, "-m", "tests.delivery.killed", str(tranche.pk), str(user.pk), place]
    env = {**os.environ, "SAMBUNG_MODE": "test", "DATABASE_URL": database_url()}
    with subprocess.Popen(argv, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=10)
    time.sleep(0.2)  # the server sees that its client is gone


def chain_holds() -> bool:
    """Seal what is committed and return whether the chain verifies."""
    while seals.seal():
        pass
    return not seals.verify().breaks


def test_killed_in_the_middle_of_a_claim_leaves_nothing_and_it_can_be_claimed(world):
    tranche = world.tranche()
    kill_at("middle", tranche, world.cast.gani)
    tranche.refresh_from_db()
    assert (tranche.state, tranche.version) == ("closed", 1)
    assert not TrancheStatement.objects.exists()
    assert not FormToken.objects.filter(token="killed").exists()
    assert not Entry.objects.filter(verb="tranche.claimed").exists()
    assert claimed(world, tranche).state == "claimed"
    assert chain_holds()


def test_killed_after_the_claim_leaves_all_of_it(world):
    tranche = world.tranche()
    kill_at("after", tranche, world.cast.gani)
    tranche.refresh_from_db()
    assert tranche.state == "claimed"
    assert TrancheStatement.objects.get().amount_rp == TRANCHE_RP
    assert Entry.objects.filter(verb="tranche.claimed").count() == 1
    assert Contribution.objects.get(pk=world.contribution.pk).delivered_rp is None
    assert chain_holds()

"""Two signatures at once, an editor beside a signer, and a server killed in the middle."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection, connections

from sambung.core import seals
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.partnerships import actions
from sambung.partnerships.actions import signing as signing_module
from sambung.partnerships.actions import signing_force
from sambung.partnerships.models import AgreementState, Signatory, Signature
from tests.cast import make_cast
from tests.partnerships.signing_world import signing, word

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all at the same moment, each in its own connection; return how each ended, sorted."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait(timeout=10)
        try:
            act()
        except (Conflict, Refused) as told:
            return type(told).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def signs(row: Signatory, by) -> Callable[[], object]:
    """Return the act of recording one signature."""
    fresh = Signatory.objects.select_related("agreement__partnership", "party__organisation")
    mine = fresh.get(pk=row.pk)
    return lambda: actions.record_signing(signatory=mine, signed=word(), by=by)


def test_two_parties_at_once_both_count_and_it_comes_in_force_once():
    cast = make_cast()
    agreement, (village, company) = signing(cast)
    Signatory.objects.update(position=1)
    gani, citra = cast.actor(cast.gani), cast.actor(cast.citra)
    assert at_once(signs(village, gani), signs(company, citra)) == ["done", "done"]
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.IN_FORCE
    assert Signature.objects.count() == 2
    assert Entry.objects.filter(verb="agreement.in_force").count() == 1


def test_one_signature_sent_twice_at_once_is_recorded_once():
    cast = make_cast()
    _agreement, (village, _company) = signing(cast)
    gani = cast.actor(cast.gani)
    assert at_once(signs(village, gani), signs(village, gani)) == ["Conflict", "done"]
    assert Signature.objects.count() == 1


def test_opening_the_text_and_signing_it_at_once_never_both():
    cast = make_cast()
    agreement, (village, _company) = signing(cast)
    by = cast.actor(cast.ayu, cast.bappeda)

    def reopens() -> object:
        return actions.reopen_text(agreement=agreement, reason="salah ketik", by=by)

    ended = at_once(reopens, signs(village, cast.actor(cast.gani)))
    assert ended == ["Conflict", "done"]
    agreement.refresh_from_db()
    is_signed = Signature.objects.exists()
    assert agreement.state == (AgreementState.SIGNING if is_signed else AgreementState.DRAFT)


def killed_at(point: int, act: Callable[[], object]) -> bool:
    """Do the act in another process that dies of kill -9 at its nth entry; whether it died."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        die_at(point)
        try:
            act()
        finally:
            connections.close_all()
            os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def die_at(point: int) -> None:
    """Let this process kill itself right after it wrote its nth entry of the trail."""
    real, left = signing_module.audit.record, [point]

    def record(*args, **kwargs):
        entry = real(*args, **kwargs)
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return entry

    signing_module.audit.record = record
    signing_force.audit.record = record


def test_killed_in_the_middle_of_signing_leaves_a_whole_state_and_the_chain_holds():
    cast = make_cast()
    agreement, (village, company) = signing(cast)
    actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))
    before = Entry.objects.count()
    act, deaths = signs(company, cast.actor(cast.citra)), 0
    while killed_at(deaths + 1, act):
        deaths += 1
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.SIGNING
        assert Signature.objects.count() == 1
        assert Entry.objects.count() == before
        assert not agreement.partnership.contributions.filter(agreed_rp__isnull=False).exists()
    assert deaths >= 3  # after the signature, after it came in force, after an amount was stated
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.IN_FORCE
    assert Signature.objects.count() == 2
    assert agreement.partnership.contributions.filter(agreed_rp__isnull=False).exists()
    while seals.seal():
        pass
    assert seals.verify().breaks == ()
    call_command("verify_entries")

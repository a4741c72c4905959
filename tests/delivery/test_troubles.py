"""Issues, risks and ceremonies; the delivery in short; what it wants of a person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sambung.core.access import Conflict, Refused
from sambung.delivery import actions, queries
from sambung.delivery.actions import TroubleFacts
from sambung.delivery.models import Trouble
from sambung.delivery.queries import WaitingKind
from sambung.governance.models import ElectionSeason
from tests.delivery.test_views_work import address, send
from tests.delivery.world import finished, milestone, party_of, running, today

pytestmark = pytest.mark.db


def trouble(cast, partnership, **changes):
    """Return a risk the village sees to."""
    facts = {"kind": "risk", "title": "Sumber menyusut", "likelihood": 2, "impact": 3}
    facts |= {"owner": party_of(partnership, cast.village), "due_on": today(), **changes}
    return actions.add_trouble(
        partnership=partnership, facts=TroubleFacts(**facts), by=cast.actor(cast.gani)
    )


def test_trouble_is_closed_with_an_outcome_and_opened_again_with_a_reason(cast):
    one = trouble(cast, running(cast))
    by = cast.actor(cast.ayu)
    with pytest.raises(Refused):
        actions.close_trouble(trouble=one, outcome=" ", by=by)
    actions.close_trouble(trouble=one, outcome="sumur cadangan dibuat", by=by)
    with pytest.raises(Conflict):
        actions.close_trouble(trouble=one, outcome="lagi", by=by)
    actions.reopen_trouble(trouble=one, reason="surut lagi", by=by)
    assert one.closed_on is None
    with pytest.raises(Refused):
        trouble(cast, one.partnership, likelihood=4)


def test_only_a_risk_has_a_likelihood_and_the_grave_one_says_so(cast):
    partnership = running(cast)
    assert trouble(cast, partnership, kind="issue").likelihood is None
    circle, actor = queries.circle_of(partnership), cast.actor(cast.ayu)
    row = queries.trouble_row(trouble(cast, partnership), actor, circle, today())
    assert (row.exposure, row.kind, row.likelihood) == (6, "late", "sedang")


def test_changed_meanwhile_is_a_conflict(cast):
    one = trouble(cast, running(cast))
    by, facts = cast.actor(cast.ayu), TroubleFacts("risk", "Lain")
    actions.change_trouble(trouble=one, facts=facts, by=by, version=1)
    with pytest.raises(Conflict):
        actions.change_trouble(trouble=one, facts=facts, by=by, version=1)


def test_outsider_neither_writes_nor_reads(cast, as_person):
    partnership = running(cast)
    one = trouble(cast, partnership)
    with pytest.raises(Refused):
        actions.close_trouble(trouble=one, outcome="x", by=cast.actor(cast.eka))
    eka = as_person(cast.eka)
    for name in ("trouble-list", "trouble-export", "trouble-add", "ceremony-add"):
        assert eka.get(address(name, partnership)).status_code == 404
    for name in ("trouble-edit", "trouble-close", "trouble-reopen"):
        assert eka.get(address(name, partnership, one.pk)).status_code == 404


def test_list_is_narrowed_and_exported(cast, as_person):
    partnership = running(cast)
    trouble(cast, partnership)
    closed = trouble(cast, partnership, title="Izin terlambat")
    actions.close_trouble(trouble=closed, outcome="terbit", by=cast.actor(cast.ayu))
    client = as_person(cast.ayu)
    page = client.get(address("trouble-list", partnership), {"keadaan": "terbuka"})
    assert [row.trouble.title for row in page.context["rows"]] == ["Sumber menyusut"]
    assert "kemungkinan sedang, dampak tinggi" in page.content.decode()
    assert client.get(address("trouble-export", partnership)).content[:2] == b"PK"


def test_forms_add_edit_close_and_reopen(cast, as_person):
    partnership = running(cast)
    client = as_person(cast.gani)
    send(client, address("trouble-add", partnership), kind="issue", title="Pipa pecah")
    one = Trouble.objects.get()
    assert (
        send(client, address("trouble-edit", partnership, one.pk), title="Pipa").status_code == 302
    )
    send(client, address("trouble-close", partnership, one.pk), outcome="diganti")
    send(client, address("trouble-reopen", partnership, one.pk), reason="pecah lagi")
    one.refresh_from_db()
    assert (one.title, one.outcome, one.closed_on) == ("Pipa", "diganti", None)


def test_ceremony_opens_nothing_and_shows_the_season(cast, as_person):
    partnership = running(cast)
    ElectionSeason.objects.create(
        region=cast.regions["63.11"],
        from_on=today(),
        to_on=today() + timedelta(days=30),
        kept_by=cast.bappeda,
    )
    stage = partnership.stage
    client = as_person(cast.ayu)
    send(client, address("ceremony-add", partnership), title="Peresmian", on=today().isoformat())
    partnership.refresh_from_db()
    assert partnership.stage == stage
    page = client.get(address("work", partnership)).content.decode()
    assert "Peresmian" in page
    assert "masa pemilihan" in page


def test_database_keeps_a_closed_trouble_with_its_outcome(cast):
    one = trouble(cast, running(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Trouble.objects.filter(pk=one.pk).update(closed_on=today(), outcome="")


def test_work_in_short_costs_the_same_however_long(cast, django_assert_num_queries):
    partnership = running(cast)
    for _each in range(4):
        milestone(cast, partnership, due_on=today() - timedelta(days=2))
        trouble(cast, partnership)
    finished(cast, partnership)
    with django_assert_num_queries(3):
        work = queries.work_of(partnership)
    assert (work.total, work.late, len(work.next), len(work.troubles)) == (5, 4, 3, 4)


def test_each_is_asked_for_what_is_theirs(cast, django_assert_max_num_queries):
    partnership = running(cast)
    milestone(cast, partnership)
    finished(cast, partnership)
    trouble(cast, partnership)
    actions.state_progress(
        partnership=partnership,
        percent=10,
        on=today(),
        organisation=cast.village,
        by=cast.actor(cast.gani),
    )
    kinds = {}
    for name in ("gani", "ayu", "citra", "eka"):
        actor = cast.actor(getattr(cast, name))
        with django_assert_max_num_queries(3):
            kinds[name] = sorted(row.kind for row in queries.waiting_for(actor))
    assert kinds["gani"] == [WaitingKind.DO, WaitingKind.TROUBLE]
    assert kinds["ayu"] == [WaitingKind.REPORT, WaitingKind.VERIFY]
    assert kinds["citra"] == kinds["eka"] == []

"""Reminders: once a day, in each person's language, at most one mail; nothing slides."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from sambung.core import jobs
from sambung.delivery import queries
from sambung.delivery.models import Digest, Milestone
from sambung.facilities.models import Facility, WatchCheck
from sambung.parties.models import Membership, Notice, User
from sambung.partnerships.models import Agreement, Partnership, Party, Responsibility
from tests.delivery.money_world import money_world

pytestmark = pytest.mark.db
TODAY = date(2026, 11, 24)


@pytest.fixture
def world(cast):
    """Return the world with nothing due but what a test sets."""
    world = money_world(cast)
    Partnership.objects.update(stage_due_on=None, convener=cast.bappeda)
    Responsibility.objects.update(is_needed=False)
    Notice.objects.all().delete()
    return world


def digests(today=None):
    """Return subject and body by name, as they would be kept today."""
    made = queries.digests_for(today or timezone.localdate())
    names = dict(User.objects.values_list("pk", "name"))
    return {names[digest.user_id]: digest for digest, _url in made}


def stage_due(days):
    """Let the stage be due so many days from now (before today when negative)."""
    Partnership.objects.update(stage_due_on=timezone.localdate() + timedelta(days=days))


@pytest.mark.parametrize(("days", "is_told"), [(8, False), (7, True), (0, True), (-1, True)])
def test_desk_is_told_a_week_ahead_and_when_late(world, days, is_told):
    stage_due(days)
    assert ("Ayu" in digests()) is is_told
    assert "Eka" not in digests()


def test_late_says_how_late_and_the_date_stays(world):
    stage_due(-3)
    digest = digests()["Ayu"]
    assert digest.subject == "1 hal menunggu Anda, 1 terlambat"
    assert "terlambat 3 hari" in digest.body
    before = Partnership.objects.get().stage_due_on
    run()
    assert Partnership.objects.get().stage_due_on == before


def test_two_weeks_late_is_escalated_to_the_head_of_the_convening_desk(world, cast):
    boss = User.objects.create(name="Kepala", email="kepala@example.org")
    Membership.objects.create(user=boss, organisation=cast.bappeda, role="head")
    milestone(world, cast, due_on=timezone.localdate() - timedelta(days=14))
    assert set(digests()) == {"Gani"}
    Milestone.objects.update(due_on=timezone.localdate() - timedelta(days=15))
    assert set(digests()) == {"Gani", "Kepala"}


def milestone(world, cast, **values):
    party = world.partnership.parties.get(organisation=cast.village)
    given = {"title": "Bak selesai", "party": party} | values
    return Milestone.objects.create(partnership=world.partnership, **given)


def test_milestone_is_for_its_party_and_for_the_desk_without_one(world, cast):
    row = milestone(world, cast, due_on=timezone.localdate())
    assert set(digests()) == {"Gani"}
    assert "Bak selesai" in digests()["Gani"].body
    Party.objects.filter(pk=row.party_id).update(left_at=timezone.now(), leaving_reason="pindah")
    assert "Gani" not in digests()
    assert "Ayu" in digests()
    Milestone.objects.update(party=None)
    assert "Ayu" in digests()
    Milestone.objects.filter(pk=row.pk).update(done_on=timezone.localdate())
    assert digests() == {}


def test_tranche_waits_for_its_side(world):
    world.tranche(due_on=timezone.localdate() + timedelta(days=2))
    assert set(digests()) == {"Gani"}
    assert "menunggu diajukan" in digests()["Gani"].body


def test_duties_to_answer_go_to_the_party_and_empty_ones_to_the_desk(world, cast):
    party = world.partnership.parties.get(organisation=cast.company)
    long_ago = timezone.now() - timedelta(days=20)
    rows = Responsibility.objects.filter(key="capital")
    rows.update(is_needed=True, party=party, proposed_at=long_ago, is_proposed=True)
    assert set(digests()) == {"Citra"}
    rows.update(party=None)
    Partnership.objects.update(opened_at=timezone.now() - timedelta(days=40))
    Responsibility.objects.filter(key="capital").update(proposed_at=None)
    assert "Ayu" in digests()


def test_watch_checks_go_to_whoever_is_to_look(world, cast):
    facility = Facility.objects.create(
        name="SPAM Hauwai",
        service="water",
        village=cast.village.region,
        state="open",
        opened_on=TODAY,
        owner=cast.village,
    )
    WatchCheck.objects.create(
        facility=facility,
        kind="water",
        due_on=timezone.localdate(),
        organisation=cast.village,
    )
    assert "SPAM Hauwai" in digests()["Gani"].body


@pytest.mark.parametrize(
    ("left", "mark"), [(181, ""), (180, "soon180"), (90, "soon90"), (5, "soon30")]
)
def test_agreement_is_named_180_90_and_30_days_ahead(world, cast, left, mark):
    today = timezone.localdate()
    Agreement.objects.create(
        partnership=world.partnership,
        kind="pks",
        title="PKS",
        owner=cast.bappeda,
        state="in_force",
        in_force_on=today,
        ends_on=today + timedelta(days=left),
    )
    found = digests()
    assert ("Citra" in found) is bool(mark)
    assert not mark or found["Citra"].keys[0].endswith(mark)


def run():
    """Do the daily job and the mailing after it."""
    jobs.enqueue("delivery.send_reminders")
    jobs.drain()


def test_job_leaves_one_notice_and_one_mail_in_the_persons_language(world, cast):
    stage_due(-2)
    cast.ayu.language = "en"
    cast.ayu.save()
    run()
    names = set(Notice.objects.values_list("user__name", flat=True))
    assert {"Ayu", "Hana"} <= names
    to = [message.to[0] for message in mail.outbox]
    assert sorted(to) == sorted(set(to))
    assert "ayu@example.org" in to
    body = next(one for one in mail.outbox if one.to == ["ayu@example.org"]).body
    assert "/kemitraan/" in body
    assert translation.get_language() == "id"
    assert Digest.objects.get(user=cast.ayu).mail == "sent"


def test_job_run_again_the_same_day_tells_nobody_twice(world):
    stage_due(-2)
    run()
    first = (Notice.objects.count(), len(mail.outbox), Digest.objects.count())
    run()
    assert (Notice.objects.count(), len(mail.outbox), Digest.objects.count()) == first


def test_same_things_are_named_again_after_a_week_and_new_ones_at_once(world, cast):
    stage_due(-2)
    run()
    today = timezone.localdate()
    assert "Ayu" not in digests(today + timedelta(days=1))
    assert "Ayu" in digests(today + timedelta(days=7))
    milestone(world, cast, due_on=today, party=None)
    assert "Ayu" in digests(today + timedelta(days=1))


def test_who_switched_the_mail_off_finds_the_notice_in_the_site(world, cast, as_person):
    stage_due(-2)
    client = as_person(cast.ayu)
    assert "ringkasan lewat e-mail" in client.get("/pihak/saya/", follow=True).content.decode()
    User.objects.filter(pk=cast.ayu.pk).update(wants_mail=False)
    run()
    assert "ayu@example.org" not in [message.to[0] for message in mail.outbox]
    assert Notice.objects.filter(user=cast.ayu).exists()


def test_mail_server_away_lets_the_job_try_later_and_sends_once(world, cast, monkeypatch):
    stage_due(-2)

    def away(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", away)
        run()
    assert set(Digest.objects.values_list("mail", flat=True)) == {"waiting"}
    jobs.Job.objects.filter(state="queued").update(run_after=timezone.now())
    jobs.drain()
    assert set(Digest.objects.values_list("mail", flat=True)) == {"sent"}
    assert len(mail.outbox) == Digest.objects.count()


def test_digest_killed_between_mark_and_mail_is_not_sent_twice(world, cast):
    stage_due(-2)
    run()
    mail.outbox.clear()
    Digest.objects.filter(user=cast.ayu).update(mail="sending")
    jobs.enqueue("delivery.mail_digests")
    jobs.drain()
    assert mail.outbox == []


def test_database_keeps_one_digest_a_person_a_day(world, cast):
    day = {"user": cast.ayu, "on": TODAY, "subject": "x", "body": "y"}
    row = Digest.objects.create(**day)
    assert str(row) == f"{cast.ayu.pk} 2026-11-24"
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(**day)
    with pytest.raises(IntegrityError, match="digest_mail_known"), transaction.atomic():
        Digest.objects.update(mail="x")


def test_digests_cost_the_same_for_one_and_for_many(world, cast, django_assert_max_num_queries):
    stage_due(-2)
    for number in range(12):
        milestone(world, cast, due_on=timezone.localdate(), title=f"T{number}")
    with django_assert_max_num_queries(14):
        assert digests()

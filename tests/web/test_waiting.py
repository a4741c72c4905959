"""Yang menunggu Anda: each person's own list over all rooms, by date, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sambung.needs import actions as needs
from sambung.needs.models import Need
from sambung.parties.models import Organisation
from sambung.partnerships.models import Partnership
from sambung.plans.models import Invitation, Run, Scenario
from sambung.web.pages.waiting import money, rows, words
from sambung.web.pages.waiting.row import Waiting
from tests.needs.world import draft, field_verified, ready, sent
from tests.partnerships.world import offer_of, opened

pytestmark = pytest.mark.db


def titles(cast, user):
    return [row.title for row in rows.waiting_for(cast.actor(user))]


def home_of(as_person, user):
    return as_person(user).get("/").content.decode()


def test_officer_sees_what_waits_at_the_desk_with_its_promised_date(cast, as_person):
    need = sent(cast)
    text = home_of(as_person, cast.ayu)
    assert "Yang menunggu Anda" in text
    assert f"Periksa usulan {need}" in text
    assert "jawaban dijanjikan" in text
    assert f"Periksa usulan {need}" not in home_of(as_person, cast.eka)


def test_late_and_today_have_filled_buttons_and_others_not(cast):
    today = date(2026, 11, 23)
    row = Waiting(None, "t", "c", "/", "v")
    wanted = [(-3, "late", True), (0, "due", True), (1, "info", False), (22, "info", False)]
    for days, kind, is_urgent in wanted:
        due = today + timedelta(days=days)
        drawn = words.drawn(Waiting(due, "t", "c", "/", "v"), today)
        assert (drawn.kind, drawn.is_urgent) == (kind, is_urgent)
    assert words.drawn(row, today).kind == "none"
    assert words.urgency(today - timedelta(days=3), today)[1] == "Terlambat 3 hari"
    assert words.urgency(today + timedelta(days=2), today)[1] == "Rabu"
    assert words.urgency(today + timedelta(days=8), today)[1] == "Pekan depan"


def test_rows_stand_by_date_and_those_without_come_last(cast):
    first, second = sent(cast), field_verified(cast)
    Need.objects.filter(pk=first.pk).update(answer_due_on=timezone.localdate() + timedelta(days=9))
    Need.objects.filter(pk=second.pk).update(state_since=timezone.now() - timedelta(days=40))
    found = rows.waiting_for(cast.actor(cast.ayu))
    assert [row.verb for row in found] == ["Susun", "Periksa"]
    assert words.lede(found, timezone.localdate()) == "1 terlambat, 1 sesudahnya."


def test_village_head_sees_returned_needs_with_their_reason_and_drafts(cast, as_person):
    need = sent(cast)
    needs.return_need(need=need, reason="Surat tanah belum ada", by=cast.actor(cast.ayu))
    half = draft(cast)
    text = home_of(as_person, cast.gani)
    assert "Perbaiki usulan" in text
    assert "Surat tanah belum ada" in text
    assert f"Lanjutkan usulan {half}" in text
    assert not any("Lanjutkan" in title for title in titles(cast, cast.ayu))


def test_company_sees_duties_to_answer_and_desk_those_to_fill(cast):
    partnership = opened(cast)
    assert any(title.startswith("Jawab 2 usulan peran") for title in titles(cast, cast.citra))
    assert any(title.startswith("Tetapkan 4 penanggung jawab") for title in titles(cast, cast.hana))
    assert not any(partnership.title in title for title in titles(cast, cast.eka))
    assert not any("Tetapkan" in title for title in titles(cast, cast.citra))


def test_closed_partnership_waits_for_nobody(cast):
    opened(cast)
    Partnership.objects.update(closed_at=timezone.now(), closing_reason="selesai")
    assert not any("peran" in title for title in titles(cast, cast.citra))


def test_person_with_nothing_to_do_is_told_so(cast, as_person):
    text = home_of(as_person, cast.budi)
    assert "Tidak ada yang menunggu Anda" in text
    assert "Kerjakan juga" in text


def test_visitor_gets_the_national_story_instead(client, cast):
    assert "Yang menunggu Anda" not in client.get("/").content.decode()


def test_home_costs_the_same_queries_with_more_rows(cast, as_person, django_assert_max_num_queries):
    client = as_person(cast.ayu)
    sent(cast)
    client.get("/")
    for _number in range(5):
        sent(cast)
    with django_assert_max_num_queries(25):
        client.get("/")


def invited(cast):
    """Return an invitation of the Pokja to the company, written straight into the tables."""
    package, now = ready(cast), timezone.now()
    scenario = Scenario.objects.create(
        owner=cast.pokja, region=cast.regions["63.11"], title="Uji", year=2027, created_by=cast.hana
    )
    run = Run.objects.create(scenario=scenario, number=1, requested_by=cast.hana, requested_at=now)
    return Invitation.objects.create(
        run=run,
        package=package,
        option=package.options.get(),
        offer=offer_of(cast.company),
        organisation=cast.company,
        amount_rp=1_000_000,
        answer_by=now + timedelta(days=30),
        sent_by=cast.hana,
        sent_for=cast.pokja,
        sent_at=now,
    )


def test_company_is_asked_to_answer_and_the_house_to_remind(cast):
    invitation = invited(cast)
    asked = [row for row in rows.waiting_for(cast.actor(cast.citra)) if "ajakan" in row.title]
    assert [row.verb for row in asked] == ["Jawab"]
    assert asked[0].url == invitation.get_absolute_url()
    Invitation.objects.update(answer_by=timezone.now() + timedelta(days=3))
    assert any(
        title == "Ingatkan 1 sumber yang belum menjawab" for title in titles(cast, cast.hana)
    )
    Invitation.objects.update(
        state="changed", answered_rp=1, answered_at=timezone.now(), reason="hanya sebagian"
    )
    row = next(row for row in rows.waiting_for(cast.actor(cast.hana)) if "usul" in row.title)
    assert row.context == "hanya sebagian"
    assert not any("usul PT" in title for title in titles(cast, cast.eka))


def test_window_closes_when_next_month_takes_nothing():
    today = date(2026, 11, 23)
    assert money.closes([10, 11], today)
    assert not money.closes([11, 12], today)
    assert not money.closes([], today)
    assert money.closes([12], date(2026, 12, 1))


def test_company_reads_the_shelf_of_its_region_never_zero_needs(cast, as_person):
    ready(cast)
    text = home_of(as_person, cast.citra)
    assert "1 kegiatan siap didukung." in text
    assert "usulan tercatat" not in text


def test_network_sees_counts_and_the_age_of_data(cast, as_person):
    Organisation.objects.filter(pk=cast.utility.pk).update(kind="jejaring", region=None)
    text = home_of(as_person, cast.budi)
    assert "Seluruh Indonesia" in text
    assert "data terbaru berumur" in text

"""Every step of an activity as its page: what it does, and that the outsider finds nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sambung.activities import actions, queries
from sambung.activities.actions import PhotosGiven
from sambung.activities.models import Activity
from sambung.core import tokens
from sambung.parties import actions as parties
from sambung.parties.models import OnBehalf
from tests.activities import world
from tests.needs.pages import picture

pytestmark = pytest.mark.db

STEPS = ["edit", "check", "hand-over", "stop", "remove", "link", "ask"]
POSTS = ["resume", "restore", "publish"]


def url_of(name, thing):
    return reverse(f"activities:{name}", args=[thing.pk])


def status_of(client, url):
    """Return the status of a file's answer, read to its end."""
    answer = client.get(url)
    assert answer.getvalue()
    return answer.status_code


def step(name, thing):
    return url_of(f"activity-{name}", thing)


@pytest.mark.parametrize("name", STEPS)
def test_step_opens_for_the_desk_and_never_for_the_outsider(cast, as_person, name):
    thing = world.recorded(cast)
    assert as_person(cast.ayu).get(step(name, thing)).status_code == 200
    assert as_person(cast.eka).get(step(name, thing)).status_code == 404
    assert as_person(cast.eka).post(step(name, thing), {}).status_code == 404
    assert Client().get(step(name, thing)).status_code == 302


@pytest.mark.parametrize("name", POSTS)
def test_step_without_words_takes_no_get_and_no_outsider(cast, as_person, name):
    thing = world.recorded(cast)
    assert as_person(cast.ayu).get(step(name, thing)).status_code == 405
    assert as_person(cast.eka).post(step(name, thing)).status_code == 404


def test_public_sees_a_published_one_and_changes_nothing(cast, as_person):
    thing = world.own(cast)
    actions.publish_activity(activity=thing, by=cast.actor(cast.citra))
    for name in [*STEPS, *POSTS]:
        assert as_person(cast.eka).post(step(name, thing), {}).status_code == 403


def test_edit_changes_and_waits_for_the_source(cast, as_person):
    thing = world.recorded(cast)
    client = as_person(cast.ayu)
    given = {"region": world.HAUWAI, "service": "water", "year": "2023", "title": "Sumur baru"}
    assert client.post(step("edit", thing), given | {"version": 1}).status_code == 302
    thing.refresh_from_db()
    assert (thing.title, thing.year, thing.organisation) == ("Sumur baru", 2023, cast.company)
    assert client.post(step("edit", thing), given | {"version": 1}).status_code == 409
    assert client.post(step("edit", thing), given | {"title": ""}).status_code == 422


def test_check_is_written_once_and_shown(cast, as_person):
    thing = world.own(cast)
    client = as_person(cast.gani)
    given = {
        "on": timezone.localdate().isoformat(),
        "works": "no",
        "is_used": "unknown",
        "note": "Pompa mati",
        "token": tokens.new_token(),
    }
    for _ in range(2):
        page = client.post(step("check", thing), given | {"photos": [picture()]}, follow=True)
    text = page.content.decode()
    assert "tidak berfungsi" in text
    assert "Pompa mati" in text
    assert thing.checks.count() == 1
    wrong = client.post(step("check", thing), given | {"on": "2099-01-01"})
    assert wrong.status_code == 422


def test_photos_are_added_served_and_removed(cast, as_person):
    thing = world.own(cast)
    client = as_person(cast.ayu)
    add = url_of("photo-add", thing)
    assert client.get(add).status_code == 200
    assert client.post(add, {}).status_code == 422
    client.post(add, {"photos": [picture()], "caption": "Bak"})
    photo = thing.photos.get()
    assert status_of(client, url_of("activity-photo", photo)) == 200
    assert as_person(cast.eka).get(url_of("activity-photo", photo)).status_code == 404
    assert as_person(cast.eka).post(url_of("photo-remove", photo)).status_code == 404
    assert as_person(cast.gani).post(url_of("photo-remove", photo)).status_code == 403
    assert client.post(url_of("photo-remove", photo)).status_code == 302
    assert not thing.photos.exists()


def test_public_photo_needs_consent(cast):
    thing, by = world.own(cast), cast.actor(cast.citra)
    shown, hidden = actions.add_photos(
        activity=thing, photos=PhotosGiven([picture(), picture()]), by=by
    )
    actions.publish_activity(activity=thing, by=by)
    thing.photos.filter(pk=shown.pk).update(consent_by="Kepala desa")
    assert status_of(Client(), url_of("activity-photo", shown)) == 200
    assert Client().get(url_of("activity-photo", hidden)).status_code == 404


def test_handover_is_written(cast, as_person):
    thing = world.own(cast)
    given = {"version": 1, "number": "12/BAST", "on": "2025-01-02", "file": picture()}
    page = as_person(cast.ayu).post(step("hand-over", thing), given, follow=True)
    assert "12/BAST" in page.content.decode()
    wrong = as_person(cast.ayu).post(step("hand-over", thing), {"on": "2099-01-02"})
    assert wrong.status_code == 422


def test_stop_resume_remove_and_restore(cast, as_person):
    thing = world.recorded(cast)
    client = as_person(cast.ayu)
    assert client.post(step("stop", thing), {"reason": ""}).status_code == 422
    stopped = client.post(step("stop", thing), {"reason": "Hujan terus"}, follow=True)
    assert "Hujan terus" in stopped.content.decode()
    client.post(step("resume", thing), {"version": 2})
    removed = client.post(step("remove", thing), {"reason": "Dobel", "version": 3}, follow=True)
    assert "Dobel" in removed.content.decode()
    assert client.post(step("restore", thing), {"version": 1}).status_code == 409
    client.post(step("restore", thing))
    thing.refresh_from_db()
    assert (thing.state, thing.removed_at) == ("running", None)


def test_ask_leads_to_the_link_and_the_source_agrees_in_public(cast, as_person):
    thing = world.recorded(cast)
    asked = as_person(cast.ayu).post(step("ask", thing), {"to_publish": "on"})
    record = queries.record_of(thing)
    assert asked.url == reverse("parties:on-behalf", args=[record.pk])
    parties.confirm_on_behalf(on_behalf=record, by=cast.actor(cast.citra))
    as_person(cast.ayu).post(step("publish", thing))
    assert Activity.objects.get().published_at is not None
    as_person(cast.citra).post(step("publish", thing), {"terbit": "tidak"})
    assert Activity.objects.get().published_at is None


def test_ask_without_a_record_needs_a_ground(cast, as_person):
    thing = world.recorded(cast)
    OnBehalf.objects.all().delete()
    client = as_person(cast.ayu)
    assert client.post(step("ask", thing), {}).status_code == 422
    assert client.post(step("ask", thing), {"ground": "call"}).status_code == 302


def test_ask_of_the_sources_own_report_tells_it(cast, as_person):
    thing = world.own(cast)
    asked = as_person(cast.ayu).post(step("ask", thing), {"to_publish": "on"}, follow=True)
    assert "belum dijawab" in asked.content.decode()


def test_link_ties_to_a_partnership_of_the_place(cast, as_person):
    thing, partnership = world.own(cast), world.partnership(cast)
    given = {"version": 1, "partnership": partnership.pk, "package": ""}
    page = as_person(cast.ayu).post(step("link", thing), given, follow=True)
    assert partnership.get_absolute_url() in page.content.decode()
    assert as_person(cast.ayu).post(step("link", thing), {"package": "999"}).status_code == 422

"""A company without an account reports what it did, with a photo, and sees only its own."""

import pytest

from sambung.activities import actions
from sambung.activities.actions import ActivityFacts
from sambung.activities.models import Activity
from sambung.activities.queries import visible_to
from sambung.parties.actions import GroundGiven
from tests.needs.pages import picture
from tests.parties import world

pytestmark = pytest.mark.db
NEW = "/tamu/realisasi/baru/"


@pytest.fixture(autouse=True)
def files_here(settings, tmp_path):
    """Keep what is uploaded in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path


def typed(**changes):
    """Return a valid form."""
    values = {"title": "Sumur bor RT 3", "place": "Hauwai", "service": "water", "year": "2025"}
    return values | {"state": "built", "amount_rp": "1,25 miliar", "token": "t1"} | changes


def recorded(cast, organisation):
    """Return Ayu's record of an activity atas nama an organisation."""
    return actions.record_activity(
        organisation=organisation,
        region=cast.regions["63.11"],
        facts=ActivityFacts(service="water", title="Perpipaan", year=2024),
        ground=GroundGiven("letter", "Laporan 2024"),
        by=cast.actor(cast.ayu, cast.bappeda),
    )


def test_company_reports_with_a_photo_as_its_own_word(cast, company):
    answer = company.post(NEW, typed(photos=[picture()], photo_consent="on"), follow=True)
    thing = Activity.objects.get()
    assert answer.redirect_chain[-1][0] == f"/tamu/realisasi/{thing.pk}/"
    assert (thing.organisation, thing.recorded_in, thing.created_by) == (
        *(cast.company, cast.company),
        None,
    )
    assert thing.reported_at
    assert thing.amount_rp == 1_250_000_000
    photo = thing.photos.get()
    served = company.get(f"/tamu/realisasi/foto/{photo.pk}/")
    assert b"".join(served.streaming_content).startswith(b"\xff\xd8\xff")
    assert thing in visible_to(cast.actor(cast.ayu))
    assert thing not in visible_to(cast.actor(cast.eka))
    assert "sendiri pada" in answer.content.decode()


def test_company_that_sends_twice_reports_once(company):
    first, second = company.post(NEW, typed()), company.post(NEW, typed())
    assert (first.url, Activity.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"place": "Antahberantah"}, "tidak ditemukan"),
        ({"people": "3", "households": "9"}, "tidak mungkin kurang dari"),
        ({"year": "3000"}, "3000"),
    ],
    ids=["no-such-place", "fewer-people-than-kk", "year"],
)
def test_company_is_told_what_is_wrong_and_keeps_what_it_typed(company, changes, word):
    answer = company.post(NEW, typed(**changes))
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert "Sumur bor RT 3" in answer.content.decode()
    assert not Activity.objects.exists()


def test_company_confirms_what_was_recorded_and_not_anothers(cast, company):
    mine, other = recorded(cast, cast.company), recorded(cast, world.organisation(cast))
    page = company.get(f"/tamu/realisasi/{mine.pk}/").content.decode()
    assert "Benarkan atau koreksi" in page
    assert company.get(f"/tamu/realisasi/{other.pk}/").status_code == 404
    assert "Benarkan kegiatan: Perpipaan" in company.get("/tamu/").content.decode()


def test_village_that_reports_as_a_company_is_refused(village):
    assert village.get(NEW).status_code == 403
    assert village.post(NEW, typed()).status_code == 403
    assert not Activity.objects.exists()

"""The whole proposal on one page: sent once, conflicts shown with both texts, outsiders refused."""

import pytest

from sambung.needs import actions
from sambung.needs.models import Need, NeedState
from tests.needs import world
from tests.needs.pages import address, picture

pytestmark = pytest.mark.db
KEY = "0b6e8f00-0000-4000-8000-000000000001"


def typed(cast, **changes):
    """Return a whole proposal as it is typed, with changes."""
    given = {
        "proposer": cast.village.pk,
        "origin_key": KEY,
        "village": "63.11.02.2001",
        "hamlet": "RT 03",
        "service": "water",
        "problem": "Air sungai keruh",
        "source_now": "river",
        "households": "142",
        "people": "497",
        "has_cash": "on",
        "cash_per_household_rp": "75.000",
        "lat": "-2,2405",
        "lon": "115.66",
    }
    return given | changes


def post(client, data, name="need-whole-new", *args, **headers):
    return client.post(address(name, *args), data, headers=headers)


def test_whole_proposal_with_two_photos_is_sent_in_one_post(cast, as_person):
    client = as_person(cast.gani)
    page = client.get(address("need-whole-new"))
    assert page.status_code == 200
    assert 'value="63.11.02.2001" selected' in page.content.decode()
    photos = [picture("a.jpg"), picture("b.jpg", (61, 40))]
    answer = post(client, typed(cast, photos=photos))
    need = Need.objects.get()
    assert answer.url == address("need-sent", need.pk)
    assert need.state == NeedState.SENT
    assert (need.people, need.hamlet, need.cash_per_household_rp) == (497, "RT 03", 75_000)
    assert (need.origin_key, need.photos.count()) == (KEY, 2)


def test_same_key_and_content_again_leads_to_the_same_need(cast, as_person):
    client = as_person(cast.gani)
    answers = [post(client, typed(cast, photos=[picture()])).url for _time in range(3)]
    need = Need.objects.get()
    assert answers == [address("need-sent", need.pk)] * 3
    assert need.photos.count() == 1


def test_same_key_with_other_content_shows_both_texts_and_changes_nothing(cast, as_person):
    client = as_person(cast.gani)
    post(client, typed(cast))
    page = post(client, typed(cast, problem="Pipa bocor"))
    assert page.status_code == 409
    assert "Air sungai keruh" in page.content.decode()
    told = post(client, typed(cast, problem="Pipa bocor"), **{"X-Outbox": "1"})
    assert told.status_code == 409
    assert [(row["mine"], row["theirs"]) for row in told.json()["rows"]] == [
        ("Pipa bocor", "Air sungai keruh")
    ]
    assert told.json()["version"] is None
    assert Need.objects.get().problem == "Air sungai keruh"


def test_draft_saved_elsewhere_meanwhile_is_a_conflict_then_sent_from_the_new_version(
    cast, as_person
):
    need = world.draft(cast)
    client = as_person(cast.gani)
    assert client.get(address("need-whole", need.pk)).status_code == 200
    seen = need.version
    gani = cast.actor(cast.gani)
    actions.save_screen(
        need=need, screen=2, values={"problem": "Ditulis di kantor"}, version=seen, by=gani
    )
    mine = typed(cast, version=seen, problem="Ditulis di ponsel")
    told = post(client, mine, "need-whole", need.pk, **{"X-Outbox": "1"}).json()
    assert ("Ditulis di ponsel", "Ditulis di kantor") in [
        (row["mine"], row["theirs"]) for row in told["rows"]
    ]
    need.refresh_from_db()
    assert (need.state, need.problem) == (NeedState.DRAFT, "Ditulis di kantor")
    again = mine | {"version": told["version"]}
    for _time in range(2):
        sent = post(client, again, "need-whole", need.pk)
        assert sent.url == address("need-sent", need.pk)
    need.refresh_from_db()
    assert (need.state, need.problem) == (NeedState.SENT, "Ditulis di ponsel")


def test_returned_need_is_sent_again_from_one_page(cast, as_person):
    need = world.sent(cast)
    actions.return_need(need=need, reason="Kurang foto", by=cast.actor(cast.ayu))
    client = as_person(cast.gani)
    assert "Kurang foto" in client.get(address("need-whole", need.pk)).content.decode()
    mine = typed(cast, version=need.version, photos=[picture()])
    assert post(client, mine, "need-whole", need.pk).status_code == 302
    need.refresh_from_db()
    assert need.state == NeedState.SENT
    late = post(client, mine | {"problem": "lain", "photos": []}, "need-whole", need.pk)
    assert late.status_code == 403


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"village": ""}, "Pilih desanya."),
        ({"village": "63.09.01.2001"}, "Desa ini tidak dapat dipilih."),
        ({"problem": ""}, "Ceritakan masalahnya"),
        ({"people": "12"}, "tidak mungkin kurang dari"),
        ({"lat": "-6.2", "lon": "106.8"}, "km dari Desa Hauwai"),
        ({"origin_key": "x"}, "Kunci isian ini rusak"),
        ({"proposer": "0"}, "Pilih salah satu dari daftar."),
    ],
    ids=["no-village", "far-village", "no-problem", "few-people", "far-point", "key", "proposer"],
)
def test_wrong_answers_are_told_and_nothing_is_written(cast, as_person, wrong, words):
    client = as_person(cast.gani)
    page = post(client, typed(cast, **wrong))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Need.objects.exists()
    assert post(client, typed(cast)).status_code == 302


def test_more_files_than_are_kept_are_refused_with_the_number(cast, as_person):
    photos = [picture(f"{n}.jpg", (60 + n, 40)) for n in range(9)]
    page = post(as_person(cast.gani), typed(cast, photos=photos))
    assert page.status_code == 422
    assert "Paling banyak 8 berkas" in page.content.decode()


def test_officer_writes_for_a_village_only_with_the_ground(cast, as_person):
    client = as_person(cast.ayu)
    page = client.get(address("need-whole-new")).content.decode()
    assert "Kecamatan Awayan" in page  # the whole kabupaten is kept
    assert "Bangkiling" not in page
    assert post(client, typed(cast)).status_code == 422
    assert post(client, typed(cast, ground="letter")).status_code == 302


def test_outsider_and_visitor_get_nowhere(cast, as_person, client):
    need = world.draft(cast)
    eka = as_person(cast.eka)
    assert eka.get(address("need-whole", need.pk)).status_code == 404
    assert post(eka, typed(cast), "need-whole", need.pk).status_code == 404
    assert post(eka, typed(cast)).status_code == 422
    assert as_person(cast.citra).get(address("need-whole-new")).status_code == 403
    assert client.get(address("need-whole-new")).status_code == 302

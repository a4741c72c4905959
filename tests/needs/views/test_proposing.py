"""A proposal as a village head walks it, and what the screens refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.needs import actions
from sambung.needs.models import Need, NeedState
from tests.needs import world
from tests.needs.pages import address, picture, post_screen

pytestmark = pytest.mark.db


def test_proposal_five_screens_then_sent_shows_number_and_promise(cast, as_person):
    client = as_person(cast.gani)
    page = client.get(address("need-new"))
    assert page.status_code == 200
    token = page.context["form"].initial["token"]
    began = client.post(address("need-new"), {"proposer": cast.village.pk, "token": token})
    need = Need.objects.get()
    assert began.url == address("need-screen", need.pk, 1)
    for n in range(1, 6):
        assert client.get(address("need-screen", need.pk, n)).status_code == 200
    assert post_screen(client, need, 1, village="63.11.02.2001", hamlet="Dusun Hulu").url == (
        address("need-screen", need.pk, 2)
    )
    post_screen(client, need, 2, service="water", problem="Air sungai keruh", source_now="river")
    post_screen(client, need, 3, households="142", people="497", counted_by="kader")
    post_screen(client, need, 4, has_cash="on", cash_per_household_rp="75.000")
    last = post_screen(client, need, 5, lat="-2,2405", lon="115.66", photos=[picture()])
    assert last.url == address("need-send", need.pk)
    review = client.get(last.url)
    assert "Kirim usulan" in review.content.decode()
    need.refresh_from_db()
    sent = client.post(last.url, {"version": need.version})
    assert sent.url == address("need-sent", need.pk)
    told = client.get(sent.url).content.decode()
    assert f"Nomor usulan Anda {need.pk}" in told
    need.refresh_from_db()
    assert need.state == NeedState.SENT
    assert (need.people, need.cash_per_household_rp, need.lat) == (497, 75_000, -2.2405)
    assert need.photos.count() == 1
    assert client.get(address("need", need.pk)).status_code == 200


def test_start_form_sent_twice_opens_one_draft(cast, as_person):
    client = as_person(cast.gani)
    token = client.get(address("need-new")).context["form"].initial["token"]
    data = {"proposer": cast.village.pk, "token": token}
    client.post(address("need-new"), data)
    again = client.post(address("need-new"), data)
    assert again.status_code == 409
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    ("n", "typed", "words"),
    [
        (1, {"village": ""}, "Cari lalu pilih desanya."),
        (1, {"village": "63.11.2.2001"}, "Desa ini tidak dapat dipilih"),
        (2, {"service": "", "problem": ""}, "Pilih satu layanan."),
        (3, {"households": "142", "people": "100"}, "tidak mungkin kurang dari"),
        (3, {"households": "-5", "people": "100"}, "tidak boleh kurang dari nol"),
        (3, {"households": "seratus", "people": "100"}, "Tulis angka bulat"),
        (3, {"households": "10", "people": "9999999999"}, "Paling banyak"),
        (4, {"has_cash": "on", "cash_per_household_rp": "banyak"}, "belum terbaca"),
        (4, {"has_cash": "on", "cash_per_household_rp": "99999999999999999"}, "Paling banyak"),
        (5, {"lat": "-2.24", "lon": ""}, "Isi lintang dan bujur keduanya"),
        (5, {"lat": "-6.2", "lon": "106.8"}, "km dari Desa Hauwai"),
    ],
)
def test_screen_with_wrong_input_keeps_it_and_writes_nothing(cast, as_person, n, typed, words):
    need = world.draft(cast)
    version = need.version
    answer = post_screen(as_person(cast.gani), need, n, **typed)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert words in body
    for name, value in typed.items():
        assert name == "village" or value in body  # a radio cannot show what it does not offer
    need.refresh_from_db()
    assert need.version == version


def test_screen_above_the_village_profile_is_refused(cast, as_person):
    need = world.draft(cast)
    world.profile(cast, 450)
    answer = post_screen(as_person(cast.gani), need, 3, households="142", people="497")
    assert answer.status_code == 422
    assert "Profil desa mencatat 450 jiwa" in answer.content.decode()


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("foto.jpg", b"<html><script>1</script>", "image/jpeg"), "bukan foto"),
        (SimpleUploadedFile("besar.jpg", b"\xff\xd8\xff" + b"0" * 11_000_000), "paling besar"),
    ],
)
def test_screen_five_with_a_bad_file_keeps_nothing(cast, as_person, upload, words):
    need = world.draft(cast)
    answer = post_screen(as_person(cast.gani), need, 5, photos=[upload])
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert need.photos.count() == 0


def test_screen_saved_elsewhere_meanwhile_keeps_what_was_typed(cast, as_person):
    need = world.draft(cast)
    old = need.version
    world_values = {"people": 300, "households": 90, "counted_by": "kader"}
    actions.save_screen(
        need=need, screen=3, values=world_values, version=old, by=cast.actor(cast.gani)
    )
    data = {"version": old, "aksi": "lanjut", "households": "142", "people": "497"}
    answer = as_person(cast.gani).post(address("need-screen", need.pk, 3), data)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "497" in body
    assert "disimpan dari tempat lain" in body
    need.refresh_from_db()
    assert need.people == 300


def test_autosave_keeps_half_a_screen_and_returns_the_version(cast, as_person):
    need = world.draft(cast)
    data = {"version": need.version, "service": "water", "problem": ""}
    answer = as_person(cast.gani).post(address("need-autosave", need.pk, 2), data)
    assert answer.status_code == 200
    need.refresh_from_db()
    assert answer.json()["version"] == need.version
    assert need.problem == ""


def test_village_search_without_script_and_with_it_finds_only_the_own_region(cast, as_person):
    ayu = cast.actor(cast.ayu)
    need = actions.start_need(proposer=cast.facilitators, by=ayu)
    client = as_person(cast.ayu)
    data = {"version": need.version, "aksi": "cari", "cari": "uren"}
    page = client.post(address("need-screen", need.pk, 1), data)
    assert page.status_code == 200
    assert "Desa Uren" in page.content.decode()
    part = client.get(address("village-search", need.pk), {"cari": "bangkiling"})
    assert "Desa Bangkiling" not in part.content.decode()
    assert "Tidak ada desa bernama" in part.content.decode()


def test_send_with_something_missing_is_refused_and_says_what(cast, as_person):
    gani = cast.actor(cast.gani)
    need = actions.start_need(proposer=cast.village, village=cast.village.region, by=gani)
    client = as_person(cast.gani)
    page = client.get(address("need-send", need.pk))
    assert "Berapa keluarga (KK)" in page.content.decode()
    answer = client.post(address("need-send", need.pk), {"version": need.version})
    assert answer.status_code == 403
    need.refresh_from_db()
    assert need.state == NeedState.DRAFT


def test_duplicates_are_shown_before_sending(cast, as_person):
    first = world.sent(cast)
    second = world.draft(cast)
    page = as_person(cast.gani).get(address("need-send", second.pk))
    assert page.context["duplicates"] == [first]
    assert "Mungkin sudah diusulkan" in page.content.decode()


def test_officer_recording_for_a_village_must_give_the_ground(cast, as_person):
    ayu = cast.actor(cast.ayu)
    need = actions.start_need(proposer=cast.village, village=cast.village.region, by=ayu)
    for screen, values in world.FACTS.items():
        actions.save_screen(need=need, screen=screen, values=values, version=need.version, by=ayu)
    client = as_person(cast.ayu)
    without = client.post(address("need-send", need.pk), {"version": need.version})
    assert without.status_code == 422
    data = {"version": need.version, "ground": "letter", "ground_note": "141/2026"}
    assert client.post(address("need-send", need.pk), data).status_code == 302
    assert "atas nama, belum dibenarkan" in client.get(address("need", need.pk)).content.decode()
    # and she, who wrote it, does not verify it herself
    assert client.get(address("need-verify-desk", need.pk)).status_code == 403

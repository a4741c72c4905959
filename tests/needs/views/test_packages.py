"""Packages: their page, the editor, interest, weights."""

import pytest
from django.test import Client

from sambung.needs.models import NeedState
from tests.needs import world
from tests.needs.pages import address

pytestmark = pytest.mark.db


def option_data(package, **changes):
    return {
        "version": package.version,
        "kind": "extension",
        "title": "Perluasan",
        "people_served": "400",
        "expected_years": "12,5",
        "years_basis": "catatan pengelola",
        "community_percent": "20",
        "price_year": "2026",
        "rab-TOTAL_FORMS": "2",
        "rab-INITIAL_FORMS": "0",
        "rab-0-item": "Pipa HDPE",
        "rab-0-volume": "10,5",
        "rab-0-unit": "m",
        "rab-0-unit_price_rp": "1.000.001",
    } | changes


def test_option_editor_saves_lines_and_computes_totals(cast, as_person):
    package = world.ready(cast)
    option = package.options.get()
    client = as_person(cast.ayu)
    done = client.post(address("option-edit", option.pk), option_data(package))
    assert done.url == address("package-edit", package.pk)
    option.refresh_from_db()
    assert option.total_rp == 10_500_011  # 10.5 x 1,000,001 = 10,500,010.5, half up
    assert option.community_rp == 2_100_002  # 20% rounded down
    assert option.need_rp == 8_400_009


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people_served": "498"}, "Usulan mencatat 497 jiwa"),
        ({"people_served": "0"}, "Paling sedikit 1"),
        ({"expected_years": "-3"}, "Tulis angka di atas nol"),
        ({"expected_years": "500"}, "Tulis angka di atas nol"),
        ({"rab-0-volume": "-1"}, "Tulis angka di atas nol"),
        ({"rab-0-unit_price_rp": "-1000"}, "tidak boleh kurang dari nol"),
        ({"rab-0-unit_price_rp": "1e99"}, "belum terbaca"),
        ({"rab-0-item": ""}, "Isi uraian."),
        ({"rab-0-item": "", "rab-0-volume": "", "rab-0-unit": "", "rab-0-unit_price_rp": ""},
         "Isi sedikitnya satu baris biaya."),
    ],
)  # fmt: skip
def test_option_editor_refuses_what_cannot_be(cast, as_person, changes, words):
    package = world.ready(cast)
    option = package.options.get()
    before = option.total_rp
    answer = as_person(cast.ayu).post(
        address("option-edit", option.pk), option_data(package, **changes)
    )
    assert answer.status_code in {200, 422}
    assert words in answer.content.decode()
    option.refresh_from_db()
    assert option.total_rp == before


def test_option_serving_more_than_the_village_profile_is_refused(cast, as_person):
    package = world.ready(cast)
    world.profile(cast, 420)
    option = package.options.get()
    answer = as_person(cast.ayu).post(
        address("option-edit", option.pk), option_data(package, people_served="430")
    )
    assert "Profil desa mencatat 420 jiwa" in answer.content.decode()


def test_option_editor_adds_lines_without_script_and_keeps_what_was_typed(cast, as_person):
    package = world.ready(cast)
    option = package.options.get()
    page = as_person(cast.ayu).post(
        address("option-edit", option.pk), option_data(package, tambah="1")
    )
    body = page.content.decode()
    assert "rab-4-item" in body
    assert "Pipa HDPE" in body


def test_options_added_and_removed_between_one_and_five(cast, as_person):
    package = world.ready(cast)
    client = as_person(cast.ayu)
    for kind in ["extension", "optimisation", "house_connections", "institution"]:
        client.post(address("option-new", package.pk), {"kind": kind})
    assert package.options.count() == 5
    refused = client.post(address("option-new", package.pk), {"kind": "behaviour"})
    assert refused.status_code == 403
    client.post(address("option-remove", package.options.last().pk))
    assert package.options.count() == 4


def test_package_page_shows_parts_of_priority_and_options_to_a_visitor(cast):
    package = world.ready(cast)
    body = Client().get(address("package", package.pk)).content.decode()
    for words in ["Kesenjangan", "Lama menunggu", "Rp453.500.000", "wa.me", "belum diverifikasi"]:
        assert words in body
    for private in ["Gani", "Ayu", "Nyatakan minat"]:
        assert private not in body
    assert Client().get(address("package-sheet", package.pk)).status_code == 200


def test_interest_is_seen_by_the_desk_and_the_company_alone(cast, as_person):
    package = world.ready(cast)
    citra = as_person(cast.citra)
    assert citra.get(address("package-interest", package.pk)).status_code == 200
    data = {"organisation": cast.company.pk, "note": "Ring 1"}
    assert citra.post(address("package-interest", package.pk), data).status_code == 302
    for person, sees in [(cast.citra, True), (cast.ayu, True), (cast.eka, False)]:
        body = as_person(person).get(address("package", package.pk)).content.decode()
        assert ("Ring 1" in body) is sees
    interest = package.interests.get()
    assert (
        as_person(cast.eka).post(address("interest-withdraw", package.pk, interest.pk)).status_code
        == 404
    )
    citra.post(address("interest-withdraw", package.pk, interest.pk))
    interest.refresh_from_db()
    assert interest.withdrawn_at is not None


def test_desk_notes_interest_atas_nama_on_a_ground(cast, as_person):
    package = world.ready(cast)
    client = as_person(cast.ayu)
    url = address("package-interest", package.pk)
    assert client.get(url).status_code == 200
    data = {"organisation": cast.company.pk, "note": "Ring 1"}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"ground": "call"}).status_code == 302
    assert package.interests.get().organisation == cast.company
    assert as_person(cast.eka).get(url).status_code == 403
    assert as_person(cast.gani).get(url).status_code == 403


def test_withdrawn_package_leaves_the_shelf_and_its_need_stays_verified(cast, as_person):
    package = world.ready(cast)
    client = as_person(cast.ayu)
    assert client.get(address("package-withdraw", package.pk)).status_code == 200
    data = {"version": package.version, "reason": "RAB diperbarui"}
    client.post(address("package-withdraw", package.pk), data)
    assert Client().get(address("package", package.pk)).status_code == 404
    package.need.refresh_from_db()
    assert package.need.state == NeedState.FIELD_VERIFIED
    client.post(address("package-new", package.need_id))
    package.refresh_from_db()
    assert package.state == "draft"


def test_weights_page_shows_all_and_lets_the_desk_change_them(cast, as_person):
    package = world.ready(cast)
    url = address("weights", "63.11")
    assert Client().get(url).status_code == 200
    client = as_person(cast.ayu)
    data = {"gap": "50", "poverty": "20", "readiness": "10", "service_now": "10", "waiting": "10"}
    wrong = client.post(url, data | {"waiting": "30", "reason": "x"})
    assert wrong.status_code == 422
    assert "sekarang 120" in wrong.content.decode()
    before = package.priority
    assert client.post(url, data | {"reason": "Rapat Pokja"}).status_code == 302
    package.refresh_from_db()
    assert package.priority != before
    assert "Rapat Pokja" in Client().get(url).content.decode()
    assert as_person(cast.eka).post(url, data | {"reason": "x"}).status_code == 403

"""The pages of facilities, and that the outsider finds none of them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sambung.core import tokens
from sambung.facilities import actions, queries
from sambung.facilities.forms import read_value
from sambung.facilities.models import Facility, WaterTest
from tests.facilities import world
from tests.needs.pages import picture

pytestmark = pytest.mark.db
TODAY = timezone.localdate
ON_FACILITY = ["edit", "register"]


def url(name, *args):
    return reverse(f"facilities:{name}", args=args)


def pages_of(facility):
    """Return every page of a facility that only its own people open."""
    check = facility.checks.filter(done_on=None).first()
    test = facility.water_tests.first()
    return [
        url("facility", facility.pk),
        url("facility-edit", facility.pk),
        url("facility-register", facility.pk),
        url("water-test-new", facility.pk),
        url("check-add", facility.pk),
        url("check-done", check.pk),
        url("check-reassign", check.pk),
        url("water-test-withdraw", test.pk),
    ]


def test_pages_open_for_the_desk_and_never_for_the_outsider(cast, as_person):
    facility = world.opened(cast)
    world.tested(cast, facility, iron="0.1")
    for page in pages_of(facility):
        assert as_person(cast.ayu).get(page).status_code == 200, page
        assert as_person(cast.eka).get(page).status_code == 404, page
        assert as_person(cast.eka).post(page, {}).status_code in {404, 405}, page
        assert Client().get(page).status_code in {302, 404}, page


def test_files_are_opened_by_its_people_alone_also_when_published(cast, as_person):
    facility = world.opened(cast)
    test = world.tested(cast, facility, iron="0.1")
    check = facility.checks.filter(kind="function").first()
    client = as_person(cast.budi)
    given = {"on": TODAY().isoformat(), "is_good": "yes", "file": picture()}
    assert client.post(url("check-done", check.pk), given).status_code == 302
    actions.follow_publishing(origin=facility.origin, is_published=True)
    assert client.get(url("check-file", check.pk)).getvalue()
    for page in (url("check-file", check.pk), url("water-test-file", test.pk)):
        assert as_person(cast.eka).get(page).status_code == 404
        assert Client().get(page).status_code == 404
    assert client.get(url("water-test-file", test.pk)).status_code == 404


def test_public_reads_a_published_facility_without_acts_and_withdrawn_tests(cast):
    facility = world.opened(cast)
    assert Client().get(url("facility", facility.pk)).status_code == 404
    test = world.tested(cast, facility, iron="0.1")
    actions.withdraw_water_test(test=test, reason="tertukar", by=cast.actor(cast.gani))
    actions.follow_publishing(origin=facility.origin, is_published=True)
    text = Client().get(url("facility", facility.pk)).content.decode()
    assert "SPAM Hauwai" in text
    assert "tertukar" not in text
    assert "Alihkan" not in text


def test_water_is_typed_as_on_the_sheet_and_judged(cast, as_person):
    facility, table = world.opened(cast), world.limits()
    client, page = as_person(cast.gani), url("water-test-new", facility.pk)
    box = {key: f"r{row.pk}" for key, row in table.items()}
    given = {
        "sampled_on": TODAY().isoformat(),
        "laboratory": "Labkesda",
        "token": tokens.new_token(),
        box["iron"]: "0,05",
        box["e_coli"]: "tidak terdeteksi",
        box["lead"]: "<0,005",
        box["odour"]: "no",
        box["nitrate"]: "2",
        f"n{table['nitrate'].pk}": "n",
        "file": SimpleUploadedFile("lab.pdf", b"%PDF-1.4\n"),
    }
    assert client.post(page, given).status_code == 302
    test = WaterTest.objects.get()
    nitrate = test.results.get(limit=table["nitrate"])
    assert (float(nitrate.value), nitrate.was_as_nitrogen) == (8.86, True)
    (row,) = queries.tests_of(facility, TODAY())
    assert row.words == "belum lengkap (5/18)"
    text = client.get(facility.get_absolute_url()).content.decode()
    assert "belum lengkap (5/18)" in text
    assert "sumber sekunder" in text
    assert client.get(url("water-test-file", test.pk)).getvalue()
    again = client.post(page, given | {"file": ""})  # sent again: once
    assert (again.status_code, WaterTest.objects.count()) == (409, 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"iron": "1.250"}, "dapat dibaca dua cara"),
        ({"iron": "sedikit"}, "seperti di lembar uji"),
        ({}, "satu hasil"),
        ({"iron": "1", "sampled_on": "2999-01-01"}, "belum terjadi"),
    ],
)
def test_water_that_cannot_be_read_comes_back_as_typed(cast, as_person, changes, words):
    facility, table = world.opened(cast), world.limits()
    given = {"sampled_on": TODAY().isoformat()} | {
        f"r{table[key].pk}" if key in table else key: value for key, value in changes.items()
    }
    page = as_person(cast.gani).post(url("water-test-new", facility.pk), given)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert changes.get("iron", "") in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "value", "is_below"),
    [
        ("0.005", "0.005", False),
        ("0,005", "0.005", False),
        ("1,250", "1.250", False),
        ("1250", "1250", False),
        ("< 0,01", "0.01", True),
        ("≤0.01", "0.01", True),
        ("TTD", None, True),
    ],
)
def test_value_is_read_as_a_laboratory_writes_it(typed, value, is_below):
    read = read_value(typed)
    assert (read.value is None if value is None else str(read.value) == value, read.is_below) == (
        True,
        is_below,
    )


@pytest.mark.parametrize("typed", ["1.250", "-1", "1e3", "٣", "<", "1,23456", "0,,1"])
def test_value_that_can_be_misread_is_refused(typed):
    with pytest.raises(ValidationError):
        read_value(typed)


def test_hygiene_and_old_tables_show_only_their_parameters(cast, as_person):
    facility = world.opened(cast)
    world.limits()
    client, page = as_person(cast.gani), url("water-test-new", facility.pk)
    text = client.get(page, {"tabel": "Permenkes 2/2023|higiene"}).content.decode()
    assert "besi" in text and "timbal" not in text
    old = client.get(page, {"tabel": "Permenkes 492/2010|minum"}).content.decode()
    assert "sudah diganti Permenkes 2/2023" in old
    assert client.get(page, {"tabel": "\0x"}).status_code == 200


def test_edit_register_and_reassign_keep_what_was_typed(cast, as_person):
    facility = world.opened(cast)
    client = as_person(cast.gani)
    page = url("facility-edit", facility.pk)
    given = {"name": "SPAM Baru", "latitude": "-2,24", "version": facility.version}
    half = client.post(page, given)
    assert half.status_code == 422
    assert "kosongkan keduanya" in half.content.decode()
    assert client.post(page, given | {"longitude": "115,66"}).status_code == 302
    facility.refresh_from_db()
    assert (facility.name, facility.latitude, facility.is_chlorinated) == ("SPAM Baru", -2.24, None)
    assert 'value="-2,24"' in client.get(page).content.decode()
    assert client.post(page, given | {"longitude": "200"}).status_code == 422
    assert client.post(page, given | {"longitude": "115,66", "version": 1}).status_code == 409
    register = url("facility-register", facility.pk)
    assert client.post(register, {"number": "02.03.01"}).status_code == 302
    check = facility.checks.filter(organisation=None).first()
    again = url("check-reassign", check.pk)
    given = {"organisation": cast.village.pk, "due_on": check.due_on.isoformat()}
    assert client.post(again, given).status_code == 422
    assert client.post(again, given | {"reason": "mundur"}).status_code == 302
    check.refresh_from_db()
    assert check.organisation == cast.village


def test_check_is_added_done_and_refused_with_words(cast, as_person):
    facility = world.opened(cast)
    client, page = as_person(cast.gani), url("check-add", facility.pk)
    given = {"kind": "water", "due_on": TODAY().isoformat()}
    assert client.post(page, given).status_code == 302
    assert client.post(page, given).status_code == 422
    check = facility.checks.get(due_on=TODAY())
    done = url("check-done", check.pk)
    answer = client.post(done, {"on": TODAY().isoformat(), "is_good": "no"})
    assert (answer.status_code, "tidak baik" in answer.content.decode()) == (422, True)
    late = (TODAY() + timedelta(days=1)).isoformat()
    assert client.post(done, {"on": late, "is_good": "yes"}).status_code == 422
    full = {"on": TODAY().isoformat(), "is_good": "no", "note": "Pipa bocor"}
    assert client.post(done, full).status_code == 302
    assert "Pipa bocor" in client.get(facility.get_absolute_url()).content.decode()


def test_list_is_narrowed_sorted_exported_and_empty_in_words(cast, as_person):
    client, page = as_person(cast.ayu), url("facility-list")
    assert "Belum ada sarana" in client.get(page).content.decode()
    facility = world.opened(cast, name="Sumur Uren")
    world.tested(cast, facility, iron="9")
    world.prepared(cast, name="Toilet sekolah", service="sanitation")
    text = client.get(page).content.decode()
    assert "air: tidak memenuhi" in text
    for query, kept in [
        ({"cari": "sumur"}, ["Sumur Uren"]),
        ({"layanan": "sanitation"}, ["Toilet sekolah"]),
        ({"keadaan": "prepared"}, ["Toilet sekolah"]),
        ({"pantau": "terlambat"}, ["Sumur Uren"]),
        ({"pantau": "belum_diuji"}, []),
        ({"wilayah": "63.11"}, ["Sumur Uren", "Toilet sekolah"]),
        ({"urut": "nama"}, ["Sumur Uren", "Toilet sekolah"]),
        ({"urut": "-nama"}, ["Toilet sekolah", "Sumur Uren"]),
    ]:
        rows = client.get(page, query).context["rows"]
        assert [row["facility"].name for row in rows] == kept, query
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(url("facility-export")).content))
    lines = book.get_sheet_by_index(0).to_python()
    assert [line[0] for line in lines[1:]] == ["Sumur Uren", "Toilet sekolah"]
    assert lines[1][11] == "tidak memenuhi"
    assert as_person(cast.eka).get(page).context["rows"] == []


def test_list_and_page_cost_the_same_at_one_and_at_twenty_rows(
    cast, as_person, django_assert_max_num_queries
):
    client = as_person(cast.ayu)
    facility = world.opened(cast)
    world.tested(cast, facility, iron="0.1")
    for n in range(20):
        world.tested(cast, world.opened(cast, name=f"Sarana {n}"), iron="0.1")
    world.tested(cast, facility, iron="0.2")
    with django_assert_max_num_queries(16):
        client.get(url("facility-list"))
    with django_assert_max_num_queries(16):
        client.get(facility.get_absolute_url())


def test_search_and_places_hold_what_one_sees(cast):
    facility = world.opened(cast)
    ayu, eka = cast.actor(cast.ayu), cast.actor(cast.eka)
    assert [row.title for row in queries.search_rows(ayu, "spam hauwai")] == ["SPAM Hauwai"]
    assert queries.search_rows(eka, "spam") == queries.search_rows(ayu, "?") == []
    assert queries.of(["63.11", "63.09"], ayu) == {"63.11": [facility], "63.09": []}
    assert queries.of([], ayu) == {}
    assert [row.code for row in queries.regencies_of(ayu)] == ["63.11"]
    assert Facility.objects.count() == 1

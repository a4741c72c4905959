"""The register, its map, the page and the form as people use them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from sambung.activities import actions
from sambung.activities.models import Activity
from sambung.core import tokens
from tests.activities import world
from tests.needs.pages import picture

pytestmark = pytest.mark.db
NEW = reverse("activities:activity-new")
LIST = reverse("activities:activity-list")
MAP = reverse("activities:activity-map")
EXPORT = reverse("activities:activity-export")


def typed(cast, **changes):
    """Return what a person types on the page, with changes."""
    return {
        "organisation": cast.company.name,
        "region": "Desa Hauwai",
        "service": "water",
        "year": "2024",
        "title": "Sumur bor Hauwai",
        "ground": "letter",
        "token": tokens.new_token(),
    } | changes


def page_of(thing):
    return reverse("activities:activity", args=[thing.pk])


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_form_with_five_answers_records_and_shows_its_page(cast, as_person):
    client = as_person(cast.ayu)
    assert "63.11.02.2001" in text_of(client, NEW)
    page = client.post(NEW, typed(cast), follow=True)
    text = page.content.decode()
    assert "Sumur bor Hauwai" in text
    assert "atas nama, belum dibenarkan" in text
    assert Activity.objects.get().amount_rp is None


def test_form_sent_twice_records_once_and_leads_to_the_same_page(cast, as_person):
    client = as_person(cast.citra)
    draft = typed(cast, origin_key="hp-7", ground="")
    first = client.post(NEW, draft | {"photos": [picture()]})
    again = client.post(NEW, draft | {"token": tokens.new_token()})
    assert first.url == again.url == page_of(Activity.objects.get())
    same_token = typed(cast, ground="")
    urls = {client.post(NEW, same_token | {"is_other": "on"}).url for _ in range(2)}
    assert len(urls) == 1
    assert Activity.objects.count() == 2
    theirs = {"region": "63.09.01.2001", "ground": "call", "token": tokens.new_token()}
    stranger = as_person(cast.eka).post(NEW, draft | theirs)
    assert stranger.status_code == 409


def test_form_asks_before_it_records_a_double(cast, as_person):
    world.recorded(cast)
    client = as_person(cast.ayu)
    asked = client.post(NEW, typed(cast))
    assert asked.status_code == 422
    assert "Mungkin sudah tercatat" in asked.content.decode()
    client.post(NEW, typed(cast, is_other="on"))
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"organisation": "PT Tak Ada"}, "belum tercatat"),
        ({"organisation": "Contoh"}, "Ada beberapa yang cocok"),
        ({"region": "Zzzzz"}, "tidak ditemukan"),
        ({"region": "63.09.01.2001"}, "di luar wilayah"),
        ({"year": "dua ribu"}, "Tulis tahunnya"),
        ({"year": "1900"}, "1990"),
        ({"title": ""}, "Apa yang dilakukan?"),
        ({"ground": ""}, "Pilih dasarnya"),
        ({"people": "5", "households": "9"}, "tidak mungkin"),
        ({"started_on": "2024-05-02", "finished_on": "2024-05-01"}, "sebelum mulai"),
        ({"known_on": "2099-01-01"}, "belum terjadi"),
        ({"bast_on": "2099-01-01"}, "belum terjadi"),
        ({"amount_rp": "banyak"}, "belum terbaca"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(cast, as_person, changes, words):
    answer = as_person(cast.ayu).post(NEW, typed(cast, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Activity.objects.exists()


def test_form_refuses_a_photo_that_is_none(cast, as_person):
    answer = as_person(cast.ayu).post(NEW, typed(cast, photos=[BytesIO(b"bukan foto")]))
    assert answer.status_code == 422
    answer = as_person(cast.ayu).post(NEW, typed(cast, ground_file=BytesIO(b"bukan foto")))
    assert answer.status_code == 422


def test_form_starts_with_what_the_address_names(cast, as_person):
    text = text_of(as_person(cast.ayu), f"{NEW}?wilayah=63.11.02&organisasi={cast.company.pk}")
    assert cast.company.name in text
    assert "Kecamatan Halong, Kabupaten Balangan (63.11.02)" in text
    assert f'value="{cast.company.name}"' in text_of(as_person(cast.citra), NEW)
    assert Client().get(NEW).status_code == 302


def test_list_shows_the_register_of_the_place_and_outsider_none(cast, as_person):
    thing = world.recorded(cast, amount_rp=125_000_000)
    text = text_of(as_person(cast.ayu), LIST)
    assert thing.title in text
    assert "Rp125 juta" in text
    outsider = text_of(as_person(cast.eka), LIST)
    assert thing.title not in outsider
    assert "Belum ada realisasi yang tercatat" in outsider
    assert "Catat realisasi" in outsider
    assert "disetujui sumbernya" in text_of(Client(), LIST)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cari=sumur hauwai banua", True),
        ("cari=zzz", False),
        ("tahun=2024", True),
        ("kecamatan=63.11.02", True),
        ("wilayah=63.11.05", False),
        ("wilayah=bukan%00", False),
        ("layanan=sanitation", False),
        ("jenis=borehole", True),
        ("keadaan=built", True),
        ("berfungsi=yes", False),
        ("bast=tanpa", True),
        ("bast=ada", False),
        ("umur=kosong", True),
        ("umur=365", False),
        ("umur=730", False),
        ("urut=-nilai", True),
        ("urut=diketahui", True),
        ("urut=palsu&hal=99", True),
    ],
)
def test_list_narrows_and_sorts(cast, as_person, query, found):
    thing = world.recorded(cast, state="built")
    text = text_of(as_person(cast.ayu), f"{LIST}?{query}")
    assert (thing.title in text) is found
    if not found:
        assert "Longgarkan saringannya" in text


def test_export_marks_simulation_and_keeps_formulas_asleep(cast, as_person):
    world.recorded(cast, title="=1+1")
    answer = as_person(cast.ayu).get(EXPORT)
    with ZipFile(BytesIO(answer.content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "SIMULASI" in words
    assert "&apos;=1+1" in words or "'=1+1" in words
    assert "<f>" not in sheet
    with ZipFile(BytesIO(as_person(cast.eka).get(EXPORT).content)) as book:
        assert "1+1" not in book.read("xl/sharedStrings.xml").decode()


def test_map_tells_the_empty_and_the_full_and_outsider_nothing(cast, as_person):
    world.recorded(cast)
    text = text_of(as_person(cast.ayu), MAP)
    assert "Awayan" in text
    assert "Halong (1)" in text
    for query in ("?wilayah=63.11.02", "?wilayah=63", "?wilayah=0", "?tahun=2024", "?wilayah=%00x"):
        text_of(as_person(cast.ayu), MAP + query)
    assert "(1)" not in text_of(as_person(cast.eka), f"{MAP}?wilayah=63.11")
    text_of(Client(), MAP)


def test_page_is_for_source_and_place_until_it_is_published(cast, as_person):
    thing = world.own(cast)
    url = page_of(thing)
    for person in (cast.ayu, cast.citra, cast.gani):
        assert "Jejak" in text_of(as_person(person), url)
    assert as_person(cast.eka).get(url).status_code == 404
    assert as_person(cast.budi).get(url).status_code == 404
    assert Client().get(url).status_code == 404
    actions.publish_activity(activity=thing, by=cast.actor(cast.citra))
    public = text_of(Client(), url)
    assert thing.title in public
    assert "Jejak" not in public
    assert "Kata sumbernya" not in public


def test_page_shows_ties_only_to_who_may_open_them(cast, as_person):
    thing, partnership = world.own(cast), world.partnership(cast)
    actions.link_activity(
        activity=thing,
        package=partnership.package,
        partnership=partnership,
        by=cast.actor(cast.ayu),
    )
    actions.publish_activity(activity=thing, by=cast.actor(cast.citra))
    assert partnership.get_absolute_url() in text_of(as_person(cast.ayu), page_of(thing))
    assert partnership.get_absolute_url() not in text_of(Client(), page_of(thing))

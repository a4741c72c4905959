"""Every printed form is read back: its words, its number of pages, and its QR by a decoder."""

import re
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import resolve, reverse

from tests.activities import world as activities
from tests.needs import world as needs

pytestmark = pytest.mark.django_db
SITE = "https://sambung.example"
HAUWAI = "63.11.02.2001"


@pytest.fixture(autouse=True)
def site(settings):
    """Print addresses as the real site would."""
    settings.PUBLIC_URL = SITE


def read(response):
    """Return number of pages, text and decoded QR of a PDF."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    book = pypdfium2.PdfDocument(response.content)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in book)
        picture = book[0].render(scale=150 / 72).to_pil()
        return len(book), text, [found.text for found in zxingcpp.read_barcodes(picture)]
    finally:
        book.close()


@pytest.mark.parametrize(
    ("kind", "pages", "words", "code"),
    [
        ("proposal", 1, "Formulir usulan", "U"),
        ("minutes", 2, "Daftar hadir", "B"),
        ("activity", 1, "Laporan realisasi", "R"),
    ],
    ids=["proposal", "minutes", "activity"],
)
def test_blank_form_is_for_anybody_and_its_qr_opens_the_entry(cast, kind, pages, words, code):
    client, address = Client(), reverse("exchange:paper-blank", args=[kind])
    count, text, found = read(client.get(f"{address}?desa={HAUWAI}"))
    path = urlsplit(found[0]).path
    assert (count, found[0]) == (pages, f"{SITE}{path}")
    assert resolve(path).view_name == "exchange:paper-send"
    assert client.get(path).status_code == 200
    for word in [words, "Hauwai", f"{code}-{HAUWAI}", "Halaman 1 dari", "sambung.example"]:
        assert word in text
    assert re.search(r"\bNIK\b", text)  # only to say that it is not written
    assert "SIMULASI" not in text
    empty_count, _text, blank = read(client.get(address))
    assert (empty_count, blank[0]) == (
        pages,
        f"{SITE}{reverse('exchange:paper-where', args=[kind])}",
    )


def test_blank_form_attendance_list_has_no_column_for_a_number_of_a_person(cast):
    _count, text, _found = read(Client().get(reverse("exchange:paper-blank", args=["minutes"])))
    heads = text[text.index("Daftar hadir") :]
    assert "Tanda tangan" in heads
    assert not re.search(r"No\.? ?(KTP|HP)|NIK \|", heads)


@pytest.mark.parametrize("path", ["visit", "lain"])
def test_blank_form_of_no_such_kind_is_not_found(cast, path):
    assert Client().get(reverse("exchange:paper-blank", args=[path])).status_code == 404
    address = reverse("exchange:paper-blank", args=["proposal"])
    assert Client().get(f"{address}?desa=99.99").status_code == 404


def test_visit_form_of_a_need_opens_its_entry_and_is_hidden_from_the_outsider(cast, as_person):
    need = needs.sent(cast)
    address = reverse("exchange:paper-visit", args=[need.pk])
    count, text, found = read(as_person(cast.ayu).get(address))
    assert (count, "Lembar kunjungan lapangan" in text) == (1, True)
    assert f"K-{HAUWAI}-{need.pk:04d}" in text
    path = urlsplit(found[0]).path
    assert path == reverse("exchange:paper-send", args=["visit", f"usulan-{need.pk}"])
    assert as_person(cast.ayu).get(path).status_code == 200
    for shut in (address, path):
        assert as_person(cast.eka).get(shut).status_code == 404
    assert Client().get(address).status_code == 302


def test_check_form_of_an_activity_opens_its_entry_and_is_hidden_from_the_outsider(cast, as_person):
    activity = activities.own(cast)
    address = reverse("exchange:paper-check", args=[activity.pk])
    count, text, found = read(as_person(cast.ayu).get(address))
    assert (count, "Lembar kunjungan sarana" in text) == (1, True)
    assert activity.title in text
    path = urlsplit(found[0]).path
    assert as_person(cast.ayu).get(path).status_code == 200
    assert as_person(cast.eka).get(address).status_code == 404


def test_package_page_says_what_is_asked_and_its_qr_opens_the_package(cast):
    package = needs.ready(cast)
    address = reverse("needs:package-paper", args=[package.pk])
    count, text, found = read(Client().get(address))
    assert count == 1
    assert found == [f"{SITE}{reverse('needs:package', args=[package.pk])}"]
    for word in [package.title.split()[0], "497 orang", "Yang diminta dari pendukung", "Rp"]:
        assert word in text
    draft = reverse("needs:package-paper", args=[package.pk + 1])
    assert Client().get(draft).status_code == 404


def test_form_of_a_simulated_need_carries_the_watermark(cast, as_person):
    need = needs.sent(cast)
    type(need).objects.filter(pk=need.pk).update(is_simulated=True)
    _count, text, found = read(
        as_person(cast.ayu).get(reverse("exchange:paper-visit", args=[need.pk]))
    )
    assert "SIMULASI" in text
    assert found  # the watermark does not hide the code

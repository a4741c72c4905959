"""Personal data, and telling the operators of a problem."""

import pytest

from sambung.core import tokens
from sambung.parties.models import Notice, User

pytestmark = pytest.mark.db


def report(**changes):
    return {"token": tokens.new_token(), "words": "Angka penduduk keliru", "page": "/"} | changes


def test_privacy_is_open_to_everybody(client, db):
    assert "NIK" in client.get("/data-pribadi/").content.decode()


def test_problem_of_a_visitor_leads_to_sign_in(client, db):
    assert "/akun/login/?next=" in client.get("/masalah/").content.decode()
    assert client.post("/masalah/kirim/", report()).status_code == 302
    assert not Notice.objects.exists()


def test_problem_reaches_the_operators_once(cast, as_person):
    operator = User.objects.create(name="Operator", email="op@example.org", is_superuser=True)
    gani = as_person(cast.gani)
    given = report()
    assert gani.get("/masalah/").status_code == 200
    assert gani.post("/masalah/kirim/", given).status_code == 302
    assert gani.post("/masalah/kirim/", given).status_code == 409
    assert Notice.objects.get(user=operator).text.endswith("Angka penduduk keliru")


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("/usulan/", "/usulan/"),
        ("http://testserver/usulan/", "http://testserver/usulan/"),
        ("https://jahat.example/akun/login/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_problem_leads_the_operators_to_no_other_site(cast, as_person, page, url):
    operator = User.objects.create(name="Operator", email="op@example.org", is_superuser=True)
    assert as_person(cast.gani).post("/masalah/kirim/", report(page=page)).status_code == 302
    assert Notice.objects.get(user=operator).url == url


def test_problem_without_words_or_operators_sends_nothing(cast, as_person):
    gani = as_person(cast.gani)
    assert gani.post("/masalah/kirim/", report(words="")).status_code == 422
    assert gani.post("/masalah/kirim/", report()).status_code == 409
    assert gani.get("/masalah/kirim/").status_code == 405
    assert not Notice.objects.exists()

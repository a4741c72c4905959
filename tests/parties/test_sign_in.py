"""Signing in and up: by e-mail or number, with limits; what is wrong is said and nothing kept."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from sambung.parties.models import User

PASSWORD = "air-bersih-2027"


@pytest.fixture(autouse=True)
def fresh_limits():
    """Start every test with no attempts counted."""
    cache.clear()


@pytest.fixture
def siti(db) -> User:
    """Return a person with a number and an e-mail."""
    return User.objects.create_user(
        name="Siti", email="siti@example.org", phone="+6281234567890", password=PASSWORD
    )


def sign_in(login: str, password: str = PASSWORD) -> Client:
    """Return a client that tried to sign in."""
    client = Client()
    client.response = client.post("/akun/login/", {"login": login, "password": password})
    return client


@pytest.mark.parametrize(
    "login",
    [
        "siti@example.org",
        "Siti@Example.org",
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "6281234567890",
    ],
)
def test_sign_in_by_mail_or_number_however_written_works(siti, login):
    assert sign_in(login).session["_auth_user_id"] == str(siti.pk)


@pytest.mark.parametrize("login", ["siti@example.org", "08129999999", "siti", "", "0" * 400])
def test_sign_in_with_what_does_not_fit_is_refused(siti, login):
    client = sign_in(login, "salah")
    assert client.response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_sign_in_after_five_failures_waits(siti):
    for _try in range(5):
        sign_in("siti@example.org", "salah")
    client = sign_in("siti@example.org")
    assert "_auth_user_id" not in client.session
    assert "Terlalu banyak percobaan" in client.response.content.decode()


def sign_up(**given: str):
    """Return the answer to a sign-up."""
    return Client().post("/akun/signup/", {"name": "Rina", "password1": PASSWORD, **given})


def test_sign_up_with_a_number_alone_works(db):
    assert sign_up(phone="0813 1111 2222").status_code == 302
    rina = User.objects.get()
    assert (rina.phone, rina.email, rina.phone_verified) == ("+6281311112222", None, False)


def test_sign_up_with_an_address_alone_works(db):
    assert sign_up(email="rina@example.org").status_code == 302
    assert User.objects.get().phone is None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"phone": "dua belas"},
        {"phone": "081234567890"},
        {"email": "siti@example.org"},
        {"phone": "081311112222", "password1": "12345678"},
        {"phone": "081311112222", "name": ""},
    ],
)
def test_sign_up_with_what_is_missing_or_taken_is_refused(siti, given):
    answer = sign_up(**given)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert User.objects.count() == 1


def test_second_factor_page_opens_for_who_signed_in(siti):
    client = sign_in("siti@example.org")
    assert client.get("/akun/2fa/").status_code == 200
    assert client.get("/akun/2fa/totp/activate/").status_code in {200, 302}


def test_sign_in_with_a_second_factor_asks_for_its_code(siti):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(siti, secret)
    client = sign_in("siti@example.org")
    assert client.response.url == "/akun/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    client.post("/akun/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post("/akun/2fa/authenticate/", {"code": code})
    assert client.session["_auth_user_id"] == str(siti.pk)

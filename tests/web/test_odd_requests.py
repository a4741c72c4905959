"""What no form of the site sends gets a plain answer, never a fault of the server."""

import pytest
from django.test import Client, RequestFactory

from sambung.web.middleware import ActorMiddleware


@pytest.mark.parametrize("hat", ["²", "9" * 5000, "x", "-1"])
def test_form_sent_in_a_hat_that_is_no_number_is_worn_by_nobody(cast, hat):
    answer = Client().post("/pihak/benarkan/1/", {"hat": hat})
    assert answer.status_code == 404


@pytest.mark.parametrize("number", ["²", "9" * 40])
def test_address_that_names_what_is_no_number_is_not_found(cast, as_person, number):
    person = as_person(cast.ayu)
    url = "/pihak/kesanggupan/baru/"
    assert person.get(url, {"organisasi": number}).status_code == 404
    assert person.post(url, {"viewers": [number], "version": number}).status_code < 500
    assert person.post("/pihak/peran/", {"organisation": number}).status_code == 403


def test_sign_that_no_database_takes_never_reaches_a_view(db):
    seen = []
    ActorMiddleware(lambda request: seen.append(request.GET["cari"]))(
        RequestFactory().get("/?cari=a%00b")
    )
    assert seen == ["ab"]
    assert Client().get("/wilayah/63%00/").status_code == 404

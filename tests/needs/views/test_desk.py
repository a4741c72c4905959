"""The desk of the district: verify, return, set aside."""

import pytest

from sambung.needs.models import NeedState, Package
from tests.needs import world
from tests.needs.pages import address

pytestmark = pytest.mark.db


def checks(*keys):
    return dict.fromkeys(keys, "yes")


DESK = checks("letter", "musdes", "budget", "figures", "not_twice")
FIELD = checks("seen", "counted", "source", "land", "operator")


def test_desk_and_field_verification_then_package_then_shelf(cast, as_person):
    need = world.sent(cast)
    client = as_person(cast.ayu)
    assert client.get(address("need", need.pk)).status_code == 200
    assert client.get(address("need-verify-desk", need.pk)).status_code == 200
    done = client.post(address("need-verify-desk", need.pk), {"version": need.version, **DESK})
    assert done.url == address("need", need.pk)
    need.refresh_from_db()
    field = {"version": need.version, "people": "450", "households": "130", **FIELD}
    assert client.get(address("need-verify-field", need.pk)).status_code == 200
    client.post(address("need-verify-field", need.pk), field)
    need.refresh_from_db()
    assert (need.state, need.people) == (NeedState.FIELD_VERIFIED, 450)
    assert need.steps.last().checks["people_before"] == 497
    began = client.post(address("package-new", need.pk))
    package = Package.objects.get()
    assert began.url == address("package-edit", package.pk)
    assert client.get(began.url).status_code == 200
    assert client.get(address("option-edit", package.options.get().pk)).status_code == 200
    ready = client.post(address("package-ready", package.pk), {"version": package.version})
    assert ready.url == address("package", package.pk)
    shelf = client.get(address("shelf")).content.decode()
    assert package.title in shelf


def test_return_needs_a_reason_and_tells_the_proposer(cast, as_person):
    need = world.sent(cast)
    client = as_person(cast.ayu)
    url = address("need-return", need.pk)
    assert client.get(url).status_code == 200
    assert client.post(url, {"version": need.version, "reason": " "}).status_code == 422
    client.post(url, {"version": need.version, "reason": "Surat tanah belum ada"})
    page = as_person(cast.gani).get(address("need", need.pk)).content.decode()
    assert "Surat tanah belum ada" in page
    assert "Perbaiki isian" in page


def test_two_officers_verifying_at_once_the_second_is_told_who_and_when(cast, as_person):
    need = world.sent(cast)
    seen = {"version": need.version, **DESK}
    assert as_person(cast.ayu).post(address("need-verify-desk", need.pk), seen).status_code == 302
    second = as_person(cast.hana).post(address("need-verify-desk", need.pk), seen)
    assert second.status_code == 409
    body = second.content.decode()
    assert "Ayu" in body
    assert "Bappeda Balangan" in body
    assert need.steps.filter(to_state="desk_verified").count() == 1


def test_not_now_and_reopen_and_withdraw_and_take_up(cast, as_person):
    need = world.sent(cast)
    ayu, gani = as_person(cast.ayu), as_person(cast.gani)
    assert ayu.get(address("need-not-now", need.pk)).status_code == 200
    ayu.post(
        address("need-not-now", need.pk), {"version": need.version, "reason": "Tanah sengketa"}
    )
    need.refresh_from_db()
    assert "Tanah sengketa" in gani.get(address("need", need.pk)).content.decode()
    ayu.post(address("need-reopen", need.pk), {"version": need.version})
    need.refresh_from_db()
    assert need.state == NeedState.SENT
    gani.post(address("need-withdraw", need.pk), {"version": need.version, "reason": "Sudah ada"})
    gani.post(address("need-take-up", need.pk))
    need.refresh_from_db()
    assert need.state == NeedState.DRAFT

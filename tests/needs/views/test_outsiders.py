"""What the outsider, the company and the visitor get: nothing that is not theirs."""

import pytest
from django.test import Client

from sambung.needs import actions
from sambung.needs.models import NeedState, Option
from tests.needs import world
from tests.needs.pages import address, picture, post_screen

pytestmark = pytest.mark.db


NEED_PAGES = [
    "need", "need-send", "need-sent", "need-return", "need-verify-desk", "need-verify-field",
    "need-not-now", "need-withdraw",
]  # fmt: skip
NEED_POSTS = ["need-reopen", "need-take-up", "package-new"]


@pytest.mark.parametrize("name", NEED_PAGES)
def test_outsider_gets_404_and_visitor_the_sign_in_page_of_a_need(cast, as_person, name):
    need = world.sent(cast)
    assert as_person(cast.eka).get(address(name, need.pk)).status_code == 404
    assert as_person(cast.citra).get(address(name, need.pk)).status_code == 404
    assert Client().get(address(name, need.pk)).status_code == 302


@pytest.mark.parametrize("name", NEED_POSTS)
def test_outsider_cannot_post_a_step_of_a_need(cast, as_person, name):
    need = world.field_verified(cast)
    assert as_person(cast.eka).post(address(name, need.pk)).status_code == 404
    need.refresh_from_db()
    assert need.state == NeedState.FIELD_VERIFIED


def test_draft_is_seen_by_its_proposer_alone(cast, as_person):
    need = world.draft(cast)
    assert as_person(cast.gani).get(address("need", need.pk)).status_code == 200
    for person in [cast.ayu, cast.dimas, cast.citra, cast.eka]:
        assert as_person(person).get(address("need", need.pk)).status_code == 404
        assert as_person(person).get(address("need-screen", need.pk, 3)).status_code == 404


def test_draft_package_is_hidden_from_outsider_company_and_visitor(cast, as_person):
    package = actions.draft_package(need=world.field_verified(cast), by=cast.actor(cast.ayu))
    option = package.options.get()
    for name, pk in [("package", package.pk), ("package-edit", package.pk),
                     ("option-edit", option.pk)]:  # fmt: skip
        assert as_person(cast.ayu).get(address(name, pk)).status_code == 200
        assert as_person(cast.eka).get(address(name, pk)).status_code == 404
        assert as_person(cast.citra).get(address(name, pk)).status_code == 404
    assert Client().get(address("package", package.pk)).status_code == 404


def test_package_on_the_shelf_is_edited_by_the_desk_alone(cast, as_person):
    package = world.ready(cast)
    option = package.options.get()
    for name, pk in [("package-edit", package.pk), ("option-edit", option.pk),
                     ("package-withdraw", package.pk)]:  # fmt: skip
        for person in [cast.eka, cast.citra, cast.gani, cast.dimas]:
            assert as_person(person).get(address(name, pk)).status_code == 403
    assert Option.objects.count() == 1


def test_photo_is_served_to_those_who_see_the_need_alone(cast, as_person):
    need = world.draft(cast)
    gani = as_person(cast.gani)
    post_screen(gani, need, 5, photos=[picture()])
    photo = need.photos.get()
    served = gani.get(address("photo", photo.pk))
    assert (served.status_code, served["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(served.streaming_content).startswith(b"\xff\xd8\xff")
    for person in [cast.eka, cast.citra]:
        assert as_person(person).get(address("photo", photo.pk)).status_code == 404
    assert as_person(cast.eka).post(address("photo-remove", photo.pk)).status_code == 404
    gani.post(address("photo-remove", photo.pk))
    assert need.photos.count() == 0


def test_company_cannot_begin_a_proposal(cast, as_person):
    assert as_person(cast.citra).get(address("need-new")).status_code == 403
    assert Client().get(address("need-new")).status_code == 302


def test_blank_sheet_is_open_to_all():
    assert Client().get(address("blank-sheet")).status_code == 200

"""The register, the page and the form as people use them."""

import pytest
from django.urls import reverse

from sambung.activities.models import Activity
from tests.activities import world

pytestmark = pytest.mark.db
NEW = reverse("activities:activity-new")
LIST = reverse("activities:activity-list")


def typed(cast, **changes):
    """Return what a person types on the page, with changes."""
    return {
        "organisation": cast.company.name,
        "region": "Desa Hauwai",
        "service": "water",
        "year": "2024",
        "title": "Sumur bor Hauwai",
        "ground": "letter",
    } | changes


def test_form_with_five_answers_records_and_shows_its_page(cast, as_person):
    client = as_person(cast.ayu)
    assert client.get(NEW).status_code == 200
    page = client.post(NEW, typed(cast), follow=True)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Sumur bor Hauwai" in text
    assert "atas nama, belum dibenarkan" in text
    assert Activity.objects.get().amount_rp is None


def test_list_shows_the_register_of_the_place_and_outsider_none(cast, as_person):
    thing = world.recorded(cast, amount_rp=125_000_000)
    text = as_person(cast.ayu).get(LIST).content.decode()
    assert thing.title in text
    assert "Rp125.000.000" in text
    assert thing.title not in as_person(cast.eka).get(LIST).content.decode()
    page = reverse("activities:activity", args=[thing.pk])
    assert as_person(cast.eka).get(page).status_code == 404
    assert as_person(cast.citra).get(page).status_code == 200

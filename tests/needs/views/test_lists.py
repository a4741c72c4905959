"""Lists, filters, files, and what they cost in queries."""

import pytest
from django.test import Client

from tests.needs import world
from tests.needs.pages import address

pytestmark = pytest.mark.db


def test_need_list_filters_and_sorts(cast, as_person):
    world.sent(cast)
    world.draft(cast, service="sanitation")
    client = as_person(cast.ayu)
    assert (
        client.get(address("need-list")).context["page"].paginator.count == 1
    )  # drafts are not hers
    narrowed = client.get(address("need-list"), {"layanan": "sanitation"})
    assert "Tidak ada yang cocok" in narrowed.content.decode()
    gani = as_person(cast.gani).get(
        address("need-list"), {"urut": "-orang", "kecamatan": "63.11.02"}
    )
    assert gani.context["page"].paginator.count == 2


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_exports_carry_the_watermark(cast, as_person, fmt):
    world.ready(cast)
    for name in ["need-export", "shelf-export"]:
        answer = as_person(cast.ayu).get(address(name, fmt))
        assert answer.status_code == 200
        if fmt == "csv":
            assert "SIMULASI" in answer.content.decode("utf-8-sig")


def test_export_in_an_unknown_format_is_not_found(cast, as_person):
    assert as_person(cast.ayu).get(address("shelf-export", "exe")).status_code == 404


def test_shelf_filters_by_cost_service_and_year(cast):
    package = world.ready(cast)
    count = lambda **query: Client().get(address("shelf"), query).context["page"].paginator.count  # noqa: E731
    assert count() == 1
    assert count(sampai="100 juta") == 0
    assert count(dari="100 juta", tahun=str(package.year), kabupaten="63.11") == 1
    assert count(layanan="sanitation") == 0


@pytest.mark.parametrize("name", ["need-list", "shelf"])
def test_lists_cost_the_same_queries_at_one_row_and_at_eight(
    cast, as_person, name, django_assert_max_num_queries
):
    world.ready(cast)
    client = as_person(cast.ayu)
    client.get(address(name))
    with django_assert_max_num_queries(15) as at_one:
        client.get(address(name))
    for _n in range(7):
        world.ready(cast)
    with django_assert_max_num_queries(len(at_one.captured_queries)):
        client.get(address(name))

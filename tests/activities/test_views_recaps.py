"""Pages of the recap: who reads it, who issues it, what an issued one keeps."""

import pytest
from django.urls import reverse

from sambung.activities.models import Recap
from tests.activities.world import recorded

pytestmark = pytest.mark.db
LIVE = ("recap", "recap-pdf", "recap-workbook", "recap-issue")


@pytest.mark.parametrize("name", LIVE)
def test_recap_pages_open_for_who_answers_for_the_place_and_for_nobody_else(name, cast, as_person):
    recorded(cast, year=2026)
    address = reverse(f"activities:{name}", args=["63.11"]) + "?tahun=2026"
    assert as_person(cast.ayu).get(address).status_code == 200
    for other in (cast.eka, cast.citra, cast.gani):
        assert as_person(other).get(address).status_code == 404


def issue(client, **given) -> Recap:
    """Issue the recap of 2026 through its page."""
    address = reverse("activities:recap-issue", args=["63.11"]) + "?tahun=2026"
    answer = client.post(address, {"letter_number": "050/1/2026", **given})
    assert answer.status_code == 302
    return Recap.objects.get()


def test_issued_recap_stays_as_it_was_when_the_register_changes(cast, as_person):
    activity = recorded(cast, year=2026, amount_rp=100_000_000)
    ayu = as_person(cast.ayu)
    recap = issue(ayu, token="satu")
    addresses = [reverse(f"activities:recap-issued{end}", args=[recap.pk]) for end in ("", "-pdf")]
    page, paper = (ayu.get(address).content for address in addresses)
    activity.amount_rp, activity.title = 900_000_000, "Lain sekali"
    activity.save()
    again, same_paper = (ayu.get(address).content for address in addresses)
    assert "Rp100 juta" in page.decode()
    assert "Rp900 juta" not in again.decode()
    assert paper == same_paper


def test_the_same_form_sent_twice_issues_one_recap(cast, as_person):
    recorded(cast, year=2026)
    ayu = as_person(cast.ayu)
    issue(ayu, token="satu")
    issue(ayu, token="satu")


@pytest.mark.parametrize("end", ["", "-pdf", "-workbook"])
def test_issued_recap_is_hidden_from_outsiders(end, cast, as_person):
    recorded(cast, year=2026)
    recap = issue(as_person(cast.ayu))
    address = reverse(f"activities:recap-issued{end}", args=[recap.pk])
    assert as_person(cast.hana).get(address).status_code == 200
    assert as_person(cast.eka).get(address).status_code == 404


def test_withdraw_asks_for_a_reason_and_marks_page_and_list(cast, as_person):
    recorded(cast, year=2026)
    ayu = as_person(cast.ayu)
    recap = issue(ayu)
    address = reverse("activities:recap-withdraw", args=[recap.pk])
    assert ayu.post(address, {"reason": ""}).status_code == 422
    assert as_person(cast.eka).post(address, {"reason": "iseng"}).status_code == 404
    assert ayu.post(address, {"reason": "Angka Hauwai keliru"}).status_code == 302
    assert "Angka Hauwai keliru" in ayu.get(recap.get_absolute_url()).content.decode()
    assert ayu.get(reverse("activities:recap-issued-pdf", args=[recap.pk])).status_code == 200
    listed = ayu.get(reverse("activities:recap-list") + "?keadaan=ditarik").content.decode()
    assert "Kabupaten Balangan" in listed
    assert ayu.get(address).status_code == 403


def test_list_is_narrowed_sorted_exported_and_empty_for_the_outsider(cast, as_person):
    recorded(cast, year=2026)
    ayu = as_person(cast.ayu)
    recap = issue(ayu)
    address = reverse("activities:recap-list")
    own = recap.get_absolute_url()
    assert own in ayu.get(f"{address}?cari=balangan&urut=-tahun").content.decode()
    assert own not in ayu.get(f"{address}?tahun=2025").content.decode()
    assert own not in as_person(cast.eka).get(address).content.decode()
    assert ayu.get(reverse("activities:recap-list-export")).status_code == 200


def test_compare_shows_what_changed_between_years_and_between_issued_recaps(cast, as_person):
    recorded(cast, year=2025)
    recorded(cast, year=2026, title="Sumur kedua")
    recorded(cast, year=2026, title="Sumur ketiga", code="63.11.02.2002")
    ayu = as_person(cast.ayu)
    address = reverse("activities:recap-compare")
    live = ayu.get(f"{address}?wilayah=63.11&tahun=2026").content.decode()
    assert "Kabupaten Balangan 2025" in live
    assert "+1 kegiatan" in live
    recap = issue(ayu)
    both = ayu.get(f"{address}?a={recap.pk}&b={recap.pk}").content.decode()
    assert "+1" not in both
    assert as_person(cast.eka).get(f"{address}?a={recap.pk}&b={recap.pk}").status_code == 302
    assert as_person(cast.eka).get(f"{address}?wilayah=63.11").status_code == 404


@pytest.mark.parametrize("query", ["?tahun=abc", "?tahun=99999", ""])
def test_recap_of_a_wrong_year_is_of_this_year(query, cast, as_person):
    address = reverse("activities:recap", args=["63.11"]) + query
    assert as_person(cast.ayu).get(address).status_code == 200


@pytest.mark.parametrize("code", ["63.11.02.2001", "xx", "99"])
def test_recap_of_a_village_or_of_no_region_is_not_found(code, cast, as_person):
    assert as_person(cast.ayu).get(reverse("activities:recap", args=[code])).status_code == 404


def test_letter_number_refuses_a_nik(cast, as_person):
    address = reverse("activities:recap-issue", args=["63.11"])
    answer = as_person(cast.ayu).post(address, {"letter_number": "6311020101900001"})
    assert answer.status_code == 422
    assert not Recap.objects.exists()

"""What was written in the organisation's name: confirmed or corrected by its guest, once."""

import pytest

from sambung.core.models import Entry
from sambung.parties import queries
from sambung.parties.models import Offer, OnBehalf
from tests.parties import world
from tests.web.guest.world import guest_client

pytestmark = pytest.mark.db


@pytest.fixture
def record(cast):
    """Return Ayu's record of an offer atas nama the company."""
    offer = world.recorded(cast)
    return queries.on_behalf_of("parties.offer", [offer.pk])[offer.pk]


def test_company_confirms_what_was_recorded(cast, record, company):
    assert "Benarkan kesanggupan: 2027" in company.get("/tamu/").content.decode()
    path = f"/tamu/catatan/{record.pk}/"
    assert "63.11" not in company.get(path).content.decode()
    answer = company.post(path, {"answer": "benar", "token": "t"}, follow=True)
    record.refresh_from_db()
    assert record.confirmed_at
    assert "sudah dibenarkan" in answer.content.decode()
    company.post(path, {"answer": "benar", "token": "t2"})
    assert Entry.objects.filter(verb="on_behalf.confirmed").count() == 1
    assert "Bu Sari" not in str(list(Entry.objects.values_list("data", flat=True)))


def test_company_corrects_in_its_own_words(cast, record, company):
    path = f"/tamu/catatan/{record.pk}/"
    assert company.post(path, {"answer": "koreksi"}).status_code == 422
    company.post(path, {"answer": "koreksi", "correction": "Bukan 2027, tetapi 2028."})
    record.refresh_from_db()
    assert record.correction == "Bukan 2027, tetapi 2028."
    assert record.confirmed_at is None


def test_record_of_another_body_is_not_found(cast, record, village):
    assert village.get(f"/tamu/catatan/{record.pk}/").status_code == 404
    assert village.post(f"/tamu/catatan/{record.pk}/", {"answer": "benar"}).status_code == 404
    assert village.get(f"/tamu/catatan/{record.pk}/dasar/").status_code == 404
    assert OnBehalf.objects.get().confirmed_at is None


def test_record_without_a_file_has_none_to_serve(record, company):
    assert company.get(f"/tamu/catatan/{record.pk}/dasar/").status_code == 404


def test_correction_typed_on_a_link_that_was_taken_back_is_shown_again(cast, record):
    client, link = guest_client(cast, cast.company)
    link.__class__.objects.update(revoked_at=link.created_at)
    words = "Jumlahnya salah, tolong diperiksa lagi."
    answer = client.post(f"/tamu/catatan/{record.pk}/", {"answer": "koreksi", "correction": words})
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert Offer.objects.get().pk == int(record.subject_id)
    assert OnBehalf.objects.get().corrected_at is None

"""A company without an account answers its invitation, and turns what was written into its word."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sambung.parties.models import OnBehalf, PersonalLink
from sambung.plans import actions
from sambung.plans.actions import Said
from sambung.plans.models import Invitation
from tests.plans.conftest import invite_all, letter, make_finished, make_world
from tests.web.guest.world import guest_client

pytestmark = [pytest.mark.db, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def files_here(settings, tmp_path):
    """Keep what is uploaded in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def invited(cast) -> dict[str, Invitation]:
    """Return the invitations of a plan, by village and source."""
    world = make_world(cast)
    return invite_all(world, make_finished(world))


def answer(client: Client, invitation: Invitation, **form):
    invitation.refresh_from_db()
    return client.post(f"/rencana/ajakan/{invitation.pk}/", {"version": invitation.version, **form})


def test_company_accepts_with_its_letter_and_the_link_is_not_spent(cast, invited):
    client, link = guest_client(cast, cast.company)
    mine = invited["Hauwai company"]
    assert "Jawab ajakan" in client.get("/tamu/").content.decode()
    page = client.get(f"/rencana/ajakan/{mine.pk}/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    pdf = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat")
    sent = answer(client, mine, answer="accept", letter_number="1/2026", letter=pdf)
    assert sent.status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.is_on_behalf, mine.answered_by) == ("accepted", False, None)
    assert mine.is_pledge
    link.refresh_from_db()
    assert link.used_at is None
    assert client.get("/tamu/").status_code == 200


def test_company_sees_no_invitation_of_another_source(cast, invited):
    client, _link = guest_client(cast, cast.company)
    for name in ("Uren bank", "Hauwai apbd"):
        assert client.get(f"/rencana/ajakan/{invited[name].pk}/").status_code == 404
        assert answer(client, invited[name], answer="decline", reason="x").status_code == 404
    assert "Bank Contoh" not in client.get("/tamu/").content.decode()


def test_village_answers_for_no_company(cast, invited):
    client, _link = guest_client(cast, cast.village)
    mine = invited["Hauwai company"]
    assert client.get(f"/rencana/ajakan/{mine.pk}/").status_code == 404
    assert answer(client, mine, answer="decline", reason="x").status_code == 404


def test_company_confirms_an_answer_written_for_it_and_it_becomes_a_pledge(cast, invited):
    mine = invited["Hauwai company"]
    said = Said(state="accepted", ground="letter", ground_note="Surat 12", letter=letter())
    actions.record_answer(
        invitation=mine, said=said, by=cast.actor(cast.hana), version=mine.version
    )
    client, _link = guest_client(cast, cast.company)
    record = OnBehalf.objects.get()
    client.post(f"/tamu/catatan/{record.pk}/", {"answer": "benar", "token": "t"})
    mine.refresh_from_db()
    assert mine.confirmed_at
    assert mine.is_pledge


def test_reason_typed_on_a_link_taken_back_is_shown_again(cast, invited):
    client, _link = guest_client(cast, cast.company)
    PersonalLink.objects.update(revoked_at="2026-11-01T00:00Z")
    words = "Anggaran tahun ini sudah habis terpakai."
    sent = answer(client, invited["Hauwai company"], answer="decline", reason=words)
    assert sent.status_code == 403
    assert "sudah ditarik" in sent.content.decode()
    assert words in sent.content.decode()
    invited["Hauwai company"].refresh_from_db()
    assert invited["Hauwai company"].state == "sent"

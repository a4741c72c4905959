"""The working side of a company's page: whose it is, what a wrong form keeps."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sambung.parties.models import BudgetSeason, Contact, Interaction, RingVillage, Task
from tests.parties import world

pytestmark = pytest.mark.db
SECRET = "Catatan kerja"


def text(answer) -> str:
    return answer.content.decode()


def given_talk(**more):
    today = timezone.localdate().isoformat()
    return {"kind": "meeting", "on": today, "text": "Bersedia & <senang>", **more}


def test_working_side_is_for_the_house_that_keeps_it(cast, as_person):
    path = cast.company.get_absolute_url()
    world.talk(cast)
    assert "Bersedia menerima usulan" in text(as_person(cast.ayu).get(path))
    for person in (cast.citra, cast.hana, cast.eka, cast.dimas, cast.gani):
        assert "Bersedia menerima usulan" not in text(as_person(person).get(path)), person
    assert SECRET not in text(as_person(cast.citra).get(path))
    assert SECRET not in text(as_person(cast.gani).get(path))


def test_talk_with_scan_and_next_step_is_written_once(cast, as_person):
    ayu, path = as_person(cast.ayu), f"/pihak/organisasi/{cast.company.pk}/pembicaraan/"
    scan = SimpleUploadedFile("notulen.pdf", b"%PDF-1.4 x")
    step = {"step": "Kirim surat", "step_on": "2026-12-01", "token": "satu"}
    for _ in range(2):
        answer = ayu.post(path, given_talk(**step, file=scan))
        assert answer.status_code == 302
        scan.seek(0)
    talk = Interaction.objects.get()
    assert Task.objects.get().organisation == cast.company
    page = text(ayu.get(cast.company.get_absolute_url()))
    assert "Bersedia &amp; &lt;senang&gt;" in page
    assert "Kirim surat" in page
    served = ayu.get(f"/pihak/pembicaraan/{talk.pk}/berkas/")
    assert b"".join(served.streaming_content) == b"%PDF-1.4 x"
    for person in (cast.eka, cast.citra):
        for part in ("berkas/", "ubah/"):
            answer = as_person(person).get(f"/pihak/pembicaraan/{talk.pk}/{part}")
            assert answer.status_code == 404


def test_talk_form_says_what_is_wrong(cast, as_person):
    ayu, path = as_person(cast.ayu), f"/pihak/organisasi/{cast.company.pk}/pembicaraan/"
    ahead = (timezone.localdate() + timedelta(days=3)).isoformat()
    page = text(ayu.post(path, given_talk(on=ahead, step="Kirim", token="dua")))
    assert "belum tiba" in page
    assert "Isi paling lambat kapan" in page
    assert "Bersedia &amp; &lt;senang&gt;" in page
    assert "bukan foto" in text(
        ayu.post(path, given_talk(file=SimpleUploadedFile("x.exe", b"MZ....")))
    )
    assert not Interaction.objects.exists()
    assert as_person(cast.citra).get(path).status_code == 403


def test_talk_is_changed_removed_and_put_back(cast, as_person):
    ayu, talk = as_person(cast.ayu), world.talk(cast)
    path = f"/pihak/pembicaraan/{talk.pk}/"
    assert ayu.post(f"{path}ubah/", given_talk(version=1)).status_code == 302
    assert ayu.post(f"{path}ubah/", given_talk(version=1)).status_code == 409
    assert ayu.post(f"{path}hapus/").status_code == 302
    assert "Kembalikan" in text(ayu.get(cast.company.get_absolute_url()))
    assert as_person(cast.eka).post(f"{path}kembali/").status_code == 404
    assert ayu.post(f"{path}kembali/").status_code == 302
    assert Interaction.objects.get().removed_at is None


def test_contact_post_changes_hands_on_its_pages(cast, as_person):
    ayu = as_person(cast.ayu)
    given = {"name": "Adi", "title": "Manajer", "unit": "TJSL", "phone": "081234567890"}
    ayu.post(f"/pihak/organisasi/{cast.company.pk}/kontak/", given)
    adi = Contact.objects.get()
    path = f"/pihak/kontak/{adi.pk}/"
    assert ayu.post(f"{path}ubah/", {**given, "name": "Adi W", "version": 1}).status_code == 302
    wrong = {"until_on": "2026-11-01", "name": "Sari", "version": 2}
    assert "Isi nomor HP atau e-mail" in text(ayu.post(f"{path}pindah/", wrong))
    ayu.post(f"{path}pindah/", {**wrong, "email": "sari@contoh.example"})
    page = text(ayu.get(cast.company.get_absolute_url()))
    assert "Sebelumnya Adi W, sampai 1 November 2026" in page
    assert "Sari" in page
    for part in ("ubah/", "pindah/"):
        assert as_person(cast.eka).get(path + part).status_code == 404
    assert ayu.post(f"{path}menjabat/").status_code == 302
    adi.refresh_from_db()
    assert adi.until_on is None


def test_ring_and_season_are_written_and_said(cast, as_person):
    ayu, path = as_person(cast.ayu), f"/pihak/organisasi/{cast.company.pk}/"
    assert "desa atau kelurahan" in text(ayu.post(f"{path}ring-1/", {"village": "63.11"}))
    assert ayu.post(f"{path}ring-1/", {"village": "63.11.02.2001"}).status_code == 302
    this = timezone.localdate().month
    months = {"proposals_months": [this], "decision_months": [12], "version": 0}
    assert ayu.post(f"{path}musim/", months).status_code == 302
    page = text(ayu.get(path))
    assert "Musim usulan PT Contoh Banua Energi" in page
    assert "sedang berlangsung" in page
    assert "Hauwai" in page
    assert ayu.post(f"{path}musim/", {**months, "proposals_months": [13]}).status_code == 200
    assert BudgetSeason.objects.get().proposals_months == [this]
    row = RingVillage.objects.get()
    assert as_person(cast.eka).post(f"/pihak/ring-1/{row.pk}/hapus/").status_code == 404
    assert ayu.post(f"/pihak/ring-1/{row.pk}/hapus/").status_code == 302

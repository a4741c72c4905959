"""Pages of letters: prefilled, previewed, downloaded, marked; shut to everybody else."""

import pytest

from sambung.parties import actions
from sambung.parties.models import Letter
from tests.parties.test_actions_letters import letter, spoken

pytestmark = pytest.mark.db


def text(answer) -> str:
    return answer.content.decode()


def form_of(cast, **more):
    return {
        "dated_on": "2026-11-23",
        "nature": "Biasa",
        "attachment": "-",
        "subject": "Audiensi <penting>",
        "recipient": "Pimpinan\nPT Contoh",
        "recipient_place": "tempat",
        "opening": "Dengan hormat,",
        "closing": "Terima kasih.",
        "event_on": "2026-12-01",
        **more,
    }


def test_letter_is_prefilled_previewed_and_downloaded(cast, as_person):
    ayu = as_person(cast.ayu)
    actions.add_contact(
        organisation=cast.company,
        name="Adi & Co",
        title="Manajer TJSL",
        email="a@x.example",
        by=cast.actor(cast.ayu),
    )
    path = f"/pihak/organisasi/{cast.company.pk}/surat/audience/"
    page = text(ayu.get(path))
    assert "u.p. Bapak/Ibu Adi &amp; Co" in page
    assert "Kop surat organisasi Anda belum diisi" in page
    for _ in range(2):
        answer = ayu.post(path, form_of(cast, token="satu"))
    row = Letter.objects.get()
    assert answer.url == row.get_absolute_url()
    page = text(ayu.get(row.get_absolute_url()))
    assert "Audiensi &lt;penting&gt;" in page
    assert "Selasa, 1 Desember 2026" in page
    file = ayu.get(f"{row.get_absolute_url()}unduh/")
    assert file["Content-Disposition"].endswith('.docx"')
    assert "Audiensi <penting>" in spoken(file.content)
    assert "Audiensi &lt;penting&gt;" in text(ayu.get(cast.company.get_absolute_url()))


def test_letter_form_says_what_is_missing_and_keeps_what_was_typed(cast, as_person):
    ayu, path = as_person(cast.ayu), f"/pihak/organisasi/{cast.company.pk}/surat/thanks/"
    page = text(ayu.post(path, form_of(cast, subject="", opening="Isi saya")))
    assert "Isi saya" in page
    assert not Letter.objects.exists()
    assert ayu.get(path.replace("thanks", "lain")).status_code == 404
    assert as_person(cast.citra).get(path).status_code == 403


def test_letter_is_changed_sent_taken_back_and_thrown_away(cast, as_person):
    ayu, row = as_person(cast.ayu), letter(cast)
    path = row.get_absolute_url()
    assert ayu.post(f"{path}ubah/", form_of(cast, version=1)).status_code == 302
    assert ayu.post(f"{path}ubah/", form_of(cast, version=1)).status_code == 409
    assert ayu.post(f"{path}terkirim/", {"version": 2, "sent_on": "2999-01-01"}).status_code == 409
    assert ayu.post(f"{path}terkirim/", {"version": 2, "sent_on": "2026-01-01"}).status_code == 302
    assert "Batalkan tanda terkirim" in text(ayu.get(path))
    assert ayu.post(f"{path}belum/", {"version": 3}).status_code == 302
    assert ayu.post(f"{path}buang/", {"version": 4}).status_code == 302
    assert not Letter.objects.exists()


@pytest.mark.parametrize("who", ["eka", "citra"])
def test_letter_is_closed_to_others_and_to_whom_it_is_sent(cast, as_person, who):
    path, other = letter(cast).get_absolute_url(), as_person(getattr(cast, who))
    for part in ("", "ubah/", "unduh/"):
        assert other.get(path + part).status_code == 404
    assert other.post(f"{path}buang/", {"version": 1}).status_code == 404

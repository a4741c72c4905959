"""The offer's form, page and steps in a browser's words; wrong input keeps what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sambung.parties import actions, queries
from sambung.parties.models import Offer, OfferTerms, OnBehalf, PersonalLink
from tests.worlds import place

pytestmark = pytest.mark.db
NEW, LIST = "/pihak/kesanggupan/baru/", "/pihak/kesanggupan/"


def typed(**given) -> dict[str, object]:
    """Return a form as a person fills it."""
    return {
        "year": "2027",
        "title": "Air desa",
        "amount_kind": "exact",
        "amount_rp": "Rp1,25 miliar",
        "for_water": "on",
        "most_share_percent": "60",
        "gives_by": "builds",
        "places": ["63.11"],
        **given,
    }


def text(answer) -> str:
    """Return the page."""
    return answer.content.decode()


@pytest.fixture
def citra(cast, as_person) -> Client:
    """Return Citra's browser, in a valley with two places of one name."""
    place("63.11.02.2009", "Contoh", "desa", -2.24, 115.66)
    place("63.11.05.2009", "Contoh", "desa", -2.41, 115.56)
    return as_person(cast.citra)


@pytest.fixture
def offer(cast) -> Offer:
    """Return a published offer of the company, opened to the Pokja."""
    by = cast.actor(cast.citra)
    made = actions.draft_offer(
        organisation=cast.company,
        terms=OfferTerms(year=2027, amount_kind="exact", amount_rp=10**9, intake_months=(13 - 12,)),
        regions=["63.11"],
        viewers=[cast.pokja],
        by=by,
    )
    return actions.publish_offer(offer=made, version=1, by=by)


def test_offer_create_by_its_source_leads_to_its_page(cast, citra):
    answer = citra.post(NEW, typed(viewers=[cast.pokja.pk], ring_one=["63.11"], token="t"))
    made = Offer.objects.get()
    assert answer.url == f"{LIST}{made.pk}/"
    assert made.amount_rp == 1_250_000_000
    assert [viewer.pk for viewer in queries.viewers_of(made.pk)] == [cast.pokja.pk]
    assert "Rp1.250.000.000" in text(citra.get(answer.url))
    assert citra.post(NEW, typed(token="t")).url == answer.url
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"amount_rp": "-5"}, "tidak boleh kurang dari nol"),
        ({"amount_rp": "satu miliar"}, "belum terbaca"),
        ({"amount_rp": "9" * 20}, "Paling banyak"),
        ({"amount_rp": ""}, "Isi jumlahnya"),
        ({"amount_kind": "range", "amount_min_rp": "9 juta", "amount_max_rp": "8 juta"}, "Batas"),
        ({"smallest_ticket_rp": "9 juta", "largest_ticket_rp": "8 juta"}, "Dukungan terbesar"),
        ({"intake_months": ["13"]}, "13"),
        ({"most_share_percent": "101"}, "Paling banyak 100"),
        ({"most_partnerships": "0"}, "Paling sedikit 1"),
        ({"year": "1999"}, "1999"),
        ({"for_water": ""}, "paling sedikit satu layanan"),
        ({"places": ["63.11.2"]}, "tidak dikenal: 63.11.2"),
        ({"place_text": "63.11.2"}, "kehilangan angka nol"),
        ({"place_text": "63.11.99"}, "Tidak ada wilayah dengan kode 63.11.99"),
        ({"place_text": "Atlantis Raya"}, "tidak ditemukan"),
        ({"place_text": "Contoh"}, "Ada beberapa wilayah bernama ini"),
    ],
)
def test_offer_create_with_wrong_input_says_so_and_keeps_the_rest(citra, wrong, says):
    page = text(citra.post(NEW, typed(**wrong)))
    assert says in page
    assert 'value="Air desa"' in page
    assert not Offer.objects.exists()


def test_offer_create_adds_places_by_name_without_script(citra):
    citra.post(NEW, typed(places=[], place_text="Hauwai; kab. balangan"))
    offer = Offer.objects.get()
    codes = [place.code for place in queries.offer_regions([offer.pk])[offer.pk]]
    assert codes == ["63.11", "63.11.02.2001"]


def test_offer_create_with_a_name_left_after_its_tick_is_no_doubt(citra):
    citra.post(NEW, typed(places=["63.11.02"], place_text="Halong"))
    offer = Offer.objects.get()
    assert [place.code for place in queries.offer_regions([offer.pk])[offer.pk]] == ["63.11.02"]


def test_offer_create_looking_for_a_place_saves_nothing_and_loses_nothing(cast, citra):
    page = text(citra.post(NEW, typed(places=[], place_text="Halong", look="places")))
    assert 'value="63.11.02"' in page
    assert 'value="Rp1,25 miliar"' in page
    part = text(
        citra.post(f"/pihak/organisasi/{cast.company.pk}/cari-wilayah/", {"place_text": "zzqq"})
    )
    assert "tidak ditemukan" in part
    assert "<html" not in part
    assert not Offer.objects.exists()


def test_offer_create_for_another_is_refused_for_an_outsider(cast, as_person):
    for person in (cast.budi, cast.gani):
        answer = as_person(person).post(f"{NEW}?organisasi={cast.company.pk}", typed())
        assert answer.status_code == 403
    assert not Offer.objects.exists()


def on_behalf(cast, client: Client, **given):
    """Return the answer to an offer written atas nama the company."""
    ground = {"ground": "letter", "ground_note": "Surat 12"}
    return client.post(f"{NEW}?organisasi={cast.company.pk}", typed(**{**ground, **given}))


def test_offer_create_on_behalf_needs_a_ground_and_ones_own_place(cast, as_person):
    ayu = as_person(cast.ayu)
    assert on_behalf(cast, ayu, ground="").status_code == 200
    assert "wilayah Anda sendiri" in text(on_behalf(cast, ayu, places=["63.09"]))
    assert "wilayah Anda sendiri" in text(on_behalf(cast, ayu, is_nationwide="on"))
    assert not Offer.objects.exists()
    page = ayu.get(on_behalf(cast, ayu).url)
    assert "menunggu pembenaran" in text(page)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("foto.jpg", b"<html><script>alert(1)</script></html>", "bukan foto"),
        ("foto.jpg", b"\xff\xd8\xff" + b"0" * (11 * 2**20), "paling besar"),
        ("kosong.pdf", b"", "kosong"),
    ],
)
def test_offer_create_on_behalf_with_a_false_file_is_refused(cast, as_person, name, content, says):
    letter = SimpleUploadedFile(name, content, "image/jpeg")
    page = text(on_behalf(cast, as_person(cast.ayu), ground_file=letter))
    assert says in page
    assert not Offer.objects.exists()


def test_offer_and_its_ground_are_not_found_by_outsiders(cast, as_person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    letter = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat", "application/pdf")
    on_behalf(cast, as_person(cast.ayu), ground_file=letter)
    record, offer = OnBehalf.objects.get(), Offer.objects.get()
    paths = [
        *(f"{LIST}{offer.pk}/{step}" for step in ("", "ubah/", "buka/", "jeda/", "tutup/")),
        *(f"/pihak/atas-nama/{record.pk}/{part}" for part in ("", "dasar/", "tautan/", "jawab/")),
    ]
    for person in (cast.eka, cast.budi, cast.dimas):
        client = as_person(person)
        assert {client.get(path).status_code for path in paths} == {404}
    assert {Client().get(path).status_code for path in paths} == {302}
    served = as_person(cast.citra).get(f"/pihak/atas-nama/{record.pk}/dasar/")
    assert b"".join(served.streaming_content) == b"%PDF-1.4 surat"


def test_offer_page_of_a_viewer_warns_out_of_season_and_offers_no_steps(cast, as_person, offer):
    Offer.objects.update(intake_months=[1])
    page = text(as_person(cast.hana).get(f"{LIST}{offer.pk}/"))
    assert "/ubah/" not in page
    assert "Citra, PT Contoh Banua Energi" in page.replace("<b>", "").replace("</b>", "")
    assert as_person(cast.hana).post(f"{LIST}{offer.pk}/tutup/", {"version": 2}).status_code == 403


def test_offer_list_and_export_show_what_one_may_see(cast, as_person, offer):
    assert "Rp1 miliar" in text(as_person(cast.hana).get(f"{LIST}?urut=-jumlah&tahun=2027"))
    assert "Belum ada kesanggupan" in text(as_person(cast.hana).get(f"{LIST}?tahun=2028"))
    assert "Belum ada kesanggupan" in text(as_person(cast.eka).get(LIST))
    rows = as_person(cast.hana).get("/pihak/kesanggupan.csv").content.decode("utf-8-sig")
    assert "PT Contoh Banua Energi,2027,terbuka,jumlah pasti,1000000000,,,," in rows
    assert as_person(cast.eka).get("/pihak/kesanggupan.csv").content.decode().count("\n") == 1


def test_offer_steps_ask_once_and_refuse_an_old_version(citra, offer):
    assert "Jeda kesanggupan ini?" in text(citra.get(f"{LIST}{offer.pk}/jeda/"))
    paused = citra.post(f"{LIST}{offer.pk}/jeda/", {"version": 2, "reason": "Ditinjau"})
    assert "Ditinjau" in text(citra.get(paused.url))
    stale = citra.post(f"{LIST}{offer.pk}/buka/", {"version": 2})
    assert stale.status_code == 409
    assert citra.post(f"{LIST}{offer.pk}/jeda/", {"version": 3}).status_code == 403
    assert citra.post(f"{LIST}{offer.pk}/buka/", {"version": 3}).status_code == 302
    assert citra.post(f"{LIST}{offer.pk}/tutup/", {"version": 4}).status_code == 302
    assert citra.get(f"{LIST}{offer.pk}/ubah/").status_code == 403


def test_offer_update_keeps_the_typed_words_when_it_changed_meanwhile(citra, offer):
    path = f"{LIST}{offer.pk}/ubah/"
    assert 'value="1.000.000.000"' in text(citra.get(path))
    assert "baru saja diubah" in text(citra.post(path, typed(version="1")))
    assert citra.post(path, typed(version="2")).status_code == 302
    assert Offer.objects.get().amount_rp == 1_250_000_000


def sent_link(cast, as_person) -> tuple[str, OnBehalf]:
    """Return the address of a link that asks the company to confirm, and its record."""
    on_behalf(cast, as_person(cast.ayu))
    record = OnBehalf.objects.get()
    page = text(
        as_person(cast.ayu).post(
            f"/pihak/atas-nama/{record.pk}/tautan/", {"for_name": "Bu Citra", "days": "7"}
        )
    )
    return f"/pihak/t/{page.split('/pihak/t/')[1].split('/')[0]}/", record


def test_confirm_by_a_link_that_was_taken_back_shows_no_record(cast, as_person):
    link, _record = sent_link(cast, as_person)
    guest = Client()
    path = guest.post(link).url
    PersonalLink.objects.update(revoked_at="2026-11-01T00:00Z")
    page = text(guest.get(path))
    assert "sudah ditarik" in page
    assert "Rp1.250.000.000" not in page


def test_confirm_without_an_account_sees_its_own_record_and_answers_once(cast, as_person):
    link, record = sent_link(cast, as_person)
    guest = Client()
    path = guest.post(link).url
    assert path == f"/pihak/benarkan/{record.pk}/"
    page = text(guest.get(path))
    assert "Rp1.250.000.000" in page
    assert "Pilih salah satu jawaban" in text(guest.post(path, {}))
    assert "Tulis apa yang perlu dikoreksi" in text(guest.post(path, {"answer": "koreksi"}))
    assert guest.post(path, {"answer": "benar"}).url == path
    assert "sudah dibenarkan" in text(guest.get(path))
    assert guest.post(path, {"answer": "koreksi", "correction": "x"}).status_code == 403
    record.refresh_from_db()
    assert (record.confirmed_by_name, record.correction) == ("Bu Citra", "")
    assert guest.get(f"{LIST}{record.subject_id}/").status_code == 302
    assert "sudah dipakai" in text(Client().get(link))


def test_confirm_by_another_browser_or_for_another_record_is_not_found(cast, as_person):
    link, record = sent_link(cast, as_person)
    guest, other = Client(), Client()
    guest.post(link)
    assert other.get(f"/pihak/benarkan/{record.pk}/").status_code == 404
    assert guest.get(f"/pihak/benarkan/{record.pk + 1}/").status_code == 404


def test_correct_by_the_company_signed_in_reaches_the_recorder(cast, as_person):
    _, record = sent_link(cast, as_person)
    path = f"/pihak/atas-nama/{record.pk}/jawab/"
    assert as_person(cast.ayu).get(path).status_code == 403
    citra = as_person(cast.citra)
    assert "Apakah catatan ini benar?" in text(citra.get(path))
    citra.post(path, {"answer": "koreksi", "correction": "Jumlahnya Rp1 miliar."})
    ayu = as_person(cast.ayu)
    assert "Jumlahnya Rp1 miliar." in text(ayu.get(f"/pihak/atas-nama/{record.pk}/"))
    assert "mengoreksi catatan Anda" in text(ayu.get("/pihak/pemberitahuan/"))

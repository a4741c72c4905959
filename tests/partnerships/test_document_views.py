"""Pages of documents: who opens them, what they refuse, and what stays as typed."""

from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sambung.core import tokens
from sambung.parties.models import Letterhead
from sambung.partnerships import actions
from sambung.partnerships.models import Agreement, Document, Partnership
from sambung.partnerships.queries.papers import Said, paper_of, recipes
from tests.core.test_papers import plain as words_of_text
from tests.core.test_papers import words_of_docx
from tests.partnerships.test_documents import added, pdf
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

OWN = ["proposal", "surat-minat", "surat-kesanggupan", "berita-acara", "rkm", "agreement-summary"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def at(name: str, partnership: Partnership, *more: object) -> str:
    return reverse(f"partnerships:{name}", args=[partnership.pk, *more])


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def bytes_of(response) -> bytes:
    return b"".join(response.streaming_content)


def answers(cast, **changes: object) -> dict[str, object]:
    given = {
        "token": tokens.new_token(),
        "organisation": cast.company.pk,
        "dated_on": "2027-03-02",
        "place": "Paringin",
        "signer_name": "Citra #1",
        "text_words": "Kami $siap$ @mendukung <b>",
    }
    return given | changes


def test_the_list_shows_filters_sorts_and_exports(cast, as_person):
    partnership = opened(cast)
    client = as_person(cast.citra)
    assert "Belum ada dokumen" in client.get(at("document-list", partnership)).text
    added(cast, partnership, title="Surat dari perusahaan")
    added(cast, partnership, title="Bukti lain", kind="bukti", is_private=True)
    page = client.get(at("document-list", partnership), {"urut": "judul"}).text
    assert page.index("Bukti lain") < page.index("Surat dari perusahaan")
    assert (
        "Bukti lain" not in client.get(at("document-list", partnership), {"keadaan": "pihak"}).text
    )
    narrowed = client.get(at("document-list", partnership), {"cari": "tidak ada"}).text
    assert "Tidak ada dokumen dengan saringan ini" in narrowed
    sheet = client.get(at("document-export", partnership))
    assert sheet.status_code == 200 and sheet.content.startswith(b"PK")
    for state in ("konsep", "terbit", "dasar", "ditarik"):
        assert client.get(at("document-list", partnership), {"keadaan": state}).status_code == 200


def test_the_list_costs_the_same_however_many_documents(
    cast, as_person, django_assert_max_num_queries
):
    partnership, client = opened(cast), as_person(cast.citra)
    for n in range(12):
        added(cast, partnership, title=f"Surat {n}")
    with django_assert_max_num_queries(16):
        client.get(at("document-list", partnership))


def test_an_outsider_opens_nothing(cast, as_person):
    partnership = opened(cast)
    document = added(cast, partnership)
    eka = as_person(cast.eka)
    for name, more in (
        ("document-list", ()),
        ("document-export", ()),
        ("document-add", ()),
        ("paper-kinds", ()),
        ("paper-make", ("proposal",)),
        ("document", (document.pk,)),
        ("document-replace", (document.pk,)),
        ("document-withdraw", (document.pk,)),
        ("document-file", (document.pk, "berkas")),
    ):
        assert eka.get(at(name, partnership, *more)).status_code == 404, name
    assert eka.post(at("document-open", partnership, document.pk)).status_code == 404


def test_a_draft_is_unknown_to_the_other_parties(cast, as_person):
    partnership = opened(cast)
    draft = added(cast, partnership, is_private=True, title="Konsep rahasia")
    gani, citra = as_person(cast.gani), as_person(cast.citra)
    assert gani.get(draft.get_absolute_url()).status_code == 404
    assert gani.get(at("document-file", partnership, draft.pk, "berkas")).status_code == 404
    assert "Konsep rahasia" not in gani.get(at("document-list", partnership)).text
    assert "Konsep rahasia" in citra.get(draft.get_absolute_url()).text
    citra.post(at("document-open", partnership, draft.pk), {"untuk": "pihak"})
    assert gani.get(draft.get_absolute_url()).status_code == 200


def test_the_public_reads_what_was_published_of_a_published_partnership(cast, as_person):
    partnership = opened(cast)
    document, other = added(cast, partnership), added(cast, partnership, title="Bukan untuk umum")
    citra, anybody = as_person(cast.citra), Client()
    citra.post(at("document-open", partnership, document.pk), {"untuk": "umum"})
    assert anybody.get(document.get_absolute_url()).status_code == 404
    Partnership.objects.update(is_published=True)
    assert anybody.get(document.get_absolute_url()).status_code == 200
    file = anybody.get(at("document-file", partnership, document.pk, "berkas"))
    assert bytes_of(file).startswith(b"%PDF-") and "attachment" in file["Content-Disposition"]
    assert anybody.get(other.get_absolute_url()).status_code == 404
    assert "Bukan untuk umum" not in anybody.get(at("document-list", partnership)).text
    citra.post(at("document-open", partnership, document.pk), {"untuk": "tidak"})
    assert anybody.get(document.get_absolute_url()).status_code == 404


def test_an_upload_is_kept_and_a_wrong_one_says_why_and_keeps_what_was_typed(cast, as_person):
    partnership, client = opened(cast), as_person(cast.citra)
    given = {
        "token": tokens.new_token(),
        "kind": "minat",
        "title": "Surat minat 2027",
        "organisation": cast.company.pk,
    }
    program = SimpleUploadedFile("surat.docx", b"PK\x03\x04 bukan dokumen")
    page = client.post(at("document-add", partnership), given | {"upload": program})
    assert page.status_code == 422 and "bukan dokumen DOCX" in page.text
    assert "Surat minat 2027" in page.text and not Document.objects.exists()
    page = client.post(at("document-add", partnership), given)
    assert page.status_code == 422 and "Pilih berkasnya" in page.text
    done = client.post(at("document-add", partnership), given | {"upload": pdf()})
    document = Document.objects.get()
    assert done.url == document.get_absolute_url()
    assert client.get(at("document-add", partnership), {"jenis": "bukti"}).status_code == 200


def test_an_upload_over_the_limit_says_how_large_it_may_be(cast, as_person, settings):
    settings.UPLOAD_LIMIT_MB = 1
    partnership = opened(cast)
    given = {
        "token": tokens.new_token(),
        "kind": "minat",
        "title": "Besar",
        "organisation": cast.company.pk,
        "upload": SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + b"0" * (2 * 2**20)),
    }
    page = as_person(cast.citra).post(at("document-add", partnership), given)
    assert page.status_code == 422 and "paling besar 1 MB" in page.text


def test_a_draft_for_another_party_is_refused_at_its_field(cast, as_person):
    partnership = opened(cast)
    given = {
        "token": tokens.new_token(),
        "kind": "minat",
        "title": "Atas nama",
        "organisation": cast.company.pk,
        "is_private": "on",
        "upload": pdf(),
    }
    page = as_person(cast.ayu).post(at("document-add", partnership), given)
    assert page.status_code == 422 and "organisasinya sendiri" in page.text


def test_a_new_edition_says_to_which_the_verification_is_bound(cast, as_person):
    partnership, client = opened(cast), as_person(cast.citra)
    first = actions.lock_document(added(cast, partnership))
    assert client.get(at("document-replace", partnership, first.pk)).status_code == 200
    sent = {"token": tokens.new_token(), "upload": pdf("lain")}
    done = client.post(at("document-replace", partnership, first.pk), sent)
    page = client.get(done.url).text
    assert "Verifikasi terikat pada edisi 1" in page and first.sha256[:16] in page
    assert "tetap terikat pada edisi ini" in client.get(first.get_absolute_url()).text
    again = client.post(
        at("document-replace", partnership, first.pk),
        {"token": tokens.new_token(), "upload": pdf("telat")},
    )
    assert again.status_code == 409 and Document.objects.count() == 2


def test_withdrawing_asks_for_a_reason(cast, as_person):
    partnership, client = opened(cast), as_person(cast.citra)
    document = added(cast, partnership)
    address = at("document-withdraw", partnership, document.pk)
    assert client.post(address, {"token": tokens.new_token()}).status_code == 422
    client.post(address, {"token": tokens.new_token(), "reason": "salah berkas"})
    assert "salah berkas" in client.get(document.get_absolute_url()).text


def test_every_kind_of_this_room_is_offered_to_a_party_and_not_to_others(cast, as_person):
    partnership = opened(cast)
    page = as_person(cast.citra).get(at("paper-kinds", partnership)).text
    assert all(f"/dokumen/buat/{key}/" in page for key in OWN)
    assert list(recipes())[: len(OWN)] == OWN
    Partnership.objects.update(is_published=True)
    assert as_person(cast.eka).get(at("paper-kinds", partnership)).status_code == 403
    assert as_person(cast.citra).get(at("paper-make", partnership, "apa")).status_code == 404


def test_a_paper_is_looked_at_without_being_kept_then_kept_with_both_files(cast, as_person):
    partnership, client = opened(cast), as_person(cast.citra)
    head = {"lines": "PT CONTOH\nBANUA ENERGI", "address": "Jalan Contoh 1", "place": "Paringin"}
    Letterhead.objects.create(organisation=cast.company, **head)
    address = at("paper-make", partnership, "surat-minat")
    assert "Paringin" in client.get(address).text
    shown = client.post(address, answers(cast) | {"pratinjau": "ya"})
    assert shown["Content-Type"] == "application/pdf" and not Document.objects.exists()
    assert "Pratinjau, belum disimpan" in text_of(shown.content)
    done = client.post(address, answers(cast))
    document = Document.objects.get()
    assert done.url == document.get_absolute_url() and document.kind == "minat"
    pdf_bytes = bytes_of(client.get(at("document-file", partnership, document.pk, "berkas")))
    docx_bytes = bytes_of(client.get(at("document-file", partnership, document.pk, "docx")))
    text = text_of(pdf_bytes)
    for words in ("BANUA ENERGI", "Citra #1", "Kami $siap$ @mendukung <b>", "SIMULASI"):
        assert words in text, words
    assert set(words_of_docx(docx_bytes)) <= set(words_of_text(text)) | {"..."}
    assert client.get(at("document-file", partnership, document.pk, "lain")).status_code == 404


def test_a_paper_about_something_not_yet_recorded_says_so(cast, as_person):
    partnership = opened(cast)
    page = as_person(cast.citra).get(at("paper-make", partnership, "agreement-summary")).text
    assert "Belum ada yang dapat dipilih" in page


def test_minutes_without_what_was_agreed_are_asked_for_it(cast, as_person):
    partnership = opened(cast)
    page = as_person(cast.ayu).post(
        at("paper-make", partnership, "berita-acara"),
        answers(cast, organisation=cast.bappeda.pk, text_spoken="Lokasi"),
    )
    assert page.status_code == 422 and "Lokasi" in page.text


def test_the_letter_of_pledge_spells_its_amount_and_knows_its_contribution(cast, as_person):
    partnership, client = opened(cast), as_person(cast.citra)
    row = partnership.contributions.get(party__organisation=cast.company)
    type(row).objects.filter(pk=row.pk).update(pledged_rp=156_000_000)
    client.post(
        at("paper-make", partnership, "surat-kesanggupan"), answers(cast, about=str(row.pk))
    )
    document = Document.objects.get()
    assert (document.subject_label, document.subject_id) == (
        *("partnerships.contribution", str(row.pk)),
    )
    words = str(document.content)
    assert "Rp156.000.000 (seratus lima puluh enam juta rupiah)" in words


@pytest.mark.parametrize("key", OWN)
def test_every_kind_is_made_of_any_partnership_in_both_forms(cast, key):
    partnership = opened(cast)
    agreement = Agreement.objects.create(
        partnership=partnership, kind="pks", title="PKS #1", owner=cast.bappeda, is_shared=True
    )
    about = str(agreement.pk if key == "agreement-summary" else 0)
    recipe = recipes()[key]
    texts = {ask.key: "Satu $x$\nDua #y" for ask in recipe.asks}
    said = Said(dated_on=date(2027, 3, 2), about=about, texts=texts)
    paper = paper_of(recipe, partnership, cast.company, said)
    body = actions.body_of(
        paper, owner=partnership, by=cast.actor(cast.citra), name=str(recipe.name)
    )
    assert body.edited is not None and body.content is not None
    assert paper.language == ("en" if key == "agreement-summary" else "id")
    assert partnership.title.upper() in str(body.content).upper()
    Partnership.objects.update(total_rp=None, community_rp=None, people_served=None, package=None)
    partnership.contributions.all().delete()
    partnership.refresh_from_db()
    bare = paper_of(recipe, partnership, cast.village, Said(dated_on=date(2027, 3, 2)))
    text = str(bare)
    assert "None" not in text.replace("head=None", "").replace("total=None", "")
    assert "Rp0" not in text


def test_an_english_summary_speaks_english_whatever_the_site_speaks(cast):
    partnership = opened(cast)
    said = Said(dated_on=date(2027, 3, 2))
    paper = paper_of(recipes()["agreement-summary"], partnership, cast.company, said)
    assert paper.place_and_day == "2 March 2027" and paper.watermark == "SIMULATION"
    other = paper_of(recipes()["proposal"], partnership, cast.company, said)
    assert other.place_and_day == "2 Maret 2027" and other.watermark == "SIMULASI"

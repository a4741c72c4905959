"""The pages of agreements: who sees them, what they say, what a form keeps."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sambung.core import papers, tokens
from sambung.core.papers import Paper
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Agreement, AgreementState, DocumentTemplate
from tests.partnerships.signing_world import drafted, in_force, named, signing
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(name, thing, *more):
    return reverse(f"partnerships:{name}", args=[thing.partnership_id, thing.pk, *more])


def sent(version=0, **given):
    return {"token": tokens.new_token(), "version": version, **given}


def test_drafted_over_the_page_and_a_draft_is_its_owners_own(cast, as_person):
    partnership = opened(cast)
    form = reverse("partnerships:agreement-draft", args=[partnership.pk])
    ayu = as_person(cast.ayu)
    assert ayu.get(form).status_code == 200
    answer = ayu.post(form, sent(kind="pks", title="Air minum Hauwai", ends_on="2030-12-31"))
    thing = Agreement.objects.get()
    assert answer.url == thing.get_absolute_url()
    page = ayu.get(answer.url).content.decode()
    assert "Naskah disusun, belum dibagikan" in page
    for person in (cast.citra, cast.gani, cast.eka):
        assert as_person(person).get(answer.url).status_code == 404
    actions.share_agreement(agreement=thing, by=cast.actor(cast.ayu, cast.bappeda))
    assert as_person(cast.citra).get(answer.url).status_code == 200
    assert as_person(cast.eka).get(answer.url).status_code == 404


def test_wrong_days_come_back_with_what_was_typed(cast, as_person):
    partnership = opened(cast)
    form = reverse("partnerships:agreement-draft", args=[partnership.pk])
    given = sent(kind="pks", title="Judul saya", starts_on="2030-01-02", ends_on="2030-01-01")
    page = as_person(cast.ayu).post(form, given)
    assert page.status_code == 422
    assert "mendahului tanggal mulai" in page.content.decode()
    assert "Judul saya" in page.content.decode()
    assert not Agreement.objects.exists()


def test_every_page_of_a_draft_opens_for_a_party_and_not_for_the_outsider(cast, as_person):
    thing = drafted(cast)
    actions.share_agreement(agreement=thing, by=cast.actor(cast.ayu, cast.bappeda))
    named(cast, thing, cast.village, cast.company)
    by = cast.actor(cast.ayu, cast.bappeda)
    actions.freeze_text(agreement=thing, by=by)
    actions.add_clause(agreement=thing, heading="TAMBAHAN", wording="(1) Isi baru.", by=by)
    actions.freeze_text(agreement=thing, by=by)
    clause = thing.clauses.filter(part="article").first()
    pages = [
        *(url(n, thing) for n in ("agreement", "agreement-terms", "clause-list", "clause-add")),
        *(url(n, thing) for n in ("text-freeze", "text-upload", "text-compare", "signatory-set")),
        *(url(n, thing) for n in ("review-send",)),
        url("clause-edit", thing, clause.pk),
        url("agreement-reason", thing, "batalkan"),
        reverse("partnerships:agreement-list", args=[thing.partnership_id]),
    ]
    ayu, eka = as_person(cast.ayu), as_person(cast.eka)
    for page in pages:
        assert ayu.get(page).status_code == 200, page
        assert eka.get(page).status_code == 404, page
    assert "TAMBAHAN" in ayu.get(url("text-compare", thing)).content.decode()
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = ayu.get(url("text-file", thing, 2, ending))
        assert b"".join(answer.streaming_content).startswith(start)
        assert eka.get(url("text-file", thing, 2, ending)).status_code == 404


def test_second_editor_of_a_clause_keeps_his_words_and_sees_the_first(cast, as_person):
    thing = drafted(cast)
    actions.share_agreement(agreement=thing, by=cast.actor(cast.ayu, cast.bappeda))
    clause = thing.clauses.filter(part="article").first()
    form = url("clause-edit", thing, clause.pk)
    seen = clause.version
    first = sent(seen, heading=clause.heading, wording="(1) Bunyi Ayu.")
    assert as_person(cast.ayu).post(form, first).status_code == 302
    gani = as_person(cast.gani)
    page = gani.post(form, sent(seen, heading="X", wording="(1) Bunyi Gani."))
    assert page.status_code == 409
    words = page.content.decode()
    assert "Gani." in words
    assert "Ayu." in words
    again = gani.post(form, sent(page.context["clause"].version, wording="(1) Bunyi Gani."))
    assert again.status_code == 302
    clause.refresh_from_db()
    assert clause.wording == "(1) Bunyi Gani."
    assert "<del>" in gani.get(url("clause-list", thing)).content.decode()


def test_clauses_move_leave_and_return(cast, as_person):
    thing = drafted(cast)
    ayu = as_person(cast.ayu)
    first, second = thing.clauses.filter(part="article")[:2]
    ayu.post(url("clause-act", thing, first.pk, "turun"))
    assert [c.pk for c in thing.clauses.filter(part="article")[:2]] == [second.pk, first.pk]
    ayu.post(url("clause-act", thing, first.pk, "keluarkan"))
    first.refresh_from_db()
    assert first.is_removed
    ayu.post(url("clause-act", thing, first.pk, "pulihkan"))
    first.refresh_from_db()
    assert not first.is_removed
    assert ayu.post(url("clause-act", thing, first.pk, "palsu")).status_code == 404


def test_signing_over_the_page_until_in_force(cast, as_person):
    thing, (village, company) = signing(cast)
    given = {"signed_on": thing.texts.get().at.date().isoformat(), "letter_number": "1/PKS"}
    given |= {"way": "basah"}
    gani, citra = as_person(cast.gani), as_person(cast.citra)
    early = citra.post(url("signing-record", thing, company.pk), sent(**given))
    assert early.status_code == 422
    assert "lebih dahulu" in early.content.decode()
    assert "1/PKS" in early.content.decode()
    assert citra.get(url("signing-record", thing, village.pk)).status_code == 403
    assert gani.post(url("signing-record", thing, village.pk), sent(**given)).status_code == 302
    assert "Menunggu tanda tangan PIHAK KEDUA" in gani.get(url("agreement", thing)).content.decode()
    assert gani.get(url("signing-withdraw", thing, village.pk)).status_code == 200
    assert citra.post(url("signing-record", thing, company.pk), sent(**given)).status_code == 302
    thing.refresh_from_db()
    assert thing.state == AgreementState.IN_FORCE


def test_review_returned_is_a_draft_again_with_its_reason(cast, as_person):
    thing = drafted(cast)
    by = cast.actor(cast.ayu, cast.bappeda)
    actions.share_agreement(agreement=thing, by=by)
    named(cast, thing, cast.village, cast.company)
    actions.freeze_text(agreement=thing, by=by)
    ayu = as_person(cast.ayu)
    day = thing.texts.get().at.date().isoformat()
    given = {"desk": "Bagian Hukum", "organisation": cast.company.pk, "sent_on": day}
    assert ayu.post(url("review-send", thing), sent(**given)).status_code == 302
    review = thing.reviews.get()
    answer = url("review-answer", thing, review.pk)
    citra = as_person(cast.citra)
    assert citra.post(answer, sent(1, outcome="kembali", answered_on=day)).status_code == 422
    back = sent(1, outcome="kembali", note="Pasal 4 belum jelas", answered_on=day)
    assert citra.post(answer, back).status_code == 302
    thing.refresh_from_db()
    assert thing.state == AgreementState.DRAFT
    assert "Pasal 4 belum jelas" in ayu.get(url("agreement", thing)).content.decode()


def test_text_from_outside_is_marked_and_wrong_files_are_refused(cast, as_person):
    thing = drafted(cast)
    paper = Paper(title="X", opening=("Isi.",))
    ayu, form = as_person(cast.ayu), url("text-upload", thing)
    docx = SimpleUploadedFile("n.docx", papers.docx(paper))
    pdf = SimpleUploadedFile("n.pdf", papers.pdf(paper))
    assert ayu.post(form, sent(docx=docx, pdf=pdf, note="dari legal")).status_code == 302
    text = thing.texts.get()
    assert text.is_from_outside
    assert text.content is None
    assert "dari luar" in ayu.get(url("agreement", thing)).content.decode()
    wrong = sent(
        docx=SimpleUploadedFile("n.docx", b"bukan"), pdf=SimpleUploadedFile("n.pdf", b"bukan")
    )
    assert ayu.post(form, wrong).status_code == 422
    assert thing.texts.count() == 1


def test_list_of_all_filters_exports_and_hides_from_the_outsider(cast, as_person):
    thing = in_force(cast)
    page = reverse("partnerships:agreements-all")
    ayu = as_person(cast.ayu)
    for query, found in (
        ("keadaan=in_force", True),
        ("keadaan=draft", False),
        ("habis=30", False),
        ("jenis=pks&urut=berakhir", True),
        ("cari=banua", True),
        ("cari=zzz", False),
    ):
        assert (thing.title in ayu.get(f"{page}?{query}").content.decode()) is found, query
    assert thing.title not in as_person(cast.eka).get(page).content.decode()
    answer = ayu.get(reverse("partnerships:agreements-export"))
    strings = ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert thing.title in strings


def test_agreements_of_a_partnership_cost_two_queries(cast, django_assert_max_num_queries):
    thing = in_force(cast)
    partnership, actor = thing.partnership, cast.actor(cast.ayu)
    with django_assert_max_num_queries(2):
        rows = queries.agreements_of(partnership, actor)
    assert rows[0].signed == 2


def test_region_keeps_its_wording_and_a_wrong_field_is_named(cast, as_person):
    form = reverse("partnerships:wording-edit", args=["sederhana"])
    ayu = as_person(cast.ayu)
    page = ayu.get(form)
    assert page.status_code == 200
    start = page.context["form"].initial
    names = ("title", "opening", "clauses", "closing")
    given = {name: start[name] for name in names}
    wrong = ayu.post(form, sent(**given | {"closing": "Di {kabupatn}."}))
    assert wrong.status_code == 422
    assert "{kabupaten}" in wrong.content.decode()
    assert ayu.post(form, sent(**given | {"closing": "Di {kabupaten}."})).status_code == 302
    row = DocumentTemplate.objects.get()
    assert row.content["closing"] == ["Di {kabupaten}."]
    thing = drafted(cast, "sederhana", template=row)
    assert thing.clauses.get(part="closing").wording == "Di Kabupaten Balangan."
    assert as_person(cast.citra).get(form).status_code == 403
    assert as_person(cast.citra).get(reverse("partnerships:wording-list")).status_code == 200

"""Sending a photo from a phone, typing it with the picture beside, and the list of papers."""

import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sambung.activities.models import Activity
from sambung.exchange.models import PaperForm
from sambung.exchange.rules import paper as rules
from sambung.needs.models import Need, NeedState
from tests.activities import world as activities
from tests.exchange.papers import HAUWAI, POSTED, of_a_stranger, photo, waiting
from tests.needs import world as needs

pytestmark = pytest.mark.django_db
SEND = f"/data-masuk/kertas/kirim/proposal/{HAUWAI}/"
STRANGER = {"name": "Warga", "phone": "0812 1111 2222"}


def page_of(form):
    """Return the address of a paper."""
    return reverse("exchange:paper", args=[form.pk])


def send(client, address=SEND, pages=None, **given):
    """Send photos as the form of the page does."""
    token = client.get(address).context["form"].initial["token"]
    return client.post(address, {"pages": pages or [photo()], "token": token} | given)


def test_send_by_the_village_keeps_the_photo_and_says_its_number(cast, as_person):
    answer = send(as_person(cast.gani), note="Halaman 1")
    form = PaperForm.objects.get()
    assert answer.url == reverse("exchange:paper-sent", args=[form.pk])
    assert (form.kind, form.region_id, form.sent_by, form.note) == (
        "proposal",
        HAUWAI,
        cast.gani,
        "Halaman 1",
    )
    assert f"Kertas nomor {form.pk}" in as_person(cast.gani).get(answer.url).text


def test_send_twice_with_the_same_token_keeps_one_and_leads_to_the_same_page(cast, as_person):
    client = as_person(cast.gani)
    token = client.get(SEND).context["form"].initial["token"]
    first = client.post(SEND, {"pages": [photo()], "token": token})
    again = client.post(SEND, {"pages": [photo()], "token": token})
    assert first.url == again.url
    assert PaperForm.objects.count() == 1


def test_send_without_account_asks_who_and_waits_unconfirmed(cast):
    client = Client()
    refused = send(client)
    assert refused.status_code == 422
    assert "Tulis nama Anda" in refused.text
    assert send(client, **STRANGER).status_code == 302
    form = PaperForm.objects.get()
    assert (form.is_known, form.sent_by_phone) == (False, "+6281211112222")
    # The page after sending tells a passer-by nothing but the number.
    assert "Warga" not in Client().get(reverse("exchange:paper-sent", args=[form.pk])).text
    assert Client().get(page_of(form)).status_code == 302


def test_send_without_account_is_limited_for_one_village(cast):
    for _number in range(rules.UNKNOWN_PER_VILLAGE):
        of_a_stranger(cast)
    answer = send(Client(), **STRANGER)
    assert answer.status_code == 403
    assert "besok" in answer.text


def test_send_of_an_activity_report_asks_to_sign_in_and_takes_the_companys(cast, as_person):
    address = f"/data-masuk/kertas/kirim/activity/{HAUWAI}/"
    assert "Masuk dahulu" in Client().get(address).text
    assert send(as_person(cast.citra), address).status_code == 302
    assert PaperForm.objects.get().is_known


def test_send_for_a_kecamatan_asks_which_village_first(cast):
    answer = Client().get("/data-masuk/kertas/kirim/proposal/63.11.02/?cari=hauwai")
    assert SEND in answer.text


@pytest.mark.parametrize(
    "path",
    ["lain/63.11.02.2001", "proposal/99.99", "proposal/usulan-1", "visit/63.11", "visit/usulan-0"],
)
def test_send_to_an_address_that_names_nothing_is_not_found(cast, path):
    assert Client().get(f"/data-masuk/kertas/kirim/{path}/").status_code == 404


def chunk(name, content):
    """Return one chunk of a PNG."""
    body = name + content
    return len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def bomb():
    """Return a PNG that says it is 60,000 by 60,000 pixels."""
    size = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    rows = chunk(b"IDAT", zlib.compress(b"0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + rows + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jpg", b"MZ\x90\x00 program", "bukan foto"),
        ("a.pdf", b"%PDF-1.7\n" + b"0" * 2000, "bukan PDF"),
        ("a.png", bomb(), "juta piksel"),
        ("a.jpg", b"", "kosong"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic0000", "HEIC"),
    ],
    ids=["program", "pdf", "bomb", "empty", "heic"],
)
def test_send_what_is_no_photo_is_refused_with_words_and_kept_nowhere(
    cast, as_person, name, content, words
):
    answer = send(as_person(cast.gani), pages=[SimpleUploadedFile(name, content)])
    assert answer.status_code == 422
    assert words in answer.text
    assert not PaperForm.objects.exists()


def test_send_a_photo_over_the_limit_or_five_of_them_is_refused(cast, as_person, settings):
    settings.UPLOAD_LIMIT_MB = 0
    assert "paling besar" in send(as_person(cast.gani)).text
    settings.UPLOAD_LIMIT_MB = 10
    answer = send(as_person(cast.gani), pages=[photo(f"{n}.jpg") for n in range(5)])
    assert (answer.status_code, "Paling banyak 4" in answer.text) == (422, True)


def test_paper_is_seen_by_desk_village_and_sender_and_by_nobody_of_another_district(
    cast, as_person
):
    form = waiting(cast)
    picture = reverse("exchange:paper-picture", args=[form.pages.get().pk])
    for person in (cast.ayu, cast.hana, cast.gani, cast.dimas):
        assert as_person(person).get(page_of(form)).status_code == 200
        answer = as_person(person).get(picture)
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    for person in (cast.eka, cast.citra, cast.budi):
        for address in (page_of(form), picture, reverse("exchange:paper-aside", args=[form.pk])):
            assert as_person(person).get(address).status_code == 404
        assert not as_person(person).get("/data-masuk/kertas/masuk/").context["papers"]
    assert Client().get(picture).status_code == 302


def test_activity_report_on_paper_is_not_shown_to_village_or_facilitator(cast, as_person):
    form = waiting(cast, kind="activity", by=cast.actor(cast.citra))
    assert as_person(cast.ayu).get(page_of(form)).status_code == 200
    for person in (cast.gani, cast.dimas, cast.eka):
        assert as_person(person).get(page_of(form)).status_code == 404


def test_type_a_proposal_saves_on_the_way_and_becomes_a_need(cast, as_person):
    form, client = waiting(cast), as_person(cast.ayu)
    half = {"problem": "Air dari sungai", "people": "497", "version": 1, "aksi": "simpan"}
    assert client.post(page_of(form), half).url == page_of(form)
    again = client.get(page_of(form))
    assert "Air dari sungai" in again.text
    assert 'value="497"' in again.text
    answer = client.post(page_of(form), POSTED | {"version": 2, "proposer": cast.village.pk})
    need = Need.objects.get()
    assert answer.url == reverse("needs:need", args=[need.pk])
    assert (need.state, need.has_labour, need.has_cash) == (NeedState.SENT, True, None)
    assert need.monthly_fee_rp == 10_000
    typed = client.get(page_of(form)).text
    assert answer.url in typed  # the picture leads to the entry
    assert need.photos.count() == 1  # and the entry keeps the picture


def test_type_a_proposal_with_faults_keeps_what_was_typed_and_says_what_to_mend(cast, as_person):
    form = waiting(cast)
    wrong = POSTED | {"version": 1, "people": "10", "households": "142", "problem": "x" * 9}
    answer = as_person(cast.ayu).post(page_of(form), wrong)
    assert answer.status_code == 422
    assert "tidak mungkin kurang" in answer.text
    assert not Need.objects.exists()


def test_type_a_number_of_a_person_is_refused_in_draft_and_entry(cast, as_person):
    form = waiting(cast)
    for aim in ("simpan", "kirim"):
        given = POSTED | {"version": 1, "aksi": aim, "problem": "Bu Siti 6311024107800001"}
        answer = as_person(cast.ayu).post(page_of(form), given)
        assert (answer.status_code, "NIK" in answer.text) == (422, True)
    form.refresh_from_db()
    assert form.draft == {}


def test_type_after_somebody_else_did_says_so(cast, as_person):
    form, client = waiting(cast), as_person(cast.ayu)
    given = POSTED | {"version": 1, "proposer": cast.village.pk}
    assert client.post(page_of(form), given).status_code == 302
    assert as_person(cast.hana).post(page_of(form), given).status_code == 409
    assert Need.objects.count() == 1


def test_type_the_paper_of_a_stranger_only_after_asking_them(cast, as_person):
    form, client = of_a_stranger(cast), as_person(cast.ayu)
    assert "+6281211112222" in client.get(page_of(form)).text
    given = POSTED | {"version": 1, "proposer": cast.village.pk}
    assert client.post(page_of(form), given).status_code == 403
    assert client.post(page_of(form), given | {"has_asked": "on"}).status_code == 302
    assert "+6281211112222" not in client.get(page_of(form)).text


def test_type_minutes_visit_activity_and_check(cast, as_person):
    need, client = needs.sent(cast), as_person(cast.ayu)
    minutes = waiting(cast, kind="minutes")
    given = {"version": 1, "need": need.pk, "attended": "40", "women": "18", "agreed": "Iuran"}
    assert client.post(page_of(minutes), given).url == reverse("needs:need", args=[need.pk])
    needs.actions.verify_desk(need=need, by=cast.actor(cast.hana))
    visit = waiting(cast, kind="visit", about=("needs.need", need.pk), by=cast.actor(cast.ayu))
    found = {"seen": "yes", "counted": "yes", "source": "unknown", "land": "no", "operator": "yes"}
    counts = {"version": 1, "people": "480", "households": "140"}
    assert client.post(page_of(visit), found | counts).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.people) == (NeedState.FIELD_VERIFIED, 480)
    assert client.get(reverse("needs:need", args=[need.pk])).status_code == 200
    report = waiting(cast, kind="activity", by=cast.actor(cast.citra))
    facts = {"version": 1, "organisation": cast.company.pk, "year": "2025", "service": "water"}
    facts |= {"title": "Sumur bor", "amount_rp": "Rp1,25 miliar", "works": "yes"}
    assert client.post(page_of(report), facts).status_code == 302
    done = Activity.objects.get()
    assert (done.amount_rp, done.works, done.region_id) == (1_250_000_000, "yes", HAUWAI)
    assert done.photos.count() == 1
    about = ("activities.activity", done.pk)
    check = waiting(cast, kind="visit", about=about, by=cast.actor(cast.ayu))
    seen = {"version": 1, "on": "2026-01-15", "works": "no", "is_used": "no"}
    assert client.post(page_of(check), seen).url == done.get_absolute_url()
    assert done.checks.count() == 2


def test_check_form_of_an_activity_is_sent_from_its_qr(cast, as_person):
    done = activities.own(cast)
    address = f"/data-masuk/kertas/kirim/visit/realisasi-{done.pk}/"
    assert send(as_person(cast.ayu), address).status_code == 302
    assert PaperForm.objects.get().about_id == str(done.pk)
    assert as_person(cast.eka).get(address).status_code == 404


def test_set_aside_and_take_back(cast, as_person):
    form, client = waiting(cast), as_person(cast.ayu)
    aside = reverse("exchange:paper-aside", args=[form.pk])
    assert client.post(aside, {"reason": "", "version": 1}).status_code == 422
    assert client.post(aside, {"reason": "Tidak terbaca", "version": 1}).status_code == 302
    assert "Tidak terbaca" in client.get(page_of(form)).text
    back = reverse("exchange:paper-take-back", args=[form.pk])
    assert as_person(cast.eka).post(back, {"version": 2}).status_code == 404
    assert client.post(back, {"version": 2}).status_code == 302
    form.refresh_from_db()
    assert form.state == "waiting"


def test_list_narrows_sorts_exports_and_says_what_to_do_when_empty(cast, as_person):
    client, address = as_person(cast.ayu), reverse("exchange:paper-list")
    assert "Belum ada kertas yang masuk" in client.get(address).text
    first, second = waiting(cast), waiting(cast, kind="minutes")
    assert [form.pk for form, _code in client.get(address).context["papers"]] == [
        second.pk,
        first.pk,
    ]
    up = client.get(f"{address}?urut=masuk").context["papers"]
    assert [form.pk for form, _code in up] == [first.pk, second.pk]
    narrowed = client.get(f"{address}?jenis=minutes&keadaan=waiting").context["papers"]
    assert [form.pk for form, _code in narrowed] == [second.pk]
    assert "Tidak ada yang cocok" in client.get(f"{address}?keadaan=typed").text
    for fmt in ("csv", "xlsx"):
        export = reverse("exchange:paper-export", args=[fmt])
        assert as_person(cast.ayu).get(export).status_code == 200
    text = client.get(reverse("exchange:paper-export", args=["csv"])).content.decode()
    assert f"U-{HAUWAI}" in text
    assert "Gani" not in text
    assert client.get(reverse("exchange:paper-export", args=["pdf"])).status_code == 404
    outside = as_person(cast.eka).get(reverse("exchange:paper-export", args=["csv"]))
    assert HAUWAI not in outside.content.decode()


def test_forms_page_offers_every_form_and_those_of_a_village(cast, as_person):
    need = needs.sent(cast)
    address = reverse("exchange:paper-forms")
    assert "Formulir usulan" in Client().get(address).text
    assert HAUWAI in Client().get(f"{address}?cari=hauwai").text
    visit = reverse("exchange:paper-visit", args=[need.pk])
    assert visit in as_person(cast.ayu).get(f"{address}?desa={HAUWAI}").text
    for client in (as_person(cast.eka), Client()):
        assert visit not in client.get(f"{address}?desa={HAUWAI}").text
    assert Client().get(f"{address}?desa=1").status_code == 404


def test_home_says_which_papers_wait_for_whom(cast, as_person):
    form = waiting(cast)
    assert page_of(form) in as_person(cast.ayu).get("/").text
    assert page_of(form) not in as_person(cast.eka).get("/").text

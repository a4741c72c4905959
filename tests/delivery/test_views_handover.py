"""Pages of a handover: parties find them, an outsider finds nothing; each piece saved alone."""

import pytest
from django.test import Client
from django.urls import reverse

from sambung.delivery.lifecycle import Piece
from sambung.delivery.models import Handover
from tests.delivery.test_handover import EVERY, paper, prepared, whole
from tests.delivery.test_views_work import address, send
from tests.delivery.world import running, today

pytestmark = pytest.mark.db
FORMS = [piece.value for piece in Piece if piece != Piece.WATER]


def piece_url(handover, piece):
    return reverse("delivery:handover-piece", args=[handover.partnership_id, handover.pk, piece])


def of(name, handover):
    return reverse(f"delivery:{name}", args=[handover.partnership_id, handover.pk])


def test_pages_open_for_a_party_and_never_for_the_outsider(cast, as_person):
    handover = prepared(cast)
    partnership = handover.partnership
    pages = [
        address("handover-new", partnership),
        of("handover", handover),
        of("handover-complete", handover),
        *(piece_url(handover, piece) for piece in FORMS),
    ]
    gani, eka = as_person(cast.gani), as_person(cast.eka)
    for page in [*pages, address("handover-list", partnership), of("handover-cancel", handover)]:
        assert eka.get(page).status_code == 404, page
        assert eka.post(page, {}).status_code == 404, page
        assert Client().get(page).status_code in {302, 404}, page
    for page in pages:
        assert gani.get(page).status_code == 200, page
    assert gani.get(piece_url(handover, "uji-air")).status_code == 404
    assert gani.get(piece_url(handover, "lain")).status_code == 404
    assert gani.get(of("handover-cancel", handover)).status_code == 403
    other = reverse("delivery:handover", args=[partnership.pk, handover.pk + 9])
    assert gani.get(other).status_code == 404


def test_list_says_what_to_do_then_leads_to_the_only_one(cast, as_person):
    partnership, gani = running(cast), as_person(cast.gani)
    page = address("handover-list", partnership)
    assert "Belum ada serah terima" in gani.get(page).content.decode()
    assert send(gani, address("handover-new", partnership)).status_code == 302
    handover = Handover.objects.get()
    assert handover.facility.name == partnership.title
    assert gani.get(page).url == handover.get_absolute_url()
    prepared(cast, partnership, name="Menara kedua")
    assert "Menara kedua" in gani.get(page).content.decode()


def test_every_piece_is_saved_alone_and_shown(cast, as_person):
    handover, gani = prepared(cast), as_person(cast.gani)
    typed = {
        "uji-fungsi": {"is_function_good": "yes", "function_tested_on": today().isoformat()},
        "pencatatan": {"owner": cast.village.pk, "register_number": "02.01"},
        "pengelola": {"operator": cast.utility.pk},
        "iuran": {
            "tariff_rp": "2.000",
            "tariff_unit": "m³",
            "tariff_decision": "Perdes 3/2026",
            "tariff_decided_on": today().isoformat(),
            "income_month_rp": "1,2 juta",
            "operating_month_rp": "1 juta",
            "bill_month_rp": "15.000",
            "household_income_month_rp": "2 juta",
        },
        "garansi": {"warranty_until": "2027-12-31"},
        "bast": {"upload": paper()},
    }
    for piece, values in typed.items():
        answer = send(gani, piece_url(handover, piece), **values)
        assert answer.status_code == 302, (piece, answer.context["form"].errors)
    text = gani.get(of("handover", handover)).content.decode()
    for words in ["02.01", "Perdes 3/2026", "1,20", "menutup BOP dan pemeliharaan", "terjangkau"]:
        assert words in text, words
    assert "2 hal belum ada" in text  # water and the asset list
    assert "air belum diuji" in text


@pytest.mark.parametrize(
    ("piece", "values", "words"),
    [
        ("uji-fungsi", {"is_function_good": "yes"}, "kapan fungsinya diuji"),
        ("uji-fungsi", {"function_tested_on": "2999-01-01"}, "belum terjadi"),
        ("iuran", {"tariff_decision": "Perdes"}, "kapan iurannya"),
        ("iuran", {"tariff_rp": "-3"}, "tidak boleh kurang"),
        ("pencatatan", {"registered_on": "2999-01-01"}, "belum terjadi"),
    ],
)
def test_piece_that_cannot_be_comes_back_as_typed(cast, as_person, piece, values, words):
    answer = send(as_person(cast.gani), piece_url(prepared(cast), piece), **values)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_asset_list_proposes_a_class_and_keeps_the_chosen(cast, as_person):
    handover, gani = prepared(cast), as_person(cast.gani)
    page = piece_url(handover, "aset")
    form = gani.get(page).context["form"]
    given = {"token": form.initial["token"], "version": handover.version}
    given |= {"aset-TOTAL_FORMS": 4, "aset-INITIAL_FORMS": 0}
    half = given | {"aset-0-quantity": "3"}
    assert gani.post(page, half).status_code == 422
    unread = given | {"aset-0-name": "Pipa", "aset-0-quantity": "banyak"}
    assert "misalnya 300" in gani.post(page, unread).content.decode()
    lines = {
        "aset-0-name": "Jaringan pipa",
        "aset-0-quantity": "1.200",
        "aset-0-unit": "m",
        "aset-1-name": "Pompa",
        "aset-1-asset_class": "lain",
        "aset-1-value_rp": "12 juta",
    }
    assert gani.post(page, given | lines).status_code == 302
    parts = [(row.name, row.asset_class) for row in handover.facility.components.all()]
    assert parts == [("Jaringan pipa", "jaringan"), ("Pompa", "lain")]
    assert gani.post(page, given | lines).status_code == 409  # changed meanwhile


def test_complete_asks_a_reason_for_each_missing_thing(cast, as_person):
    handover, gani = prepared(cast), as_person(cast.gani)
    page = of("handover-complete", handover)
    typed = {
        "number": "BAST/7",
        "on": today().isoformat(),
        "giver": cast.company.pk,
        "receiver": cast.village.pk,
    }
    answer = send(gani, page, **typed)
    assert (answer.status_code, len(answer.context["form"].errors)) == (422, len(EVERY))
    assert "BAST/7" in answer.content.decode()
    reasons = {f"reason_{key}": "menyusul bulan depan" for key in EVERY}
    same = send(gani, page, **typed | reasons | {"receiver": cast.company.pk})
    assert (same.status_code, "dua pihak" in same.content.decode()) == (422, True)
    alone = send(as_person(cast.citra), page, **typed | reasons)
    assert (alone.status_code, "Lampirkan BAST" in alone.content.decode()) == (422, True)
    reasons.pop("reason_bast")
    done = send(gani, page, **typed | reasons | {"paper": paper()})
    assert done.status_code == 302
    handover.refresh_from_db()
    assert done.url == handover.facility.get_absolute_url()
    text = gani.get(of("handover", handover)).content.decode()
    assert "menyusul bulan depan" in text
    assert gani.get(page).status_code == 403
    assert "Pemantauan" in gani.get(done.url).content.decode()
    assert as_person(cast.eka).get(done.url).status_code == 404


def test_cancel_leads_to_the_new_one(cast, as_person):
    handover, gani = whole(cast, prepared(cast)), as_person(cast.gani)
    typed = {
        "number": "BAST/7",
        "on": today().isoformat(),
        "giver": cast.company.pk,
        "receiver": cast.village.pk,
    }
    assert send(gani, of("handover-complete", handover), **typed).status_code == 302
    page = of("handover-cancel", handover)
    assert send(gani, page).status_code == 422
    answer = send(gani, page, reason="salah tanggal")
    assert answer.url == Handover.objects.get(state="prepared").get_absolute_url()
    listed = gani.get(address("handover-list", handover.partnership)).content.decode()
    assert "salah tanggal" in listed

"""Papers of the delivery: what they say of what was stated, verified, or nobody knows."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from sambung.core import files, papers
from sambung.core.access import Actor
from sambung.core.papers import Paper
from sambung.delivery.models import (
    Account,
    Condition,
    Handover,
    Milestone,
    Progress,
    ProgressPhoto,
    Tranche,
    TrancheStatement,
    Trouble,
)
from sambung.facilities.models import Component, Facility
from sambung.partnerships import queries
from sambung.partnerships.queries.papers import Said, paper_of, recipes
from tests.core.test_papers import pages_of, words_of_docx
from tests.core.test_papers import plain as words_of
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

KINDS = ["laporan-kemajuan", "permintaan-pembayaran", "tanda-terima", "bast", "laporan-penutup"]
ON = date(2027, 3, 2)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def partnership(cast):
    return opened(cast)


def text_of(paper: Paper) -> str:
    """The words of the PDF; holds on the way that the DOCX has the same."""
    pictures = queries.picture_bytes(paper)
    text = " ".join(pages_of(papers.pdf(paper, pictures=pictures)))
    missing = set(words_of_docx(papers.docx(paper, pictures=pictures))) - set(words_of(text))
    assert missing == set()
    return " ".join(text.split())


def made(cast, partnership, key: str, about: str = "", **texts: str) -> str:
    said = Said(ON, number="7/2027", place="Paringin", about=about, texts=texts)
    return text_of(paper_of(recipes()[key], partnership, cast.company, said))


def tranche_of(cast, partnership) -> Tranche:
    contribution = partnership.contributions.get(party__organisation=cast.company)
    account = Account.objects.create(
        organisation=cast.village,
        bank="Bank Contoh #1",
        number="001-002",
        name_on_account="Kas Desa $Hauwai$",
        kept_by=cast.bappeda,
    )
    return Tranche.objects.create(
        contribution=contribution,
        number=2,
        amount_rp=150_000_000,
        account=account,
        payee=cast.village,
    )


def stated(tranche: Tranche, act: str, amount_rp: int, organisation) -> TrancheStatement:
    return TrancheStatement.objects.create(
        tranche=tranche,
        act=act,
        amount_rp=amount_rp,
        on=ON,
        organisation=organisation,
        at=timezone.now(),
    )


def handover_of(cast, partnership, **changes: object) -> Handover:
    facility = Facility.objects.create(
        village=partnership.village, name="SPAM Hauwai", service="water"
    )
    given = {"giver": cast.company, "receiver": cast.village, "at": timezone.now(), **changes}
    return Handover.objects.create(partnership=partnership, facility=facility, **given)


def test_every_kind_of_this_room_stands_after_those_of_the_partnership():
    assert list(recipes())[-len(KINDS) :] == KINDS


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_is_made_where_nothing_is_known_and_invents_nothing(cast, partnership, key):
    text = made(cast, partnership, key)
    assert "None" not in text and "Rp0" not in text


def test_the_progress_report_says_whose_word_it_is_and_what_was_verified(cast, partnership):
    stone = {"partnership": partnership, "title": "Bak #1 $x$", "due_on": ON, "weight": 40}
    Milestone.objects.create(**stone, verifier=cast.bappeda, verified_on=ON, done_on=ON)
    Milestone.objects.create(
        **stone | {"title": "Dibatalkan"}, dropped_at=timezone.now(), dropping_reason="x"
    )
    whole = {"partnership": partnership, "organisation": cast.company, "at": timezone.now()}
    Progress.objects.create(
        **whole, on=date(2027, 2, 1), percent=25, verified_on=ON, verifier=cast.bappeda
    )
    last = Progress.objects.create(**whole, on=ON, percent=50)
    Progress.objects.create(
        **whole, on=ON, percent=99, returned_at=timezone.now(), return_reason="x"
    )
    trouble = {"organisation": cast.company, "at": timezone.now(), "partnership": partnership}
    Trouble.objects.create(**trouble, kind="issue", title="Pipa terlambat")
    photos(last)
    text = made(cast, partnership, "laporan-kemajuan")
    assert "per 2 Maret 2027 pekerjaan mencapai 50%" in text
    assert "Yang sudah diverifikasi 25% per 1 Februari 2027" in text
    assert "Bak #1 $x$" in text and "Pipa terlambat" in text
    assert "99%" not in text and "Dibatalkan" not in text
    assert "Bak selesai separuh" in text and "-2.30000, 115.60000" in text
    assert "1 foto lain tidak dimuat" in text and "Wajah orang" not in text


def photos(report: Progress) -> None:
    out = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG")
    kept = files.store(SimpleUploadedFile("a.jpg", out.getvalue()), owner=report, by=Actor())
    given = {"progress": report, "file": kept, "mark": 50}
    ProgressPhoto.objects.create(
        **given,
        caption="Bak selesai separuh",
        consent_by="Kepala desa",
        latitude=-2.3,
        longitude=115.6,
    )
    ProgressPhoto.objects.create(**given, caption="Wajah orang")


def test_the_request_names_its_account_and_conditions_and_spells_the_amount(cast, partnership):
    tranche = tranche_of(cast, partnership)
    Condition.objects.create(tranche=tranche, kind="document", title="Laporan 25%")
    Condition.objects.create(
        tranche=tranche, kind="milestone", title="Bak", met_on=ON, met_by=cast.bappeda
    )
    text = made(cast, partnership, "permintaan-pembayaran", str(tranche.pk))
    for words in (
        "Rp150.000.000 (seratus lima puluh juta rupiah)",
        "Bank Contoh #1",
        "Kas Desa $Hauwai$",
        "belum terpenuhi",
        "terpenuhi 2 Maret 2027, diperiksa Bappeda Balangan",
        "Pembayaran ke rekening perorangan tidak sah",
    ):
        assert words in text, words
    assert recipes()["permintaan-pembayaran"].things(partnership)[0][0] == str(tranche.pk)
    assert recipes()["tanda-terima"].subject(partnership, str(tranche.pk)) == tranche


def test_the_receipt_says_what_the_payee_received_and_where_the_payer_differs(cast, partnership):
    tranche = tranche_of(cast, partnership)
    before = made(cast, partnership, "tanda-terima", str(tranche.pk))
    assert "belum menyatakan jumlah yang diterima" in before
    stated(tranche, "transfer", 150_000_000, cast.company)
    stated(tranche, "receive", 149_500_000, cast.village)
    text = made(cast, partnership, "tanda-terima", str(tranche.pk))
    assert "Rp149.500.000 (seratus empat puluh sembilan juta lima ratus ribu rupiah)" in text
    assert "berbeda dengan yang diterima" in text and "PT Contoh Banua Energi" in text


def test_a_thing_of_another_partnership_is_nobodys_choice(cast, partnership):
    tranche = tranche_of(cast, partnership)
    other = type(partnership).objects.create(
        title="Lain",
        village=partnership.village,
        stage_since=timezone.now(),
        opened_at=timezone.now(),
    )
    assert recipes()["tanda-terima"].subject(other, str(tranche.pk)) is None
    assert recipes()["tanda-terima"].subject(other, "1 OR 1") is None
    assert recipes()["bast"].subject(other, "x") is None


def test_the_handover_lists_assets_and_never_passes_what_was_not_tested(cast, partnership):
    handover = handover_of(cast, partnership, tariff_rp=3_000, tariff_unit="m³")
    Component.objects.create(
        facility=handover.facility,
        name="Pompa @celup",
        asset_class="mesin",
        quantity=1,
        unit="unit",
        value_rp=12_000_000,
    )
    Component.objects.create(facility=handover.facility, name="Tanah", asset_class="tanah")
    text = made(cast, partnership, "bast", str(handover.pk), words="Kunci diserahkan.")
    for words in (
        "hari Selasa tanggal dua bulan Maret tahun dua ribu dua puluh tujuh",
        "Uji fungsi: belum diuji",
        "Uji mutu air: belum diuji",
        "Pompa @celup",
        "peralatan dan mesin",
        "Rp12.000.000 (tidak termasuk yang belum diketahui)",
        "Rp3.000 per m³",
        "Kunci diserahkan.",
        "PIHAK KEDUA",
    ):
        assert words in text, words
    Handover.objects.update(
        is_function_good=False, function_tested_on=ON, needs_water_test=False, warranty_until=ON
    )
    text = made(cast, partnership, "bast", str(handover.pk))
    assert "Uji fungsi: belum baik, 2 Maret 2027" in text and "tidak diperlukan" in text


def test_the_closing_report_keeps_the_amounts_apart_and_names_who_answers_now(cast, partnership):
    handover = handover_of(
        cast, partnership, state="done", done_on=ON, number="BAST/1", watch_years=4
    )
    partnership.contributions.update(agreed_rp=1_000_000, delivered_rp=700_000)
    text = made(cast, partnership, "laporan-penutup", lessons="Mulai lebih awal.")
    for words in (
        f"{handover.facility.name}: diserahkan 2 Maret 2027 kepada Pemerintah Desa Hauwai",
        "Rp1.000.000 Rp700.000 belum diketahui",
        "Siapa yang mencatat aset?",
        "Mulai lebih awal.",
    ):
        assert words in text, words
